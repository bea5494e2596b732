"""All that happened with one customer, across contacts, cases and duties (C1, E10)."""

from __future__ import annotations

from sqlalchemy import BindParameter, Integer, bindparam, delete, exists, literal, select, union_all

from bot.services.customer_records import CASE, CONTACT, Change, Entry
from bot.services.records import Duty
from storage.columns import Id, metadata
from storage.duty_raising import forget, minded
from storage.session import Session, hot
from storage.tables import cases, contact_edits, contacts, customer_changes, customers, duties

_ID: BindParameter[int] = bindparam("customer_id", type_=Id)
_entries = union_all(
    select(literal(CONTACT).label("what"), contacts.c.id, contacts.c.happened_at.label("at")).where(
        contacts.c.customer_id == _ID, contacts.c.undone_at.is_(None)
    ),
    select(literal(CASE), cases.c.id, cases.c.created_at).where(cases.c.customer_id == _ID),
).subquery()
_ENTRIES = (
    select(_entries.c.what, _entries.c.id, _entries.c.at)
    .order_by(_entries.c.at.desc(), _entries.c.what, _entries.c.id.desc())
    .limit(bindparam("count", type_=Integer))
    .offset(bindparam("start", type_=Integer))
)
_EDITS = (
    select(
        *(contact_edits.c[name] for name in ("at", "staff_id", "field", "old", "new")),
    )
    .where(contact_edits.c.contact_id == bindparam("contact_id"))
    .order_by(contact_edits.c.id)
)
_COMING = hot(
    select(*(duties.c[field] for field in Duty.__slots__))
    .where(duties.c.customer_id == _ID, duties.c.closed_at.is_(None))
    .order_by(duties.c.due_at, duties.c.id)
    .limit(bindparam("count", type_=Integer))
)
# Whatever points at a customer, but for the customer's own history of changes and what the clock raised.
_HANGING = [
    column
    for table in metadata.tables.values()
    if table not in (customer_changes, duties)
    for column in table.c
    if column.references(customers.c.id)
]


class History:
    """Implements `customer_ledgers.History`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def entries(self, customer_id: int, limit: int, offset: int = 0) -> list[Entry]:
        """Return contacts and cases, the latest first, without contacts struck out."""
        values = {"customer_id": customer_id, "count": limit, "start": offset}
        return [Entry(*row) for row in self._session.rows(_ENTRIES, values)]

    def edits(self, contact_id: int) -> list[Change]:
        """Return what was changed in a contact, oldest first (O1)."""
        return [Change(*row) for row in self._session.rows(_EDITS, {"contact_id": contact_id})]

    def coming(self, customer_id: int, limit: int) -> list[Duty]:
        """Return the open duties about a customer, the next due first."""
        values = {"customer_id": customer_id, "count": limit}
        return [Duty(*row) for row in self._session.rows(_COMING, values)]

    def remove(self, customer_id: int) -> bool:
        """Take a customer off the file who has nothing yet; False where anything hangs on them."""
        hanging = [select(exists().where(column == customer_id)) for column in _HANGING]
        hanging.append(select(exists().where(duties.c.customer_id == customer_id, minded())))
        if any(self._session.row(hangs)[0] for hangs in hanging):
            return False
        forget(self._session, [customer_id])
        gone = delete(customer_changes).where(customer_changes.c.customer_id == customer_id)
        self._session.change(gone)
        return self._session.change(delete(customers).where(customers.c.id == customer_id)) == 1
