"""An appointment's day: moved, cancelled, arrived, left, written down (A29, A30, C3, D-10 to D-13)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.errors import BadInput, Stale
from bot.services import visit_duties, visit_telling, visits
from bot.services import visit_words as words
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Staff
from bot.services.visit_records import (
    AGREED,
    ARRIVED,
    CANCELLED,
    DONE,
    OURS,
    PROPOSED,
    WISHED,
    VisitPlan,
)
from bot.standard import appointments

_LOOKED_AT = 20
_FIRST = 1
"""The revision of a plan whose times were put before the customer once."""


def travel(uow: UnitOfWork, desk: Desk, agreed: VisitPlan, minutes: int, now: datetime) -> VisitPlan:
    """Change how long the way takes; the reminder moves with it (D-10)."""
    fresh = visit_duties.change(uow, agreed, travel_minutes=minutes)
    visit_duties.close(uow, fresh, "moved", now, ("departure",))
    visit_duties.set_out(uow, desk, fresh, now)
    return fresh


def move(
    uow: UnitOfWork,
    desk: Desk,
    agreed: VisitPlan,
    reason: str,
    slots: Sequence[datetime],
    staff: Staff,
    now: datetime,
) -> tuple[VisitPlan, str]:
    """Move an appointment: reason, apology and new times go to the customer, and it is counted (A29, A30).

    Return the plan and the words; `noticed_at` tells whether they were sent or are to be said on the phone.
    """
    if agreed.state != AGREED or agreed.at is None:
        raise Stale
    for at in slots:
        visits.require_free(uow, desk, agreed.manager_id, at, now, agreed.id)
    count = agreed.moves + 1
    fresh = visit_duties.change(
        uow,
        agreed,
        state=PROPOSED,
        at=None,
        slots=tuple(slots),
        moves=count,
        reason=reason,
        fault=OURS,
        phoned=False,
        short=False,
    )
    uow.visits.note(fresh.id, "moved", now, staff.id, reason)
    visit_duties.close(uow, fresh, "moved", now)
    before = agreed.at
    sent = visits.offer(uow, desk, fresh, lambda theirs: words.moved(theirs, fresh, before, reason), now)
    visit_telling.owner(uow, desk, sent, staff, now)
    return sent, words.moved(desk, fresh, before, reason)


def cancel(
    uow: UnitOfWork, desk: Desk, stands: VisitPlan, fault: str, reason: str, staff: Staff, now: datetime
) -> tuple[VisitPlan, str]:
    """Cancel for a cause; one of ours counts as a broken appointment (D-13).

    Return the plan and the words that are to be said on the phone, empty where the customer was reached.
    """
    fresh = _cancelled(uow, stands, fault, reason, now, staff.id)

    def told(speaker: Desk) -> str:
        return words.cancelled(speaker, stands, reason, ours=fault == OURS)

    # Who has not even heard of the first proposal need not hear that nothing came of it.
    reached = visit_telling.unheard(uow, stands) and (stands.state, stands.revision) == (PROPOSED, _FIRST)
    reached = reached or visit_telling.to_customer(uow, desk, fresh, told, now)
    visit_telling.owner(uow, desk, fresh, staff, now)
    return fresh, "" if reached else told(desk)


def drop(uow: UnitOfWork, desk: Desk, stands: VisitPlan, fault: str, reason: str, now: datetime) -> VisitPlan:
    """Cancel on the customer's own word; the manager is told."""
    fresh = _cancelled(uow, stands, fault, reason, now, None)
    customer = desk.call(uow.people.customer(fresh.customer_id))
    because = reason or desk.say("visit-no-reason")
    text = desk.say("push-plan-dropped", customer=customer, time=words.when(desk, stands), reason=because)
    pressing = stands.at is not None and visits.short(desk, now, stands.at)
    visit_telling.manager(uow, desk, fresh, text, (), now, urgent=pressing)
    return fresh


def _cancelled(
    uow: UnitOfWork, stands: VisitPlan, fault: str, reason: str, now: datetime, staff_id: int | None
) -> VisitPlan:
    if stands.state not in (PROPOSED, WISHED, AGREED):
        raise Stale
    fresh = visit_duties.change(uow, stands, state=CANCELLED, fault=fault, reason=reason)
    uow.visits.note(fresh.id, f"cancelled-{fault}", now, staff_id, reason)
    visit_duties.close(uow, fresh, "cancelled", now)
    return fresh


def arrive(
    uow: UnitOfWork,
    desk: Desk,
    agreed: VisitPlan,
    at: datetime,
    now: datetime,
    staff_id: int | None = None,
    *,
    sure: bool = False,
) -> VisitPlan:
    """Note an arrival at a moment, punctual or not by the kind of visit (D-10 to D-12).

    Raise BadInput before the day, unless one is `sure`. One told afterwards is marked so: it was not noted
    on the spot (O1).
    """
    if agreed.state != AGREED or agreed.at is None:
        raise Stale
    if not sure and desk.today(at) < desk.local(agreed.at).date():
        raise BadInput("error-plan-day", time=desk.time_words(agreed.at))
    met = appointments.arrival(agreed.kind, agreed.at, at, desk.policy)
    punctual = "" if agreed.kind == "reception" else met.punctual  # whoever comes to us is simply welcome
    fresh = visit_duties.change(uow, agreed, state=ARRIVED, arrived_at=at, punctual=punctual)
    uow.visits.note(fresh.id, "arrived" if at == now else "arrived-told", now, staff_id, punctual)
    visit_duties.close(uow, fresh, "arrived", now)
    visit_duties.await_record(uow, desk, fresh, now)
    return fresh


def leave(uow: UnitOfWork, arrived: VisitPlan, now: datetime, staff_id: int) -> VisitPlan:
    """Note the end of a visit, once."""
    if arrived.state != ARRIVED:
        raise Stale
    if arrived.left_at is not None:
        return arrived
    fresh = visit_duties.change(uow, arrived, left_at=now)
    uow.visits.note(fresh.id, "left", now, staff_id)
    return fresh


def of_record(
    uow: UnitOfWork, desk: Desk, customer_id: int, staff_id: int, kind: str, now: datetime
) -> VisitPlan | None:
    """Return the appointment that a record written without it is about: the one arrived at, or today's."""
    for plan in uow.visits.of_customer(customer_id, _LOOKED_AT):
        if plan.manager_id != staff_id or (plan.kind == "reception") != (kind == "reception"):
            continue
        begun = plan.at is not None and plan.at <= now and desk.local(plan.at).date() == desk.today(now)
        if plan.state == ARRIVED or (plan.state == AGREED and begun):
            return plan
    return None


def reopened(uow: UnitOfWork, desk: Desk, plan_id: int, now: datetime, staff_id: int) -> bool:
    """Open a plan again whose record was struck out: it is still to be written (O1)."""
    plan = uow.visits.get(plan_id)
    if plan is None or plan.state != DONE or plan.at is None:
        return False
    fresh = visit_duties.change(uow, plan, state=ARRIVED, arrived_at=plan.arrived_at or plan.at)
    uow.visits.note(fresh.id, "reopened", now, staff_id)
    visit_duties.await_record(uow, desk, fresh, now)
    return True


def recorded(uow: UnitOfWork, plan_id: int, customer_id: int, now: datetime, staff_id: int) -> bool:
    """Close the plan whose record was saved; False where it is another customer's or closed before (C3)."""
    plan = uow.visits.get(plan_id)
    if plan is None or plan.customer_id != customer_id or plan.state not in (AGREED, ARRIVED):
        return False
    fresh = visit_duties.change(uow, plan, state=DONE, left_at=plan.left_at or now)
    uow.visits.note(fresh.id, "done", now, staff_id)
    visit_duties.close(uow, fresh, "visited", now)
    return True
