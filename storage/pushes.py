"""What a ladder said to whom, how it went there, and what came of it (4.E, I6)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Integer, bindparam, func, select, update

from bot.services.push_ledgers import DEAD, SINGLE, Push
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
_UNACTED = (
    _TOLD.join(duties, duties.c.id == escalations.c.duty_id)
    .where(
        escalations.c.recipient_id.in_(bindparam("staff_ids", expanding=True)),
        escalations.c.at >= bindparam("since"),
        escalations.c.at < bindparam("until"),
        escalations.c.acted_at.is_(None),
        escalations.c.via != DEAD,
        duties.c.closed_at.is_(None),
    )
    .order_by(escalations.c.at, escalations.c.id)
    .limit(bindparam("count", type_=Integer))
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

    def singles_since(self, staff_id: int, since: datetime) -> int:
        """Return how many messages by themselves somebody was sent since a moment, urgent ones aside."""
        return int(self._session.row(_SINGLES, {"staff_id": staff_id, "since": since})[0])

    def of_duty(self, duty_id: int) -> list[Push]:
        """Return what a duty said, oldest first."""
        return [Push(*row) for row in self._session.rows(_OF_DUTY, {"duty_id": duty_id})]

    def unacted(self, staff_ids: Collection[int], since: datetime, until: datetime, limit: int) -> list[Push]:
        """Return what people were told and did nothing about though it is still open, oldest first."""
        values = {"staff_ids": sorted(staff_ids), "since": since, "until": until, "count": limit}
        return [Push(*row) for row in self._session.rows(_UNACTED, values)]
