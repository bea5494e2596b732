"""What is kept about days of the year: where they fall next, and whose are raised (D-17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from bot.services.cadence_ledgers import Opening
from bot.standard.deadline import Due
from bot.standard.yearday import YearDay

Whose = Literal["customer", "liaison", "anniversary"]
WHOSE: tuple[Whose, ...] = ("customer", "liaison", "anniversary")
MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Yearly:
    """A day of the year of somebody's, and the year that its next coming is counted by."""

    id: int
    day: YearDay | None
    next_year: int | None


@dataclass(frozen=True, slots=True)
class Person:
    """Whose day it is, where that is not the customer: a person to talk to, or a day with a name."""

    name: str
    customer_id: int


class YearDays(Protocol):
    """Birthdays and days of memory, many at a time: every statement can be run again without harm."""

    def unsettled(self, whose: Whose, limit: int) -> list[Yearly]:
        """Return days whose next coming is to be worked out, locked for this turn."""

    def plan(self, whose: Whose, falls: Sequence[tuple[int, date | None, int | None]]) -> None:
        """Set when days come next, and the year they are counted by."""

    def due(self, whose: Whose, until: date, limit: int) -> tuple[date, list[Yearly]]:
        """Return the oldest day that comes by a date and is not raised yet, and whose it is, locked."""

    def raise_all(
        self, whose: Whose, ids: Sequence[int], year: int, words: str, due: Due, opening: Opening
    ) -> int:
        """Raise a duty for each, but for those who are not to be greeted; return how many."""

    def lapse(self, before: datetime, now: datetime) -> None:
        """Close what was due before a moment: it can no longer be made up for."""

    def person(self, whose: Whose, which: int) -> Person | None:
        """Return whose day it is, by the id of a person to talk to or of a day of memory."""
