"""Ask customers how satisfied they are, and keep what is to be done better (H1 to H5)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.migrations.pieces import index, key, link, links, table, text

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Go one revision up."""
    no = sa.text("false")
    op.add_column("customers", sa.Column("surveys_off", sa.Boolean, nullable=False, server_default=no))
    table(
        "surveys",
        key(),
        link("surveys", "customer_id", "customers", nullable=False),
        *links("surveys", manager_id="staff"),
        sa.Column("about", sa.String(16), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        *links("surveys", case_id="cases"),
        sa.Column("vip", sa.Boolean, nullable=False, server_default=no),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("send_at", _TIME, nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("asked_at", _TIME),
        sa.Column("expires_at", _TIME),
        sa.Column("score", sa.Integer),
        text("words", sa.Text),
        sa.Column("answered_at", _TIME),
        sa.Column("brand", sa.Integer),
        sa.Column("service", sa.Integer),
        sa.Column("rewards", sa.Integer),
        unique=("customer_id", "subject"),
    )
    index("surveys", "customer_id", "created_at", name="ix_surveys_customer")
    index("surveys", "send_at", name="ix_surveys_waiting", where=sa.text("state = 'waiting'"))
    index("surveys", "expires_at", name="ix_surveys_asked", where=sa.text("state = 'asked'"))
    index("surveys", "answered_at", name="ix_surveys_scored", where=sa.text("score IS NOT NULL"))
    table(
        "improvements",
        key(),
        sa.Column("at", _TIME, nullable=False),
        link("improvements", "staff_id", "staff", nullable=False),
        *links("improvements", survey_id="surveys"),
        text("text", sa.Text),
    )
    index("improvements", "at")
    index("improvements", "survey_id")


def downgrade() -> None:
    """Go one revision down."""
    op.drop_table("improvements")
    op.drop_table("surveys")
    op.drop_column("customers", "surveys_off")
