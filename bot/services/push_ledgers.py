"""What a ladder said to whom, how it went there, and what came of it (4.E, I6): records and Protocols."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.services.records import Duty

SINGLE, URGENT, DIGEST, HELD, DEAD = "single", "urgent", "digest", "held", "dead"
"""How it was told: by itself, by itself at any hour, in the digest, kept back for it, or not at all."""


@dataclass(frozen=True, slots=True)
class Push:
    """One rung of a duty told to one person; `why` names what kept its message from arriving."""

    id: int
    duty_id: int
    rung: str
    recipient_id: int
    at: datetime
    via: str
    parcel_id: int | None
    sent_at: datetime | None
    why: str
    acted_at: datetime | None
    acted: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What became of one person's reminders."""

    staff_id: int
    told: int
    sent: int
    failed: int
    acted: int
    unacted: int


class Pushes(Protocol):
    """Every word a duty spoke to staff, once for each rung and person."""

    def note(self, duty_id: int, rung: str, recipient_id: int, via: str, now: datetime) -> int | None:
        """Note that a rung speaks to somebody; None where it has."""

    def carried(self, push_id: int, parcel_id: int) -> None:
        """Note the message that carries it."""

    def acted(self, duty_id: int, staff_id: int, what: str, now: datetime) -> int:
        """Note what somebody did about a duty they were told of; return how many rungs that answers."""

    def acted_on_case(self, case_id: int, staff_id: int, what: str, now: datetime) -> int:
        """Note what somebody did about a case whose duties they were told of."""

    def of_parcel(self, parcel_id: int) -> Push | None:
        """Return what a message carried; None where it was no duty's."""

    def singles_since(self, staff_id: int, since: datetime) -> int:
        """Return how many messages by themselves somebody was sent since a moment, urgent ones aside."""

    def woken(self, case_id: int, since: datetime) -> list[int]:
        """Return whom a case's ladders have told at once, whatever the hour, since a moment."""

    def of_duty(self, duty_id: int) -> list[Push]:
        """Return what a duty said, oldest first."""

    def proof(self, staff_ids: Collection[int], since: datetime) -> list[Proof]:
        """Return for each of some people how many reminders went out, failed, and were acted on (I6)."""

    def unacted(self, staff_ids: Collection[int], since: datetime, limit: int) -> list[tuple[Push, Duty]]:
        """Return what people were told and did nothing about though it is still open, oldest first."""

    def again(self, now: datetime, limit: int) -> list[Duty]:
        """Return open duties of which somebody wanted to hear again by now."""

    def put_off(self, duty_id: int, at: datetime) -> bool:
        """Keep when a duty's owner wants to hear of it again; False where it is closed."""

    def spoken(self, duty_id: int, now: datetime) -> bool:
        """Note that it was said again; False where another process was quicker, or the time has changed."""
