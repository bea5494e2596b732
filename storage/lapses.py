"""What periods have left undone: who was not spoken with, and by whom (D-4, D-5)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, func, literal_column, select

from bot.services.cadence_ledgers import CADENCE, FACE, Lapse
from storage.moment import UtcTime
from storage.session import Session
from storage.tables import customers, duties

_OWNERS: Any = bindparam("owner_ids", expanding=True)
_THEIRS = (
    # To the letter what the index says.
    duties.c.closed_why == literal_column("'lapsed'"),
    duties.c.kind.in_((literal_column(f"'{CADENCE}'"), literal_column(f"'{FACE}'"))),
    duties.c.owner_id.in_(_OWNERS),
    duties.c.closed_at >= bindparam("since", type_=UtcTime),
)
_COUNTS = select(duties.c.owner_id, func.count()).where(*_THEIRS).group_by(duties.c.owner_id)
_LISTED = (
    select(
        *(duties.c.kind, duties.c.customer_id, customers.c.name, customers.c.tier, duties.c.owner_id),
        *(duties.c.due_at, duties.c.provisional, customers.c.contacted_at, customers.c.visited_at),
    )
    .join(customers, customers.c.id == duties.c.customer_id)
    .where(*_THEIRS)
    .order_by(duties.c.owner_id, duties.c.due_at.desc(), duties.c.customer_id, duties.c.kind)
    .limit(bindparam("count", type_=Integer))
    .offset(bindparam("past", type_=Integer))
)


class Lapses:
    """Implements `cadence_ledgers.Lapses`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def counts(self, owner_ids: Collection[int], since: datetime) -> dict[int, int]:
        """Return how many customers each of some people left without contact, in periods over since then."""
        rows = self._session.rows(_COUNTS, {"owner_ids": sorted(owner_ids), "since": since})
        return {row[0]: row[1] for row in rows}

    def listed(self, owner_ids: Collection[int], since: datetime, limit: int, past: int) -> list[Lapse]:
        """Return who was not spoken with, a page of them: person by person, the newest period first."""
        values = {"owner_ids": sorted(owner_ids), "since": since, "count": limit, "past": past}
        return [Lapse(*row) for row in self._session.rows(_LISTED, values)]
