"""Who was asked how satisfied they are, what they said, and what is to be done better (H1 to H5)."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, UniqueConstraint, text

from storage.columns import flag, key, link, metadata, words
from storage.moment import UtcTime

_WAITING = text("state = 'waiting'")
_ASKED = text("state = 'asked'")
_SCORED = text("score IS NOT NULL")

surveys = Table(
    "surveys",
    metadata,
    key(),
    link("customer_id", "customers", nullable=False),
    link("manager_id", "staff"),
    Column("about", String(16), nullable=False),
    Column("subject", String(64), nullable=False),
    link("case_id", "cases"),
    flag("vip"),
    Column("state", String(16), nullable=False),
    Column("send_at", UtcTime, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("asked_at", UtcTime),
    Column("expires_at", UtcTime),
    Column("score", Integer),
    words("words"),
    Column("answered_at", UtcTime),
    # H5: what VIPs think of the brand, of the service for VIPs, of the rewards.
    Column("brand", Integer),
    Column("service", Integer),
    Column("rewards", Integer),
    UniqueConstraint("customer_id", "subject"),
    Index("ix_surveys_customer", "customer_id", "created_at"),
    Index("ix_surveys_waiting", "send_at", sqlite_where=_WAITING, postgresql_where=_WAITING),
    Index("ix_surveys_asked", "expires_at", sqlite_where=_ASKED, postgresql_where=_ASKED),
    Index("ix_surveys_scored", "answered_at", sqlite_where=_SCORED, postgresql_where=_SCORED),
)

improvements = Table(
    "improvements",
    metadata,
    key(),
    Column("at", UtcTime, nullable=False, index=True),
    link("staff_id", "staff", nullable=False),
    link("survey_id", "surveys", index=True),
    words("text"),
    words("category", 16),
)
