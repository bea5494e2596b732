"""What people agreed to, and what they asked to be handed out or erased (G3, T21)."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table

from storage.columns import key, link, metadata, words
from storage.moment import UtcTime

consents = Table(
    "consents",
    metadata,
    key(),
    link("customer_id", "customers", nullable=False, index=True),
    link("address_id", "addresses"),
    Column("at", UtcTime, nullable=False),
    Column("what", String(16), nullable=False),  # asked, agreed, refused, withdrawn
    Column("version", String(16), nullable=False),
    # How the account is tied: by a code, a link, or one's own number; and where it was said.
    words("how", 16),
    words("channel", 16),
    # The code that waits for the answer, by its hash: refused, it is not used up.
    words("code_hash", 64),
    Index("ix_consents_address", "address_id", "id"),
)

privacy_requests = Table(
    "privacy_requests",
    metadata,
    key(),
    Column("what", String(16), nullable=False),  # export, erase
    link("customer_id", "customers", index=True),
    # Who did it for a customer who asked by telephone, and why; the person's own have neither.
    link("staff_id", "staff"),
    words("reason"),
    Column("at", UtcTime, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("source", String(64), primary_key=True),
    Column("wrong", Integer, nullable=False),
    # Until when it counts; then it is forgotten.
    Column("until", UtcTime, nullable=False),
    Column("locked", Boolean, nullable=False),
)
