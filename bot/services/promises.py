"""Promises: done and fed back are two ticks, and what was promised is owed until the second (C8)."""

from __future__ import annotations

from datetime import datetime

from bot.errors import Stale
from bot.services import cases, duties, recovery
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Staff


def kept(uow: UnitOfWork, case: Case, staff: Staff, now: datetime) -> None:
    """Tick a promise as kept (C8); it stays owed until the customer knows.

    Raises Stale where it has moved on.
    """
    if case.state != cases.OPEN or not uow.cases.change(case.id, case.revision, done_at=now):
        raise Stale
    uow.cases.note(case.id, "done", now, staff.id)


def told(uow: UnitOfWork, desk: Desk, case: Case, staff: Staff, text: str, now: datetime) -> None:
    """Note that the customer was told, in person or by telephone, what became of a promise (C8)."""
    ticks = {"fed_back_at": now, "answered_at": now, "closed_at": now}
    if case.state != cases.OPEN or not uow.cases.change(
        case.id, case.revision, state=cases.CLOSED, answer=text, answered_by=staff.id, **ticks
    ):
        raise Stale
    uow.cases.note(case.id, "fed-back", now, staff.id, text)
    duties.end_of_case(uow, case.id, "fed-back", now)
    recovery.tell(uow, desk, case, "push-fed-back", now, but=(staff.id,), staff=staff.name)
