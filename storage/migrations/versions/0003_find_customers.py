"""Find customers: every term of every customer in an index, with who serves them (C1, G1)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.standard import searching
from storage.migrations.pieces import index
from storage.searching import INDEX, LARGE, SMALL_TERMS

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_CHUNK = 2000
_customers = sa.table(
    "customers",
    *(sa.column(name) for name in ("id", "name", "phone", "account", "employer", "tags", "search")),
)


def upgrade() -> None:
    """Go one revision up."""
    open_ones = sa.text("closed_at IS NULL")
    index("duties", "customer_id", name="ix_duties_customer", where=open_ones)
    _fill()
    if op.get_context().dialect.name == "sqlite":
        _index_small()
    else:
        op.execute(f"CREATE INDEX {INDEX} ON customers USING gin (({LARGE}))")


def downgrade() -> None:
    """Go one revision down."""
    op.drop_index("ix_duties_customer", "duties")
    if op.get_context().dialect.name == "sqlite":
        for what in ("added", "changed", "removed"):
            op.execute(f"DROP TRIGGER {INDEX}_{what}")
        op.execute(f"DROP TABLE {INDEX}")
    else:
        op.execute(f"DROP INDEX {INDEX}")


def _fill() -> None:
    """Give the customers already on file their terms."""
    connection, last = op.get_bind(), 0
    columns = [_customers.c[name] for name in ("id", "name", "phone", "account", "employer", "tags")]
    some = sa.select(*columns).order_by(_customers.c.id).limit(_CHUNK)
    put = sa.update(_customers).where(_customers.c.id == sa.bindparam("customer_id"))
    while rows := connection.execute(some.where(_customers.c.id > last)).all():
        last = rows[-1][0]
        terms = [{"customer_id": row[0], "search": searching.terms(*row[1:])} for row in rows]
        connection.execute(put.values(search=sa.bindparam("search")), terms)


def _index_small() -> None:
    op.execute(
        f"CREATE VIRTUAL TABLE {INDEX} USING fts5(terms, content='', columnsize=0, detail=none,"
        " prefix='1 2 3 4 5', tokenize='unicode61 remove_diacritics 0')"
    )
    new, old = SMALL_TERMS.format(row="new"), SMALL_TERMS.format(row="old")
    added = f"INSERT INTO {INDEX}(rowid, terms) VALUES (new.id, {new});"
    removed = f"INSERT INTO {INDEX}({INDEX}, rowid, terms) VALUES ('delete', old.id, {old});"
    op.execute(
        f"INSERT INTO {INDEX}(rowid, terms) SELECT id, {SMALL_TERMS.format(row='customers')} FROM customers"
    )
    op.execute(f"CREATE TRIGGER {INDEX}_added AFTER INSERT ON customers BEGIN {added} END")
    op.execute(f"CREATE TRIGGER {INDEX}_removed AFTER DELETE ON customers BEGIN {removed} END")
    op.execute(
        f"CREATE TRIGGER {INDEX}_changed AFTER UPDATE OF search, manager_id, deputy_id ON customers"
        f" BEGIN {removed} {added} END"
    )
