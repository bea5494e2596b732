"""What every rule for reading a day works with: today, the calendar, and a day that can mean another."""

from __future__ import annotations

import calendar as months
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.standard.numerals import NUMBER
from bot.standard.workdays import WorkCalendar

CN = "零〇一二两三四五六七八九十百"
N = rf"(?P<n>{NUMBER})"


@dataclass(frozen=True, slots=True)
class Today:
    """The company's date and calendar."""

    day: date
    calendar: WorkCalendar


@dataclass(frozen=True, slots=True)
class Meant:
    """A day as it is most likely meant; `others` where it may be another one.

    `earlier` is the day if it tells of the past, `limit` a day by which; `floating` is one whose
    time of day, once passed, means a week later.
    """

    day: date
    others: tuple[date, ...] = ()
    earlier: date | None = None
    limit: bool = False
    floating: bool = False


Resolve = Callable[[re.Match[str], Today], Meant | None]
Rule = tuple[re.Pattern[str], Resolve]


def rules(*written: tuple[str, Resolve]) -> tuple[Rule, ...]:
    """Return rules with their patterns made ready."""
    return tuple((re.compile(pattern), resolve) for pattern, resolve in written)


def add_months(day: date, count: int) -> date:
    """Return the same day of another month, its last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    last = months.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def exists(year: int, month: int, day: int) -> bool:
    """Tell whether a year has such a day."""
    return 1 <= month <= 12 and 1 <= day <= months.monthrange(year, month)[1]
