"""Scripts gone through on the phone and at the door: what fits, what is said, what is asked (B1–B22)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import NotAllowed, NotFound, Stale
from bot.services import duties, post, routing, script_approvals
from bot.services.cases import OPEN, Report, called_back, open_case
from bot.services.customer_records import Profile
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Contact, Customer, Staff
from bot.services.script_records import DROPPED, RUNNING, ScriptRun
from bot.standard import scripts_choosing as choosing
from bot.standard import scripts_running as running
from bot.standard.access import SUPERVISOR
from bot.standard.addressing import address
from bot.standard.masking import mask_phone
from bot.standard.phrases import unfilled
from bot.standard.scripts import END, Book, Step, sayings
from bot.standard.scripts_choosing import Facts, Fit
from bot.standard.scripts_running import Known, Run

FILED = ("user_name", "user_phone", "user_relation")
CARRIED = ("cut", "owed", "outcome", "later", "files")
"""Kept of a talk beside its way: the call-back owed, why nobody was reached, another try, what was sent."""
_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk with everything it depends on."""

    kept: ScriptRun
    run: Run
    version: str
    customer: Customer
    profile: Profile
    facts: Facts
    known: Known


def facts(uow: UnitOfWork, customer: Customer, profile: Profile) -> Facts:
    """Return what the choice of a script depends on."""
    contacts = uow.contacts.of_customer(customer.id, _LOOKED_AT)
    bills = uow.profiles.bills(customer.id, 2)
    latest = bills[0] if bills else None
    return Facts(
        any(contact.kind == "call" and contact.outcome in ("", "reached") for contact in contacts),
        latest.month if latest else "",
        latest.amount if latest else None,
        bills[1].amount if len(bills) > 1 else None,
        latest.state if latest else "",
        profile.status == "suspended",
    )


def known(uow: UnitOfWork, desk: Desk, book: Book, customer: Customer, profile: Profile) -> Known:
    """Return what a talk depends on: gaps that may be asked about, flags, scripts in force."""
    empty = {name for name in choosing.asked_of(customer.kind) if getattr(profile, name) in (None, "")}
    missing = frozenset(empty - set(profile.do_not_ask))
    flags = {
        "named": any(not c.isdigit() for c in customer.name),
        "free_call": desk.policy.scripts.free_call,
        "arrears": choosing.arrears(facts(uow, customer, profile)),
        "hall": bool(desk.policy.scripts.hall),
    }
    filed = frozenset(name for name in FILED if getattr(profile, name))
    return Known(missing, flags, script_approvals.active(uow, book), filed)


def fitting(uow: UnitOfWork, desk: Desk, book: Book, customer: Customer) -> list[Fit]:
    """Return the scripts that fit a customer, the fittest first (B1–B4)."""
    profile = file_of(uow, customer)
    return choosing.fitting(
        facts(uow, customer, profile),
        desk.policy.scripts.bill_drop_percent,
        script_approvals.active(uow, book),
    )


def file_of(uow: UnitOfWork, customer: Customer) -> Profile:
    """Return a customer's file; raise NotFound where there is none."""
    profile = uow.profiles.get(customer.id)
    if profile is None:
        raise NotFound
    return profile


def begin(uow: UnitOfWork, book: Book, name: str, customer: Customer, me: Staff, now: datetime) -> ScriptRun:
    """Begin a talk; what was under way with the same customer is laid aside."""
    for old in uow.scripts.under_way(me.id, _LOOKED_AT):
        if old.customer_id == customer.id:
            uow.scripts.change(old.id, old.revision, state=DROPPED, ended_at=now)
    script = book.script[name]
    return uow.scripts.add(name, script.version, customer.id, me.id, running.to_dict(Run(name)), now)


def open_talk(uow: UnitOfWork, desk: Desk, book: Book, run_id: int, me: Staff) -> Talk:
    """Return a talk under way; raise Stale where it is over, NotAllowed where it is somebody else's."""
    kept = uow.scripts.get(run_id)
    if kept is None:
        raise NotFound
    if kept.manager_id != me.id:
        raise NotAllowed
    if kept.state != RUNNING:
        raise Stale
    customer = uow.people.customer(kept.customer_id)
    if customer is None:
        raise NotFound
    profile = file_of(uow, customer)
    run = running.from_dict(kept.script, kept.step, kept.values)
    script = book.script.get(kept.script)
    if script is None:
        raise Stale
    gone = run.at not in ("", END) and book.step(run.at) is None
    if gone or script.version != kept.version:
        # The script has changed since: what was noted is kept, the way is gone through anew (O2).
        entries = tuple(replace(entry, at="", rest=entry.rest or entry.text) for entry in run.entries)
        run = Run(kept.script, entries=entries)
    return Talk(
        kept,
        run,
        script.version,
        customer,
        profile,
        facts(uow, customer, profile),
        known(uow, desk, book, customer, profile),
    )


def keep(uow: UnitOfWork, talk: Talk, run: Run, **extra: object) -> None:
    """Keep where a talk stands; raise Stale where another tap was quicker."""
    also = {name: value for name, value in talk.kept.values.items() if name in CARRIED}
    values = {**running.to_dict(run), **also, **extra}
    now = {"step": run.at, "values": values, "version": talk.version}
    if not uow.scripts.change(talk.kept.id, talk.kept.revision, **now):
        raise Stale


def drop(uow: UnitOfWork, talk: Talk, now: datetime) -> None:
    """Lay a talk aside for good; raise Stale where another tap was quicker."""
    if not uow.scripts.change(talk.kept.id, talk.kept.revision, state=DROPPED, ended_at=now):
        raise Stale


def slots(uow: UnitOfWork, desk: Desk, talk: Talk, me: Staff) -> dict[str, str]:
    """Return what the words may be filled with; what is empty or a run of X is left out (T12)."""
    customer, profile, policy = talk.customer, talk.profile, desk.policy.scripts
    person = customer.name
    if customer.kind == "group":
        liaisons = uow.profiles.liaisons(customer.id)
        person = liaisons[0].name if liaisons else person
    values = {
        **address(person, customer.gender),
        "customer_phone": customer.phone,
        "manager": me.name,
        "manager_phone": me.phone,
        "product": policy.product,
        "card": policy.card,
        "hall": policy.hall,
        "holder": customer.name,
        "user_name": profile.user_name,
        "previous": yuan(talk.facts.previous),
        "current": yuan(talk.facts.current),
        "month": str(int(talk.facts.month[5:])) if talk.facts.month else "",
        **{name: text for name, text in talk.run.fields.items() if name == "user_name"},
        **talk.run.slots,
    }
    return {name: text for name, text in values.items() if text.strip() and not unfilled(text)}


def words(desk: Desk, step: Step, flags: Mapping[str, bool], filled: Mapping[str, str]) -> list[str]:
    """Return what is to be said at a step; raise LookupError(slot) for the first that is missing (T12)."""
    said = []
    for phrase in sayings(step, flags):
        needed = {name: step.slots.get(name, name) for name in desk.words.slots_of(phrase)}
        given = {}
        for name, source in sorted(needed.items()):
            if source in filled:
                given[name] = filled[source]
            elif name not in desk.facts:
                raise LookupError(source)
        said.append(desk.say(phrase, **given))
    return said


def missing_slot(desk: Desk, step: Step, flags: Mapping[str, bool], filled: Mapping[str, str]) -> str:
    """Return the first slot that a step's words still lack; empty where they can be said."""
    try:
        words(desk, step, flags, filled)
    except LookupError as lacking:
        return str(lacking.args[0])
    return ""


def yuan(fen: int | None) -> str:
    """Return an amount as it is said: 98, 58.5."""
    if fen is None:
        return ""
    return f"{fen / 100:.2f}".rstrip("0").rstrip(".")


def on_file(profile: Profile, names: Sequence[str]) -> list[tuple[str, str]]:
    """Return what is on file already of the fields a step asks for, masked (B6)."""
    found = []
    for name in names:
        value = str(getattr(profile, name, "") or "")
        if value and name != "birthday":
            found.append((name, mask_phone(value) if name.endswith("phone") else f"{value[:2]}****"))
    return found


def cut_off(uow: UnitOfWork, desk: Desk, talk: Talk, me: Staff, now: datetime) -> Case:
    """Note that the line broke: calling back is owed at once (A9)."""
    due = duties.minutes_after(now, desk.policy.scripts.cut_off_minutes, desk)
    text = desk.say("outcome-cut_off")
    phone = talk.customer.phone or desk.say("script-no-phone")
    report = Report(
        "callback", text, talk.customer, author=me, phone=phone, wanted=desk.say("wanted-soon"), due=due
    )
    case = open_case(uow, desk, report, now)
    keep(uow, talk, talk.run, cut=case.id)
    return case


def picked_up(uow: UnitOfWork, desk: Desk, talk: Talk, me: Staff, now: datetime) -> None:
    """Note that the line stands again: the call-back is kept (A9)."""
    case = uow.cases.get(int(talk.kept.values.get("cut", 0)))
    if case is not None and case.state == OPEN:
        called_back(uow, desk, case, me, now)
    keep(uow, talk, talk.run, cut=0)


def tell_above(uow: UnitOfWork, desk: Desk, me: Staff, phrase: str, now: datetime, **said: str) -> None:
    """Tell the supervisor what a customer said about our calls (B5, T4, A22)."""
    upper = routing.above(uow, me.id, SUPERVISOR)
    if upper is not None and upper.id != me.id:
        post.to_staff(uow, desk, upper.id, post.Note(desk.say(phrase, staff=me.name, **said)), now)


def last_contact(uow: UnitOfWork, customer: Customer) -> Contact | None:
    """Return the latest contact with a customer (B2)."""
    return next(iter(uow.contacts.of_customer(customer.id, 1)), None)


def open_matters(uow: UnitOfWork, customer: Customer, limit: int) -> list[Case]:
    """Return what is still owed to a customer: said first on the phone (B2)."""
    theirs = uow.cases.of_person(customer.id, 0, limit)
    return [case for case in theirs if case.state == OPEN]


def handover_notice(desk: Desk, customer: Customer, old: Staff, new: Staff) -> str:
    """Return the words by which a customer learns of a new manager (B22)."""
    return desk.say(
        "b22-handover",
        **address(customer.name, customer.gender),
        manager=new.name,
        previous_manager=old.name,
        phone=new.phone or desk.facts["hotline"],
    )
