"""Let time keep every promise: calendars, absences, cadence and yearly days, digests, pushes acted on."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.pieces import ID, index, key, link, table, text

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_SET = "{column} IS NOT NULL"
_YEARLY = ("customers", "liaisons", "anniversaries")
# To be worked out anew: the first look at the clock does it, for whoever is on file and whoever comes.
_ANEW = "1970-01-01"


def _columns() -> list[tuple[str, sa.Column[Any]]]:
    return [
        ("customers", sa.Column("contacted_at", _TIME)),
        ("customers", sa.Column("visited_at", _TIME)),
        ("customers", sa.Column("cadence_on", sa.Date, server_default=_ANEW)),
        ("customers", sa.Column("face_on", sa.Date)),
        *((name, sa.Column("next_on", sa.Date, server_default=_ANEW)) for name in _YEARLY),
        *((name, sa.Column("next_year", sa.Integer)) for name in _YEARLY),
        ("duties", sa.Column("again_at", _TIME)),
        ("duties", sa.Column("reset_at", _TIME)),
        ("escalations", sa.Column("parcel_id", ID)),
        ("escalations", text("via", sa.String(16), "single")),
        ("escalations", sa.Column("acted_at", _TIME)),
        ("escalations", text("acted", sa.String(16))),
        ("staff", text("morning_at", sa.String(5))),
        ("staff", text("evening_at", sa.String(5))),
    ]


_INDEXED = (
    ("customers", "cadence_on"),
    ("customers", "face_on"),
    *((name, "next_on") for name in _YEARLY),
)


def upgrade() -> None:
    """Go one revision up."""
    # Added one by one: a batch would make the table anew on SQLite, without the triggers of the search.
    for name, column in _columns():
        op.add_column(name, column)
    for name, column_name in _INDEXED:
        index(name, column_name, where=sa.text(_SET.format(column=column_name)))
    of_a_day = sa.text("closed_at IS NULL AND kind = 'moment'")
    index("duties", "due_at", name="ix_duties_moments", where=of_a_day)
    index("duties", "again_at", where=sa.text("closed_at IS NULL AND again_at IS NOT NULL"))
    index("escalations", "recipient_id", "at", name="ix_escalations_recipient")
    index("escalations", "parcel_id", where=sa.text(_SET.format(column="parcel_id")))
    _days()
    _digests()


def downgrade() -> None:
    """Go one revision down."""
    for name in ("work_logs", "digest_lines", "digests", "absences", "calendar_days"):
        op.drop_table(name)
    op.drop_index("ix_escalations_parcel_id", "escalations")
    op.drop_index("ix_escalations_recipient", "escalations")
    op.drop_index("ix_duties_again_at", "duties")
    op.drop_index("ix_duties_moments", "duties")
    for name, column_name in _INDEXED:
        op.drop_index(f"ix_{name}_{column_name}", name)
    for name, column in reversed(_columns()):
        op.drop_column(name, column.name)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.text("false"))


def _days() -> None:
    table(
        "calendar_days",
        key(),
        sa.Column("day", sa.Date, nullable=False),
        _flag("working"),
        text("name", sa.String(64)),
        _flag("official"),
        link("calendar_days", "author_id", "staff"),
        sa.Column("at", _TIME, nullable=False),
        unique=("day", "official"),
    )
    table(
        "absences",
        key(),
        link("absences", "staff_id", "staff", nullable=False),
        sa.Column("first", sa.Date, nullable=False),
        sa.Column("last", sa.Date, nullable=False),
        link("absences", "deputy_id", "staff"),
        text("note", sa.String(128)),
        link("absences", "author_id", "staff"),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("cancelled_at", _TIME),
        sa.Column("begun_at", _TIME),
        sa.Column("ended_at", _TIME),
    )
    index("absences", "staff_id")
    index("absences", "last", "first", name="ix_absences_days")
    standing = sa.text("ended_at IS NULL AND cancelled_at IS NULL")
    index("absences", "last", name="ix_absences_open", where=standing)
    index("absences", "deputy_id", where=standing)


def _digests() -> None:
    table(
        "digests",
        key(),
        link("digests", "staff_id", "staff", nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("parcel_id", ID),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("counts", sa.JSON, nullable=False),
        unique=("staff_id", "day", "kind"),
    )
    table(
        "digest_lines",
        key(),
        link("digest_lines", "digest_id", "digests", nullable=False),
        link("digest_lines", "duty_id", "duties", nullable=False),
        text("section", sa.String(16)),
        unique=("digest_id", "duty_id"),
    )
    index("digest_lines", "duty_id")
    index("digests", "parcel_id", where=sa.text(_SET.format(column="parcel_id")))
    table(
        "work_logs",
        key(),
        link("work_logs", "staff_id", "staff", nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        text("summary", sa.Text),
        text("plan", sa.Text),
        text("problems", sa.Text),
        sa.Column("signed_at", _TIME, nullable=False),
        unique=("staff_id", "day"),
    )
