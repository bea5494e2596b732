"""What happened: append-only (O1)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, insert, or_, select, update

from bot.services.own_ledgers import Edit
from bot.services.records import Contact
from storage.fields import complete
from storage.session import Session, hot
from storage.tables import contact_edits, contacts

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
    contacts.c.repeated,
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
    "repeated": False,
    "plan_id": None,
    "author": "",
    "revision": 0,
}

_ADD = hot(insert(contacts).returning(contacts.c.id))
_GET = hot(select(*_ROW).where(contacts.c.id == bindparam("contact_id")))
_UNDO = update(contacts).where(contacts.c.id == bindparam("contact_id"), contacts.c.undone_at.is_(None))
_OF_CUSTOMER = hot(
    select(*_ROW)
    .where(contacts.c.customer_id == bindparam("customer_id"), contacts.c.undone_at.is_(None))
    .order_by(contacts.c.happened_at.desc(), contacts.c.id.desc())
    .limit(bindparam("count", type_=Integer))
)
_LATEST = (
    select(*_ROW)
    .where(contacts.c.manager_id == bindparam("manager_id"), contacts.c.undone_at.is_(None))
    .order_by(contacts.c.id.desc())
    .limit(1)
)
_CHANGE = (
    update(contacts)
    .where(contacts.c.id == bindparam("contact_id"), contacts.c.revision == bindparam("drawn_at"))
    .values(revision=contacts.c.revision + 1)
)
_EDIT = insert(contact_edits)
_EDITS = (
    select(*(contact_edits.c[name] for name in ("at", "staff_id", "field", "old", "new")))
    .where(contact_edits.c.contact_id == bindparam("contact_id"))
    .order_by(contact_edits.c.id)
)
_FLAGGED = (
    select(*_ROW)
    .where(
        contacts.c.manager_id.in_(bindparam("manager_ids", expanding=True)),
        contacts.c.recorded_at >= bindparam("since"),
        contacts.c.undone_at.is_(None),
        or_(contacts.c.backdated, contacts.c.repeated, contacts.c.revision > 0),
    )
    .order_by(contacts.c.id.desc())
    .limit(bindparam("count", type_=Integer))
)
_COLUMNS = ("content", "outcome")
"""What stands in a column of its own; every other field is one of the form's."""


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

    def latest(self, manager_id: int) -> Contact | None:
        """Return what a manager recorded last and did not strike out."""
        row = self._session.row(_LATEST, {"manager_id": manager_id})
        return None if row is None else Contact(*row)

    def change(self, contact: Contact, staff_id: int, now: datetime, field: str, new: str) -> bool:
        """Change a field of a record and keep what stood there; False where it has moved on since (O1)."""
        fields = dict(contact.fields or {})
        here: dict[str, Any] = {"contact_id": contact.id, "drawn_at": contact.revision}
        values: dict[str, Any] = {field: new}
        old = str(getattr(contact, field)) if field in _COLUMNS else fields.get(field, "")
        if field not in _COLUMNS:
            values = {"fields": {**fields, field: new}}
        if self._session.change(_CHANGE, {**here, **values}) != 1:
            return False
        edit = {"contact_id": contact.id, "at": now, "staff_id": staff_id, "field": field}
        self._session.change(_EDIT, {**edit, "old": old, "new": new})
        return True

    def edits(self, contact_id: int) -> list[Edit]:
        """Return what was changed in a record, oldest first."""
        return [Edit(*row) for row in self._session.rows(_EDITS, {"contact_id": contact_id})]

    def flagged(self, manager_ids: Collection[int], since: datetime, limit: int) -> list[Contact]:
        """Return records written down late, repeated or changed, the latest first (O1)."""
        values = {"manager_ids": sorted(manager_ids), "since": since, "count": limit}
        return [Contact(*row) for row in self._session.rows(_FLAGGED, values)]

    def undo(self, contact_id: int, now: datetime) -> None:
        """Strike a contact out; the row stays."""
        self._session.change(_UNDO, {"contact_id": contact_id, "undone_at": now})

    def of_customer(self, customer_id: int, limit: int) -> list[Contact]:
        """Return a customer's latest contacts, without those struck out."""
        values = {"customer_id": customer_id, "count": limit}
        return [Contact(*row) for row in self._session.rows(_OF_CUSTOMER, values)]
