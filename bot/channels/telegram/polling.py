"""Long polling that confirms an update only once it is safely kept."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiogram.methods import TelegramMethod

from bot.channels.telegram.calls import Caller
from bot.channels.telegram.updates import ALLOWED_UPDATES
from bot.errors import StorageBusy

_BATCH = 100
_QUICK = 0.05

log = logging.getLogger(__name__)


class RawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """The getUpdates call, its updates left unread: one that cannot be read must not hold up the rest."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int | None = None
    timeout: int | None = None
    allowed_updates: list[str] | None = None


class Poller:
    """Brings batches of updates to `take` and confirms those it returned from."""

    def __init__(
        self,
        caller: Caller,
        take: Callable[[Sequence[dict[str, Any]]], Awaitable[None]],
        seconds: int,
    ) -> None:
        self._caller = caller
        self._take = take
        self._seconds = seconds

    async def run(self) -> None:
        """Poll until cancelled."""
        backoff = self._caller.backoff()
        loop = asyncio.get_running_loop()
        offset: int | None = None
        while True:
            began = loop.time()
            try:
                updates = await self._poll(offset)
                await self._take(updates)
            except StorageBusy:
                log.warning("telegram updates not kept: storage is busy")
                await backoff.wait()
            except Exception as error:
                await self._caller.meet(error, backoff, "getUpdates")
            else:
                # An empty answer confirmed everything before; ids may start anew after a week of silence.
                offset = max(update["update_id"] for update in updates) + 1 if updates else None
                if updates or loop.time() - began > _QUICK:
                    backoff.reset()
                else:
                    await backoff.wait()

    async def _poll(self, offset: int | None) -> list[dict[str, Any]]:
        call = RawUpdates(
            offset=offset, limit=_BATCH, timeout=self._seconds, allowed_updates=list(ALLOWED_UPDATES)
        )
        return await self._caller.bot(call, request_timeout=self._seconds + 10)
