"""The numbers of the company's calendar and of absences (4.D, E16)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.standard.policy_reader import Range

_MONTHS, _DAYS = 12, 28


@dataclass(frozen=True, slots=True)
class Calendar:
    """From which day the table of the coming year is missed, and how far days can be decided at once."""

    warn_month: Annotated[int, Range(1, _MONTHS)]
    warn_day: Annotated[int, Range(1, _DAYS)]
    longest_days: Annotated[int, Range(1)]


@dataclass(frozen=True, slots=True)
class Leave:
    """How long an absence may be."""

    longest_days: Annotated[int, Range(1)]
