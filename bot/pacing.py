"""What goes out next, and when: priorities, one at a time to a chat, evenly spaced."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from datetime import datetime

from bot.dialog.message import Address
from bot.services.ports import ALERT, REMINDER
from bot.services.records import Parcel

# A late timer may be made up for by this much; more would show as a burst.
_SLACK = 0.02
_FIRST = -1
# Within five seconds of the end of a fault everything must move again.
_BACKOFF, _CHANNEL_BACKOFF, _PARCEL_BACKOFF = 0.5, 3.5, 30.0


class Pacer:
    """Spaces sends evenly, and holds all of them back while the platform asks for it."""

    def __init__(self, per_second: float) -> None:
        self._interval = 1 / per_second if per_second > 0 else 0.0
        self._next = 0.0
        self._pause = 0.0

    def ready_at(self) -> float:
        """Return the moment of the next free slot."""
        return max(self._next, self._pause)

    def sent(self, now: float) -> None:
        """Use a slot up."""
        self._next = max(self._next, now - _SLACK) + self._interval

    def pause(self, until: float) -> None:
        """Let nothing go before a moment; a longer pause already set stays."""
        self._pause = max(self._pause, until)


@dataclass(slots=True)
class Item:
    """A parcel in the queue, and what became of its earlier tries."""

    parcel: Parcel
    rank: int
    others_then: int = -1
    alone: int = 0

    @property
    def bulk(self) -> bool:
        """Tell whether it can wait."""
        return self.parcel.priority >= REMINDER

    @property
    def key(self) -> tuple[int, int]:
        """Return its place: pressing ones first, then in the order they were made."""
        return self.rank, self.parcel.id


class Trouble:
    """Tells a channel out of reach, which pauses all, from a parcel that alone cannot pass."""

    def __init__(self) -> None:
        self.streak = 0
        self._probe_at = 0.0
        self._passed = 0

    def over(self) -> bool:
        """Note an answer; True where it ends a streak of trouble."""
        self._passed += 1
        ended, self.streak = self.streak > 0, 0
        return ended

    def failed(self, item: Item, now: float) -> tuple[float, float]:
        """Return until when the channel pauses, and from when this parcel may be tried again."""
        others_passed = item.others_then not in (-1, self._passed)
        item.others_then = self._passed
        if others_passed:
            item.alone += 1
            return now, now + min(_BACKOFF * 2 ** min(item.alone, 10), _PARCEL_BACKOFF)
        # Parcels that fail together are one failure.
        if now >= self._probe_at:
            self.streak += 1
            self._probe_at = now + min(_BACKOFF * 2 ** min(self.streak - 1, 10), _CHANNEL_BACKOFF)
        # Another chat's parcel probes first, so that one that never passes does not block the way.
        return self._probe_at, self._probe_at + (self._probe_at - now) / 4


@dataclass(slots=True)
class _Chat:
    heap: list[tuple[int, int]] = field(default_factory=list)
    alerts: int = 0
    busy: bool = False
    cooling: float | None = None

    @property
    def free(self) -> bool:
        return not self.busy and self.cooling is None

    def push(self, item: Item) -> None:
        heapq.heappush(self.heap, item.key)
        self.alerts += item.parcel.priority == ALERT

    def take(self, item: Item) -> None:
        heapq.heappop(self.heap)
        self.alerts -= item.parcel.priority == ALERT

    def clear(self) -> None:
        self.heap.clear()
        self.alerts = 0


class Queue:
    """Parcels of one channel held in memory; at most `keep` of those that can wait.

    Replies come first, but a chat with an alert gets every other turn: however many customers are being
    answered, an alert is among the next to go, and no row of alerts keeps customers waiting either.
    """

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self._items: dict[int, Item] = {}
        self._flying: dict[int, Item] = {}
        self._chats: dict[Address, _Chat] = {}
        self._ready: list[tuple[int, int, Address]] = []
        self._alerted: list[tuple[int, int, Address]] = []
        self._alert_next = True
        self._cooling: list[tuple[float, int, Address]] = []
        self._later: list[tuple[datetime, int]] = []
        self._ticket = 0
        self.bulk = 0

    def __contains__(self, parcel_id: int) -> bool:
        return parcel_id in self._items or parcel_id in self._flying

    def __len__(self) -> int:
        return len(self._items)

    @property
    def sendable(self) -> int:
        """Return how many wait for nothing but their turn."""
        return len(self._items) - len(self._later)

    @property
    def pressing(self) -> int:
        """Return how many of those held are replies or alerts."""
        return len(self._items) - self.bulk

    def add(self, parcel: Parcel, now: datetime) -> bool:
        """Take a parcel in; False where it can wait and there is no room for it."""
        if parcel.id in self:
            return True
        item = Item(parcel, parcel.priority)
        if item.bulk and self.bulk >= self._keep:
            return False
        self._hold(item)
        if parcel.not_before is not None and parcel.not_before > now:
            heapq.heappush(self._later, (parcel.not_before, parcel.id))
        else:
            self._line_up(item)
        return True

    def due(self, now: datetime) -> datetime | None:
        """Line up what may go by now; return when the next one may."""
        while self._later and self._later[0][0] <= now:
            self._line_up(self._items[heapq.heappop(self._later)[1]])
        return self._later[0][0] if self._later else None

    def next(self, now: float, bulk: bool) -> Item | None:
        """Take the most pressing parcel whose chat is free."""
        self._cool(now)
        alerted = self._alert_next and self._head(self._alerted) is not None
        line = self._alerted if alerted else self._ready
        head = self._head(line)
        if head is None or (head[0] >= REMINDER and not bulk):
            return None
        self._alert_next = not alerted
        _, parcel_id, address = heapq.heappop(line)
        chat = self._chats[address]
        item = self._items.pop(parcel_id)
        chat.take(item)
        chat.busy = True
        self.bulk -= item.bulk
        self._flying[parcel_id] = item
        return item

    def has_ready(self, bulk: bool) -> bool:
        """Tell whether something could go at once."""
        head = self._head(self._ready)
        return head is not None and (bulk or head[0] < REMINDER)

    def next_free(self) -> float | None:
        """Return when the next chat becomes free."""
        return self._cooling[0][0] if self._cooling else None

    def done(self, item: Item, free_at: float) -> None:
        """Let go of a parcel; its chat is free again at a moment."""
        del self._flying[item.parcel.id]
        self._release(item, free_at)

    def again(self, item: Item, free_at: float, *, first: bool = False) -> None:
        """Put a parcel back into its place, or before all others."""
        del self._flying[item.parcel.id]
        item.rank = _FIRST if first else item.parcel.priority
        self._hold(item)
        self._chats[item.parcel.address].push(item)
        self._release(item, free_at)

    def clear(self) -> None:
        """Forget everything that is not on its way."""
        self._items.clear()
        self._later.clear()
        self._ready.clear()
        self._alerted.clear()
        self.bulk = 0
        self._chats = {address: chat for address, chat in self._chats.items() if not chat.free}
        for chat in self._chats.values():
            chat.clear()

    def _hold(self, item: Item) -> None:
        self._items[item.parcel.id] = item
        self.bulk += item.bulk

    def _line_up(self, item: Item) -> None:
        address = item.parcel.address
        chat = self._chats.setdefault(address, _Chat())
        chat.push(item)
        if chat.free and (chat.heap[0] == item.key or item.parcel.priority == ALERT):
            self._offer(address, chat)

    def _release(self, item: Item, free_at: float) -> None:
        chat = self._chats[item.parcel.address]
        chat.busy = False
        chat.cooling = free_at
        self._ticket += 1
        heapq.heappush(self._cooling, (free_at, self._ticket, item.parcel.address))

    def _cool(self, now: float) -> None:
        while self._cooling and self._cooling[0][0] <= now:
            free_at, _, address = heapq.heappop(self._cooling)
            chat = self._chats.get(address)
            if chat is None or chat.busy or chat.cooling != free_at:
                continue
            if not chat.heap:
                del self._chats[address]
                continue
            chat.cooling = None
            self._offer(address, chat)

    def _offer(self, address: Address, chat: _Chat) -> None:
        """Line up a free chat; what stands before an alert in its chat goes at the alert's pace."""
        entry = (*chat.heap[0], address)
        heapq.heappush(self._ready, entry)
        if chat.alerts:
            heapq.heappush(self._alerted, entry)

    def _head(self, line: list[tuple[int, int, Address]]) -> tuple[int, int, Address] | None:
        """Return a line's most pressing parcel, dropping entries that have lost their meaning."""
        while line:
            rank, parcel_id, address = line[0]
            chat = self._chats.get(address)
            if chat and chat.free and chat.heap and chat.heap[0] == (rank, parcel_id):
                return rank, parcel_id, address
            heapq.heappop(line)
        return None
