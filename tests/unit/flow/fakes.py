"""A store in memory that keeps the ports' promises: whole turns or none, repeats dropped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar, cast

from bot.dialog.message import Address, Incoming, Outgoing, Why
from bot.errors import StorageBusy
from bot.services.ports import UnitOfWork
from bot.services.records import Contactable, InboxRow, Known, Parcel

T = TypeVar("T")


@dataclass
class Tables:
    """Everything kept."""

    events: dict[int, InboxRow] = field(default_factory=dict)
    event_ids: set[tuple[str, str]] = field(default_factory=set)
    worked: dict[int, str] = field(default_factory=dict)
    parcels: dict[int, Parcel] = field(default_factory=dict)
    dedups: set[str] = field(default_factory=set)
    refs: dict[int, str] = field(default_factory=dict)
    failures: dict[int, Why] = field(default_factory=dict)
    addresses: dict[Address, Contactable] = field(default_factory=dict)

    def copy(self) -> Tables:
        return Tables(*(type(value)(value) for value in vars(self).values()))


class FakeInbox:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def add(self, events: Sequence[Incoming], now: datetime) -> list[InboxRow]:
        rows = []
        for event in events:
            key = (event.sender.channel, event.id)
            if key not in self._tables.event_ids:
                row = InboxRow(len(self._tables.events) + 1, event, now, known=self._known(event))
                self._tables.events[row.id] = row
                self._tables.event_ids.add(key)
                rows.append(row)
        return rows

    def _known(self, event: Incoming) -> Known:
        who = self._tables.addresses.get(event.sender)
        if who is not None and who.staff_id is not None:
            return Known.STAFF
        return Known.CUSTOMER if who is not None and who.customer_id is not None else Known.NOBODY

    def take(self, row_id: int) -> InboxRow | None:
        return None if row_id in self._tables.worked else self._tables.events[row_id]

    def next(self, event: Incoming) -> int | None:
        return next((row.id for row in self.waiting() if row.event.sender == event.sender), None)

    def finish(self, row_id: int, now: datetime, failed: str = "") -> None:
        self._tables.worked[row_id] = failed

    def waiting(self, older_than: datetime | None = None) -> list[InboxRow]:
        return [
            row
            for row in self._tables.events.values()
            if row.id not in self._tables.worked and (older_than is None or row.received_at < older_than)
        ]


class FakeOutbox:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.parcels: list[Parcel] = []

    def add(
        self,
        to: Contactable,
        message: Outgoing,
        priority: int,
        now: datetime,
        *,
        dedup: str = "",
        edits: str = "",
        not_before: datetime | None = None,
    ) -> Parcel | None:
        if dedup and dedup in self._tables.dedups:
            return None
        self._tables.dedups.add(dedup)
        number = len(self._tables.parcels) + 1
        parcel = Parcel(number, to.id, to.address, message, priority, edits, not_before=not_before)
        self._tables.parcels[number] = parcel
        self.parcels.append(parcel)
        return parcel

    def waiting(self, channel: str, limit: int, now: datetime) -> list[Parcel]:
        unsent = [
            parcel
            for parcel in self._tables.parcels.values()
            if parcel.address.channel == channel
            and parcel.id not in self._tables.refs
            and parcel.id not in self._tables.failures
            and (parcel.not_before is None or parcel.not_before <= now)
        ]
        return sorted(unsent, key=lambda parcel: (parcel.priority, parcel.id))[:limit]

    def standing(self, parcel_id: int) -> Outgoing | None:
        ended = parcel_id in self._tables.refs or parcel_id in self._tables.failures
        return None if ended else self._tables.parcels[parcel_id].message

    def sent(self, parcel_id: int, ref: str, now: datetime) -> None:
        self._tables.refs[parcel_id] = ref

    def failed(self, parcel_id: int, why: Why, detail: str) -> None:
        self._tables.failures[parcel_id] = why


class FakeAddresses:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def at(self, address: Address) -> Contactable | None:
        return self._tables.addresses.get(address)

    def add(
        self,
        address: Address,
        now: datetime,
        *,
        staff_id: int | None = None,
        customer_id: int | None = None,
        **_: Any,
    ) -> Contactable:
        number = len(self._tables.addresses) + 1
        where = (address.channel, address.user, address.chat)
        row = Contactable(number, *where, staff_id, customer_id, "", True, 0, None, None)
        self._tables.addresses[address] = row
        return row

    def reach(self, address_id: int, reachable: bool) -> None:
        for address, row in self._tables.addresses.items():
            if row.id == address_id:
                self._tables.addresses[address] = replace(row, reachable=reachable)

    def get(self, address_id: int) -> Contactable | None:
        return next((row for row in self._tables.addresses.values() if row.id == address_id), None)


class FakeUnit:
    def __init__(self, tables: Tables) -> None:
        self.inbox = FakeInbox(tables)
        self.outbox = FakeOutbox(tables)
        self.addresses = FakeAddresses(tables)


class FakeDatabase:
    """Commits after one pass of the loop, as a hop to the writer's thread would; `busy` makes it refuse."""

    def __init__(self, *, shared: bool = False) -> None:
        self.shared = shared
        self.tables = Tables()
        self.busy = False
        self.refused = 0
        self.turns = 0
        self._listeners: list[Callable[[Sequence[Parcel]], None]] = []

    async def turn(self, work: Callable[[UnitOfWork], T]) -> T:
        await self._hop()
        self.turns += 1
        saved = self.tables.copy()
        unit = FakeUnit(self.tables)
        try:
            result = work(cast(UnitOfWork, unit))
        except BaseException:
            self.tables = saved
            raise
        if unit.outbox.parcels:
            for listener in self._listeners:
                listener(unit.outbox.parcels)
        return result

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        await self._hop()
        result = work(cast(UnitOfWork, FakeUnit(self.tables)))
        # What was read may be old by the time it is looked at.
        await asyncio.sleep(0)
        return result

    def on_commit(self, listener: Callable[[Sequence[Parcel]], None]) -> None:
        self._listeners.append(listener)

    async def close(self) -> None:
        """Let go."""

    async def _hop(self) -> None:
        await asyncio.sleep(0)
        if self.busy:
            self.refused += 1
            raise StorageBusy("locked")
