"""Where wrong codes came from: a keyed hash and a count, forgotten after the lock (G3, G7)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, select

from bot.services.privacy_ledgers import Tried
from storage.privacy_tables import sources
from storage.session import Session, upsert

_TRIED = select(sources.c.wrong, sources.c.until, sources.c.locked).where(
    sources.c.source == bindparam("source")
)
_NOTE = upsert(sources, ["source"], ["wrong", "until", "locked"])
_FORGET = delete(sources).where(sources.c.until <= bindparam("now"))


class Sources:
    """Implements `privacy_ledgers.Sources`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def tried(self, source: str) -> Tried | None:
        """Return what is remembered of a source."""
        row = self._session.row(_TRIED, {"source": source})
        return None if row is None else Tried(*row)

    def note(self, source: str, tried: Tried) -> None:
        """Remember how often codes from a source were wrong, and until when that counts."""
        values = {"source": source, "wrong": tried.wrong, "until": tried.until, "locked": tried.locked}
        self._session.change(_NOTE, values)

    def forget(self, now: datetime) -> None:
        """Forget what no longer counts."""
        self._session.change(_FORGET, {"now": now})
