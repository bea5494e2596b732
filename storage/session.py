"""Runs statements for the repositories: prepared ones straight on SQLite, the rest by the Core."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Connection, Dialect, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeEngine

Values = Mapping[str, Any]
Processor = Callable[[Any], Any]
S = TypeVar("S", bound=Executable)

_HOT: set[Executable] = set()


class Both(NamedTuple):
    """One statement in the words of either database."""

    sqlite: Executable
    postgresql: Executable


Statement = Executable | Both


def hot(statement: S) -> S:
    """Mark a statement that is always run with the same names of values, so that it can be prepared once."""
    _HOT.add(statement)
    return statement


def insert_once(table: Table, keys: Sequence[str], *returning: ColumnElement[Any]) -> Both:
    """Return an insert that does nothing where a row with the same keys exists."""
    small = sqlite.insert(table).on_conflict_do_nothing(index_elements=keys)
    large = postgresql.insert(table).on_conflict_do_nothing(index_elements=keys)
    return Both(hot(small.returning(*returning)), hot(large.returning(*returning)))


def upsert(table: Table, keys: Sequence[str], changing: Sequence[str]) -> Both:
    """Return an insert that changes the row with the same keys where one exists."""
    small, large = sqlite.insert(table), postgresql.insert(table)
    return Both(
        hot(small.on_conflict_do_update(keys, set_={name: small.excluded[name] for name in changing})),
        hot(
            large.on_conflict_do_update(
                index_elements=keys, set_={name: large.excluded[name] for name in changing}
            )
        ),
    )


class Session:
    """Runs statements by SQLAlchemy's Core."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.shared = connection.dialect.name == "postgresql"

    def rows(self, statement: Statement, values: Values | None = None) -> Sequence[Any]:
        """Return every row."""
        return self._connection.execute(self._own(statement), values or {}).all()

    def row(self, statement: Statement, values: Values | None = None) -> Any:
        """Return the first row, or None."""
        return self._connection.execute(self._own(statement), values or {}).first()

    def change(self, statement: Statement, values: Values | None = None) -> int:
        """Return how many rows were changed."""
        return self._connection.execute(self._own(statement), values or {}).rowcount

    def change_many(self, statement: Statement, rows: Sequence[Values]) -> None:
        """Run a statement once for each of some values, all of the same names."""
        if rows:
            self._connection.execute(self._own(statement), list(rows))

    def _own(self, statement: Statement) -> Executable:
        if isinstance(statement, Both):
            return statement.postgresql if self.shared else statement.sqlite
        return statement


class PreparedSession(Session):
    """Runs hot statements straight on SQLite's driver: a turn then costs little more than half."""

    def __init__(self, connection: Connection, raw: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._raw = raw
        self._prepared: dict[Statement, _Prepared] = {}

    def rows(self, statement: Statement, values: Values | None = None) -> Sequence[Any]:
        """Return every row."""
        prepared = self._find(statement, values or {})
        if prepared is None:
            return super().rows(statement, values)
        found = self._raw.execute(prepared.sql, prepared.bind(values or {})).fetchall()
        return [prepared.read(row) for row in found]

    def row(self, statement: Statement, values: Values | None = None) -> Any:
        """Return the first row, or None."""
        prepared = self._find(statement, values or {})
        if prepared is None:
            return super().row(statement, values)
        found = self._raw.execute(prepared.sql, prepared.bind(values or {})).fetchall()
        return prepared.read(found[0]) if found else None

    def change(self, statement: Statement, values: Values | None = None) -> int:
        """Return how many rows were changed."""
        prepared = self._find(statement, values or {})
        if prepared is None:
            return super().change(statement, values)
        return self._raw.execute(prepared.sql, prepared.bind(values or {})).rowcount

    def change_many(self, statement: Statement, rows: Sequence[Values]) -> None:
        """Run a statement once for each of some values, all of the same names."""
        prepared = self._find(statement, rows[0]) if rows else None
        if prepared is None:
            super().change_many(statement, rows)
        else:
            self._raw.executemany(prepared.sql, [prepared.bind(values) for values in rows])

    def _find(self, statement: Statement, values: Values) -> _Prepared | None:
        prepared = self._prepared.get(statement)
        if prepared is None:
            own = self._own(statement)
            if own not in _HOT:
                return None
            prepared = self._prepared[statement] = _Prepared(own, values, self._connection.dialect)
        return prepared


class _Prepared:
    """A statement compiled for one dialect, with what turns its values and its rows."""

    __slots__ = ("_binds", "_results", "sql")

    def __init__(self, statement: Executable, values: Values, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(values))  # type: ignore[attr-defined]
        self.sql: str = str(compiled)
        fixed = {name: value for name, value in compiled.params.items() if name not in values}
        self._binds: list[tuple[str, Processor | None, Any]] = [
            (name, _bind(compiled.binds[name].type, dialect), fixed.get(name))
            for name in compiled.positiontup or ()
        ]
        missing = [b for b in compiled.binds.values() if b.required and b.key in fixed]
        if missing:
            raise ValueError(f"no value for {missing[0].key}")
        columns = getattr(statement, "exported_columns", ())
        results = [(place, _result(column.type, dialect)) for place, column in enumerate(columns)]
        self._results = [(place, turn) for place, turn in results if turn is not None]

    def bind(self, values: Values) -> list[Any]:
        """Return the values in the order and form that the driver takes."""
        bound = []
        for name, turn, fixed in self._binds:
            value = values.get(name, fixed)
            bound.append(value if turn is None else turn(value))
        return bound

    def read(self, row: Sequence[Any]) -> Sequence[Any]:
        """Return a row as Python values."""
        if not self._results:
            return row
        read = list(row)
        for place, turn in self._results:
            read[place] = turn(read[place])
        return read


def _bind(kind: TypeEngine[Any], dialect: Dialect) -> Processor | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _result(kind: TypeEngine[Any], dialect: Dialect) -> Processor | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
