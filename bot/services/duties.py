"""Duties: raised once, spoken of on each rung of their ladder once, closed when kept (4.D, 4.E)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.services import buttons, post, pushes, routing
from bot.services.desk import Desk, excerpt
from bot.services.moments_ledgers import MOMENT
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Customer, Duty
from bot.standard import digests, ladder
from bot.standard.access import ADMIN, HEAD, SUPERVISOR
from bot.standard.deadline import Due
from bot.standard.policy import Rung

SPEAKING: dict[str, Callable[[UnitOfWork, Desk, Duty, Rung, datetime], None]] = {}
"""Ladders that speak in words of their own, and look first whether there is still something to say."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a duty is about and whose it is."""

    kind: str
    subject: str
    period: str
    ladder: str
    owner_id: int | None = None
    customer_id: int | None = None
    case_id: int | None = None
    contact_id: int | None = None
    address_id: int | None = None
    text: str = ""


def raise_duty(uow: UnitOfWork, desk: Desk, about: Subject, due: Due, now: datetime) -> Duty | None:
    """Raise a duty with its deadline fixed for good; a rung due at once speaks in this very turn (D-26)."""
    steps = _steps(desk, about.ladder, now, due.at)
    duty = uow.duties.add(
        about.kind,
        about.subject,
        about.period,
        owner_id=about.owner_id,
        customer_id=about.customer_id,
        case_id=about.case_id,
        contact_id=about.contact_id,
        address_id=about.address_id,
        text=about.text,
        opened_at=now,
        due_at=due.at,
        due_day=due.day,
        provisional=due.provisional,
        ladder=about.ladder,
        next_at=steps[0].at if steps else None,
        policy=desk.policy.version,
    )
    if duty is not None and duty.next_at is not None and duty.next_at <= now:
        climb(uow, desk, duty, now)
    return duty


def tick(uow: UnitOfWork, desk: Desk, now: datetime, limit: int = 100) -> int:
    """Let every duty whose next rung has come speak, in order of time; return how many did."""
    firing = uow.duties.firing(now, limit)
    for duty in firing:
        climb(uow, desk, duty, now)
    return len(firing)


def climb(uow: UnitOfWork, desk: Desk, duty: Duty, now: datetime) -> None:
    """Speak on every rung that has come; each once, however often or late the clock ticks."""
    steps = _steps(desk, duty.ladder, duty.opened_at, duty.due_at, duty.reset_at)
    reached, following = _reached(steps, duty.rung, now)
    if not uow.duties.climb(duty.id, duty.rung, reached, following):
        return
    told: set[int] = set()
    # After a night of downtime the highest rung speaks first, and nobody hears of one matter twice.
    for moment in reversed(steps[duty.rung : reached]):
        if ladder.worth_saying(moment, duty.due_at, now) and _holds(uow, desk, duty, moment.rung):
            _speak(uow, desk, duty, moment.rung, now, told)


def end_of_case(uow: UnitOfWork, case_id: int, why: str, now: datetime) -> None:
    """Close every duty of a case; what was held for the morning about it is not said any more (T3)."""
    for duty in uow.duties.open_of_case(case_id):
        uow.outbox.withdraw(f"duty:{duty.id}:")
    uow.outbox.withdraw(f"case:{case_id}:")
    uow.duties.close_of_case(case_id, why, now)


def progressed(uow: UnitOfWork, desk: Desk, duty: Duty, now: datetime) -> None:
    """Count what lies behind the due time anew, since something was done about a duty (E1)."""
    if duty.next_at is not None and duty.next_at <= now:
        climb(uow, desk, duty, now)
    steps = _steps(desk, duty.ladder, duty.opened_at, duty.due_at, now)
    uow.duties.reset(duty.id, *_reached(steps, 0, now), now)


def _holds(uow: UnitOfWork, desk: Desk, duty: Duty, rung: Rung) -> bool:
    """Return whether what a rung asks for is so at the moment it speaks."""
    if not rung.when:
        return True
    customer = uow.people.customer(duty.customer_id)
    vip = routing.is_vip(desk, customer)
    important = customer is not None and customer.vip
    holds = {"only_vip": vip, "not_vip": not vip, "only_important": important}
    return all(holds[condition] for condition in rung.when)


def standing(
    desk: Desk, ladder_name: str, opened_at: datetime, due_at: datetime, now: datetime
) -> tuple[int, datetime | None]:
    """Return how far the ladder of an old matter has come by now, and when it speaks next."""
    return _reached(_steps(desk, ladder_name, opened_at, due_at), 0, now)


def _steps(
    desk: Desk, ladder_name: str, opened_at: datetime, due_at: datetime, reset_at: datetime | None = None
) -> tuple[ladder.Moment, ...]:
    opened, due = desk.local(opened_at), desk.local(due_at)
    return ladder.moments(desk.policy.ladders[ladder_name], opened, due, desk.policy, desk.calendar, reset_at)


def _reached(steps: Sequence[ladder.Moment], rung: int, now: datetime) -> tuple[int, datetime | None]:
    while rung < len(steps) and steps[rung].at <= now:
        rung += 1
    return rung, steps[rung].at if rung < len(steps) else None


def _speak(uow: UnitOfWork, desk: Desk, duty: Duty, rung: Rung, now: datetime, told: set[int]) -> None:
    if (speaks := SPEAKING.get(duty.ladder)) is not None:
        speaks(uow, desk, duty, rung, now)
        return
    case = uow.cases.get(duty.case_id) if duty.case_id is not None else None
    customer = uow.people.customer(duty.customer_id)
    if "customer" in rung.to:
        offer_callback(uow, desk, duty, customer, now)
    recipients = [(role, recipient(uow, duty, role, case)) for role in rung.to]
    everybody = told | {staff_id for _, staff_id in recipients if staff_id is not None}
    for role, staff_id in recipients:
        if staff_id is None or staff_id in told:
            continue
        mine = staff_id == duty.owner_id
        rows = buttons.for_supervisor(desk, duty)
        if mine:
            own = buttons.for_owner(desk, case, duty)
            rows = (own,) if role == "owner" else buttons.for_own_alert(desk, own, duty)
        text = desk.say(f"push-{duty.ladder}-{rung.name}", **_slots(uow, desk, duty, case, customer))
        note = post.Note(text, rows, rung.urgent)
        told.add(staff_id)
        reached = tell(uow, desk, duty, rung, staff_id, note, now, everybody - {staff_id})
        told |= {reached} if reached is not None else set()


def tell(
    uow: UnitOfWork,
    desk: Desk,
    duty: Duty,
    rung: Rung,
    staff_id: int,
    note: post.Note,
    now: datetime,
    told: Collection[int] = (),
) -> int | None:
    """Tell somebody, or whoever stands in, what a rung has to say; each once until there is progress."""
    key = ladder.key(rung, duty.opened_at, duty.due_at, duty.reset_at)
    note = replace(note, dedup=f"duty:{duty.id}:{key}:{staff_id}")
    return pushes.push(uow, desk, staff_id, note, now, duty=duty, rung=key, waits=rung.digest, told=told)


def recipient(uow: UnitOfWork, duty: Duty, role: str, case: Case | None = None) -> int | None:
    """Return whom a rung speaks to."""
    if role == "owner":
        return duty.owner_id
    if role == "manager":
        return case.owner_id if case is not None else duty.owner_id
    if role == "deputy":
        customer = uow.people.customer(duty.customer_id)
        deputy = uow.people.staff(customer.deputy_id) if customer is not None else None
        if deputy is not None and deputy.active and deputy.id != duty.owner_id:
            return deputy.id
        role = SUPERVISOR
    if role in (SUPERVISOR, HEAD, ADMIN):
        person = routing.above(uow, duty.owner_id, role)
        # Who has nobody above is told as well as warned: an alert never goes to nobody (D-26).
        return person.id if person is not None else duty.owner_id
    return None


def _slots(
    uow: UnitOfWork, desk: Desk, duty: Duty, case: Case | None, customer: Customer | None
) -> Mapping[str, str]:
    owner = uow.people.staff(duty.owner_id)
    return {
        "what": title(desk, duty, case, customer),
        "due": desk.due_words(duty.due_at, duty.provisional),
        "owner": owner.name if owner else desk.say("nobody"),
        # A promise is kept by doing it and saying so (C8); anything else by an answer.
        "task": desk.say("task-promise" if case is not None and case.kind == "promise" else "task-reply"),
        "severity": desk.say(f"severity-{(case.severity if case else '') or 'normal'}"),
    }


def due_words(desk: Desk, duty: Duty, case: Case | None = None) -> str:
    """Return when a duty is due in words: a birthday has no hour, a call to take note is due as its case."""
    if duty.kind == MOMENT:
        return desk.day_words(duty.due_day)
    if duty.kind in digests.SILENT and case is not None:
        return desk.due_words(case.due_at, case.provisional)
    return desk.due_words(duty.due_at, duty.provisional)


def title(desk: Desk, duty: Duty, case: Case | None, customer: Customer | None) -> str:
    """Return a duty in one line: number, customer, and what it is about."""
    if case is None:
        return desk.say(f"duty-{duty.kind}", customer=desk.call(customer), text=excerpt(duty.text) or "—")
    if duty.kind == "department":
        return desk.say("duty-department", what=f"{desk.reference(case)} {excerpt(duty.text)}")
    return desk.say(
        "duty-case",
        kind=desk.say(f"case-{case.kind}"),
        reference=desk.reference(case),
        customer=desk.call(customer),
        text=excerpt(case.text),
    )


def offer_callback(uow: UnitOfWork, desk: Desk, duty: Duty, customer: Customer | None, now: datetime) -> None:
    """Ask the customer who has waited three minutes for a number to be called (A4)."""
    theirs = post.for_customer(uow, desk, customer, duty.address_id)
    text = theirs.say("wait-offer")
    rows = buttons.leave_number(theirs, customer, duty)
    note = post.Note(text, rows, urgent=True, dedup=f"duty:{duty.id}:customer")
    post.to_customer(uow, desk, note, now, customer_id=duty.customer_id, address_id=duty.address_id)


def postpone(uow: UnitOfWork, desk: Desk, duty: Duty, due: Due, now: datetime) -> Duty | None:
    """Move a planned visit to another day: the old duty closes, a new one opens."""
    if not uow.duties.close(duty.id, "postponed", now):
        return None
    about = Subject(
        duty.kind,
        duty.subject,
        f"{due.at:%Y%m%d%H%M}-{duty.id}",
        duty.ladder,
        duty.owner_id,
        duty.customer_id,
        contact_id=duty.contact_id,
        text=duty.text,
    )
    return raise_duty(uow, desk, about, due, now)


def minutes_after(now: datetime, minutes: float, desk: Desk) -> Due:
    """Return a due time some minutes from now."""
    at = desk.local(now + timedelta(minutes=minutes))
    return Due(at, at.date(), False)
