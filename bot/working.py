"""One event's way through the store: worked in one commit, or refused with kind words, never left undone."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from bot.clock import Clock
from bot.dialog.message import Incoming
from bot.errors import BotError, StorageBusy, Unfinished
from bot.gate import Gate, Rank
from bot.line import joined
from bot.services.ports import Database, UnitOfWork
from bot.services.records import InboxRow

log = logging.getLogger(__name__)

T = TypeVar("T")
Prepare = Callable[[Incoming, bool], Awaitable[Any]]
"""Is told the event, and whether it goes before those of others."""
Handle = Callable[[UnitOfWork, InboxRow, Any], None]
Apologise = Callable[[UnitOfWork, InboxRow, str], None]
Explain = Callable[[UnitOfWork, InboxRow, BotError], None]

_FIRST_WAIT, _LONGEST_WAIT = 0.1, 2.0
_LATE_PREPARED = 4


@dataclass(frozen=True, slots=True)
class Steps:
    """What is done with an event: the slow part first, then the turn; and what is said where it fails."""

    prepare: Prepare
    work: Handle
    apologise: Apologise
    explain: Explain | None = None


class Working:
    """Works events one by one, each in one commit, and insists until the store takes it."""

    def __init__(
        self, database: Database, clock: Clock, steps: Steps, gate: Gate, closing: asyncio.Event
    ) -> None:
        self._database = database
        self._clock = clock
        self._steps = steps
        self._gate = gate
        self._closing = closing
        self._busy = False
        # Thousands of strangers do not stand before a customer's question at the matcher either.
        self._late = asyncio.Semaphore(_LATE_PREPARED)

    async def one(self, row: InboxRow, rank: Rank) -> InboxRow | None:
        """Work one event; return an earlier one of the same person that must come first.

        Raises Unfinished where its sender may still go on.
        """
        try:
            async with self._late if rank is Rank.LATE else contextlib.nullcontext():
                prepared = await self._steps.prepare(row.event, rank is Rank.PRESSING)
            return await self._pass(row, rank, lambda uow: self._turn(uow, row, prepared))
        except BotError as error:
            if self._steps.explain is None:
                await self._give_up(row, rank, error)
            else:
                await self._tell(row, rank, error, self._steps.explain)
        except Unfinished:
            raise
        except Exception as error:
            await self._give_up(row, rank, error)
        return None

    async def insist(self, turn: Callable[[UnitOfWork], T]) -> T:
        """Run a turn until the store takes it; a closing house stops asking."""
        wait = _FIRST_WAIT
        while True:
            try:
                result = await self._database.turn(turn)
            except StorageBusy:
                if not self._busy:
                    self._busy = True
                    log.warning("the store is busy; events wait")
                if await self._closed_within(wait):
                    raise asyncio.CancelledError from None
                wait = min(wait * 2, _LONGEST_WAIT)
            else:
                if self._busy:
                    self._busy = False
                    log.info("the store is back")
                return result

    async def _pass(self, row: InboxRow, rank: Rank, turn: Callable[[UnitOfWork], T]) -> T:
        async with self._gate.passing(rank, row.event.sender.channel):
            return await self.insist(turn)

    def _turn(self, uow: UnitOfWork, row: InboxRow, prepared: Any) -> InboxRow | None:
        if self._database.shared and (earlier := _earlier(uow, row)) is not None:
            return earlier
        taken = _take(uow, row)
        if taken is not None:
            self._steps.work(uow, taken, prepared)
            self._finish(uow, taken)
        return None

    def _finish(self, uow: UnitOfWork, row: InboxRow, failed: str = "") -> None:
        for row_id in (row.id, *row.further):
            uow.inbox.finish(row_id, self._clock.now(), failed)

    async def _tell(self, row: InboxRow, rank: Rank, error: BotError, explain: Explain) -> None:
        def turn(uow: UnitOfWork) -> None:
            if (taken := _take(uow, row)) is not None:
                explain(uow, taken, error)
                self._finish(uow, taken)

        try:
            await self._pass(row, rank, turn)
        except Exception as worse:
            await self._give_up(row, rank, worse)

    async def _give_up(self, row: InboxRow, rank: Rank, error: Exception) -> None:
        reference = f"{secrets.randbelow(10**8):08d}"
        log.error("event %d failed, reference %s", row.id, reference, exc_info=error)

        def finish(uow: UnitOfWork) -> None:
            self._finish(uow, row, reference)

        def apologise(uow: UnitOfWork) -> None:
            if (taken := _take(uow, row)) is not None:
                self._steps.apologise(uow, taken, reference)
                finish(uow)

        for attempt in (apologise, finish):
            try:
                await self._pass(row, rank, attempt)
                return
            except Exception:
                log.exception("event %d could not be ended, reference %s", row.id, reference)

    async def _closed_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await self._closing.wait()
        except TimeoutError:
            return False
        return True


def _take(uow: UnitOfWork, row: InboxRow) -> InboxRow | None:
    """Return an event still to be worked, with what goes on with it; locked for this turn."""
    taken = uow.inbox.take(row.id)
    if taken is None:
        return None
    # Where it came from is told by whoever brought it, and kept nowhere (G3).
    taken = replace(taken, event=replace(taken.event, source=row.event.source))
    if not row.whole:
        return taken
    return joined([taken, *(other for each in row.further if (other := uow.inbox.take(each)) is not None)])


def _earlier(uow: UnitOfWork, row: InboxRow) -> InboxRow | None:
    """Return an event of the same person that another process kept before this one and nobody has worked."""
    seen = 0
    while (first := uow.inbox.next(row.event)) is not None and seen < first < row.id:
        earlier = uow.inbox.take(first)
        if earlier is not None:
            return earlier
        seen = first
    return None
