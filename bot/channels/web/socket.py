"""One open page: a bounded queue to it, and the memory that keeps lines from being doubled."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from aiohttp import web

from bot.channels.web import frames, tongue
from bot.channels.web.limits import WebLimits

_REMEMBERED = 2_000
_PIECE = 50
_OVERLAP = 20


class Socket:
    """Writes to one page; holds lines back while the history is read, so that none is lost or doubled."""

    def __init__(
        self, user: str, request: web.Request, ws: web.WebSocketResponse, limits: WebLimits, source: str
    ) -> None:
        self.user = user
        self.source = source
        self.ws = ws
        self.cursor: int | None = None
        self.lang = ""
        self.locale = tongue.preferred(request.headers.get(tongue.ASKED, ""))
        self._transport = request.transport
        self._limits = limits
        self._queue: asyncio.Queue[str] = asyncio.Queue(limits.queue_frames)
        self._held: list[dict[str, Any]] | None = []
        self._known: OrderedDict[str, None] = OrderedDict()

    def push(self, line: dict[str, Any]) -> None:
        """Send a line, after the history where that is still being read."""
        if self._held is None:
            self._once(line)
        elif len(self._held) < self._limits.queue_frames:
            self._held.append(line)
        else:
            self.abort()

    def hold(self) -> None:
        """Hold lines back from now on."""
        if self._held is None:
            self._held = []

    def replay(self, lines: Sequence[dict[str, Any]], after: int, *, cut: bool) -> None:
        """Send the history above a cursor, then what was held back and is not in it."""
        ours = [line["id"] for line in lines if not line["mine"]]
        self.cursor = ours[-_OVERLAP] if len(ours) >= _OVERLAP else after
        for line in lines:
            self._remember(line)
        for start in range(0, max(len(lines), 1), _PIECE):
            piece = lines[start : start + _PIECE]
            self.emit(frames.lines(piece, more=start + _PIECE < len(lines), cut=cut and start == 0))
        held, self._held = self._held or [], None
        for line in held:
            self._once(line)

    def emit(self, frame: dict[str, Any]) -> None:
        """Queue a frame; a page that does not read is let go, and comes back for the rest."""
        try:
            self._queue.put_nowait(frames.dump(frame))
        except asyncio.QueueFull:
            self.abort()

    async def write(self) -> None:
        """Write what is queued until the page is gone."""
        while True:
            text = await self._queue.get()
            try:
                # Not wait_for: before Python 3.12 it may swallow a cancellation.
                async with asyncio.timeout(self._limits.write_seconds):
                    await self.ws.send_str(text)
            except (TimeoutError, ConnectionError):
                self.abort()
                return

    def abort(self) -> None:
        """Let the page go at once."""
        if self._transport is not None:
            self._transport.abort()

    async def close(self, code: int, grace: float = 2.0) -> None:
        """Say goodbye, and let the page go where it does not answer."""
        try:
            async with asyncio.timeout(grace):
                await self.ws.close(code=code)
        except (TimeoutError, ConnectionError):
            self.abort()

    def _once(self, line: dict[str, Any]) -> None:
        if self._remember(line):
            self.emit({"t": "line", **line})

    def _remember(self, line: dict[str, Any]) -> bool:
        key = f"<{line['event']}" if line["mine"] else f">{line['id']}"
        if key in self._known:
            return False
        self._known[key] = None
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return True
