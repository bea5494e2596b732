"""A Telegram channel with an emulated Telegram on one side and a sink on the other."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from bot.background import Background
from bot.channels.telegram import TelegramChannel
from bot.clock import FixedClock
from bot.dialog.message import Address, Incoming
from bot.errors import StorageBusy
from tests.telegram.people import Person
from tests.telegram.server import TOKEN, TelegramServer
from tests.telegram.world import Bell

NOON = datetime(2026, 10, 12, 4, 0, tzinfo=UTC)
SECRET = "a-secret_of-the-webhook"


class Desk:
    """A sink that keeps what it is given, unless told to be busy or slow."""

    def __init__(self) -> None:
        self.events: list[Incoming] = []
        self.batches: list[int] = []
        self.refused = 0
        self.error: Exception | None = None
        self.open = asyncio.Event()
        self.open.set()
        self._bell = Bell()

    async def sink(self, events: Sequence[Incoming]) -> None:
        await self.open.wait()
        if self.error is not None:
            self.refused += 1
            self._bell.ring()
            raise self.error
        self.events.extend(events)
        self.batches.append(len(events))
        self._bell.ring()

    def busy(self) -> None:
        self.error = StorageBusy()

    async def got(self, count: int = 1) -> list[Incoming]:
        """Wait until so many events were kept."""
        async with asyncio.timeout(5):
            while len(self.events) < count:
                await self._bell.wait()
        return self.events

    async def refuses(self, count: int) -> None:
        """Wait until so many batches were refused."""
        async with asyncio.timeout(5):
            while self.refused < count:
                await self._bell.wait()


class Rig:
    """Everything a test of the channel needs."""

    def __init__(self, server: TelegramServer, channel: TelegramChannel, background: Background) -> None:
        self.server = server
        self.channel = channel
        self.background = background
        self.desk = Desk()
        self.running: asyncio.Task[None] | None = None
        self.hook = ""

    def start(self) -> asyncio.Task[None]:
        """Let the channel run."""
        self.running = self.background.start(self.channel.run(self.desk.sink), "telegram")
        return self.running

    async def stop(self) -> None:
        """End the channel's run."""
        if self.running is not None:
            self.running.cancel()
            await asyncio.wait([self.running])

    def address(self, person: Person) -> Address:
        """Return where a person is written to."""
        return Address("telegram", str(person.id), str(person.id))


@contextlib.asynccontextmanager
async def rigged(transport: str, *, webhook: bool = False, **options: Any) -> AsyncIterator[Rig]:
    """Build a rig over "session" (no network) or "http" (the loopback)."""
    server = TelegramServer(hook_backoff=0.01)
    background = Background()
    async with contextlib.AsyncExitStack() as stack:
        if transport == "http":
            options["api_base"] = await stack.enter_async_context(server.listening())
        else:
            options["session"] = server.session()
            stack.push_async_callback(server.api.delivery.end)
        listener = socket.create_server(("127.0.0.1", 0)) if webhook else None
        if listener is not None:
            options["webhook_url"] = f"http://127.0.0.1:{listener.getsockname()[1]}/hook/telegram"
            options.setdefault("webhook_secret", SECRET)
        options = {"poll_seconds": 10, "backoff": (0.01, 0.05), "token": TOKEN, **options}
        channel = TelegramChannel(clock=FixedClock(NOON), background=background, **options)
        stack.push_async_callback(channel.close)
        rig = Rig(server, channel, background)
        if listener is not None:
            rig.hook = options["webhook_url"]
            await _serve(stack, listener, channel)
        stack.push_async_callback(background.close)
        yield rig


async def _serve(stack: contextlib.AsyncExitStack, listener: socket.socket, channel: TelegramChannel) -> None:
    app = web.Application()
    app.add_routes(channel.routes())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.SockSite(runner, listener).start()
