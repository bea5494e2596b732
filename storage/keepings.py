"""What is kept about one person across all tables, read as a whole (G3)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, delete, func, insert, select

from bot.dialog.message import incoming_from_dict, outgoing_from_dict
from bot.services.file_records import KeptFile
from bot.services.privacy_ledgers import Spoken, ToldBy, Whose
from storage import erasing
from storage.erasing import cases_of, files_of, handed_out, heard_by, heard_from
from storage.files import ROW as FILE_ROW
from storage.session import Session
from storage.tables import cases, contacts, customers, file_contents, files, inbox, outbox, privacy_requests

_AT_ONCE = 100


class Keepings:
    """Implements `privacy_ledgers.Keepings`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def spoken(self, whose: Whose, limit: int) -> list[Spoken]:
        """Return what was said by and to a person, oldest first, the newest `limit` of each side."""
        theirs = (
            select(inbox.c.received_at, inbox.c.channel, inbox.c.payload)
            .where(heard_from(whose))
            .order_by(inbox.c.id.desc())
            .limit(limit)
        )
        ours = (
            select(outbox.c.created_at, outbox.c.channel, outbox.c.payload)
            .where(heard_by(whose), outbox.c.why == "")
            .order_by(outbox.c.id.desc())
            .limit(limit)
        )
        lines = [Spoken(at, way, heard=incoming_from_dict(p)) for at, way, p in self._session.rows(theirs)]
        lines += [Spoken(at, way, said=outgoing_from_dict(p)) for at, way, p in self._session.rows(ours)]
        return sorted(lines, key=lambda line: (line.at, line.heard is None))

    def files(self, whose: Whose) -> list[KeptFile]:
        """Return the files a person sent, and those kept with what is theirs, oldest first."""
        kept = select(*FILE_ROW).where(files_of(whose), ~handed_out()).order_by(files.c.id)
        return [KeptFile(*row) for row in self._session.rows(kept)]

    def written(self, whose: Whose) -> list[str]:
        """Return what is quoted to others of a person: their cases and contacts, in words."""
        theirs = whose.customer_id
        wanted = (
            select(cases.c.text).where(cases_of(whose)),
            select(cases.c.answer).where(cases_of(whose)),
            select(contacts.c.content).where(contacts.c.customer_id == theirs),
        )
        return [row[0] for statement in wanted for row in self._session.rows(statement)]

    def counts(self, whose: Whose) -> dict[str, int]:
        """Return how many messages, cases, contacts and files there are."""
        visits = and_(contacts.c.customer_id == whose.customer_id, contacts.c.undone_at.is_(None))
        return {
            "messages": self._count(select(func.count(inbox.c.id)).where(heard_from(whose))),
            "cases": self._count(select(func.count(cases.c.id)).where(cases_of(whose))),
            "contacts": self._count(select(func.count(contacts.c.id)).where(visits)),
            "files": self._count(select(func.count(files.c.id)).where(files_of(whose), ~handed_out())),
        }

    def _count(self, statement: object) -> int:
        return int(self._session.row(statement)[0])  # type: ignore[arg-type]

    def expire(self, before: datetime) -> int:
        """Delete what was handed out before a moment; return how many files."""
        old = files.c.created_at < before
        ids = [
            row[0] for row in self._session.rows(select(files.c.id).where(handed_out(), old).limit(_AT_ONCE))
        ]
        self._session.change(delete(file_contents).where(file_contents.c.file_id.in_(ids)))
        return self._session.change(delete(files).where(files.c.id.in_(ids)))

    def erase(self, whose: Whose, name: str, gone: str, told: ToldBy, now: datetime) -> None:
        """Take a person out of every table: `name` stands where a name must, `gone` where words stood."""
        erasing.erase(self._session, whose, name, gone, told, now)

    def requested(
        self, what: str, customer_id: int | None, staff_id: int | None, reason: str, now: datetime
    ) -> None:
        """Keep that data was handed out or erased, on whose request."""
        values = {"what": what, "customer_id": customer_id, "staff_id": staff_id, "reason": reason, "at": now}
        self._session.change(insert(privacy_requests), values)

    def erased(self, customer_id: int) -> bool:
        """Return whether a customer was erased."""
        found = self._session.row(
            select(customers.c.id).where(customers.c.id == customer_id, customers.c.erased_at.is_not(None))
        )
        return found is not None
