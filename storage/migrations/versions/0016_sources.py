"""Count wrong codes by where they come from: a keyed hash, forgotten after the lock (G3, G7)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one revision up."""
    op.create_table(
        "sources",
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("wrong", sa.Integer, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("source", name="pk_sources"),
    )


def downgrade() -> None:
    """Go one revision down."""
    op.drop_table("sources")
