"""Keeps this process's matcher up to date: fits it elsewhere, and answers by the old one meanwhile (A7)."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from asyncio.subprocess import PIPE
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from bot.background import Background
from bot.clock import Clock
from bot.errors import StorageBusy
from bot.services.knowledge import Knowledge, Lesson
from bot.services.matching import Match
from bot.services.ports import Database, UnitOfWork
from bot.services.query_records import Query

log = logging.getLogger(__name__)

Fit = Callable[[bytes], Awaitable[bytes]]

_ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


async def in_a_process(task: bytes) -> bytes:
    """Fit in a process of its own, so that neither the loop nor this process's memory feels it."""
    worker = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.services.matching",
        stdin=PIPE,
        stdout=PIPE,
        env={**os.environ, **_ONE_CORE},
    )
    try:
        model, _ = await worker.communicate(task)
    except BaseException:
        with suppress(ProcessLookupError):
            worker.kill()
        await worker.wait()
        raise
    if worker.returncode:
        raise OSError(f"fitting ended with {worker.returncode}")
    return model


class Teaching:
    """Looks at every tick whether the standard questions have changed, here or in another process.

    They are fitted whether anybody asks or not; this process loads what was fitted with the first question.
    """

    def __init__(
        self,
        database: Database,
        knowledge: Knowledge,
        in_force: Callable[[UnitOfWork], Sequence[Query]],
        clock: Clock,
        background: Background,
        fit: Fit,
    ) -> None:
        self._database, self._knowledge, self._in_force = database, knowledge, in_force
        self._clock, self._background, self._fit = clock, background, fit
        self._one_at_a_time = asyncio.Lock()
        self._asked = False
        self._ready: tuple[Query, ...] = ()
        """Questions of which a fitted model is kept."""
        self._beginning: asyncio.Task[None] | None = None
        self._fitting: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Take the first look beside the start, which does not wait for it."""
        self._beginning = self._background.start(self.look(), "first look at standard questions")

    async def ear(self) -> Callable[[str], Match]:
        """Return what tells which question is meant: by the model kept, else by the nearest wording."""
        async with self._one_at_a_time:
            if not self._asked:
                self._asked = True
                # Without a store the question goes to a person; the next look loads what there is.
                with suppress(StorageBusy):
                    await self._catch_up()
        return self._knowledge.match

    async def look(self) -> None:
        """Learn what has changed; where a fit is under way, it is looked at again after it."""
        async with self._one_at_a_time:
            if self._fitting is None:
                await self._catch_up()

    async def idle(self) -> None:
        """Wait until no fit is under way."""
        if self._beginning is not None:
            await asyncio.wait({self._beginning})
        while self._fitting is not None:
            await asyncio.wait({self._fitting})

    async def _catch_up(self) -> None:
        found = tuple(await self._database.read(self._in_force))
        if not (self._knowledge.outdated(found) if self._asked else self._ready != found):
            return
        lesson = await asyncio.to_thread(self._knowledge.lesson, found)
        kept = await self._database.read(lambda uow: uow.models.kept(lesson.digest))
        # What serves stays until there is better; where nothing ever was in force, nothing is loaded.
        better = kept is not None or self._knowledge.empty if found else not self._knowledge.empty
        if self._asked and better:
            await asyncio.to_thread(self._knowledge.take, lesson, kept)
        if kept is not None:
            self._ready = found
        elif found and self._fitting is None:
            self._fitting = self._background.start(self._learn(lesson), "fit standard questions")

    async def _learn(self, lesson: Lesson) -> None:
        try:
            model = await self._fit(lesson.task)
            async with self._one_at_a_time:
                if self._asked:
                    await asyncio.to_thread(self._knowledge.take, lesson, model)
            now = self._clock.now()
            with suppress(StorageBusy):  # then the next start fits it again
                await self._database.turn(lambda uow: uow.models.keep(lesson.digest, model, now))
        except OSError as error:
            log.error("the standard questions could not be learnt (%s); tried again", error)
        finally:
            self._fitting = None
