"""What is kept of an import (O1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

WAITING, CHECKING, CHECKED, KEEPING, DONE = "waiting", "checking", "checked", "keeping", "done"
UNDOING, UNDONE, CANCELLED, FAILED = "undoing", "undone", "cancelled", "failed"


EXPORTS = ("export-customers", "export-contacts", "export-week", "export-satisfaction", "export-queries")
"""Kinds of sheets that are handed out."""
TEMPLATE = "template"
WORK = "sheet-work"
"""The mark of a message behind which a sheet waits to be worked on."""


@dataclass(frozen=True, slots=True)
class Import:
    """A spreadsheet that was checked, kept or undone."""

    id: int
    kind: str
    name: str
    staff_id: int | None
    file_id: int | None
    address_id: int | None
    state: str
    rows: int
    created: int
    updated: int
    unchanged: int
    rejected: int
    warned: int
    fields: tuple[str, ...]
    unknown: tuple[str, ...]
    bases: dict[str, int]
    progress_id: int | None
    at: datetime
    done_at: datetime | None
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class Told:
    """How one row of a sheet fared."""

    number: int
    action: str
    notes: tuple[tuple[str, dict[str, str]], ...]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What undoing came to: rows taken back, and rows that stayed because something has happened since."""

    removed: int = 0
    restored: int = 0
    stayed: int = 0

    def __add__(self, other: TakenBack) -> TakenBack:
        return TakenBack(
            self.removed + other.removed, self.restored + other.restored, self.stayed + other.stayed
        )


Values = dict[str, Any]
