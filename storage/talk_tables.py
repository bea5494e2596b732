"""Conversations with a person, relayed through the bot, line by line (A5, A9, C2)."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, text

from storage.columns import Id, count, flag, key, link, metadata, part, words
from storage.moment import UtcTime

UNDER_WAY = text("state IN ('waiting', 'live')")
_HELD = text("held <> ''")

talks = Table(
    "talks",
    metadata,
    key(),
    words("state", 16, "waiting"),  # waiting, live, ended
    link("customer_id", "customers", index=True),
    # Where the customer writes, and who is asked or speaks for us.
    link("address_id", "addresses", nullable=False),
    link("staff_id", "staff"),
    link("case_id", "cases", index=True),
    # By which number the person who speaks tells it from their others, and when they turned to it.
    count("number"),
    Column("focus_at", UtcTime),
    Column("asked_at", UtcTime, nullable=False),
    Column("opened_at", UtcTime),
    Column("customer_at", UtcTime),
    Column("staff_at", UtcTime),
    # The customer wrote in it while it was live: it counts as being in touch (T16).
    flag("answered"),
    # Who was introduced last by A5's words; a new one introduces themself.
    link("introduced_id", "staff"),
    # Whoever speaks for us has said that all is said; the customer's goodbye is waited for (A12).
    Column("closing_at", UtcTime),
    Column("next_at", UtcTime),
    Column("ended_at", UtcTime),
    words("ended_why", 16),
    link("contact_id", "contacts", index=True),
    Column("revision", Integer, nullable=False, server_default="0"),
    # At most one is under way at an address.
    Index("ix_talks_address", "address_id", unique=True, sqlite_where=UNDER_WAY, postgresql_where=UNDER_WAY),
    Index("ix_talks_staff", "staff_id", sqlite_where=UNDER_WAY, postgresql_where=UNDER_WAY),
    Index("ix_talks_next_at", "next_at", sqlite_where=UNDER_WAY, postgresql_where=UNDER_WAY),
)

talk_lines = Table(
    "talk_lines",
    metadata,
    key(),
    link("talk_id", "talks", nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("side", String(16), nullable=False),  # customer, staff, bot
    link("staff_id", "staff"),
    words("text"),
    link("file_id", "files"),
    # Why it is not passed on yet: it is asked to whom, whether it is for the customer, or how it is said.
    words("held", 16),
    # The message that carried it to the staff member, so that a reply to it finds its conversation.
    Column("parcel_id", Id),
    part("talk_lines", "file_id"),
    part("talk_lines", "parcel_id"),
    Index("ix_talk_lines_held", "staff_id", sqlite_where=_HELD, postgresql_where=_HELD),
)
