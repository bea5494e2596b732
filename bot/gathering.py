"""What comes while the store is busy is done together: one commit for many small things."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from bot.background import Background
from bot.errors import StorageBusy

A = TypeVar("A")


class Gathering(Generic[A]):
    """Does things in the order they come, one batch after another; each who brings one hears how it ended.

    Whoever stops waiting takes nothing back: what was brought is done.
    """

    def __init__(
        self, do: Callable[[Sequence[A]], Awaitable[None]], background: Background, name: str, most: int
    ) -> None:
        self._do = do
        self._background = background
        self._name = name
        self._most = most
        self._waiting: list[tuple[A, asyncio.Future[None]]] = []
        self._running = False

    async def add(self, thing: A) -> None:
        """Have a thing done; return once it is, raise what kept it from being done."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((thing, done))
        if not self._running:
            self._running = True
            self._background.start(self._run(), self._name)
        await done

    async def _run(self) -> None:
        batch: list[tuple[A, asyncio.Future[None]]] = []
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
                await self._batch(batch)
        finally:
            self._running = False
            for _, done in (*batch, *self._waiting):
                if not done.done():
                    done.set_exception(StorageBusy("closing"))
            self._waiting = []

    async def _batch(self, batch: Sequence[tuple[A, asyncio.Future[None]]]) -> None:
        error: Exception | None = None
        try:
            await self._do([thing for thing, _ in batch])
        except StorageBusy as busy:
            error = busy
        except Exception as broken:
            if len(batch) > 1:
                # One of them is at fault; the others are not to suffer.
                for one in batch:
                    await self._batch([one])
                return
            error = broken
        for _, done in batch:
            if done.done():
                continue
            if error is None:
                done.set_result(None)
            else:
                done.set_exception(error)
