"""Small things kept: marks of the product itself, and who read what (G1)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Integer, bindparam, insert, select

from storage.session import Session, hot, insert_once, upsert
from storage.tables import audit, meta

_GET = hot(select(meta.c.value).where(meta.c.key == bindparam("which")))
_PUT = upsert(meta, ["key"], ["value"])
_PUT_ONCE = insert_once(meta, ["key"], meta.c.value)
_AUDITED = (
    select(audit.c.id)
    .where(audit.c.what == bindparam("what"), audit.c.at >= bindparam("since"))
    .limit(bindparam("most", type_=Integer))
)
_AUDIT = hot(insert(audit))


class Records:
    """Implements `ledgers.Records`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, key: str) -> str | None:
        """Return a mark."""
        row = self._session.row(_GET, {"which": key})
        return None if row is None else row[0]

    def put(self, key: str, value: str) -> None:
        """Set a mark."""
        self._session.change(_PUT, {"key": key, "value": value})

    def put_once(self, key: str, value: str) -> str:
        """Set a mark unless it is set; return what stands."""
        self._session.row(_PUT_ONCE, {"key": key, "value": value})
        return self.get(key) or value

    def audited(self, what: str, since: datetime, most: int) -> int:
        """Return how often something was noted since a moment, counted up to a limit."""
        values = {"what": what, "since": since, "most": most}
        return len(self._session.rows(_AUDITED, values))

    def audit(self, what: str, subject: str, now: datetime, staff_id: int | None = None) -> None:
        """Note who did what."""
        values = {"at": now, "staff_id": staff_id, "what": what, "subject": subject}
        self._session.change(_AUDIT, values)
