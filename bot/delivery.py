"""The way out: parcels go from the commit to their channel, at the pace the platform allows."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from bot.background import Background
from bot.clock import Clock
from bot.dialog.message import Channel
from bot.lane import Lane
from bot.marks import Marks, Release, Undeliverable
from bot.right import Lease
from bot.services.ports import Database
from bot.services.records import Parcel

_SHARED_SECONDS, _ALONE_SECONDS = 0.25, 15.0


class Courier:
    """Sends what turns have committed; marks after sending, so nothing is lost and little is doubled."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        background: Background,
        channels: Mapping[str, Channel],
        undeliverable: Undeliverable,
        release: Release,
        lease: Lease | None = None,
    ) -> None:
        self._database = database
        self._background = background
        marks = Marks(database, clock, background, undeliverable, release)
        self._lanes = {
            name: Lane(channel, marks, clock, background, lease) for name, channel in channels.items()
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

    def crowded(self, channel: str) -> bool:
        """Tell whether more waits to be sent on a channel than leaves it in a moment."""
        lane = self._lanes.get(channel)
        return lane is not None and lane.crowded

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
