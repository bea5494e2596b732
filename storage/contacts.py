"""What happened: append-only (O1)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, insert, select, update

from bot.services.records import Contact
from storage.fields import complete
from storage.session import Session, hot
from storage.tables import attachments, contacts

_ROW = (
    contacts.c.id,
    contacts.c.kind,
    contacts.c.customer_id,
    contacts.c.manager_id,
    contacts.c.happened_at,
    contacts.c.recorded_at,
    contacts.c.content,
    contacts.c.outcome,
    contacts.c.next_at,
    contacts.c.undone_at,
    contacts.c.fields,
    contacts.c.backdated,
    contacts.c.plan_id,
    contacts.c.author,
    contacts.c.revision,
)
_DEFAULTS: dict[str, Any] = {
    "happened_at": None,
    "outcome": "",
    "next_at": None,
    "undone_at": None,
    "fields": None,
    "backdated": False,
    "plan_id": None,
    "author": "",
    "revision": 0,
}

_ADD = hot(insert(contacts).returning(contacts.c.id))
_GET = hot(select(*_ROW).where(contacts.c.id == bindparam("contact_id")))
_ATTACH = insert(attachments)
_UNDO = update(contacts).where(contacts.c.id == bindparam("contact_id"), contacts.c.undone_at.is_(None))
_OF_CUSTOMER = hot(
    select(*_ROW)
    .where(contacts.c.customer_id == bindparam("customer_id"), contacts.c.undone_at.is_(None))
    .order_by(contacts.c.happened_at.desc(), contacts.c.id.desc())
    .limit(bindparam("count", type_=Integer))
)


class Contacts:
    """Implements `ledgers.Contacts`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self, kind: str, customer_id: int, manager_id: int, content: str, now: datetime, **fields: Any
    ) -> Contact:
        """Record a contact; it happened now where `happened_at` is not given."""
        person = {"customer_id": customer_id, "manager_id": manager_id}
        values = complete(_DEFAULTS, fields, kind=kind, content=content, recorded_at=now, **person)
        values["happened_at"] = values["happened_at"] or now
        return Contact(id=self._session.row(_ADD, values)[0], **values)

    def get(self, contact_id: int) -> Contact | None:
        """Return a contact, struck out or not."""
        row = self._session.row(_GET, {"contact_id": contact_id})
        return None if row is None else Contact(*row)

    def attach(self, contact_id: int, file_id: int) -> None:
        """Keep a file with a contact."""
        self._session.change(_ATTACH, {"contact_id": contact_id, "file_id": file_id})

    def undo(self, contact_id: int, now: datetime) -> None:
        """Strike a contact out; the row stays."""
        self._session.change(_UNDO, {"contact_id": contact_id, "undone_at": now})

    def of_customer(self, customer_id: int, limit: int) -> list[Contact]:
        """Return a customer's latest contacts, without those struck out."""
        values = {"customer_id": customer_id, "count": limit}
        return [Contact(*row) for row in self._session.rows(_OF_CUSTOMER, values)]
