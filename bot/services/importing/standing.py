"""What a row is held against: who is on file, and what earlier rows of the sheet said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.services.importing.lines import Note


@dataclass(slots=True)
class Standing:
    """What is on file of a customer: the row, and the people and days that belong to it."""

    row: Mapping[str, Any]
    liaisons: Sequence[Mapping[str, Any]] = ()
    anniversaries: Sequence[Mapping[str, Any]] = ()


@dataclass(slots=True)
class Seen:
    """What the sheet has said so far, so that nobody is brought in twice by one file."""

    accounts: dict[str, int] = field(default_factory=dict)
    people: dict[tuple[str, str], int] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)
    phones: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)

    def place(self, part: str) -> int:
        """Return the next place among what is made of a part."""
        self.places[part] = self.places.get(part, 0) + 1
        return self.places[part]


class Refused(Exception):
    """A row is not taken; a note says why."""

    def __init__(self, *notes: Note) -> None:
        self.notes = list(notes)
        super().__init__()
