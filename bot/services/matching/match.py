"""What a question was found to mean."""

from __future__ import annotations

from dataclasses import dataclass

MAX_CHOICES = 3


@dataclass(frozen=True, slots=True)
class Match:
    """What a question was matched to: `best` to be answered, or `choices` to be offered, or neither."""

    best: int | None = None
    score: float = 0.0
    choices: tuple[int, ...] = ()
