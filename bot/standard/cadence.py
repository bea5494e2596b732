"""How often a customer is to be spoken with: periods of the calendar, wishes, exemptions (D-4 to D-6, T15).

An obligation belongs to a calendar period (2026-11, 2026-Q4, 2026-H2, 2026) and is due at the end of its last
working day. A customer's own wish goes before the tier (T4): wish:2026-11-30 counts from the last contact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.standard.policy import Policy
from bot.standard.workdays import WorkCalendar

ANEW, CHANGED = date(1970, 1, 1), date(1970, 1, 2)
"""In place of a day: to be worked out as of joining, or as of the day on which something was changed."""

WISH = "wish:"
_DAY = timedelta(days=1)
_YEAR = 12
_NAMED = re.compile(r"(?P<year>\d{4})(?:-(?P<part>\d{2}|Q\d|H\d))?(?:\+(?P<months>\d+))?")
_PARTS = {"Q": 3, "H": 6}
_LENGTHS = {1: "month", 3: "quarter", 6: "half", _YEAR: "year"}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar in which one contact is owed."""

    name: str
    first: date
    last: date


def period(months: int, day: date) -> Period:
    """Return the period of so many months that a day lies in."""
    number = (day.year * _YEAR + day.month - 1) // months * months
    first, following = _month(number), _month(number + months)
    return Period(_name(first, months), first, following - _DAY)


def first_day(name: str) -> date:
    """Return the first day of a period by its name."""
    return _read(name)[0]


def named(name: str) -> Period:
    """Return a period by its name."""
    first, months = _read(name)
    return period(months, first)


def length(name: str) -> str:
    """Return what a period is called by its length: a wish, a month, a quarter, a half, a year, another."""
    if name.startswith(WISH):
        return "wish"
    return _LENGTHS.get(_read(name)[1], "other")


def _read(name: str) -> tuple[date, int]:
    """Return the first day of a period and its months, by its name."""
    match = _NAMED.fullmatch(name)
    if match is None:
        raise ValueError(f"no such period: {name}")
    part = match["part"] or "01"
    year, months = int(match["year"]), int(match["months"] or (1 if match["part"] else _YEAR))
    if part[0] in _PARTS:
        months = _PARTS[part[0]]
        return date(year, (int(part[1]) - 1) * months + 1, 1), months
    return date(year, int(part), 1), months


def due_day(within: Period, calendar: WorkCalendar) -> date:
    """Return the last working day of a period, make-up days among them."""
    return on_or_before(within.last, calendar)


def on_or_before(day: date, calendar: WorkCalendar) -> date:
    """Return the day itself where it is a working day, else the one before."""
    return day if calendar.is_working(day) else calendar.add(day, -1)[0]


def late_from(within: Period, policy: Policy) -> date:
    """Return the first day on which who joins owes nothing before the next period (T15)."""
    return within.last - (policy.cadence.join_days - 1) * _DAY


def wished(since: date, days: int, calendar: WorkCalendar) -> date:
    """Return by which day a customer who named an interval is to be spoken with again (D-6)."""
    return on_or_before(since + days * _DAY, calendar)


def exempt(status: str, do_not_contact: bool, wish_days: int | None) -> str:
    """Return why nobody is owed a contact; empty where one is (D-6, T4). Who is suspended is owed one."""
    if status == "left":
        return "left"
    if do_not_contact:
        return "do_not_contact"
    return "wish" if wish_days == 0 else ""


def counts(kind: str, outcome: str, policy: Policy) -> bool:
    """Tell whether a contact is one that counts: two-way or reached, never a greeting (T16)."""
    return outcome in policy.cadence.effective.get(kind, ())


def _month(number: int) -> date:
    return date(number // _YEAR, number % _YEAR + 1, 1)


def _name(first: date, months: int) -> str:
    if months == 1:
        return f"{first:%Y-%m}"
    if months == _YEAR and first.month == 1:
        return f"{first:%Y}"
    for letter, length in _PARTS.items():
        if months == length:
            return f"{first:%Y}-{letter}{first.month // length + 1}"
    return f"{first:%Y-%m}+{months}"
