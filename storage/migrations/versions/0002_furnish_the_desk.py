"""Furnish the desk: the whole customer file, plans of visits, files, imports, scripts."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from storage.migrations.pieces import ID, index, key, link, links, table, text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_NUMBERED = sa.text("account IS NOT NULL")
_TABLES = (
    *("liaisons", "anniversaries", "bills", "customer_changes", "files", "file_contents", "imports"),
    *("import_rows", "visit_plans", "visit_events", "contact_edits", "attachments", "quick_phrases"),
    *("script_runs", "violations", "drafts"),
)


def upgrade() -> None:
    """Go one revision up."""
    _customers()
    _belongings()
    _files()
    _visits()
    _contacts()
    _scripts()


def downgrade() -> None:
    """Go one revision down."""
    with op.batch_alter_table("cases") as cases:
        cases.drop_column("done_at")
        cases.drop_column("fed_back_at")
    op.drop_index("ix_contacts_plan_id", "contacts")
    op.drop_index("ix_contacts_import_id", "contacts")
    with op.batch_alter_table("contacts") as contacts:
        contacts.drop_constraint("fk_contacts_plan_id", type_="foreignkey")
        contacts.drop_constraint("fk_contacts_import_id", type_="foreignkey")
        for column in ("fields", "backdated", "repeated", "plan_id", "author", "import_id", "revision"):
            contacts.drop_column(column)
    for name in reversed(_TABLES):
        op.drop_table(name)
    op.drop_index("uq_customers_account", "customers")
    op.drop_index("ix_invites_customer_id", "invites")
    op.drop_index("ix_links_customer_id", "links")
    with op.batch_alter_table("customers") as customers:
        for gone in _customer_columns():
            customers.drop_column(gone.name)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.text("false"))


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default="0")


def _birthday() -> list[sa.Column[Any]]:
    numbers: list[sa.Column[Any]] = [
        sa.Column(f"birth_{part}", sa.Integer) for part in ("year", "month", "day")
    ]
    return [*numbers, _flag("birth_lunar"), _flag("birth_leap")]


def _customer_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("account", sa.String(64)),
        text("label", sa.String(16)),
        text("status", sa.String(16), "active"),
        text("region", sa.String(32)),
        text("post", sa.String(64)),
        text("employer", sa.String(128)),
        text("address", sa.String(256)),
        text("home_phone", sa.String(32)),
        text("user_name", sa.String(64)),
        text("user_phone", sa.String(32)),
        text("user_relation", sa.String(32)),
        text("language", sa.String(16)),
        text("preferences", sa.Text),
        text("taboos", sa.Text),
        *_birthday(),
        sa.Column("wish_days", sa.Integer),
        text("contact_hours", sa.String(64)),
        sa.Column("do_not_ask", sa.JSON),
        _flag("do_not_contact"),
        _count("refusals"),
        text("card", sa.String(16)),
        sa.Column("greetings", sa.Boolean),
        text("tags", sa.String(256)),
        text("source", sa.String(64)),
        text("search", sa.Text),
        sa.Column("updated_at", _TIME),
        _count("revision"),
    ]


def _customers() -> None:
    with op.batch_alter_table("customers") as customers:
        for column in _customer_columns():
            customers.add_column(column)
    op.create_index(
        "uq_customers_account",
        "customers",
        ["account"],
        unique=True,
        sqlite_where=_NUMBERED,
        postgresql_where=_NUMBERED,
    )


def _belongings() -> None:
    table(
        "liaisons",
        key(),
        link("liaisons", "customer_id", "customers", nullable=False),
        text("name", sa.String(64), None),
        text("post", sa.String(64)),
        text("phone", sa.String(32)),
        *_birthday(),
        text("note", sa.Text),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("removed_at", _TIME),
    )
    index("liaisons", "customer_id")
    table(
        "anniversaries",
        key(),
        link("anniversaries", "customer_id", "customers", nullable=False),
        text("name", sa.String(64), None),
        *_birthday(),
        sa.Column("removed_at", _TIME),
    )
    index("anniversaries", "customer_id")
    table(
        "bills",
        key(),
        link("bills", "customer_id", "customers", nullable=False),
        text("month", sa.String(7), None),
        sa.Column("amount", sa.BigInteger, nullable=False),
        text("state", sa.String(16)),
        text("note", sa.String(128)),
        unique=("customer_id", "month"),
    )
    table(
        "customer_changes",
        key(),
        link("customer_changes", "customer_id", "customers", nullable=False),
        sa.Column("at", _TIME, nullable=False),
        link("customer_changes", "staff_id", "staff"),
        text("field", sa.String(32), None),
        text("old", sa.Text),
        text("new", sa.Text),
    )
    index("customer_changes", "customer_id")


def _files() -> None:
    table(
        "files",
        key(),
        text("kind", sa.String(16), None),
        text("name", sa.String(128)),
        text("mime", sa.String(64)),
        sa.Column("size", sa.Integer, nullable=False),
        link("files", "address_id", "addresses"),
        text("remote", sa.String(256)),
        text("caption", sa.Text),
        sa.Column("source", sa.String(160)),
        sa.Column("created_at", _TIME, nullable=False),
        unique=("source",),
    )
    index("files", "address_id")
    table(
        "file_contents",
        link("file_contents", "file_id", "files", nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    table(
        "imports",
        key(),
        text("kind", sa.String(16), None),
        text("name", sa.String(128)),
        *links("imports", staff_id="staff", file_id="files", address_id="addresses", progress_id="outbox"),
        text("state", sa.String(16), "waiting"),
        *(_count(name) for name in ("rows", "created", "updated", "unchanged", "rejected", "warned")),
        *(sa.Column(name, sa.JSON, nullable=False) for name in ("fields", "unknown", "bases")),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("done_at", _TIME),
        sa.Column("undone_at", _TIME),
    )
    staged = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    table(
        "import_rows",
        key(),
        link("import_rows", "import_id", "imports", nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        text("part", sa.String(16), None),
        text("action", sa.String(16), None),
        sa.Column("place", sa.Integer),
        sa.Column("row_id", sa.BigInteger),
        sa.Column("owner_id", sa.BigInteger),
        sa.Column("owner_place", sa.Integer),
        sa.Column("seen", sa.Integer),
        sa.Column("values", staged),
        sa.Column("before", staged),
        sa.Column("notes", sa.JSON),
    )
    index("import_rows", "import_id", "part", "action", "number", name="ix_import_rows_part")
    # A customer that an import made is taken back quickly only where everything that may point at it is.
    index("invites", "customer_id")
    index("links", "customer_id")


def _visits() -> None:
    table(
        "visit_plans",
        key(),
        link("visit_plans", "customer_id", "customers", nullable=False),
        link("visit_plans", "manager_id", "staff", nullable=False),
        text("kind", sa.String(16), None),
        text("purpose", sa.String(256)),
        text("place", sa.String(128)),
        text("state", sa.String(16), "proposed"),
        sa.Column("slots", sa.JSON, nullable=False),
        sa.Column("at", _TIME),
        _flag("phoned"),
        _flag("short"),
        sa.Column("noticed_at", _TIME),
        _count("travel_minutes"),
        sa.Column("kit", sa.JSON, nullable=False),
        sa.Column("arrived_at", _TIME),
        sa.Column("left_at", _TIME),
        text("punctual", sa.String(16)),
        _count("moves"),
        text("reason", sa.String(256)),
        text("fault", sa.String(16)),
        sa.Column("created_at", _TIME, nullable=False),
        _count("revision"),
    )
    index("visit_plans", "customer_id")
    index("visit_plans", "manager_id", "at", name="ix_visit_plans_day")
    table(
        "visit_events",
        key(),
        link("visit_events", "plan_id", "visit_plans", nullable=False),
        sa.Column("at", _TIME, nullable=False),
        text("what", sa.String(24), None),
        link("visit_events", "staff_id", "staff"),
        text("text", sa.Text),
    )
    index("visit_events", "plan_id")


def _contacts() -> None:
    with op.batch_alter_table("contacts") as contacts:
        contacts.add_column(sa.Column("fields", sa.JSON))
        contacts.add_column(_flag("backdated"))
        contacts.add_column(_flag("repeated"))
        contacts.add_column(sa.Column("plan_id", ID))
        contacts.add_column(text("author", sa.String(64)))
        contacts.add_column(sa.Column("import_id", ID))
        contacts.add_column(_count("revision"))
        contacts.create_foreign_key("fk_contacts_plan_id", "visit_plans", ["plan_id"], ["id"])
        contacts.create_foreign_key("fk_contacts_import_id", "imports", ["import_id"], ["id"])
    index("contacts", "plan_id")
    index("contacts", "import_id")
    with op.batch_alter_table("cases") as cases:
        cases.add_column(sa.Column("done_at", _TIME))
        cases.add_column(sa.Column("fed_back_at", _TIME))
    table(
        "contact_edits",
        key(),
        link("contact_edits", "contact_id", "contacts", nullable=False),
        sa.Column("at", _TIME, nullable=False),
        link("contact_edits", "staff_id", "staff"),
        text("field", sa.String(32), None),
        text("old", sa.Text),
        text("new", sa.Text),
    )
    index("contact_edits", "contact_id")
    table(
        "attachments",
        key(),
        *links("attachments", contact_id="contacts", case_id="cases"),
        link("attachments", "file_id", "files", nullable=False),
    )
    index("attachments", "contact_id")
    index("attachments", "case_id")
    index("attachments", "file_id")
    table(
        "quick_phrases",
        key(),
        link("quick_phrases", "staff_id", "staff", nullable=False),
        text("text", sa.Text, None),
        _count("used"),
    )
    index("quick_phrases", "staff_id")
    table(
        "drafts",
        key(),
        link("drafts", "staff_id", "staff", nullable=False),
        text("form", sa.String(32), None),
        _count("step"),
        sa.Column("values", sa.JSON, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        _flag("offered"),
    )
    index("drafts", "staff_id")


def _scripts() -> None:
    table(
        "script_runs",
        key(),
        text("script", sa.String(32), None),
        text("version", sa.String(16), None),
        link("script_runs", "customer_id", "customers", nullable=False),
        link("script_runs", "manager_id", "staff", nullable=False),
        link("script_runs", "contact_id", "contacts"),
        text("state", sa.String(16), "running"),
        text("step", sa.String(32)),
        sa.Column("values", sa.JSON, nullable=False),
        _count("revision"),
        sa.Column("started_at", _TIME, nullable=False),
        sa.Column("ended_at", _TIME),
    )
    index("script_runs", "customer_id")
    index("script_runs", "manager_id", "state", name="ix_script_runs_open")
    table(
        "violations",
        key(),
        link("violations", "staff_id", "staff", nullable=False),
        link("violations", "case_id", "cases"),
        text("word", sa.String(32), None),
        text("text", sa.Text, None),
        sa.Column("at", _TIME, nullable=False),
    )
    index("violations", "staff_id")
