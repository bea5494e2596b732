"""Every open page of this process, by person."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from bot.channels.web.socket import Socket

GOING_AWAY = 1001
LINK_GONE = 4410
TOO_MANY = 4429


class Hub:
    """Knows who is connected, in how many tabs."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._sockets: dict[str, list[Socket]] = {}

    def add(self, socket: Socket) -> bool:
        """Register an open page; False where the person has too many."""
        open_ones = self._sockets.setdefault(socket.user, [])
        if len(open_ones) >= self._most:
            return False
        open_ones.append(socket)
        return True

    def remove(self, socket: Socket) -> None:
        """Forget a page."""
        open_ones = self._sockets.get(socket.user, [])
        if socket in open_ones:
            open_ones.remove(socket)
        if not open_ones:
            self._sockets.pop(socket.user, None)

    def push(self, user: str, line: dict[str, Any], but: Socket | None = None) -> None:
        """Send a line to a person's open pages."""
        for socket in self.of(user):
            if socket is not but:
                socket.push(line)

    def of(self, user: str) -> Sequence[Socket]:
        """Return a person's open pages."""
        return tuple(self._sockets.get(user, ()))

    def users(self) -> list[str]:
        """Return who is connected."""
        return list(self._sockets)

    def cursor(self, user: str) -> int | None:
        """Return from where on a person's pages may lack lines; None where none has said hello."""
        return min((s.cursor for s in self._sockets.get(user, ()) if s.cursor is not None), default=None)

    async def drop(self, users: Sequence[str], code: int = LINK_GONE) -> None:
        """Close every page of some people."""
        sockets = [s for user in users for s in self._sockets.get(user, ())]
        await asyncio.gather(*(socket.close(code) for socket in sockets))
