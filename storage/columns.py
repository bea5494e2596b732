"""The metadata, and the columns that every table is made of."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, MetaData, String, Text, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


Id = BigInteger().with_variant(Integer, "sqlite")


def key() -> Column[int]:
    """Return a table's own key."""
    return Column("id", Id, primary_key=True, autoincrement=True)


def link(name: str, target: str, **options: Any) -> Column[Any]:
    """Return a column that points at another table."""
    return Column(name, Id, ForeignKey(f"{target}.id"), **options)


def words(name: str, length: int | None = None, default: str = "", **options: Any) -> Column[str]:
    """Return a column of words, of any length where none is given; empty by default."""
    kind = Text() if length is None else String(length)
    return Column(name, kind, nullable=False, server_default=default, **options)


def flag(name: str) -> Column[bool]:
    """Return a column that says no by default."""
    return Column(name, Boolean, nullable=False, server_default=text("false"))


def count(name: str) -> Column[int]:
    """Return a column of numbers, 0 by default."""
    return Column(name, Integer, nullable=False, server_default="0")


def part(table: str, column: str, *then: str) -> Index:
    """Return an index of the rows where a column is set."""
    known = text(f"{column} IS NOT NULL")
    return Index(f"ix_{table}_{column}", column, *then, sqlite_where=known, postgresql_where=known)
