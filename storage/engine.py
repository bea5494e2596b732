"""Opens the database that the settings name."""

from __future__ import annotations

from storage.address import SQLITE, file_of, parse
from storage.base import AnyDatabase, Lease

__all__ = ["AnyDatabase", "Lease", "open_database"]


def open_database(url: str, *, serve: bool = True) -> AnyDatabase:
    """Open a database: to serve it alone, or (`serve=False`) for a short command beside the product."""
    parsed = parse(url)
    # Each imports its own driver, which the other's owner need not wait for.
    if parsed.drivername == SQLITE:
        from storage.sqlite import SqliteDatabase

        return SqliteDatabase(file_of(parsed), serve=serve)
    from storage.postgres import PostgresDatabase

    return PostgresDatabase(parsed)
