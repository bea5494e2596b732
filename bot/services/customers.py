"""Customers found, seen and changed within a staff member's scope (C1, E9, G1)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.errors import BadInput, NotAllowed, NotFound, Stale
from bot.services import absences, post, routing, succession
from bot.services.customer_records import Change, Profile
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Customer, Staff
from bot.services.succession import Moved
from bot.standard import masking, searching
from bot.standard.access import HEAD, MANAGER, SUPERVISOR, may_serve

NOBODY = 0
"""Who serves the customers without a manager, in a scope."""
LEADERS_SET = ("tier", "vip", "manager_id", "deputy_id")
"""Fields that managers do not decide on (E9)."""
SERVING = {
    "manager_id": ("push-customer-given", "push-customer-given-over"),
    "deputy_id": ("push-customer-deputy", "push-customer-deputy-over"),
}
"""Who serves a customer, with what they are told as it begins, and as it is over."""


def scope(uow: UnitOfWork, staff: Staff) -> Collection[int] | None:
    """Return whose customers a staff member finds; None for everybody's (G1)."""
    if staff.role == HEAD:
        return None
    if staff.role == MANAGER:
        return (staff.id, *absences.covered(uow, staff.id))
    if staff.role != SUPERVISOR:
        return ()
    unserved = routing.responsible(uow, None)
    # Whoever has no manager falls to the supervisor who answers for them (E4).
    stands_in = (NOBODY,) if unserved is not None and unserved.id == staff.id else ()
    return (staff.id, *routing.team(uow, staff), *absences.covered(uow, staff.id), *stands_in)


def may(uow: UnitOfWork, staff: Staff, customer: Customer) -> bool:
    """Return whether a staff member may serve a customer (G1)."""
    if staff.role == SUPERVISOR:
        stands_in = routing.responsible(uow, customer)
        if stands_in is not None and stands_in.id == staff.id:
            return True
    under = routing.team(uow, staff) if staff.role == SUPERVISOR else frozenset()
    served = may_serve(staff.role, staff.id, customer.manager_id, customer.deputy_id, under)
    return served or _stands_in(uow, staff, customer)


def _stands_in(uow: UnitOfWork, staff: Staff, customer: Customer) -> bool:
    """Return whether a customer is served by somebody who is away, and for whom one stands in (E16)."""
    return customer.manager_id is not None and customer.manager_id in absences.covered(uow, staff.id)


def find(uow: UnitOfWork, desk: Desk, staff: Staff, text: str, limit: int) -> list[Customer]:
    """Return the customers meant by a name or part of one, pinyin, digits, company or tag, in scope."""
    wanted = searching.wanted(text, desk.policy.customers.fewest_digits)
    if wanted is None:
        return []
    whose = scope(uow, staff)
    found = uow.people.search(wanted, whose, limit)
    if not found and wanted.surname:
        # 李总: whoever is called 李 so far as is known.
        courteous = searching.Wanted(wanted.surname, (wanted.surname,))
        named = uow.people.search(courteous, whose, limit)
        found = [customer for customer in named if customer.name.startswith(wanted.surname)]
    if not found:
        # 新客户张三13800000101: the whole number tells who it is.
        found = [customer for customer in _whole(uow, text) if may(uow, staff, customer)]
    exact = [customer for customer in found if customer.name == text]
    return exact or found


def owner_of(uow: UnitOfWork, staff: Staff, text: str) -> Staff | None:
    """Return who serves the customer of a whole name, number or account that is somebody else's (G1)."""
    named = uow.people.named(text, 1) if len(text) > 1 else []
    whole = named or _whole(uow, text)
    return routing.responsible(uow, whole[0]) if whole else None


def _whole(uow: UnitOfWork, text: str) -> list[Customer]:
    """Return the customers of a whole number or account, whoever serves them."""
    reached = uow.people.customers_with_phone(masking.normal_phone(text) or "")
    return reached or [customer for customer in (uow.people.numbered(text),) if customer is not None]


def owner_of_name(uow: UnitOfWork, staff: Staff, name: str, fitting: Collection[Customer]) -> Staff | None:
    """Return who serves the customer of exactly this name where none of those that fit has it (G1)."""
    if len(name) < 2 or any(customer.name == name for customer in fitting):
        return None
    named = uow.people.named(name, 1)
    return None if not named or may(uow, staff, named[0]) else routing.responsible(uow, named[0])


def served(uow: UnitOfWork, staff: Staff, customer_id: int) -> Customer:
    """Return a customer within a staff member's scope; raise NotAllowed otherwise (G1)."""
    customer = uow.people.customer(customer_id)
    if customer is None or not may(uow, staff, customer):
        raise NotAllowed
    return customer


def sees_number(uow: UnitOfWork, staff: Staff, customer: Customer) -> bool:
    """Return whether the phone is shown whole: to who serves the customer now, and nobody else (G3)."""
    return staff.id in (customer.manager_id, customer.deputy_id) or _stands_in(uow, staff, customer)


def profile(uow: UnitOfWork, customer: Customer) -> Profile:
    """Return a customer's file; raise NotFound where it is gone."""
    found = uow.profiles.get(customer.id)
    if found is None:
        raise NotFound
    return found


def read(uow: UnitOfWork, staff: Staff, customer: Customer, what: str, now: datetime) -> None:
    """Note that somebody other than the customer's manager read the file, deputies too (G1)."""
    if staff.id != customer.manager_id:
        uow.records.audit(what, f"customer:{customer.id}", now, staff.id)


def change(
    uow: UnitOfWork, desk: Desk, staff: Staff, customer: Customer, now: datetime, **fields: Any
) -> tuple[list[Change], Moved]:
    """Change a file; tier, VIP mark and who serves are the leaders' to set (E9).

    Return what changed, and what is open that changed hands with it.
    """
    if staff.role not in (SUPERVISOR, HEAD) and any(field in LEADERS_SET for field in fields):
        raise BadInput("error-edit-leaders")
    serving = {"manager_id": customer.manager_id, "deputy_id": customer.deputy_id} | fields
    if serving["manager_id"] is not None and serving["manager_id"] == serving["deputy_id"]:
        raise BadInput("error-edit-deputy")
    changes = uow.profiles.change(customer.id, staff.id, now, **fields)
    return changes, _hand_on(uow, desk, staff, customer, changes, now)


def _hand_on(
    uow: UnitOfWork,
    desk: Desk,
    staff: Staff,
    before: Customer,
    changes: Sequence[Change],
    now: datetime,
    undone: int | None = None,
) -> Moved:
    """Give what is open to whoever serves the customer now, and tell everybody whom it concerns (E4)."""
    if all(change.field not in SERVING for change in changes):
        return Moved()
    moved = succession.follow(uow, desk, staff, before, now, undone)
    _tell_serving(uow, desk, staff, before, changes, moved, now)
    return moved


def _tell_serving(
    uow: UnitOfWork,
    desk: Desk,
    staff: Staff,
    customer: Customer,
    changes: Sequence[Change],
    moved: Moved,
    now: datetime,
) -> None:
    """Tell who serves a customer from now on, and who does no longer, with what is open (E4, E16)."""
    told = {staff.id}
    for change in changes:
        if change.field not in SERVING:
            continue
        ended, begun = (uow.profiles.meaning(change.field, words) for words in (change.old, change.new))
        for chosen, phrase in zip((begun, ended), SERVING[change.field], strict=True):
            if chosen is not None and chosen not in told:
                told.add(chosen)
                lines = [
                    desk.say(phrase, staff=staff.name, customer=customer.name),
                    *_moved_lines(desk, moved, chosen),
                ]
                post.to_staff(uow, desk, chosen, post.Note("\n".join(lines)), now)
    for other in sorted({*moved.former, *((moved.to.id,) if moved.to is not None else ())} - told):
        lines = _moved_lines(desk, moved, other)
        if lines:
            begun = desk.say("push-customer-open", staff=staff.name, customer=customer.name)
            post.to_staff(uow, desk, other, post.Note("\n".join([begun, *lines])), now)


def _moved_lines(desk: Desk, moved: Moved, staff_id: int) -> list[str]:
    """Return what came to somebody with a customer, or went from them."""
    what = moved.words(desk)
    if not what or moved.to is None:
        return []
    if staff_id != moved.to.id:
        return (
            [desk.say("moved-from-you", what=what, staff=moved.to.name)] if staff_id in moved.former else []
        )
    clashes = [desk.say("push-plan-clash", time=desk.time_words(at)) for at in moved.clashes]
    return [desk.say("moved-to-you", what=what), *clashes]


def take_back(
    uow: UnitOfWork, desk: Desk, staff: Staff, customer: Customer, revision: int, now: datetime
) -> Change:
    """Undo one's own latest change within the time the policy allows (O1)."""
    minutes = desk.policy.session.undo_minutes
    changes = uow.profiles.changes(customer.id, 1)
    if profile(uow, customer).revision != revision or not changes or changes[0].staff_id != staff.id:
        raise Stale
    if now - changes[0].at > timedelta(minutes=minutes):
        raise Stale("error-edit-late", minutes=str(minutes))
    back = uow.profiles.take_back(customer.id, staff.id, now)
    if not back:
        raise Stale
    _hand_on(uow, desk, staff, customer, back, now, undone=revision)
    return back[0]


def forget(uow: UnitOfWork, desk: Desk, staff: Staff, customer: Customer, now: datetime) -> None:
    """Take a customer off the file who was put there by mistake and has nothing yet."""
    minutes = desk.policy.session.undo_minutes
    if customer.manager_id != staff.id or not uow.profiles.added_after(
        customer.id, now - timedelta(minutes=minutes)
    ):
        raise Stale("error-edit-late", minutes=str(minutes))
    if not uow.history.remove(customer.id):
        raise Stale("error-new-undo-used", customer=customer.name)
    uow.records.audit("customer-removed", f"customer:{customer.id}", now, staff.id)
