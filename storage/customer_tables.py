"""Who is served: the customer's file and what belongs to it (C1, C9)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.standard.cadence import ANEW
from storage.columns import count, flag, key, link, metadata, part, words
from storage.moment import UtcTime

# Days to be worked out by the next look at the clock: see bot.standard.cadence.
_ANEW = ANEW.isoformat()


def _next() -> list[Column[Any]]:
    """Return when a day of a year comes next, by the sun, and the year it is counted by (D-17)."""
    return [Column("next_on", Date, server_default=_ANEW), Column("next_year", Integer)]


def _birthday() -> list[Column[int] | Column[bool]]:
    """Return a day of a year, solar or lunar; the year may be unknown."""
    numbers: list[Column[int] | Column[bool]] = [
        Column(f"birth_{part}", Integer) for part in ("year", "month", "day")
    ]
    return [*numbers, flag("birth_lunar"), flag("birth_leap")]


_NUMBERED = text("account IS NOT NULL")

customers = Table(
    "customers",
    metadata,
    key(),
    Column("name", String(128), nullable=False, index=True),
    words("gender", 1),
    words("kind", 16, "person"),
    words("phone", 32, index=True),
    words("tier", 16, "standard"),
    flag("vip"),
    link("manager_id", "staff", index=True),
    link("deputy_id", "staff", index=True),
    words("note"),
    Column("created_at", UtcTime, nullable=False),
    # The company's own number of the customer: what imports know people by.
    Column("account", String(64)),
    words("label", 16),  # M3: core, potential, general, problem
    words("status", 16, "active"),  # active, suspended, left
    words("region", 32),
    words("post", 64),
    words("employer", 128),
    words("address", 256),
    words("home_phone", 32),
    # B17: who uses the number where the holder does not.
    words("user_name", 64),
    words("user_phone", 32),
    words("user_relation", 32),
    words("language", 16),
    words("preferences"),
    words("taboos"),
    *_birthday(),
    # B9: days between contacts as the customer wishes; 0 where none are wished, null where not asked.
    Column("wish_days", Integer),
    words("contact_hours", 64),
    # B11, G4: names of fields not to be asked about again.
    Column("do_not_ask", JSON(none_as_null=True)),
    flag("do_not_contact"),
    count("refusals"),
    words("card", 16),  # K5: none, sent, received
    Column("greetings", Boolean),  # D-18: agreed to greetings; null where not asked
    words("tags", 256),
    words("source", 64),
    # What a search looks through: see bot.standard.searching.
    Column("search", Text, nullable=False, server_default=""),
    Column("updated_at", UtcTime),
    count("revision"),
    # T16: the last contact that counts, and the last face to face (D-4, D-5).
    Column("contacted_at", UtcTime),
    Column("visited_at", UtcTime),
    # From which day the next obligation to be in touch, and to visit, is to be raised; none where it is null.
    Column("cadence_on", Date, server_default=_ANEW),
    Column("face_on", Date),
    *_next(),
    flag("surveys_off"),  # H2: wants to be asked for no opinion
    # 免打扰: nothing that was not asked for is pushed; what is theirs is still answered.
    flag("do_not_disturb"),
    # On request: what is left of the file has no name (G3).
    Column("erased_at", UtcTime),
    part("customers", "cadence_on", "id"),
    part("customers", "face_on", "id"),
    part("customers", "next_on", "id"),
    Index("uq_customers_account", "account", unique=True, sqlite_where=_NUMBERED, postgresql_where=_NUMBERED),
)

liaisons = Table(
    "liaisons",
    metadata,
    key(),
    link("customer_id", "customers", nullable=False, index=True),
    Column("name", String(64), nullable=False),
    words("post", 64),
    words("phone", 32),
    *_birthday(),
    words("note"),
    Column("created_at", UtcTime, nullable=False),
    Column("removed_at", UtcTime),
    *_next(),
    part("liaisons", "next_on", "id"),
)

anniversaries = Table(
    "anniversaries",
    metadata,
    key(),
    link("customer_id", "customers", nullable=False, index=True),
    Column("name", String(64), nullable=False),
    *_birthday(),
    Column("removed_at", UtcTime),
    *_next(),
    part("anniversaries", "next_on", "id"),
)

bills = Table(
    "bills",
    metadata,
    key(),
    link("customer_id", "customers", nullable=False),
    Column("month", String(7), nullable=False),  # 2026-11
    Column("amount", BigInteger, nullable=False),  # fen
    words("state", 16),  # unused, arrears
    words("note", 128),
    UniqueConstraint("customer_id", "month"),
)

customer_changes = Table(
    "customer_changes",
    metadata,
    key(),
    link("customer_id", "customers", nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    link("staff_id", "staff"),
    Column("field", String(32), nullable=False),
    words("old"),
    words("new"),
)
