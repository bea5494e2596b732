"""Let the sweep find who is due on a day in the order of their ids, a few hundred at a time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.migrations.pieces import index

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_INDEXED = (
    ("customers", "cadence_on"),
    ("customers", "face_on"),
    ("customers", "next_on"),
    ("liaisons", "next_on"),
    ("anniversaries", "next_on"),
)


def upgrade() -> None:
    """Go one revision up."""
    _make("id")


def downgrade() -> None:
    """Go one revision down."""
    _make()


def _make(*then: str) -> None:
    for table, column in _INDEXED:
        name = f"ix_{table}_{column}"
        op.drop_index(name, table)
        index(table, column, *then, name=name, where=sa.text(f"{column} IS NOT NULL"))
