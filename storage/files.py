"""Files that were sent, what is in them, and what they are attached to (C3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, and_, bindparam, delete, exists, func, insert, or_, select, update

from bot.services.file_records import KeptFile, Place
from storage.session import Session, hot, insert_once
from storage.tables import attachments, contacts, file_contents, files, imports, talk_lines

_COLUMNS = ("id", "kind", "name", "mime", "size", "caption", "address_id", "remote", "created_at")
ROW = tuple(files.c[name] for name in _COLUMNS)
"""What a `KeptFile` is made of."""
_LONGEST = {"name": 128, "mime": 64, "remote": 256, "source": 160}
_AT_ONCE = 100

_ADD = insert_once(files, ["source"], files.c.id)
_CONTENT = insert(file_contents)
_GET = hot(select(*ROW).where(files.c.id == bindparam("file_id")))
_BROUGHT = hot(select(*ROW).where(files.c.source == bindparam("source")))
_READ = select(file_contents.c.content).where(file_contents.c.file_id == bindparam("file_id"))
_SINCE = select(func.count(files.c.id)).where(
    files.c.address_id == bindparam("address_id"), files.c.created_at >= bindparam("since")
)
_STRAYS = (
    select(files.c.id)
    .where(
        files.c.created_at < bindparam("before"),
        ~exists().where(attachments.c.file_id == files.c.id),
        ~exists().where(imports.c.file_id == files.c.id),
        ~exists().where(talk_lines.c.file_id == files.c.id),
    )
    .order_by(files.c.id)
    .limit(bindparam("count", type_=Integer))
)
_REMEMBER = update(files).where(files.c.id == bindparam("file_id"))
_ATTACH = insert(attachments)
_THERE = select(attachments.c.id).where(
    attachments.c.file_id == bindparam("file_id"),
    or_(
        and_(attachments.c.contact_id == bindparam("contact_id"), attachments.c.contact_id.is_not(None)),
        and_(attachments.c.case_id == bindparam("case_id"), attachments.c.case_id.is_not(None)),
    ),
)
_DETACH = delete(attachments).where(
    attachments.c.file_id == bindparam("file_id"), attachments.c.contact_id == bindparam("contact_id")
)
_OF_CONTACT = (
    select(*ROW)
    .join(attachments, attachments.c.file_id == files.c.id)
    .where(attachments.c.contact_id == bindparam("contact_id"))
    .order_by(attachments.c.id)
)
_OF_CASE = (
    select(*ROW)
    .join(attachments, attachments.c.file_id == files.c.id)
    .where(attachments.c.case_id == bindparam("case_id"))
    .order_by(attachments.c.id)
)
_PLACES = (
    select(attachments.c.contact_id, attachments.c.case_id)
    .where(attachments.c.file_id == bindparam("file_id"))
    .order_by(attachments.c.id)
)
_LATEST_CONTACT = (
    select(contacts.c.id)
    .where(
        contacts.c.manager_id == bindparam("manager_id"),
        contacts.c.recorded_at >= bindparam("since"),
        contacts.c.undone_at.is_(None),
    )
    .order_by(contacts.c.id.desc())
    .limit(bindparam("count", type_=Integer))
)


class Files:
    """Implements `ports.Files`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        kind: str,
        name: str,
        mime: str,
        content: bytes,
        address_id: int | None,
        now: datetime,
        *,
        remote: str = "",
        caption: str = "",
        source: str = "",
    ) -> KeptFile:
        """Keep a file; what `source` brought before is returned as it was kept then."""
        kept = source[: _LONGEST["source"]] or None
        values: dict[str, Any] = {
            "kind": kind,
            "name": name[: _LONGEST["name"]],
            "mime": mime[: _LONGEST["mime"]],
            "size": len(content),
            "caption": caption,
            "address_id": address_id,
            # Half a handle is none.
            "remote": remote if len(remote) <= _LONGEST["remote"] else "",
            "created_at": now,
        }
        row = self._session.row(_ADD, {**values, "source": kept})
        if row is None:
            before = self.brought(source)
            assert before is not None  # it stood in the way a moment ago, in this very turn
            return before
        self._session.change(_CONTENT, {"file_id": row[0], "content": content})
        return KeptFile(id=row[0], **values)

    def get(self, file_id: int) -> KeptFile | None:
        """Return a file without its bytes."""
        row = self._session.row(_GET, {"file_id": file_id})
        return None if row is None else KeptFile(*row)

    def brought(self, source: str) -> KeptFile | None:
        """Return the file that an event brought."""
        row = self._session.row(_BROUGHT, {"source": source[: _LONGEST["source"]]})
        return None if row is None else KeptFile(*row)

    def count_since(self, address_id: int, since: datetime) -> int:
        """Return how many files an address has sent since a moment."""
        return int(self._session.row(_SINCE, {"address_id": address_id, "since": since})[0])

    def purge(self, before: datetime) -> int:
        """Delete files of before a moment that belong to nothing; return how many."""
        ids = [row[0] for row in self._session.rows(_STRAYS, {"before": before, "count": _AT_ONCE})]
        if ids:
            for table, column in ((file_contents, file_contents.c.file_id), (files, files.c.id)):
                self._session.change(delete(table).where(column.in_(ids)))
        return len(ids)

    def content(self, file_id: int) -> bytes | None:
        """Return a file's bytes; None where it is gone."""
        row = self._session.row(_READ, {"file_id": file_id})
        return None if row is None else bytes(row[0])

    def remember(self, file_id: int, remote: str) -> None:
        """Note a platform's own handle of a file."""
        if len(remote) <= _LONGEST["remote"]:
            self._session.change(_REMEMBER, {"file_id": file_id, "remote": remote})

    def attach(
        self, file_ids: Sequence[int], *, contact_id: int | None = None, case_id: int | None = None
    ) -> int:
        """Keep files with a contact or a case; return how many were not there before."""
        added = 0
        for file_id in dict.fromkeys(file_ids):
            values = {"file_id": file_id, "contact_id": contact_id, "case_id": case_id}
            if self._session.row(_THERE, values) is None:
                self._session.change(_ATTACH, values)
                added += 1
        return added

    def detach(self, file_id: int, contact_id: int) -> bool:
        """Take a file off a contact; False where it was not there."""
        return self._session.change(_DETACH, {"file_id": file_id, "contact_id": contact_id}) > 0

    def of_contact(self, contact_id: int) -> list[KeptFile]:
        """Return a contact's files, oldest first."""
        return [KeptFile(*row) for row in self._session.rows(_OF_CONTACT, {"contact_id": contact_id})]

    def of_case(self, case_id: int) -> list[KeptFile]:
        """Return a case's files, oldest first."""
        return [KeptFile(*row) for row in self._session.rows(_OF_CASE, {"case_id": case_id})]

    def places(self, file_id: int) -> list[Place]:
        """Return what a file is attached to."""
        return [Place(*row) for row in self._session.rows(_PLACES, {"file_id": file_id})]

    def latest_contact(self, manager_id: int, since: datetime) -> int | None:
        """Return the manager's newest contact recorded since a moment: what a file just sent belongs to."""
        values = {"manager_id": manager_id, "since": since, "count": 1}
        row = self._session.row(_LATEST_CONTACT, values)
        return None if row is None else int(row[0])
