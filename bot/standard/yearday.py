"""Days that come every year, by the sun or by the moon (B8, C1, D-17)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class YearDay:
    """A day that comes every year, solar or lunar; the year is None where nobody said it."""

    month: int
    day: int
    year: int | None = None
    lunar: bool = False
    leap: bool = False
