"""The numbers of complaints and of satisfaction as customers meet them (H1 to H6, A22)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Annotated, Literal

from bot.standard.policy_reader import Range

VOICE_KINDS = ("confirm", "low_score")
"""What has a deadline of its own: a customer's word on an answer, and a low score."""
VOICE_LADDERS = ("confirm", "low_score")


@dataclass(frozen=True, slots=True)
class Voice:
    """How complaints go on: whose word closes them, and how often customers are told of progress (H6)."""

    confirm: tuple[Literal["complaint", "suggestion", "opinion", "question", "request"], ...]
    repeat_days: Annotated[int, Range(1)]
    urgent_call_minutes: Annotated[int, Range(1)]
    progress_hours: Annotated[int, Range(1)]
    reopen_days: Annotated[int, Range(1)]
    words_minutes: Annotated[int, Range(1)]


@dataclass(frozen=True, slots=True)
class Survey:
    """How customers are asked how satisfied they are (H1, H2, H4)."""

    after: tuple[Literal["case", "callback", "talk", "visit", "call"], ...]
    days: Annotated[int, Range(1)]
    expire_days: Annotated[int, Range(1)]
    low: Annotated[int, Range(1, 5)]
    wave_days: Annotated[int, Range(1)]
    hour: time
    at_a_time: Annotated[int, Range(1)]
    lines: Annotated[int, Range(1)]
