"""A channel in front of a server that enforces a rate and can be made to fail."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from bot.dialog.message import Address, Capabilities, Delivery, File, Outgoing, Ref, Sink, Why

Fault = Callable[[Address, Outgoing], Awaitable[Delivery | None]]


@dataclass(frozen=True)
class Arrival:
    """One call that reached the server."""

    at: float
    chat: str
    text: str
    key: str
    edits: str = ""


@dataclass
class Limits:
    """What the server enforces: so many in any second, a pause in each chat, nobody early."""

    per_second: int = 0
    per_chat: float = 0.0
    retry_after: float = 3.0
    refused: int = 0
    early: int = 0
    _window: deque[float] = field(default_factory=deque)
    _chats: dict[str, float] = field(default_factory=dict)
    _told: float = 0.0

    def check(self, chat: str, now: float) -> float:
        """Return 0 where a call may pass, else the seconds to wait."""
        self.early += now < self._told
        while self._window and self._window[0] <= now - 1.0:
            self._window.popleft()
        crowded = self.per_second and len(self._window) >= self.per_second
        hurried = self.per_chat and now - self._chats.get(chat, -1e9) < self.per_chat
        if now < self._told or crowded or hurried:
            self.refused += 1
            self._told = max(self._told, now + self.retry_after)
            return self._told - now
        self._window.append(now)
        self._chats[chat] = now
        return 0.0


class ServerChannel:
    """A channel whose far end is in this process."""

    def __init__(
        self,
        name: str = "fake",
        *,
        capabilities: Capabilities | None = None,
        limits: Limits | None = None,
        latency: float = 0.01,
    ) -> None:
        self.name = name
        self.capabilities = capabilities or Capabilities()
        self.limits = limits or Limits()
        self.latency = latency
        self.fault: Fault | None = None
        self.calls = 0
        self.flying: dict[str, int] = {}
        self.most_flying = 0
        self.crossed = 0
        self.arrivals: list[Arrival] = []

    async def fetch(self, file: File, most: int) -> bytes:
        raise NotImplementedError

    async def run(self, sink: Sink) -> None:
        """Bring nothing."""

    async def send(self, address: Address, message: Outgoing) -> Delivery:
        return await self._call(address, message, "")

    async def edit(self, address: Address, ref: Ref, message: Outgoing) -> Delivery:
        return await self._call(address, message, ref.id)

    @property
    def texts(self) -> list[str]:
        """Return the words that arrived, in order."""
        return [arrival.text for arrival in self.arrivals]

    async def _call(self, address: Address, message: Outgoing, edits: str) -> Delivery:
        self.calls += 1
        self.flying[address.chat] = self.flying.get(address.chat, 0) + 1
        self.crossed += self.flying[address.chat] > 1
        self.most_flying = max(self.most_flying, sum(self.flying.values()))
        try:
            await asyncio.sleep(self.latency / 2)
            delivery = await self._answer(address, message, edits)
            await asyncio.sleep(self.latency / 2)
            return delivery
        finally:
            self.flying[address.chat] -= 1

    async def _answer(self, address: Address, message: Outgoing, edits: str) -> Delivery:
        if self.fault is not None and (failed := await self.fault(address, message)) is not None:
            return failed
        now = asyncio.get_running_loop().time()
        wait = self.limits.check(address.chat, now)
        if wait:
            return Delivery(False, why=Why.RATE_LIMITED, retry_after=wait)
        self.arrivals.append(Arrival(now, address.chat, message.text, message.key, edits))
        return Delivery(True, Ref(f"m{len(self.arrivals)}"))


def doubled(texts: Sequence[str]) -> list[str]:
    """Return what arrived more than once."""
    return sorted({text for text in texts if texts.count(text) > 1})
