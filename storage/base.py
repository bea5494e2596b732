"""What both databases have in common."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from bot.services.ports import Work
from bot.services.records import Parcel

T = TypeVar("T")
Listener = Callable[[Sequence[Parcel]], None]

log = logging.getLogger(__name__)


class Lease(Protocol):
    """The right to be the only one who does something, for instance to send on a platform."""

    def held(self) -> bool:
        """Return whether the right still stands; lost together with its connection."""

    async def release(self) -> None:
        """Give the right back."""


class AnyDatabase(ABC):
    """Runs plain functions over a unit of work; implements `ports.Database`."""

    shared: bool

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def on_commit(self, listener: Listener) -> None:
        """Call `listener` on the loop with the parcels of each committed turn."""
        self._listeners.append(listener)

    def _committed(self, parcels: Sequence[Parcel]) -> None:
        if not parcels:
            return
        for listener in self._listeners:
            try:
                listener(parcels)
            except Exception:
                # The turn is kept by now: whoever asked for it must hear so.
                log.exception("a listener to commits failed")

    @abstractmethod
    async def turn(self, work: Work[T]) -> T:
        """Run work and commit; raise StorageBusy, with nothing kept, when the store cannot take it now."""

    @abstractmethod
    async def read(self, work: Work[T]) -> T:
        """Run work that only reads, beside the writer."""

    @abstractmethod
    async def lease(self, name: str) -> Lease | None:
        """Return the right called `name`, or None while another process has it."""

    @abstractmethod
    async def close(self) -> None:
        """Finish what was taken and let go."""
