"""What a manager wants to know before the telephone or the door: one customer at a glance (C1, C9, D-8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.services import customers
from bot.services.customer_records import Bill, Profile
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Contact, Customer, Duty, Staff
from bot.services.visit_records import VisitPlan
from bot.standard import birthdays
from bot.standard.yearday import YearDay


@dataclass(frozen=True, slots=True)
class Coming:
    """A birthday or anniversary near at hand; `who` is empty where it is the customer's own birthday."""

    who: str
    day: YearDay
    on: date
    birthday: bool = True


@dataclass(frozen=True, slots=True)
class Card:
    """One customer at a glance."""

    customer: Customer
    profile: Profile
    owner: Staff | None
    deputy: Staff | None
    coming: Sequence[Coming]
    bills: Sequence[Bill]
    cases: Sequence[Case]
    duties: Sequence[Duty]
    plans: Sequence[VisitPlan]
    contacts: Sequence[Contact]
    bound: bool
    reachable: bool


def of(uow: UnitOfWork, desk: Desk, customer: Customer, now: datetime) -> Card:
    """Gather what stands on a customer's card."""
    limits = desk.policy.customers
    chats = uow.addresses.of_customer(customer.id)
    open_cases = [case for case in uow.cases.of_person(customer.id, 0, limits.matters) if not case.closed_at]
    duties = [
        duty
        for duty in uow.history.coming(customer.id, limits.matters)
        if duty.case_id is None and duty.kind == "visit"
    ]
    return Card(
        customer,
        customers.profile(uow, customer),
        uow.people.staff(customer.manager_id),
        uow.people.staff(customer.deputy_id),
        coming(uow, customer, desk.today(now), limits.birthday_days),
        uow.profiles.bills(customer.id, 2),
        open_cases,
        duties,
        uow.visits.of_customer(customer.id, 1),
        uow.contacts.of_customer(customer.id, limits.contacts),
        bool(chats),
        any(chat.reachable for chat in chats),
    )


def coming(uow: UnitOfWork, customer: Customer, today: date, days: int) -> list[Coming]:
    """Return birthdays and anniversaries within so many days, the nearest first (D-8, D-17)."""
    known = uow.profiles.get(customer.id)
    told = [("", known.birthday, True)] if known is not None else []
    told += [(person.name, person.birthday, True) for person in uow.profiles.liaisons(customer.id)]
    told += [(each.name, each.day, False) for each in uow.profiles.anniversaries(customer.id)]
    last = today + timedelta(days=days)
    found = [
        Coming(who, day, falls.on, birthday)
        for who, day, birthday in told
        if day is not None
        for falls in birthdays.falls(day, today, last)
    ]
    return sorted(found, key=lambda each: each.on)
