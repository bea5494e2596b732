"""What is to be done better may be about what a category of complaints is (H2)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.migrations.pieces import text

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one revision up."""
    op.add_column("improvements", text("category", sa.String(16)))


def downgrade() -> None:
    """Go one revision down."""
    op.drop_column("improvements", "category")
