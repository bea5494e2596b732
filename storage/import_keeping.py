"""Writes a checked sheet in one turn: one statement for each part, so that nobody waits long."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Integer,
    String,
    Table,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    insert,
    literal,
    or_,
    select,
    text,
    update,
)

from bot.services.cases import WITHDRAWN
from bot.services.importing.customers import DAY, NEW, written_by
from bot.services.importing.lines import CREATE, UPDATE
from bot.services.importing.records import Import
from bot.standard.cadence import ANEW, CHANGED
from storage.moment import UtcTime
from storage.session import Session
from storage.tables import (
    anniversaries,
    bills,
    cases,
    contacts,
    customer_changes,
    customers,
    duties,
    import_rows,
    liaisons,
)

_CUSTOMER = "customer"
_SPOKEN_WITH_BY = ("tier", "vip", "wish_days", "status", "do_not_contact")


@dataclass(frozen=True, slots=True)
class Part:
    """What lines of a part are written to."""

    table: Table
    columns: tuple[str, ...]
    owned: bool = True
    numbered: bool = True


PARTS = {
    _CUSTOMER: Part(customers, ("name", *NEW), owned=False),
    "liaison": Part(liaisons, ("name", "post", "phone", *DAY)),
    "day": Part(anniversaries, ("name", *DAY)),
    "change": Part(customer_changes, ("field", "old", "new"), numbered=False),
    "contact": Part(
        contacts,
        (
            *("kind", "manager_id", "happened_at", "recorded_at", "content", "outcome", "next_at"),
            "author",
        ),
    ),
    "case": Part(
        cases,
        (
            *("kind", "state", "owner_id", "severity", "text", "due_at", "answer", "answered_at"),
            *("answered_by", "closed_at", "created_at", "provisional"),
        ),
    ),
    "duty": Part(
        duties,
        (
            *("kind", "period", "owner_id", "opened_at", "due_at", "due_day", "provisional", "ladder"),
            *("rung", "next_at", "policy"),
        ),
        numbered=False,
    ),
    "bill": Part(bills, ("month", "amount", "state", "note")),
}
_NUMBERED = [name for name, part in PARTS.items() if part.numbered]


def lines_of(import_id: int, part: str, action: str) -> ColumnElement[bool]:
    """Return the condition for the lines of a part that are made or changed."""
    return and_(
        import_rows.c.import_id == import_id, import_rows.c.part == part, import_rows.c.action == action
    )


def reserve(session: Session, import_id: int) -> dict[str, int]:
    """Set ids aside; on SQLite, where nobody else writes meanwhile, they are the next ones."""
    bases: dict[str, int] = {}
    for name in _NUMBERED:
        table = PARTS[name].table
        most = session.row(select(func.max(import_rows.c.place)).where(lines_of(import_id, name, CREATE)))[0]
        if most is None:
            continue
        if not session.shared:
            bases[name] = session.row(select(func.coalesce(func.max(table.c.id), 0)))[0]
            continue
        # Nobody takes a number while the block is cut off; the lock ends with this short turn.
        session.change(text(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"))
        sequence = func.pg_get_serial_sequence(table.name, "id")
        first = session.row(select(func.nextval(sequence)))[0]
        session.row(select(func.setval(sequence, first + most)))
        bases[name] = first
    return bases


def moved_on(session: Session, import_id: int) -> int:
    """Return how many lines no longer fit what is on file."""
    rows, moved = import_rows, 0
    changed = select(func.count()).where(
        lines_of(import_id, _CUSTOMER, UPDATE),
        ~exists().where(customers.c.id == rows.c.row_id, customers.c.revision == rows.c.seen),
    )
    account, phone, name = (rows.c["values"][key].as_string() for key in ("account", "phone", "name"))
    there = select(func.count()).where(
        lines_of(import_id, _CUSTOMER, CREATE),
        or_(
            exists().where(customers.c.account == account, customers.c.account.is_not(None)),
            and_(
                account.is_(None),
                phone != "",
                exists().where(customers.c.phone == phone, customers.c.name == name),
            ),
        ),
    )
    month = rows.c["values"]["month"].as_string()
    billed = select(func.count()).where(
        lines_of(import_id, "bill", CREATE),
        exists().where(bills.c.customer_id == rows.c.owner_id, bills.c.month == month),
    )
    filed = select(func.count()).where(
        lines_of(import_id, "case", CREATE),
        exists().where(
            cases.c.customer_id == rows.c.owner_id,
            cases.c.state != WITHDRAWN,
            *(
                cases.c[name] == _taken(cases.c[name], session.shared)
                for name in ("kind", "text", "created_at")
            ),
        ),
    )
    for statement in (changed, there, billed, filed):
        moved += session.row(statement)[0]
    gone = select(func.count()).where(
        rows.c.import_id == import_id,
        rows.c.owner_id.is_not(None),
        ~exists().where(customers.c.id == rows.c.owner_id),
    )
    return int(moved + session.row(gone)[0])


def keep(session: Session, import_: Import, bases: dict[str, int], now: datetime) -> None:
    """Write every line: what is made, then what is changed."""
    for name, part in PARTS.items():
        _make(session, import_, name, part, bases, now)
    _change(session, import_, _CUSTOMER, written_by(import_.fields), now)
    _change(session, import_, "liaison", ("post", "phone", *DAY), now)
    _change(session, import_, "day", DAY, now)
    _change(session, import_, "bill", ("amount", "state", "note"), now)
    if "contact" in bases:
        spoken_with = select(contacts.c.customer_id).where(contacts.c.import_id == import_.id)
        anew = update(customers).where(customers.c.id.in_(spoken_with)).values(cadence_on=ANEW)
        session.change(anew)


def _make(
    session: Session, import_: Import, name: str, part: Part, bases: dict[str, int], now: datetime
) -> None:
    if part.numbered and name not in bases:
        return
    rows, table = import_rows, part.table
    given: dict[str, Any] = {}
    if part.numbered:
        given["id"] = literal(bases[name], Integer) + rows.c.place
    if part.owned:
        given["customer_id"] = func.coalesce(
            rows.c.owner_id, literal(bases.get(_CUSTOMER, 0), Integer) + rows.c.owner_place
        )
    moment = literal(now, UtcTime())
    if "created_at" in table.c and "created_at" not in part.columns:
        given["created_at"] = moment
    if name == "change":
        given |= {"at": moment, "staff_id": literal(import_.staff_id, Integer)}
    if name == "contact":
        given["import_id"] = literal(import_.id, Integer)
    if name == "case":
        given["author_id"] = literal(import_.staff_id, Integer)
    if name == "duty":
        case_id = literal(bases.get("case", 0), Integer) + rows.c.owner_place
        given |= {"case_id": case_id, "subject": literal("case:", String) + cast(case_id, String)}
    given |= {column: _taken(table.c[column], session.shared) for column in part.columns}
    lines = (
        select(*given.values()).where(lines_of(import_.id, name, CREATE)).order_by(rows.c.number, rows.c.id)
    )
    session.change(insert(table).from_select(list(given), lines, include_defaults=False))


def _change(session: Session, import_: Import, name: str, columns: tuple[str, ...], now: datetime) -> None:
    table = PARTS[name].table
    there = session.row(select(exists().where(lines_of(import_.id, name, UPDATE))))[0]
    if not there:
        return
    values: dict[str, Any] = {column: _taken(table.c[column], session.shared) for column in columns}
    if name == _CUSTOMER:
        values["search"] = _taken(customers.c.search, session.shared)
        values |= {"updated_at": literal(now, UtcTime()), "revision": customers.c.revision + 1}
        changed = _differs(values, _SPOKEN_WITH_BY)
        values["cadence_on"] = case((changed, literal(CHANGED, Date)), else_=customers.c.cadence_on)
    if "next_on" in table.c:
        moved = _differs(values, DAY, table)
        values["next_on"] = case((moved, literal(ANEW, Date)), else_=table.c.next_on)
    change = (
        update(table)
        .where(table.c.id == import_rows.c.row_id, lines_of(import_.id, name, UPDATE))
        .values(values)
    )
    session.change(change)


def _differs(
    values: Mapping[str, Any], names: Collection[str], table: Table = customers
) -> ColumnElement[bool]:
    """Return whether a line says of some columns what is not on file yet."""
    return or_(false(), *(table.c[name].is_distinct_from(values[name]) for name in names if name in values))


def _taken(column: Column[Any], shared: bool) -> ColumnElement[Any]:
    """Return a column's value out of a line."""
    value: Any = import_rows.c["values"][column.name]
    kind = column.type
    words: ColumnElement[Any] = value.as_string()
    if isinstance(kind, Boolean):
        words = value.as_boolean()
    elif isinstance(kind, Integer):
        words = value.as_integer()
    if shared and isinstance(kind, UtcTime):
        return cast(words, DateTime(timezone=True))
    if shared and isinstance(kind, Date):
        return cast(words, Date)
    if isinstance(kind, JSON):
        return cast(words, JSON) if shared else case((words.is_(None), None), else_=words)
    return words
