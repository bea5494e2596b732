"""Imports: what is on file of whom a sheet names, and how each of its rows fares (C1, O1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields as fields_of
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Integer, bindparam, delete, func, insert, or_, select, update

from bot.services.importing.customers import DAY, NEW
from bot.services.importing.happenings import kept
from bot.services.importing.lines import ROW, Counts, Line
from bot.services.importing.records import CHECKED, CHECKING, WAITING, Import, TakenBack, Told
from bot.services.importing.standing import OnFile, Standing
from storage import export_reading, import_keeping, import_undoing
from storage.session import Session, hot
from storage.tables import (
    anniversaries,
    bills,
    cases,
    contacts,
    customers,
    import_rows,
    imports,
    liaisons,
    outbox,
)

_IMPORT = tuple(imports.c[field.name] for field in fields_of(Import))
_CUSTOMER = ("id", "name", "revision", *NEW)
_LIAISON = ("id", "customer_id", "name", "post", "phone", *DAY)
_DAY = ("id", "customer_id", "name", *DAY)
_BILL = ("id", "customer_id", "month", "amount", "state", "note")

_WHO = select(*(customers.c[name] for name in _CUSTOMER))
_BY_ACCOUNT = _WHO.where(customers.c.account.in_(bindparam("some", expanding=True)))
_BY_PHONE = _WHO.where(
    customers.c.phone.in_(bindparam("some", expanding=True)), customers.c.phone != ""
).limit(bindparam("most", type_=Integer))
_BY_NAME = _WHO.where(customers.c.name.in_(bindparam("some", expanding=True))).limit(
    bindparam("most", type_=Integer)
)
_PEOPLE = select(*(liaisons.c[name] for name in _LIAISON)).where(
    liaisons.c.customer_id.in_(bindparam("some", expanding=True)), liaisons.c.removed_at.is_(None)
)
_DAYS = select(*(anniversaries.c[name] for name in _DAY)).where(
    anniversaries.c.customer_id.in_(bindparam("some", expanding=True)), anniversaries.c.removed_at.is_(None)
)
_BILLS = select(*(bills.c[name] for name in _BILL)).where(
    bills.c.customer_id.in_(bindparam("some", expanding=True))
)
_CONTACTS = select(contacts.c.customer_id, contacts.c.kind, contacts.c.happened_at, contacts.c.content).where(
    contacts.c.customer_id.in_(bindparam("some", expanding=True)), contacts.c.undone_at.is_(None)
)
_CASES = select(cases.c.customer_id, cases.c.kind, cases.c.created_at, cases.c.text, cases.c.state).where(
    cases.c.customer_id.in_(bindparam("some", expanding=True)), cases.c.state != "withdrawn"
)
_SHARED = {"phone": 50, "name": 200}
"""So many customers for each phone or name asked after, on the average: few share them."""

_STAGE = hot(insert(import_rows))
_STAGED = (
    *("number", "part", "action", "place", "row_id", "owner_id", "owner_place", "seen"),
    *("values", "before"),
)
_TOLD = (
    select(import_rows.c.number, import_rows.c.action, import_rows.c.notes)
    .where(
        import_rows.c.import_id == bindparam("import_id"),
        import_rows.c.part == ROW,
        import_rows.c.number > bindparam("after", type_=Integer),
    )
    .order_by(import_rows.c.number)
    .limit(bindparam("most", type_=Integer))
)


class Imports:
    """Implements `ledgers.Imports`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        kind: str,
        name: str,
        now: datetime,
        *,
        staff_id: int | None,
        file_id: int | None = None,
        address_id: int | None = None,
        progress_id: int | None = None,
    ) -> Import:
        """Put a sheet down to be worked on."""
        values = {"kind": kind, "name": name[:128], "at": now, "bases": {}, "fields": [], "unknown": []}
        values |= {"staff_id": staff_id, "file_id": file_id, "address_id": address_id}
        values |= {"progress_id": progress_id, "state": WAITING}
        row = self._session.row(insert(imports).returning(*_IMPORT), values)
        return _import(row)

    def get(self, import_id: int) -> Import | None:
        """Return an import."""
        row = self._session.row(select(*_IMPORT).where(imports.c.id == import_id))
        return None if row is None else _import(row)

    def in_state(self, *states: str) -> list[Import]:
        """Return the imports that stand so, oldest first."""
        wanted = select(*_IMPORT).where(imports.c.state.in_(states)).order_by(imports.c.id)
        return [_import(row) for row in self._session.rows(wanted)]

    def latest(self, staff_id: int | None, limit: int) -> list[Import]:
        """Return somebody's latest imports; everybody's where nobody is named."""
        wanted = select(*_IMPORT).order_by(imports.c.id.desc()).limit(limit)
        if staff_id is not None:
            wanted = wanted.where(imports.c.staff_id == staff_id)
        return [_import(row) for row in self._session.rows(wanted)]

    def move(self, import_id: int, states: Iterable[str], to: str, **fields: Any) -> bool:
        """Bring an import from one of some states to another; False where it stands elsewhere by now."""
        change = update(imports).where(imports.c.id == import_id, imports.c.state.in_(list(states)))
        return self._session.change(change, {"state": to, **fields}) == 1

    def told_by(self, import_: Import) -> str:
        """Return the platform's handle of the message that tells how far a sheet is; empty where unsent."""
        wanted = select(outbox.c.ref).where(outbox.c.id == import_.progress_id)
        row = self._session.row(wanted) if import_.progress_id is not None else None
        return "" if row is None else str(row[0])

    def customers(self, staff_ids: Collection[int] | None, after: int, limit: int) -> list[Standing]:
        """Return customers of some staff, of everybody where None is given, with what belongs to them."""
        return export_reading.customers(self._session, staff_ids, after, limit)

    def contacts(self, staff_ids: Collection[int] | None, after: int, limit: int) -> list[dict[str, Any]]:
        """Return records about customers of some staff, of everybody where None is given."""
        return export_reading.contacts(self._session, staff_ids, after, limit)

    def expire(self, before: datetime) -> int:
        """Take the contents out of sheets that were handed out before a moment (G3)."""
        return export_reading.expire(self._session, before)

    def tell_by(self, import_id: int, parcel_id: int) -> None:
        """Note which message tells how far a sheet is."""
        self._session.change(update(imports).where(imports.c.id == import_id), {"progress_id": parcel_id})

    def known(
        self, accounts: Iterable[str], phones: Iterable[str], belongings: bool, names: Iterable[str] = ()
    ) -> dict[str, list[Standing]]:
        """Return who has such accounts (`account:…`), phones (`phone:…`) and names (`name:…`)."""
        found: dict[str, list[Standing]] = {}
        by_id: dict[int, Standing] = {}
        for column, statement, wanted in (
            ("account", _BY_ACCOUNT, list(accounts)),
            ("phone", _BY_PHONE, list(phones)),
            ("name", _BY_NAME, list(names)),
        ):
            if not wanted:
                continue
            values: dict[str, Any] = {"some": wanted}
            if column != "account":
                values["most"] = _SHARED[column] * len(wanted)
            # Put in order here: asked for in order, PostgreSQL would walk through all customers by their ids.
            for row in sorted(self._session.rows(statement, values), key=itemgetter(0)):
                data = dict(zip(_CUSTOMER, row, strict=True))
                standing = by_id.setdefault(data["id"], Standing(data))
                found.setdefault(f"{column}:{data[column]}", []).append(standing)
        if belongings and by_id:
            self._belongings(by_id)
        return found

    def _belongings(self, by_id: dict[int, Standing]) -> None:
        for columns, statement, name in (
            (_LIAISON, _PEOPLE, "liaisons"),
            (_DAY, _DAYS, "anniversaries"),
        ):
            for row in self._session.rows(statement, {"some": list(by_id)}):
                data = dict(zip(columns, row, strict=True))
                standing = by_id[data["customer_id"]]
                setattr(standing, name, [*getattr(standing, name), data])

    def on_file(self, kind: str, customer_ids: Iterable[int]) -> OnFile:
        """Return what is on file of a kind about customers."""
        some, found = {"some": list(customer_ids)}, OnFile()
        if not some["some"]:
            return found
        match kind:
            case "contacts":
                rows = self._session.rows(_CONTACTS, some)
                found.contacts = {(who, what, kept(at), words) for who, what, at, words in rows}
            case "cases":
                rows = self._session.rows(_CASES, some)
                found.cases = {(who, what, kept(at), words): state for who, what, at, words, state in rows}
            case "bills":
                rows = [dict(zip(_BILL, row, strict=True)) for row in self._session.rows(_BILLS, some)]
                found.bills = {(row["customer_id"], row["month"]): row for row in rows}
        return found

    def stage(self, import_id: int, lines: Sequence[Line]) -> None:
        """Keep lines that were checked, to be written later as a whole."""
        rows = [
            {
                "import_id": import_id,
                "notes": [list(note) for note in line.notes] or None,
                **{name: getattr(line, name) for name in _STAGED},
            }
            for line in lines
        ]
        if rows:
            self._session.change_many(_STAGE, rows)

    def checked(self, import_id: int, counts: Counts) -> None:
        """Note how the rows fared: the import waits for a yes."""
        names = ("created", "updated", "unchanged", "rejected", "warned")
        values = {name: getattr(counts, name) for name in names}
        self.move(import_id, (CHECKING,), CHECKED, rows=counts.total, **values)

    def told(self, import_id: int, after: int, limit: int) -> list[Told]:
        """Return how rows fared, those behind a row number."""
        rows = self._session.rows(_TOLD, {"import_id": import_id, "after": after, "most": limit})
        return [
            Told(number, action, tuple((phrase, dict(slots)) for phrase, slots in notes or ()))
            for number, action, notes in rows
        ]

    def reserve(self, import_id: int) -> dict[str, int]:
        """Set ids aside for what the import makes; return where they begin, by part."""
        return import_keeping.reserve(self._session, import_id)

    def moved_on(self, import_: Import) -> int:
        """Return how many things have changed on file since the rows were checked."""
        return import_keeping.moved_on(self._session, import_.id)

    def keep(self, import_: Import, bases: dict[str, int], now: datetime) -> None:
        """Write every line of an import, all in this turn."""
        import_keeping.keep(self._session, import_, bases, now)

    def undo(self, import_: Import, after: int, limit: int, now: datetime) -> tuple[TakenBack, int]:
        """Take back some rows behind a row number; return how they fared and the last number."""
        return import_undoing.undo(self._session, import_, after, limit, now)

    def forget(self, import_id: int, limit: int) -> int:
        """Forget some of the rows of an import that nobody needs any more; return how many were left."""
        some = select(import_rows.c.id).where(import_rows.c.import_id == import_id).limit(limit)
        return self._session.change(delete(import_rows).where(import_rows.c.id.in_(some)))

    def old(self, before: datetime, limit: int) -> list[int]:
        """Return imports from before a moment that still have rows."""
        rows = (
            select(imports.c.id)
            .where(
                or_(imports.c.done_at < before, imports.c.done_at.is_(None)),
                imports.c.at < before,
                select(func.count())
                .where(import_rows.c.import_id == imports.c.id)
                .correlate(imports)
                .scalar_subquery()
                > 0,
            )
            .order_by(imports.c.id)
            .limit(limit)
        )
        return [row[0] for row in self._session.rows(rows)]


def _import(row: Sequence[Any]) -> Import:
    values = dict(zip((field.name for field in fields_of(Import)), row, strict=True))
    values |= {name: tuple(values[name]) for name in ("fields", "unknown")}
    return Import(**values)
