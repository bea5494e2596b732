"""What becomes of a question, noted as it happens: what was offered, what was pressed (C7, D-25, N1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.services import departments
from bot.services.desk import Desk, excerpt
from bot.services.ports import UnitOfWork
from bot.services.query_records import ANSWERED, NONE, OFFERED, UNANSWERED, UNSOLVED, Ask, Query
from bot.services.records import Case, Contactable

_MISSED = {ANSWERED: UNSOLVED, OFFERED: NONE}


def answered(
    uow: UnitOfWork, who: Contactable, text: str, query: Query, now: datetime, of: Ask | None = None
) -> int:
    """Note that a question was answered by an entry, and return its id; `of`: it was offered with that."""
    ask = of or uow.asks.latest(who.id)
    if ask is not None and ask.outcome == OFFERED and ask.text == text:
        uow.asks.change(ask.id, outcome=ANSWERED, query_id=query.id)
        return ask.id
    return uow.asks.add(
        text, ANSWERED, now, address_id=who.id, customer_id=who.customer_id, query_id=query.id
    )


def offered(uow: UnitOfWork, who: Contactable, text: str, choices: Sequence[Query], now: datetime) -> int:
    """Note which entries were offered to somebody for a question; return its id."""
    shown = [query.id for query in choices]
    return uow.asks.add(text, OFFERED, now, address_id=who.id, customer_id=who.customer_id, offered=shown)


def not_helped(uow: UnitOfWork, who: Contactable, text: str, of: Ask | None = None) -> Ask | None:
    """Note that what was told somebody did not help: 没有解决, 都不是, 转人工; `of`: under which answer."""
    ask = of or uow.asks.latest(who.id)
    if ask is None or ask.text != text:
        return None
    if ask.outcome in _MISSED:
        uow.asks.change(ask.id, outcome=_MISSED[ask.outcome])
    return ask


def taken_down(
    uow: UnitOfWork,
    desk: Desk,
    who: Contactable,
    text: str,
    case: Case,
    now: datetime,
    of: Ask | None = None,
) -> None:
    """Note that a person answers a question; what a department has to look into goes there (D-25)."""
    ask = not_helped(uow, who, text, of)
    if ask is None:
        uow.asks.add(text, UNANSWERED, now, address_id=who.id, customer_id=who.customer_id, case_id=case.id)
        return
    uow.asks.change(ask.id, case_id=case.id)
    query = uow.queries.get(ask.query_id, desk.today(now)) if ask.query_id is not None else None
    if query is not None and query.department:
        _refer(uow, desk, case, query, now)


def asked_again(
    uow: UnitOfWork, who: Contactable, text: str, case: Case, now: datetime, of: Ask | None = None
) -> None:
    """Note that a question was asked once more while a person has it already."""
    ask = not_helped(uow, who, text, of)
    if ask is not None and ask.case_id is None:
        uow.asks.change(ask.id, case_id=case.id)
        return
    uow.asks.add(text, UNANSWERED, now, address_id=who.id, customer_id=who.customer_id, case_id=case.id)


def _refer(uow: UnitOfWork, desk: Desk, case: Case, query: Query, now: datetime) -> None:
    """Ask an entry's department at once; the case stays its owner's, who answers the customer (D-25, E5)."""
    who, owner = departments.person(uow, query.department), uow.people.staff(case.owner_id)
    if who is None or owner is None or who.id == owner.id:
        return
    text = desk.say("query-referred", title=query.title, text=excerpt(case.text, 200))
    departments.refer(uow, desk, case, query.department, text, owner, now, by_itself=True)
