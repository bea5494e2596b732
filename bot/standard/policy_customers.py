"""The numbers of the customer file and of what is recorded in it (C1, C2, C9, D-8, O1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.standard.policy_reader import Range


@dataclass(frozen=True, slots=True)
class Customers:
    """How customers are found and shown."""

    hits: Annotated[int, Range(1, 8)]
    listed: Annotated[int, Range(1, 12)]
    fewest_digits: Annotated[int, Range(1)]
    contacts: Annotated[int, Range(1)]
    matters: Annotated[int, Range(1)]
    records: Annotated[int, Range(1, 8)]
    changes: Annotated[int, Range(1)]
    birthday_days: Annotated[int, Range(0)]
    longest_words: Annotated[int, Range(1, 256)]
    wishes: tuple[int, ...]
    group_endings: tuple[str, ...]
    merchant_endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """When a record is late (O1), how long a call may last (C2), how far leaders look back."""

    late_after_days: int
    longest_call_minutes: Annotated[int, Range(1)]
    review_days: Annotated[int, Range(1)]
