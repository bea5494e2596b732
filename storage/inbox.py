"""Events safely kept before the platform is told so."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, JSON, BigInteger, Integer, Text, and_, bindparam, delete, func, select, update
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects import postgresql

from bot.dialog.message import Incoming, incoming_from_dict, incoming_to_dict
from bot.services.records import InboxRow, Known
from storage.moment import UtcTime
from storage.session import Session, hot, insert_once
from storage.tables import addresses, inbox

_ROW = (inbox.c.id, inbox.c.payload, inbox.c.received_at)
_WAITING = inbox.c.done_at.is_(None)

_ADD = insert_once(inbox, ["channel", "event_id"], inbox.c.id)
_SAID = ("channel", "event_id", "user", "chat", "payload")
_MANY = (
    func.unnest(*(bindparam(f"{name}s", type_=ARRAY(Text)) for name in _SAID))
    .table_valued(*_SAID, with_ordinality="place")
    .render_derived()
)
# However many come together, one statement: on PostgreSQL each costs a way there and back.
_ADD_MANY = (
    postgresql.insert(inbox)
    .from_select(
        [*_SAID, "received_at"],
        select(
            *(_MANY.c.channel, _MANY.c.event_id, _MANY.c.user, _MANY.c.chat),
            *(sql_cast(_MANY.c.payload, JSON), bindparam("received_at", type_=UtcTime)),
        ).order_by(_MANY.c.place),
    )
    .on_conflict_do_nothing(index_elements=["channel", "event_id"])
    .returning(inbox.c.id, inbox.c.channel, inbox.c.event_id)
)
_SENDER = and_(
    addresses.c.channel == inbox.c.channel,
    addresses.c.user == inbox.c.user,
    addresses.c.chat == inbox.c.chat,
)
_WHO = (addresses.c.staff_id, addresses.c.customer_id)
_OF_ONE = hot(
    select(*_WHO).where(
        addresses.c.channel == bindparam("channel"),
        addresses.c.user == bindparam("user"),
        addresses.c.chat == bindparam("chat"),
    )
)
_OF_MANY = (
    select(inbox.c.id, *_WHO)
    .join(addresses, _SENDER)
    .where(inbox.c.id == func.any(bindparam("row_ids", type_=ARRAY(BigInteger))))
)
_TAKE = hot(select(*_ROW).where(inbox.c.id == bindparam("row_id"), _WAITING))
_CLAIM = _TAKE.with_for_update(skip_locked=True)
# Hashed by the database, so that every process asks for the same lock.
_PERSON = select(
    func.pg_advisory_xact_lock(
        func.hashtextextended(func.concat_ws("\n", inbox.c.channel, inbox.c.user, inbox.c.chat), 0)
    )
).where(inbox.c.id == bindparam("row_id"))
_NEXT = hot(
    select(inbox.c.id)
    .where(
        inbox.c.channel == bindparam("channel"),
        inbox.c.user == bindparam("user"),
        inbox.c.chat == bindparam("chat"),
        _WAITING,
    )
    .order_by(inbox.c.id)
    .limit(1)
)
_EARLIER = hot(
    select(inbox.c.received_at)
    .where(
        inbox.c.channel == bindparam("channel"),
        inbox.c.user == bindparam("user"),
        inbox.c.chat == bindparam("chat"),
        inbox.c.id < bindparam("row_id"),
    )
    .order_by(inbox.c.id.desc())
    .limit(1)
    .offset(bindparam("back", type_=Integer))
)
_FINISH = hot(update(inbox).where(inbox.c.id == bindparam("row_id")))
_ALL_WAITING = select(*_ROW, *_WHO).outerjoin(addresses, _SENDER).where(_WAITING).order_by(inbox.c.id)
_OLD_WAITING = _ALL_WAITING.where(inbox.c.received_at < bindparam("older_than"))
# The newest row stays: SQLite would give its number to a new event, behind what a page has already seen.
_PURGE = delete(inbox).where(
    inbox.c.done_at < bindparam("before"),
    inbox.c.id < select(func.max(inbox.c.id)).scalar_subquery(),
)


class Inbox:
    """Implements `ports.Inbox`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, events: Sequence[Incoming], now: datetime) -> list[InboxRow]:
        """Keep events; return those that are new, in order (a repeat is dropped)."""
        if self._session.shared:
            return self._add_many(events, now)
        return [row for event in events if (row := self._add(event, now)) is not None]

    def _add(self, event: Incoming, now: datetime) -> InboxRow | None:
        values = {"channel": event.sender.channel, "user": event.sender.user, "chat": event.sender.chat}
        more = {"event_id": event.id, "payload": incoming_to_dict(event), "received_at": now}
        row = self._session.row(_ADD, values | more)
        if row is None:
            return None
        return InboxRow(row[0], event, now, known=_known(self._session.row(_OF_ONE, values)))

    def _add_many(self, events: Sequence[Incoming], now: datetime) -> list[InboxRow]:
        named = {(event.sender.channel, event.id): event for event in reversed(events)}
        new = self._session.rows(
            _ADD_MANY,
            {
                "channels": [event.sender.channel for event in events],
                "event_ids": [event.id for event in events],
                "users": [event.sender.user for event in events],
                "chats": [event.sender.chat for event in events],
                "payloads": [json.dumps(incoming_to_dict(event)) for event in events],
                "received_at": now,
            },
        )
        if not new:
            return []
        known = {
            row[0]: row[1:] for row in self._session.rows(_OF_MANY, {"row_ids": [row[0] for row in new]})
        }
        return [
            InboxRow(row[0], named[row[1], row[2]], now, known=_known(known.get(row[0])))
            for row in sorted(new)
        ]

    def take(self, row_id: int) -> InboxRow | None:
        """Return an event still to be worked, locked for this turn; None where it is done already."""
        values = {"row_id": row_id}
        if not self._session.shared:
            return _read(self._session.row(_TAKE, values))
        # The lock first and the row in a second statement, which then sees what the lock's last owner did.
        self._session.rows(_PERSON, values)
        return _read(self._session.row(_CLAIM, values))

    def next(self, event: Incoming) -> int | None:
        """Return the id of the oldest waiting event of the same person."""
        sender = event.sender
        values = {"channel": sender.channel, "user": sender.user, "chat": sender.chat}
        row = self._session.row(_NEXT, values)
        return None if row is None else row[0]

    def flooding(self, row: InboxRow, messages: int, since: datetime) -> bool:
        """Return whether so many of a person's events before this one came since a moment."""
        sender = row.event.sender
        values = {"channel": sender.channel, "user": sender.user, "chat": sender.chat}
        found = self._session.row(_EARLIER, values | {"row_id": row.id, "back": messages - 1})
        return found is not None and found[0] >= since

    def finish(self, row_id: int, now: datetime, failed: str = "") -> None:
        """Mark an event as worked; `failed` is the reference given to the person."""
        self._session.change(_FINISH, {"row_id": row_id, "done_at": now, "failed": failed})

    def waiting(self, older_than: datetime | None = None) -> list[InboxRow]:
        """Return unfinished events, oldest first."""
        if older_than is None:
            rows = self._session.rows(_ALL_WAITING)
        else:
            rows = self._session.rows(_OLD_WAITING, {"older_than": older_than})
        return [InboxRow(row[0], incoming_from_dict(row[1]), row[2], known=_known(row[3:])) for row in rows]

    def purge(self, before: datetime) -> int:
        """Delete events worked before a moment."""
        return self._session.change(_PURGE, {"before": before})


def _read(row: Any) -> InboxRow | None:
    return None if row is None else InboxRow(row[0], incoming_from_dict(row[1]), row[2])


def _known(who: Sequence[Any] | None) -> Known:
    staff_id, customer_id = who or (None, None)
    if staff_id is not None:
        return Known.STAFF
    return Known.NOBODY if customer_id is None else Known.CUSTOMER
