"""What managers owe by the calendar: next month's plan, next week's visit sheet (D-15, D-16)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.services.cadence import end_of, opening_of
from bot.services.cadence_ledgers import Term
from bot.services.cadence_words import MONTH_PLAN, WEEK_SHEET
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Duty
from bot.standard import cadence
from bot.standard.deadline import Due

_LOOKED = "plans_due"
_LATE_DAYS = 3  # after days of downtime the sheet of the week is still of use
_DAY = timedelta(days=1)


def sweep(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Raise what managers owe, once a day; return 0, since one look does it."""
    today = desk.today(now)
    if uow.records.get(_LOOKED) == f"{today}":
        return 0
    uow.records.put(_LOOKED, f"{today}")
    month = cadence.period(1, today)
    following = month.last + _DAY
    end = cadence.due_day(month, desk.calendar)
    # Who starts late in the month owes the plan of the one after the next (T15).
    late = cadence.late_from(month, desk.policy)
    _raise(uow, desk, MONTH_PLAN, f"{following:%Y-%m}", (month.first, late, end), now)
    last = week_end(desk, today)
    if last >= today - _LATE_DAYS * _DAY:
        week = f"{desk.calendar.next_working(last):%G-W%V}"
        _raise(uow, desk, WEEK_SHEET, week, (last, last, last), now)
    return 0


def week_end(desk: Desk, today: date) -> date:
    """Return the latest last working day of a week that has come (D-16)."""
    last = desk.calendar.last_of_week(today)
    return last if last <= today else desk.calendar.last_of_week(today - 7 * _DAY)


def next_week(desk: Desk, today: date) -> tuple[date, date]:
    """Return Monday and Sunday of the week that is worked next: this one's days are over, or nearly."""
    first = desk.calendar.next_working(desk.calendar.last_of_week(today))
    monday = first - first.weekday() * _DAY
    return monday, monday + 6 * _DAY


def reckoned(desk: Desk, duty: Duty) -> Due:
    """Return by when a month's plan is owed by the calendar as it is known now: before that month begins."""
    before = cadence.period(1, cadence.first_day(duty.period) - _DAY)
    return end_of(desk, cadence.due_day(before, desk.calendar))


def _raise(
    uow: UnitOfWork, desk: Desk, kind: str, period: str, days: tuple[date, date, date], now: datetime
) -> None:
    """Raise what is opened on a day for whoever was there before another, and due on a third."""
    opened, late = (desk.calendar.at(day, time.min) for day in days[:2])
    due = end_of(desk, days[2])
    term = Term(kind, (), period, opened, late, due, None)
    uow.cadence.raise_for_managers(term, opening_of(desk, kind, opened, due, None), now)
