"""Birthdays and days of memory: where they fall next, and their duties by one statement (D-17)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    FromClause,
    String,
    Table,
    bindparam,
    func,
    literal,
    literal_column,
    or_,
    select,
    update,
)

from bot.services.cadence_ledgers import Opening
from bot.services.moments_ledgers import MOMENT, Person, Whose, Yearly
from bot.standard.cadence import CHANGED
from bot.standard.deadline import Due
from bot.standard.yearday import YearDay
from storage.duty_raising import Source, closing_by, closing_values, raise_each
from storage.session import Session
from storage.tables import anniversaries, customers, duties, liaisons

_PARTS = ("birth_month", "birth_day", "birth_year", "birth_lunar", "birth_leap")
# Who has left or wants no contact is not greeted; who wants no calls only where greetings are agreed (D-6).
_GREETED = (
    (customers.c.status != "left")
    & ~customers.c.do_not_contact
    & or_(
        customers.c.wish_days.is_(None),
        customers.c.wish_days > 0,
        func.coalesce(customers.c.greetings, False),
    )
)


# Said outright: an index of a part of the rows answers nothing that is asked by a parameter.
_OF_A_DAY = duties.c.kind == literal_column("'moment'")


class _Kept(NamedTuple):
    """Where the days of one kind stand."""

    table: Table
    rows: FromClause
    there: ColumnElement[bool]


_KEPT: dict[Whose, _Kept] = {
    "customer": _Kept(customers, customers, _GREETED),
    "liaison": _Kept(liaisons, liaisons.join(customers), _GREETED & liaisons.c.removed_at.is_(None)),
    "anniversary": _Kept(
        anniversaries, anniversaries.join(customers), _GREETED & anniversaries.c.removed_at.is_(None)
    ),
}


class YearDays:
    """Implements `moments_ledgers.YearDays`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def unsettled(self, whose: Whose, limit: int) -> list[Yearly]:
        """Return days whose next coming is to be worked out, locked for this turn."""
        table = _KEPT[whose].table
        found = _days(table).where(table.c.next_on <= CHANGED).order_by(table.c.next_on, table.c.id)
        return [
            _yearly(row) for row in self._session.rows(found.limit(limit).with_for_update(key_share=True))
        ]

    def plan(self, whose: Whose, falls: Sequence[tuple[int, date | None, int | None]]) -> None:
        """Set when days come next, and the year they are counted by."""
        table = _KEPT[whose].table
        change = update(table).where(table.c.id == bindparam("which"))
        change = change.values(next_on=bindparam("on"), next_year=bindparam("year"))
        self._session.change_many(
            change, [{"which": which, "on": on, "year": year} for which, on, year in falls]
        )

    def due(self, whose: Whose, until: date, limit: int) -> tuple[date, list[Yearly]]:
        """Return the oldest day that comes by a date and is not raised yet, and whose it is, locked."""
        table = _KEPT[whose].table
        known = select(func.min(table.c.next_on)).where(table.c.next_on > CHANGED, table.c.next_on <= until)
        oldest = self._session.row(known)[0]
        if oldest is None:
            return until, []
        # A span for the sake of the index, as in `cadence.due`.
        found = _days(table).where(table.c.next_on.between(oldest, oldest))
        found = found.order_by(table.c.next_on, table.c.id).limit(limit)
        return oldest, [_yearly(row) for row in self._session.rows(found.with_for_update(key_share=True))]

    def raise_all(
        self, whose: Whose, ids: Sequence[int], year: int, words: str, due: Due, opening: Opening
    ) -> int:
        """Raise a duty for each, but for those who are not to be greeted; return how many."""
        table, rows, there = _KEPT[whose]
        text: ColumnElement[Any] = literal(words, String)
        if whose != "customer":
            text = table.c.name + text if words else table.c.name
        source = Source(rows, table.c.id, f"{whose}:", customers.c.id, text)
        return raise_each(self._session, source, MOMENT, str(year), due, opening, table.c.id.in_(ids), there)

    def lapse(self, before: datetime, now: datetime) -> None:
        """Close what was due before a moment: it can no longer be made up for."""
        self._session.change(closing_by(_OF_A_DAY, duties.c.due_at < before), closing_values("lapsed", now))

    def person(self, whose: Whose, which: int) -> Person | None:
        """Return whose day it is, by the id of a person to talk to or of a day of memory."""
        table = _KEPT[whose].table
        named = select(table.c.name, customers.c.id).select_from(_KEPT[whose].rows)
        row = self._session.row(named.where(table.c.id == which))
        return None if row is None else Person(*row)


def _days(table: Table) -> Any:
    return select(table.c.id, *(table.c[part] for part in _PARTS), table.c.next_year)


def _yearly(row: Any) -> Yearly:
    which, month, day, year, lunar, leap, counted = row
    known = None if month is None or day is None else YearDay(month, day, year, bool(lunar), bool(leap))
    return Yearly(which, known, counted)
