"""What can go wrong between a bot and Telegram, on purpose."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

HTML_502 = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body>\r\n</html>"


@dataclass(slots=True)
class Fault:
    """One kind of trouble for the next `times` calls of a method (of any, when empty).

    html: an HTML 502 · reset: the connection is cut before anything is done · lost: done, but the answer is
    cut off · hold: the answer waits until `release()` or for `seconds` · status: a refusal with `code`.
    """

    kind: str
    method: str = ""
    times: int = 1
    seconds: float = 60.0
    code: int = 500
    description: str = "Internal Server Error"
    retry_after: int = 0
    hits: int = 0
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        self.released.set()

    async def hold(self) -> None:
        """Wait until released or until the time is over."""
        try:
            async with asyncio.timeout(self.seconds):
                await self.released.wait()
        except TimeoutError:
            return


class Faults:
    """Trouble waiting for its call."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, kind: str, method: str = "", **fields: Any) -> Fault:
        fault = Fault(kind, method.lower(), **fields)
        self._waiting.append(fault)
        return fault

    def clear(self) -> None:
        for fault in self._waiting:
            fault.release()
        self._waiting.clear()

    def take(self, method: str) -> Fault | None:
        """Return the trouble this call meets."""
        if not self._waiting:
            return None
        for fault in self._waiting:
            if fault.method in ("", method):
                fault.hits += 1
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                return fault
        return None
