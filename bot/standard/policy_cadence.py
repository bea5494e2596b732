"""The numbers of what time asks for: being in touch, and the days of the year (D-4 to D-6, D-15 to D-21)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from bot.standard.policy_reader import Keys, Range

TOUCHES = ("visit", "reception", "call", "chat", "callback")
Outcome = Literal[
    "", "reached", "no_answer", "busy", "refused", "wrong_number", "cut_off", "no_time", "unwilling"
]
"""How a contact went; empty where that is not asked."""
TIME_LADDERS = ("cadence", "face", "first", "moment", "month_plan", "week_sheet")


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often customers are spoken with, and what counts as having spoken (D-4 to D-6, T15, T16)."""

    join_days: int
    face_months: Annotated[int, Range(1)]
    lead_days: int
    first_days: Annotated[int, Range(1)]
    after_days: Annotated[int, Range(1)]
    lapsed_days: Annotated[int, Range(1)]
    lapsed_lines: Annotated[int, Range(1)]
    effective: Annotated[Mapping[str, tuple[Outcome, ...]], Keys(TOUCHES)]


@dataclass(frozen=True, slots=True)
class Moments:
    """How early a day of the year is spoken of, and how long afterwards it still is (D-17)."""

    ahead_days: Annotated[int, Range(1)]
    late_days: int
