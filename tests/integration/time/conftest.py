"""A desk over either database, and the clock's look at what is owed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

import pytest

from bot.clock import FixedClock
from bot.entrance import Entrance
from bot.services import cadence, moments
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Customer, Duty, Staff
from bot.standard.policy import load
from bot.standard.workdays import COMPANY_ZONE, WorkCalendar
from bot.wording import Wording
from storage.engine import AnyDatabase

T = TypeVar("T")


class Year:
    """Lets the days go by over a database."""

    def __init__(self, database: AnyDatabase, clock: FixedClock) -> None:
        facts = {"company": "星河通信", "hotline": "400-000-1019"}
        self.database, self.clock = database, clock
        self.desk = Desk(load(), WorkCalendar(), COMPANY_ZONE, Wording(**facts), Entrance(), facts)

    @property
    def now(self) -> datetime:
        """Return the moment it is."""
        return self.clock.now()

    def at(self, text: str) -> datetime:
        """Return a moment of the company's zone."""
        return datetime.fromisoformat(text).replace(tzinfo=COMPANY_ZONE)

    async def reaches(self, text: str) -> None:
        """Set the clock and look at it, twice: the second look changes nothing."""
        self.clock.set(self.at(text))
        await self.sweeps()
        assert await self.sweeps() == 0

    async def sweeps(self) -> int:
        """Look at the clock once; return how many rows were looked at."""
        looked = 0
        for sweep in (cadence.sweep, moments.sweep):
            while found := await self.database.turn(lambda uow: sweep(uow, self.desk, self.now)):  # noqa: B023
                looked += found
        return looked

    async def does(self, work: Callable[[UnitOfWork], T]) -> T:
        """Do something in a turn."""
        return await self.database.turn(work)

    async def hires(self, name: str = "王强", role: str = "manager") -> Staff:
        """Put somebody of the staff on file."""
        return await self.does(lambda uow: uow.people.add_staff(role, name, None, self.now))

    async def serves(self, name: str = "张三", **fields: object) -> Customer:
        """Put a customer on file."""
        return await self.does(lambda uow: uow.people.add_customer(name, self.now, **fields))

    async def newest(self, kind: str, customer: Customer) -> Duty | None:
        """Return the newest duty of a kind about a customer."""

        def find(uow: UnitOfWork) -> Duty | None:
            found = uow.cadence.latest(kind, customer.id)
            return None if found is None else uow.duties.get(found)

        return await self.does(find)

    async def owes(self, customer: Customer, kind: str = "cadence") -> tuple[str, date] | None:
        """Return the period and the due day of what is open about a customer."""
        duty = await self.newest(kind, customer)
        return None if duty is None or duty.closed_at is not None else (duty.period, duty.due_day)


@pytest.fixture
def year(database: AnyDatabase, clock: FixedClock) -> Year:
    return Year(database, clock)
