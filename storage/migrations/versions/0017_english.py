"""A standard question may be answered in English (A24)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one revision up."""
    op.add_column("query_versions", sa.Column("english", sa.JSON))


def downgrade() -> None:
    """Go one revision down."""
    op.drop_column("query_versions", "english")
