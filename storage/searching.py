"""Finding customers among a million by the beginnings of their terms, within a scope (C1, G1).

SQLite keeps the terms in a full-text table beside the customers, filled by triggers; PostgreSQL in an index.
Who serves a customer is a term too, so that a scope costs no more than another word.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    Integer,
    String,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from bot.standard.searching import SERVED_BY, Wanted
from storage.session import Both, Session, hot
from storage.tables import customers

INDEX = "customer_terms"
CANDIDATES = 120
"""How many customers are looked at for one search; whoever wants more writes a little more."""

NOBODY = 0
"""Serves the customers that have no manager."""

SMALL_TERMS = (
    f"{{row}}.search || ' {SERVED_BY}' || coalesce({{row}}.manager_id, {NOBODY})"
    f" || coalesce(' {SERVED_BY}' || {{row}}.deputy_id, '')"
)
LARGE = (
    f"array_to_tsvector(array_remove(string_to_array(search || ' {SERVED_BY}' ||"
    f" coalesce(manager_id, {NOBODY})::text || coalesce(' {SERVED_BY}' || deputy_id::text, ''), ' '), ''))"
)
_COLUMNS = (
    "id",
    "name",
    "gender",
    "kind",
    "phone",
    "tier",
    "vip",
    "manager_id",
    "deputy_id",
    "note",
    "language",
)
CUSTOMER = tuple(customers.c[name] for name in _COLUMNS)
"""What a `Customer` is made of."""

_terms = table(INDEX, column("rowid", Integer), column(INDEX))
_MATCH: BindParameter[str] = bindparam("match", type_=String)
_MOST = bindparam("most", type_=Integer)
_COUNT = bindparam("count", type_=Integer)
_found = (
    select(_terms.c.rowid).where(_terms.c[INDEX].op("MATCH")(_MATCH)).limit(_MOST),
    select(customers.c.id).where(literal_column(LARGE).op("@@")(cast(_MATCH, TSQUERY))).limit(_MOST),
)
# The whole name before its longer kin: 张三 before 张三丰.
_SEARCH = Both(
    *(
        hot(
            select(*CUSTOMER)
            .where(customers.c.id.in_(found))
            .order_by(
                customers.c.name != bindparam("name"),
                func.length(customers.c.name),
                customers.c.name,
                customers.c.id,
            )
            .limit(_COUNT)
        )
        for found in _found
    )
)
_NAMED = hot(
    select(*CUSTOMER).where(customers.c.name == bindparam("name")).order_by(customers.c.id).limit(_COUNT)
)
_CALLED = (
    select(*CUSTOMER)
    .where(customers.c.name.in_(bindparam("names", expanding=True)))
    .order_by(customers.c.id)
    .limit(_COUNT)
)


def is_of_the_model(name: str | None, _kind: str, _parents: Any) -> bool:
    """Tell whether the tables declare what a database holds; the index of terms is a revision's own."""
    return not (name or "").startswith(INDEX)


def named(session: Session, name: str, limit: int) -> Sequence[Any]:
    """Return the rows of customers of exactly this name, whoever serves them."""
    return session.rows(_NAMED, {"name": name, "count": limit})


def called(session: Session, names: Collection[str], limit: int) -> Sequence[Any]:
    """Return the rows of customers whose whole name is one of these, whoever serves them."""
    return session.rows(_CALLED, {"names": sorted(names), "count": limit})


def search(session: Session, wanted: Wanted, scope: Collection[int] | None, limit: int) -> Sequence[Any]:
    """Return the rows of customers found, of those served by `scope` (everybody's where it is None)."""
    if scope is not None and not scope:
        return []
    write = _large if session.shared else _small
    most = max(limit, CANDIDATES)
    values = {"name": wanted.text.strip(), "most": most, "count": limit}
    if scope is not None:
        return session.rows(_SEARCH, {**values, "match": write(wanted, scope, begin=True)})
    # Whole terms first: a common surname's beginning is that of a hundred thousand names.
    whole = session.rows(_SEARCH, {**values, "match": write(wanted, scope, begin=False)})
    if len(whole) >= limit:
        return whole
    begun = session.rows(_SEARCH, {**values, "match": write(wanted, scope, begin=True)})
    known = {row[0] for row in whole}
    return [*whole, *(row for row in begun if row[0] not in known)][:limit]


def _small(wanted: Wanted, scope: Collection[int] | None, *, begin: bool) -> str:
    star = "*" if begin else ""
    words = " OR ".join(f'"{word}"{star}' for word in wanted.beginnings)
    if wanted.named and begin:
        numbers = " OR ".join(f'"{number}"*' for number in wanted.numbered)
        words += f' OR ("{wanted.named}"* AND ({numbers}))'
    if scope is None:
        return words
    served = " OR ".join(f'"{SERVED_BY}{staff_id}"' for staff_id in sorted(scope))
    return f"({words}) AND ({served})"


def _large(wanted: Wanted, scope: Collection[int] | None, *, begin: bool) -> str:
    star = ":*" if begin else ""
    words = " | ".join(f"'{word}'{star}" for word in wanted.beginnings)
    if wanted.named and begin:
        numbers = " | ".join(f"'{number}':*" for number in wanted.numbered)
        words += f" | ('{wanted.named}':* & ({numbers}))"
    if scope is None:
        return words
    served = " | ".join(f"'{SERVED_BY}{staff_id}'" for staff_id in sorted(scope))
    return f"({words}) & ({served})"
