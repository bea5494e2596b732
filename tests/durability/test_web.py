"""The chat page over kills: what was not acknowledged is said again and worked once."""

from __future__ import annotations

import asyncio
import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp

from bot.channels.web.links import Signer
from bot.services.ports import UnitOfWork
from storage.engine import open_database
from tests.durability import crowd
from tests.durability.processes import KEY, Product, until

PAGES, LINES, KILLS = 20, 10, 3
SIGNER = Signer(KEY)


class Page:
    """A chat page: keeps what it says until that is acknowledged, and knows what it has read."""

    def __init__(self, user: str, texts: list[str]) -> None:
        self.user = user
        self.unsaid = {f"{user}-{number:04}": text for number, text in enumerate(texts)}
        self.read: list[int] = []
        self.wanted = len(texts)

    @property
    def done(self) -> bool:
        """Tell whether everything is acknowledged and answered."""
        return not self.unsaid and len(self.read) == self.wanted

    async def talk(self, port: int) -> None:
        """Say what is not acknowledged yet and read, until all is done or the connection dies."""
        origin = f"http://127.0.0.1:{port}"
        path = f"{origin}/w/{SIGNER.sign(self.user)}/ws"
        try:
            async with aiohttp.ClientSession() as session, session.ws_connect(path, origin=origin) as socket:
                newest = max(self.read, default=0)
                await socket.send_json({"t": "hello", "out": newest, "in": 0})
                for event, text in list(self.unsaid.items()):
                    await socket.send_json({"t": "say", "id": event, "text": text})
                async for message in socket:
                    self._hear(json.loads(message.data))
                    if self.done:
                        return
        except (aiohttp.ClientError, OSError):
            return

    def _hear(self, frame: dict[str, object]) -> None:
        if frame["t"] == "got":
            self.unsaid.pop(str(frame["id"]), None)
        lines = frame.get("lines", [frame] if frame["t"] == "line" else [])
        assert isinstance(lines, list)
        # A page shows a line once, however often it comes.
        new = [int(line["id"]) for line in lines if not line["mine"] and int(line["id"]) not in self.read]
        self.read += new


async def let_in(url: str) -> None:
    """Give every page its link."""
    database = open_database(url)
    now = datetime.now(UTC)

    def links(uow: UnitOfWork) -> None:
        for number in range(PAGES):
            uow.people.add_link(str(crowd.FIRST_CUSTOMER + number), now + timedelta(days=1), now)

    await database.turn(links)
    await database.close()


async def test_a_page_repeats_what_was_not_acknowledged(tmp_path: Path, sqlite_url: str) -> None:
    chance = random.Random("web")
    await asyncio.to_thread(crowd.settle, sqlite_url, customers=PAGES, channel="web")
    await let_in(sqlite_url)
    pages = [
        Page(str(crowd.FIRST_CUSTOMER + number), [f"zx-{number}-{line}" for line in range(LINES)])
        for number in range(PAGES)
    ]
    with Product(tmp_path, sqlite_url) as product:
        for _ in range(KILLS):
            await asyncio.to_thread(product.ready)
            talk = asyncio.gather(*(page.talk(product.port) for page in pages))
            await asyncio.wait([talk], timeout=chance.uniform(0.05, 0.6))
            product.kill()
            await talk
            product.start()
        await asyncio.to_thread(product.ready)
        async with asyncio.timeout(30):
            await asyncio.gather(*(page.talk(product.port) for page in pages))
        assert all(page.done for page in pages)
        await asyncio.to_thread(until, lambda: crowd.unfinished(sqlite_url) == 0, 10, "all is marked")
        assert product.terminate()[0] == 0
    worked = [text for (text,) in crowd.rows(sqlite_url, "SELECT text FROM cases")]
    assert sorted(worked) == sorted(f"zx-{number}-{line}" for number in range(PAGES) for line in range(LINES))
