"""Photos, voices and documents, and what was brought in by spreadsheets."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, String, Table
from sqlalchemy.dialects import postgresql

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
    link("address_id", "addresses", index=True),
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
    Column("kind", String(16), nullable=False),  # customers, contacts, cases, bills; export-…
    words("name", 128),
    link("staff_id", "staff"),
    link("file_id", "files"),
    # Where its progress is told, and by which message.
    link("address_id", "addresses"),
    link("progress_id", "outbox"),
    # waiting, checking, checked, keeping, done, undoing, undone, cancelled, failed
    words("state", 16, "waiting"),
    count("rows"),
    count("created"),
    count("updated"),
    count("unchanged"),
    count("rejected"),
    count("warned"),
    # Which fields the sheet has, which of its columns are not known, and where the ids of what it made begin.
    Column("fields", JSON, nullable=False),
    Column("unknown", JSON, nullable=False),
    Column("bases", JSON, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("done_at", UtcTime),
    Column("undone_at", UtcTime),
)

# On PostgreSQL a value is taken out of its binary form without reading the whole text again.
Staged = JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")

import_rows = Table(
    "import_rows",
    metadata,
    key(),
    link("import_id", "imports", nullable=False),
    Column("number", Integer, nullable=False),
    # "row" tells how a row of the sheet fares; the other parts are what is written, by table.
    Column("part", String(16), nullable=False),
    Column("action", String(16), nullable=False),
    # What is made counts through; what is there already has its id.
    Column("place", Integer),
    Column("row_id", BigInteger),
    Column("owner_id", BigInteger),
    Column("owner_place", Integer),
    # The revision at which what is there was looked at.
    Column("seen", Integer),
    Column("values", Staged),
    # What stood in the row before; null where the import makes it.
    Column("before", Staged),
    Column("notes", JSON(none_as_null=True)),
    Index("ix_import_rows_part", "import_id", "part", "action", "number"),
)
