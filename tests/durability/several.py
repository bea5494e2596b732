"""Two processes side by side, the proxy in front of them, and pages on either."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self, TypeVar

import aiohttp

from bot.channels.web.links import Signer
from bot.services.ports import UnitOfWork
from storage.engine import open_database
from tests.durability import crowd
from tests.durability.processes import Product, Telegram, free_port

T = TypeVar("T")

BACK = 10.0
"""Seconds within which the other process has taken over."""


async def turn(url: str, work: Callable[[UnitOfWork], T]) -> T:
    """Run one turn beside the processes."""
    database = open_database(url)
    try:
        return await database.turn(work)
    finally:
        await database.close()


def pair(
    folder: Path,
    url: str,
    telegram: Telegram | None = None,
    *,
    ports: tuple[int, int] | None = None,
    **more: str,
) -> tuple[Product, Product]:
    """Return the same command twice, on two ports."""
    made = []
    for name, port in zip("ab", ports or (free_port(), free_port()), strict=True):
        (folder / name).mkdir()
        made.append(Product(folder / name, url, telegram, webhook=False, **more | {"PORT": str(port)}))
        made[-1].port = port
    return made[0], made[1]


def finished(url: str, asked: int) -> bool:
    """Tell whether everything asked was kept, worked and sent."""
    return crowd.count(url, "cases") >= asked and crowd.unfinished(url) == 0


def quiet(*products: Product) -> None:
    """Expect that nothing failed, and that no two processes polled at once."""
    for product in products:
        bad = [line for line in product.words().splitlines() if "ERROR" in line or "Traceback" in line]
        assert not bad, bad


class Proxy:
    """Shares connections out to the processes behind it, one by one, as the machine in front would."""

    def __init__(self, *ports: int) -> None:
        self.port = 0
        self.carried = dict.fromkeys(ports, 0)
        self._turns = itertools.cycle(ports)
        self._callers: set[asyncio.StreamWriter] = set()
        self._alone = asyncio.Event()
        self._alone.set()

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Self]:
        """Listen; hang up on everybody in the end."""
        server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        async with server:
            yield self
            for writer in self._callers:
                writer.close()
            await self._alone.wait()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._callers.add(writer)
        self._alone.clear()
        port = next(self._turns)
        try:
            there, to_there = await asyncio.open_connection("127.0.0.1", port)
            self.carried[port] += 1
            await asyncio.gather(_pump(reader, to_there), _pump(there, writer))
        except OSError:
            writer.close()
        self._callers.discard(writer)
        if not self._callers:
            self._alone.set()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


class Page:
    """A chat page on one of the processes."""

    def __init__(self, port: int, user: str) -> None:
        self.user = user
        self.lines: dict[int, str] = {}
        self._origin = f"http://127.0.0.1:{port}"
        self._got: set[str] = set()
        self._socket: aiohttp.ClientWebSocketResponse | None = None

    async def open(self, session: aiohttp.ClientSession, secret: str) -> None:
        """Connect and say hello."""
        path = f"{self._origin}/w/{Signer(secret).sign(self.user)}/ws"
        self._socket = await session.ws_connect(path, origin=self._origin)
        await self._socket.send_json({"t": "hello", "out": max(self.lines, default=0), "in": 0})

    async def say(self, event: str, text: str) -> None:
        """Say something and wait until it is kept."""
        assert self._socket is not None
        await self._socket.send_json({"t": "say", "id": event, "text": text})
        await self.hear(lambda: event in self._got)

    async def hear(self, enough: Callable[[], bool], seconds: float = BACK) -> None:
        """Listen until that is enough."""
        assert self._socket is not None
        async with asyncio.timeout(seconds):
            while not enough():
                message = await self._socket.receive()
                assert message.type is aiohttp.WSMsgType.TEXT, message
                self._take(json.loads(message.data))

    def _take(self, frame: dict[str, Any]) -> None:
        assert frame["t"] not in ("error", "busy"), frame
        if frame["t"] == "got":
            self._got.add(frame["id"])
        lines = frame.get("lines", [frame] if frame["t"] == "line" else [])
        self.lines |= {int(line["id"]): line["text"] for line in lines if not line["mine"]}
