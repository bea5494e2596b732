"""Many people talking at once, and how long each waits for an answer."""

from __future__ import annotations

import asyncio
import time
from collections import deque

from tests.telegram.people import Person
from tests.telegram.world import Bell, Json

TICK = 0.005


def percentile(sorted_values: list[float], share: float) -> float:
    """Return the value below which a share of the values lies."""
    if not sorted_values:
        return 0.0
    return sorted_values[min(len(sorted_values) - 1, int(share * len(sorted_values)))]


class Load:
    """Lets people say `total` texts: at `rate` a second, or each anew once answered when rate is 0.

    An answer is the first message or edit the bot shows after a text; nobody says more before it.
    """

    def __init__(self, people: list[Person], texts: list[str], total: int, rate: float) -> None:
        self.total = total
        self.said = 0
        self.latencies: list[float] = []
        self.skipped = 0
        self.seconds = 0.0
        self.bell = Bell()
        self._texts = texts
        self._rate = rate
        self._free: deque[Person] = deque(people)
        self._people = {person.id: person for person in people}
        self._asked: dict[int, float] = {}
        self._began = time.perf_counter()
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begin to talk."""
        self._began = time.perf_counter()
        if self._rate:
            self._tick()
            return
        while self._free and self.said < self.total:
            self._say(self._free.popleft())

    def stop(self) -> None:
        """Say no more."""
        self.total = self.said
        if self._timer is not None:
            self._timer.cancel()

    @property
    def done(self) -> bool:
        """Tell whether everything was said and answered."""
        return self.said >= self.total and not self._asked

    def _tick(self) -> None:
        due = int((time.perf_counter() - self._began) * self._rate) + 1
        while self.said < min(due, self.total):
            if not self._free:
                self.skipped += 1
                break
            self._say(self._free.popleft())
        if self.said < self.total:
            self._timer = asyncio.get_running_loop().call_later(TICK, self._tick)

    def _say(self, person: Person) -> None:
        text = self._texts[self.said % len(self._texts)]
        self.said += 1
        self._asked[person.id] = time.perf_counter()
        # Not from inside the bot's own call: the update must not overtake the answer before it.
        asyncio.get_running_loop().call_soon(person.says, text.replace("{n}", str(self.said)))

    def sent(self, chat: int) -> None:
        """Note that the bot showed something."""
        asked = self._asked.pop(chat, None)
        if asked is None:
            return
        now = time.perf_counter()
        self.latencies.append(now - asked)
        self.seconds = now - self._began
        person = self._people[chat]
        if not self._rate and self.said < self.total:
            self._say(person)
        else:
            self._free.append(person)
        if self.done:
            self.bell.ring()

    def report(self) -> Json:
        """Return the figures."""
        values = sorted(self.latencies)
        return {
            "said": self.said,
            "answered": len(values),
            "done": self.done,
            "late": self.skipped,
            "seconds": round(self.seconds, 4),
            "per_second": round(len(values) / self.seconds, 1) if self.seconds else 0.0,
            "p50_ms": round(percentile(values, 0.5) * 1000, 3),
            "p99_ms": round(percentile(values, 0.99) * 1000, 3),
            "max_ms": round(values[-1] * 1000, 3) if values else 0.0,
        }
