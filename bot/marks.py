"""Where it is written down how sends ended, and what is still to be sent."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from bot.background import Background
from bot.clock import Clock
from bot.dialog.message import Why
from bot.errors import StorageBusy
from bot.gathering import Gathering
from bot.services.ports import Database, UnitOfWork
from bot.services.records import Parcel

log = logging.getLogger(__name__)

Undeliverable = Callable[[UnitOfWork, Parcel, Why], None]
Release = Callable[[UnitOfWork, Parcel], Parcel | None]
"""Lets go what was held for its hour; None where it is not to go any more."""

_FIRST_WAIT, _LONGEST_WAIT = 0.1, 2.0
# Few, for each of them goes twice if the power fails while its mark waits with the others.
_MARKED_TOGETHER = 16
_OUR_FAULT = frozenset({Why.TOO_LONG, Why.BAD_REQUEST, Why.UNSUPPORTED})


class Marks:
    """Writes down how sends ended, and reads what is still to be sent."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        background: Background,
        undeliverable: Undeliverable,
        release: Release,
    ) -> None:
        self._database = database
        self._clock = clock
        self._undeliverable = undeliverable
        self._release = release
        self._sent = Gathering(self._mark, background, "mark as sent", _MARKED_TOGETHER)

    async def waiting(self, channel: str, limit: int) -> list[Parcel]:
        """Read unsent parcels, most pressing first."""
        return await self._database.read(lambda uow: uow.outbox.waiting(channel, limit, self._clock.now()))

    async def released(self, parcel: Parcel) -> Parcel | None:
        """Return what was held for its hour as it goes now; None where it is not to go any more."""
        kept: list[Parcel | None] = [parcel]

        def look(uow: UnitOfWork) -> None:
            kept[0] = self._release(uow, parcel)

        # Where nobody can say, words that may be out of date are better than none.
        await self._insist(parcel, lambda: self._database.turn(look))
        return kept[0]

    async def sent(self, parcel: Parcel, ref: str) -> bool:
        """Mark a parcel as sent; False where it could not be, for a reason that waiting does not cure."""
        return await self._insist(parcel, lambda: self._sent.add((parcel, ref)))

    async def failed(self, parcel: Parcel, why: Why, detail: str) -> bool:
        """Mark a parcel as not deliverable, and let the desk know where the person cannot be reached."""
        log.warning("parcel %d was refused: %s", parcel.id, why.value)

        def mark(uow: UnitOfWork) -> None:
            uow.outbox.failed(parcel.id, why, detail)

        def mark_and_tell(uow: UnitOfWork) -> None:
            mark(uow)
            self._undeliverable(uow, parcel, why)

        if why not in _OUR_FAULT and await self._insist(parcel, lambda: self._database.turn(mark_and_tell)):
            return True
        return await self._insist(parcel, lambda: self._database.turn(mark))

    async def _mark(self, sent: Sequence[tuple[Parcel, str]]) -> None:
        def turn(uow: UnitOfWork) -> None:
            for parcel, ref in sent:
                uow.outbox.sent(parcel.id, ref, self._clock.now())

        await self._database.turn(turn)

    async def _insist(self, parcel: Parcel, turn: Callable[[], Awaitable[None]]) -> bool:
        wait = _FIRST_WAIT
        while True:
            try:
                await turn()
                return True
            except StorageBusy:
                if wait == _FIRST_WAIT:
                    log.warning("parcel %d: the store is busy, its mark waits", parcel.id)
                await asyncio.sleep(wait)
                wait = min(wait * 2, _LONGEST_WAIT)
            except Exception:
                log.exception("parcel %d could not be marked", parcel.id)
                return False
