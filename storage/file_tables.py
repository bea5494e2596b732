"""Photos, voices and documents, and what was brought in by spreadsheets."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Integer, LargeBinary, String, Table

from storage.columns import Id, count, key, link, metadata, words
from storage.moment import UtcTime

files = Table(
    "files",
    metadata,
    key(),
    Column("kind", String(16), nullable=False),
    words("name", 128),
    words("mime", 64),
    Column("size", Integer, nullable=False),
    link("address_id", "addresses"),
    # A platform's own handle of the same file, so that it need not be carried there again.
    words("remote", 256),
    # What was said with it.
    words("caption"),
    # The event that brought it, by channel: brought again, it is not kept twice.
    Column("source", String(160), unique=True),
    Column("created_at", UtcTime, nullable=False),
)

file_contents = Table(
    "file_contents",
    metadata,
    Column("file_id", Id, ForeignKey("files.id"), primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)

imports = Table(
    "imports",
    metadata,
    key(),
    Column("kind", String(16), nullable=False),  # customers, contacts, cases, bills
    words("name", 128),
    link("staff_id", "staff"),
    link("file_id", "files"),
    words("state", 16, "checked"),  # checked, done, undone
    count("created"),
    count("updated"),
    count("unchanged"),
    count("rejected"),
    Column("at", UtcTime, nullable=False),
    Column("done_at", UtcTime),
    Column("undone_at", UtcTime),
)

import_rows = Table(
    "import_rows",
    metadata,
    key(),
    link("import_id", "imports", nullable=False, index=True),
    Column("row_id", BigInteger, nullable=False),
    # What stood in the row before; null where the import made it.
    Column("before", JSON),
)
