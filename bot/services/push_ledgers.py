"""What a ladder said to whom, how it went there, and what came of it (4.E, I6): records and Protocols."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

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


class Pushes(Protocol):
    """Every word a duty spoke to staff, once for each rung and person."""

    def note(self, duty_id: int, rung: str, recipient_id: int, via: str, now: datetime) -> int | None:
        """Note that a rung speaks to somebody; None where it has."""

    def carried(self, push_id: int, parcel_id: int) -> None:
        """Note the message that carries it."""

    def acted(self, duty_id: int, staff_id: int, what: str, now: datetime) -> int:
        """Note what somebody did about a duty they were told of; return how many rungs that answers."""

    def singles_since(self, staff_id: int, since: datetime) -> int:
        """Return how many messages by themselves somebody was sent since a moment, urgent ones aside."""

    def of_duty(self, duty_id: int) -> list[Push]:
        """Return what a duty said, oldest first."""

    def unacted(self, staff_ids: Collection[int], since: datetime, until: datetime, limit: int) -> list[Push]:
        """Return what people were told and did nothing about though it is still open, oldest first."""
