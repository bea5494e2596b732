"""Working days and working hours by the Chinese calendar, make-up days included."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from chinese_calendar import constants

COMPANY_ZONE = ZoneInfo("Asia/Shanghai")
_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class _Table:
    """What is known of days: those unlike their weekday, the years published, what the company decided."""

    exceptions: Mapping[date, bool]
    years: frozenset[int]
    overrides: Mapping[date, bool]
    mark: str


def _table(overrides: Mapping[date, bool], years: Collection[int], mark: str) -> _Table:
    exceptions = dict.fromkeys(constants.holidays, False)
    exceptions.update(dict.fromkeys(constants.workdays, True))
    # A table brought in for a year stands alone: what it does not name is as its weekday is.
    exceptions = {day: working for day, working in exceptions.items() if day.year not in years}
    exceptions.update(overrides)
    known = frozenset(day.year for day in constants.holidays) | frozenset(years)
    return _Table(MappingProxyType(exceptions), known, MappingProxyType(dict(overrides)), mark)


class WorkCalendar:
    """Knows the company's zone and which days it works; years without a table count Monday to Friday."""

    def __init__(self, zone: ZoneInfo = COMPANY_ZONE, overrides: Mapping[date, bool] | None = None) -> None:
        self.zone = zone
        self._table = _table(overrides or {}, (), "")

    @property
    def mark(self) -> str:
        """Return under which mark the company's days were taken over; empty before the first time."""
        return self._table.mark

    @property
    def years(self) -> frozenset[int]:
        """Return the years whose tables have been published."""
        return self._table.years

    def adopt(self, overrides: Mapping[date, bool], years: Collection[int], mark: str = "") -> None:
        """Take over days unlike their weekday, and years published since, in place of those before."""
        # One assignment: turns in other threads see all of it or nothing.
        self._table = _table(overrides, years, mark)

    def local(self, moment: datetime) -> datetime:
        """Return a moment in the company's zone; refuse one without a zone."""
        if moment.tzinfo is None:
            raise ValueError("a moment without a zone has no day")
        return moment.astimezone(self.zone)

    def at(self, day: date, clock: time) -> datetime:
        """Return a day's moment in the company's zone."""
        return datetime.combine(day, clock, self.zone)

    def after(self, moment: datetime, span: timedelta) -> datetime:
        """Return a moment so much later, as time passes, also in nights in which clocks change."""
        return (moment.astimezone(UTC) + span).astimezone(self.zone)

    def known(self, day: date) -> bool:
        """Tell whether the year's table has been published, or the company decided the day."""
        table = self._table
        return day.year in table.years or day in table.overrides

    def is_working(self, day: date) -> bool:
        """Tell whether the company works on a day."""
        exception = self._table.exceptions.get(day)
        return day.weekday() < _SATURDAY if exception is None else exception

    def add(self, day: date, n: int) -> tuple[date, bool]:
        """Return the n-th working day after (before) a day, and whether that is provisional."""
        step = _DAY if n >= 0 else -_DAY
        provisional = not self.known(day)
        for _ in range(abs(n)):
            day += step
            provisional |= not self.known(day)
            while not self.is_working(day):
                day += step
                provisional |= not self.known(day)
        return day, provisional

    def next_working(self, day: date) -> date:
        """Return the first working day after a day."""
        return self.add(day, 1)[0]

    def on_or_after(self, day: date) -> date:
        """Return the day itself where it is a working day, else the next one."""
        return day if self.is_working(day) else self.next_working(day)

    def last_of_week(self, day: date) -> date:
        """Return the last working day up to the Sunday of a day's week, if need be of an earlier one."""
        return self._on_or_before(day + _DAY * (6 - day.weekday()))

    def last_of_month(self, day: date) -> date:
        """Return the last working day of a day's month."""
        following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        return self._on_or_before(following - _DAY)

    def _on_or_before(self, day: date) -> date:
        return day if self.is_working(day) else self.add(day, -1)[0]

    def add_hours(self, moment: datetime, hours: float, open: time, close: time) -> datetime:
        """Return the moment by which so many working hours have passed."""
        left = timedelta(hours=hours)
        if left < timedelta():
            return self.hours_before(moment, -hours, open, close)
        at = self._forward(self.local(moment), open, close)
        while at + left > (end := self.at(at.date(), close)):
            left -= end - at
            at = self.at(self.next_working(at.date()), open)
        return at + left

    def hours_before(self, moment: datetime, hours: float, open: time, close: time) -> datetime:
        """Return the latest moment from which so many working hours remain (T17)."""
        left = timedelta(hours=hours)
        at = self._backward(self.local(moment), open, close)
        while at - left < (start := self.at(at.date(), open)):
            left -= at - start
            at = self.at(self.add(at.date(), -1)[0], close)
        return at - left

    def _forward(self, at: datetime, open: time, close: time) -> datetime:
        if self.is_working(at.date()) and at.time() <= close:
            return max(at, self.at(at.date(), open))
        return self.at(self.next_working(at.date()), open)

    def _backward(self, at: datetime, open: time, close: time) -> datetime:
        if self.is_working(at.date()) and at.time() >= open:
            return min(at, self.at(at.date(), close))
        return self.at(self.add(at.date(), -1)[0], close)
