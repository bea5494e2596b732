"""Who is there on the first of January: a head, supervisors, managers good and late, and their customers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.dialog.message import Address
from bot.services.ports import UnitOfWork
from bot.standard.yearday import YearDay
from tests.agreed import agree
from tests.year.lots import Lots

SUPERVISORS = 3
EACH = 50
"""So many customers a manager, and two managers a supervisor at least."""
TIERS = (
    "diamond",
    "gold",
    "gold",
    "silver",
    "silver",
    "silver",
    "standard",
    "standard",
    "standard",
    "standard",
)
LATE = 4
"""Every so manieth manager does little and late."""
BLOCKED = 5
"""So many customers have blocked the bot."""
HIRED = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Company:
    """What the walk needs to know of it; the rest is in the store."""

    managers: tuple[int, ...]
    supervisors: tuple[int, ...]
    head: int
    customers: tuple[int, ...]

    def deputy(self, manager_id: int) -> int:
        """Return who stands in for a manager: the next one of the same team."""
        place = self.managers.index(manager_id)
        team = [m for n, m in enumerate(self.managers) if n % SUPERVISORS == place % SUPERVISORS]
        return team[(team.index(manager_id) + 1) % len(team)]

    def diligence(self, manager_id: int) -> float:
        """Return how much of what is due a manager does at a sitting."""
        return 0.35 if self.managers.index(manager_id) % LATE == LATE - 1 else 0.9


def _seat(uow: UnitOfWork, name: str, now: datetime, **whose: int) -> None:
    place = uow.addresses.add(Address("web", name, name), now, **whose)
    uow.addresses.touch(place.id, now)
    if "customer_id" in whose:
        agree(uow, whose["customer_id"], place.id, now)


def _birthday(lots: Lots, number: int) -> YearDay | None:
    if lots.happens(0.3, "no birthday", number):
        return None
    month, year = 1 + lots.below(12, "month", number), 1950 + lots.below(55, "year", number)
    known = year if lots.happens(0.6, "year known", number) else None
    if lots.happens(0.4, "lunar", number):
        return YearDay(month, 1 + lots.below(30, "day", number), known, True, month == 6 and number % 50 == 0)
    if number % 97 == 0:
        return YearDay(2, 29)
    return YearDay(month, 1 + lots.below(28, "day", number), known)


def found(uow: UnitOfWork, lots: Lots, customers: int, start: datetime) -> None:
    """Put everybody on file, long before the year begins."""
    now = start - HIRED
    head = uow.people.add_staff("head", "负责人", None, now)
    uow.people.add_staff("admin", "管理员", None, now)
    leaders = [uow.people.add_staff("supervisor", f"主管{n}", head.id, now) for n in range(SUPERVISORS)]
    count = max(2 * SUPERVISORS, customers // EACH)
    managers = [
        uow.people.add_staff("manager", f"经理{n}", leaders[n % SUPERVISORS].id, now) for n in range(count)
    ]
    for person in (head, *leaders, *managers):
        _seat(uow, person.name, now, staff_id=person.id)
    for number in range(customers):
        tier = TIERS[number % len(TIERS)]
        customer = uow.people.add_customer(
            f"客户{number}",
            now,
            tier=tier,
            kind="group" if number % 9 == 0 else "person",
            vip=tier == "diamond" and number % 3 == 0,
            phone=f"138{number:08}",
            manager_id=managers[number % count].id,
            deputy_id=managers[(number + SUPERVISORS) % count].id,
        )
        fields = _file(lots, number, start.date())
        uow.profiles.change(customer.id, None, now, **fields)
        if number % 2 == 0:
            _seat(uow, customer.name, now, customer_id=customer.id)


def _file(lots: Lots, number: int, start: date) -> dict[str, object]:
    wish = None
    if number % 23 == 0:
        wish = 0  # D-6: wants no calls
    elif number % 17 == 0:
        wish = 45
    return {
        "birthday": _birthday(lots, number),
        "wish_days": wish,
        "greetings": True if lots.happens(0.3, "greetings", number) else None,
        "do_not_contact": number % 101 == 0,
        "status": "left" if number % 89 == 0 else "active",
    }


def roll_call(uow: UnitOfWork, customers: int) -> Company:
    """Return who is there, by what the store has."""
    managers = tuple(person.id for person in uow.people.with_role("manager"))
    supervisors = tuple(person.id for person in uow.people.with_role("supervisor"))
    named = (uow.people.named(f"客户{number}", 1) for number in range(customers))
    return Company(
        managers, supervisors, uow.people.with_role("head")[0].id, tuple(c[0].id for c in named if c)
    )
