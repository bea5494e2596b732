"""What is kept about being in touch: how customers stand, what a period asks of many (D-4 to D-6)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.standard.deadline import Due

CADENCE, FACE, FIRST, AFTER = "cadence", "face", "first", "after"


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides whether, and until when, a customer is to be spoken with."""

    customer_id: int
    tier: str
    vip: bool
    wish_days: int | None
    status: str
    do_not_contact: bool
    created_at: datetime
    contacted_at: datetime | None
    visited_at: datetime | None
    cadence_on: date | None
    face_on: date | None


@dataclass(frozen=True, slots=True)
class Term:
    """What one period asks of all the customers it is meant for.

    A contact since `begins_at` meets it; who joins from `late_at` on owes it in the next one only, which is
    raised on `next_on` (T15).
    """

    kind: str
    tiers: tuple[str, ...]
    period: str
    begins_at: datetime
    late_at: datetime
    due: Due
    next_on: date | None
    wish: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """How the duties of a term are born: when, and when their ladder speaks first."""

    opened_at: datetime
    next_at: datetime | None
    policy: str
    nobodys: int | None
    """Who answers for customers whom nobody serves (E4)."""


@dataclass(frozen=True, slots=True)
class Exemption:
    """A customer who is spoken with less often than the standard asks, by their own wish (D-6)."""

    customer_id: int
    name: str
    tier: str
    manager_id: int | None
    wish_days: int | None
    do_not_contact: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """Customers for whom something is to be raised from one day on: those between two ids, both included."""

    day: date
    first: int
    last: int
    count: int


@dataclass(frozen=True, slots=True)
class Lapse:
    """A customer whom a period that is over left without the contact it asked for."""

    kind: str
    customer_id: int
    name: str
    tier: str
    owner_id: int
    due_at: datetime
    provisional: bool
    contacted_at: datetime | None
    visited_at: datetime | None

    @property
    def since(self) -> datetime | None:
        """Return when what was owed last happened."""
        return self.visited_at if self.kind == FACE else self.contacted_at


class Lapses(Protocol):
    """What periods have left undone (D-4, D-5)."""

    def counts(self, owner_ids: Collection[int], since: datetime) -> dict[int, int]:
        """Return how many customers each of some people left without contact, in periods over since then."""

    def listed(self, owner_ids: Collection[int], since: datetime, limit: int, past: int) -> list[Lapse]:
        """Return who was not spoken with, a page of them: person by person, the newest period first."""


class Cadence(Protocol):
    """Customers and their obligations, many at a time: every statement can be run again without harm."""

    def unsettled(self, limit: int) -> list[int]:
        """Return customers whose days are to be worked out, locked for this turn."""

    def recount(self, customer_ids: Sequence[int], effective: Mapping[str, Sequence[str]]) -> None:
        """Find their last contact that counts, and the last face to face, in what is on record (T16)."""

    def settle(self, customer_ids: Sequence[int], terms: Sequence[Term], today: date, now: datetime) -> None:
        """Set from when the next obligation is to be raised; close those that are met or no longer owed."""

    def standing(self, customer_id: int) -> Standing | None:
        """Return how a customer stands."""

    def wishing(self, customer_ids: Sequence[int]) -> list[Standing]:
        """Return those of some customers who named an interval of their own."""

    def plan(self, days: Sequence[tuple[int, date | None]]) -> None:
        """Set from which day customers' wishes are to be raised."""

    def pending(self, kind: str, customer_ids: Sequence[int]) -> set[int]:
        """Return those of some customers about whom a duty of a kind is open."""

    def due(self, kind: str, today: date, limit: int) -> Waiting | None:
        """Return customers of the oldest day on which something is to be raised, locked for this turn."""

    def raise_all(self, waiting: Waiting, owed: Sequence[tuple[Term, Opening]], now: datetime) -> int:
        """Raise what those waiting owe and have not, in place of older duties; return how many are new."""

    def raise_for_managers(self, term: Term, opening: Opening, now: datetime) -> int:
        """Raise a duty for every manager who serves anybody, in place of older ones; return how many."""

    def latest(self, kind: str, customer_id: int) -> int | None:
        """Return the newest duty of a kind about a customer, open or not."""

    def reopen(self, duty_id: int, rung: int, next_at: datetime | None) -> None:
        """Open a duty again that was closed by a contact struck out since."""

    def exempt(
        self, manager_ids: Collection[int] | None, longest: Mapping[str, int], limit: int
    ) -> list[Exemption]:
        """Return whom their own wish exempts, of some managers (0: nobody's; None: all)."""
