"""How a duty speaks to staff: to whoever is there, once, at an hour that suits, and provably (4.E, I6)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.dialog.message import Outgoing
from bot.services import routing
from bot.services.desk import Desk
from bot.services.ports import ALERT, REMINDER, UnitOfWork
from bot.services.post import Note
from bot.services.push_ledgers import DEAD, SINGLE, URGENT
from bot.services.records import Duty
from bot.standard import ladder
from bot.standard.access import SUPERVISOR


def push(
    uow: UnitOfWork,
    desk: Desk,
    staff_id: int,
    note: Note,
    now: datetime,
    *,
    duty: Duty,
    rung: str,
    waits: bool,
    told: Collection[int] = (),
) -> int | None:
    """Tell somebody what a rung of a duty has to say; return whom that reached, None where nobody was.

    Where nothing reaches them the next rung up hears it, never nobody (E1); `told` hear of it anyway.
    """
    via = URGENT if note.urgent else SINGLE
    if not _open(uow, staff_id):
        return _reach(uow, desk, staff_id, note, now, duty=duty, rung=rung, told=told)
    pushed = uow.pushes.note(duty.id, rung, staff_id, via, now)
    if pushed is None:
        return None
    _hand(uow, desk, staff_id, note, now, pushed)
    return staff_id


def acted(uow: UnitOfWork, duty_id: int, staff_id: int, what: str, now: datetime) -> None:
    """Note what somebody did about a duty they were told of (I6)."""
    uow.pushes.acted(duty_id, staff_id, what, now)


def _open(uow: UnitOfWork, staff_id: int) -> bool:
    """Return whether a chat that somebody has opened reaches them."""
    person = uow.people.staff(staff_id)
    if person is None or not person.active:
        return False
    return any(p.reachable and p.session_at is not None for p in uow.addresses.of_staff(staff_id))


def _reach(
    uow: UnitOfWork,
    desk: Desk,
    staff_id: int,
    note: Note,
    now: datetime,
    *,
    duty: Duty,
    rung: str,
    told: Collection[int],
) -> int | None:
    """Tell the next rung up of somebody whom nothing reaches; that it did not is on record."""
    pushed = uow.pushes.note(duty.id, rung, staff_id, DEAD, now)
    if pushed is None:
        return None
    seen, upper = {staff_id}, routing.above(uow, staff_id, SUPERVISOR)
    while upper is not None and upper.id not in seen:
        if upper.id in told:
            return upper.id
        if _open(uow, upper.id):
            sent = uow.pushes.note(duty.id, rung, upper.id, URGENT if note.urgent else SINGLE, now)
            if sent is not None:
                _hand(uow, desk, upper.id, replace(note, dedup=f"{note.dedup}:{upper.id}"), now, sent)
            return upper.id
        seen.add(upper.id)
        upper = routing.above(uow, upper.id, SUPERVISOR)
    # Nobody has ever opened a chat: the words wait in the first one's.
    _hand(uow, desk, staff_id, note, now, pushed)
    return None


def _hand(uow: UnitOfWork, desk: Desk, staff_id: int, note: Note, now: datetime, push_id: int) -> None:
    """Write to a person; what is not urgent waits out the quiet hours (T3)."""
    place = next((p for p in uow.addresses.of_staff(staff_id) if p.reachable), None)
    if place is None:
        return
    local = desk.local(now)
    at = local if note.urgent else ladder.audible(local, desk.policy, desk.calendar)
    parcel = uow.outbox.add(
        place,
        Outgoing(note.text, note.rows, urgent=note.urgent),
        ALERT if note.urgent else REMINDER,
        now,
        dedup=note.dedup,
        not_before=at if at > local else None,
    )
    if parcel is not None:
        uow.pushes.carried(push_id, parcel.id)
