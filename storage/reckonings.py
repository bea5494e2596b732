"""Deadlines that are provisional because a year was not published yet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Integer, bindparam, func, select, update

from bot.standard.deadline import Due
from storage.session import Session, hot
from storage.tables import cases, duties

_OPEN = (duties.c.closed_at.is_(None), duties.c.provisional.is_(True))
_UNSETTLED = hot(
    select(duties.c.id)
    .where(*_OPEN, duties.c.id > bindparam("after"))
    .order_by(duties.c.id)
    .limit(bindparam("count", type_=Integer))
)
_COUNT = select(func.count()).select_from(duties).where(*_OPEN)
_SETTLE = hot(update(duties).where(*_OPEN, duties.c.id == bindparam("duty_id")))
_SETTLE_CASE = hot(update(cases).where(cases.c.provisional.is_(True), cases.c.id == bindparam("case_id")))


class Reckonings:
    """Implements `calendar_ledgers.Reckonings`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def unsettled(self, after: int, limit: int) -> list[int]:
        """Return the ids of open provisional duties above one, in order."""
        rows = self._session.rows(_UNSETTLED, {"after": after, "count": limit})
        return [row[0] for row in rows]

    def count(self) -> int:
        """Return how many open duties are provisional."""
        return int(self._session.row(_COUNT)[0])

    def settle(self, duty_id: int, due: Due, rung: int, next_at: datetime | None) -> bool:
        """Put a duty's deadline right; False where it was closed or settled meanwhile."""
        values = {"due_at": due.at, "due_day": due.day, "provisional": due.provisional}
        place = {"duty_id": duty_id, "rung": rung, "next_at": next_at}
        return self._session.change(_SETTLE, {**values, **place}) == 1

    def settle_case(self, case_id: int, due: Due) -> None:
        """Put a case's deadline right; what was drawn of it before stays good."""
        values = {"case_id": case_id, "due_at": due.at, "provisional": due.provisional}
        self._session.change(_SETTLE_CASE, values)
