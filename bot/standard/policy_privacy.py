"""The numbers of privacy: consent, wrong codes, floods (G3, G7, T21)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.standard.policy_reader import Range


@dataclass(frozen=True, slots=True)
class Privacy:
    """What people are asked to agree to, and how much is handed out at once."""

    consent_version: str
    answer_hours: Annotated[int, Range(1)]
    export_messages: Annotated[int, Range(1)]


@dataclass(frozen=True, slots=True)
class Flood:
    """How many messages are worked within some seconds: of one chat, and in their turn of all strangers."""

    messages: Annotated[int, Range(2)]
    seconds: Annotated[int, Range(1)]
    strangers: Annotated[int, Range(1)]
