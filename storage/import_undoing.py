"""Takes an import back row by row, where nothing has happened since (O1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from bot.services.cases import WITHDRAWN
from bot.services.importing.lines import CREATE, ROW, UPDATE
from bot.services.importing.records import Import, TakenBack
from bot.standard.cadence import ANEW, CHANGED
from storage.columns import metadata
from storage.duty_raising import forget, minded
from storage.import_keeping import PARTS
from storage.session import Session
from storage.tables import (
    anniversaries,
    cases,
    contacts,
    customer_changes,
    customers,
    duties,
    import_rows,
    liaisons,
)

_OWN = {liaisons: "liaison", anniversaries: "day"}
_NUMBERS = (
    select(import_rows.c.number, import_rows.c.action)
    .where(
        import_rows.c.import_id == bindparam("import_id"),
        import_rows.c.part == ROW,
        import_rows.c.action.in_((CREATE, UPDATE)),
        import_rows.c.number > bindparam("after", type_=Integer),
    )
    .order_by(import_rows.c.number)
    .limit(bindparam("most", type_=Integer))
)
_COLUMNS = (
    "number",
    "part",
    "action",
    "place",
    "row_id",
    "owner_id",
    "owner_place",
    "seen",
    "values",
    "before",
)
Row = Mapping[str, Any]


def undo(session: Session, import_: Import, after: int, limit: int, now: datetime) -> tuple[TakenBack, int]:
    """Take back the next rows; those on which something hangs, or that were changed since, stay."""
    found = session.rows(_NUMBERS, {"import_id": import_.id, "after": after, "most": limit})
    if not found:
        return TakenBack(), 0
    numbers = [row[0] for row in found]
    rows = _lines(session, import_.id, numbers)
    removed: set[int] = set()
    restored: set[int] = set()
    stayed: set[int] = set()
    for part in ("contact", "case", "bill", "liaison", "day", "customer"):
        made = {_id(import_, row): row for row in rows if row["part"] == part and row["action"] == CREATE}
        if part in ("liaison", "day"):
            # Those of a customer that the sheet made go with the customer, or stay with them.
            made = {key: row for key, row in made.items() if row["owner_id"] is not None}
        gone, kept = _remove(session, import_, part, made, now)
        removed |= gone
        stayed |= kept
        back, left = _restore(session, import_, part, rows, now)
        restored |= back
        stayed |= left
    made_new = {number for number, action in found if action == CREATE}
    undone = (removed | restored) - stayed
    taken = TakenBack(len(undone & made_new), len(undone - made_new), len(stayed))
    return taken, numbers[-1]


def _lines(session: Session, import_id: int, numbers: Sequence[int]) -> list[Row]:
    wanted = select(*(import_rows.c[name] for name in _COLUMNS)).where(
        import_rows.c.import_id == import_id,
        import_rows.c.part != ROW,
        import_rows.c.number.between(numbers[0], numbers[-1]),
    )
    return [dict(zip(_COLUMNS, row, strict=True)) for row in session.rows(wanted)]


def _id(import_: Import, row: Row) -> int:
    return int(import_.bases.get(row["part"], 0) + row["place"]) if row["place"] is not None else 0


def _remove(
    session: Session, import_: Import, part: str, made: Mapping[int, Row], now: datetime
) -> tuple[set[int], set[int]]:
    """Remove what was made where nothing hangs on it; return the row numbers gone and those that stay."""
    if not made:
        return set(), set()
    table = PARTS[part].table
    made_still = select(table.c.id).where(table.c.id.in_(made))
    if part == "case":
        made_still = made_still.where(cases.c.state != WITHDRAWN)
    there = [row[0] for row in session.rows(made_still)]
    held = (
        {row[0] for row in session.rows(_held(import_, part).where(table.c.id.in_(there)))}
        if there
        else set()
    )
    held |= {key for key in there if key not in held and _touched(session, part, key, made[key])}
    free = [key for key in there if key not in held]
    if free:
        _take_away(session, import_, part, free, now)
    return {made[key]["number"] for key in free}, {made[key]["number"] for key in held}


def _take_away(session: Session, import_: Import, part: str, free: list[int], now: datetime) -> None:
    if part == "contact":
        # A record is struck out, never deleted (O1).
        struck = update(contacts).where(contacts.c.id.in_(free), contacts.c.undone_at.is_(None))
        session.change(struck, {"undone_at": now})
        theirs = select(contacts.c.customer_id).where(contacts.c.id.in_(free))
        session.change(update(customers).where(customers.c.id.in_(theirs)).values(cadence_on=ANEW))
        return
    if part == "customer":
        forget(session, free)
        for own in _OWN:
            session.change(delete(own).where(_made_by(import_, own), own.c.customer_id.in_(free)))
    if part == "case":
        free = _unspoken(session, free, now)
        session.change(delete(duties).where(duties.c.case_id.in_(free)))
    session.change(delete(PARTS[part].table).where(PARTS[part].table.c.id.in_(free)))


def _unspoken(session: Session, some: list[int], now: datetime) -> list[int]:
    """Withdraw those cases of which the clock has spoken: their numbers are known; return the others."""
    spoken = select(duties.c.case_id).where(duties.c.case_id.in_(some), duties.c.revision > 0)
    known = {row[0] for row in session.rows(spoken)}
    if known:
        session.change(
            update(cases).where(cases.c.id.in_(known)).values(revision=cases.c.revision + 1),
            {"state": WITHDRAWN, "closed_at": now},
        )
        session.change(
            update(duties).where(duties.c.case_id.in_(known)).values(revision=duties.c.revision + 1),
            {"closed_at": now, "closed_why": WITHDRAWN, "next_at": None},
        )
    return [one for one in some if one not in known]


def _held(import_: Import, part: str) -> Any:
    """Return the query for things that something else of the house points at."""
    table = PARTS[part].table
    hanging: list[Any] = [
        exists().where(column == table.c.id, ~_made_by(import_, other))
        if other in _OWN and part == "customer"
        else exists().where(column == table.c.id, _minded())
        if other is duties and part == "case"
        else exists().where(column == table.c.id, minded())
        if other is duties and part == "customer"
        else exists().where(column == table.c.id)
        for other, column in _pointing(table)
    ]
    if "revision" in table.c:
        hanging.append(table.c.revision > 0)
    return select(table.c.id).where(or_(*hanging) if hanging else table.c.id.is_(None))


def _minded() -> ColumnElement[bool]:
    """Return the condition for duties that somebody has touched, or that came later than their case."""
    return or_(
        duties.c.kind != cases.c.kind,
        duties.c.closed_at.is_not(None),
        duties.c.acked_at.is_not(None),
        duties.c.owner_id != cases.c.owner_id,
    )


@cache
def _pointing(table: Table) -> tuple[tuple[Table, Column[Any]], ...]:
    """Return every column of the house that points at a table."""
    return tuple(
        (other, key.parent)
        for other in metadata.tables.values()
        for key in other.foreign_keys
        if key.column.table is table
    )


def _made_by(import_: Import, table: Table) -> Any:
    part = _OWN[table]
    if part not in import_.bases:
        return table.c.id.is_(None)
    base = import_.bases[part]
    most = (
        select(func.max(import_rows.c.place))
        .where(import_rows.c.import_id == import_.id, import_rows.c.part == part)
        .scalar_subquery()
    )
    return and_(table.c.id > base, table.c.id <= base + most)


def _touched(session: Session, part: str, key: int, row: Row) -> bool:
    """Return whether what has no revision of its own stands otherwise than it was made."""
    if part not in ("liaison", "day", "bill"):
        return False
    return not _stands(session, PARTS[part].table, key, row["values"] or {})


def _stands(session: Session, table: Table, key: int, values: Row) -> bool:
    row = session.row(select(*(table.c[name] for name in values)).where(table.c.id == key))
    return row is not None and list(row) == list(values.values())


def _restore(
    session: Session, import_: Import, part: str, rows: Iterable[Row], now: datetime
) -> tuple[set[int], set[int]]:
    """Put back what stood before where it has not been changed since."""
    table = PARTS[part].table
    back: set[int] = set()
    stayed: set[int] = set()
    for row in rows:
        if row["part"] != part or row["action"] != UPDATE:
            continue
        # The days that what stood before asks for are worked out again (D-4, D-17).
        before = dict(row["before"]) | ({"next_on": ANEW} if "next_on" in table.c else {})
        change = update(table).where(table.c.id == row["row_id"])
        if part == "customer":
            before |= {"search": before["search"], "updated_at": now, "revision": row["seen"] + 2}
            before["cadence_on"] = CHANGED
            change = change.where(customers.c.revision == row["seen"] + 1)
        elif not _stands(session, table, row["row_id"], row["values"]):
            stayed.add(row["number"])
            continue
        if session.change(change, before):
            back.add(row["number"])
            if part == "customer":
                _tell_history(session, import_, row, now)
        else:
            stayed.add(row["number"])
    return back, stayed


def _tell_history(session: Session, import_: Import, row: Row, now: datetime) -> None:
    """Keep in the customer's history that what stood before stands again."""
    changes = select(import_rows.c["values"]).where(
        import_rows.c.import_id == import_.id,
        import_rows.c.part == "change",
        import_rows.c.action == CREATE,
        import_rows.c.number == row["number"],
    )
    for (values,) in session.rows(changes):
        kept = {"customer_id": row["row_id"], "at": now, "staff_id": import_.staff_id}
        kept |= {"field": values["field"], "old": values["new"], "new": values["old"]}
        session.change(insert(customer_changes), kept)
