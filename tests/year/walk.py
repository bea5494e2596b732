"""Walks through the days: each step is one turn that also notes how far it is, so a killed walk goes on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from bot.background import Background
from bot.clock import FixedClock
from bot.delivery import Courier
from bot.dialog.message import Address, Capabilities, Delivery, File, Outgoing, Ref, Sink, Why
from bot.entrance import Entrance
from bot.reckoner import Reckoner
from bot.services import post, pushes
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Parcel
from bot.standard.policy import shipped
from bot.standard.workdays import COMPANY_ZONE, WorkCalendar
from bot.ticks import Ticks
from bot.wording import Wording
from handlers import answering as _handlers
from handlers import staff
from storage.engine import open_database
from tests.year import company
from tests.year.company import Company
from tests.year.conduct import SITTINGS, Conduct
from tests.year.lots import Lots

__all__ = ["DOWN", "Walk", "Year"]

_ = _handlers  # what duties say in words of their own is learnt with the handlers

STEP = "year-step"
DOWN = (date(2026, 6, 10), date(2026, 6, 11))
"""Two days on which nothing runs: no tick, nobody served."""
TICKS = (
    *(time(0, 5), time(6, 30), time(8, 31), time(17, 31), time(23, 0)),
    *(time(hour) for hour in (9, 11, 13, 15, 18, 20)),
)
WATCHES = (time(10, 40), time(17, 10))
Step = tuple[datetime, str, Callable[[UnitOfWork], None] | None]


@dataclass(frozen=True, slots=True)
class Year:
    """What is walked through."""

    seed: int = 7
    customers: int = 1000
    first: date = date(2026, 1, 1)
    last: date = date(2026, 12, 31)


class Post:
    """A platform that takes everything at once, but from people who have blocked the bot."""

    name = "web"
    capabilities = Capabilities()

    def __init__(self, blocked: frozenset[str]) -> None:
        self._blocked = blocked

    async def run(self, sink: Sink) -> None:
        """Bring nothing: people's doings are turns of the walk."""

    async def send(self, address: Address, message: Outgoing) -> Delivery:
        """Take a message."""
        if address.user in self._blocked:
            return Delivery(False, why=Why.BLOCKED)
        return Delivery(True, Ref("1"))

    async def edit(self, address: Address, ref: Ref, message: Outgoing) -> Delivery:
        """Take a message in another's place."""
        return await self.send(address, message)

    async def fetch(self, file: File, most: int) -> bytes:
        """Return nothing: nobody sends files here."""
        return b""


class Walk:
    """The company's year over a database; goes on where an earlier walk ended."""

    def __init__(self, url: str, year: Year) -> None:
        self.year = year
        self.lots = Lots(year.seed)
        self.clock = FixedClock(datetime.combine(year.first, time(), COMPANY_ZONE).astimezone(UTC))
        self.database = open_database(url)
        facts = {"company": "星河通信", "hotline": "400-000-1019"}
        self.desk = Desk(shipped(), WorkCalendar(), COMPANY_ZONE, Wording(**facts), Entrance(), facts)
        self._background = Background()
        blocked = frozenset(f"客户{number * 2}" for number in range(company.BLOCKED))
        self._courier = Courier(
            self.database,
            self.clock,
            self._background,
            {"web": Post(blocked)},
            self._undeliverable,
            lambda uow, parcel: post.release(uow, self.desk, parcel, self.clock.now()),
        )
        self.database.on_commit(self._courier.hand)
        self._ticks = Ticks(
            self.database, self.desk, self.clock, Reckoner(self.database, self.desk, self.clock)
        )
        # Whoever has blocked the bot is told of in the log every time; a year of it is no news.
        logging.getLogger("bot.marks").setLevel(logging.ERROR)

    def _undeliverable(self, uow: UnitOfWork, parcel: Parcel, why: Why) -> None:
        who = uow.addresses.get(parcel.address_id)
        if who is not None and why in (Why.BLOCKED, Why.NOT_FOUND):
            staff.unreachable(uow, self.desk, who, self.clock.now())
        pushes.undelivered(uow, self.desk, parcel, self.clock.now())

    async def go(self, told: Callable[[date], None] = lambda _: None) -> None:
        """Walk to the end of the year, from wherever an earlier walk was ended."""
        begun = await self.database.read(lambda uow: uow.records.get(STEP))
        if begun is None:
            await self.database.turn(self._found)
            begun = "0"
        everybody = await self.database.read(lambda uow: company.roll_call(uow, self.year.customers))
        await self._courier.recover()
        number, done, day = 0, int(begun), self.year.first
        while day <= self.year.last:
            for moment, _, work in self._steps(day, everybody):
                number += 1
                if number > done:
                    await self._step(number, moment, work)
            told(day)
            day += timedelta(days=1)

    def _found(self, uow: UnitOfWork) -> None:
        company.found(uow, self.lots, self.year.customers, self.clock.now())
        uow.records.put(STEP, "0")

    async def _step(self, number: int, moment: datetime, work: Callable[[UnitOfWork], None] | None) -> None:
        self.clock.set(moment)

        def turn(uow: UnitOfWork) -> None:
            if work is not None:
                work(uow)
            uow.records.put(STEP, str(number))

        if work is None:
            await self._ticks.raise_due()
            await self._ticks.speak()
            self._courier.wake()
            await self._courier.idle()
        await self.database.turn(turn)

    def _steps(self, day: date, everybody: Company) -> Iterator[Step]:
        """Yield what happens on a day, in order of time; on days that the machine is down nothing does."""
        if day in DOWN:
            return
        conduct = Conduct(self.lots, self.desk, everybody)
        steps: list[Step] = [(self._at(day, clock), "tick", None) for clock in TICKS]
        for number in range(self.lots.below(9, day, "asked")):
            minute = self.lots.below(24 * 60, day, number, "minute")
            at = self._at(day, time(minute // 60, minute % 60, 30))
            steps.append((at, f"ask {number}", _bound(conduct.asks, number, at)))
        if self.desk.calendar.is_working(day):
            steps += self._office(day, conduct, everybody)
        yield from sorted(steps, key=lambda step: step[:2])

    def _office(self, day: date, conduct: Conduct, everybody: Company) -> Iterator[Step]:
        for clock in SITTINGS:
            for place, manager_id in enumerate(everybody.managers):
                at = self._at(day, replace_minute(clock, place))
                yield at, f"work {place}", _bound(conduct.works, manager_id, at)
        for clock in WATCHES:
            for place, leader_id in enumerate((*everybody.supervisors, everybody.head)):
                at = self._at(day, replace_minute(clock, place))
                yield at, f"watch {place}", _bound(conduct.supervises, leader_id, at)
        at = self._at(day, time(9, 40))
        yield at, "changes", _bound(conduct.changes, day, at)
        if day.toordinal() % 9 == 0:
            yield at, "leaves", _bound(conduct.leaves, day, at)

    def _at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, COMPANY_ZONE).astimezone(UTC)

    async def close(self) -> None:
        """Let go."""
        await self._courier.close(5)
        await self._background.close()
        await self.database.close()


def replace_minute(clock: time, place: int) -> time:
    """Return a time of day some seconds on, so that people sit down one after the other."""
    return clock.replace(second=place)


def _bound(doing: Callable[..., None], *what: object) -> Callable[[UnitOfWork], None]:
    return lambda uow: doing(uow, *what)


def url_of(path: Path) -> str:
    """Return the address of an SQLite file."""
    return f"sqlite:///{path}"
