"""Every table of the house. UTC in every time column; the company's zone is the rules' business."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.case_tables import case_events, cases
from storage.columns import Id, key, link, metadata, words
from storage.contact_tables import (
    attachments,
    contact_edits,
    contacts,
    drafts,
    quick_phrases,
    script_runs,
    violations,
)
from storage.customer_tables import anniversaries, bills, customer_changes, customers, liaisons
from storage.file_tables import file_contents, files, import_rows, imports
from storage.moment import UtcTime
from storage.privacy_tables import consents, privacy_requests, sources
from storage.query_tables import company_facts, models, queries, query_asks, query_versions
from storage.survey_tables import improvements, surveys
from storage.talk_tables import talk_lines, talks
from storage.time_tables import absences, calendar_days, digest_lines, digests, escalations, work_logs
from storage.visit_tables import visit_events, visit_plans

staff = Table(
    "staff",
    metadata,
    key(),
    Column("role", String(16), nullable=False),
    Column("name", String(64), nullable=False),
    Column("phone", String(32), nullable=False, server_default=""),
    link("under_id", "staff", index=True),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    Column("created_at", UtcTime, nullable=False),
    # When one's digests come, as HH:MM; empty as the policy has it.
    words("morning_at", 5),
    words("evening_at", 5),
)

addresses = Table(
    "addresses",
    metadata,
    key(),
    Column("channel", String(16), nullable=False),
    Column("user", String(64), nullable=False),
    Column("chat", String(64), nullable=False),
    link("staff_id", "staff", index=True),
    link("customer_id", "customers", index=True),
    Column("name", String(128), nullable=False, server_default=""),
    Column("reachable", Boolean, nullable=False, server_default=text("true")),
    Column("wrong_codes", Integer, nullable=False, server_default="0"),
    Column("locked_until", UtcTime),
    Column("session_at", UtcTime),
    Column("created_at", UtcTime, nullable=False),
    # A24: how a guest wishes to be spoken to; whoever is known has it on file.
    words("language", 16),
    UniqueConstraint("channel", "user", "chat"),
)

dialogs = Table(
    "dialogs",
    metadata,
    Column("address_id", Id, ForeignKey("addresses.id"), primary_key=True, autoincrement=False),
    Column("form", String(32), nullable=False, server_default=""),
    Column("step", Integer, nullable=False, server_default="0"),
    Column("values", JSON, nullable=False),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("updated_at", UtcTime, nullable=False),
)

invites = Table(
    "invites",
    metadata,
    key(),
    Column("code_hash", String(64), nullable=False, unique=True),
    link("staff_id", "staff"),
    link("customer_id", "customers", index=True),
    link("used_by", "addresses"),
    Column("expires_at", UtcTime, nullable=False),
    Column("used_at", UtcTime),
    Column("created_at", UtcTime, nullable=False),
)

links = Table(
    "links",
    metadata,
    key(),
    Column("user", String(64), nullable=False, unique=True),
    link("staff_id", "staff"),
    link("customer_id", "customers", index=True),
    Column("expires_at", UtcTime, nullable=False),
    Column("revoked_at", UtcTime),
    Column("created_at", UtcTime, nullable=False),
)

_UNDONE = text("done_at IS NULL")

inbox = Table(
    "inbox",
    metadata,
    key(),
    Column("channel", String(16), nullable=False),
    Column("event_id", String(128), nullable=False),
    Column("user", String(64), nullable=False),
    Column("chat", String(64), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("received_at", UtcTime, nullable=False),
    Column("done_at", UtcTime),
    Column("failed", String(32), nullable=False, server_default=""),
    UniqueConstraint("channel", "event_id"),
    Index(
        "ix_inbox_waiting", "channel", "user", "chat", "id", sqlite_where=_UNDONE, postgresql_where=_UNDONE
    ),
    Index("ix_inbox_person", "channel", "user", "chat", "id"),
)

_UNSENT = text("sent_at IS NULL AND why = ''")

outbox = Table(
    "outbox",
    metadata,
    key(),
    link("address_id", "addresses", nullable=False),
    Column("channel", String(16), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("dedup", String(128), unique=True),
    Column("edits", String(64), nullable=False, server_default=""),
    Column("created_at", UtcTime, nullable=False),
    Column("not_before", UtcTime),
    Column("sent_at", UtcTime),
    Column("ref", String(64), nullable=False, server_default=""),
    Column("why", String(32), nullable=False, server_default=""),
    Column("detail", String(256), nullable=False, server_default=""),
    Index("ix_outbox_unsent", "channel", "priority", "id", sqlite_where=_UNSENT, postgresql_where=_UNSENT),
    Index("ix_outbox_address", "address_id", "id"),
)

_OPEN = text("closed_at IS NULL")
_OF_A_DAY = text("closed_at IS NULL AND kind = 'moment'")
_AGAIN = text("closed_at IS NULL AND again_at IS NOT NULL")
# What a period left undone (D-4, D-5).
_LAPSED = text("closed_why = 'lapsed' AND kind IN ('cadence', 'face')")

duties = Table(
    "duties",
    metadata,
    key(),
    Column("kind", String(16), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("period", String(32), nullable=False),
    link("owner_id", "staff"),
    link("customer_id", "customers"),
    link("case_id", "cases", index=True),
    link("contact_id", "contacts", index=True),
    link("address_id", "addresses"),
    Column("text", Text, nullable=False, server_default=""),
    Column("opened_at", UtcTime, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("due_day", Date, nullable=False),
    Column("provisional", Boolean, nullable=False, server_default=text("false")),
    Column("ladder", String(16), nullable=False),
    Column("rung", Integer, nullable=False, server_default="0"),
    Column("next_at", UtcTime),
    Column("acked_at", UtcTime),
    link("acked_by", "staff"),
    Column("closed_at", UtcTime),
    Column("closed_why", String(24), nullable=False, server_default=""),
    Column("policy", String(32), nullable=False),
    Column("revision", Integer, nullable=False, server_default="0"),
    # When its owner wants to hear of it again, and from when its ladder counts anew after progress (E1).
    Column("again_at", UtcTime),
    Column("reset_at", UtcTime),
    UniqueConstraint("kind", "subject", "period"),
    Index("ix_duties_next", "next_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
    Index("ix_duties_owner", "owner_id", "due_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
    Index("ix_duties_customer", "customer_id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    Index("ix_duties_moments", "due_at", sqlite_where=_OF_A_DAY, postgresql_where=_OF_A_DAY),
    Index("ix_duties_lapsed", "owner_id", "closed_at", sqlite_where=_LAPSED, postgresql_where=_LAPSED),
    Index("ix_duties_again_at", "again_at", sqlite_where=_AGAIN, postgresql_where=_AGAIN),
)

audit = Table(
    "audit",
    metadata,
    key(),
    Column("at", UtcTime, nullable=False),
    link("staff_id", "staff"),
    Column("what", String(32), nullable=False),
    Column("subject", String(64), nullable=False),
    Index("ix_audit_what", "what", "at"),
)

meta = Table(
    "meta",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)

__all__ = [
    "absences",
    "addresses",
    "anniversaries",
    "attachments",
    "audit",
    "bills",
    "calendar_days",
    "case_events",
    "cases",
    "company_facts",
    "consents",
    "contact_edits",
    "contacts",
    "customer_changes",
    "customers",
    "dialogs",
    "digest_lines",
    "digests",
    "drafts",
    "duties",
    "escalations",
    "file_contents",
    "files",
    "import_rows",
    "imports",
    "improvements",
    "inbox",
    "invites",
    "liaisons",
    "links",
    "meta",
    "metadata",
    "models",
    "outbox",
    "privacy_requests",
    "queries",
    "query_asks",
    "query_versions",
    "quick_phrases",
    "script_runs",
    "sources",
    "staff",
    "surveys",
    "talk_lines",
    "talks",
    "violations",
    "visit_events",
    "visit_plans",
    "work_logs",
]
