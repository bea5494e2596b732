"""Days the company decided and who is away when, as records and Protocols (4.D, E16)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.standard.deadline import Due


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
    cancelled_at: datetime | None = None
    begun_at: datetime | None = None
    ended_at: datetime | None = None

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

    def deputised(self, deputy_id: int, first: date, last: date) -> list[Absence]:
        """Return the absences that touch a span of days and in which somebody stands in."""

    def coming(self, staff_ids: Collection[int], day: date, limit: int) -> list[Absence]:
        """Return the absences of people, or in which they stand in, that are not over by a day."""

    def deputies_of(self, staff_id: int) -> list[int]:
        """Return the deputies of somebody's customers, those of the most customers first."""

    def served(self, staff_id: int) -> int:
        """Return how many customers somebody serves."""

    def covered_by(self, deputy_id: int) -> list[int]:
        """Return for whom somebody stands in at this moment."""

    def beginning(self, day: date, limit: int) -> list[Absence]:
        """Return absences that have come by a day and were not begun."""

    def ending(self, day: date, limit: int) -> list[Absence]:
        """Return absences that were over before a day and not ended."""

    def begin(self, absence_id: int, now: datetime) -> bool:
        """Note that an absence has begun; False where it had, or was cancelled."""

    def end(self, absence_id: int, now: datetime) -> bool:
        """Note that an absence is over; False where it was."""

    def cancel(self, absence_id: int, now: datetime) -> bool:
        """Cancel an absence; False where it was cancelled or over before."""


class Reckonings(Protocol):
    """Deadlines that are provisional because a year was not published yet."""

    def unsettled(self, after: int, limit: int) -> list[int]:
        """Return the ids of open provisional duties above one, in order."""

    def count(self) -> int:
        """Return how many open duties are provisional."""

    def settle(self, duty_id: int, due: Due, rung: int, next_at: datetime | None) -> bool:
        """Put a duty's deadline right; False where it was closed or settled meanwhile."""

    def settle_case(self, case_id: int, due: Due) -> None:
        """Put a case's deadline right; what was drawn of it before stays good."""
