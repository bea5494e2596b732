"""Messages to be sent, in the same commit as what caused them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Text, and_, bindparam, cast, func, literal_column, null, or_, select, update

from bot.dialog.message import (
    Address,
    File,
    Incoming,
    Kind,
    Outgoing,
    Why,
    incoming_from_dict,
    outgoing_from_dict,
    outgoing_to_dict,
)
from bot.services.records import WITHDRAWN, Contactable, Line, Parcel
from storage.session import Session, hot, insert_once
from storage.tables import addresses, inbox, outbox

# A literal, not a value: only so do the databases know that the partial index fits.
_DELIVERABLE = outbox.c.why == literal_column("''")
_UNSENT = and_(outbox.c.sent_at.is_(None), _DELIVERABLE)
_MAX_DETAIL = 256
_SILENT = {Kind.START, Kind.GONE, Kind.BACK}

_ADD = insert_once(outbox, ["dedup"], outbox.c.id)
_SENT = hot(update(outbox).where(outbox.c.id == bindparam("parcel_id")))
_PUT = update(outbox).where(outbox.c.id == bindparam("parcel_id"))
_WAITING = hot(
    select(
        outbox.c.id,
        outbox.c.address_id,
        addresses.c.channel,
        addresses.c.user,
        addresses.c.chat,
        outbox.c.payload,
        outbox.c.priority,
        outbox.c.edits,
        outbox.c.not_before,
    )
    .join(addresses, addresses.c.id == outbox.c.address_id)
    .where(
        outbox.c.channel == bindparam("channel"),
        _UNSENT,
        or_(outbox.c.not_before.is_(None), outbox.c.not_before <= bindparam("now")),
    )
    .order_by(outbox.c.priority, outbox.c.id)
    .limit(bindparam("count", type_=Integer))
)
_LATEST_CHOICES = hot(
    select(outbox.c.payload)
    .where(outbox.c.address_id == bindparam("address_id"), cast(outbox.c.payload, Text).like('%"choices":%'))
    .order_by(outbox.c.id.desc())
    .limit(1)
)
_HELD = and_(_UNSENT, outbox.c.not_before.is_not(None))
_STANDING = hot(select(outbox.c.payload).where(outbox.c.id == bindparam("parcel_id"), _UNSENT))
# What is taken back may be said anew, once it is true again.
_WITHDRAW = (
    update(outbox).where(_HELD, outbox.c.dedup.like(bindparam("begins"))).values(why=WITHDRAWN, dedup=null())
)
_CARRIED = hot(
    select(outbox.c.payload).where(
        outbox.c.id == bindparam("parcel_id"), outbox.c.address_id == bindparam("address_id"), _DELIVERABLE
    )
)
_cursor = outbox.alias("cursor")
_HISTORY_OUT = hot(
    select(
        outbox.c.id,
        outbox.c.payload,
        outbox.c.edits,
        outbox.c.created_at,
        outbox.c.not_before,
        outbox.c.sent_at,
    )
    .where(
        outbox.c.address_id == bindparam("address_id"),
        _DELIVERABLE,
        or_(outbox.c.sent_at.is_not(None), outbox.c.not_before.is_(None)),
        or_(
            outbox.c.id > bindparam("after_out"),
            # What was held back left later than its number says, perhaps behind the page's cursor.
            and_(
                outbox.c.not_before.is_not(None),
                outbox.c.sent_at
                > select(_cursor.c.created_at)
                .where(
                    _cursor.c.id == bindparam("after_out"), _cursor.c.address_id == bindparam("address_id")
                )
                .scalar_subquery(),
            ),
        ),
    )
    .order_by(outbox.c.id.desc())
    .limit(bindparam("count", type_=Integer))
)
_HISTORY_IN = hot(
    select(inbox.c.id, inbox.c.event_id, inbox.c.payload, inbox.c.received_at)
    .where(
        inbox.c.channel == bindparam("channel"),
        inbox.c.user == bindparam("user"),
        inbox.c.chat == bindparam("chat"),
        inbox.c.id > bindparam("after_in"),
    )
    .order_by(inbox.c.id.desc())
    .limit(bindparam("count", type_=Integer))
)
_NEWEST = select(
    addresses.c.id,
    select(func.max(outbox.c.id))
    .where(outbox.c.address_id == addresses.c.id, outbox.c.channel == bindparam("channel"))
    .scalar_subquery(),
).where(addresses.c.id.in_(bindparam("ids", expanding=True)))


class Outbox:
    """Implements `ports.Outbox`; `parcels` collects what the turn queued."""

    def __init__(self, session: Session, parcels: list[Parcel]) -> None:
        self._session = session
        self._parcels = parcels

    def add(
        self,
        to: Contactable,
        message: Outgoing,
        priority: int,
        now: datetime,
        *,
        dedup: str = "",
        edits: str = "",
        not_before: datetime | None = None,
    ) -> Parcel | None:
        """Queue a message; return None where `dedup` was queued before."""
        row = self._session.row(
            _ADD,
            {
                "address_id": to.id,
                "channel": to.channel,
                "priority": priority,
                "payload": outgoing_to_dict(message),
                "dedup": dedup or None,
                "edits": edits,
                "created_at": now,
                "not_before": not_before,
            },
        )
        if row is None:
            return None
        parcel = Parcel(row[0], to.id, to.address, message, priority, edits, not_before)
        self._parcels.append(parcel)
        return parcel

    def waiting(self, channel: str, limit: int, now: datetime) -> list[Parcel]:
        """Return what is to be sent, most pressing first."""
        rows = self._session.rows(_WAITING, {"channel": channel, "now": now, "count": limit})
        return [Parcel(r[0], r[1], Address(r[2], r[3], r[4]), outgoing_from_dict(r[5]), *r[6:]) for r in rows]

    def sent(self, parcel_id: int, ref: str, now: datetime) -> None:
        """Mark as sent."""
        self._session.change(_SENT, {"parcel_id": parcel_id, "sent_at": now, "ref": ref})

    def failed(self, parcel_id: int, why: Why, detail: str) -> None:
        """Mark as not deliverable, for good."""
        values = {"parcel_id": parcel_id, "why": why.value, "detail": detail[:_MAX_DETAIL]}
        self._session.change(_PUT, values)

    def standing(self, parcel_id: int) -> Outgoing | None:
        """Return a message that is still to go, in its present words; None where it is not."""
        row = self._session.row(_STANDING, {"parcel_id": parcel_id})
        return None if row is None else outgoing_from_dict(row[0])

    def reword(self, parcel_id: int, message: Outgoing) -> None:
        """Put other words in the place of a message that has not gone."""
        values = {"parcel_id": parcel_id, "payload": outgoing_to_dict(message)}
        self._session.change(_PUT, values)

    def drop(self, parcel_id: int) -> None:
        """Take back one message that was held for its hour."""
        self._session.change(_PUT, {"parcel_id": parcel_id, "why": WITHDRAWN})

    def withdraw(self, begins: str, address_ids: Collection[int] | None = None) -> int:
        """Take back what is held for its hour, by how its `dedup` begins; return how many messages."""
        which = _WITHDRAW if address_ids is None else _WITHDRAW.where(outbox.c.address_id.in_(address_ids))
        return self._session.change(which, {"begins": f"{begins}%"})

    def latest_choices(self, address_id: int) -> Outgoing | None:
        """Return the newest message with buttons to an address."""
        row = self._session.row(_LATEST_CHOICES, {"address_id": address_id})
        return None if row is None else outgoing_from_dict(row[0])

    def carried(self, parcel_id: int, address_id: int) -> File | None:
        """Return the file of a message to an address; None where it was not to them or carries none."""
        row = self._session.row(_CARRIED, {"parcel_id": parcel_id, "address_id": address_id})
        return None if row is None else outgoing_from_dict(row[0]).file

    def history(self, who: Contactable, after_out: int, after_in: int, limit: int) -> list[Line]:
        """Return a web conversation's newest lines above both cursors, oldest first."""
        theirs = self._session.rows(
            _HISTORY_OUT, {"address_id": who.id, "after_out": after_out, "count": limit}
        )
        mine = self._session.rows(
            _HISTORY_IN,
            {
                "channel": who.channel,
                "user": who.user,
                "chat": who.chat,
                "after_in": after_in,
                "count": limit,
            },
        )
        lines = [_their_line(row) for row in theirs]
        lines += [line for row in mine if (line := _my_line(row)) is not None]
        lines.sort(key=lambda line: (line.at, not line.mine, line.id))
        return lines[-limit:]

    def newest(self, channel: str, address_ids: Sequence[int]) -> dict[int, int]:
        """Return the newest outbox id of each address, for sockets whose messages another process made."""
        rows = self._session.rows(_NEWEST, {"channel": channel, "ids": list(address_ids)})
        return {address_id: newest for address_id, newest in rows if newest is not None}


def _their_line(row: Any) -> Line:
    row_id, payload, edits, created_at, not_before, sent_at = row
    at = sent_at if not_before is not None and sent_at is not None else created_at
    return Line(row_id, False, "", at, outgoing_from_dict(payload), edits)


def _my_line(row: Any) -> Line | None:
    row_id, event_id, payload, received_at = row
    event: Incoming = incoming_from_dict(payload)
    if event.kind in _SILENT:
        return None
    said = Outgoing(event.text or event.phone, file=event.file)
    return Line(row_id, True, event_id, received_at, said)
