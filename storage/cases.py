"""What is owed an answer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, and_, bindparam, insert, or_, select, update

from bot.services.records import Case, CaseEvent
from storage.fields import complete
from storage.session import Session, hot
from storage.tables import case_events, cases

_ROW = (
    cases.c.id,
    cases.c.kind,
    cases.c.state,
    cases.c.customer_id,
    cases.c.address_id,
    cases.c.owner_id,
    cases.c.author_id,
    cases.c.contact_id,
    cases.c.category,
    cases.c.severity,
    cases.c.text,
    cases.c.phone,
    cases.c.wanted,
    cases.c.due_at,
    cases.c.provisional,
    cases.c.answer,
    cases.c.answered_at,
    cases.c.answered_by,
    cases.c.closed_at,
    cases.c.revision,
    cases.c.created_at,
    cases.c.done_at,
    cases.c.fed_back_at,
    cases.c.cause,
)
_DEFAULTS: dict[str, Any] = {
    "state": "open",
    "customer_id": None,
    "address_id": None,
    "owner_id": None,
    "author_id": None,
    "contact_id": None,
    "category": "",
    "severity": "",
    "phone": "",
    "wanted": "",
    "provisional": False,
    "answer": "",
    "answered_at": None,
    "answered_by": None,
    "closed_at": None,
    "revision": 0,
    "done_at": None,
    "fed_back_at": None,
    "cause": "",
}

_ADD = hot(insert(cases).returning(cases.c.id))
_GET = hot(select(*_ROW).where(cases.c.id == bindparam("case_id")))
_CHANGE = (
    update(cases)
    .where(cases.c.id == bindparam("case_id"), cases.c.revision == bindparam("drawn_at"))
    .values(revision=cases.c.revision + 1)
)
_HAND_OVER = update(cases).where(cases.c.id == bindparam("case_id"))
_NOTE = hot(insert(case_events))
_EVENTS = hot(
    select(case_events.c.at, case_events.c.what, case_events.c.staff_id, case_events.c.text)
    .where(case_events.c.case_id == bindparam("case_id"))
    .order_by(case_events.c.id)
)
_OPEN_FIRST = (cases.c.closed_at.is_not(None), cases.c.id.desc())
# A chat may have changed hands: what a known customer filed there stays that customer's own.
_OF_PERSON = hot(
    select(*_ROW)
    .where(
        or_(
            cases.c.customer_id == bindparam("customer_id"),
            and_(cases.c.customer_id.is_(None), cases.c.address_id == bindparam("address_id")),
        )
    )
    .order_by(*_OPEN_FIRST)
    .limit(bindparam("count", type_=Integer))
)
_OF_CONTACT = select(*_ROW).where(cases.c.contact_id == bindparam("contact_id")).order_by(cases.c.id)
_UNCONFIRMED = (
    select(*_ROW)
    .where(cases.c.state == "answered", cases.c.kind.in_(bindparam("kinds", expanding=True)))
    .order_by(cases.c.answered_at, cases.c.id)
)


class Cases:
    """Implements `ledgers.Cases`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, kind: str, text: str, due_at: datetime, now: datetime, **fields: Any) -> Case:
        """Open a case."""
        values = complete(_DEFAULTS, fields, kind=kind, text=text, due_at=due_at, created_at=now)
        return Case(id=self._session.row(_ADD, values)[0], **values)

    def get(self, case_id: int) -> Case | None:
        """Return a case."""
        row = self._session.row(_GET, {"case_id": case_id})
        return None if row is None else Case(*row)

    def change(self, case_id: int, revision: int, **fields: Any) -> bool:
        """Change a case drawn at `revision`; False where it has moved on since."""
        values = {"case_id": case_id, "drawn_at": revision, **fields}
        return self._session.change(_CHANGE, values) == 1

    def hand_over(self, case_id: int, owner_id: int) -> None:
        """Give a case to another owner; buttons drawn of it stay good."""
        self._session.change(_HAND_OVER.values(owner_id=owner_id), {"case_id": case_id})

    def note(
        self, case_id: int, what: str, now: datetime, staff_id: int | None = None, text: str = ""
    ) -> None:
        """Append to a case's log."""
        values = {"case_id": case_id, "at": now, "what": what, "staff_id": staff_id, "text": text}
        self._session.change(_NOTE, values)

    def events(self, case_id: int) -> list[CaseEvent]:
        """Return a case's log, oldest first."""
        return [CaseEvent(*row) for row in self._session.rows(_EVENTS, {"case_id": case_id})]

    def of_person(self, customer_id: int | None, address_id: int, limit: int) -> list[Case]:
        """Return a customer's cases, open ones first."""
        values = {"customer_id": customer_id, "address_id": address_id, "count": limit}
        return [Case(*row) for row in self._session.rows(_OF_PERSON, values)]

    def of_contact(self, contact_id: int) -> list[Case]:
        """Return the cases heard at a contact."""
        return [Case(*row) for row in self._session.rows(_OF_CONTACT, {"contact_id": contact_id})]

    def unconfirmed(
        self, kinds: Collection[str], owner_ids: Collection[int] | None, limit: int
    ) -> list[Case]:
        """Return answered cases that wait for their customers' word, the longest waiting first (H6)."""
        wanted = _UNCONFIRMED.limit(limit)
        if owner_ids is not None:
            wanted = wanted.where(cases.c.owner_id.in_(sorted(owner_ids)))
        return [Case(*row) for row in self._session.rows(wanted, {"kinds": list(kinds)})]
