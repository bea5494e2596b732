"""Next week's visits, and a blank sheet to record them on, as a manager takes them along (D-16, D-4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bot.services import plans_due, visit_words
from bot.services.cadence_ledgers import AFTER, CADENCE, FACE, FIRST
from bot.services.desk import Desk
from bot.services.duties import title
from bot.services.ports import UnitOfWork
from bot.services.records import Customer, Staff
from bot.standard import digests

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
    return [*lines, *_shared_out(uow, desk, staff, (monday, sunday), until)]


def _shared_out(
    uow: UnitOfWork, desk: Desk, staff: Staff, week: tuple[date, date], until: datetime
) -> Sequence[Sequence[str]]:
    """Return the week's share of what longer periods ask for, spread over its working days (D-4, F3)."""
    days = [day for n in range(7) if desk.calendar.is_working(day := week[0] + n * timedelta(days=1))]
    most = desk.policy.digest.cadence_most
    left: dict[tuple[date, str], int] = {}
    for each in uow.digests.shares([staff.id]):
        if each.due_day > week[1]:
            ahead = digests.working_days(desk.calendar, week[0], each.due_day)
            left[each.due_day, each.period] = min(
                each.count, digests.share(each.count, ahead, most) * len(days)
            )
    chosen = []
    for line in uow.digests.spread([staff.id], until, max(left.values(), default=0)):
        key = (line.duty.due_day, line.duty.period)
        if left.get(key, 0) > 0:
            left[key] -= 1
            chosen.append(line.duty)
    customers = uow.digests.matters(chosen).customers
    lines = []
    for place, duty in enumerate(chosen):
        customer = customers.get(duty.customer_id or 0)
        when = desk.day_words(days[place * len(days) // len(chosen)])
        what = title(desk, duty, None, customer)
        lines.append([when, "", *_who(desk, customer), what, "", _last(uow, desk, customer)])
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
