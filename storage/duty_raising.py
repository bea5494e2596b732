"""One duty for each of many rows, by one statement that can be run again without harm (4.D)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    FromClause,
    Integer,
    String,
    Update,
    bindparam,
    cast,
    delete,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from bot.services.cadence_ledgers import CADENCE, FACE, FIRST, Opening
from bot.services.moments_ledgers import MOMENT
from bot.standard.deadline import Due
from storage.moment import UtcTime
from storage.session import Both, Session
from storage.tables import anniversaries, customers, digest_lines, duties, escalations, liaisons, staff

CLOCKS = (CADENCE, FACE, FIRST, MOMENT)
"""Kinds of duty that the clock raises about customers by itself."""


@dataclass(frozen=True, slots=True)
class Source:
    """Which rows duties are about: each has an id, an owner, perhaps a customer, and words of its own."""

    rows: FromClause
    row_id: ColumnElement[int]
    prefix: str
    customer_id: ColumnElement[int] | None = None
    text: ColumnElement[str] | None = None


def raise_each(
    session: Session,
    source: Source,
    kind: str,
    period: str,
    due: Due,
    opening: Opening,
    *which: ColumnElement[bool],
) -> int:
    """Raise a duty for every row that has none of the period; return how many are new."""
    born: dict[str, ColumnElement[Any]] = {
        "period": literal(period, String),
        "opened_at": literal(opening.opened_at, UtcTime()),
        "due_at": literal(due.at, UtcTime()),
        "due_day": literal(due.day, Date),
        "provisional": literal(due.provisional),
        "next_at": literal(opening.next_at, UtcTime()),
        "policy": literal(opening.policy, String),
    }
    return session.change(
        raising_by(source, literal(kind, String), born, literal(opening.nobodys, Integer), *which)
    )


def raising_by(
    source: Source,
    kind: ColumnElement[str],
    born: Mapping[str, ColumnElement[Any]],
    nobodys: ColumnElement[Any],
    *which: ColumnElement[bool],
) -> Both:
    """Return the statement that raises a duty for every row that has none of the period."""
    whole: dict[str, ColumnElement[Any]] = {
        "kind": kind,
        "subject": literal(source.prefix, String) + cast(source.row_id, String),
        "owner_id": staff.c.id if source.customer_id is None else owner_of(nobodys),
        "customer_id": literal(None, Integer) if source.customer_id is None else source.customer_id,
        "text": literal("", String) if source.text is None else source.text,
        "ladder": kind,
        **born,
    }
    rows = select(*whole.values()).select_from(source.rows).where(*which)
    keys = ["kind", "subject", "period"]
    return Both(
        sqlite.insert(duties).from_select(list(whole), rows).on_conflict_do_nothing(index_elements=keys),
        postgresql.insert(duties).from_select(list(whole), rows).on_conflict_do_nothing(index_elements=keys),
    )


def forget(session: Session, customer_ids: Sequence[int]) -> None:
    """Drop what the clock raised about customers who go off the file as if they had never been there."""
    subjects = [f"customer:{customer_id}" for customer_id in customer_ids]
    for name, table in (("liaison", liaisons), ("anniversary", anniversaries)):
        whose = select(table.c.id).where(table.c.customer_id.in_(customer_ids))
        subjects += [f"{name}:{row[0]}" for row in session.rows(whose)]
    raised = select(duties.c.id).where(duties.c.kind.in_(CLOCKS), duties.c.subject.in_(subjects))
    ids = [row[0] for row in session.rows(raised)]
    if ids:
        for told in (escalations, digest_lines):
            session.change(delete(told).where(told.c.duty_id.in_(ids)))
        session.change(delete(duties).where(duties.c.id.in_(ids)))


def minded() -> ColumnElement[bool]:
    """Return the condition for duties of a customer that are more than the clock's own."""
    return or_(duties.c.kind.not_in(CLOCKS), duties.c.closed_why.in_(("blessed", "gift")))


def closing_by(*which: ColumnElement[bool]) -> Update:
    """Return the statement that closes some open duties, with the values of `closing_values`."""
    closed = {
        "closed_at": bindparam("over_at", type_=UtcTime()),
        "closed_why": bindparam("over_why", type_=String),
        "next_at": None,
        "revision": duties.c.revision + 1,
    }
    return update(duties).where(duties.c.closed_at.is_(None), *which).values(closed)


def closing_values(why: str, now: datetime) -> dict[str, Any]:
    """Return why and when duties are closed."""
    return {"over_at": now, "over_why": why}


def owner_of(nobodys: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return who answers for a customer: manager, else deputy, else the first rung above (E4)."""
    return func.coalesce(_active(customers.c.manager_id), _active(customers.c.deputy_id), nobodys)


def _active(person: Column[Any]) -> Any:
    return select(staff.c.id).where(staff.c.id == person, staff.c.active).scalar_subquery()
