"""Pieces that revisions are made of; a revision that needs another piece brings its own."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def table(name: str, *columns: Any, unique: tuple[str, ...] = ()) -> None:
    """Make a table with named keys."""
    keys: list[Any] = [sa.PrimaryKeyConstraint(columns[0].name, name=f"pk_{name}")]
    if unique:
        keys.append(sa.UniqueConstraint(*unique, name=f"uq_{name}_{'_'.join(unique)}"))
    op.create_table(name, *columns, *keys)


def key() -> sa.Column[int]:
    """Return a table's own key."""
    return sa.Column("id", ID, autoincrement=True, nullable=False)


def link(table: str, name: str, target: str, nullable: bool = True) -> sa.Column[int]:
    """Return a column that points at another table."""
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{name}")
    return sa.Column(name, ID, key, autoincrement=False, nullable=nullable)


def links(table: str, **targets: str) -> list[sa.Column[int]]:
    """Return several columns that may point at other tables."""
    return [link(table, name, target) for name, target in targets.items()]


def text(name: str, kind: Any, default: str | None = "") -> sa.Column[str]:
    """Return a column of words, empty by default."""
    return sa.Column(name, kind, nullable=False, server_default=default)


def index(table: str, *columns: str, name: str = "", where: Any = None) -> None:
    """Make a named index, of a part of the rows where `where` is given."""
    name = name or f"ix_{table}_{'_'.join(columns)}"
    op.create_index(name, table, list(columns), sqlite_where=where, postgresql_where=where)
