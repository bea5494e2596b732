"""Conversations with a person and their lines; changed only from the revision they were seen at."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, delete, insert, literal_column, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.services.talk_records import WAITING, Talk, TalkLine
from storage.fields import complete
from storage.session import Both, Session, hot
from storage.tables import outbox, talk_lines, talks
from storage.talk_tables import UNDER_WAY

_NAMES = (
    *("id", "state", "customer_id", "address_id", "staff_id", "case_id", "number", "focus_at", "asked_at"),
    *("opened_at", "customer_at", "staff_at", "answered", "introduced_id", "closing_at", "next_at"),
    *("ended_at", "ended_why", "contact_id", "revision"),
)
_ROW = tuple(talks.c[name] for name in _NAMES)
_DEFAULTS: dict[str, Any] = {
    "state": WAITING,
    "customer_id": None,
    "staff_id": None,
    "case_id": None,
    "number": 0,
    "focus_at": None,
    "opened_at": None,
    "customer_at": None,
    "staff_at": None,
    "answered": False,
    "introduced_id": None,
    "closing_at": None,
    "next_at": None,
    "ended_at": None,
    "ended_why": "",
    "contact_id": None,
    "revision": 0,
}
_UNDER_WAY = UNDER_WAY  # as the indexes have it
_COUNT = bindparam("count", type_=Integer)

_SMALL = sqlite.insert(talks).on_conflict_do_nothing(index_elements=["address_id"], index_where=UNDER_WAY)
_LARGE = postgresql.insert(talks).on_conflict_do_nothing(index_elements=["address_id"], index_where=UNDER_WAY)
_ADD = Both(hot(_SMALL.returning(talks.c.id)), hot(_LARGE.returning(talks.c.id)))
_THIS = update(talks).where(
    talks.c.id == bindparam("talk_id"), talks.c.revision == bindparam("from_revision")
)
_TOUCH = update(talks).where(talks.c.id == bindparam("talk_id"), _UNDER_WAY)
_RECORD = update(talks).where(talks.c.id == bindparam("talk_id")).values(contact_id=bindparam("recorded"))
_GET = hot(select(*_ROW).where(talks.c.id == bindparam("talk_id")))
_AT = hot(select(*_ROW).where(talks.c.address_id == bindparam("address_id"), _UNDER_WAY))
_OF_CASE = hot(select(*_ROW).where(talks.c.case_id == bindparam("case_id"), _UNDER_WAY))
_OF_CUSTOMER = hot(
    select(*_ROW).where(talks.c.customer_id == bindparam("customer_id"), _UNDER_WAY).order_by(talks.c.id)
)
_OF_STAFF = (
    select(*_ROW)
    .where(talks.c.staff_id.in_(bindparam("staff_ids", expanding=True)), _UNDER_WAY)
    .order_by(talks.c.asked_at, talks.c.id)
)
_OF_CONTACT = select(*_ROW).where(talks.c.contact_id == bindparam("contact_id"))
_DUE = hot(
    select(*_ROW)
    .where(talks.c.next_at <= bindparam("now"), _UNDER_WAY)
    .order_by(talks.c.next_at, talks.c.id)
    .limit(_COUNT)
)

_LINE = tuple(
    talk_lines.c[name] for name in ("id", "talk_id", "at", "side", "staff_id", "text", "file_id", "held")
)
_SAY = hot(insert(talk_lines).returning(talk_lines.c.id))
_GET_LINE = hot(select(*_LINE).where(talk_lines.c.id == bindparam("line_id")))
_LINES = hot(
    select(*_LINE)
    .where(talk_lines.c.talk_id == bindparam("talk_id"), talk_lines.c.held == "")
    .order_by(talk_lines.c.at.desc(), talk_lines.c.id.desc())
    .limit(_COUNT)
    .offset(bindparam("skipped", type_=Integer))
)
_HELD = hot(
    select(*_LINE)
    # To the letter what the index says, which else is of no use.
    .where(talk_lines.c.staff_id == bindparam("staff_id"), talk_lines.c.held != literal_column("''"))
    .order_by(talk_lines.c.id)
)
_RELEASE = (
    update(talk_lines)
    .where(talk_lines.c.id == bindparam("line_id"), talk_lines.c.held == bindparam("why"))
    .values(held=bindparam("next_held"), talk_id=bindparam("to_talk"), at=bindparam("moment"))
)
_DROP = delete(talk_lines).where(talk_lines.c.id == bindparam("line_id"), talk_lines.c.held != "")
_REWORD = (
    update(talk_lines)
    .where(talk_lines.c.id == bindparam("line_id"), talk_lines.c.held != "")
    .values(text=bindparam("words"))
)
_CARRIED = update(talk_lines).where(talk_lines.c.id == bindparam("line_id"))
_TOLD_BY = (
    select(talk_lines.c.talk_id)
    .join_from(talk_lines, outbox, outbox.c.id == talk_lines.c.parcel_id)
    .where(outbox.c.address_id == bindparam("address_id"), outbox.c.ref == bindparam("ref"))
)


class Talks:
    """Implements `talk_records.Talks`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, address_id: int, now: datetime, **fields: Any) -> Talk | None:
        """Keep a conversation asked for; None where one is under way at that address."""
        values = complete(_DEFAULTS, fields, address_id=address_id, asked_at=now)
        row = self._session.row(_ADD, values)
        return None if row is None else Talk(id=row[0], **values)

    def get(self, talk_id: int) -> Talk | None:
        """Return a conversation."""
        return self._one(_GET, talk_id=talk_id)

    def at(self, address_id: int) -> Talk | None:
        """Return the conversation under way at an address."""
        return self._one(_AT, address_id=address_id)

    def of_case(self, case_id: int) -> Talk | None:
        """Return the conversation under way about a case."""
        return self._one(_OF_CASE, case_id=case_id)

    def of_contact(self, contact_id: int) -> Talk | None:
        """Return the conversation that a contact records."""
        return self._one(_OF_CONTACT, contact_id=contact_id)

    def of_customer(self, customer_id: int) -> list[Talk]:
        """Return a customer's conversations under way."""
        return [Talk(*row) for row in self._session.rows(_OF_CUSTOMER, {"customer_id": customer_id})]

    def of_staff(self, staff_ids: Collection[int]) -> list[Talk]:
        """Return the conversations under way of some people, those asked for first in the order of asking."""
        return [Talk(*row) for row in self._session.rows(_OF_STAFF, {"staff_ids": list(staff_ids)})]

    def due(self, now: datetime, limit: int) -> list[Talk]:
        """Return conversations under way that are to be looked at again, in order of time."""
        return [Talk(*row) for row in self._session.rows(_DUE, {"now": now, "count": limit})]

    def change(self, talk_id: int, revision: int, **fields: Any) -> bool:
        """Change a conversation; False where it has moved on since."""
        statement = _THIS.values({**fields, "revision": talks.c.revision + 1})
        return self._session.change(statement, {"talk_id": talk_id, "from_revision": revision}) == 1

    def touch(self, talk_id: int, **fields: Any) -> bool:
        """Note what was said in a conversation; False where it is over."""
        return (
            self._session.change(
                _TOUCH.values({**fields, "revision": talks.c.revision + 1}), {"talk_id": talk_id}
            )
            == 1
        )

    def record(self, talk_id: int, contact_id: int) -> None:
        """Note which contact records a conversation."""
        self._session.change(_RECORD, {"talk_id": talk_id, "recorded": contact_id})

    def say(self, talk_id: int, side: str, text: str, now: datetime, **fields: Any) -> TalkLine:
        """Append a line."""
        given = {"talk_id": talk_id, "side": side, "text": text, "at": now}
        values = complete({"staff_id": None, "file_id": None, "held": ""}, fields, **given)
        return TalkLine(id=self._session.row(_SAY, values)[0], **values)

    def line(self, line_id: int) -> TalkLine | None:
        """Return a line."""
        row = self._session.row(_GET_LINE, {"line_id": line_id})
        return None if row is None else TalkLine(*row)

    def lines(self, talk_id: int, limit: int, offset: int = 0) -> list[TalkLine]:
        """Return lines that were passed on, the latest first."""
        values = {"talk_id": talk_id, "count": limit, "skipped": offset}
        return [TalkLine(*row) for row in self._session.rows(_LINES, values)]

    def held(self, staff_id: int) -> list[TalkLine]:
        """Return what somebody typed that waits for their word, oldest first."""
        return [TalkLine(*row) for row in self._session.rows(_HELD, {"staff_id": staff_id})]

    def release(self, line_id: int, why: str, talk_id: int, now: datetime, held: str = "") -> bool:
        """Pass a line on, or hold it for another reason; False where it is not held for `why`."""
        values = {"line_id": line_id, "why": why, "to_talk": talk_id, "moment": now, "next_held": held}
        return self._session.change(_RELEASE, values) == 1

    def reword(self, line_id: int, text: str) -> None:
        """Put kinder words in the place of a line that is held."""
        self._session.change(_REWORD, {"line_id": line_id, "words": text})

    def drop(self, line_id: int) -> bool:
        """Drop a line that is held; False where it is not."""
        return self._session.change(_DROP, {"line_id": line_id}) == 1

    def carried(self, line_id: int, parcel_id: int) -> None:
        """Note which message carried a line to a staff member."""
        self._session.change(_CARRIED.values(parcel_id=parcel_id), {"line_id": line_id})

    def told_by(self, address_id: int, ref: str) -> int | None:
        """Return the conversation of which a message told, by its handle in a chat."""
        row = self._session.row(_TOLD_BY, {"address_id": address_id, "ref": ref})
        return None if row is None else int(row[0])

    def _one(self, statement: Any, **values: int) -> Talk | None:
        row = self._session.row(statement, values)
        return None if row is None else Talk(*row)
