"""Days the company decided and who is away when, as records and Protocols (4.D, E16)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day unlike its weekday; an official one is of a whole year's published table."""

    day: date
    working: bool
    name: str = ""
    official: bool = False
    author_id: int | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody away from the first to the last day, both included, and who stands in."""

    id: int
    staff_id: int
    first: date
    last: date
    deputy_id: int | None
    note: str
    author_id: int | None
    at: datetime
    cancelled_at: datetime | None

    def covers(self, day: date) -> bool:
        """Return whether the person is away on a day."""
        return self.first <= day <= self.last


class CalendarDays(Protocol):
    """Days unlike their weekday; a company's own decision stands above the published table."""

    def all(self) -> list[CalendarDay]:
        """Return every day kept, in order; official ones before the company's own of the same day."""

    def own(self, day: date) -> CalendarDay | None:
        """Return what the company itself decided about a day."""

    def put(self, day: CalendarDay, now: datetime) -> None:
        """Keep a decision in place of an earlier one of its kind."""

    def drop(self, day: date) -> bool:
        """Drop the company's own decision; False where there was none."""

    def publish(self, year: int, days: Sequence[CalendarDay], now: datetime) -> None:
        """Keep a year's published table in place of an earlier one."""


class Absences(Protocol):
    """Who is away, and who stands in (E16)."""

    def add(
        self,
        staff_id: int,
        first: date,
        last: date,
        now: datetime,
        *,
        deputy_id: int | None = None,
        author_id: int | None = None,
        note: str = "",
    ) -> Absence:
        """Keep an absence."""

    def get(self, absence_id: int) -> Absence | None:
        """Return an absence, cancelled or not."""

    def on(self, staff_id: int, day: date) -> Absence | None:
        """Return what keeps somebody away on a day, the newest where several do."""

    def between(self, staff_ids: Collection[int], first: date, last: date) -> list[Absence]:
        """Return the absences of people that touch a span of days, in order of time."""

    def deputised(self, deputy_id: int, day: date) -> list[Absence]:
        """Return the absences of a day in which somebody stands in."""

    def beginning(self, since: date, day: date) -> list[Absence]:
        """Return the absences that begin after one day and not after another, over or not."""

    def ending(self, since: date, day: date) -> list[Absence]:
        """Return the absences whose last day is not before one day and before another."""

    def cancel(self, absence_id: int, now: datetime) -> bool:
        """Cancel an absence; False where it was cancelled before."""
