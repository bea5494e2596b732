"""A day of the year in words, solar or lunar (B8)."""

from __future__ import annotations

from collections.abc import Callable

from bot.standard import birthdays
from bot.standard.yearday import YearDay


def words(say: Callable[..., str], day: YearDay) -> str:
    """Return a yearly day as people write it, its year where it is known."""
    if day.lunar:
        moon = birthdays.name(day)
        return (
            say("yearday-lunar-born", year=str(day.year), day=moon)
            if day.year
            else say("yearday-lunar", day=moon)
        )
    month, number = str(day.month), str(day.day)
    if day.year:
        return say("yearday-born", year=str(day.year), month=month, day=number)
    return say("yearday", month=month, day=number)
