"""What customers asked and what became of it; the company's facts in the slots of answers (N1, T12)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, case, delete, func, insert, select, update

from bot.services.query_records import ANSWERED, NONE, OFFERED, UNANSWERED, UNSOLVED, Ask, Fact, Usage
from storage.session import Session, hot
from storage.tables import company_facts, query_asks

_A, _F = query_asks.c, company_facts.c
_ASK = tuple(
    _A[name]
    for name in ("id", "at", "address_id", "customer_id", "text", "offered", "query_id", "outcome", "case_id")
)
_ROW = (*_ASK, _A.settled)
_COUNT = bindparam("count", type_=Integer)
_ADD = hot(insert(query_asks).returning(_A.id))
_GET = hot(select(*_ROW).where(_A.id == bindparam("which")))
_OF_CASE = select(*_ROW).where(_A.case_id == bindparam("which")).order_by(_A.id.desc()).limit(1)
_LATEST = select(*_ROW).where(_A.address_id == bindparam("which")).order_by(_A.id.desc()).limit(1)
_OPEN = (
    select(*_ROW)
    .where(
        _A.at >= bindparam("since"), _A.settled == "", _A.outcome.in_((UNSOLVED, NONE, UNANSWERED, OFFERED))
    )
    .order_by(_A.id.desc())
    .limit(_COUNT)
)
_USED = (
    select(_A.query_id, func.count(), func.sum(case((_A.outcome == UNSOLVED, 1), else_=0)))
    .where(_A.at >= bindparam("since"), _A.query_id.is_not(None), _A.outcome.in_((ANSWERED, UNSOLVED)))
    .group_by(_A.query_id)
)
_PURGE = delete(query_asks).where(_A.at < bindparam("before"))
_FORGET = delete(query_asks).where(_A.customer_id == bindparam("which"))

_NEWEST = select(func.max(_F.id)).group_by(_F.name)
_FACTS = hot(select(_F.name, _F.value).where(_F.id.in_(_NEWEST)).order_by(_F.name))
_PUT = insert(company_facts)
_HISTORY = (
    select(_F.name, _F.value, _F.set_by, _F.at)
    .where(_F.name == bindparam("which"))
    .order_by(_F.id.desc())
    .limit(_COUNT)
)


class Asks:
    """Implements `query_ledgers.Asks`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        text: str,
        outcome: str,
        now: datetime,
        *,
        address_id: int | None = None,
        customer_id: int | None = None,
        offered: Sequence[int] = (),
        query_id: int | None = None,
        case_id: int | None = None,
    ) -> int:
        """Keep a question; return its id."""
        values = {"text": text, "outcome": outcome, "at": now, "offered": list(offered)}
        links = {
            "address_id": address_id,
            "customer_id": customer_id,
            "query_id": query_id,
            "case_id": case_id,
        }
        return int(self._session.row(_ADD, {**values, **links})[0])

    def get(self, ask_id: int) -> Ask | None:
        """Return a question."""
        return _ask(self._session.row(_GET, {"which": ask_id}))

    def change(self, ask_id: int, **fields: Any) -> None:
        """Note what became of a question."""
        self._session.change(update(query_asks).where(_A.id == ask_id).values(**fields))

    def of_case(self, case_id: int) -> Ask | None:
        """Return the question that was taken down as a case."""
        return _ask(self._session.row(_OF_CASE, {"which": case_id}))

    def latest(self, address_id: int) -> Ask | None:
        """Return the newest question of an address."""
        return _ask(self._session.row(_LATEST, {"which": address_id}))

    def open(self, since: datetime, limit: int) -> list[Ask]:
        """Return questions without an answer, or with one that did not help, the newest first."""
        rows = self._session.rows(_OPEN, {"since": since, "count": limit})
        return [found for row in rows if (found := _ask(row)) is not None]

    def usage(self, since: datetime, query_ids: Collection[int] | None = None) -> Mapping[int, Usage]:
        """Return how often entries were asked and did not help since a moment."""
        wanted = _USED if query_ids is None else _USED.where(_A.query_id.in_(sorted(query_ids)))
        rows = self._session.rows(wanted, {"since": since})
        return {query_id: Usage(asked, int(unsolved)) for query_id, asked, unsolved in rows}

    def purge(self, before: datetime) -> int:
        """Forget questions asked before a moment (G3)."""
        return self._session.change(_PURGE, {"before": before})

    def forget(self, customer_id: int) -> int:
        """Forget the questions of a customer (G3)."""
        return self._session.change(_FORGET, {"which": customer_id})


def _ask(row: Any) -> Ask | None:
    if row is None:
        return None
    ask_id, at, address_id, customer_id, words, offered, *rest = row
    return Ask(ask_id, at, address_id, customer_id, words, tuple(offered), *rest)


class Facts:
    """Implements `query_ledgers.Facts`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> dict[str, str]:
        """Return the facts that hold, those that were emptied left out."""
        return {name: value for name, value in self._session.rows(_FACTS) if value}

    def put(self, name: str, value: str, by: str, now: datetime) -> None:
        """Set a fact; an empty value takes it away."""
        self._session.change(_PUT, {"name": name, "value": value, "set_by": by, "at": now})

    def history(self, name: str, limit: int) -> list[Fact]:
        """Return what a fact was set to, the latest first."""
        return [Fact(*row) for row in self._session.rows(_HISTORY, {"which": name, "count": limit})]
