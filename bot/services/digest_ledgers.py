"""The messages of the day and what stood in them; a day's signed work log (O7, F9): records and Protocols."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from bot.services.records import Case, Customer, Duty

MORNING, EVENING = "morning", "evening"
DRAFT = "draft"
"""Among the counts of an evening's message: whether a work log was drafted in it (F9)."""
OFF = "off"
"""Instead of an hour: no such message is wanted."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who gets a digest, and when they asked for theirs."""

    id: int
    role: str
    name: str
    under_id: int | None
    morning_at: str
    evening_at: str


@dataclass(frozen=True, slots=True)
class Digest:
    """A message of the day: begun once for each person, day and kind."""

    id: int
    staff_id: int
    day: date
    kind: str
    at: datetime
    parcel_id: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a digest before it is put in words."""

    section: str
    duty: Duty
    touched_at: datetime | None = None
    """When the customer was last spoken with (T16)."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one period still asks of one person (D-4)."""

    owner_id: int
    due_day: date
    period: str
    since: datetime
    count: int


@dataclass(frozen=True, slots=True)
class Hour:
    """Which digests begin: at the hour people chose, else the usual one, and not after `until`."""

    kind: str
    day: date
    clock: str
    usual: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class Matters:
    """What duties are about."""

    cases: Mapping[int, Case] = field(default_factory=dict)
    customers: Mapping[int, Customer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WorkLog:
    """A day's log: what was done, what is planned, what stands in the way; signed by its author (F9)."""

    staff_id: int
    day: date
    summary: str
    plan: str
    problems: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """Something of the day that belongs into its log."""

    kind: str
    customer_id: int | None
    text: str
    at: datetime


class Digests(Protocol):
    """Digests, read and kept for many people at once."""

    def begin(self, hour: Hour, now: datetime, limit: int) -> list[tuple[int, int]]:
        """Begin the digests whose hour has come, each once; return their numbers and whose they are."""

    def away(self, day: date) -> list[int]:
        """Return who is away on a day (E16)."""

    def readers(self, staff_ids: Collection[int]) -> list[Reader]:
        """Return people with the hours they chose."""

    def due(self, owner_ids: Collection[int], tonight: datetime, most: int) -> list[Duty]:
        """Return what is overdue, due today, or speaks today, so many of each owner, in order of time."""

    def shares(self, owner_ids: Collection[int]) -> list[Share]:
        """Return how many customers each period still asks to be spoken with."""

    def spread(self, owner_ids: Collection[int], tonight: datetime, most: int) -> list[Line]:
        """Return whom to speak with first: so many of each period, by tier, then longest without contact."""

    def pending(self, staff_ids: Collection[int], since: datetime, most: int) -> list[tuple[int, str, Duty]]:
        """Return of what people were told, did nothing about and have not read in a digest since; and how."""

    def matters(self, found: Sequence[Duty], met: Collection[int | None] = ()) -> Matters:
        """Return the cases and customers that duties are about, and customers that were met besides."""

    def keep(self, digest_id: int, lines: Sequence[Line]) -> None:
        """Keep what stands in a digest."""

    def sent(self, digest_id: int, parcel_id: int | None, counts: Mapping[str, int]) -> None:
        """Keep which message carries a digest."""

    def get(self, digest_id: int) -> Digest | None:
        """Return a digest."""

    def of(self, staff_id: int, day: date, kind: str) -> Digest | None:
        """Return somebody's digest of a day."""

    def holds(self, digest_id: int, duty_id: int) -> bool:
        """Return whether a duty stands in a digest."""

    def lines(self, digest_id: int) -> list[Line]:
        """Return what stands in a digest and is still open, in the order it was written."""

    def choose(self, staff_id: int, kind: str, at: str) -> None:
        """Keep the hour somebody wants a digest at; OFF where they want none, empty for the usual."""

    def late(self, owner_ids: Collection[int], now: datetime) -> dict[int, int]:
        """Return how many matters are overdue with each of some people."""

    def late_ones(self, owner_ids: Collection[int], now: datetime, most: int) -> list[Duty]:
        """Return what is overdue with some people, the oldest first."""

    def drafted(self, staff_ids: Collection[int], day: date) -> list[int]:
        """Return of people those whose work log of a day was drafted and is not signed."""

    def unheard(self, staff_ids: Collection[int]) -> list[int]:
        """Return of people those who once opened a chat but whom none reaches now."""


class WorkLogs(Protocol):
    """Work logs, and what they are drafted from (F9)."""

    def done(self, staff_ids: Collection[int], since: datetime, most: int) -> dict[int, list[Done]]:
        """Return what people recorded and answered since a moment, oldest first."""

    def sign(self, log: WorkLog) -> None:
        """Keep a work log; one signed before gives way."""

    def get(self, staff_id: int, day: date) -> WorkLog | None:
        """Return somebody's work log of a day."""
