"""The one thread that writes to SQLite: what waits is committed together."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

from sqlalchemy import Connection

from bot.errors import StorageBusy
from bot.services.ports import Work
from bot.services.records import Parcel
from storage.session import PreparedSession
from storage.trouble import busy
from storage.unit import Unit

BATCH = 64
"""Turns in one commit at most, so that none waits long for its neighbours."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Job:
    """A turn that waits, and who waits for it."""

    work: Work[Any]
    future: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop


@dataclass(slots=True)
class Outcome:
    """How a turn ended."""

    job: Job
    result: Any = None
    error: BaseException | None = None
    parcels: Sequence[Parcel] = ()


class _Lost(Exception):
    """SQLite gave up the whole transaction by itself."""


class Writer:
    """Owns the writing connection and the thread that uses it; `committed` is told of parcels on the loop."""

    def __init__(
        self,
        connection: Connection,
        committed: Callable[[Sequence[Parcel]], None],
        closed: Callable[[], None],
    ) -> None:
        self._raw: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
        self._session = PreparedSession(connection, self._raw)
        self._committed = committed
        self._closed = closed
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def put(self, job: Job) -> None:
        """Queue a turn."""
        self._jobs.put(job)

    def stop(self) -> None:
        """End the thread once everything queued before is done."""
        self._jobs.put(None)

    def _run(self) -> None:
        stopping = False
        while not stopping:
            batch: list[Job] = []
            job = self._jobs.get()
            while True:
                if job is None:
                    stopping = True
                    break
                batch.append(job)
                if len(batch) == BATCH:
                    break
                try:
                    job = self._jobs.get_nowait()
                except Empty:
                    break
            if batch:
                self._answer(self._commit(batch))
        self._closed()

    def _commit(self, batch: list[Job]) -> list[Outcome]:
        try:
            self._raw.execute("BEGIN IMMEDIATE")
            outcomes = [self._work(job) for job in batch if not job.future.cancelled()]
            self._raw.execute("COMMIT")
        except Exception as error:
            # Whatever it was, this thread goes on: without it every later turn would wait for ever.
            return self._give_up(batch, error)
        return outcomes

    def _work(self, job: Job) -> Outcome:
        unit = Unit(self._session)
        self._raw.execute("SAVEPOINT turn")
        try:
            outcome = Outcome(job, job.work(unit), None, unit.parcels)
        except BaseException as error:
            if not self._raw.in_transaction:
                raise _Lost(str(error)) from error
            self._raw.execute("ROLLBACK TO turn")
            outcome = Outcome(job, None, busy(error) or _carried(error))
        self._raw.execute("RELEASE turn")
        return outcome

    def _give_up(self, batch: list[Job], error: Exception) -> list[Outcome]:
        if self._raw.in_transaction:
            try:
                self._raw.execute("ROLLBACK")
            except sqlite3.Error:
                log.exception("the writer could not roll back")
        log.warning("%d turns were not kept: %s", len(batch), error)
        return [
            Outcome(job, None, StorageBusy(f"the database cannot take work now: {error}")) for job in batch
        ]

    def _answer(self, outcomes: list[Outcome]) -> None:
        if not outcomes:
            return
        try:
            outcomes[0].job.loop.call_soon_threadsafe(self._resolve, outcomes)
        except RuntimeError:
            # The loop is closed: nobody waits any more, and what was committed stays committed.
            log.warning("%d turns ended after their loop", len(outcomes))

    def _resolve(self, outcomes: list[Outcome]) -> None:
        for outcome in outcomes:
            if outcome.error is None:
                self._committed(outcome.parcels)
        for outcome in outcomes:
            future = outcome.job.future
            if future.done():
                continue
            if outcome.error is None:
                future.set_result(outcome.result)
            else:
                future.set_exception(outcome.error)


def _carried(error: BaseException) -> BaseException:
    if not isinstance(error, StopIteration):
        return error
    # A future refuses this one, and with it all the answers behind it.
    wrapped = RuntimeError("a turn ended by StopIteration")
    wrapped.__cause__ = error
    return wrapped
