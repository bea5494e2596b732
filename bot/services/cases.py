"""Cases: what is owed an answer, from the first thanks to the answer (C4–C8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.errors import NotAllowed, NotFound, Stale
from bot.services import (
    absences,
    announcing,
    buttons,
    cadence,
    duties,
    low_scores,
    post,
    recovery,
    routing,
    surveys,
)
from bot.services.desk import Desk, excerpt
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Customer, Duty, Staff
from bot.services.talk_records import ENDED, WAITING
from bot.standard.access import HEAD, MANAGER, SUPERVISOR
from bot.standard.deadline import Due

OPEN, ANSWERED, CLOSED, WITHDRAWN = "open", "answered", "closed", "withdrawn"
FIRST = "1"
"""The period of a case's first duty; each time it is reopened another begins."""
CARD = "card"
"""The category of a request for the VIP card (K5)."""
CONFIRM = "confirm"
"""The duty that waits for a customer's word on an answer (H6)."""
_LOOKED_AT = 100  # a person's open cases come first; more of them nobody has


@dataclass(frozen=True, slots=True)
class Report:
    """What was said, by whom, and for whom, when a case is opened."""

    kind: str
    text: str
    customer: Customer | None = None
    address_id: int | None = None
    author: Staff | None = None
    contact_id: int | None = None
    severity: str = ""
    category: str = ""
    phone: str = ""
    wanted: str = ""
    due: Due | None = None
    files: Sequence[int] = ()


def open_case(uow: UnitOfWork, desk: Desk, report: Report, now: datetime, *, announce: bool = True) -> Case:
    """Open a case with its duty; the owner is told at once, a serious complaint goes up at once (D-26).

    `announce`: False where whoever opens it makes it known by themselves.
    """
    owner = routing.responsible(uow, report.customer)
    due = report.due or desk.due(report.kind, report.severity, now)
    customer_id = report.customer.id if report.customer else None
    case = uow.cases.add(
        report.kind,
        report.text,
        due.at,
        now,
        state=OPEN,
        customer_id=customer_id,
        address_id=report.address_id,
        owner_id=owner.id if owner else None,
        author_id=report.author.id if report.author else None,
        contact_id=report.contact_id,
        category=report.category,
        severity=report.severity,
        phone=report.phone,
        wanted=report.wanted,
        provisional=due.provisional,
    )
    uow.files.attach(report.files, case_id=case.id)
    uow.cases.note(case.id, "opened", now, case.author_id)
    duty = owe(uow, desk, case, FIRST, due, now)
    known = not announce or (report.author is not None and owner is not None and report.author.id == owner.id)
    if duty is not None and owner is not None and not known:
        announcing.announce(uow, desk, case, duty, now, asked=report.author is None, files=len(report.files))
    if report.kind == "complaint" and report.severity in desk.policy.alerts.severities:
        _alert(uow, desk, case, now)
    return case


def owe(uow: UnitOfWork, desk: Desk, case: Case, period: str, due: Due, now: datetime) -> Duty | None:
    """Raise the duty to answer a case; each time it is opened again another begins."""
    about = duties.Subject(
        case.kind,
        f"case:{case.id}",
        period,
        ladder_of(case.kind),
        case.owner_id,
        case.customer_id,
        case_id=case.id,
        address_id=case.address_id,
    )
    return duties.raise_duty(uow, desk, about, due, now)


def ladder_of(kind: str) -> str:
    """Return the ladder by which an answer to a kind of case is called for (E1)."""
    return "callback" if kind == "callback" else "reply"


def _alert(uow: UnitOfWork, desk: Desk, case: Case, now: datetime) -> None:
    who = (case.owner_id, case.customer_id)
    about = duties.Subject(
        *("alert", f"case:{case.id}", "1", "alert"), *who, case_id=case.id, contact_id=case.contact_id
    )
    duties.raise_duty(uow, desk, about, desk.due("alert", "", now), now)


def start_wait(uow: UnitOfWork, desk: Desk, case: Case, now: datetime) -> None:
    """Start the three minutes after which a waiting customer is offered a call, once a person (A4, D-3)."""
    if _offered(uow, case):
        return
    about = duties.Subject(
        "wait",
        f"case:{case.id}",
        "1",
        "wait",
        case.owner_id,
        case.customer_id,
        case_id=case.id,
        address_id=case.address_id,
    )
    duties.raise_duty(uow, desk, about, desk.due("wait", "", now), now)


def _offered(uow: UnitOfWork, case: Case) -> bool:
    """Return whether a call is promised to the person of a case, or about to be offered."""
    if case.address_id is None:
        return False
    if uow.duties.open_of_address(case.address_id, "wait"):
        return True
    theirs = uow.cases.of_person(case.customer_id, case.address_id, _LOOKED_AT)
    return any(other.kind == "callback" and other.state == OPEN for other in theirs)


def may_work(uow: UnitOfWork, staff: Staff, case: Case) -> bool:
    """Return whether a staff member may see and answer a case: own, deputised, or of one's team (G1)."""
    if staff.id in (case.owner_id, case.author_id):
        return True
    customer = uow.people.customer(case.customer_id)
    if customer is not None and staff.id in (customer.manager_id, customer.deputy_id):
        return True
    # What was put before somebody who stands in is theirs to work on (E16).
    if staff.role == HEAD or staff.id in uow.duties.told_of_case(case.id):
        return True
    if case.owner_id in absences.covered(uow, staff.id):
        return True
    owner = uow.people.staff(case.owner_id)
    nobodys = owner is None or not owner.active
    return staff.role == SUPERVISOR and (nobodys or case.owner_id in routing.team(uow, staff))


def for_staff(uow: UnitOfWork, staff: Staff, case_id: int, now: datetime) -> Case:
    """Return a case a staff member may work; raise NotFound or NotAllowed."""
    case = uow.cases.get(case_id)
    if case is None:
        raise NotFound
    if not may_work(uow, staff, case):
        raise NotAllowed
    if staff.role != MANAGER and case.owner_id != staff.id:
        uow.records.audit("case-read", f"case:{case.id}", now, staff.id)
    return case


def answer(uow: UnitOfWork, desk: Desk, case: Case, staff: Staff, text: str, now: datetime) -> bool:
    """Answer a case and send the answer; return False where no chat reaches the customer.

    Raises Stale where the case has moved on since it was shown.
    """
    fed_back = {"fed_back_at": now} if case.kind == "promise" else {}
    if case.state != OPEN or not uow.cases.change(
        case.id, case.revision, state=ANSWERED, answer=text, answered_at=now, answered_by=staff.id, **fed_back
    ):
        raise Stale
    uow.cases.note(case.id, "answered", now, staff.id, text)
    talk = uow.talks.of_case(case.id)
    if talk is not None and talk.state == WAITING:
        # Who asked for a person is answered in writing: nobody need come any more.
        uow.talks.change(talk.id, talk.revision, state=ENDED, ended_at=now, ended_why="answered")
    duties.end_of_case(uow, case.id, "answered", now)
    recovery.tell(uow, desk, case, "push-recovered", now, but=(staff.id,), staff=staff.name)
    answered = uow.cases.get(case.id)
    assert answered is not None  # changed a moment ago in this very turn
    theirs = post.for_customer(uow, desk, case.customer_id, case.address_id)
    words = theirs.say(
        "answer-pushed",
        kind=theirs.say(f"case-{case.kind}"),
        reference=desk.reference(case),
        asked=asked(theirs, case),
        text=text,
    )
    rows = buttons.solved_or_not(theirs, answered)
    note = post.Note(words, rows, urgent=True, dedup=f"case:{case.id}:{answered.revision}")
    cadence.touched(uow, desk, case.customer_id, now)
    cadence.follow_up(uow, desk, answered, now)
    _await_word(uow, desk, answered, now)
    return post.to_customer(uow, desk, note, now, customer_id=case.customer_id, address_id=case.address_id)


def _await_word(uow: UnitOfWork, desk: Desk, case: Case, now: datetime) -> None:
    """Wait for the customer's word on an answer, where only that or a leader's reason closes it (H6, O4)."""
    if case.kind not in desk.policy.voice.confirm:
        return
    about = duties.Subject(
        CONFIRM,
        f"case:{case.id}",
        str(case.revision),
        CONFIRM,
        case.owner_id,
        case.customer_id,
        case_id=case.id,
        address_id=case.address_id,
    )
    duties.raise_duty(uow, desk, about, desk.due(CONFIRM, "", now), now)


def asked(desk: Desk, case: Case, length: int = 40) -> str:
    """Return a case as its customer reads it: in their own words, never in ours for one another (A15).

    A call is told by its time; what staff took down to be done is told by its kind.
    """
    if case.kind == "callback":
        # The wish is kept as whoever calls reads it.
        told = case.wanted and not desk.translated
        return desk.say("asked-callback", wanted=case.wanted) if told else desk.say("asked-call")
    if case.kind == "request" and case.author_id is not None:
        named = case.category if case.category in ("network", CARD) else "request"
        return desk.say(f"asked-{named}")
    return excerpt(desk.again(case.text), length)


def called_back(uow: UnitOfWork, desk: Desk, case: Case, staff: Staff, now: datetime) -> None:
    """Note a callback as made (A4), and tell whom its ladder had told; raise Stale where it has moved on."""
    if case.state != OPEN or not uow.cases.change(
        case.id, case.revision, state=CLOSED, closed_at=now, answered_at=now, answered_by=staff.id
    ):
        raise Stale
    uow.cases.note(case.id, "called", now, staff.id)
    duties.end_of_case(uow, case.id, "called", now)
    cadence.touched(uow, desk, case.customer_id, now)
    recovery.tell(uow, desk, case, "push-called", now, but=(staff.id,), staff=staff.name)
    low_scores.attended(uow, case.customer_id, now)
    surveys.after_case(uow, desk, case, "callback", now)
