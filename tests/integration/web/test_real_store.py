"""The web channel over the real store, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

from aiohttp import ClientWebSocketResponse, web
from aiohttp.test_utils import TestClient, TestServer

from bot.background import Background
from bot.channels.web import WebChannel, WebLimits
from bot.clock import FixedClock
from bot.dialog.message import Address, Incoming, Outgoing
from bot.services.ports import REPLY, UnitOfWork
from storage.engine import AnyDatabase, open_database
from tests.unit.web.fakes import WORDS, ZONE, hear

ANNA = Address("web", "anna", "anna")


class Site:
    """One process that serves the web channel over a database."""

    def __init__(self, database: AnyDatabase, clock: FixedClock) -> None:
        self.database = database
        self.clock = clock
        self.background = Background()
        self.channel = WebChannel(
            database,
            clock,
            self.background,
            "one secret",
            WORDS,
            zone=ZONE,
            link_days=30,
            limits=WebLimits(poll_seconds=0.05),
        )
        application = web.Application()
        application.add_routes(self.channel.routes())
        self.client = TestClient(TestServer(application))

    async def keep(self, events: Sequence[Incoming]) -> None:
        def work(uow: UnitOfWork) -> None:
            uow.inbox.add(events, self.clock.now())
            for event in events:
                uow.addresses.enter(event, self.clock.now())

        await self.database.turn(work)

    async def write(self, text: str, *, send: bool = True) -> Outgoing:
        def work(uow: UnitOfWork) -> Outgoing:
            who = uow.addresses.at(ANNA) or uow.addresses.add(ANNA, self.clock.now())
            parcel = uow.outbox.add(who, Outgoing(text), REPLY, self.clock.now())
            assert parcel
            return replace(parcel.message, key=str(parcel.id))

        message = await self.database.turn(work)
        if send:
            await self.channel.send(ANNA, message)
        return message

    async def page(self, out: int = 0, in_: int = 0) -> tuple[ClientWebSocketResponse, list[str]]:
        origin = str(self.client.make_url("")).rstrip("/")
        path = self.channel.url("anna")
        socket = await self.client.ws_connect(f"{path}/ws", headers={"Origin": origin})
        await socket.send_json({"t": "hello", "out": out, "in": in_})
        return socket, [line["text"] for line in (await hear(socket))["lines"]]


@asynccontextmanager
async def site(database: AnyDatabase, clock: FixedClock) -> AsyncIterator[Site]:
    made = Site(database, clock)
    async with made.client:
        made.background.start(made.channel.run(made.keep), "web")
        try:
            yield made
        finally:
            await made.background.close()


async def link(database: AnyDatabase, clock: FixedClock) -> None:
    until = clock.now() + timedelta(days=30)
    await database.turn(lambda uow: uow.people.add_link("anna", until, clock.now()))


async def test_a_conversation_is_kept_and_replayed(database: AnyDatabase, clock: FixedClock) -> None:
    await link(database, clock)
    async with site(database, clock) as here:
        page, before = await here.page()
        assert before == []
        await page.send_json({"t": "start", "id": "0000-0001", "text": "K7QX"})
        assert (await hear(page))["t"] == "got"
        for _ in range(2):
            await page.send_json({"t": "say", "id": "0000-0002", "text": "你好"})
            assert (await hear(page))["t"] == "got"
        clock.advance(timedelta(seconds=1))
        reply = await here.write("您好")
        assert (await hear(page))["text"] == "您好"
        await page.close()
        clock.advance(timedelta(seconds=1))
        await here.write("离开时写的")
        assert (await here.page(out=int(reply.key)))[1] == ["你好", "离开时写的"]
        assert (await here.page())[1] == ["你好", "您好", "离开时写的"]


async def test_what_another_process_writes_is_heard_once(fresh_postgres: str, clock: FixedClock) -> None:
    one, two = open_database(fresh_postgres), open_database(fresh_postgres)
    await link(one, clock)
    async with site(one, clock) as here, site(two, clock) as there:
        await there.write("在前", send=False)
        page, before = await here.page()
        assert before == ["在前"]
        message = await there.write("另一台写的")
        assert (await hear(page))["text"] == "另一台写的"
        await here.channel.send(ANNA, message)
        await there.write("再一条")
        assert (await hear(page))["text"] == "再一条"
    await one.close()
    await two.close()
