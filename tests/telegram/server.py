"""The emulated Telegram as a whole: in process, over HTTP, or as a process of its own.

In process: `server = TelegramServer(); TelegramChannel(TOKEN, ..., session=server.session())`.
Over HTTP: `async with server.listening() as base: TelegramChannel(TOKEN, ..., api_base=base)`.
Alone: `python -m tests.telegram.server --port 8081 [--rates] [--token TOKEN]`.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import time
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING

from tests.telegram.api import BotApi
from tests.telegram.control import Control
from tests.telegram.faults import Fault, Faults
from tests.telegram.front import Front
from tests.telegram.load import Load
from tests.telegram.people import Group, Person
from tests.telegram.rates import Rates
from tests.telegram.world import TOKEN, World

if TYPE_CHECKING:
    from tests.telegram.session import EmulatedSession

__all__ = ["TOKEN", "Fault", "TelegramServer"]


class TelegramServer:
    """Telegram in a box."""

    def __init__(
        self,
        token: str = TOKEN,
        *,
        rates: bool = False,
        now: Callable[[], float] = time.time,
        hook_backoff: float = 1.0,
    ) -> None:
        self.token = token
        self.world = World(token, now)
        self.rates = Rates(enabled=rates)
        self.api = BotApi(self.world, self.rates, hook_backoff)
        self.people: dict[int, Person] = {}
        self.load: Load | None = None
        self.base = ""

    @property
    def faults(self) -> Faults:
        """Return the trouble makers."""
        return self.api.faults

    def session(self) -> EmulatedSession:
        """Return an aiogram session that ends here instead of in the network."""
        # Brings aiogram, whose seconds of import the emulator as a process can do without.
        from tests.telegram.session import EmulatedSession

        return EmulatedSession(self.api)

    def person(
        self, name: str = "", person_id: int = 0, *, phone: str = "", language: str = "zh-hans"
    ) -> Person:
        """Return somebody, made at first sight; the bot cannot write to them before they write to it."""
        for known in self.people.values():
            if known.id == person_id or (name and not person_id and known.json["first_name"] == name):
                return known
        number = person_id or 1001 + len(self.people)
        person = Person(self.world, number, name or f"客户{number}", phone=phone, language=language)
        self.people[number] = person
        return person

    def group(self, title: str = "工作群", group_id: int = -1001234567890) -> Group:
        """Return a group that the bot is a member of."""
        return Group(self.world, group_id, title)

    def start_load(
        self, people: int, texts: list[str], total: int, rate: float = 0.0, first: int = 500_000
    ) -> Load:
        """Let many people talk."""
        crowd = [self.person(person_id=first + number) for number in range(people)]
        self.load = Load(crowd, texts, total, rate)
        self.world.on_sent = self.load.sent
        self.load.start()
        return self.load

    @contextlib.asynccontextmanager
    async def listening(self, port: int = 0) -> AsyncIterator[str]:
        """Serve over HTTP on the loopback; yields the base address."""
        front = Front(self.api, Control(self))
        self.base = await front.start(port)
        try:
            yield self.base
        finally:
            await self.api.delivery.end()
            self.faults.clear()
            await front.stop()


async def serve(options: argparse.Namespace) -> None:
    """Run until told to end."""
    server = TelegramServer(options.token, rates=options.rates)
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, ended.set)
    async with server.listening(options.port) as base:
        print(base, flush=True)
        await ended.wait()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="an emulated Telegram Bot API")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--rates", action="store_true", help="enforce 30 a second and 1 a second per chat")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
