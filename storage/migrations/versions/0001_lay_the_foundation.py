"""Lay the foundation: every table of the first house."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.migrations.pieces import index, key, link, links, table, text

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_OPEN = sa.text("closed_at IS NULL")
_WAITING = sa.text("done_at IS NULL")
_UNSENT = sa.text("sent_at IS NULL AND why = ''")

_TABLES = (
    *("inbox", "meta", "queries", "staff", "audit", "customers", "addresses", "contacts", "links"),
    *("cases", "dialogs", "invites", "outbox", "case_events", "duties", "escalations"),
)


def upgrade() -> None:
    """Go one revision up."""
    _conversation()
    _people()
    _addresses()
    _outbox()
    _contacts()
    _cases()
    _duties()


def downgrade() -> None:
    """Go one revision down."""
    for name in reversed(_TABLES):
        op.drop_table(name)


def _conversation() -> None:
    table(
        "inbox",
        key(),
        text("channel", sa.String(16), None),
        text("event_id", sa.String(128), None),
        text("user", sa.String(64), None),
        text("chat", sa.String(64), None),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("received_at", _TIME, nullable=False),
        sa.Column("done_at", _TIME),
        text("failed", sa.String(32)),
        unique=("channel", "event_id"),
    )
    index("inbox", "channel", "user", "chat", "id", name="ix_inbox_person")
    index("inbox", "channel", "user", "chat", "id", name="ix_inbox_waiting", where=_WAITING)
    table("meta", text("key", sa.String(32), None), text("value", sa.Text, None))
    table(
        "queries",
        key(),
        text("title", sa.String(128), None),
        text("answer", sa.Text, None),
        sa.Column("wordings", sa.JSON, nullable=False),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_to", sa.Date),
        text("approved_by", sa.String(64)),
        unique=("title",),
    )


def _people() -> None:
    table(
        "staff",
        key(),
        text("role", sa.String(16), None),
        text("name", sa.String(64), None),
        text("phone", sa.String(32)),
        link("staff", "under_id", "staff"),
        sa.Column("active", sa.Boolean, nullable=False, server_default=sa.text("true")),
        sa.Column("created_at", _TIME, nullable=False),
    )
    index("staff", "under_id")
    table(
        "customers",
        key(),
        text("name", sa.String(128), None),
        text("gender", sa.String(1)),
        text("kind", sa.String(16), "person"),
        text("phone", sa.String(32)),
        text("tier", sa.String(16), "standard"),
        sa.Column("vip", sa.Boolean, nullable=False, server_default=sa.text("false")),
        *links("customers", manager_id="staff", deputy_id="staff"),
        text("note", sa.Text),
        sa.Column("created_at", _TIME, nullable=False),
    )
    index("customers", "deputy_id")
    index("customers", "manager_id")
    index("customers", "name")
    index("customers", "phone")
    table(
        "audit",
        key(),
        sa.Column("at", _TIME, nullable=False),
        link("audit", "staff_id", "staff"),
        text("what", sa.String(32), None),
        text("subject", sa.String(64), None),
    )
    table(
        "links",
        key(),
        text("user", sa.String(64), None),
        *links("links", staff_id="staff", customer_id="customers"),
        sa.Column("expires_at", _TIME, nullable=False),
        sa.Column("revoked_at", _TIME),
        sa.Column("created_at", _TIME, nullable=False),
        unique=("user",),
    )


def _addresses() -> None:
    table(
        "addresses",
        key(),
        text("channel", sa.String(16), None),
        text("user", sa.String(64), None),
        text("chat", sa.String(64), None),
        *links("addresses", staff_id="staff", customer_id="customers"),
        text("name", sa.String(128)),
        sa.Column("reachable", sa.Boolean, nullable=False, server_default=sa.text("true")),
        sa.Column("wrong_codes", sa.Integer, nullable=False, server_default="0"),
        sa.Column("locked_until", _TIME),
        sa.Column("session_at", _TIME),
        sa.Column("created_at", _TIME, nullable=False),
        unique=("channel", "user", "chat"),
    )
    index("addresses", "customer_id")
    index("addresses", "staff_id")
    table(
        "dialogs",
        link("dialogs", "address_id", "addresses", nullable=False),
        text("form", sa.String(32)),
        sa.Column("step", sa.Integer, nullable=False, server_default="0"),
        sa.Column("values", sa.JSON, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False, server_default="0"),
        sa.Column("updated_at", _TIME, nullable=False),
    )
    table(
        "invites",
        key(),
        text("code_hash", sa.String(64), None),
        *links("invites", staff_id="staff", customer_id="customers", used_by="addresses"),
        sa.Column("expires_at", _TIME, nullable=False),
        sa.Column("used_at", _TIME),
        sa.Column("created_at", _TIME, nullable=False),
        unique=("code_hash",),
    )


def _outbox() -> None:
    table(
        "outbox",
        key(),
        link("outbox", "address_id", "addresses", nullable=False),
        text("channel", sa.String(16), None),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("dedup", sa.String(128)),
        text("edits", sa.String(64)),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("not_before", _TIME),
        sa.Column("sent_at", _TIME),
        text("ref", sa.String(64)),
        text("why", sa.String(32)),
        text("detail", sa.String(256)),
        unique=("dedup",),
    )
    index("outbox", "address_id", "id", name="ix_outbox_address")
    index("outbox", "channel", "priority", "id", name="ix_outbox_unsent", where=_UNSENT)


def _contacts() -> None:
    table(
        "contacts",
        key(),
        text("kind", sa.String(16), None),
        link("contacts", "customer_id", "customers", nullable=False),
        link("contacts", "manager_id", "staff", nullable=False),
        sa.Column("happened_at", _TIME, nullable=False),
        sa.Column("recorded_at", _TIME, nullable=False),
        text("content", sa.Text, None),
        text("outcome", sa.String(16)),
        sa.Column("next_at", _TIME),
        sa.Column("undone_at", _TIME),
    )
    index("contacts", "customer_id", "happened_at", name="ix_contacts_history")
    index("contacts", "manager_id")


def _cases() -> None:
    table(
        "cases",
        key(),
        text("kind", sa.String(16), None),
        text("state", sa.String(16), None),
        *links(
            "cases",
            customer_id="customers",
            address_id="addresses",
            owner_id="staff",
            author_id="staff",
            contact_id="contacts",
        ),
        text("category", sa.String(16)),
        text("severity", sa.String(16)),
        text("text", sa.Text, None),
        text("phone", sa.String(32)),
        text("wanted", sa.String(64)),
        sa.Column("due_at", _TIME, nullable=False),
        sa.Column("provisional", sa.Boolean, nullable=False, server_default=sa.text("false")),
        text("answer", sa.Text),
        sa.Column("answered_at", _TIME),
        link("cases", "answered_by", "staff"),
        sa.Column("closed_at", _TIME),
        sa.Column("revision", sa.Integer, nullable=False, server_default="0"),
        sa.Column("created_at", _TIME, nullable=False),
    )
    index("cases", "address_id")
    index("cases", "contact_id")
    index("cases", "customer_id")
    index("cases", "owner_id")
    table(
        "case_events",
        key(),
        link("case_events", "case_id", "cases", nullable=False),
        sa.Column("at", _TIME, nullable=False),
        text("what", sa.String(24), None),
        link("case_events", "staff_id", "staff"),
        text("text", sa.Text),
    )
    index("case_events", "case_id")


def _duties() -> None:
    table(
        "duties",
        key(),
        text("kind", sa.String(16), None),
        text("subject", sa.String(64), None),
        text("period", sa.String(32), None),
        *links(
            "duties",
            owner_id="staff",
            customer_id="customers",
            case_id="cases",
            contact_id="contacts",
            address_id="addresses",
        ),
        text("text", sa.Text),
        sa.Column("opened_at", _TIME, nullable=False),
        sa.Column("due_at", _TIME, nullable=False),
        sa.Column("due_day", sa.Date, nullable=False),
        sa.Column("provisional", sa.Boolean, nullable=False, server_default=sa.text("false")),
        text("ladder", sa.String(16), None),
        sa.Column("rung", sa.Integer, nullable=False, server_default="0"),
        sa.Column("next_at", _TIME),
        sa.Column("acked_at", _TIME),
        link("duties", "acked_by", "staff"),
        sa.Column("closed_at", _TIME),
        text("closed_why", sa.String(24)),
        text("policy", sa.String(32), None),
        sa.Column("revision", sa.Integer, nullable=False, server_default="0"),
        unique=("kind", "subject", "period"),
    )
    index("duties", "case_id")
    index("duties", "contact_id")
    index("duties", "next_at", name="ix_duties_next", where=_OPEN)
    index("duties", "owner_id", "due_at", name="ix_duties_owner", where=_OPEN)
    table(
        "escalations",
        key(),
        link("escalations", "duty_id", "duties", nullable=False),
        text("rung", sa.String(16), None),
        link("escalations", "recipient_id", "staff", nullable=False),
        sa.Column("at", _TIME, nullable=False),
        unique=("duty_id", "rung", "recipient_id"),
    )
