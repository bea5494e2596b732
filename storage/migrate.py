"""Brings a database to the revision that this code needs, and says what is wrong with one that cannot be."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from bot.errors import ConfigError, StorageBroken, StorageBusy
from storage.address import SQLITE, driver_url, file_of, make_file, parse
from storage.tables import metadata
from storage.trouble import busy, first_line

T = TypeVar("T")

REVISIONS = (
    *("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012"),
    *("0013", "0014", "0015", "0016", "0017"),
)
"""Every revision in order; kept here so that a start need not load Alembic to know the newest."""

HEAD = REVISIONS[-1]
_VERSIONS = "alembic_version"
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtextextended('huifang migrate', 0))")


async def current(url: str) -> str | None:
    """Return a database's revision, None for an empty one; raise StorageBroken where it has none of ours."""
    parsed = parse(url)
    if parsed.drivername == SQLITE and not file_of(parsed).exists():
        return None
    return await _over(url, _current)


async def needed(url: str) -> bool:
    """Return whether a database is behind this code."""
    return await current(url) != HEAD


async def check(url: str, *, thorough: bool = False) -> None:
    """Raise StorageBroken unless a database is ready to serve; `thorough` reads all of an SQLite file."""
    revision = await current(url)
    if revision is None:
        raise StorageBroken("the database is empty: run `huifang migrate`")
    if revision != HEAD:
        raise StorageBroken(f"the database is at revision {revision}, not {HEAD}: run `huifang migrate`")
    await _over(url, _complain_of_tables)
    if thorough and parse(url).drivername == SQLITE:
        await _over(url, _complain_of_pages)


async def upgrade(url: str, revision: str = HEAD) -> bool:
    """Bring a database to a revision, wholly or not at all; return whether there was anything to do."""
    if await current(url) == revision:
        return False
    await _over(url, lambda connection: _upgrade(connection, revision), write=True)
    return True


async def downgrade(url: str, revision: str) -> None:
    """Take a database back to a revision (`base`: to nothing)."""
    await _over(url, lambda connection: _walk(connection, revision, up=False), write=True)


def _current(connection: Connection) -> str | None:
    tables = set(inspect(connection).get_table_names())
    if _VERSIONS not in tables:
        if tables:
            raise StorageBroken("the database holds tables of another product")
        return None
    found = connection.execute(text(f"SELECT version_num FROM {_VERSIONS}")).scalars().all()
    if not found:
        return None
    if len(found) > 1 or found[0] not in REVISIONS:
        raise StorageBroken(
            f"the database is at revision {', '.join(found)}, which this version does not know:"
            " it was made by a newer one"
        )
    return str(found[0])


def _upgrade(connection: Connection, revision: str) -> None:
    if connection.dialect.name != SQLITE:
        connection.execute(_ONE_AT_A_TIME)
        # Another machine may have done it while this one waited.
        if _current(connection) == revision:
            return
    _walk(connection, revision, up=True)


def _walk(connection: Connection, revision: str, *, up: bool) -> None:
    # Loaded only when there is something to do: a start at the newest revision stays quick.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    (command.upgrade if up else command.downgrade)(config, revision)


def _complain_of_tables(connection: Connection) -> None:
    missing = metadata.tables.keys() - set(inspect(connection).get_table_names())
    if missing:
        raise StorageBroken(f"the database lacks the tables {', '.join(sorted(missing))}")


def _complain_of_pages(connection: Connection) -> None:
    found = connection.execute(text("PRAGMA quick_check(1)")).scalar()
    if found != "ok":
        raise StorageBroken(f"the database is damaged: {found}")


async def _over(url: str, work: Callable[[Connection], T], *, write: bool = False) -> T:
    parsed = parse(url)
    try:
        if parsed.drivername == SQLITE:
            return await asyncio.to_thread(_over_file, parsed, work, "BEGIN IMMEDIATE" if write else "BEGIN")
        return await _over_server(parsed, work)
    except (ConfigError, StorageBusy):
        raise
    except Exception as error:
        raise busy(error) or _broken(error) from error


def _over_file(parsed: URL, work: Callable[[Connection], T], words: str) -> T:
    make_file(file_of(parsed))
    engine = create_engine(parsed, poolclass=NullPool)
    _begin_at_once(engine, words)
    with engine.begin() as connection:
        return work(connection)


async def _over_server(parsed: URL, work: Callable[[Connection], T]) -> T:
    # Brings the ORM with it, which a start on SQLite can do without.
    from sqlalchemy.ext.asyncio import create_async_engine

    engine = create_async_engine(driver_url(parsed), poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(work)
    finally:
        await engine.dispose()


def _broken(error: Exception) -> Exception:
    driver = isinstance(error, DBAPIError) or hasattr(error, "sqlstate")
    return StorageBroken(f"the database cannot be used: {first_line(error)}") if driver else error


def _begin_at_once(engine: Engine, words: str) -> None:
    """Put changes of the schema inside the transaction, which SQLite's driver leaves outside by itself."""

    @event.listens_for(engine, "connect")
    def _leave_it_to_us(raw: Any, _record: Any) -> None:
        raw.isolation_level = None

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(words)
