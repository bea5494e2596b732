"""How long to wait after a failure."""

from __future__ import annotations

import asyncio
import random


class Backoff:
    """Waits that double from `first` to `most` seconds, each a little random."""

    def __init__(self, first: float = 0.5, most: float = 4.0) -> None:
        self._first = first
        self._most = most
        self._next = first

    def reset(self) -> None:
        """Start over after a success."""
        self._next = self._first

    async def wait(self, at_least: float = 0.0) -> None:
        """Wait; longer at the next failure in a row."""
        spread = self._next * random.uniform(0.5, 1.0)  # several processes must not come back in step
        self._next = min(self._next * 2, self._most)
        await asyncio.sleep(max(spread, at_least))
