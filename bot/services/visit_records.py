"""Plans of visits and what became of them: one frozen record per table row (D-7 to D-13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

PROPOSED, WISHED, AGREED = "proposed", "wished", "agreed"
ARRIVED, DONE, CANCELLED = "arrived", "done", "cancelled"
OURS, THEIRS = "ours", "customer"
OPEN = (PROPOSED, WISHED, AGREED, ARRIVED)


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """A visit before it happens: proposed, wished otherwise, agreed, arrived, done or cancelled.

    `slots` are the times open to choice, `at` is the one agreed; `kit` holds what has been ticked.
    """

    id: int
    customer_id: int
    manager_id: int
    kind: str
    purpose: str
    place: str
    state: str
    slots: tuple[datetime, ...]
    at: datetime | None
    phoned: bool
    short: bool
    noticed_at: datetime | None
    travel_minutes: int
    kit: tuple[str, ...]
    arrived_at: datetime | None
    left_at: datetime | None
    punctual: str
    moves: int
    reason: str
    fault: str
    created_at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class VisitEvent:
    """One step of a plan's way."""

    at: datetime
    what: str
    staff_id: int | None
    text: str
