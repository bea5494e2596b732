"""Today: what is overdue, due and planned for one person (O7, F9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from bot.services import duties
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Duty, Staff


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the day."""

    duty: Duty
    case: Case | None
    title: str
    group: str


PLANNED = ("visit", "appointment")
"""What is planned for an hour of the day is not late that very day."""
SHOWN = 60
"""Lines looked at; more than a day holds."""


def today(uow: UnitOfWork, desk: Desk, staff: Staff, now: datetime) -> Sequence[Item]:
    """Return a person's open duties, overdue first, as many working days ahead as the policy shows."""
    local = desk.local(now)
    tonight = datetime.combine(local.date(), time.max, tzinfo=desk.zone)
    last, _ = desk.calendar.add(local.date(), desk.policy.agenda.days_ahead)
    horizon = datetime.combine(last, time.max, tzinfo=desk.zone)
    items = []
    for duty in uow.duties.of_owner(staff.id, horizon, SHOWN):
        if duty.kind in ("alert", "wait", "departure"):
            continue
        case = uow.cases.get(duty.case_id) if duty.case_id is not None else None
        if case is not None and duty.ladder == "retry":
            continue
        customer = uow.people.customer(duty.customer_id)
        group = "overdue" if duty.due_at < now else "today" if duty.due_at <= tonight else "later"
        if group == "overdue" and duty.kind in PLANNED and desk.local(duty.due_at).date() == local.date():
            group = "today"
        title = duties.title(desk, duty, case, customer)
        if case is not None and case.done_at is not None:
            title = desk.say("duty-promise-done", what=title)  # C8: the second tick is still open
        items.append(Item(duty, case, title, group))
    return items


def late_in_team(uow: UnitOfWork, desk: Desk, members: frozenset[int], now: datetime) -> Sequence[Item]:
    """Return what a leader's people have let pass, the oldest first."""
    items = []
    for member in sorted(members):
        for duty in uow.duties.of_owner(member, now, SHOWN):
            if duty.kind in ("alert", "wait", "departure") or duty.ladder == "retry":
                continue
            case = uow.cases.get(duty.case_id) if duty.case_id is not None else None
            customer = uow.people.customer(duty.customer_id)
            items.append(Item(duty, case, duties.title(desk, duty, case, customer), "overdue"))
    return sorted(items, key=lambda item: item.duty.due_at)
