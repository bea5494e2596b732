"""What happened: contacts, what was kept with them, and scripts gone through (C2, C3, O1, B1–B22)."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, Integer, String, Table, Text

from storage.columns import count, flag, key, link, metadata, words
from storage.moment import UtcTime

contacts = Table(
    "contacts",
    metadata,
    key(),
    Column("kind", String(16), nullable=False),
    link("customer_id", "customers", nullable=False),
    link("manager_id", "staff", nullable=False, index=True),
    Column("happened_at", UtcTime, nullable=False),
    Column("recorded_at", UtcTime, nullable=False),
    Column("content", Text, nullable=False),
    words("outcome", 16),
    Column("next_at", UtcTime),
    Column("undone_at", UtcTime),
    # The further fields of the form of its kind (C2, C3), by name, in words.
    Column("fields", JSON(none_as_null=True)),
    flag("backdated"),  # O1
    flag("repeated"),  # O1: the same words as the manager's record before, saved nevertheless
    link("plan_id", "visit_plans", index=True),
    # Who wrote it where it came by an import, and which import that was.
    words("author", 64),
    link("import_id", "imports", index=True),
    count("revision"),
    Index("ix_contacts_history", "customer_id", "happened_at"),
)

contact_edits = Table(
    "contact_edits",
    metadata,
    key(),
    link("contact_id", "contacts", nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    link("staff_id", "staff"),
    Column("field", String(32), nullable=False),
    words("old"),
    words("new"),
)

attachments = Table(
    "attachments",
    metadata,
    key(),
    link("contact_id", "contacts", index=True),
    link("case_id", "cases", index=True),
    link("file_id", "files", nullable=False, index=True),
)

quick_phrases = Table(
    "quick_phrases",
    metadata,
    key(),
    link("staff_id", "staff", nullable=False, index=True),
    Column("text", Text, nullable=False),
    count("used"),
)

drafts = Table(
    "drafts",
    metadata,
    key(),
    link("staff_id", "staff", nullable=False, index=True),
    Column("form", String(32), nullable=False),
    Column("step", Integer, nullable=False, server_default="0"),
    Column("values", JSON, nullable=False),
    Column("at", UtcTime, nullable=False),
    flag("offered"),
)

script_runs = Table(
    "script_runs",
    metadata,
    key(),
    Column("script", String(32), nullable=False),
    Column("version", String(16), nullable=False),
    link("customer_id", "customers", nullable=False, index=True),
    link("manager_id", "staff", nullable=False),
    link("contact_id", "contacts"),
    words("state", 16, "running"),
    Column("step", String(32), nullable=False, server_default=""),
    # What was tapped and typed so far, and the way back.
    Column("values", JSON, nullable=False),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("started_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Index("ix_script_runs_open", "manager_id", "state"),
)

violations = Table(
    "violations",
    metadata,
    key(),
    link("staff_id", "staff", nullable=False, index=True),
    link("case_id", "cases"),
    Column("word", String(32), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
)
