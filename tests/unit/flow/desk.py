"""A desk small enough to see through: each event's words become one reply, in the same commit."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.background import Background
from bot.clock import Clock
from bot.delivery import Courier
from bot.dialog.message import Address, Incoming, Kind, Outgoing, Why
from bot.intake import Intake, Order
from bot.right import Lease
from bot.services.ports import REPLY, Database, UnitOfWork
from bot.services.records import InboxRow, Parcel
from bot.working import Steps
from tests.unit.flow.server import ServerChannel

_FAR = timedelta(days=36_500)


def person(number: int) -> Address:
    """Return somebody's address."""
    return Address("fake", f"user{number}", f"chat{number}")


def said(who: Address, text: str, event_id: str = "") -> Incoming:
    """Return a text event."""
    return Incoming(event_id or f"{who.user}/{text}", who, Kind.TEXT, text)


def write(
    uow: UnitOfWork,
    to: Address,
    text: str,
    priority: int,
    now: datetime,
    *,
    edits: str = "",
    not_before: datetime | None = None,
) -> None:
    """Queue a message."""
    row = uow.addresses.at(to) or uow.addresses.add(to, now)
    uow.outbox.add(row, Outgoing(text), priority, now, edits=edits, not_before=not_before)


def release(uow: UnitOfWork, parcel: Parcel) -> Parcel | None:
    """Let go what was held for its hour and still stands."""
    message = uow.outbox.standing(parcel.id)
    return None if message is None else replace(parcel, message=message, not_before=None)


async def unsent(database: Database, clock: Clock) -> list[Parcel]:
    """Return everything still to be sent, now or later."""
    return await database.read(lambda uow: uow.outbox.waiting("fake", 100_000, clock.now() + _FAR))


async def unworked(database: Database) -> list[InboxRow]:
    """Return everything still to be worked."""
    return await database.read(lambda uow: uow.inbox.waiting())


async def nothing(event: Incoming, first: bool) -> None:
    """Prepare nothing."""


class Desk:
    """Intake and courier over one database and one channel."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        channel: ServerChannel | None = None,
        prepare: Callable[[Incoming, bool], Awaitable[object]] = nothing,
        lease: Lease | None = None,
    ) -> None:
        self.database = database
        self.clock = clock
        self.background = Background()
        self.broken: set[str] = set()
        self.unreachable: list[tuple[int, Why]] = []
        self.intake = Intake(
            database,
            clock,
            self.background,
            Steps(prepare, self.work, self.apologise),
            Order(crowded=self.crowded),
        )
        self.channel = channel or ServerChannel()
        self.courier = Courier(
            database, clock, self.background, {"fake": self.channel}, self.undeliverable, release, lease
        )
        if channel is not None:
            database.on_commit(self.courier.hand)

    def work(self, uow: UnitOfWork, row: InboxRow, prepared: object) -> None:
        """Reply by the same words; break after the reply was queued where told to."""
        write(uow, row.event.sender, row.event.text, REPLY, self.clock.now())
        if row.event.text in self.broken:
            raise ValueError("broken")

    def apologise(self, uow: UnitOfWork, row: InboxRow, reference: str) -> None:
        """Say sorry."""
        write(uow, row.event.sender, f"sorry {row.event.text}", REPLY, self.clock.now())

    def crowded(self, channel: str) -> bool:
        """Tell whether the way out is full."""
        return self.courier.crowded(channel)

    def undeliverable(self, uow: UnitOfWork, parcel: Parcel, why: Why) -> None:
        """Note who cannot be reached."""
        uow.addresses.reach(parcel.address_id, False)
        self.unreachable.append((parcel.id, why))

    async def start(self) -> None:
        """Take up what an earlier run left."""
        await self.courier.recover()
        await self.intake.recover()

    async def queue(self, to: Iterable[Address], text: str, priority: int, **options: object) -> None:
        """Queue one message to each of several people, in one turn; `{}` in the text becomes a number."""
        people = list(to)

        def turn(uow: UnitOfWork) -> None:
            for number, address in enumerate(people):
                write(uow, address, text.format(number), priority, self.clock.now(), **options)  # type: ignore[arg-type]

        await self.database.turn(turn)

    async def idle(self) -> None:
        """Wait until all is worked and sent."""
        await self.intake.idle()
        await self.courier.idle()

    async def close(self, grace: float = 3.0) -> None:
        """End everything."""
        await asyncio.gather(self.intake.close(grace), self.courier.close(grace))
        await self.background.close()
