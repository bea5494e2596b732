"""Tells troubles that will pass from those that will not, for either database."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import StorageBusy

_SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
}
_POSTGRES = {"08", "40", "53", "55", "57", "58"}
"""Lost connections, clashes, want of room, locks, shutdowns, disks."""


def busy(error: BaseException) -> StorageBusy | None:
    """Return what to say of a trouble that will pass (locked, full, unreachable); None for any other."""
    if isinstance(error, DBAPIError):
        if error.connection_invalidated:
            return StorageBusy("the database's connection was lost")
        return busy(error.orig) if error.orig is not None else None
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", -1)
        passing = code >= 0 and code & 0xFF in _SQLITE
        return StorageBusy(f"the database cannot take work now: {error}") if passing else None
    state = getattr(error, "sqlstate", None) or ""
    if state:
        return StorageBusy(f"the database cannot take work now: {state}") if state[:2] in _POSTGRES else None
    if isinstance(error, OSError | PoolTimeout):
        return StorageBusy(f"the database cannot be reached: {type(error).__name__}")
    return None


def first_line(error: BaseException) -> str:
    """Return what a driver says, in one line and without the statement."""
    said = str(error.orig if isinstance(error, DBAPIError) else error) or type(error).__name__
    return said.splitlines()[0]
