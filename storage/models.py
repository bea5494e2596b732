"""Fitted models of the standard questions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Integer, bindparam, delete, select

from storage.session import Session, hot, insert_once
from storage.tables import models

_NEWEST = 3
"""So many models stay: of an edit that is taken back, and of another process a little behind."""

_GET = hot(select(models.c.content).where(models.c.digest == bindparam("which")))
_PUT = insert_once(models, ["digest"], models.c.digest)
_OLD = delete(models).where(
    models.c.digest.not_in(
        select(models.c.digest)
        .order_by(models.c.at.desc(), models.c.digest)
        .limit(bindparam("newest", type_=Integer))
        .scalar_subquery()
    )
)


class Models:
    """Implements `knowledge.Models`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def kept(self, digest: str) -> bytes | None:
        """Return the model fitted on exactly these questions."""
        row = self._session.row(_GET, {"which": digest})
        return None if row is None else bytes(row[0])

    def keep(self, digest: str, content: bytes, now: datetime) -> None:
        """Keep a model; only the newest few stay."""
        self._session.row(_PUT, {"digest": digest, "content": content, "at": now})
        self._session.change(_OLD, {"newest": _NEWEST})
