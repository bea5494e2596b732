"""What was behind a complaint, and answers that wait for the customer's word."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.migrations.pieces import index, text

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one revision up."""
    op.add_column("cases", text("cause", sa.String(16)))
    index("cases", "answered_at", name="ix_cases_unconfirmed", where=sa.text("state = 'answered'"))


def downgrade() -> None:
    """Go one revision down."""
    op.drop_index("ix_cases_unconfirmed", "cases")
    op.drop_column("cases", "cause")
