"""Every table of the house. UTC in every time column; the company's zone is the rules' business."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.moment import UtcTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


_Id = BigInteger().with_variant(Integer, "sqlite")


def _key() -> Column[int]:
    return Column("id", _Id, primary_key=True, autoincrement=True)


def _link(name: str, target: str, **options: Any) -> Column[Any]:
    return Column(name, _Id, ForeignKey(f"{target}.id"), **options)


staff = Table(
    "staff",
    metadata,
    _key(),
    Column("role", String(16), nullable=False),
    Column("name", String(64), nullable=False),
    Column("phone", String(32), nullable=False, server_default=""),
    _link("under_id", "staff", index=True),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    Column("created_at", UtcTime, nullable=False),
)

customers = Table(
    "customers",
    metadata,
    _key(),
    Column("name", String(128), nullable=False, index=True),
    Column("gender", String(1), nullable=False, server_default=""),
    Column("kind", String(16), nullable=False, server_default="person"),
    Column("phone", String(32), nullable=False, server_default="", index=True),
    Column("tier", String(16), nullable=False, server_default="standard"),
    Column("vip", Boolean, nullable=False, server_default=text("false")),
    _link("manager_id", "staff", index=True),
    _link("deputy_id", "staff", index=True),
    Column("note", Text, nullable=False, server_default=""),
    Column("created_at", UtcTime, nullable=False),
)

addresses = Table(
    "addresses",
    metadata,
    _key(),
    Column("channel", String(16), nullable=False),
    Column("user", String(64), nullable=False),
    Column("chat", String(64), nullable=False),
    _link("staff_id", "staff", index=True),
    _link("customer_id", "customers", index=True),
    Column("name", String(128), nullable=False, server_default=""),
    Column("reachable", Boolean, nullable=False, server_default=text("true")),
    Column("wrong_codes", Integer, nullable=False, server_default="0"),
    Column("locked_until", UtcTime),
    Column("session_at", UtcTime),
    Column("created_at", UtcTime, nullable=False),
    UniqueConstraint("channel", "user", "chat"),
)

dialogs = Table(
    "dialogs",
    metadata,
    Column("address_id", _Id, ForeignKey("addresses.id"), primary_key=True, autoincrement=False),
    Column("form", String(32), nullable=False, server_default=""),
    Column("step", Integer, nullable=False, server_default="0"),
    Column("values", JSON, nullable=False),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("updated_at", UtcTime, nullable=False),
)

invites = Table(
    "invites",
    metadata,
    _key(),
    Column("code_hash", String(64), nullable=False, unique=True),
    _link("staff_id", "staff"),
    _link("customer_id", "customers"),
    _link("used_by", "addresses"),
    Column("expires_at", UtcTime, nullable=False),
    Column("used_at", UtcTime),
    Column("created_at", UtcTime, nullable=False),
)

links = Table(
    "links",
    metadata,
    _key(),
    Column("user", String(64), nullable=False, unique=True),
    _link("staff_id", "staff"),
    _link("customer_id", "customers"),
    Column("expires_at", UtcTime, nullable=False),
    Column("revoked_at", UtcTime),
    Column("created_at", UtcTime, nullable=False),
)

_UNDONE = text("done_at IS NULL")

inbox = Table(
    "inbox",
    metadata,
    _key(),
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
    _key(),
    _link("address_id", "addresses", nullable=False),
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

contacts = Table(
    "contacts",
    metadata,
    _key(),
    Column("kind", String(16), nullable=False),
    _link("customer_id", "customers", nullable=False),
    _link("manager_id", "staff", nullable=False, index=True),
    Column("happened_at", UtcTime, nullable=False),
    Column("recorded_at", UtcTime, nullable=False),
    Column("content", Text, nullable=False),
    Column("outcome", String(16), nullable=False, server_default=""),
    Column("next_at", UtcTime),
    Column("undone_at", UtcTime),
    Index("ix_contacts_history", "customer_id", "happened_at"),
)

cases = Table(
    "cases",
    metadata,
    _key(),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    _link("customer_id", "customers", index=True),
    _link("address_id", "addresses", index=True),
    _link("owner_id", "staff", index=True),
    _link("author_id", "staff"),
    _link("contact_id", "contacts", index=True),
    Column("category", String(16), nullable=False, server_default=""),
    Column("severity", String(16), nullable=False, server_default=""),
    Column("text", Text, nullable=False),
    Column("phone", String(32), nullable=False, server_default=""),
    Column("wanted", String(64), nullable=False, server_default=""),
    Column("due_at", UtcTime, nullable=False),
    Column("provisional", Boolean, nullable=False, server_default=text("false")),
    Column("answer", Text, nullable=False, server_default=""),
    Column("answered_at", UtcTime),
    Column("answered_by", _Id, ForeignKey("staff.id")),
    Column("closed_at", UtcTime),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("created_at", UtcTime, nullable=False),
)

case_events = Table(
    "case_events",
    metadata,
    _key(),
    _link("case_id", "cases", nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("what", String(24), nullable=False),
    _link("staff_id", "staff"),
    Column("text", Text, nullable=False, server_default=""),
)

_OPEN = text("closed_at IS NULL")

duties = Table(
    "duties",
    metadata,
    _key(),
    Column("kind", String(16), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("period", String(32), nullable=False),
    _link("owner_id", "staff"),
    _link("customer_id", "customers"),
    _link("case_id", "cases", index=True),
    _link("contact_id", "contacts", index=True),
    _link("address_id", "addresses"),
    Column("text", Text, nullable=False, server_default=""),
    Column("opened_at", UtcTime, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("due_day", Date, nullable=False),
    Column("provisional", Boolean, nullable=False, server_default=text("false")),
    Column("ladder", String(16), nullable=False),
    Column("rung", Integer, nullable=False, server_default="0"),
    Column("next_at", UtcTime),
    Column("acked_at", UtcTime),
    _link("acked_by", "staff"),
    Column("closed_at", UtcTime),
    Column("closed_why", String(24), nullable=False, server_default=""),
    Column("policy", String(32), nullable=False),
    Column("revision", Integer, nullable=False, server_default="0"),
    UniqueConstraint("kind", "subject", "period"),
    Index("ix_duties_next", "next_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
    Index("ix_duties_owner", "owner_id", "due_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
)

escalations = Table(
    "escalations",
    metadata,
    _key(),
    _link("duty_id", "duties", nullable=False),
    Column("rung", String(16), nullable=False),
    _link("recipient_id", "staff", nullable=False),
    Column("at", UtcTime, nullable=False),
    UniqueConstraint("duty_id", "rung", "recipient_id"),
)

queries = Table(
    "queries",
    metadata,
    _key(),
    Column("title", String(128), nullable=False, unique=True),
    Column("answer", Text, nullable=False),
    Column("wordings", JSON, nullable=False),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("approved_by", String(64), nullable=False, server_default=""),
)

audit = Table(
    "audit",
    metadata,
    _key(),
    Column("at", UtcTime, nullable=False),
    _link("staff_id", "staff"),
    Column("what", String(32), nullable=False),
    Column("subject", String(64), nullable=False),
)

meta = Table(
    "meta",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)
