"""Let leaders find at once whom a period left without contact."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.migrations.pieces import index

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_NAME = "ix_duties_lapsed"


def upgrade() -> None:
    """Go one revision up."""
    lapsed = sa.text("closed_why = 'lapsed' AND kind IN ('cadence', 'face')")
    index("duties", "owner_id", "closed_at", name=_NAME, where=lapsed)


def downgrade() -> None:
    """Go one revision down."""
    op.drop_index(_NAME, "duties")
