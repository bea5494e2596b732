"""The way in: an event is kept first, then worked, strictly in order for each person."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.background import Background
from bot.clock import Clock
from bot.dialog.message import Address, Incoming
from bot.errors import StorageBusy, Unfinished
from bot.gate import Gate, Rank
from bot.gathering import Gathering
from bot.keeping import storable
from bot.line import Line, joined
from bot.services.ports import Database
from bot.services.records import InboxRow, Known
from bot.working import Steps, Working

_ABANDONED = timedelta(seconds=4)
_KEPT_TOGETHER = 100


def _never(_: object) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Order:
    """Who is heard before whom (D-26, G7).

    `goes_on`: may be the rest of what somebody has begun to say. `pressing`: serious by itself. `strangers`:
    so many events of people nobody knows are worked in their turn within `seconds`, further ones late.
    `crowded`: more waits to be sent on a channel than leaves it in a moment.
    """

    goes_on: Callable[[Incoming], bool] = _never
    pressing: Callable[[Incoming], bool] = _never
    crowded: Callable[[str], bool] = _never
    strangers: int = 1_000_000
    seconds: int = 1


class Intake:
    """Keeps events and works them: one task a person while there is work, each event in one commit."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        background: Background,
        steps: Steps,
        order: Order | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._background = background
        self._order = order or Order()
        self._closing = asyncio.Event()
        self._gate = Gate(self._order.crowded)
        self._working = Working(database, clock, steps, self._gate, self._closing)
        self._keeping = Gathering(self._keep, background, "keep events", _KEPT_TOGETHER)
        self._strangers: deque[datetime] = deque(maxlen=self._order.strangers)
        self._lines: dict[Address, Line] = {}
        self._ranks: dict[int, Rank] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._listening: set[Address] = set()

    async def accept(self, events: Sequence[Incoming]) -> None:
        """Keep events; return once they are safe, raise StorageBusy when they are not."""
        if self._closing.is_set():
            raise StorageBusy("closing")
        await self._keeping.add([storable(event) for event in events])

    async def recover(self) -> None:
        """Queue every event that an earlier run left unfinished."""
        # A turn, not a read: it comes after whatever is being committed at this moment.
        self._queue(await self._working.insist(lambda uow: uow.inbox.waiting()))

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

    async def _keep(self, batches: Sequence[Sequence[Incoming]]) -> None:
        now = self._clock.now()
        events = [event for batch in batches for event in batch]
        with self._gate.keeping():
            self._queue(await self._database.turn(lambda uow: uow.inbox.add(events, now)))

    def _queue(self, rows: Sequence[InboxRow]) -> None:
        if self._closing.is_set():
            return
        for row in rows:
            if row.id in self._ranks:
                continue
            self._ranks[row.id] = self._rank(row)
            self._quiet.clear()
            person = row.event.sender
            line = self._lines.get(person)
            if line is None:
                line = self._lines[person] = Line()
                worker = self._background.start(self._serve(person, line), f"intake {row.id}")
                self._workers.add(worker)
                worker.add_done_callback(self._workers.discard)
            line.push(row)

    def _rank(self, row: InboxRow) -> Rank:
        """Return how soon an event is worked: nobody's crowd keeps staff or what is serious waiting."""
        if row.known is Known.STAFF or self._order.pressing(row.event):
            return Rank.PRESSING
        if row.known is Known.CUSTOMER:
            return Rank.USUAL
        seen, since = self._strangers, row.received_at - timedelta(seconds=self._order.seconds)
        if len(seen) == self._order.strangers and seen[0] > since:
            return Rank.LATE
        seen.append(row.received_at)
        return Rank.USUAL

    def _soonest(self, row: InboxRow, line: Line) -> Rank:
        """Return how soon an event is worked, given what stands behind it."""
        return min(self._ranks[each.id] for each in (row, *line.rows()))

    async def _serve(self, person: Address, line: Line) -> None:
        try:
            while line and not self._closing.is_set():
                row = line.pop()
                try:
                    earlier = await self._working.one(row, self._soonest(row, line))
                except Unfinished as pause:
                    line.push(await self._hear_out(person, line, row, pause.seconds))
                    continue
                if earlier is None:
                    self._forget((row.id, *row.further))
                    continue
                line.push(row)
                if earlier.id not in self._ranks:
                    self._ranks[earlier.id] = self._ranks[row.id]
                    line.push(earlier)
        finally:
            del self._lines[person]
            self._forget(line.ids())
            self._rest()

    def _forget(self, row_ids: Sequence[int]) -> None:
        for row_id in row_ids:
            self._ranks.pop(row_id, None)

    async def _hear_out(self, person: Address, line: Line, row: InboxRow, seconds: float) -> InboxRow:
        """Return what somebody says in several messages as one, once they pause or do something else (L9)."""
        said = [row]
        self._listening.add(person)
        try:
            while not self._closing.is_set():
                line.news.clear()
                line.goes_on(said, self._order.goes_on)
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
        return joined(said)

    def _rest(self) -> None:
        """Note that nothing is being worked, where everybody who has spoken may still go on."""
        if len(self._listening) == len(self._lines):
            self._quiet.set()
