"""Who is away, and who stands in meanwhile (E16)."""

from __future__ import annotations

from datetime import date

from bot.services import routing
from bot.services.calendar_ledgers import Absence
from bot.services.ports import UnitOfWork
from bot.services.records import Customer
from bot.standard.access import ADMIN, HEAD, SUPERVISOR


def away(uow: UnitOfWork, staff_id: int, day: date) -> Absence | None:
    """Return what keeps somebody away on a day; None where they are there."""
    return uow.absences.on(staff_id, day)


def standing_in(uow: UnitOfWork, staff_id: int, day: date, customer: Customer | None = None) -> int:
    """Return who is spoken to instead of somebody on a day: themselves where they are there.

    Else the deputy of the absence, the customer's deputy, or the next rung up, whoever of them is there;
    where all are away it is said to the person themselves, never to nobody.
    """
    found = _there(uow, staff_id, day, customer, set())
    return staff_id if found is None else found


def _there(
    uow: UnitOfWork, staff_id: int, day: date, customer: Customer | None, seen: set[int]
) -> int | None:
    seen.add(staff_id)
    person = uow.people.staff(staff_id)
    active = person is not None and person.active
    absence = away(uow, staff_id, day) if active else None
    if active and absence is None:
        return staff_id
    deputies = (absence.deputy_id if absence else None, customer.deputy_id if customer else None)
    for candidate in (*deputies, *_upper(uow, staff_id)):
        if candidate is None or candidate in seen:
            continue
        found = _there(uow, candidate, day, customer, seen)
        if found is not None:
            return found
    return None


def _upper(uow: UnitOfWork, staff_id: int) -> list[int]:
    rungs = (routing.above(uow, staff_id, role) for role in (SUPERVISOR, HEAD, ADMIN))
    return [person.id for person in rungs if person is not None]
