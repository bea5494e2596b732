"""Keep what people agreed to, what they asked about their data, and whom nothing unasked is pushed to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.migrations.pieces import index, key, link, table, text

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Go one revision up."""
    quiet = sa.Column("do_not_disturb", sa.Boolean, nullable=False, server_default=sa.text("false"))
    # Added one by one: a batch would make the table anew on SQLite, without the triggers of the search.
    op.add_column("customers", quiet)
    op.add_column("customers", sa.Column("erased_at", _TIME))
    table(
        "consents",
        key(),
        link("consents", "customer_id", "customers", nullable=False),
        link("consents", "address_id", "addresses"),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("version", sa.String(16), nullable=False),
        text("how", sa.String(16)),
        text("channel", sa.String(16)),
        text("code_hash", sa.String(64)),
    )
    index("consents", "customer_id")
    index("consents", "address_id", "id", name="ix_consents_address")
    table(
        "privacy_requests",
        key(),
        sa.Column("what", sa.String(16), nullable=False),
        link("privacy_requests", "customer_id", "customers"),
        link("privacy_requests", "staff_id", "staff"),
        text("reason", sa.Text),
        sa.Column("at", _TIME, nullable=False),
    )
    index("privacy_requests", "customer_id")


def downgrade() -> None:
    """Go one revision down."""
    op.drop_table("privacy_requests")
    op.drop_table("consents")
    op.drop_column("customers", "erased_at")
    op.drop_column("customers", "do_not_disturb")
