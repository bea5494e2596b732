"""The limits Telegram enforces on sending, when a test wants them."""

from __future__ import annotations

import math
import time
from collections import deque

from tests.telegram.world import ApiError


class Rates:
    """At most so many messages in any second, and one a second to each chat."""

    def __init__(self, per_second: int = 30, per_chat_seconds: float = 1.0, enabled: bool = False) -> None:
        self.enabled = enabled
        self.per_second = per_second
        self.per_chat_seconds = per_chat_seconds
        self.refused = 0
        self.early = 0
        self._recent: deque[float] = deque()
        self._chats: dict[int, float] = {}
        self._told: dict[int, float] = {}

    def check(self, chat: int) -> None:
        """Count a message, or refuse it by 429 with the seconds to wait."""
        if not self.enabled:
            return
        now = time.monotonic()
        while self._recent and self._recent[0] <= now - 1.0:
            self._recent.popleft()
        wait = self._chats.get(chat, 0.0) + self.per_chat_seconds - now
        if len(self._recent) >= self.per_second:
            wait = max(wait, self._recent[0] + 1.0 - now)
        told = self._told.get(chat, 0.0)
        if now < told:
            self.early += 1
            wait = max(wait, told - now)
        if wait > 0.0:
            self.refused += 1
            seconds = max(1, math.ceil(wait))
            self._told[chat] = max(told, now + seconds)
            raise ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        self._recent.append(now)
        self._chats[chat] = now
