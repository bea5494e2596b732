"""What passing time is told by: days the company decided, absences, and digests that went out (4.D, E16)."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, Index, String, Table, UniqueConstraint, text

from storage.columns import Id, flag, key, link, metadata, part, words
from storage.moment import UtcTime

calendar_days = Table(
    "calendar_days",
    metadata,
    key(),
    Column("day", Date, nullable=False),
    flag("working"),
    words("name", 64),
    # Of a whole year's published table: the year counts as known. The company's own decision stands above.
    flag("official"),
    link("author_id", "staff"),
    Column("at", UtcTime, nullable=False),
    UniqueConstraint("day", "official"),
)

_STANDING = text("ended_at IS NULL AND cancelled_at IS NULL")

absences = Table(
    "absences",
    metadata,
    key(),
    link("staff_id", "staff", nullable=False, index=True),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    link("deputy_id", "staff"),
    words("note", 128),
    link("author_id", "staff"),
    Column("at", UtcTime, nullable=False),
    Column("cancelled_at", UtcTime),
    # From when the deputy stood in, and from when no longer: told to both, once.
    Column("begun_at", UtcTime),
    Column("ended_at", UtcTime),
    Index("ix_absences_days", "last", "first"),
    Index("ix_absences_open", "last", sqlite_where=_STANDING, postgresql_where=_STANDING),
    Index("ix_absences_deputy_id", "deputy_id", sqlite_where=_STANDING, postgresql_where=_STANDING),
)

escalations = Table(
    "escalations",
    metadata,
    key(),
    link("duty_id", "duties", nullable=False),
    Column("rung", String(16), nullable=False),
    link("recipient_id", "staff", nullable=False),
    Column("at", UtcTime, nullable=False),
    # How it was told, by which message, and what the recipient did about it (I6).
    Column("parcel_id", Id),
    words("via", 16, "single"),
    Column("acted_at", UtcTime),
    words("acted", 16),
    UniqueConstraint("duty_id", "rung", "recipient_id"),
    Index("ix_escalations_recipient", "recipient_id", "at"),
    part("escalations", "parcel_id"),
)

digests = Table(
    "digests",
    metadata,
    key(),
    link("staff_id", "staff", nullable=False),
    Column("day", Date, nullable=False),
    Column("kind", String(16), nullable=False),  # morning, evening, leader
    # The outbox row that carried it; rows there are forgotten after a while, this stays.
    Column("parcel_id", Id),
    Column("at", UtcTime, nullable=False),
    Column("counts", JSON, nullable=False),
    UniqueConstraint("staff_id", "day", "kind"),
    part("digests", "parcel_id"),
)

digest_lines = Table(
    "digest_lines",
    metadata,
    key(),
    link("digest_id", "digests", nullable=False),
    link("duty_id", "duties", nullable=False, index=True),
    words("section", 16),
    UniqueConstraint("digest_id", "duty_id"),
)

work_logs = Table(
    "work_logs",
    metadata,
    key(),
    link("staff_id", "staff", nullable=False),
    Column("day", Date, nullable=False),
    # F9: what was done, what is meant to be done tomorrow, and what stands in the way.
    words("summary"),
    words("plan"),
    words("problems"),
    Column("signed_at", UtcTime, nullable=False),
    UniqueConstraint("staff_id", "day"),
)
