"""What a row is held against: who is on file, and what earlier rows of the sheet said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.services.importing.lines import Note, Scope
from bot.standard import masking


@dataclass(slots=True)
class Standing:
    """What is on file of a customer: the row, and the people and days that belong to it."""

    row: Mapping[str, Any]
    liaisons: Sequence[Mapping[str, Any]] = ()
    anniversaries: Sequence[Mapping[str, Any]] = ()


@dataclass(slots=True)
class OnFile:
    """What is on file already of the customers that rows are about."""

    contacts: set[tuple[int, str, str, str]] = field(default_factory=set)
    cases: dict[tuple[int, str, str, str], str] = field(default_factory=dict)
    bills: dict[tuple[int, str], Mapping[str, Any]] = field(default_factory=dict)


def meant_by_mask(known: Mapping[str, list[Standing]], name: str, phone: str, scope: Scope) -> list[Standing]:
    """Return whom a name and a number with its middle hidden may mean, those within reach first."""
    found = [one for one in known.get(f"name:{name}", []) if masking.mask_phone(one.row["phone"]) == phone]
    own = [one for one in found if scope.may(one.row["manager_id"], one.row["deputy_id"])]
    return own or found


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
