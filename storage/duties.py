"""Owners and due times; every row unique by kind, subject and period."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, select, update

from bot.services.records import Duty
from storage.fields import complete
from storage.session import Session, hot, insert_once
from storage.tables import duties, escalations

_ROW = (
    duties.c.id,
    duties.c.kind,
    duties.c.subject,
    duties.c.period,
    duties.c.owner_id,
    duties.c.customer_id,
    duties.c.case_id,
    duties.c.contact_id,
    duties.c.address_id,
    duties.c.text,
    duties.c.opened_at,
    duties.c.due_at,
    duties.c.due_day,
    duties.c.provisional,
    duties.c.ladder,
    duties.c.rung,
    duties.c.next_at,
    duties.c.acked_at,
    duties.c.acked_by,
    duties.c.closed_at,
    duties.c.closed_why,
    duties.c.revision,
    duties.c.reset_at,
)
_DEFAULTS: dict[str, Any] = {
    "owner_id": None,
    "customer_id": None,
    "case_id": None,
    "contact_id": None,
    "address_id": None,
    "text": "",
    "opened_at": None,
    "due_at": None,
    "due_day": None,
    "provisional": False,
    "ladder": "",
    "rung": 0,
    "next_at": None,
    "acked_at": None,
    "acked_by": None,
    "closed_at": None,
    "closed_why": "",
    "policy": "",
    "revision": 0,
    "reset_at": None,
}
_OPEN = duties.c.closed_at.is_(None)
_MOVED = {"revision": duties.c.revision + 1}
_CLOSED = {**_MOVED, "next_at": None}


def _open(*which: ColumnElement[bool]) -> Select[Any]:
    return select(*_ROW).where(_OPEN, *which)


_ADD = insert_once(duties, ["kind", "subject", "period"], duties.c.id)
_GET = hot(select(*_ROW).where(duties.c.id == bindparam("duty_id")))
_OF_CASE = hot(_open(duties.c.case_id == bindparam("case_id")).order_by(duties.c.due_at, duties.c.id))
_OF_ADDRESS = hot(
    _open(duties.c.address_id == bindparam("address_id"), duties.c.kind == bindparam("kind")).order_by(
        duties.c.due_at, duties.c.id
    )
)
_OF_SUBJECT = hot(
    _open(duties.c.kind == bindparam("kind"), duties.c.subject == bindparam("subject")).order_by(duties.c.id)
)
_OF_OWNER = hot(
    _open(duties.c.owner_id == bindparam("owner_id"), duties.c.due_at < bindparam("until"))
    .order_by(duties.c.due_at, duties.c.id)
    .limit(bindparam("count", type_=Integer))
)
_FIRING = hot(
    _open(duties.c.next_at <= bindparam("now"))
    .order_by(duties.c.next_at, duties.c.id)
    .limit(bindparam("count", type_=Integer))
)
_THIS = update(duties).where(_OPEN, duties.c.id == bindparam("duty_id"))
_CLIMB = hot(_THIS.where(duties.c.rung == bindparam("from_rung"), duties.c.acked_at.is_(None)).values(_MOVED))
_ACKNOWLEDGE = _THIS.where(duties.c.acked_at.is_(None)).values(_CLOSED)
_HAND_OVER = _THIS.values(_MOVED)
_CLOSE = hot(_THIS.values(_CLOSED))
_CLOSE_OF_CASE = update(duties).where(_OPEN, duties.c.case_id == bindparam("which")).values(_CLOSED)
_CLOSE_OF_CONTACT = update(duties).where(_OPEN, duties.c.contact_id == bindparam("which")).values(_CLOSED)
_RESET = hot(_THIS.where(duties.c.acked_at.is_(None)).values(_MOVED))
_ESCALATED = insert_once(escalations, ["duty_id", "rung", "recipient_id"], escalations.c.id)
_TOLD = hot(
    select(escalations.c.recipient_id)
    .where(escalations.c.duty_id == bindparam("duty_id"))
    .distinct()
    .order_by(escalations.c.recipient_id)
)
_TOLD_OF_CASE = hot(
    select(escalations.c.recipient_id)
    .join_from(escalations, duties, duties.c.id == escalations.c.duty_id)
    .where(duties.c.case_id == bindparam("case_id"))
    .distinct()
    .order_by(escalations.c.recipient_id)
)


class Duties:
    """Implements `ledgers.Duties`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, kind: str, subject: str, period: str, **fields: Any) -> Duty | None:
        """Raise a duty; None where it exists."""
        values = complete(_DEFAULTS, fields, kind=kind, subject=subject, period=period)
        row = self._session.row(_ADD, values)
        if row is None:
            return None
        del values["policy"]
        return Duty(id=row[0], **values)

    def get(self, duty_id: int) -> Duty | None:
        """Return a duty."""
        row = self._session.row(_GET, {"duty_id": duty_id})
        return None if row is None else Duty(*row)

    def open_of_case(self, case_id: int) -> list[Duty]:
        """Return a case's open duties."""
        return [Duty(*row) for row in self._session.rows(_OF_CASE, {"case_id": case_id})]

    def open_of_address(self, address_id: int, kind: str) -> list[Duty]:
        """Return the open duties of a kind that wait at an address."""
        rows = self._session.rows(_OF_ADDRESS, {"address_id": address_id, "kind": kind})
        return [Duty(*row) for row in rows]

    def open_of_subject(self, kind: str, subject: str) -> list[Duty]:
        """Return the open duties of a kind about one subject."""
        rows = self._session.rows(_OF_SUBJECT, {"kind": kind, "subject": subject})
        return [Duty(*row) for row in rows]

    def of_owner(self, owner_id: int, until: datetime, limit: int) -> list[Duty]:
        """Return open duties due before a moment, most pressing first."""
        rows = self._session.rows(_OF_OWNER, {"owner_id": owner_id, "until": until, "count": limit})
        return [Duty(*row) for row in rows]

    def firing(self, now: datetime, limit: int) -> list[Duty]:
        """Return open duties whose next rung has come, in order of time."""
        return [Duty(*row) for row in self._session.rows(_FIRING, {"now": now, "count": limit})]

    def climb(self, duty_id: int, from_rung: int, to_rung: int, next_at: datetime | None) -> bool:
        """Move to a rung; False where another process was quicker, or the ladder has been stopped."""
        values = {"duty_id": duty_id, "from_rung": from_rung, "rung": to_rung, "next_at": next_at}
        return self._session.change(_CLIMB, values) == 1

    def escalated(self, duty_id: int, rung: str, recipient_id: int, now: datetime) -> bool:
        """Note that a rung spoke to somebody; False where it had."""
        values = {"duty_id": duty_id, "rung": rung, "recipient_id": recipient_id, "at": now}
        return self._session.row(_ESCALATED, values) is not None

    def told(self, duty_id: int) -> list[int]:
        """Return the staff ids that the ladder has spoken to."""
        return [row[0] for row in self._session.rows(_TOLD, {"duty_id": duty_id})]

    def told_of_case(self, case_id: int) -> list[int]:
        """Return the staff ids that any ladder of a case has spoken to."""
        return [row[0] for row in self._session.rows(_TOLD_OF_CASE, {"case_id": case_id})]

    def reset(self, duty_id: int, rung: int, next_at: datetime | None, now: datetime) -> bool:
        """Let a ladder count anew from now on; False where it has been stopped."""
        values = {"duty_id": duty_id, "rung": rung, "next_at": next_at, "reset_at": now}
        return self._session.change(_RESET, values) == 1

    def acknowledge(self, duty_id: int, staff_id: int, now: datetime) -> bool:
        """Stop the ladder; False where it was acknowledged or closed before."""
        values = {"duty_id": duty_id, "acked_by": staff_id, "acked_at": now}
        return self._session.change(_ACKNOWLEDGE, values) == 1

    def hand_over(self, duty_id: int, owner_id: int) -> None:
        """Give a duty to another owner."""
        self._session.change(_HAND_OVER, {"duty_id": duty_id, "owner_id": owner_id})

    def close(self, duty_id: int, why: str, now: datetime) -> bool:
        """Close a duty; False where it was closed before."""
        values = {"duty_id": duty_id, "closed_why": why, "closed_at": now}
        return self._session.change(_CLOSE, values) == 1

    def close_of_case(self, case_id: int, why: str, now: datetime) -> None:
        """Close every duty of a case."""
        self._session.change(_CLOSE_OF_CASE, {"which": case_id, "closed_why": why, "closed_at": now})

    def close_of_contact(self, contact_id: int, why: str, now: datetime) -> None:
        """Close every duty of a contact."""
        self._session.change(_CLOSE_OF_CONTACT, {"which": contact_id, "closed_why": why, "closed_at": now})
