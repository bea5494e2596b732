"""What a ladder said to whom, how it went there, and what came of it (4.E, I6)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    and_,
    bindparam,
    case,
    func,
    not_,
    null,
    or_,
    select,
    update,
)

from bot.services.push_ledgers import DEAD, SINGLE, URGENT, Proof, Push
from bot.services.records import WITHDRAWN, Duty
from bot.standard.digests import SPREAD
from storage.moment import UtcTime
from storage.session import Session, hot, insert_once
from storage.tables import duties, escalations, outbox

_NOTE = insert_once(escalations, ["duty_id", "rung", "recipient_id"], escalations.c.id)
_CARRIED = hot(update(escalations).where(escalations.c.id == bindparam("push_id")))
_ACTED = hot(
    update(escalations).where(
        escalations.c.duty_id == bindparam("about"),
        escalations.c.recipient_id == bindparam("staff_id"),
        escalations.c.acted_at.is_(None),
    )
)
_WOKEN = hot(
    select(escalations.c.recipient_id)
    .join_from(escalations, duties, duties.c.id == escalations.c.duty_id)
    .where(
        duties.c.case_id == bindparam("case_id"),
        escalations.c.via == URGENT,
        escalations.c.at >= bindparam("since"),
    )
    .distinct()
    .order_by(escalations.c.recipient_id)
)
_SINGLES = hot(
    select(func.count()).where(
        escalations.c.recipient_id == bindparam("staff_id"),
        escalations.c.at > bindparam("since"),
        escalations.c.via == SINGLE,
    )
)
_ROW = (
    *(escalations.c[name] for name in ("id", "duty_id", "rung", "recipient_id", "at", "via", "parcel_id")),
    outbox.c.sent_at,
    func.coalesce(outbox.c.why, "").label("why"),
    escalations.c.acted_at,
    escalations.c.acted,
)
# The message may have been forgotten long ago; the row stays.
_TOLD = select(*_ROW).join_from(escalations, outbox, outbox.c.id == escalations.c.parcel_id, isouter=True)
_OF_DUTY = hot(_TOLD.where(escalations.c.duty_id == bindparam("duty_id")).order_by(escalations.c.id))
_OPEN = duties.c.closed_at.is_(None)
_STAFF: BindParameter[Any] = bindparam("staff_ids", expanding=True)
_SINCE = bindparam("since", type_=UtcTime)
_DUTY = tuple(duties.c[each.name] for each in fields(Duty))
_OF_PARCEL = hot(_TOLD.where(escalations.c.parcel_id == bindparam("parcel_id")))
_ACTED_ON_CASE = hot(
    update(escalations).where(
        escalations.c.duty_id.in_(select(duties.c.id).where(duties.c.case_id == bindparam("about"))),
        escalations.c.recipient_id == bindparam("staff_id"),
        escalations.c.acted_at.is_(None),
    )
)
_UNACTED = (
    select(*_ROW, *_DUTY)
    .join_from(escalations, outbox, outbox.c.id == escalations.c.parcel_id, isouter=True)
    .join(duties, duties.c.id == escalations.c.duty_id)
    .where(
        escalations.c.recipient_id.in_(_STAFF),
        escalations.c.at >= _SINCE,
        escalations.c.acted_at.is_(None),
        duties.c.kind.not_in(SPREAD),
        func.coalesce(outbox.c.why, "") != WITHDRAWN,
        _OPEN,
    )
    .order_by(escalations.c.at, escalations.c.id)
    .limit(bindparam("count", type_=Integer))
)


def _counted(*which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((and_(*which), 1), else_=0)), 0)


# What is done is acted on, by a button of the reminder or without one.
_HANDLED = or_(escalations.c.acted_at.is_not(None), duties.c.closed_at.is_not(None))
# What was taken back before its hour was never said, and has not failed either.
_FAILED = or_(escalations.c.via == DEAD, func.coalesce(outbox.c.why, "").not_in(("", WITHDRAWN)))
_PROOF = (
    select(
        escalations.c.recipient_id,
        func.count(),
        _counted(outbox.c.sent_at.is_not(None)),
        _counted(_FAILED),
        _counted(_HANDLED),
        _counted(not_(_HANDLED)),
    )
    .join_from(escalations, outbox, outbox.c.id == escalations.c.parcel_id, isouter=True)
    .join(duties, duties.c.id == escalations.c.duty_id)
    .where(escalations.c.recipient_id.in_(_STAFF), escalations.c.at >= _SINCE, duties.c.kind.not_in(SPREAD))
    .group_by(escalations.c.recipient_id)
    .order_by(escalations.c.recipient_id)
)
_AGAIN = hot(
    select(*_DUTY)
    .where(_OPEN, duties.c.again_at <= bindparam("now", type_=UtcTime))
    .order_by(duties.c.again_at, duties.c.id)
    .limit(bindparam("count", type_=Integer))
)
_PUT_OFF = hot(update(duties).where(_OPEN, duties.c.id == bindparam("duty_id")))
_SPOKEN = hot(
    update(duties)
    .where(_OPEN, duties.c.id == bindparam("duty_id"), duties.c.again_at <= bindparam("now", type_=UtcTime))
    .values(again_at=null())
)


class Pushes:
    """Implements `push_ledgers.Pushes`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def note(self, duty_id: int, rung: str, recipient_id: int, via: str, now: datetime) -> int | None:
        """Note that a rung speaks to somebody; None where it has."""
        told = {"duty_id": duty_id, "rung": rung, "recipient_id": recipient_id, "via": via, "at": now}
        row = self._session.row(_NOTE, told)
        return None if row is None else int(row[0])

    def carried(self, push_id: int, parcel_id: int) -> None:
        """Note the message that carries it."""
        self._session.change(_CARRIED, {"push_id": push_id, "parcel_id": parcel_id})

    def acted(self, duty_id: int, staff_id: int, what: str, now: datetime) -> int:
        """Note what somebody did about a duty they were told of; return how many rungs that answers."""
        values = {"about": duty_id, "staff_id": staff_id, "acted": what, "acted_at": now}
        return self._session.change(_ACTED, values)

    def acted_on_case(self, case_id: int, staff_id: int, what: str, now: datetime) -> int:
        """Note what somebody did about a case whose duties they were told of."""
        values = {"about": case_id, "staff_id": staff_id, "acted": what, "acted_at": now}
        return self._session.change(_ACTED_ON_CASE, values)

    def of_parcel(self, parcel_id: int) -> Push | None:
        """Return what a message carried; None where it was no duty's."""
        row = self._session.row(_OF_PARCEL, {"parcel_id": parcel_id})
        return None if row is None else Push(*row)

    def singles_since(self, staff_id: int, since: datetime) -> int:
        """Return how many messages by themselves somebody was sent since a moment, urgent ones aside."""
        return int(self._session.row(_SINGLES, {"staff_id": staff_id, "since": since})[0])

    def woken(self, case_id: int, since: datetime) -> list[int]:
        """Return whom a case's ladders have told at once, whatever the hour, since a moment."""
        rows = self._session.rows(_WOKEN, {"case_id": case_id, "since": since})
        return [row[0] for row in rows]

    def of_duty(self, duty_id: int) -> list[Push]:
        """Return what a duty said, oldest first."""
        return [Push(*row) for row in self._session.rows(_OF_DUTY, {"duty_id": duty_id})]

    def proof(self, staff_ids: Collection[int], since: datetime) -> list[Proof]:
        """Return for each of some people how many reminders went out, failed, and were acted on (I6)."""
        rows = self._session.rows(_PROOF, {"staff_ids": sorted(staff_ids), "since": since})
        return [Proof(*row) for row in rows]

    def unacted(self, staff_ids: Collection[int], since: datetime, limit: int) -> list[tuple[Push, Duty]]:
        """Return what people were told and did nothing about though it is still open, oldest first."""
        values = {"staff_ids": sorted(staff_ids), "since": since, "count": limit}
        rows = self._session.rows(_UNACTED, values)
        return [(Push(*row[: len(_ROW)]), Duty(*row[len(_ROW) :])) for row in rows]

    def again(self, now: datetime, limit: int) -> list[Duty]:
        """Return open duties of which somebody wanted to hear again by now."""
        return [Duty(*row) for row in self._session.rows(_AGAIN, {"now": now, "count": limit})]

    def put_off(self, duty_id: int, at: datetime) -> bool:
        """Keep when a duty's owner wants to hear of it again; False where it is closed."""
        return self._session.change(_PUT_OFF, {"duty_id": duty_id, "again_at": at}) == 1

    def spoken(self, duty_id: int, now: datetime) -> bool:
        """Note that it was said again; False where another process was quicker, or the time has changed."""
        return self._session.change(_SPOKEN, {"duty_id": duty_id, "now": now}) == 1
