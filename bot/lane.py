"""One channel's way out: what may go now, how it ended, what comes next."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace

from bot.background import Background
from bot.clock import Clock
from bot.dialog.message import Channel, Delivery, Ref, Why
from bot.errors import StorageBusy
from bot.marks import Marks
from bot.pacing import Item, Pacer, Queue, Trouble
from bot.right import Lease, Right
from bot.services.records import Parcel

log = logging.getLogger(__name__)

_KEEP, _REFILL, _PEEK = 2_000, 500, 64
_SEND_SECONDS, _FILE_SECONDS = 20.0, 120.0
_FIRST_WAIT, _LONGEST_WAIT = 0.1, 2.0
_LONGEST_NAP = 60.0
_ASK_AGAIN, _MARK_SECONDS, _CROWD = 2.0, 0.035, 100
_CANNOT_EDIT = frozenset({Why.NOT_FOUND, Why.BAD_REQUEST, Why.UNSUPPORTED})


class Lane:
    """One channel's way out."""

    def __init__(
        self, channel: Channel, marks: Marks, clock: Clock, background: Background, lease: Lease | None
    ) -> None:
        self._channel = channel
        self._marks = marks
        self._clock = clock
        self._background = background
        self._lease = lease
        self._right: Right | None = None
        self._ask_at = 0.0
        self._queue = Queue(_KEEP)
        self._pacer = Pacer(channel.capabilities.per_second)
        self._flights: set[asyncio.Task[None]] = set()
        self._bulk_flying = 0
        self._timer: asyncio.TimerHandle | None = None
        self._closing = False
        self._spilled = False
        self._reading: asyncio.Task[None] | None = None
        self._read_again = False
        self._ended: set[int] = set()
        self._trouble = Trouble()
        self._unmarked: set[int] = set()
        self._barred = False
        self._marking = 0
        self.quiet = asyncio.Event()
        self.quiet.set()

    @property
    def crowded(self) -> bool:
        """Tell whether more waits to be sent at once than leaves in a second."""
        return self._queue.pressing > (self._channel.capabilities.per_second or _CROWD)

    def put(self, parcel: Parcel) -> None:
        """Queue a parcel, or leave it in the database where there is no room."""
        if self._closing or not self._held() or parcel.id in self._unmarked:
            return
        if not self._queue.add(parcel, self._clock.now()):
            self._spilled = True

    async def watch(self, seconds: float) -> None:
        """Look for other processes' parcels, and for those whose time has come."""
        while not self._closing:
            await asyncio.sleep(seconds)
            try:
                await self.look()
            except Exception:
                log.exception("channel %s: could not look for parcels", self._channel.name)

    async def look(self) -> None:
        """Make sure that this process may send, and read what is to be sent."""
        if self._lease is not None and not self._held():
            await self._claim(self._lease)
        self.refill()
        if self._reading is not None:
            await asyncio.wait({self._reading})

    def refill(self) -> None:
        """Read from the database what is not in memory yet."""
        if self._closing or not self._held():
            return
        self._read_again = True
        if self._reading is None:
            self._reading = self._background.start(self._read(), f"read outbox {self._channel.name}")
            self.quiet.clear()

    def pump(self) -> None:
        """Start whatever may go now, and come back when the next may."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._closing or not self._held():
            return
        loop = asyncio.get_running_loop()
        now = loop.time()
        due = self._queue.due(self._clock.now())
        while self._room() and self._pacer.ready_at() <= now:
            item = self._queue.next(now, self._bulk_room())
            if item is None:
                break
            self._pacer.sent(now)
            self._take_off(item)
        if self._spilled and self._queue.bulk < _REFILL:
            self.refill()
        wait = self._wait(now, (due - self._clock.now()).total_seconds() if due else None)
        if wait is not None:
            self._timer = loop.call_later(min(wait, _LONGEST_NAP), self.pump)
        self._notice_quiet()

    async def close(self, grace: float) -> None:
        """Let sends under way finish."""
        self._closing = True
        if self._timer is not None:
            self._timer.cancel()
        late = set(self._flights)
        if late:
            _, late = await asyncio.wait(late, timeout=grace)
        if self._reading is not None:
            late.add(self._reading)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late, timeout=1.0)
        if self._right is not None:
            await self._right.release()
        self.quiet.set()

    def _held(self) -> bool:
        return self._lease is None or (self._right is not None and self._right.held())

    async def _claim(self, lease: Lease) -> None:
        if self._right is not None:
            # Whoever gets the right now reads these from the database.
            self._queue.clear()
            self._spilled = False
            self._notice_quiet()
            await self._right.release()
            self._right = None
        now = asyncio.get_running_loop().time()
        if now < self._ask_at:
            return
        self._ask_at = now + _ASK_AGAIN
        try:
            self._right = await lease(f"outbox {self._channel.name}")
        except StorageBusy:
            log.warning("channel %s: nobody can say who sends", self._channel.name)

    async def _read(self) -> None:
        wait = _FIRST_WAIT
        try:
            while self._read_again and not self._closing:
                self._read_again = False
                self._ended.clear()
                self._spilled = False
                limit = self._limit()
                try:
                    parcels = await self._marks.waiting(self._channel.name, limit)
                except StorageBusy:
                    self._read_again = True
                    await asyncio.sleep(wait)
                    wait = min(wait * 2, _LONGEST_WAIT)
                    continue
                self._spilled = self._spilled or len(parcels) >= limit
                for parcel in parcels:
                    if parcel.id not in self._ended:
                        self.put(parcel)
        finally:
            self._reading = None
            self.pump()

    def _take_off(self, item: Item) -> None:
        flight = self._background.start(self._fly(item), f"send {item.parcel.id}")
        self._flights.add(flight)
        self._bulk_flying += item.bulk
        flight.add_done_callback(lambda task: self._landed(task, item))

    def _landed(self, flight: asyncio.Task[None], item: Item) -> None:
        self._flights.discard(flight)
        self._bulk_flying -= item.bulk
        self.pump()

    async def _fly(self, item: Item) -> None:
        if item.parcel.not_before is not None:
            released = await self._marks.released(item.parcel)
            if released is None:
                self._over(item, asyncio.get_running_loop().time())
                return
            item.parcel = released
        delivery = await self._send(item.parcel)
        now = asyncio.get_running_loop().time()
        free_at = now + self._channel.capabilities.per_chat_seconds
        if delivery.why is Why.RATE_LIMITED:
            self._pacer.pause(now + (delivery.retry_after if delivery.retry_after > 0 else 1.0))
            self._queue.again(item, now, first=True)
        elif not delivery.ok and delivery.why in (None, Why.NETWORK, Why.AUTH):
            self._lost(item, now, delivery)
        else:
            self._barred = False
            if self._trouble.over():
                log.info("channel %s is back", self._channel.name)
            await self._answered(item, delivery, free_at)

    async def _answered(self, item: Item, delivery: Delivery, free_at: float) -> None:
        self._marking += 1
        try:
            await self._mark(item, delivery, free_at)
        finally:
            self._marking -= 1

    async def _mark(self, item: Item, delivery: Delivery, free_at: float) -> None:
        parcel = item.parcel
        if delivery.ok:
            marked = await self._marks.sent(parcel, delivery.ref.id if delivery.ref else parcel.edits)
        elif parcel.edits and delivery.why in _CANNOT_EDIT:
            # What was to be replaced is gone; the words still have to arrive.
            item.parcel = replace(parcel, edits="")
            self._queue.again(item, free_at, first=True)
            return
        else:
            marked = await self._marks.failed(parcel, delivery.why or Why.NETWORK, delivery.detail)
        if not marked:
            self._unmarked.add(parcel.id)
        self._over(item, free_at)

    def _over(self, item: Item, free_at: float) -> None:
        if self._reading is not None:
            self._ended.add(item.parcel.id)
        self._queue.done(item, free_at)

    def _lost(self, item: Item, now: float, delivery: Delivery) -> None:
        name = self._channel.name
        if delivery.why is Why.AUTH:
            # Nobody's message is at fault: everything waits until the token is put right.
            if not self._barred:
                log.error("channel %s: HUIFANG_%s_TOKEN is refused; nothing is sent", name, name.upper())
            self._barred = True
        elif not self._trouble.streak:
            log.warning("channel %s: parcel %d got no answer (%s)", name, item.parcel.id, delivery.detail)
        pause, free_at = self._trouble.failed(item, now)
        self._pacer.pause(pause)
        self._queue.again(item, max(free_at, now + self._channel.capabilities.per_chat_seconds))

    async def _send(self, parcel: Parcel) -> Delivery:
        message = replace(parcel.message, key=str(parcel.id))
        try:
            async with asyncio.timeout(_FILE_SECONDS if message.file else _SEND_SECONDS):
                if parcel.edits and self._channel.capabilities.edit:
                    return await self._channel.edit(parcel.address, Ref(parcel.edits), message)
                return await self._channel.send(parcel.address, message)
        except TimeoutError:
            return Delivery(False, why=Why.NETWORK, detail="timeout")
        except Exception as error:
            return Delivery(False, why=Why.NETWORK, detail=type(error).__name__)

    def _limit(self) -> int:
        flying = len(self._flights)
        if self._queue.bulk < _REFILL:
            return _KEEP + len(self._queue) + flying
        return _PEEK + self._queue.pressing + flying

    def _room(self) -> bool:
        # Each parcel sent and not yet marked goes twice if the power fails now: at a platform's pace one.
        per_second = self._channel.capabilities.per_second
        if per_second and self._marking >= max(1.0, per_second * _MARK_SECONDS):
            return False
        # A channel in trouble is probed with one parcel at a time.
        return len(self._flights) < (
            1 if self._trouble.streak else max(1, self._channel.capabilities.parallel)
        )

    def _bulk_room(self) -> bool:
        """Keep some of the way free, so that a reply never waits for slow reminders to land."""
        parallel = self._channel.capabilities.parallel
        return self._bulk_flying < max(1, parallel - parallel // 4)

    def _wait(self, now: float, due: float | None) -> float | None:
        """Return the seconds until something may go; None where only an event can change that."""
        waits = [] if due is None else [max(due, 0.001)]
        if self._room():
            if self._queue.has_ready(self._bulk_room()):
                waits.append(max(self._pacer.ready_at() - now, 0.0))
            free = self._queue.next_free()
            if free is not None:
                waits.append(max(free - now, self._pacer.ready_at() - now, 0.0))
        return min(waits, default=None)

    def _notice_quiet(self) -> None:
        if self._flights or self._queue.sendable or self._spilled or self._reading is not None:
            self.quiet.clear()
        else:
            self.quiet.set()
