"""No statement of the hot path reads a whole table."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import Dialect, Select
from sqlalchemy.dialects import postgresql, sqlite

import storage
import storage.unit
from storage.session import _HOT, Both

assert storage.unit
POSTGRES: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
SMALL = {"staff", "queries", "meta", "below"}
LARGE = {
    value.postgresql
    for module in vars(storage).values()
    if isinstance(module, ModuleType)
    for value in vars(module).values()
    if isinstance(value, Both)
}
"""What is said to PostgreSQL only."""
HOT = sorted((s for s in _HOT - LARGE if isinstance(s, Select)), key=str)


@pytest.fixture
def schema(sqlite_url: str) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    yield connection
    connection.close()


@pytest.mark.parametrize("statement", HOT, ids=lambda s: str(s).split("FROM", 1)[1][:60].strip())
def test_a_hot_question_uses_an_index(schema: sqlite3.Connection, statement: Select[Any]) -> None:
    compiled = statement.compile(dialect=sqlite.dialect())
    values = [None for _ in compiled.positiontup or ()]
    plan = [row[3] for row in schema.execute(f"EXPLAIN QUERY PLAN {compiled}", values)]
    scans = [
        step for step in plan if step.startswith("SCAN") and not re.search("USING|VIRTUAL TABLE INDEX", step)
    ]
    assert [step for step in scans if step.split()[1] not in SMALL] == []


def test_waiting_messages_are_found_by_the_partial_indexes(schema: sqlite3.Connection) -> None:
    plans = []
    for statement in HOT:
        compiled = statement.compile(dialect=sqlite.dialect())
        values = [None for _ in compiled.positiontup or ()]
        plans += [row[3] for row in schema.execute(f"EXPLAIN QUERY PLAN {compiled}", values)]
    used = "\n".join(plans)
    for index in ("ix_inbox_waiting", "ix_outbox_unsent", "ix_duties_next", "ix_duties_owner"):
        assert index in used


def test_both_databases_understand_every_hot_statement() -> None:
    for statement in _HOT:
        if "postgresql" not in type(statement).__module__ and statement not in LARGE:
            assert str(statement.compile(dialect=sqlite.dialect()))  # type: ignore[attr-defined]
        if "sqlite" not in type(statement).__module__:
            assert str(statement.compile(dialect=POSTGRES))  # type: ignore[attr-defined]
