"""SQLite: one writer with group commit, a few readers beside it."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from bot.errors import StorageBroken, StorageBusy
from bot.services.ports import Work
from storage.address import make_file
from storage.base import AnyDatabase, Lease
from storage.lock import ServingLock
from storage.session import Session
from storage.trouble import busy, first_line
from storage.unit import Unit
from storage.writer import Job, Writer

T = TypeVar("T")

READERS = 4
BUSY_SECONDS = 5.0


class LocalLease:
    """Always granted: the lock file lets one process serve."""

    def __init__(self) -> None:
        self._held = True

    def held(self) -> bool:
        """Return whether it was not given back."""
        return self._held

    async def release(self) -> None:
        """Give the right back."""
        self._held = False


class SqliteDatabase(AnyDatabase):
    """A file served by one process; commands may take short turns beside it."""

    shared = False

    def __init__(self, path: Path, *, serve: bool = True, busy_seconds: float = BUSY_SECONDS) -> None:
        super().__init__()
        self._closing = False
        self._ended = threading.Event()
        self._waiters: list[tuple[asyncio.AbstractEventLoop, asyncio.Future[None]]] = []
        make_file(path)
        self._lock = ServingLock(path) if serve else None
        try:
            self._engine = _writing_engine(path, busy_seconds)
            self._connection = self._engine.connect()
        except DBAPIError as error:
            self._unlock()
            raise _refusal(path, error) from error
        self._readers = _reading_engine(path, busy_seconds)
        self._reading = ThreadPoolExecutor(READERS, "reader")
        self._writer = Writer(self._connection, self._committed, self._let_go)

    async def turn(self, work: Work[T]) -> T:
        """Run work and commit; raise StorageBusy, with nothing kept, when the store cannot take it now."""
        if self._closing:
            raise StorageBusy("the database is closing")
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._writer.put(Job(work, future, loop))
        return await future

    async def read(self, work: Work[T]) -> T:
        """Run work that only reads, beside the writer."""
        if self._closing:
            raise StorageBusy("the database is closing")
        try:
            return await asyncio.get_running_loop().run_in_executor(self._reading, self._read, work)
        except DBAPIError as error:
            raise busy(error) or error from error

    def _read(self, work: Work[T]) -> T:
        with self._readers.connect() as connection:
            return work(Unit(Session(connection)))

    async def lease(self, name: str) -> Lease | None:
        """Return the right called `name`."""
        return LocalLease()

    async def close(self) -> None:
        """Finish what was taken, write the log back into the file and let go."""
        if not self._closing:
            self._closing = True
            self._writer.stop()
        if not self._ended.is_set():
            await self._end()
        await asyncio.to_thread(self._reading.shutdown)
        self._readers.dispose()
        self._unlock()

    async def _end(self) -> None:
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[None] = loop.create_future()
        self._waiters.append((loop, waiter))
        if self._ended.is_set() and not waiter.done():
            waiter.set_result(None)
        await waiter

    def _let_go(self) -> None:
        """Run in the writer's thread, as the last thing it does."""
        raw: Any = self._connection.connection.driver_connection
        try:
            raw.execute("PRAGMA busy_timeout = 500")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except sqlite3.Error:
            # A reader is still there: the log stays beside the file and is read at the next start.
            pass
        self._connection.close()
        self._engine.dispose()
        self._ended.set()
        for loop, waiter in self._waiters:
            loop.call_soon_threadsafe(_release, waiter)

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def _release(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)


def _refusal(path: Path, error: DBAPIError) -> StorageBroken:
    if busy(error) is not None:
        return StorageBroken(f"{path} cannot be opened: {first_line(error)}")
    return StorageBroken(f"{path} is not a database of this product: {first_line(error)}")


def _writing_engine(path: Path, busy_seconds: float) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        # The writer says BEGIN, SAVEPOINT and COMMIT itself.
        connect_args={"isolation_level": None, "check_same_thread": False, "timeout": busy_seconds},
    )

    @event.listens_for(engine, "connect")
    def _prepare(raw: Any, _record: Any) -> None:
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "cache_size = -16000",
        ):
            raw.execute(f"PRAGMA {pragma}").fetchall()

    return engine


def _reading_engine(path: Path, busy_seconds: float) -> Engine:
    # Threads of our own: the asynchronous engine brings the whole ORM, and hops at every statement.
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        pool_size=READERS,
        max_overflow=0,
        connect_args={"isolation_level": None, "check_same_thread": False, "timeout": busy_seconds},
    )

    @event.listens_for(engine, "connect")
    def _prepare(raw: Any, _record: Any) -> None:
        cursor = raw.cursor()
        cursor.execute("PRAGMA query_only = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # Without it each statement of one read would see another moment.
        connection.exec_driver_sql("BEGIN")

    return engine
