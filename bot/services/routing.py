"""Who answers for whom: the responsible manager and the way up (E1, E4, E16)."""

from __future__ import annotations

from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Customer, Staff
from bot.standard.access import ADMIN, HEAD, MANAGER, SUPERVISOR


def responsible(uow: UnitOfWork, customer: Customer | None) -> Staff | None:
    """Return who answers for a customer: manager, else deputy, else the first rung above (E4)."""
    if customer is not None:
        for staff_id in (customer.manager_id, customer.deputy_id):
            person = uow.people.staff(staff_id)
            if person is not None and person.active:
                return person
    return first_of(uow, SUPERVISOR, HEAD, MANAGER, ADMIN)


def is_vip(desk: Desk, customer: Customer | None) -> bool:
    """Return whether a customer is a VIP: by the tier, or marked as important (D-14)."""
    if customer is None:
        return False
    tier = desk.policy.tiers.get(customer.tier)
    return customer.vip or (tier is not None and tier.vip)


def first_of(uow: UnitOfWork, *roles: str) -> Staff | None:
    """Return the longest-serving active person of the first role that has one."""
    for role in roles:
        people = uow.people.with_role(role)
        if people:
            return people[0]
    return None


def above(uow: UnitOfWork, owner_id: int | None, role: str) -> Staff | None:
    """Return the person of a role above an owner; a missing rung goes to the next one (E1)."""
    wanted = (SUPERVISOR, HEAD, ADMIN)[(SUPERVISOR, HEAD, ADMIN).index(role) :]
    person = uow.people.staff(owner_id)
    while person is not None and person.under_id is not None:
        person = uow.people.staff(person.under_id)
        if person is not None and person.active and person.role in wanted:
            return person
    found = first_of(uow, *wanted)
    return found if found is None or found.id != owner_id else first_of(uow, *wanted[1:])


def team(uow: UnitOfWork, leader: Staff) -> frozenset[int]:
    """Return the ids of everybody under a leader, at any depth."""
    return frozenset(uow.people.under(leader.id))
