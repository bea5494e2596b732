"""Days the company decided, and who is away when (4.D, E16)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import Integer, bindparam, delete, func, insert, or_, select, update

from bot.services.calendar_ledgers import Absence, CalendarDay
from storage.session import Session, hot, upsert
from storage.tables import absences, calendar_days, customers

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

_NAMES = (
    *("id", "staff_id", "first", "last", "deputy_id", "note", "author_id", "at"),
    *("cancelled_at", "begun_at", "ended_at"),
)
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
_COMING = (
    select(*_ROW)
    .where(
        _STANDING,
        or_(
            absences.c.staff_id.in_(bindparam("whose", expanding=True)),
            absences.c.deputy_id.in_(bindparam("whose", expanding=True)),
        ),
        absences.c.last >= bindparam("from_day"),
    )
    .order_by(absences.c.first, absences.c.id)
    .limit(bindparam("count", type_=Integer))
)
_DEPUTIES = (
    select(customers.c.deputy_id)
    .where(customers.c.manager_id == bindparam("whose"), customers.c.deputy_id.is_not(None))
    .group_by(customers.c.deputy_id)
    .order_by(func.count().desc(), customers.c.deputy_id)
)
_SERVED = select(func.count()).select_from(customers).where(customers.c.manager_id == bindparam("whose"))
_IN_FORCE = (_STANDING, absences.c.begun_at.is_not(None), absences.c.ended_at.is_(None))
_COVERED = hot(
    select(absences.c.staff_id).where(*_IN_FORCE, absences.c.deputy_id == bindparam("whose")).distinct()
)
_BEGINNING = hot(
    select(*_ROW)
    .where(_STANDING, absences.c.begun_at.is_(None), absences.c.ended_at.is_(None))
    .where(*_TOUCHING)
    .order_by(absences.c.first, absences.c.id)
    .limit(bindparam("count", type_=Integer))
)
_ENDING = hot(
    select(*_ROW)
    .where(_STANDING, absences.c.ended_at.is_(None), absences.c.last < bindparam("from_day"))
    .order_by(absences.c.last, absences.c.id)
    .limit(bindparam("count", type_=Integer))
)
_THIS = update(absences).where(_STANDING, absences.c.id == bindparam("absence_id"))
_BEGIN = _THIS.where(absences.c.begun_at.is_(None))
_END = _THIS.where(absences.c.ended_at.is_(None))
_CANCEL = _THIS.where(absences.c.ended_at.is_(None))


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
        return Absence(row[0], staff_id, first, last, deputy_id, note, author_id, now)

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

    def deputised(self, deputy_id: int, first: date, last: date) -> list[Absence]:
        """Return the absences that touch a span of days and in which somebody stands in."""
        values = {"whose": deputy_id, "from_day": first, "to_day": last}
        return [Absence(*row) for row in self._session.rows(_DEPUTISED, values)]

    def coming(self, staff_ids: Collection[int], day: date, limit: int) -> list[Absence]:
        """Return the absences of people, or in which they stand in, that are not over by a day."""
        values = {"whose": sorted(staff_ids), "from_day": day, "count": limit}
        return [Absence(*row) for row in self._session.rows(_COMING, values)]

    def deputies_of(self, staff_id: int) -> list[int]:
        """Return the deputies of somebody's customers, those of the most customers first."""
        return [row[0] for row in self._session.rows(_DEPUTIES, {"whose": staff_id})]

    def served(self, staff_id: int) -> int:
        """Return how many customers somebody serves."""
        return int(self._session.row(_SERVED, {"whose": staff_id})[0])

    def covered_by(self, deputy_id: int) -> list[int]:
        """Return for whom somebody stands in at this moment."""
        return [row[0] for row in self._session.rows(_COVERED, {"whose": deputy_id})]

    def beginning(self, day: date, limit: int) -> list[Absence]:
        """Return absences that have come by a day and were not begun."""
        values = {"from_day": day, "to_day": day, "count": limit}
        return [Absence(*row) for row in self._session.rows(_BEGINNING, values)]

    def ending(self, day: date, limit: int) -> list[Absence]:
        """Return absences that were over before a day and not ended."""
        values = {"from_day": day, "count": limit}
        return [Absence(*row) for row in self._session.rows(_ENDING, values)]

    def begin(self, absence_id: int, now: datetime) -> bool:
        """Note that an absence has begun; False where it had, or was cancelled."""
        return self._session.change(_BEGIN, {"absence_id": absence_id, "begun_at": now}) == 1

    def end(self, absence_id: int, now: datetime) -> bool:
        """Note that an absence is over; False where it was."""
        return self._session.change(_END, {"absence_id": absence_id, "ended_at": now}) == 1

    def cancel(self, absence_id: int, now: datetime) -> bool:
        """Cancel an absence; False where it was cancelled or over before."""
        return self._session.change(_CANCEL, {"absence_id": absence_id, "cancelled_at": now}) == 1
