"""Keep every version of a standard query, what customers asked, and the company's facts (N1, O2, T12)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.pieces import index, key, link, table, text

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_JSON = sa.JSON()
_BEFORE = ("answer", "wordings", "valid_from", "valid_to", "approved_by")
_LISTS = ("wordings", "variants", "buttons", "authors")
_DATES = ("valid_from", "valid_to")


def upgrade() -> None:
    """Go one revision up."""
    table(
        "query_versions",
        key(),
        link("query_versions", "query_id", "queries", nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("title", sa.String(128), nullable=False),
        text("answer", sa.Text),
        *(sa.Column(name, sa.JSON, nullable=False) for name in _LISTS[:3]),
        text("department", sa.String(32)),
        *(sa.Column(name, sa.Date) for name in _DATES),
        link("query_versions", "owner_id", "staff"),
        sa.Column("authors", sa.JSON, nullable=False),
        text("approved_by", sa.String(64)),
        sa.Column("decided_at", _TIME),
        text("comment", sa.Text),
        sa.Column("at", _TIME, nullable=False),
        text("told", sa.String(8)),
        sa.Column("revision", sa.Integer, nullable=False, server_default="0"),
        unique=("query_id", "number"),
    )
    index("query_versions", "state")
    table(
        "query_asks",
        key(),
        sa.Column("at", _TIME, nullable=False),
        link("query_asks", "address_id", "addresses"),
        link("query_asks", "customer_id", "customers"),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("offered", sa.JSON, nullable=False),
        link("query_asks", "query_id", "queries"),
        sa.Column("outcome", sa.String(16), nullable=False),
        link("query_asks", "case_id", "cases"),
        text("settled", sa.String(16)),
    )
    index("query_asks", "customer_id")
    index("query_asks", "at", name="ix_query_asks_at")
    index("query_asks", "query_id", "at", name="ix_query_asks_query_id")
    index("query_asks", "case_id", where=sa.text("case_id IS NOT NULL"))
    table(
        "company_facts",
        key(),
        sa.Column("name", sa.String(32), nullable=False),
        text("value", sa.Text),
        text("set_by", sa.String(64)),
        sa.Column("at", _TIME, nullable=False),
    )
    index("company_facts", "name")
    _to_versions()
    for name in _BEFORE:
        op.drop_column("queries", name)
    op.add_column("queries", sa.Column("retired_at", _TIME))
    op.add_column("queries", text("retired_by", sa.String(64)))


def _versions() -> sa.TableClause:
    plain = ("query_id", "number", "state", "title", "answer", "approved_by")
    return sa.table(
        "query_versions",
        *(sa.column(name) for name in plain),
        *(sa.column(name, _JSON) for name in _LISTS),
        *(sa.column(name, sa.Date) for name in _DATES),
        sa.column("at", _TIME),
        sa.column("decided_at", _TIME),
    )


def _to_versions() -> None:
    """Let what is on file be the first version of each entry, in force as it was."""
    old = sa.table(
        "queries",
        *(sa.column(name) for name in ("id", "title", "answer", "approved_by")),
        sa.column("wordings", _JSON),
        *(sa.column(name, sa.Date) for name in _DATES),
    )
    now, connection = sa.func.current_timestamp(), op.get_bind()
    for row in connection.execute(sa.select(*old.c).order_by(old.c.id)).all():
        kept: dict[str, Any] = row._asdict()
        approved = bool(kept["approved_by"])
        first = {"query_id": kept.pop("id"), "number": 1, "state": "approved" if approved else "draft"}
        empty: dict[str, Any] = {"variants": [], "buttons": [], "authors": []}
        decided = {"at": now, "decided_at": now if approved else None}
        connection.execute(sa.insert(_versions()).values(**kept, **first, **empty, **decided))


def downgrade() -> None:
    """Go one revision down; of each entry the newest approved version stays."""
    op.drop_column("queries", "retired_by")
    op.drop_column("queries", "retired_at")
    op.add_column("queries", text("answer", sa.Text))
    op.add_column("queries", sa.Column("wordings", sa.JSON, nullable=False, server_default="[]"))
    for name in _DATES:
        op.add_column("queries", sa.Column(name, sa.Date))
    op.add_column("queries", text("approved_by", sa.String(64)))
    versions, connection = _versions(), op.get_bind()
    entries = sa.table(
        "queries",
        *(sa.column(name) for name in ("id", "answer", "approved_by")),
        sa.column("wordings", _JSON),
        *(sa.column(name, sa.Date) for name in _DATES),
    )
    kept = sa.select(versions.c.query_id, *(versions.c[name] for name in _BEFORE))
    approved = kept.where(versions.c.state == "approved").order_by(versions.c.number)
    for row in connection.execute(approved).all():
        values = row._asdict()
        there = sa.update(entries).where(entries.c.id == values.pop("query_id"))
        connection.execute(there.values(**values))
    for name in ("company_facts", "query_asks", "query_versions"):
        op.drop_table(name)
