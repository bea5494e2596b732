"""Erasing a person on request: what must be kept stays without them, and that is said plainly (G3, T21)."""

from __future__ import annotations

from datetime import datetime

from bot.services import own_file, post, routing
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.privacy_ledgers import ERASED, ToldBy, Whose
from bot.services.records import Contactable, Customer, Staff
from bot.standard.access import ADMIN, SUPERVISOR
from bot.standard.masking import mask_phone

_SHORTEST_NUMBER = 6
_MATTERS = 1_000
_SHORTEST_QUOTE, _QUOTED = 12, 20
"""How much of somebody's words is enough to know a line again that quotes them; shorter ones anybody says."""


def erase(
    uow: UnitOfWork,
    desk: Desk,
    customer: Customer | None,
    who: Contactable | None,
    now: datetime,
    *,
    event: str = "",
    staff: Staff | None = None,
    reason: str = "",
) -> None:
    """Erase a customer, or a guest's chat, in this one commit; who served them is told without the data.

    `staff`: who does it for a customer who asked by telephone, with the reason (E9).
    """
    theirs = own_file.whose(uow, customer, who, event)
    served_by = customer.manager_id if customer else None
    name = desk.say("erased-name", number=str(customer.id)) if customer else ""
    _take_back(uow, theirs)
    uow.keepings.erase(theirs, name, desk.say("erased-words"), _told_by(uow, theirs, customer), now)
    uow.keepings.requested(ERASED, theirs.customer_id, staff.id if staff else None, reason, now)
    subject = f"customer:{customer.id}" if customer else f"address:{theirs.address_ids[0]}"
    uow.records.audit("erased", subject, now, staff.id if staff else None)
    if customer is not None:
        _tell(uow, desk, customer.id, served_by, staff, now)


def _take_back(uow: UnitOfWork, theirs: Whose) -> None:
    """Leave nobody to hear in the morning of what is over."""
    for place in theirs.address_ids or (0,):
        for case in uow.cases.of_person(theirs.customer_id, place, _MATTERS):
            uow.outbox.withdraw(f"case:{case.id}:")


def _told_by(uow: UnitOfWork, theirs: Whose, customer: Customer | None) -> ToldBy:
    """Return the words by which a line that tells of the person is known, the longest first."""
    names = _names(uow, customer) if customer is not None else set()
    lines = (" ".join(words.split()) for words in uow.keepings.written(theirs))
    quotes = {line[:_QUOTED] for line in lines if len(line) >= _SHORTEST_QUOTE}
    return ToldBy(*(sorted(found, key=len, reverse=True) for found in (names, quotes)))


def _names(uow: UnitOfWork, customer: Customer) -> set[str]:
    profile = uow.profiles.get(customer.id)
    assert profile is not None  # the customer is there
    people = uow.profiles.liaisons(customer.id)
    numbers = [customer.phone, profile.home_phone, profile.user_phone, *(person.phone for person in people)]
    found = {number for number in numbers if number}
    found |= {mask_phone(number) for number in numbers if len(number) >= _SHORTEST_NUMBER}
    found |= {words for words in (profile.account, profile.address, profile.user_name) if words}
    found |= {person.name for person in people if len(person.name) > 1}
    # A name that others bear too tells of nobody alone: their lines stay.
    if len(customer.name) > 1 and len(uow.people.named(customer.name, 2)) == 1:
        found.add(customer.name)
    return found


def _tell(
    uow: UnitOfWork, desk: Desk, customer_id: int, served_by: int | None, staff: Staff | None, now: datetime
) -> None:
    """Tell whoever served the customer, and who answers for them; of the data nothing is said."""
    upper = routing.above(uow, served_by, SUPERVISOR)
    told = {served_by, upper.id if upper else None}
    if told == {None}:
        told = {admin.id for admin in uow.people.with_role(ADMIN)}
    text = desk.say("push-erased", number=str(customer_id))
    for staff_id in sorted(each for each in told if each is not None):
        if staff is None or staff.id != staff_id:
            note = post.Note(text, dedup=f"erased:{customer_id}:{staff_id}")
            post.to_staff(uow, desk, staff_id, note, now)
