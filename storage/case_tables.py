"""What is owed an answer, and what became of it step by step (C4 to C8)."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, text

from storage.columns import Id, key, link, metadata, words
from storage.moment import UtcTime

_UNCONFIRMED = text("state = 'answered'")

cases = Table(
    "cases",
    metadata,
    key(),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    link("customer_id", "customers", index=True),
    link("address_id", "addresses", index=True),
    link("owner_id", "staff", index=True),
    link("author_id", "staff"),
    link("contact_id", "contacts", index=True),
    Column("category", String(16), nullable=False, server_default=""),
    Column("severity", String(16), nullable=False, server_default=""),
    Column("text", Text, nullable=False),
    Column("phone", String(32), nullable=False, server_default=""),
    Column("wanted", String(64), nullable=False, server_default=""),
    Column("due_at", UtcTime, nullable=False),
    Column("provisional", Boolean, nullable=False, server_default=text("false")),
    Column("answer", Text, nullable=False, server_default=""),
    Column("answered_at", UtcTime),
    Column("answered_by", Id, ForeignKey("staff.id")),
    Column("closed_at", UtcTime),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("created_at", UtcTime, nullable=False),
    # C8: a promise has two ticks; done_at is the first, fed_back_at the second.
    Column("done_at", UtcTime),
    Column("fed_back_at", UtcTime),
    # C4: what turned out to be behind a complaint.
    words("cause", 16),
    Index("ix_cases_unconfirmed", "answered_at", sqlite_where=_UNCONFIRMED, postgresql_where=_UNCONFIRMED),
)

case_events = Table(
    "case_events",
    metadata,
    key(),
    link("case_id", "cases", nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("what", String(24), nullable=False),
    link("staff_id", "staff"),
    Column("text", Text, nullable=False, server_default=""),
)
