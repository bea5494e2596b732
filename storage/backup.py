"""Copies a database while it is in use."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import aiosqlite

from bot.errors import ConfigError, StorageBroken
from storage.address import SQLITE, file_of, parse
from storage.trouble import busy, first_line


async def backup(url: str, target: Path) -> None:
    """Write a copy of the database to a new file; never over an old one."""
    parsed = parse(url)
    if parsed.drivername != SQLITE:
        raise ConfigError("a PostgreSQL database is backed up with pg_dump")
    source = file_of(parsed)
    if not source.exists():
        raise ConfigError(f"there is no database at {source}")
    _reserve(target)
    try:
        await _copy(source, target)
    except BaseException as error:
        target.unlink(missing_ok=True)
        if isinstance(error, sqlite3.Error):
            raise busy(error) or StorageBroken(f"{source} cannot be copied: {first_line(error)}") from error
        raise


def _reserve(target: Path) -> None:
    """Make the empty file, which also keeps two backups from writing to one."""
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise ConfigError(f"{target} exists; a backup never replaces a file") from None
    except OSError as error:
        raise ConfigError(f"{target} cannot be written: {error.strerror}") from None


async def _copy(source: Path, target: Path) -> None:
    async with aiosqlite.connect(source, timeout=5.0) as live, aiosqlite.connect(target) as copy:
        # In one step: a stepped copy starts again with every write and may never end.
        await live.backup(copy, pages=-1)
        # The copy is one file, with no log beside it.
        await copy.execute("PRAGMA journal_mode = DELETE")
