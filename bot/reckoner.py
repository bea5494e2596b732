"""Keeps this process's calendar up to date, and puts provisional deadlines right (4.D)."""

from __future__ import annotations

from collections.abc import Callable

from bot.clock import Clock
from bot.right import Lease
from bot.services import calendars, reckoning
from bot.services.desk import Desk
from bot.services.ports import Database, UnitOfWork

CHUNK = 100


class Reckoner:
    """Looks at every tick whether the company's days have changed, here or in another process."""

    def __init__(self, database: Database, desk: Desk, clock: Clock, lease: Lease | None = None) -> None:
        self._database, self._desk, self._clock, self._lease = database, desk, clock, lease

    async def look(self) -> None:
        """Take changed days over, settle what they make certain, and point out a year that is missing."""
        if await self._database.read(self._outdated):
            await self.settle()
        now = self._clock.now()
        if calendars.missing(self._desk, now) is not None:
            await self._database.turn(lambda uow: calendars.warn(uow, self._desk, now))

    def _outdated(self, uow: UnitOfWork) -> bool:
        calendars.refresh(uow, self._desk)
        return reckoning.outdated(uow, self._desk)

    async def settle(self) -> None:
        """Put every provisional deadline right, a chunk in a commit; one process at a time."""
        held = await self._lease("calendar") if self._lease is not None else None
        if self._lease is not None and held is None:
            return
        try:
            mark, after = self._desk.calendar.mark, 0
            while (reached := await self._database.turn(self._chunk(after))) is not None:
                after = reached
            now = self._clock.now()
            await self._database.turn(lambda uow: reckoning.finish(uow, self._desk, mark, now))
        finally:
            if held is not None:
                await held.release()

    def _chunk(self, after: int) -> Callable[[UnitOfWork], int | None]:
        now = self._clock.now()
        return lambda uow: reckoning.settle(uow, self._desk, after, CHUNK, now)
