"""How a duty speaks to staff: to whoever is there, once, at an hour that suits, and provably (4.E, I6)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.dialog.message import Outgoing
from bot.services import absences, buttons, routing
from bot.services.desk import Desk
from bot.services.digest_ledgers import MORNING, OFF
from bot.services.ports import ALERT, REMINDER, UnitOfWork
from bot.services.post import Note
from bot.services.push_ledgers import DEAD, DIGEST, HELD, SINGLE, URGENT
from bot.services.records import Contactable, Duty, Parcel
from bot.standard import digests, ladder
from bot.standard.access import SUPERVISOR

DONE_BY = {
    "duty-ack": "ack",
    "duty-take": "take",
    "duty-instruct": "instruct",
    "duty-log": "log",
    "duty-later": "move",
    "later": "later",
    "hand-over": "hand_over",
    "owed-log": "log",
    "owed-moment": "done",
    "owed-done": "done",
    "owed-sheet": "done",
}
"""Buttons of duties that answer a push, and what they are called in its proof (I6)."""
DONE_BY_CASE = {
    "case-answer": "answer",
    "case-show": "read",
    "callback-done": "done",
    "callback-missed": "missed",
    "promise-done": "done",
    "promise-feedback": "answer",
}
"""Buttons of cases that do."""


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
    """Tell somebody what a rung of a duty has to say; return whom these words reached, if anybody.

    Who is away is stood in for (E16); where nothing reaches them the next rung up hears it (E1);
    those in `told` hear of it anyway. `waits`: the digest of the day says it where it tells of the duty.
    """
    customer = uow.people.customer(duty.customer_id)
    there = absences.standing_in(uow, staff_id, desk.today(now), customer)
    if there != staff_id:
        if there in told:
            return None
        note = _for(uow, desk, staff_id, note, there)
    # What carries no button is told for good: there is nothing left to be put off.
    if staff_id == duty.owner_id and note.rows:
        note = replace(note, rows=(*note.rows, *buttons.put_off(desk, duty)))
    if _place(uow, there) is None:
        return _reach_up(uow, desk, there, note, now, duty=duty, rung=rung, told=told)
    via = _via(uow, desk, there, note, now, duty=duty, waits=waits)
    pushed = uow.pushes.note(duty.id, rung, there, via, now)
    if pushed is None:
        return None
    if via in (SINGLE, URGENT):
        _hand(uow, desk, there, note, now, pushed)
    return there


def _for(uow: UnitOfWork, desk: Desk, staff_id: int, note: Note, there: int) -> Note:
    """Return a note as whoever stands in reads it, or whoever hears it since nothing reaches the person."""
    person = uow.people.staff(staff_id)
    if person is None:
        return note
    return replace(
        note,
        text=f"{desk.say('push-for', staff=person.name)}\n{note.text}",
        dedup=f"{note.dedup}:for:{there}" if note.dedup else "",
    )


def _via(
    uow: UnitOfWork, desk: Desk, staff_id: int, note: Note, now: datetime, *, duty: Duty, waits: bool
) -> str:
    """Return how somebody is told: what waits and what is too much stands in the digest, urgent never."""
    if note.urgent:
        return URGENT
    if waits and (duty.kind in digests.SPREAD or _in_digest(uow, desk, staff_id, duty, now)):
        return DIGEST
    since = now - timedelta(hours=1)
    return HELD if uow.pushes.singles_since(staff_id, since) >= desk.policy.pushes.per_hour else SINGLE


def _in_digest(uow: UnitOfWork, desk: Desk, staff_id: int, duty: Duty, now: datetime) -> bool:
    """Return whether a duty stands in somebody's digest of today, or will."""
    local = desk.local(now)
    written = uow.digests.of(staff_id, local.date(), MORNING)
    if written is not None:
        return written.parcel_id is not None and uow.digests.holds(written.id, duty.id)
    chosen = uow.digests.readers([staff_id])
    if not chosen or chosen[0].morning_at == OFF or not desk.calendar.is_working(local.date()):
        return False
    until = chosen[0].evening_at
    if until in ("", OFF):
        until = digests.clock(desk.policy.digest.evening)
    return digests.clock(local.time()) < until


def _place(uow: UnitOfWork, staff_id: int) -> Contactable | None:
    """Return the chat, of those that somebody has opened, in which they are reached."""
    person = uow.people.staff(staff_id)
    if person is None or not person.active:
        return None
    places = uow.addresses.of_staff(staff_id)
    return next((place for place in places if place.reachable and place.session_at is not None), None)


def _reach_up(
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
            return None
        if _place(uow, upper.id) is not None:
            via = URGENT if note.urgent else SINGLE
            sent = uow.pushes.note(duty.id, rung, upper.id, via, now)
            if sent is not None:
                _hand(uow, desk, upper.id, _for(uow, desk, staff_id, note, upper.id), now, sent)
            return upper.id
        seen.add(upper.id)
        upper = routing.above(uow, upper.id, SUPERVISOR)
    # Nobody has ever opened a chat: the words wait in the first one's.
    _hand(uow, desk, staff_id, note, now, pushed)
    return None


def _hand(uow: UnitOfWork, desk: Desk, staff_id: int, note: Note, now: datetime, push_id: int) -> None:
    """Write to a person; what is not urgent waits out the quiet hours (T3)."""
    place = next((place for place in uow.addresses.of_staff(staff_id) if place.reachable), None)
    parcel = _send(uow, desk, place, note, now) if place is not None else None
    if parcel is not None:
        uow.pushes.carried(push_id, parcel.id)


def _send(uow: UnitOfWork, desk: Desk, place: Contactable, note: Note, now: datetime) -> Parcel | None:
    local = desk.local(now)
    at = local if note.urgent else ladder.audible(local, desk.policy, desk.calendar)
    message = Outgoing(note.text, note.rows, urgent=note.urgent)
    priority = ALERT if note.urgent else REMINDER
    later = at if at > local else None
    return uow.outbox.add(place, message, priority, now, dedup=note.dedup, not_before=later)


def undelivered(uow: UnitOfWork, desk: Desk, parcel: Parcel, now: datetime) -> None:
    """Send what could not be delivered to the person's other chat, else one rung up (E1)."""
    told = uow.pushes.of_parcel(parcel.id)
    duty = uow.duties.get(told.duty_id) if told is not None else None
    if told is None or duty is None or duty.closed_at is not None:
        return
    note = Note(parcel.message.text, parcel.message.choices, told.via == URGENT, f"again:{parcel.id}")
    if _place(uow, told.recipient_id) is not None:
        _hand(uow, desk, told.recipient_id, note, now, told.id)
        return
    upper = routing.above(uow, told.recipient_id, SUPERVISOR)
    if upper is None or upper.id == told.recipient_id:
        return
    person = uow.people.staff(told.recipient_id)
    note = _for(uow, desk, told.recipient_id, note, upper.id) if person is not None else note
    push(uow, desk, upper.id, note, now, duty=duty, rung=told.rung, waits=False)


def acted(uow: UnitOfWork, duty_id: int, staff_id: int, what: str, now: datetime) -> None:
    """Note what somebody did about a duty they were told of (I6)."""
    uow.pushes.acted(duty_id, staff_id, what, now)


def pressed(uow: UnitOfWork, action: str, subject: int, staff_id: int, now: datetime) -> None:
    """Note that somebody pressed a button of a duty or of its case (I6)."""
    if action in DONE_BY:
        uow.pushes.acted(subject, staff_id, DONE_BY[action], now)
    elif action in DONE_BY_CASE:
        uow.pushes.acted_on_case(subject, staff_id, DONE_BY_CASE[action], now)
