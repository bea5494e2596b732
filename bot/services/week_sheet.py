"""Next week's visits, and a blank sheet to record them on, as a manager takes them along (D-16)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.services import plans_due, visit_words
from bot.services.cadence_ledgers import AFTER, CADENCE, FACE, FIRST
from bot.services.desk import Desk
from bot.services.duties import title
from bot.services.ports import UnitOfWork
from bot.services.records import Customer, Staff

COLUMNS = ("day", "time", "customer", "tier", "matter", "place", "last")
BLANK = ("day", "customer", "arrived", "left", "met", "needs", "suggestions", "complaints", "next")
BLANK_ROWS = 20
_KINDS = (CADENCE, FACE, FIRST, AFTER, "visit", "call")
_MOST = 300


def rows(uow: UnitOfWork, desk: Desk, staff: Staff, now: datetime) -> Sequence[Sequence[str]]:
    """Return a manager's next week: appointments in order of time, then who is owed a contact."""
    monday, sunday = plans_due.next_week(desk, desk.today(now))
    since = desk.calendar.at(monday, time.min)
    until = desk.calendar.at(sunday + timedelta(days=1), time.min)
    lines = []
    for plan in uow.visits.between(staff.id, since, until):
        customer = uow.people.customer(plan.customer_id)
        at = desk.local(plan.at) if plan.at is not None else None
        when = (desk.day_words(at.date()), f"{at:%H:%M}") if at is not None else ("", "")
        lines.append(
            [
                *when,
                *_who(desk, customer),
                visit_words.what(desk, plan),
                plan.place,
                _last(uow, desk, customer),
            ]
        )
    for duty in uow.duties.of_owner(staff.id, until, _MOST):
        if duty.kind not in _KINDS:
            continue
        customer = uow.people.customer(duty.customer_id)
        what = title(desk, duty, None, customer)
        day = desk.day_words(desk.local(duty.due_at).date())
        lines.append([day, "", *_who(desk, customer), what, "", _last(uow, desk, customer)])
    return lines


def _who(desk: Desk, customer: Customer | None) -> tuple[str, str]:
    if customer is None:
        return desk.call(None), ""
    return customer.name, desk.policy.tiers[customer.tier].label


def _last(uow: UnitOfWork, desk: Desk, customer: Customer | None) -> str:
    standing = uow.cadence.standing(customer.id) if customer is not None else None
    if standing is None or standing.contacted_at is None:
        return ""
    return f"{desk.local(standing.contacted_at):%Y-%m-%d}"
