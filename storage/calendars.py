"""Days the company decided, and who is away when (4.D, E16)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, delete, insert, select, update

from bot.services.calendar_ledgers import Absence, CalendarDay
from storage.session import Session, hot, upsert
from storage.tables import absences, calendar_days

_DAY = tuple(calendar_days.c[name] for name in ("day", "working", "name", "official", "author_id"))
_ALL_DAYS = select(*_DAY).order_by(calendar_days.c.day, calendar_days.c.official.desc())
_OWN = (calendar_days.c.day == bindparam("which"), calendar_days.c.official.is_(False))
_OWN_DAY = select(*_DAY).where(*_OWN)
_PUT_DAY = upsert(calendar_days, ["day", "official"], ["working", "name", "author_id", "at"])
_DROP_DAY = delete(calendar_days).where(*_OWN)
_CLEAR_YEAR = delete(calendar_days).where(
    calendar_days.c.official.is_(True),
    calendar_days.c.day >= bindparam("first_day"),
    calendar_days.c.day <= bindparam("last_day"),
)

_NAMES = ("id", "staff_id", "first", "last", "deputy_id", "note", "author_id", "at", "cancelled_at")
_ROW = tuple(absences.c[name] for name in _NAMES)
_STANDING = absences.c.cancelled_at.is_(None)
_TOUCHING = (absences.c.last >= bindparam("from_day"), absences.c.first <= bindparam("to_day"))
_ADD = hot(insert(absences).returning(absences.c.id))
_GET = hot(select(*_ROW).where(absences.c.id == bindparam("absence_id")))
_ON = hot(
    select(*_ROW)
    .where(_STANDING, absences.c.staff_id == bindparam("whose"), *_TOUCHING)
    .order_by(absences.c.id.desc())
    .limit(1)
)
_BETWEEN = (
    select(*_ROW)
    .where(_STANDING, absences.c.staff_id.in_(bindparam("whose", expanding=True)), *_TOUCHING)
    .order_by(absences.c.first, absences.c.id)
)
_DEPUTISED = hot(
    select(*_ROW)
    .where(_STANDING, absences.c.deputy_id == bindparam("whose"), *_TOUCHING)
    .order_by(absences.c.first, absences.c.id)
)
_BEGINNING = (
    select(*_ROW)
    .where(_STANDING, absences.c.first > bindparam("from_day"), absences.c.first <= bindparam("to_day"))
    .order_by(absences.c.first, absences.c.id)
)
_ENDING = (
    select(*_ROW)
    .where(_STANDING, absences.c.last >= bindparam("from_day"), absences.c.last < bindparam("to_day"))
    .order_by(absences.c.last, absences.c.id)
)
_CANCEL = update(absences).where(_STANDING, absences.c.id == bindparam("absence_id"))


class CalendarDays:
    """Implements `calendar_ledgers.CalendarDays`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> list[CalendarDay]:
        """Return every day kept, in order; official ones before the company's own of the same day."""
        return [CalendarDay(*row) for row in self._session.rows(_ALL_DAYS)]

    def own(self, day: date) -> CalendarDay | None:
        """Return what the company itself decided about a day."""
        row = self._session.row(_OWN_DAY, {"which": day})
        return None if row is None else CalendarDay(*row)

    def put(self, day: CalendarDay, now: datetime) -> None:
        """Keep a decision in place of an earlier one of its kind."""
        self._session.change(_PUT_DAY, _values(day, now))

    def drop(self, day: date) -> bool:
        """Drop the company's own decision; False where there was none."""
        return self._session.change(_DROP_DAY, {"which": day}) == 1

    def publish(self, year: int, days: Sequence[CalendarDay], now: datetime) -> None:
        """Keep a year's published table in place of an earlier one."""
        span = {"first_day": date(year, 1, 1), "last_day": date(year, 12, 31)}
        self._session.change(_CLEAR_YEAR, span)
        self._session.change_many(_PUT_DAY, [_values(day, now) for day in days])


def _values(day: CalendarDay, now: datetime) -> dict[str, object]:
    values = {"day": day.day, "working": day.working, "name": day.name, "official": day.official}
    return {**values, "author_id": day.author_id, "at": now}


class Absences:
    """Implements `calendar_ledgers.Absences`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        staff_id: int,
        first: date,
        last: date,
        now: datetime,
        *,
        deputy_id: int | None = None,
        author_id: int | None = None,
        note: str = "",
    ) -> Absence:
        """Keep an absence."""
        days = {"staff_id": staff_id, "first": first, "last": last, "at": now}
        who = {"deputy_id": deputy_id, "author_id": author_id, "note": note}
        row = self._session.row(_ADD, {**days, **who})
        return Absence(row[0], staff_id, first, last, deputy_id, note, author_id, now, None)

    def get(self, absence_id: int) -> Absence | None:
        """Return an absence, cancelled or not."""
        row = self._session.row(_GET, {"absence_id": absence_id})
        return None if row is None else Absence(*row)

    def on(self, staff_id: int, day: date) -> Absence | None:
        """Return what keeps somebody away on a day, the newest where several do."""
        row = self._session.row(_ON, {"whose": staff_id, "from_day": day, "to_day": day})
        return None if row is None else Absence(*row)

    def between(self, staff_ids: Collection[int], first: date, last: date) -> list[Absence]:
        """Return the absences of people that touch a span of days, in order of time."""
        values = {"whose": sorted(staff_ids), "from_day": first, "to_day": last}
        return [Absence(*row) for row in self._session.rows(_BETWEEN, values)]

    def deputised(self, deputy_id: int, day: date) -> list[Absence]:
        """Return the absences of a day in which somebody stands in."""
        values = {"whose": deputy_id, "from_day": day, "to_day": day}
        return [Absence(*row) for row in self._session.rows(_DEPUTISED, values)]

    def beginning(self, since: date, day: date) -> list[Absence]:
        """Return the absences that begin after one day and not after another, over or not."""
        return self._span(_BEGINNING, since, day)

    def ending(self, since: date, day: date) -> list[Absence]:
        """Return the absences whose last day is not before one day and before another."""
        return self._span(_ENDING, since, day)

    def _span(self, statement: Select[Any], since: date, day: date) -> list[Absence]:
        rows = self._session.rows(statement, {"from_day": since, "to_day": day})
        return [Absence(*row) for row in rows]

    def cancel(self, absence_id: int, now: datetime) -> bool:
        """Cancel an absence; False where it was cancelled before."""
        return self._session.change(_CANCEL, {"absence_id": absence_id, "cancelled_at": now}) == 1
