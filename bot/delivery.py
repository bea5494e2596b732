"""The way out: parcels go from the commit to their channel, at the pace the platform allows."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence

from bot.background import Background
from bot.clock import Clock
from bot.dialog.message import Channel, Why
from bot.errors import StorageBusy
from bot.lane import Lane
from bot.right import Lease
from bot.services.ports import Database, UnitOfWork
from bot.services.records import Parcel

log = logging.getLogger(__name__)

Undeliverable = Callable[[UnitOfWork, Parcel, Why], None]

_SHARED_SECONDS, _ALONE_SECONDS = 0.25, 15.0
_FIRST_WAIT, _LONGEST_WAIT = 0.1, 2.0
_OUR_FAULT = frozenset({Why.TOO_LONG, Why.BAD_REQUEST, Why.UNSUPPORTED})


class Courier:
    """Sends what turns have committed; marks after sending, so nothing is lost and little is doubled."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        background: Background,
        channels: Mapping[str, Channel],
        undeliverable: Undeliverable,
        lease: Lease | None = None,
    ) -> None:
        self._database = database
        self._background = background
        self._lanes = {
            name: Lane(channel, _Marks(database, clock, undeliverable), clock, background, lease)
            for name, channel in channels.items()
        }

    def hand(self, parcels: Sequence[Parcel]) -> None:
        """Take the parcels of a committed turn."""
        touched = {}
        for parcel in parcels:
            if (lane := self._lanes.get(parcel.address.channel)) is not None:
                lane.put(parcel)
                touched[parcel.address.channel] = lane
        for lane in touched.values():
            lane.pump()

    async def recover(self) -> None:
        """Read what an earlier run left unsent, and keep watch from then on."""
        seconds = _SHARED_SECONDS if self._database.shared else _ALONE_SECONDS
        for name, lane in self._lanes.items():
            await lane.look()
            self._background.start(lane.watch(seconds), f"watch {name}")

    def wake(self) -> None:
        """Look again at what was to wait: the clock has been moved."""
        for lane in self._lanes.values():
            lane.refill()
            lane.pump()

    async def idle(self) -> None:
        """Wait until everything that may go now has gone."""
        while busy := [lane for lane in self._lanes.values() if not lane.quiet.is_set()]:
            await busy[0].quiet.wait()

    async def close(self, grace: float) -> None:
        """Start no more sends and let those under way finish; the rest waits for the next start."""
        await asyncio.gather(*(lane.close(grace) for lane in self._lanes.values()))


class _Marks:
    """Writes down how sends ended, and reads what is still to be sent."""

    def __init__(self, database: Database, clock: Clock, undeliverable: Undeliverable) -> None:
        self._database = database
        self._clock = clock
        self._undeliverable = undeliverable

    async def waiting(self, channel: str, limit: int) -> list[Parcel]:
        """Read unsent parcels, most pressing first."""
        return await self._database.read(lambda uow: uow.outbox.waiting(channel, limit, self._clock.now()))

    async def sent(self, parcel: Parcel, ref: str) -> bool:
        """Mark a parcel as sent; False where it could not be, for a reason that waiting does not cure."""
        return await self._insist(parcel, lambda uow: uow.outbox.sent(parcel.id, ref, self._clock.now()))

    async def failed(self, parcel: Parcel, why: Why, detail: str) -> bool:
        """Mark a parcel as not deliverable, and let the desk know where the person cannot be reached."""
        log.warning("parcel %d was refused: %s", parcel.id, why.value)

        def mark(uow: UnitOfWork) -> None:
            uow.outbox.failed(parcel.id, why, detail)

        def mark_and_tell(uow: UnitOfWork) -> None:
            mark(uow)
            self._undeliverable(uow, parcel, why)

        if why not in _OUR_FAULT and await self._insist(parcel, mark_and_tell):
            return True
        return await self._insist(parcel, mark)

    async def _insist(self, parcel: Parcel, turn: Callable[[UnitOfWork], None]) -> bool:
        wait = _FIRST_WAIT
        while True:
            try:
                await self._database.turn(turn)
                return True
            except StorageBusy:
                if wait == _FIRST_WAIT:
                    log.warning("parcel %d: the store is busy, its mark waits", parcel.id)
                await asyncio.sleep(wait)
                wait = min(wait * 2, _LONGEST_WAIT)
            except Exception:
                log.exception("parcel %d could not be marked", parcel.id)
                return False
