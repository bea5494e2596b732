"""The way in: an event is kept first, then worked, strictly in order for each person."""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeVar

from bot.background import Background
from bot.clock import Clock
from bot.dialog.message import Address, Incoming, Kind
from bot.errors import BotError, StorageBusy, Unfinished
from bot.services.ports import Database, UnitOfWork
from bot.services.records import InboxRow
from bot.standard import masking

log = logging.getLogger(__name__)

T = TypeVar("T")
Prepare = Callable[[Incoming], Awaitable[Any]]
Handle = Callable[[UnitOfWork, InboxRow, Any], None]
Apologise = Callable[[UnitOfWork, InboxRow, str], None]
Explain = Callable[[UnitOfWork, InboxRow, BotError], None]

_FIRST_WAIT, _LONGEST_WAIT = 0.1, 2.0
_ABANDONED = timedelta(seconds=4)
# The store's line stays short, so that the mark of a message just sent need not wait at its end.
_TOGETHER, _AT_ONCE = 6, 2
_LONGEST_SAID = 800
"""Letters after which nothing more is taken as part of the same: what comes then is worked by itself."""


class _Line:
    """One person's waiting events, oldest first."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, InboxRow]] = []
        self.news = asyncio.Event()

    def __bool__(self) -> bool:
        return bool(self._heap)

    def push(self, row: InboxRow) -> None:
        """Put an event into its place."""
        heapq.heappush(self._heap, (row.id, row))
        self.news.set()

    def pop(self) -> InboxRow:
        """Take the oldest event."""
        return heapq.heappop(self._heap)[1]

    def first(self) -> InboxRow:
        """Return the oldest event."""
        return self._heap[0][1]

    def ids(self) -> list[int]:
        """Return what still waits."""
        return [row_id for row_id, _ in self._heap]


class Intake:
    """Keeps events and works them: one task a person while there is work, each event in one commit."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        background: Background,
        work: Handle,
        prepare: Prepare,
        apologise: Apologise,
        explain: Explain | None = None,
        goes_on: Callable[[Incoming], bool] = lambda event: False,
    ) -> None:
        self._database = database
        self._clock = clock
        self._background = background
        self._work = work
        self._prepare = prepare
        self._apologise = apologise
        self._explain = explain
        self._goes_on = goes_on
        self._lines: dict[Address, _Line] = {}
        self._known: set[int] = set()
        self._workers: set[asyncio.Task[None]] = set()
        self._closing = asyncio.Event()
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._listening: set[Address] = set()
        self._busy = False
        self._together = asyncio.Semaphore(_TOGETHER)
        # A tap never waits behind hundreds who ask at the same moment: it may be what alerts a leader (D-26).
        self._at_once = asyncio.Semaphore(_AT_ONCE)

    async def accept(self, events: Sequence[Incoming]) -> None:
        """Keep events; return once they are safe, raise StorageBusy when they are not."""
        if self._closing.is_set():
            raise StorageBusy("closing")
        now = self._clock.now()
        events = [_storable(event) for event in events]
        try:
            rows = await self._database.turn(lambda uow: uow.inbox.add(events, now))
        except asyncio.CancelledError:
            # The commit may have happened although nobody waits for it any more.
            if not self._closing.is_set():
                self._background.start(self.recover(), "intake rescue")
            raise
        self._queue(rows)

    async def recover(self) -> None:
        """Queue every event that an earlier run left unfinished."""
        # A turn, not a read: it comes after whatever is being committed at this moment.
        self._queue(await self._insist(lambda uow: uow.inbox.waiting()))

    async def sweep(self) -> None:
        """Queue events that another process left unfinished."""
        before = self._clock.now() - _ABANDONED
        self._queue(await self._database.read(lambda uow: uow.inbox.waiting(before)))

    async def idle(self) -> None:
        """Wait until nothing is queued and nothing is being worked; who may go on is not waited for."""
        await self._quiet.wait()

    def wake(self) -> None:
        """Look again whether people have said all they wanted: the clock was moved."""
        for person in list(self._listening):
            self._quiet.clear()
            self._lines[person].news.set()

    async def close(self, grace: float) -> None:
        """Take nothing more and let running turns finish; what is left waits for the next start."""
        self._closing.set()
        self.wake()
        workers = set(self._workers)
        if not workers:
            return
        _, late = await asyncio.wait(workers, timeout=grace)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late, timeout=1.0)

    def _queue(self, rows: Sequence[InboxRow]) -> None:
        if self._closing.is_set():
            return
        for row in rows:
            if row.id in self._known:
                continue
            self._known.add(row.id)
            self._quiet.clear()
            person = row.event.sender
            line = self._lines.get(person)
            if line is None:
                line = self._lines[person] = _Line()
                worker = self._background.start(self._serve(person, line), f"intake {row.id}")
                self._workers.add(worker)
                worker.add_done_callback(self._workers.discard)
            line.push(row)

    async def _serve(self, person: Address, line: _Line) -> None:
        try:
            while line and not self._closing.is_set():
                row = line.pop()
                try:
                    earlier = await self._one(row)
                except Unfinished as pause:
                    line.push(await self._hear_out(person, line, row, pause.seconds))
                    continue
                if earlier is None:
                    self._known.difference_update((row.id, *row.further))
                    continue
                line.push(row)
                if earlier.id not in self._known:
                    self._known.add(earlier.id)
                    line.push(earlier)
        finally:
            del self._lines[person]
            self._known.difference_update(line.ids())
            self._rest()

    async def _hear_out(self, person: Address, line: _Line, row: InboxRow, seconds: float) -> InboxRow:
        """Return what somebody says in several messages as one, once they pause or do something else (L9)."""
        said = [row]
        self._listening.add(person)
        try:
            while not self._closing.is_set():
                line.news.clear()
                while line and self._goes_on(line.first().event) and len(_words(said)) < _LONGEST_SAID:
                    said.append(line.pop())
                spoke = timedelta(seconds=seconds) - (self._clock.now() - said[-1].received_at)
                if line or spoke <= timedelta(0):
                    break
                self._rest()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(spoke.total_seconds()):
                        await line.news.wait()
                self._quiet.clear()
        finally:
            self._listening.discard(person)
        further = tuple(each.id for each in said[1:])
        return replace(row, event=replace(row.event, text=_words(said)), further=further, whole=True)

    def _rest(self) -> None:
        """Note that nothing is being worked, where everybody who has spoken may still go on."""
        if len(self._listening) == len(self._lines):
            self._quiet.set()

    async def _one(self, row: InboxRow) -> InboxRow | None:
        """Work one event; return an earlier one of the same person that must come first."""
        try:
            prepared = await self._prepare(row.event)
            gate = self._together if row.event.kind is Kind.TEXT else self._at_once
            return await self._insist(lambda uow: self._turn(uow, row, prepared), gate)
        except BotError as error:
            if self._explain is None:
                await self._give_up(row, error)
            else:
                await self._tell(row, error, self._explain)
        except Unfinished:
            raise
        except Exception as error:
            await self._give_up(row, error)
        return None

    def _turn(self, uow: UnitOfWork, row: InboxRow, prepared: Any) -> InboxRow | None:
        if self._database.shared and (earlier := _earlier(uow, row)) is not None:
            return earlier
        taken = _take(uow, row)
        if taken is not None:
            self._work(uow, taken, prepared)
            self._finish(uow, taken)
        return None

    def _finish(self, uow: UnitOfWork, row: InboxRow, failed: str = "") -> None:
        for row_id in (row.id, *row.further):
            uow.inbox.finish(row_id, self._clock.now(), failed)

    async def _tell(self, row: InboxRow, error: BotError, explain: Explain) -> None:
        def turn(uow: UnitOfWork) -> None:
            if (taken := _take(uow, row)) is not None:
                explain(uow, taken, error)
                self._finish(uow, taken)

        try:
            await self._insist(turn)
        except Exception as worse:
            await self._give_up(row, worse)

    async def _give_up(self, row: InboxRow, error: Exception) -> None:
        reference = f"{secrets.randbelow(10**8):08d}"
        log.error("event %d failed, reference %s", row.id, reference, exc_info=error)

        def finish(uow: UnitOfWork) -> None:
            self._finish(uow, row, reference)

        def apologise(uow: UnitOfWork) -> None:
            if (taken := _take(uow, row)) is not None:
                self._apologise(uow, taken, reference)
                finish(uow)

        for attempt in (apologise, finish):
            try:
                await self._insist(attempt)
                return
            except Exception:
                log.exception("event %d could not be ended, reference %s", row.id, reference)

    async def _insist(self, turn: Callable[[UnitOfWork], T], gate: asyncio.Semaphore | None = None) -> T:
        """Run a turn until the store takes it; a closing house stops asking."""
        wait = _FIRST_WAIT
        while True:
            try:
                async with gate or self._together:
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

    async def _closed_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await self._closing.wait()
        except TimeoutError:
            return False
        return True


def _words(said: Sequence[InboxRow]) -> str:
    return "\n".join(row.event.text for row in said)


def _take(uow: UnitOfWork, row: InboxRow) -> InboxRow | None:
    """Return an event still to be worked, with what goes on with it; locked for this turn."""
    taken = uow.inbox.take(row.id)
    if taken is None or not row.whole:
        return taken
    further = [other for row_id in row.further if (other := uow.inbox.take(row_id)) is not None]
    text = _words([taken, *further])
    event = replace(taken.event, text=text)
    return replace(taken, event=event, further=tuple(other.id for other in further), whole=True)


def _earlier(uow: UnitOfWork, row: InboxRow) -> InboxRow | None:
    """Return an event of the same person that another process kept before this one and nobody has worked."""
    seen = 0
    while (first := uow.inbox.next(row.event)) is not None and seen < first < row.id:
        earlier = uow.inbox.take(first)
        if earlier is not None:
            return earlier
        seen = first
    return None


def _storable(event: Incoming) -> Incoming:
    """Drop what no database takes, and what none of ours shall keep: ID and card numbers, passwords (G7)."""
    text, name, file = _kept(event.text), _kept(event.name), event.file
    values = {field: _kept(value) for field, value in event.values.items()}
    if file is not None and file.kind != "position":
        file = replace(file, name=_kept(file.name))
    if (text, name, file, values) == (event.text, event.name, event.file, event.values):
        return event
    return replace(event, text=text, name=name, file=file, values=values)


def _kept(text: str) -> str:
    return masking.redact(_clean(text))[0] if text else text


def _clean(text: str) -> str:
    if "\0" not in text and text.isascii():
        return text
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")
