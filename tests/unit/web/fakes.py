"""A small store in memory for the web channel, and words to show."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from aiohttp import ClientWebSocketResponse, WSMsgType, web
from aiohttp.test_utils import TestClient, TestServer

from bot.background import Background
from bot.channels.web import WebChannel, WebLimits
from bot.clock import FixedClock
from bot.dialog.message import Address, Incoming, Outgoing
from bot.errors import StorageBusy
from bot.services.ports import UnitOfWork
from bot.services.records import Contactable, Customer, Line, Link, Parcel
from bot.wording import Wording

T = TypeVar("T")

START = datetime(2026, 10, 10, 1, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")

_SAY = Wording(company="和畅通信 & <客户服务>", hotline="400-000-1019")
WORDS = {name: _SAY.say(name) for name in _SAY.ids("web")}
_ENGLISH = Wording("en", company="和畅通信 & <客户服务>", hotline="400-000-1019")
TONGUES = {"en": {name: _ENGLISH.say(name) for name in _ENGLISH.ids("web")}}


@dataclass
class FakeStore:
    """Links, one mailbox a person, and the parts of the unit of work the web channel uses."""

    clock: FixedClock
    shared: bool = False
    busy: bool = False
    links: dict[str, Link] = field(default_factory=dict)
    known: dict[str, Contactable] = field(default_factory=dict)
    customers: dict[int, Customer] = field(default_factory=dict)
    out: dict[int, list[Line]] = field(default_factory=dict)
    last: int = 0
    after_read: Callable[[], None] | None = None

    async def turn(self, work: Callable[[UnitOfWork], T]) -> T:
        if self.busy:
            raise StorageBusy
        return work(cast(UnitOfWork, FakeWork(self)))

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        result = await self.turn(work)
        if self.after_read:
            self.after_read()
        return result

    def on_commit(self, listener: Callable[[Sequence[Parcel]], None]) -> None:
        raise NotImplementedError

    async def close(self) -> None:
        self.links.clear()

    def person(self, user: str) -> Contactable:
        """Put a web user on file, with a link."""
        if user not in self.known:
            number = len(self.known) + 1
            self.known[user] = Contactable(number, "web", user, user, None, None, "", True, 0, None, None)
            self.out[number] = []
        if user not in self.links:
            self.add_link(user, self.clock.now() + timedelta(days=30), self.clock.now())
        return self.known[user]

    def keep(self, user: str, message: Outgoing, edits: str = "") -> Outgoing:
        """Commit a message to a user, as the outbox does."""
        who = self.person(user)
        self.last += 1
        message = replace(message, key=str(self.last))
        self.out[who.id].append(Line(self.last, False, "", self.clock.now(), message, edits))
        return message

    def heard(self, event: Incoming) -> None:
        """Keep what a person said, as the inbox does."""
        who = self.person(event.sender.user)
        self.last += 1
        self.out[who.id].append(Line(self.last, True, event.id, self.clock.now(), Outgoing(event.text)))

    def add_link(self, user: str, expires_at: datetime, now: datetime, **_: Any) -> Link:
        self.links[user] = Link(len(self.links) + 1, user, None, None, expires_at, None)
        return self.links[user]


class FakeWork:
    """One unit of work: every port is this object."""

    def __init__(self, store: FakeStore) -> None:
        self.store = store
        self.people = self.addresses = self.outbox = self
        self.add_link = store.add_link

    def link(self, user: str) -> Link | None:
        return self.store.links.get(user)

    def at(self, address: Address) -> Contactable | None:
        return self.store.known.get(address.user)

    def customer(self, customer_id: int | None) -> Customer | None:
        return self.store.customers.get(customer_id or 0)

    def history(self, who: Contactable, after_out: int, after_in: int, limit: int) -> list[Line]:
        kept = [x for x in self.store.out[who.id] if x.id > (after_in if x.mine else after_out)]
        return kept[-limit:]

    def newest(self, channel: str, address_ids: Sequence[int]) -> dict[int, int]:
        return {n: max((x.id for x in self.store.out[n] if not x.mine), default=0) for n in address_ids}


class Desk:
    """A sink that keeps events, drops repeats, and can be made busy."""

    def __init__(self, store: FakeStore) -> None:
        self.store = store
        self.events: list[Incoming] = []
        self.ids: set[str] = set()
        self.fail: list[Exception] = []
        self.arrived: asyncio.Queue[Incoming] = asyncio.Queue()

    async def next(self) -> Incoming:
        """Return the next new event."""
        return await asyncio.wait_for(self.arrived.get(), 5)

    async def __call__(self, events: Sequence[Incoming]) -> None:
        if self.fail:
            raise self.fail.pop()
        for event in events:
            if event.id not in self.ids:
                self.ids.add(event.id)
                self.events.append(event)
                self.arrived.put_nowait(event)
                self.store.heard(event)


@dataclass
class House:
    """A running web channel and all around it."""

    clock: FixedClock
    store: FakeStore
    desk: Desk
    channel: WebChannel
    client: TestClient[web.Request, web.Application]
    background: Background

    @property
    def origin(self) -> str:
        return str(self.client.make_url("")).rstrip("/")

    def path(self, user: str) -> str:
        return f"/w/{self.channel.sign(user)}"

    async def socket(self, user: str) -> ClientWebSocketResponse:
        self.store.person(user)
        return await self.client.ws_connect(self.path(user) + "/ws", headers={"Origin": self.origin})

    async def page(self, user: str, out: int = 0, in_: int = 0) -> ClientWebSocketResponse:
        """Open a socket and read past the history."""
        socket = await self.socket(user)
        await socket.send_json({"t": "hello", "out": out, "in": in_})
        assert (await hear(socket))["t"] == "lines"
        return socket

    async def tell(self, user: str, text: str) -> Outgoing:
        """Commit and deliver a message."""
        message = self.store.keep(user, Outgoing(text))
        assert (await self.channel.send(Address("web", user, user), message)).ok
        return message


async def hear(socket: ClientWebSocketResponse) -> dict[str, Any]:
    """Return the next frame."""
    return cast("dict[str, Any]", await socket.receive_json(timeout=5))


async def end(socket: ClientWebSocketResponse) -> int | None:
    """Read until the server closes; return its code."""
    while (await socket.receive(timeout=5)).type not in (
        WSMsgType.CLOSE,
        WSMsgType.CLOSED,
        WSMsgType.CLOSING,
    ):
        pass
    return socket.close_code


@asynccontextmanager
async def house(
    limits: WebLimits | None = None,
    *,
    shared: bool = False,
    embed: bool = False,
    more: Callable[[WebChannel], list[web.RouteDef]] | None = None,
) -> AsyncIterator[House]:
    """Run the web channel over the fake store."""
    clock = FixedClock(START)
    store = FakeStore(clock, shared=shared)
    background = Background()
    channel = WebChannel(
        store,
        clock,
        background,
        "a secret of the tests",
        WORDS,
        zone=ZONE,
        link_days=30,
        limits=limits,
        embed=embed,
        tongues=TONGUES,
    )
    application = web.Application()
    application.add_routes(channel.routes() + (more(channel) if more else []))
    desk = Desk(store)
    async with TestClient(TestServer(application)) as client:
        running = background.start(channel.run(desk), "web")
        try:
            yield House(clock, store, desk, channel, client, background)
        finally:
            running.cancel()
            await background.close()
