"""The part of the policy that scripts depend on (4.B)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.standard.policy_reader import Range


@dataclass(frozen=True, slots=True)
class Scripts:
    """What scripts on the phone depend on; an empty text is asked for before the words are shown (4.B)."""

    free_call: bool
    bill_drop_percent: Annotated[int, Range(1, 100)]
    cut_off_minutes: Annotated[int, Range(1)]
    product: str
    card: str
    hall: str
