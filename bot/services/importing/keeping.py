"""Who may bring a sheet in, keep it and take it back: each a short turn of its own (C1, E9, O1)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.errors import BadInput, NotAllowed, NotFound, Stale
from bot.services import routing
from bot.services.desk import Desk
from bot.services.importing import records
from bot.services.importing.lines import Scope, scope_of
from bot.services.importing.records import Import, TakenBack
from bot.services.ports import UnitOfWork
from bot.services.records import Staff
from bot.standard.access import ADMIN, HEAD, MANAGER, SUPERVISOR

_REACHING = (HEAD, ADMIN)


def scope(uow: UnitOfWork, staff: Staff | None) -> Scope:
    """Return whose customers somebody may bring in; nobody is the administrator's own command."""
    people = [person for role in (MANAGER, SUPERVISOR) for person in uow.people.with_role(role)]
    if staff is None:
        return scope_of(ADMIN, None, (), people)
    team = routing.team(uow, staff) if staff.role == SUPERVISOR else ()
    return scope_of(staff.role, staff.id, team, people)


def own(uow: UnitOfWork, import_id: int, staff: Staff | None) -> Import:
    """Return an import that somebody may decide about: one's own, heads and administrators any."""
    found = uow.imports.get(import_id)
    if found is None:
        raise NotFound
    if staff is not None and found.staff_id != staff.id and staff.role not in _REACHING:
        raise NotAllowed
    return found


def keep(
    uow: UnitOfWork, import_id: int, staff: Staff | None, bases: dict[str, int] | None, now: datetime
) -> Import:
    """Write a checked sheet as a whole; what has changed on file since the check is not written over."""
    found = own(uow, import_id, staff)
    if found.state not in (records.CHECKED, records.KEEPING):
        raise Stale("error-import-state", state=f"import-state-{found.state}")
    moved = uow.imports.moved_on(found)
    if moved:
        raise Stale("error-import-moved", count=str(moved))
    bases = uow.imports.reserve(import_id) if bases is None else bases
    uow.imports.keep(found, bases, now)
    states = (records.CHECKED, records.KEEPING)
    if not uow.imports.move(import_id, states, records.DONE, bases=bases, done_at=now):
        raise Stale
    uow.records.audit("import-kept", f"import:{import_id}", now, staff.id if staff else None)
    kept = uow.imports.get(import_id)
    assert kept is not None
    return kept


def begin_undo(uow: UnitOfWork, desk: Desk, import_id: int, staff: Staff | None, now: datetime) -> Import:
    """Begin to take an import back, within the hours that the policy allows."""
    found = own(uow, import_id, staff)
    if found.state not in (records.DONE, records.UNDOING) or found.done_at is None:
        raise Stale("error-import-not-kept")
    hours = desk.policy.imports.undo_hours
    if found.state == records.DONE and now - found.done_at > timedelta(hours=hours):
        raise BadInput("error-import-undo-late", hours=str(hours))
    uow.imports.move(import_id, (records.DONE,), records.UNDOING)
    uow.records.audit("import-undone", f"import:{import_id}", now, staff.id if staff else None)
    return found


def undo_some(uow: UnitOfWork, found: Import, after: int, limit: int, now: datetime) -> tuple[TakenBack, int]:
    """Take some rows back; the last of them ends the import."""
    taken, last = uow.imports.undo(found, after, limit, now)
    if not last:
        uow.imports.move(found.id, (records.UNDOING,), records.UNDONE, undone_at=now)
    return taken, last


def cancel(uow: UnitOfWork, import_id: int, staff: Staff | None) -> Import:
    """Let a checked sheet go; nothing of it was written."""
    found = own(uow, import_id, staff)
    if not uow.imports.move(import_id, (records.CHECKED,), records.CANCELLED):
        raise Stale("error-import-state", state=f"import-state-{found.state}")
    return found
