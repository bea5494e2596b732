"""What the messages of the day put forward, and when what was put off comes again (D-4, O7)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.standard.policy import Policy
from bot.standard.workdays import WorkCalendar

SPREAD = ("cadence", "face")
"""Kinds of duty told in digests only, some each day, never one message for each customer."""
SILENT = ("alert", "wait", "departure", "vip", "confirm")
"""Kinds of duty that stand in no list: they speak for themselves, or of a matter listed already."""

HALF, MOST, LAST, OVER = "half", "most", "last", "over"
"""How far a period has gone: half of its working days, three quarters, the last few, all of them (D-4)."""


def working_days(calendar: WorkCalendar, first: date, last: date) -> int:
    """Return how many working days there are from one day to another, both included."""
    span = (last - first).days + 1
    return sum(calendar.is_working(first + timedelta(days=n)) for n in range(max(span, 0)))


def share(count: int, days_left: int, most: int) -> int:
    """Return how many of a period's customers are for today, so that none are left on its last day."""
    return min(-(-count // max(days_left, 1)), most)


def stage(since: date, today: date, due: date, policy: Policy, calendar: WorkCalendar) -> str:
    """Return how far a period has gone; empty in its first half (D-4)."""
    if today > due:
        return OVER
    left = working_days(calendar, today, due)
    if left <= policy.digest.last_days:
        return LAST
    whole = working_days(calendar, since, due)
    gone = whole - left
    if gone * 4 >= whole * 3:
        return MOST
    return HALF if gone * 2 >= whole else ""


def later_times(now: datetime, due: datetime, policy: Policy, calendar: WorkCalendar) -> list[datetime]:
    """Return when somebody may sensibly be reminded again, before a matter is due where that is possible."""
    local = calendar.local(now)
    today = local.date()
    hours = policy.hours
    soon = calendar.add_hours(local, policy.pushes.later_hours, hours.open, hours.close)
    tomorrow = calendar.next_working(today)
    monday = today + timedelta(days=7 - today.weekday())
    times = [
        *([_round(soon)] if soon.date() == today else []),
        calendar.at(today, hours.evening),
        calendar.at(tomorrow, hours.morning),
        calendar.at(calendar.on_or_after(monday), hours.morning),
    ]
    fitting = sorted({at for at in times if at > local and not policy.quiet.covers(at.time())})
    before = [at for at in fitting if at <= due]
    return before or fitting


def _round(at: datetime) -> datetime:
    """Return the next five minutes' mark: 15:55 rather than 15:52:07."""
    over = timedelta(minutes=at.minute % 5, seconds=at.second, microseconds=at.microsecond)
    return at - over + timedelta(minutes=5) if over else at


def clock(at: time) -> str:
    """Return an hour of the day as it is kept."""
    return f"{at:%H:%M}"
