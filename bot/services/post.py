"""Writing to people who did not just speak: staff and customers, on the channel that reaches them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.dialog.message import File, Outgoing
from bot.services.buttons import Rows
from bot.services.desk import Desk
from bot.services.ports import ALERT, REMINDER, REPLY, UnitOfWork
from bot.services.records import Contactable, Customer, Parcel
from bot.standard import ladder


@dataclass(frozen=True, slots=True)
class Note:
    """A message to push: words, buttons, and how pressing it is."""

    text: str
    rows: Rows = ()
    urgent: bool = False
    dedup: str = ""
    file: File | None = None
    silent: bool = False
    """It spares somebody who was woken: it goes at night too, and makes no sound then (T3)."""
    live: bool = False
    """Said in a conversation that is going on: it goes out like a reply, in its order."""


def to_staff(
    uow: UnitOfWork, desk: Desk, staff_id: int, note: Note, now: datetime, *, opened: bool = False
) -> bool:
    """Write to a staff member where they were last seen; False where nothing reaches them.

    What is not urgent waits out the quiet hours (T3). `opened`: only where they have ever opened a chat.
    """
    person = uow.people.staff(staff_id)
    if person is None or not person.active:
        # Who has left the company is told nothing more; the ladder goes on to the next rung.
        return False
    places = [p for p in uow.addresses.of_staff(staff_id) if p.session_at is not None or not opened]
    local = desk.local(now)
    note = replace(note, silent=note.silent and desk.policy.quiet.covers(local.time()))
    at = local if note.urgent or note.silent else ladder.audible(local, desk.policy, desk.calendar)
    return _post(uow, places, note, now, at if at > local else None)


def for_customer(
    uow: UnitOfWork, desk: Desk, customer: Customer | int | None, address_id: int | None = None
) -> Desk:
    """Return the desk as it speaks to a customer: whatever is written to them is made with it (A24)."""
    person = uow.people.customer(customer) if isinstance(customer, int) else customer
    if person is not None:
        return desk.speaking(person.language)
    place = uow.addresses.get(address_id) if address_id is not None else None
    return desk.speaking(place.language) if place is not None else desk


def to_reader(desk: Desk, customer: Customer | None, place: Contactable) -> Desk:
    """Return the desk as it speaks to whoever sits at an address (A24)."""
    return desk.speaking(customer.language if customer is not None else place.language)


def to_customer(
    uow: UnitOfWork, desk: Desk, note: Note, now: datetime, *, customer_id: int | None, address_id: int | None
) -> bool:
    """Write to a customer, first where the matter began; a session opens with the greeting (A1).

    What is not urgent waits out the quiet hours (T3), and opens the session in which it is read: `release`.
    """
    place = _place(uow, customer_id, address_id)
    if place is None:
        return False
    local = desk.local(now)
    at = local if note.urgent else ladder.audible(local, desk.policy, desk.calendar)
    later = at if at > local else None
    opens = later is None and session_is_new(desk, place, now)
    text = f"{_greeting(uow, desk, place)}\n{note.text}" if opens else note.text
    parcel = carry(uow, place, replace(note, text=text), now, later)
    # What was said before opens no session.
    if parcel is not None and (opens or (note.live and later is None)):
        uow.addresses.touch(place.id, now)
    return True


def _greeting(uow: UnitOfWork, desk: Desk, place: Contactable) -> str:
    return to_reader(desk, uow.people.customer(place.customer_id), place).say("a1-greeting")


def release(uow: UnitOfWork, desk: Desk, parcel: Parcel, now: datetime) -> Parcel | None:
    """Let a parcel go that was held for its hour; None where what it told of is over meanwhile.

    Whether it opens a session shows only now: what stood before it may have been taken back (A1, T3).
    """
    message = uow.outbox.standing(parcel.id)
    if message is None:
        return None
    push = uow.pushes.of_parcel(parcel.id)
    duty = uow.duties.get(push.duty_id) if push is not None else None
    if duty is not None and duty.closed_at is not None and message.choices:
        # It asks for something that is done; what carries no button tells what came of it.
        uow.outbox.drop(parcel.id)
        return None
    place = uow.addresses.get(parcel.address_id)
    if place is not None and place.staff_id is None and session_is_new(desk, place, now):
        greeting = _greeting(uow, desk, place)
        if not message.text.startswith(greeting):
            message = replace(message, text=f"{greeting}\n{message.text}")
            uow.outbox.reword(parcel.id, message)
        uow.addresses.touch(place.id, now)
    return replace(parcel, message=message, not_before=None)


def reaches(uow: UnitOfWork, customer_id: int | None, address_id: int | None = None) -> bool:
    """Return whether any chat reaches a customer."""
    return _place(uow, customer_id, address_id) is not None


def _place(uow: UnitOfWork, customer_id: int | None, address_id: int | None) -> Contactable | None:
    places = uow.addresses.of_customer(customer_id) if customer_id is not None else []
    origin = uow.addresses.get(address_id) if address_id is not None else None
    # What a guest asked is answered where it was asked, also once the guest is known by name;
    # and what a customer asked, also once the chat is a guest's again.
    mine = origin is not None and origin.staff_id is None and origin.customer_id in (None, customer_id)
    if origin is not None and (customer_id is None or mine):
        places = [origin, *(p for p in places if p.id != origin.id)]
    # A link that was handed out but never opened reaches nobody.
    return next((p for p in places if p.reachable and p.session_at is not None), None)


def session_is_new(desk: Desk, place: Contactable, at: datetime) -> bool:
    """Return whether what a customer is told at a moment opens a session (A1)."""
    idle = timedelta(minutes=desk.policy.session.idle_minutes)
    # A demo's clock may have been set back; that is another session as well.
    return place.session_at is None or abs(at - place.session_at) > idle


def _post(
    uow: UnitOfWork, places: list[Contactable], note: Note, now: datetime, later: datetime | None = None
) -> bool:
    place = next((p for p in places if p.reachable), None)
    if place is None:
        return False
    carry(uow, place, note, now, later)
    return True


def carry(
    uow: UnitOfWork, place: Contactable, note: Note, now: datetime, later: datetime | None = None
) -> Parcel | None:
    """Put a note on its way to one chat; None where it was before."""
    message = Outgoing(note.text, note.rows, note.file, urgent=note.urgent, silent=note.silent)
    priority = REPLY if note.live else ALERT if note.urgent else REMINDER
    return uow.outbox.add(place, message, priority, now, dedup=note.dedup, not_before=later)
