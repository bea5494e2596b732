"""Hundreds of open chat pages, each with somebody who asks."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from bot.channels.web.links import Signer
from tests.durability.processes import KEY


class Page:
    """One open page: what it shows, and when it first showed something after a question."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._lines: list[dict[str, Any]] = []
        self._bell = asyncio.Condition()
        self._asked = 0.0
        self.waited = 0.0

    async def says(self, text: str) -> None:
        """Type a text."""
        self._asked, self.waited = time.perf_counter(), 0.0
        await self._send("say", text=text)

    async def presses(self, label: str, seconds: float = 20) -> None:
        """Press the newest button of a label, once there is one."""
        await self.offered(label, seconds)
        await self._send("press", **(self._button(label) or {}))

    async def offered(self, label: str, seconds: float = 20) -> None:
        """Wait until there is a button of a label."""
        async with asyncio.timeout(seconds), self._bell:
            await self._bell.wait_for(lambda: self._button(label) is not None)

    def _button(self, label: str) -> dict[str, Any] | None:
        for line in reversed(self._lines):
            for choice in (choice for row in line.get("choices", []) for choice in row):
                if choice["label"] == label:
                    return {"choice": choice["id"], "message": int(line["id"])}
        return None

    async def hears(self, text: str, seconds: float = 60) -> None:
        """Wait until a text is shown."""
        async with asyncio.timeout(seconds), self._bell:
            await self._bell.wait_for(lambda: any(text in line["text"] for line in self._lines))

    async def answered(self, seconds: float) -> None:
        """Wait until what was typed last has been answered."""
        async with asyncio.timeout(seconds), self._bell:
            await self._bell.wait_for(lambda: self.waited > 0)

    async def read(self) -> None:
        """Take what the server shows until the page is closed."""
        async for message in self._socket:
            frame = json.loads(message.data)
            lines = frame.get("lines", [frame] if frame["t"] == "line" else [])
            new = [line for line in lines if not line.get("mine")]
            if not new:
                continue
            async with self._bell:
                self._lines += new
                if self._asked and not self.waited:
                    self.waited = time.perf_counter() - self._asked
                self._bell.notify_all()

    async def _send(self, kind: str, **fields: Any) -> None:
        await self._socket.send_str(json.dumps({"t": kind, "id": str(uuid.uuid4()), **fields}))


@asynccontextmanager
async def pages(port: int, users: Iterable[str]) -> AsyncIterator[Mapping[str, Page]]:
    """Open a page for each of some users of personal links."""
    origin, signer = f"http://127.0.0.1:{port}", Signer(KEY)
    opened: dict[str, Page] = {}
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        tasks = []
        for user in users:
            socket = await session.ws_connect(f"{origin}/w/{signer.sign(user)}/ws", origin=origin)
            await socket.send_str(json.dumps({"t": "hello", "out": 0, "in": 0}))
            opened[user] = page = Page(socket)
            tasks.append(asyncio.get_running_loop().create_task(page.read()))
        try:
            yield opened
        finally:
            for task in tasks:
                task.cancel()
