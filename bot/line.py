"""What one person has said and nobody has worked yet, and what of it belongs together."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.dialog.message import Incoming
from bot.services.records import InboxRow

LONGEST_SAID = 800
"""Letters after which nothing more is taken as part of the same: what comes then is worked by itself."""


class Line:
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

    def ids(self) -> list[int]:
        """Return what still waits."""
        return [row_id for row_id, _ in self._heap]

    def rows(self) -> list[InboxRow]:
        """Return what still waits, in no order."""
        return [row for _, row in self._heap]

    def goes_on(self, said: list[InboxRow], may: Callable[[Incoming], bool]) -> None:
        """Move to what was said whatever goes on with it (L9)."""
        while self._heap and may(self._heap[0][1].event) and len(words(said)) < LONGEST_SAID:
            said.append(self.pop())


def words(said: Sequence[InboxRow]) -> str:
    """Return what was said in several messages."""
    return "\n".join(row.event.text for row in said)


def joined(said: Sequence[InboxRow]) -> InboxRow:
    """Return several messages as the one they are, nothing of it still to come."""
    first = said[0]
    further = tuple(each.id for each in said[1:])
    return replace(first, event=replace(first.event, text=words(said)), further=further, whole=True)
