"""What periods ask of many customers, as statements made once and run by the thousand (D-4 to D-6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Date,
    Integer,
    String,
    Update,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    update,
)

from bot.services.cadence_ledgers import CADENCE, FACE, Opening, Term
from storage.duty_raising import Source, closing_by, raising_by
from storage.moment import UtcTime
from storage.session import Both, hot
from storage.tables import customers, duties

SUBJECT = "customer:"
DAY = {CADENCE: customers.c.cadence_on, FACE: customers.c.face_on}
SINCE = {CADENCE: customers.c.contacted_at, FACE: customers.c.visited_at}
Meaning = tuple[str, tuple[str, ...], bool]
"""Whom a term is meant for: its kind, its tiers, and whether it is their own wish."""
Owed = Sequence[tuple[Term, Opening]]

_CUSTOMERS = Source(customers, customers.c.id, SUBJECT, customers.c.id)
# A wish that nobody knows is no wish for none: NOT over NULL would leave such customers out.
EXEMPT = func.coalesce(
    or_(customers.c.status == "left", customers.c.do_not_contact, customers.c.wish_days == 0), False
)
WISHING = (customers.c.wish_days > 0) & ~EXEMPT


@dataclass(frozen=True, slots=True)
class Raising:
    """The statements that raise what several terms ask of those who wait for it."""

    lapse: Update
    insert: Both
    following: Update


def meant(term: Term) -> ColumnElement[bool]:
    """Return the condition for the customers whom a term is meant for."""
    return _meant(term.kind, term.tiers, term.wish)


def owed_by(kind: str, terms: Sequence[Term]) -> ColumnElement[bool]:
    """Return the condition for the customers who owe a kind of duty at all."""
    theirs = [meant(term) for term in terms if term.kind == kind]
    wishing = [WISHING] if kind == CADENCE else []
    return func.coalesce(or_(*theirs, *wishing), False)


@cache
def raising_of(meanings: tuple[Meaning, ...]) -> Raising:
    """Return the statements for terms of one kind; their values are named by the place of each term."""
    kind = meanings[0][0]
    column = DAY[kind]
    # By their day and a span of ids: thousands of ids in a statement take longer to read than to find.
    first, last = bindparam("first", type_=Integer), bindparam("last", type_=Integer)
    waiting = (column == bindparam("day")) & customers.c.id.between(first, last)
    theirs = [_meant(*meaning) for meaning in meanings]

    def by_term(name: str, kind_of: Any) -> ColumnElement[Any]:
        values = [bindparam(f"{name}_{place}", type_=kind_of) for place in range(len(meanings))]
        return case(*zip(theirs, values, strict=True), else_=literal(None, kind_of))

    asked = select(by_term("asked", String)).where(customers.c.id == duties.c.customer_id)
    lapse = closing_by(
        duties.c.kind == literal(kind),
        duties.c.customer_id.between(first, last),
        duties.c.customer_id.in_(select(customers.c.id).where(waiting)),
        duties.c.period != asked.scalar_subquery(),
    )
    owing = waiting & or_(*theirs), or_(SINCE[kind].is_(None), SINCE[kind] < by_term("begins", UtcTime))
    insert = raising_by(
        _CUSTOMERS, literal(kind), _born(by_term), bindparam("nobodys", type_=Integer), *owing
    )
    following = update(customers).where(waiting).values({column.name: by_term("following", Date)})
    return Raising(hot(lapse), Both(hot(insert.sqlite), hot(insert.postgresql)), hot(following))


def _born(by_term: Callable[[str, Any], ColumnElement[Any]]) -> dict[str, ColumnElement[Any]]:
    return {
        "period": by_term("asked", String),
        "opened_at": by_term("opened", UtcTime),
        "due_at": by_term("ends", UtcTime),
        "due_day": by_term("on", Date),
        "provisional": by_term("unsure", Boolean),
        "next_at": by_term("speaks", UtcTime),
        "policy": by_term("rules", String),
    }


def periods(owed: Owed) -> dict[str, str]:
    """Return the values that tell which periods are asked for."""
    return {f"asked_{place}": term.period for place, (term, _) in enumerate(owed)}


def births(owed: Owed) -> dict[str, Any]:
    """Return the values with which duties are born."""
    values: dict[str, Any] = {**periods(owed), "nobodys": owed[0][1].nobodys}
    for place, (term, opening) in enumerate(owed):
        values |= {
            f"begins_{place}": term.begins_at,
            f"opened_{place}": opening.opened_at,
            f"ends_{place}": term.due.at,
            f"on_{place}": term.due.day,
            f"unsure_{place}": term.due.provisional,
            f"speaks_{place}": opening.next_at,
            f"rules_{place}": opening.policy,
        }
    return values


def followings(owed: Owed) -> dict[str, Any]:
    """Return the values that tell from when something is to be raised again."""
    return {f"following_{place}": term.next_on for place, (term, _) in enumerate(owed)}


def _meant(kind: str, tiers: tuple[str, ...], wish: bool) -> ColumnElement[bool]:
    if kind == FACE:
        return customers.c.vip & ~EXEMPT
    if wish:
        return WISHING
    # Said one by one: a list is put into a statement each time anew.
    named = or_(*(customers.c.tier == tier for tier in tiers))
    return named & customers.c.wish_days.is_(None) & ~EXEMPT
