"""Standard questions and approved answers: every version is kept, one at most is in force (N1, O2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, insert, or_, select, update

from bot.services.query_records import (
    APPROVED,
    DROPPED,
    OPEN_STATES,
    Content,
    English,
    Entry,
    Query,
    Variant,
    Version,
)
from storage.session import Session, hot, insert_once
from storage.tables import queries, query_versions

_V = query_versions.c
_CONTENT = tuple(
    _V[name] for name in ("title", "answer", "wordings", "variants", "buttons", "department")
) + tuple(_V[name] for name in ("valid_from", "valid_to", "owner_id", "english"))
_ROW = (
    *(_V[name] for name in ("id", "query_id", "number", "state")),
    *(_V[name] for name in ("authors", "approved_by", "decided_at", "comment", "at", "told", "revision")),
    *_CONTENT,
)
_ENTRY = (queries.c.id, queries.c.title, queries.c.retired_at, queries.c.retired_by)

_later = query_versions.alias("later")
_BEGUN = or_(_V.valid_from.is_(None), _V.valid_from <= bindparam("day"))
_SUPERSEDED = exists().where(
    _later.c.query_id == _V.query_id,
    _later.c.state == APPROVED,
    _later.c.number > _V.number,
    or_(_later.c.valid_from.is_(None), _later.c.valid_from <= bindparam("day")),
)
_JOINED = query_versions.join(queries, queries.c.id == _V.query_id)
_CURRENT = and_(_V.state == APPROVED, queries.c.retired_at.is_(None), _BEGUN, ~_SUPERSEDED)
_IN_FORCE = (
    select(_V.query_id, _V.number, _V.approved_by, *_CONTENT)
    .select_from(_JOINED)
    .where(_CURRENT, or_(_V.valid_to.is_(None), _V.valid_to >= bindparam("day")))
)
_VALID = hot(_IN_FORCE.order_by(_V.query_id))
_GET = hot(_IN_FORCE.where(_V.query_id == bindparam("which")))
_ENDING = (
    select(*_ROW)
    .select_from(_JOINED)
    .where(
        _CURRENT,
        or_(
            and_(_V.valid_to < bindparam("day"), _V.told != "gone"),
            and_(_V.valid_to >= bindparam("day"), _V.valid_to <= bindparam("until"), _V.told == ""),
        ),
    )
    .order_by(_V.id)
)
_ADD = insert_once(queries, ["title"], queries.c.id)
_WRITE = insert(query_versions).returning(_V.id)
_NEWEST = select(func.max(_V.number)).where(_V.query_id == bindparam("which"))
_VERSION = select(*_ROW).where(_V.id == bindparam("which"))
_TITLED = select(queries.c.id).where(queries.c.title == bindparam("which"))


class Queries:
    """Implements `query_ledgers.Queries`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, title: str) -> int | None:
        """Add an entry without a version; None where another has its title."""
        row = self._session.row(_ADD, {"title": title})
        return None if row is None else row[0]

    def rename(self, query_id: int, title: str) -> bool:
        """Let an entry be on file by another title; False where another entry has it."""
        there = self.titled(title)
        if there not in (None, query_id):
            return False
        self._session.change(update(queries).where(queries.c.id == query_id).values(title=title))
        return True

    def write(
        self,
        query_id: int,
        state: str,
        content: Content,
        authors: Sequence[int],
        now: datetime,
        **fields: Any,
    ) -> int:
        """Add the next version of an entry; return its id."""
        newest = self._session.row(_NEWEST, {"which": query_id})
        values = {"query_id": query_id, "number": (newest[0] or 0) + 1, "state": state, "at": now, **fields}
        row = self._session.row(_WRITE, {**values, "authors": list(authors), **_written(content)})
        return int(row[0])

    def change(self, version_id: int, revision: int, content: Content | None = None, **fields: Any) -> bool:
        """Change an open version drawn at `revision`, or decide it; False where it has moved on since."""
        there = update(query_versions).where(
            _V.id == version_id, _V.revision == revision, _V.state.in_(OPEN_STATES)
        )
        values = {**fields, **(_written(content) if content is not None else {})}
        return self._session.change(there.values(**values, revision=revision + 1)) == 1

    def tell(self, version_id: int, told: str) -> None:
        """Note what the owner was told of a version's end."""
        self._session.change(update(query_versions).where(_V.id == version_id).values(told=told))

    def retire(self, query_id: int, at: datetime | None, by: str) -> bool:
        """Take an entry out of use, or back (None); False where it stands so already."""
        there = update(queries).where(queries.c.id == query_id)
        stands = queries.c.retired_at.is_not(None) if at is None else queries.c.retired_at.is_(None)
        return self._session.change(there.where(stands).values(retired_at=at, retired_by=by)) == 1

    def get(self, query_id: int, day: date) -> Query | None:
        """Return one standard question as in force on a day; None where it may not be answered (N1)."""
        row = self._session.row(_GET, {"which": query_id, "day": day})
        return None if row is None else _query(row)

    def valid(self, day: date) -> list[Query]:
        """Return the standard questions in force on a day (N1); both ends of the validity count."""
        return [_query(row) for row in self._session.rows(_VALID, {"day": day})]

    def version(self, version_id: int) -> Version | None:
        """Return a version."""
        row = self._session.row(_VERSION, {"which": version_id})
        return None if row is None else _version(row)

    def entry(self, query_id: int) -> Entry | None:
        """Return an entry with its versions."""
        return next(iter(self._entries(queries.c.id == query_id, _V.query_id == query_id)), None)

    def entries(self) -> list[Entry]:
        """Return every entry with its versions, by title."""
        return self._entries()

    def titled(self, title: str) -> int | None:
        """Return the entry of exactly this title."""
        row = self._session.row(_TITLED, {"which": title})
        return None if row is None else row[0]

    def ending(self, day: date, until: date) -> list[Version]:
        """Return the approved versions that end from a day to another, or have ended, and were not told."""
        return [_version(row) for row in self._session.rows(_ENDING, {"day": day, "until": until})]

    def _entries(self, *wanted: Any) -> list[Entry]:
        of_entries = select(*_ENTRY).where(*wanted[:1]).order_by(queries.c.title)
        of_versions = (
            select(*_ROW).where(_V.state != DROPPED, *wanted[1:]).order_by(_V.query_id, _V.number.desc())
        )
        found: dict[int, list[Version]] = {}
        for row in self._session.rows(of_versions):
            version = _version(row)
            found.setdefault(version.query_id, []).append(version)
        rows = self._session.rows(of_entries)
        return [
            Entry(query_id, title, retired_at, by, tuple(found.get(query_id, ())))
            for query_id, title, retired_at, by in rows
        ]


def _written(content: Content) -> dict[str, Any]:
    values = asdict(content)
    return {**values, "wordings": list(content.wordings), "buttons": list(content.buttons)}


def _read(row: Iterable[Any]) -> Content:
    *plain, english = row
    title, answer, wordings, variants, buttons, department, first, last, owner_id = plain
    read = tuple(Variant(**variant) for variant in variants)
    translated = English(**{**english, "wordings": tuple(english["wordings"])}) if english else English()
    told = (title, answer, tuple(wordings), read, tuple(buttons), department, first, last, owner_id)
    return Content(*told, translated)


def _version(row: Sequence[Any]) -> Version:
    version_id, query_id, number, state, authors, *decided = row[:11]
    return Version(version_id, query_id, number, state, _read(row[11:]), tuple(authors), *decided)


def _query(row: Sequence[Any]) -> Query:
    query_id, number, approved_by = row[:3]
    content = _read(row[3:])
    return Query(
        query_id,
        content.title,
        content.answer,
        content.wordings,
        content.valid_from,
        content.valid_to,
        approved_by,
        content.variants,
        content.buttons,
        content.department,
        content.owner_id,
        number,
        content.english,
    )
