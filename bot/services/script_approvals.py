"""Who put which version of a script in force, and when (O2)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from bot.errors import NotAllowed, NotFound
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Staff
from bot.services.script_records import Approval
from bot.standard.access import ADMIN, HEAD, SUPERVISOR
from bot.standard.scripts import Book, Script

APPROVALS = "scripts"
"""The mark under which decisions about scripts are kept, each with who and when (O2)."""
APPROVERS = (SUPERVISOR, HEAD, ADMIN)


def approvals(uow: UnitOfWork) -> dict[str, Approval]:
    """Return what was decided about scripts, by name (O2)."""
    kept = json.loads(uow.records.get(APPROVALS) or "{}")
    return {name: Approval(**decision) for name, decision in kept.items()}


def standing(name: str, script: Script, decided: Mapping[str, Approval]) -> Approval:
    """Return whether a script's present version is in force; a decision holds for its version only (O2)."""
    decision = decided.get(name)
    if decision is not None and decision.version == script.version:
        return decision
    return Approval(script.version, script.active, script.approved_by, script.approved_on)


def active(uow: UnitOfWork, book: Book) -> frozenset[str]:
    """Return the names of the scripts in force."""
    decided = approvals(uow)
    return frozenset(name for name, script in book.script.items() if standing(name, script, decided).active)


def decide(
    uow: UnitOfWork, desk: Desk, book: Book, name: str, in_force: bool, staff: Staff, now: datetime
) -> Approval:
    """Put a script in force or out of it, with who decided and when (O2, E9)."""
    if staff.role not in APPROVERS:
        raise NotAllowed("error-script-not-yours")
    script = book.script.get(name)
    if script is None:
        raise NotFound
    decision = Approval(script.version, in_force, staff.name, desk.today(now).isoformat())
    decided = approvals(uow) | {name: decision}
    kept = {
        which: {"version": a.version, "active": a.active, "by": a.by, "on": a.on}
        for which, a in decided.items()
    }
    uow.records.put(APPROVALS, json.dumps(kept, ensure_ascii=False))
    what = "script-activated" if in_force else "script-deactivated"
    uow.records.audit(what, f"script:{name}:{script.version}", now, staff.id)
    return decision
