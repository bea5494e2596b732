"""The numbers of conversations with a person (A4, A9, A12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.standard.policy_reader import Range

TALK_LADDERS = ("talk",)


@dataclass(frozen=True, slots=True)
class Talks:
    """When a conversation ends by itself, and how several of one person are told apart."""

    idle_minutes: Annotated[int, Range(1)]
    closing_minutes: Annotated[int, Range(1)]
    doubt_seconds: Annotated[int, Range(0)]
    later_minutes: tuple[int, ...]
    listed: Annotated[int, Range(1)]
    lines: Annotated[int, Range(1)]
    briefed: Annotated[int, Range(1)]
