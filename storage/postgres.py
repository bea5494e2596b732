"""PostgreSQL: the same turns, on as many machines as wanted."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import asyncpg
from sqlalchemy import URL, Connection
from sqlalchemy.ext.asyncio import create_async_engine

from bot.background import unbroken
from bot.errors import StorageBusy
from bot.services.ports import Work
from storage.address import driver_url, plain_dsn
from storage.base import AnyDatabase, Lease
from storage.session import Session
from storage.trouble import busy
from storage.unit import Unit

T = TypeVar("T")

CONNECTIONS = 10
STATEMENTS = 500
"""Statements that a connection keeps prepared: all there are, or each would be prepared again and again."""
WAIT_SECONDS = 5.0
_ASK = "SELECT pg_try_advisory_lock(hashtextextended($1, 0))"
# The server lets go of a right whose owner has vanished within half a minute, not within hours.
_KEEP_ALIVE = {"tcp_keepalives_idle": "10", "tcp_keepalives_interval": "5", "tcp_keepalives_count": "3"}


class PostgresLease:
    """A lock of the database on a connection of its own."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection

    def held(self) -> bool:
        """Return whether the right still stands; lost together with its connection."""
        return not self._connection.is_closed()

    async def release(self) -> None:
        """Give the right back."""
        try:
            await self._connection.close(timeout=WAIT_SECONDS)
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
            self._connection.terminate()


class PostgresDatabase(AnyDatabase):
    """A database that several processes work on at once."""

    shared = True

    def __init__(self, url: URL) -> None:
        super().__init__()
        self._url = url
        self._closing = False
        self._engine = create_async_engine(
            driver_url(url),
            pool_size=CONNECTIONS,
            max_overflow=0,
            pool_timeout=2 * WAIT_SECONDS,
            # The connection used last knows the statements; a crowd uses the others too.
            pool_use_lifo=True,
            connect_args={
                "async_creator_fn": _connect,
                "timeout": WAIT_SECONDS,
                "prepared_statement_cache_size": STATEMENTS,
                "server_settings": {
                    "application_name": "huifang",
                    "timezone": "UTC",
                    "lock_timeout": str(int(WAIT_SECONDS * 1000)),
                },
            },
        )
        self._reader = self._engine.execution_options(postgresql_readonly=True)
        self._turns = 0
        self._idle = asyncio.Event()

    async def turn(self, work: Work[T]) -> T:
        """Run work and commit; raise StorageBusy, with nothing kept, when the store cannot take it now."""
        self._enter()
        try:
            with _passing():
                async with self._engine.connect() as connection:
                    unit, result = await connection.run_sync(_turn, work)
        finally:
            self._leave()
        self._committed(unit.parcels)
        return result

    async def read(self, work: Work[T]) -> T:
        """Run work that only reads, beside the writers."""
        self._enter()
        try:
            with _passing():
                async with self._reader.connect() as connection:
                    return await connection.run_sync(lambda plain: work(Unit(Session(plain))))
        finally:
            self._leave()

    async def lease(self, name: str) -> Lease | None:
        """Return the right called `name`, or None while another process has it."""
        with _passing():
            connection = await _connect(
                plain_dsn(self._url), timeout=WAIT_SECONDS, server_settings=_KEEP_ALIVE
            )
            lease = PostgresLease(connection)
            try:
                granted = await connection.fetchval(_ASK, f"lease {name}")
            except BaseException:
                connection.terminate()
                raise
        if granted:
            return lease
        await lease.release()
        return None

    async def close(self) -> None:
        """Finish what was taken and let go."""
        self._closing = True
        if self._turns:
            await self._idle.wait()
        await self._engine.dispose()

    def _enter(self) -> None:
        if self._closing:
            raise StorageBusy("the database is closing")
        self._turns += 1

    def _leave(self) -> None:
        self._turns -= 1
        if self._closing and not self._turns:
            self._idle.set()


async def _connect(*where: Any, **how: Any) -> asyncpg.Connection:
    # Cancelled in the midst of connecting, asyncpg leaves a failure behind that nobody collects.
    return await unbroken(asyncpg.connect(*where, **how), asyncpg.Connection.terminate)


def _turn(connection: Connection, work: Work[T]) -> tuple[Unit, T]:
    with connection.begin():
        unit = Unit(Session(connection))
        return unit, work(unit)


@contextmanager
def _passing() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        passing = busy(error)
        if passing is None:
            raise
        raise passing from error
