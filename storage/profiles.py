"""The customer's file: read as a whole, changed field by field, what stood there before is kept (C1, O1)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, insert, select, update

from bot.services.customer_records import Anniversary, Bill, Change, Liaison, Profile, YearDay
from bot.standard.cadence import ANEW, CHANGED
from bot.standard.searching import terms
from storage.session import Session, hot, upsert
from storage.tables import anniversaries, bills, customer_changes, customers, liaisons

_BEFORE = (
    *("account", "label", "status", "region", "post", "employer", "address", "home_phone"),
    *("user_name", "user_phone", "user_relation", "language", "preferences", "taboos"),
)
_AFTER = (
    *("wish_days", "contact_hours", "do_not_ask", "do_not_contact", "refusals", "card", "greetings"),
    *("tags", "source", "updated_at", "revision", "do_not_disturb"),
)
_DAY = ("birth_month", "birth_day", "birth_year", "birth_lunar", "birth_leap")
_CORE = ("name", "gender", "kind", "phone", "tier", "vip", "manager_id", "deputy_id", "note")
FIELDS = frozenset((*_CORE, *_BEFORE, *_AFTER)) - {"updated_at", "revision"}
"""What `change` may be told, beside `birthday`."""

_SPOKEN_WITH_BY = ("tier", "vip", "wish_days", "status", "do_not_contact")
"""Fields that decide how often a customer is spoken with: the clock works it out again (D-4 to D-6)."""

_FOUND_BY = ("name", "phone", "account", "employer", "tags")

_GET = hot(
    select(customers.c.id, *(customers.c[name] for name in (*_BEFORE, *_DAY, *_AFTER))).where(
        customers.c.id == bindparam("customer_id")
    )
)
_NOW = select(*(customers.c[name] for name in (*_CORE, *_BEFORE, *_DAY, *_AFTER))).where(
    customers.c.id == bindparam("customer_id")
)
_ADDED = select(customers.c.created_at).where(customers.c.id == bindparam("customer_id"))
_LIAISONS = (
    select(
        *(liaisons.c[name] for name in ("id", "customer_id", "name", "post", "phone")),
        *(liaisons.c[name] for name in _DAY),
        liaisons.c.note,
    )
    .where(liaisons.c.customer_id == bindparam("customer_id"), liaisons.c.removed_at.is_(None))
    .order_by(liaisons.c.id)
)
_ANNIVERSARIES = (
    select(
        *(anniversaries.c[name] for name in ("id", "customer_id", "name")),
        *(anniversaries.c[name] for name in _DAY),
    )
    .where(anniversaries.c.customer_id == bindparam("customer_id"), anniversaries.c.removed_at.is_(None))
    .order_by(anniversaries.c.id)
)
_BILLS = (
    select(bills.c.customer_id, bills.c.month, bills.c.amount, bills.c.state, bills.c.note)
    .where(bills.c.customer_id == bindparam("customer_id"))
    .order_by(bills.c.month.desc())
    .limit(bindparam("count", type_=Integer))
)
_PUT_BILL = upsert(bills, ("customer_id", "month"), ("amount", "state", "note"))
_CHANGES = (
    select(
        customer_changes.c.at,
        customer_changes.c.staff_id,
        customer_changes.c.field,
        customer_changes.c.old,
        customer_changes.c.new,
    )
    .where(customer_changes.c.customer_id == bindparam("customer_id"))
    .order_by(customer_changes.c.id.desc())
    .limit(bindparam("count", type_=Integer))
)


class Profiles:
    """Implements `customer_ledgers.Profiles`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, customer_id: int) -> Profile | None:
        """Return a customer's file."""
        row = self._session.row(_GET, {"customer_id": customer_id})
        if row is None:
            return None
        cut = 1 + len(_BEFORE)
        values = dict(zip(_AFTER, row[cut + len(_DAY) :], strict=True))
        values["do_not_ask"] = tuple(values["do_not_ask"] or ())
        birthday = _day(row[cut : cut + len(_DAY)])
        return Profile(*[*row[:cut], birthday, *values.values()])

    def change(self, customer_id: int, staff_id: int | None, now: datetime, **fields: Any) -> list[Change]:
        """Change fields of a file, `birthday` among them; return what changed, old beside new."""
        row = self._session.row(_NOW, {"customer_id": customer_id})
        if row is None:
            return []
        stood = dict(zip((*_CORE, *_BEFORE, *_DAY, *_AFTER), row, strict=True))
        changes: list[Change] = []
        values: dict[str, Any] = {}
        for name, new in fields.items():
            wanted = _columns(name, new)
            if all(stood[column] == value for column, value in wanted.items()):
                continue
            old = {column: stood[column] for column in wanted}
            values |= wanted
            changes.append(Change(now, staff_id, name, _words(old), _words(wanted)))
        if not changes:
            return []
        known = stood | values
        values |= {"updated_at": now, "revision": stood["revision"] + 1}
        if any(change.field in _FOUND_BY for change in changes):
            values["search"] = terms(*(known[name] for name in _FOUND_BY))
        if any(change.field in _SPOKEN_WITH_BY for change in changes):
            values["cadence_on"] = CHANGED
        if any(change.field == "birthday" for change in changes):
            values["next_on"] = ANEW
        self._session.change(update(customers).where(customers.c.id == customer_id), values)
        for change in changes:
            kept = {"customer_id": customer_id, "staff_id": staff_id, "at": now}
            self._session.change(
                insert(customer_changes),
                {**kept, "field": change.field, "old": change.old, "new": change.new},
            )
        return changes

    def take_back(self, customer_id: int, staff_id: int, now: datetime) -> list[Change]:
        """Put back what stood before the latest change of a file; return what changed back (O1)."""
        fields = {c.field: _meaning(c.field, c.old) for c in self.changes(customer_id, 1)}
        return self.change(customer_id, staff_id, now, **fields)

    def meaning(self, field: str, words: str) -> Any:
        """Return the value that a change's words stand for."""
        return _meaning(field, words)

    def added_after(self, customer_id: int, moment: datetime) -> bool:
        """Return whether a customer was put on file at or after a moment."""
        row = self._session.row(_ADDED, {"customer_id": customer_id})
        return row is not None and row[0] >= moment

    def changes(self, customer_id: int, limit: int) -> list[Change]:
        """Return the latest changes of a file, newest first."""
        return [
            Change(*row) for row in self._session.rows(_CHANGES, {"customer_id": customer_id, "count": limit})
        ]

    def liaisons(self, customer_id: int) -> list[Liaison]:
        """Return the people to talk to at a group customer."""
        rows = self._session.rows(_LIAISONS, {"customer_id": customer_id})
        return [Liaison(*[*row[:5], _day(row[5:10]), row[10]]) for row in rows]

    def add_liaison(
        self,
        customer_id: int,
        name: str,
        now: datetime,
        *,
        post: str = "",
        phone: str = "",
        birthday: YearDay | None = None,
        note: str = "",
    ) -> Liaison:
        """Add a person to talk to."""
        values = {"customer_id": customer_id, "name": name, "post": post, "phone": phone, "note": note}
        row = self._session.row(
            insert(liaisons).returning(liaisons.c.id),
            {**values, **_columns("birthday", birthday), "created_at": now},
        )
        return Liaison(row[0], customer_id, name, post, phone, birthday, note)

    def remove_liaison(self, liaison_id: int, now: datetime) -> bool:
        """Take a person off the list; False where they were off it before."""
        there = update(liaisons).where(liaisons.c.id == liaison_id, liaisons.c.removed_at.is_(None))
        return self._session.change(there, {"removed_at": now}) == 1

    def put_back_liaison(self, liaison_id: int) -> bool:
        """Put a person back on the list; False where they are on it."""
        gone = update(liaisons).where(liaisons.c.id == liaison_id, liaisons.c.removed_at.is_not(None))
        return self._session.change(gone, {"removed_at": None, "next_on": ANEW}) == 1

    def anniversaries(self, customer_id: int) -> list[Anniversary]:
        """Return the days that mean something to a customer."""
        rows = self._session.rows(_ANNIVERSARIES, {"customer_id": customer_id})
        return [
            Anniversary(row[0], row[1], row[2], day) for row in rows if (day := _day(row[3:])) is not None
        ]

    def add_anniversary(self, customer_id: int, name: str, day: YearDay) -> Anniversary:
        """Add a day that means something."""
        row = self._session.row(
            insert(anniversaries).returning(anniversaries.c.id),
            {"customer_id": customer_id, "name": name, **_columns("birthday", day)},
        )
        return Anniversary(row[0], customer_id, name, day)

    def remove_anniversary(self, anniversary_id: int, now: datetime) -> bool:
        """Take a day off the list; False where it was off it before."""
        there = update(anniversaries).where(
            anniversaries.c.id == anniversary_id, anniversaries.c.removed_at.is_(None)
        )
        return self._session.change(there, {"removed_at": now}) == 1

    def put_back_anniversary(self, anniversary_id: int) -> bool:
        """Put a day back on the list; False where it is on it."""
        gone = update(anniversaries).where(
            anniversaries.c.id == anniversary_id, anniversaries.c.removed_at.is_not(None)
        )
        return self._session.change(gone, {"removed_at": None, "next_on": ANEW}) == 1

    def bills(self, customer_id: int, limit: int) -> list[Bill]:
        """Return the latest monthly bills, newest first."""
        rows = self._session.rows(_BILLS, {"customer_id": customer_id, "count": limit})
        return [Bill(*row) for row in rows]

    def put_bill(self, bill: Bill) -> None:
        """Keep a month's bill, in place of the one kept before."""
        self._session.change(
            _PUT_BILL,
            {
                "customer_id": bill.customer_id,
                "month": bill.month,
                "amount": bill.amount,
                "state": bill.state,
                "note": bill.note,
            },
        )


def _day(row: Any) -> YearDay | None:
    month, day, year, lunar, leap = row
    return None if month is None or day is None else YearDay(month, day, year, bool(lunar), bool(leap))


def _columns(name: str, value: Any) -> dict[str, Any]:
    """Return the columns that a field stands in."""
    if name == "birthday":
        day = value or YearDay(0, 0)
        known = value is not None
        return {
            "birth_month": day.month if known else None,
            "birth_day": day.day if known else None,
            "birth_year": day.year,
            "birth_lunar": day.lunar,
            "birth_leap": day.leap,
        }
    if name not in FIELDS:
        raise TypeError(f"no such field: {name}")
    return {name: list(value) if name == "do_not_ask" else value}


def _words(columns: Mapping[str, Any]) -> str:
    """Return what stood in the columns, as it is kept in the history."""
    values = list(columns.values())
    if len(values) > 1:
        return json.dumps(columns, ensure_ascii=False)
    if isinstance(values[0], str):
        return values[0]
    return "" if values[0] is None else json.dumps(values[0], ensure_ascii=False)


def _meaning(name: str, words: str) -> Any:
    """Return what the history's words stand for: the counterpart of `_words`."""
    if name == "birthday":
        columns = json.loads(words) if words else {}
        return _day([columns.get(column) for column in _DAY])
    kind = customers.c[name].type.python_type
    if kind is str:
        return words or (None if customers.c[name].nullable else "")
    return json.loads(words) if words else ([] if name == "do_not_ask" else None)
