"""Reads the database's address from the settings."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import ConfigError, StorageBroken

SQLITE, POSTGRES = "sqlite", "postgresql"


def parse(url: str) -> URL:
    """Return the address without a driver's name; raise ConfigError for one that cannot be served."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        # Said without the address itself: it may hold a password.
        raise ConfigError("DATABASE_URL is not an address such as sqlite:///huifang.db") from None
    kind = parsed.drivername.split("+", 1)[0]
    if kind == "postgres":
        kind = POSTGRES
    if kind not in (SQLITE, POSTGRES):
        raise ConfigError(f"DATABASE_URL names {kind}; only sqlite and postgresql are known")
    if kind == SQLITE and parsed.database in (None, "", ":memory:"):
        raise ConfigError("DATABASE_URL names no file: SQLite is kept as sqlite:///huifang.db")
    return parsed.set(drivername=kind)


def file_of(url: URL) -> Path:
    """Return the file of an SQLite database."""
    return Path(url.database or "")


def make_file(path: Path) -> None:
    """Make a database's file, readable by its owner alone: it holds what customers said."""
    if path.exists():
        return
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StorageBroken(f"{path} cannot be made: {error.strerror}") from None


def driver_url(url: URL) -> URL:
    """Return the address as SQLAlchemy's asyncio drivers want it."""
    if url.drivername == SQLITE:
        return url.set(drivername="sqlite+aiosqlite")
    url = url.set(drivername="postgresql+asyncpg")
    mode = url.query.get("sslmode")
    # Everybody's way to ask for TLS, which asyncpg calls by another name.
    return url if mode is None else url.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})


def plain_dsn(url: URL) -> str:
    """Return PostgreSQL's address for asyncpg itself."""
    return url.render_as_string(hide_password=False)
