"""Keep in which language a guest is spoken to, at the chat that they write from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.migrations.pieces import text

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one revision up."""
    op.add_column("addresses", text("language", sa.String(16)))


def downgrade() -> None:
    """Go one revision down."""
    op.drop_column("addresses", "language")
