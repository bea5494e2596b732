"""Appointments: planned, proposed, wished otherwise, agreed (B18, D-7, D-9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import BadInput, Stale
from bot.services import visit_duties, visit_telling
from bot.services import visit_words as words
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Customer, Staff
from bot.services.visit_records import AGREED, PROPOSED, THEIRS, WISHED, VisitPlan
from bot.standard import appointments

_FAR = timedelta(days=366)
_LOOKED_AT = 200  # open plans of one manager; more nobody keeps


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a manager plans: whom to visit, why, where, and when it might be."""

    customer: Customer
    kind: str
    purpose: str
    place: str
    slots: Sequence[datetime]


def taken(
    uow: UnitOfWork, desk: Desk, manager_id: int, now: datetime, but: int = 0, *, held: bool = False
) -> list[datetime]:
    """Return a manager's appointments to come; with `held` also the times others may still choose."""
    since = now - timedelta(minutes=desk.policy.visits.visit_minutes)
    plans = [p for p in uow.visits.between(manager_id, since, now + _FAR) if p.id != but]
    found = [p.at for p in plans if p.at is not None]
    if held:
        waiting = [p for p in uow.visits.of_manager(manager_id, _LOOKED_AT) if p.at is None and p.id != but]
        found += [at for p in waiting for at in p.slots if at > now]
    return found


def suggested(
    uow: UnitOfWork, desk: Desk, manager_id: int, customer_id: int, now: datetime, but: int = 0
) -> tuple[datetime, ...]:
    """Return the times to propose to a customer, in the hours in which they wish to be met (B18)."""
    file = uow.profiles.get(customer_id)
    wished = appointments.windows(file.contact_hours if file is not None else "")
    held = taken(uow, desk, manager_id, now, but, held=True)
    return appointments.suggested(desk.local(now), held, wished, desk.policy, desk.calendar)


def require_free(
    uow: UnitOfWork, desk: Desk, manager_id: int, at: datetime, now: datetime, but: int = 0
) -> None:
    """Raise BadInput for a time that is over, or on top of another appointment, with what stands there."""
    if at <= now:
        raise BadInput("error-time-past", time=desk.time_words(at))
    other = appointments.clash(at, taken(uow, desk, manager_id, now, but), desk.policy)
    if other is not None:
        there = uow.visits.between(manager_id, other, other + timedelta(minutes=1))[0]
        what = words.line(desk, there, uow.people.customer(there.customer_id))
        raise BadInput("error-plan-taken", time=desk.time_words(at), what=what)


def clash_of(uow: UnitOfWork, desk: Desk, plan: VisitPlan, at: datetime, now: datetime) -> datetime | None:
    """Return the appointment of its manager that a plan would fall on top of at a moment."""
    return appointments.clash(at, taken(uow, desk, plan.manager_id, now, plan.id), desk.policy)


def short(desk: Desk, told: datetime, at: datetime) -> bool:
    """Return whether a notice comes less than half a working day ahead (D-7, D-9, T17)."""
    return appointments.short_notice(told, at, desk.policy, desk.calendar)


def plan(
    uow: UnitOfWork, desk: Desk, manager: Staff, wanted: Wanted, now: datetime, *, send: bool
) -> VisitPlan:
    """Keep a plan with its times open to choice; with `send` the customer is asked (B18)."""
    for at in wanted.slots:
        require_free(uow, desk, manager.id, at, now)
    made = uow.visits.add(
        wanted.customer.id,
        manager.id,
        wanted.kind,
        now,
        purpose=wanted.purpose,
        place=wanted.place,
        slots=tuple(wanted.slots),
        travel_minutes=desk.policy.visits.travel_minutes,
    )
    uow.visits.note(made.id, "planned", now, manager.id, words.times(desk, wanted.slots))
    return offer(uow, desk, made, _asking(made, wanted.customer, manager), now, send=send)


def _asking(made: VisitPlan, customer: Customer, manager: Staff) -> visit_telling.Telling:
    return lambda theirs: words.ask_slot(theirs, made, customer, manager.name)


def offer(
    uow: UnitOfWork,
    desk: Desk,
    made: VisitPlan,
    text: visit_telling.Telling,
    now: datetime,
    *,
    send: bool = True,
) -> VisitPlan:
    """Put a plan's times before the customer; its `noticed_at` tells whether a chat reached them (D-9)."""
    reached = send and visit_telling.reachable(uow, made.customer_id)
    fresh = visit_duties.change(uow, made, noticed_at=now if reached else None)
    if reached:
        visit_telling.to_customer(
            uow, desk, fresh, text, now, lambda theirs: words.slot_rows(theirs, fresh, now)
        )
        uow.visits.note(fresh.id, "sent", now)
    visit_duties.propose(uow, desk, fresh, now)
    return fresh


def agree(
    uow: UnitOfWork,
    desk: Desk,
    offered: VisitPlan,
    at: datetime,
    now: datetime,
    *,
    staff_id: int | None = None,
    phoned: bool = False,
) -> VisitPlan:
    """Fix an appointment; raise BadInput where the time is over or taken, Stale where it has moved on."""
    if offered.state not in (PROPOSED, WISHED):
        raise Stale
    require_free(uow, desk, offered.manager_id, at, now, offered.id)
    told = now if phoned or offered.noticed_at is None else offered.noticed_at
    less = short(desk, told, at)
    fresh = visit_duties.change(
        uow, offered, state=AGREED, at=at, slots=(), phoned=phoned, noticed_at=told, short=less, kit=()
    )
    uow.visits.note(fresh.id, "phoned" if phoned else "agreed", now, staff_id, desk.time_words(at))
    visit_duties.close(uow, fresh, "agreed", now)
    visit_duties.appoint(uow, desk, fresh, at, now)
    return fresh


def wish(
    uow: UnitOfWork, desk: Desk, stands: VisitPlan, at: datetime, now: datetime, reason: str = ""
) -> VisitPlan:
    """Take down the time that a customer would prefer; the manager accepts it or proposes again (B18)."""
    if stands.state not in (PROPOSED, WISHED, AGREED):
        raise Stale
    if at <= now:
        raise BadInput("error-time-past", time=desk.time_words(at))
    moved = {"moves": stands.moves + 1, "reason": reason, "fault": THEIRS} if stands.at is not None else {}
    fresh = visit_duties.change(uow, stands, state=WISHED, at=None, slots=(at,), noticed_at=now, **moved)
    uow.visits.note(fresh.id, "wished", now, None, reason or desk.time_words(at))
    visit_duties.close(uow, fresh, "wished", now)
    visit_duties.propose(uow, desk, fresh, now)
    pressing = short(desk, now, min(at, stands.at or at))
    text = _wished(uow, desk, fresh, stands.at, at, reason)
    clash = clash_of(uow, desk, fresh, at, now)
    if clash is not None:
        text = f"{text}\n{desk.say('push-plan-clash', time=desk.time_words(clash))}"
    visit_telling.manager(uow, desk, fresh, text, words.staff_rows(desk, fresh), now, urgent=pressing)
    return fresh


def _wished(
    uow: UnitOfWork, desk: Desk, fresh: VisitPlan, before: datetime | None, at: datetime, reason: str
) -> str:
    customer, time = desk.call(uow.people.customer(fresh.customer_id)), desk.time_words(at)
    if before is None:
        return desk.say("push-plan-wish", customer=customer, time=time)
    because, stood = reason or desk.say("visit-no-reason"), desk.time_words(before)
    return desk.say("push-plan-change", customer=customer, time=time, before=stood, reason=because)


def again(
    uow: UnitOfWork, desk: Desk, stands: VisitPlan, slots: Sequence[datetime], staff: Staff, now: datetime
) -> VisitPlan:
    """Propose other times in place of those open to choice."""
    if stands.state not in (PROPOSED, WISHED):
        raise Stale
    for at in slots:
        require_free(uow, desk, stands.manager_id, at, now, stands.id)
    fresh = visit_duties.change(uow, stands, state=PROPOSED, slots=tuple(slots), at=None)
    uow.visits.note(fresh.id, "proposed", now, staff.id, words.times(desk, slots))
    visit_duties.close(uow, fresh, "proposed", now)
    customer = uow.people.customer(fresh.customer_id)
    assert customer is not None  # a plan is about somebody on file
    return offer(uow, desk, fresh, _asking(fresh, customer, staff), now)
