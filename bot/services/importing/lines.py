"""What a checked spreadsheet comes to, line by line, and who may bring what in (C1, G1, E9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.services.records import Staff
from bot.standard.access import ADMIN, HEAD, MANAGER, SUPERVISOR, may_serve

CREATE, UPDATE, UNCHANGED, REJECT = "create", "update", "unchanged", "reject"
ACTIONS = (CREATE, UPDATE, UNCHANGED, REJECT)
ROW = "row"
"""The part that says how a row of the sheet fares as a whole; the other parts are what is written."""

Note = tuple[str, dict[str, str]]


@dataclass(slots=True)
class Line:
    """One thing to be written, or how a row fares; `place` counts what is made of its part.

    What is made gets its id when it is kept: a line that belongs to a customer made by the same sheet
    names that customer's place, a duty that of its case.
    """

    number: int
    part: str
    action: str
    values: dict[str, Any] | None = None
    before: dict[str, Any] | None = None
    notes: list[Note] = field(default_factory=list)
    place: int | None = None
    row_id: int | None = None
    owner_id: int | None = None
    owner_place: int | None = None
    seen: int | None = None


@dataclass(slots=True)
class Counts:
    """How the rows of a sheet fared."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    warned: int = 0

    def add(self, lines: Iterable[Line]) -> None:
        """Count rows."""
        for line in lines:
            if line.part != ROW:
                continue
            self.created += line.action == CREATE
            self.updated += line.action == UPDATE
            self.unchanged += line.action == UNCHANGED
            self.rejected += line.action == REJECT
            self.warned += bool(line.notes) and line.action != REJECT

    @property
    def total(self) -> int:
        """Return how many rows there were."""
        return self.created + self.updated + self.unchanged + self.rejected


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose customers somebody may bring in (G1); nobody (`staff_id` None) is the administrator's command."""

    role: str
    staff_id: int | None
    team: frozenset[int]
    names: Mapping[int, str]
    by_name: Mapping[str, tuple[int, ...]]

    @property
    def all(self) -> bool:
        """Return whether every customer is within reach."""
        return self.role in (HEAD, ADMIN)

    def may(self, manager_id: int | None, deputy_id: int | None) -> bool:
        """Return whether a customer is within reach."""
        if self.all or self.staff_id is None:
            return True
        return may_serve(self.role, self.staff_id, manager_id, deputy_id, self.team)

    def may_give(self, manager_id: int) -> bool:
        """Return whether a customer may be given to somebody."""
        return (
            self.all or manager_id == self.staff_id or (self.role == SUPERVISOR and manager_id in self.team)
        )

    @property
    def sets_tiers(self) -> bool:
        """Return whether tier, VIP flag and manager may be set: not by managers themselves (E9)."""
        return self.role != MANAGER


def scope_of(role: str, staff_id: int | None, team: Iterable[int], people: Iterable[Staff]) -> Scope:
    """Return the reach of somebody; `people` are the active managers and supervisors."""
    names = {person.id: person.name for person in people}
    by_name: dict[str, tuple[int, ...]] = {}
    for person_id, name in names.items():
        by_name[name] = (*by_name.get(name, ()), person_id)
    return Scope(role, staff_id, frozenset(team), names, by_name)
