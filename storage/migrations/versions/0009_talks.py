"""Conversations with a person, relayed through the bot and kept line by line."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.migrations.pieces import ID, index, key, link, links, table, text

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_UNDER_WAY = sa.text("state IN ('waiting', 'live')")


def upgrade() -> None:
    """Go one revision up."""
    _talks()
    _lines()


def downgrade() -> None:
    """Go one revision down."""
    op.drop_table("talk_lines")
    op.drop_table("talks")


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default="0")


def _talks() -> None:
    table(
        "talks",
        key(),
        text("state", sa.String(16), "waiting"),
        link("talks", "customer_id", "customers"),
        link("talks", "address_id", "addresses", nullable=False),
        *links("talks", staff_id="staff", case_id="cases"),
        _number("number"),
        sa.Column("focus_at", _TIME),
        sa.Column("asked_at", _TIME, nullable=False),
        *(sa.Column(name, _TIME) for name in ("opened_at", "customer_at", "staff_at")),
        sa.Column("answered", sa.Boolean, nullable=False, server_default=sa.text("false")),
        link("talks", "introduced_id", "staff"),
        *(sa.Column(name, _TIME) for name in ("closing_at", "next_at", "ended_at")),
        text("ended_why", sa.String(16)),
        link("talks", "contact_id", "contacts"),
        _number("revision"),
    )
    op.create_index(
        "ix_talks_address",
        "talks",
        ["address_id"],
        unique=True,
        sqlite_where=_UNDER_WAY,
        postgresql_where=_UNDER_WAY,
    )
    index("talks", "staff_id", name="ix_talks_staff", where=_UNDER_WAY)
    index("talks", "next_at", where=_UNDER_WAY)
    for name in ("customer_id", "case_id", "contact_id"):
        index("talks", name)


def _lines() -> None:
    table(
        "talk_lines",
        key(),
        link("talk_lines", "talk_id", "talks", nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("side", sa.String(16), nullable=False),
        link("talk_lines", "staff_id", "staff"),
        text("text", sa.Text),
        link("talk_lines", "file_id", "files"),
        text("held", sa.String(16)),
        sa.Column("parcel_id", ID),
    )
    index("talk_lines", "talk_id")
    for name in ("file_id", "parcel_id"):
        index("talk_lines", name, where=sa.text(f"{name} IS NOT NULL"))
    index("talk_lines", "staff_id", name="ix_talk_lines_held", where=sa.text("held <> ''"))
