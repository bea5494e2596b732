"""How close to a platform's allowed rate the outbox sends, and how soon a reply overtakes reminders.

The real courier over a real SQLite file, against a server in this process that allows thirty messages
in any second and one a second to each chat, and refuses for three seconds whoever goes faster.
Run by `python -m tests.bench.outbox`.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from pathlib import Path

from bot.background import Background
from bot.clock import SystemClock
from bot.delivery import Courier
from bot.dialog.message import Address, Capabilities, Outgoing, Why
from bot.services.ports import REMINDER, REPLY, UnitOfWork
from bot.services.records import Parcel
from storage.base import AnyDatabase
from storage.engine import open_database
from storage.migrate import upgrade
from tests.unit.flow.server import Limits, ServerChannel

MESSAGES, CHATS, PER_SECOND = 600, 200, 30
REMINDERS, QUESTIONS = 1_000, 10
PACE = Capabilities(per_second=29, per_chat_seconds=1.02, parallel=8)


class Bench:
    """A courier, its store and its server."""

    def __init__(self, database: AnyDatabase) -> None:
        self.database = database
        self.clock = SystemClock()
        self.limits = Limits(per_second=PER_SECOND, per_chat=1.0)
        self.channel = ServerChannel(capabilities=PACE, limits=self.limits, latency=0.03)
        self.background = Background()
        self.refused: list[int] = []
        self.courier = Courier(
            database,
            self.clock,
            self.background,
            {"fake": self.channel},
            self._undeliverable,
            lambda _, parcel: parcel,
        )
        database.on_commit(self.courier.hand)

    def _undeliverable(self, uow: UnitOfWork, parcel: Parcel, why: Why) -> None:
        self.refused.append(parcel.id)

    async def queue(self, chats: list[int], text: str, priority: int) -> None:
        """Queue a message to each chat in one turn."""

        def turn(uow: UnitOfWork) -> None:
            now = self.clock.now()
            for number, chat in enumerate(chats):
                address = Address("fake", str(chat), str(chat))
                row = uow.addresses.at(address) or uow.addresses.add(address, now)
                uow.outbox.add(row, Outgoing(f"{text} {number}"), priority, now)

        await self.database.turn(turn)

    async def close(self) -> None:
        """End everything."""
        await self.courier.close(3.0)
        await self.background.close()


async def rate(bench: Bench) -> dict[str, float]:
    """Send six hundred messages and compare with the rate that the server allows."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    await bench.queue([number % CHATS for number in range(MESSAGES)], "message", REMINDER)
    await bench.courier.idle()
    took = loop.time() - began
    counts = Counter(bench.channel.texts)
    # The server takes thirty at once and then thirty a second.
    ideal = (MESSAGES - PER_SECOND) / PER_SECOND
    return {
        "messages": MESSAGES,
        "lost": MESSAGES - len(counts),
        "doubled": sum(counts.values()) - len(counts),
        "refusals": bench.limits.refused,
        "calls_before_the_pause_was_over": bench.limits.early,
        "seconds": round(took, 2),
        "ideal_seconds": ideal,
        "achieved_ratio": round(ideal / took, 3),
    }


async def overtaking(bench: Bench) -> dict[str, float]:
    """Answer people who wait while a thousand reminders are queued."""
    loop = asyncio.get_running_loop()
    await bench.queue(list(range(10_000, 10_000 + REMINDERS)), "reminder", REMINDER)
    waits = []
    for question in range(QUESTIONS):
        await asyncio.sleep(0.37)
        asked = loop.time()
        await bench.queue([50_000 + question], f"reply {question}", REPLY)
        while not bench.channel.arrivals or f"reply {question}" not in bench.channel.arrivals[-1].text:
            await asyncio.sleep(0.001)
        waits.append((bench.channel.arrivals[-1].at - asked) * 1_000)
    return {
        "queued_reminders": REMINDERS,
        "replies": QUESTIONS,
        "median_ms": round(sorted(waits)[len(waits) // 2], 1),
        "worst_ms": round(max(waits), 1),
        "refusals": bench.limits.refused,
    }


async def measure() -> dict[str, dict[str, float]]:
    """Run both and return their figures."""
    results: dict[str, dict[str, float]] = {}
    for name, story in (("rate", rate), ("overtaking", overtaking)):
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{Path(folder) / 'bench.db'}"
            await upgrade(url)
            database = open_database(url)
            bench = Bench(database)
            await bench.courier.recover()
            results[name] = await story(bench)
            await bench.close()
            await database.close()
    return results


def main() -> None:
    """Print the figures."""
    for name, figures in asyncio.run(measure()).items():
        print(f"outbox, {name}:")
        for key, value in figures.items():
            print(f"  {key.replace('_', ' '):34} {value}")


if __name__ == "__main__":
    main()
