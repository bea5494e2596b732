"""The right to send, where several processes serve one database."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol


class Right(Protocol):
    """The right to be the only process that sends on a channel."""

    def held(self) -> bool:
        """Return whether the right still stands."""

    async def release(self) -> None:
        """Give the right back."""


Lease = Callable[[str], Awaitable[Right | None]]
