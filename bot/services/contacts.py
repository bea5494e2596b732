"""Logging what happened: visits, calls and receptions, and the duties heard in them (C2, C3, D-1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.errors import NotAllowed, NotFound, Stale
from bot.services import cadence, cases, duties, low_scores, recovery, surveys
from bot.services.desk import Desk, excerpt
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Contact, Customer, Staff
from bot.services.survey_records import Occasion
from bot.standard import honesty
from bot.standard.deadline import Due

Promised = str | tuple[str, datetime | None]
"""What was promised, and by when where that was said (C8)."""


REACHED, CUT_OFF = "reached", "cut_off"
UNANSWERED = ("no_answer", "busy")


@dataclass(frozen=True, slots=True)
class Told:
    """What a manager told about a contact, checked and ready to be kept."""

    kind: str
    customer: Customer
    content: str
    suggestions: Sequence[str] = ()
    opinions: Sequence[str] = ()
    complaints: Sequence[str] = ()
    promises: Sequence[Promised] = ()
    severity: str = "normal"
    outcome: str = ""
    next_at: datetime | None = None
    questions: Sequence[str] = ()
    # The further fields of its form by name, in words; a script's name and version among them (C2, C3).
    fields: Mapping[str, str] = field(default_factory=dict)
    plan_id: int | None = None
    happened_at: datetime | None = None
    files: Sequence[int] = ()
    # A call back after the line broke is owed already, so none is raised (A9).
    called_back: bool = False
    # Who had no time said no more than that: such records are alike, and none is a copy (O1).
    put_off: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that is owed an answer, and by when where that was said."""

    kind: str
    text: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Logged:
    """A kept contact and the cases it raised."""

    contact: Contact
    cases: Sequence[Case]

    @property
    def backdated(self) -> bool:
        """Tell whether it was written down later than the policy allows (O1)."""
        return self.contact.backdated


def log(uow: UnitOfWork, desk: Desk, manager: Staff, told: Told, now: datetime) -> Logged:
    """Keep a contact; each matter heard in it becomes its own duty (D-1)."""
    happened = told.happened_at or now
    contact = uow.contacts.add(
        told.kind,
        told.customer.id,
        manager.id,
        told.content,
        now,
        happened_at=happened,
        outcome=told.outcome,
        next_at=told.next_at,
        fields={name: words for name, words in told.fields.items() if words} or None,
        plan_id=told.plan_id,
        backdated=honesty.backdated(happened, now, desk.policy, desk.calendar),
        repeated=told.outcome in ("", REACHED)
        and not told.put_off
        and repeats(uow, manager, told) is not None,
    )
    uow.files.attach(told.files, contact_id=contact.id)
    opened = [
        cases.open_case(uow, desk, replace(report, contact_id=contact.id), now)
        for report in _heard(desk, manager, told)
    ]
    if told.next_at is not None:
        _plan(uow, desk, manager, contact, told, desk.local(told.next_at), now)
    cadence.touched(uow, desk, contact.customer_id, now)
    if told.outcome in ("", REACHED):
        low_scores.attended(uow, contact.customer_id, now)
        about = Occasion(told.kind, f"contact:{contact.id}", contact.customer_id, manager.id)
        surveys.request(uow, desk, about, now)
    return Logged(contact, opened)


def repeats(uow: UnitOfWork, manager: Staff, told: Told) -> Contact | None:
    """Return the manager's record before where it says the same to the letter (O1)."""
    before = uow.contacts.latest(manager.id)
    if before is None or not honesty.same(before.content, told.content):
        return None
    promises = (promised if isinstance(promised, str) else promised[0] for promised in told.promises)
    heard = {*told.suggestions, *told.opinions, *told.complaints, *told.questions, *promises}
    # The same words about another suggestion are another record.
    return before if heard == {case.text for case in uow.cases.of_contact(before.id)} else None


def call_again(
    uow: UnitOfWork, desk: Desk, contact: Contact, manager: Staff, now: datetime
) -> datetime | None:
    """Remind of a call that nobody answered a while later (C6); None where that is promised already."""
    again = duties.minutes_after(now, desk.policy.callback.retry_minutes, desk)
    about = duties.Subject(
        "call",
        f"contact:{contact.id}",
        "again",
        "retry",
        manager.id,
        contact.customer_id,
        contact_id=contact.id,
        text=contact.content,
    )
    return again.at if duties.raise_duty(uow, desk, about, again, now) is not None else None


def _heard(desk: Desk, manager: Staff, told: Told) -> Iterator[cases.Report]:
    """Yield what is owed an answer; a promise is owed by when it was given for (C8)."""
    heard = [
        ("suggestion", told.suggestions),
        ("opinion", told.opinions),
        ("complaint", told.complaints),
        ("question", told.questions),
    ]
    for kind, texts in heard:
        severity = told.severity if kind == "complaint" else ""
        for text in texts:
            yield cases.Report(kind, text, told.customer, author=manager, severity=severity)
    if told.outcome == CUT_OFF and not told.called_back:
        # A9: who was cut off is called again, and soon.
        phone, soon = told.customer.phone, desk.say("wanted-soon")
        text = desk.say("call-cut-off", text=excerpt(told.content))
        yield cases.Report("callback", text, told.customer, author=manager, phone=phone, wanted=soon)
    for promised in told.promises:
        text, at = (promised, None) if isinstance(promised, str) else promised
        yield _report(desk, manager, told.customer, Heard("promise", text, at))


def _report(desk: Desk, manager: Staff, customer: Customer | None, heard: Heard) -> cases.Report:
    due = None
    if heard.due is not None:
        local = desk.local(heard.due)
        due = Due(local, local.date(), not desk.calendar.known(local.date()))
    return cases.Report(heard.kind, heard.text, customer, author=manager, due=due)


def add_heard(
    uow: UnitOfWork, desk: Desk, manager: Staff, contact: Contact, heard: Heard, now: datetime
) -> Case:
    """Open a case for what was left out when a record was written (D-1, C8)."""
    report = _report(desk, manager, uow.people.customer(contact.customer_id), heard)
    return cases.open_case(uow, desk, replace(report, contact_id=contact.id), now)


def _plan(
    uow: UnitOfWork, desk: Desk, manager: Staff, contact: Contact, told: Told, at: datetime, now: datetime
) -> None:
    plan = "call" if told.kind == "call" else "visit"
    about = duties.Subject(
        plan,
        f"customer:{told.customer.id}",
        f"{at:%Y%m%d%H%M}-{contact.id}",
        plan,
        manager.id,
        told.customer.id,
        contact_id=contact.id,
        text=told.content,
    )
    duties.raise_duty(uow, desk, about, Due(at, at.date(), False), now)


def undo(uow: UnitOfWork, desk: Desk, contact_id: int, manager: Staff, now: datetime) -> Contact:
    """Strike out one's own contact within the time the policy allows, with what it raised (O1)."""
    contact = uow.contacts.get(contact_id)
    if contact is None:
        raise NotFound
    if contact.manager_id != manager.id:
        raise NotAllowed
    limit = timedelta(minutes=desk.policy.session.undo_minutes)
    if contact.undone_at is not None:
        raise Stale
    if now - contact.recorded_at > limit:
        raise Stale("error-undo-late", minutes=str(desk.policy.session.undo_minutes))
    uow.contacts.undo(contact.id, now)
    low_scores.struck_out(uow, desk, contact)
    cadence.touched(uow, desk, contact.customer_id, now)
    for case in uow.cases.of_contact(contact.id):
        if not uow.cases.change(case.id, case.revision, state=cases.WITHDRAWN, closed_at=now):
            continue  # answered at this very moment: it stands
        uow.cases.note(case.id, "withdrawn", now, manager.id)
        duties.end_of_case(uow, case.id, "withdrawn", now)
        recovery.tell(
            uow,
            desk,
            case,
            "push-withdrawn",
            now,
            but=(manager.id,),
            also=(case.owner_id,),
            staff=manager.name,
        )
    uow.duties.close_of_contact(contact.id, "withdrawn", now)
    return contact
