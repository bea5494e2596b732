"""Let what was noted lately be counted: wrong codes over all chats (G7)."""

from __future__ import annotations

from alembic import op

from storage.migrations.pieces import index

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one revision up."""
    index("audit", "what", "at", name="ix_audit_what")


def downgrade() -> None:
    """Go one revision down."""
    op.drop_index("ix_audit_what", "audit")
