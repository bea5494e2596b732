"""The only module that asks the machine what time it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)


class DemoClock:
    """The machine's clock, moved by the demo's buttons and its address."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset

    def now(self) -> datetime:
        """Return the demo's present moment, aware, in UTC."""
        return datetime.now(UTC) + self.offset

    def advance(self, step: timedelta) -> None:
        """Move by a step."""
        self.offset += step


class FixedClock:
    """A clock that stands until it is told to move, for tests."""

    def __init__(self, at: datetime) -> None:
        if at.tzinfo is None:
            raise ValueError("a clock's time must be aware")
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """Return the moment it was set to, aware, in UTC."""
        return self._at

    def set(self, at: datetime) -> None:
        """Jump to a moment."""
        self._at = at.astimezone(UTC)

    def advance(self, step: timedelta) -> None:
        """Move forward by a step."""
        self._at += step
