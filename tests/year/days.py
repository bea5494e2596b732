"""The year's working days by another library than ours, and the days on which the machine was down."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import chinese_calendar

from tests.year.walk import DOWN

_DAY = timedelta(days=1)
_PUBLISHED = max(day.year for day in chinese_calendar.constants.holidays)
A_LOOK = timedelta(hours=11)
"""The longest time between two ticks of the walk, and a little."""


def working(a_day: date) -> bool:
    """Tell whether a day is worked by the published table; where none is, Monday to Friday."""
    return bool(chinese_calendar.is_workday(a_day)) if a_day.year <= _PUBLISHED else a_day.weekday() < 5


def shifted(a_day: date, working_days: int) -> date:
    """Return so many working days after a day, or before it."""
    step = _DAY if working_days > 0 else -_DAY
    for _ in range(abs(working_days)):
        a_day += step
        while not working(a_day):
            a_day += step
    return a_day


def next_working(a_day: date) -> date:
    """Return the working day after a day."""
    return shifted(a_day, 1)


def up(moment: datetime) -> datetime:
    """Return when the machine was up again for what came while it was down."""
    return datetime.combine(DOWN[-1] + _DAY, time(), moment.tzinfo) if moment.date() in DOWN else moment
