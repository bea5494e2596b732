"""Standard questions and approved answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, or_, select

from bot.services.records import Query
from storage.session import Session, hot, upsert
from storage.tables import queries

_ROW = (
    queries.c.id,
    queries.c.title,
    queries.c.answer,
    queries.c.wordings,
    queries.c.valid_from,
    queries.c.valid_to,
    queries.c.approved_by,
)

_PUT = upsert(queries, ["title"], ["answer", "wordings", "valid_from", "valid_to", "approved_by"])
_GET = hot(select(*_ROW).where(queries.c.id == bindparam("query_id")))
_VALID = hot(
    select(*_ROW)
    .where(
        queries.c.approved_by != "",
        or_(queries.c.valid_from.is_(None), queries.c.valid_from <= bindparam("today")),
        or_(queries.c.valid_to.is_(None), queries.c.valid_to >= bindparam("today")),
    )
    .order_by(queries.c.id)
)


class Queries:
    """Implements `ledgers.Queries`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(
        self,
        title: str,
        answer: str,
        wordings: Sequence[str],
        *,
        approved_by: str,
        valid_from: date | None = None,
        valid_to: date | None = None,
    ) -> None:
        """Add or replace a standard question by its title."""
        values = {
            "title": title,
            "answer": answer,
            "wordings": list(wordings),
            "valid_from": valid_from,
            "valid_to": valid_to,
            "approved_by": approved_by,
        }
        self._session.change(_PUT, values)

    def get(self, query_id: int) -> Query | None:
        """Return one standard question."""
        row = self._session.row(_GET, {"query_id": query_id})
        return None if row is None else _read(row)

    def valid(self, today: date) -> list[Query]:
        """Return approved questions in force on a day (N1); both ends of the validity count."""
        return [_read(row) for row in self._session.rows(_VALID, {"today": today})]


def _read(row: Any) -> Query:
    query_id, title, answer, wordings, valid_from, valid_to, approved_by = row
    return Query(query_id, title, answer, tuple(wordings), valid_from, valid_to, approved_by)
