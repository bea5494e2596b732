"""Who goes first into the store: what is serious, then people we know (D-26, G7)."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from enum import IntEnum

TOGETHER, AT_ONCE, BESIDE = 5, 2, 2
"""Turns at once; further ones that are pressing; turns left to the others while something pressing is worked.

The store's line stays short, so that neither a tap nor the mark of a message just sent waits at its end.
"""
ONE_IN = 4
"""Of so many turns one is a late one, however many others wait: everybody is heard in the end."""
_LOOK_AGAIN = 0.1


class Rank(IntEnum):
    """How soon an event is worked."""

    PRESSING = 0
    USUAL = 1
    LATE = 2


@dataclass(frozen=True, slots=True)
class _Place:
    let_in: asyncio.Future[None]
    channel: str


class Gate:
    """Lets turns in: pressing ones at once, usual ones in order, late ones into the gaps.

    A late one is not let in while its channel is `crowded`, for its reply would stand before those of others,
    nor while events are being kept: what others say may be among them.
    """

    def __init__(self, crowded: Callable[[str], bool] = lambda channel: False) -> None:
        self._crowded = crowded
        self._waiting: dict[Rank, deque[_Place]] = {rank: deque() for rank in Rank}
        self._pressing = 0
        self._others = 0
        self._since_late = 0
        self._keeping = False
        self._timer: asyncio.TimerHandle | None = None

    @asynccontextmanager
    async def passing(self, rank: Rank, channel: str) -> AsyncIterator[None]:
        """Wait for one's turn, and hold it."""
        place = _Place(asyncio.get_running_loop().create_future(), channel)
        self._waiting[rank].append(place)
        self._let_in()
        try:
            await place.let_in
        except asyncio.CancelledError:
            if not place.let_in.cancelled():
                self._leave(rank)
            raise
        try:
            yield
        finally:
            self._leave(rank)

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """Leave room while events are being kept: what is serious may be among them."""
        self._keeping = True
        try:
            yield
        finally:
            self._keeping = False
            self._let_in()

    def _leave(self, rank: Rank) -> None:
        if rank is Rank.PRESSING:
            self._pressing -= 1
        else:
            self._others -= 1
        self._let_in()

    def _let_in(self) -> None:
        while (rank := self._next()) is not None:
            self._waiting[rank].popleft().let_in.set_result(None)
            if rank is Rank.PRESSING:
                self._pressing += 1
                continue
            self._others += 1
            self._since_late = 0 if rank is Rank.LATE else self._since_late + 1

    def _next(self) -> Rank | None:
        pressing, usual, late = (self._head(rank) for rank in Rank)
        if pressing and self._pressing + self._others < TOGETHER + AT_ONCE:
            return Rank.PRESSING
        ahead = pressing or self._pressing or self._keeping
        if self._others >= (BESIDE if ahead else TOGETHER):
            return None
        if late and (not usual or self._since_late >= ONE_IN - 1):
            if not self._keeping and not self._crowded(late.channel):
                return Rank.LATE
            self._look_again()
        return Rank.USUAL if usual else None

    def _head(self, rank: Rank) -> _Place | None:
        line = self._waiting[rank]
        while line and line[0].let_in.cancelled():
            line.popleft()
        return line[0] if line else None

    def _look_again(self) -> None:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_LOOK_AGAIN, self._looked)

    def _looked(self) -> None:
        self._timer = None
        self._let_in()
