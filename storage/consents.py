"""What people agreed to: appended, never changed (T21)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, insert, select

from bot.services.privacy_ledgers import ASKED, Consent
from storage.session import Session, hot
from storage.tables import consents

_COLUMNS = ("id", "customer_id", "address_id", "at", "what", "version", "how", "channel", "code_hash")
_ROW = tuple(consents.c[name] for name in _COLUMNS)
_ADD = hot(insert(consents).returning(consents.c.id))
_LATEST = hot(
    select(*_ROW)
    .where(consents.c.address_id == bindparam("address_id"))
    .order_by(consents.c.id.desc())
    .limit(1)
)
_OF = select(*_ROW).where(consents.c.customer_id == bindparam("customer_id"))
_STANDING = hot(_OF.order_by(consents.c.what == ASKED, consents.c.id.desc()).limit(1))
_OF_CUSTOMER = _OF.order_by(consents.c.id)


class Consents:
    """Implements `privacy_ledgers.Consents`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def note(
        self,
        customer_id: int,
        address_id: int | None,
        what: str,
        version: str,
        now: datetime,
        *,
        how: str = "",
        channel: str = "",
        code_hash: str = "",
    ) -> Consent:
        """Append what was asked or said."""
        said = {"customer_id": customer_id, "address_id": address_id, "at": now, "what": what}
        where = {"version": version, "how": how, "channel": channel, "code_hash": code_hash}
        row = self._session.row(_ADD, said | where)
        return Consent(row[0], customer_id, address_id, now, what, version, how, channel, code_hash)

    def latest(self, address_id: int) -> Consent | None:
        """Return what was last asked or said in a chat."""
        row = self._session.row(_LATEST, {"address_id": address_id})
        return None if row is None else Consent(*row)

    def standing(self, customer_id: int) -> Consent | None:
        """Return what a customer last said, or was last asked where they have said nothing."""
        row = self._session.row(_STANDING, {"customer_id": customer_id})
        return None if row is None else Consent(*row)

    def of_customer(self, customer_id: int) -> list[Consent]:
        """Return everything a customer was asked and said, oldest first."""
        rows = self._session.rows(_OF_CUSTOMER, {"customer_id": customer_id})
        return [Consent(*row) for row in rows]
