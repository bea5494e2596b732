"""A whole product in a test: people on the web page or on Telegram, and a clock that is set by hand."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from ipaddress import ip_network

from bot import app, serving
from bot.app import House, Plan
from bot.channels.web.limits import WebLimits
from bot.clock import FixedClock
from bot.dialog.message import Address
from bot.services import query_planting
from bot.services.knowledge import fitted
from bot.services.ports import UnitOfWork
from bot.services.records import Customer, Staff
from bot.settings import Settings
from bot.standard.policy import Rate, Sending, shipped
from bot.standard.policy_privacy import Flood
from locales import sample, starter_queries
from storage.engine import open_database
from tests.agreed import agree
from tests.conversations.judge import judge
from tests.conversations.person import Person, code_in
from tests.conversations.seats import PhoneSeat, Said, Seat, WebSeat
from tests.log_watch import WATCH
from tests.telegram.server import TOKEN, TelegramServer

__all__ = ["Person", "PhoneSeat", "Said", "Town", "WebSeat", "code_in", "town"]

FLOOD = Flood(100_000, 1, 100_000)
"""The clock stands still in most stories: all that is said comes at once."""
COMPANY, HOTLINE = "星河通信", "400-000-1019"
SHANGHAI = "Asia/Shanghai"


class Town:
    """The product and everybody in it."""

    def __init__(
        self,
        house: House,
        clock: FixedClock,
        channel: str,
        telegram: TelegramServer | None,
        quiet: float = 0.0,
    ) -> None:
        self.quiet = quiet
        self.house = house
        self.clock = clock
        self.channel = channel
        self.telegram = telegram
        self.port = 0
        self.people: dict[str, Person] = {}
        self.staff: dict[str, Staff] = {}
        self.customers: dict[str, Customer] = {}
        self.knowingly: list[str] = []
        """What staff sent to a customer although they were shown that it should not be said (E8)."""

    async def settle(self) -> None:
        """Wait until everything said has been worked, sent and seen."""
        await self.house.settle()
        for person in self.people.values():
            await person.seat.caught_up()
            person.stamp(self.clock.now())

    async def reopens(self, at: str = "") -> None:
        """Close the product, let the night pass, and start it again on the same database."""
        for person in self.people.values():
            await person.seat.leaves()
        await self.house.close()
        if at:
            self.clock.set(self.local(at))
        self.house = await _house(self.house.settings, self.clock, self.telegram, self.quiet)
        self.port = await serving.start(self.house)
        await self.house.teaching.idle()
        for person in self.people.values():
            await person.seat.enter()
        await self.house.schedule.run_now()
        await self.settle()

    async def passes(self, **span: float) -> None:
        """Let time pass and everything that comes due speak."""
        await self.reaches(self.clock.now() + timedelta(**span))

    async def reaches(self, moment: datetime) -> None:
        """Set the clock and let everything that comes due speak."""
        self.clock.set(moment)
        self.house.intake.wake()
        await self.house.schedule.run_now()
        self.house.courier.wake()
        await self.settle()

    def local(self, text: str) -> datetime:
        """Return a moment of the company's zone."""
        return datetime.fromisoformat(text).replace(tzinfo=self.house.settings.zone)

    async def sits(self, name: str, *, agreed: bool = True) -> Person:
        """Give somebody from the sample a seat that is already theirs; customers have agreed to it (T21)."""
        staff, customer = self.staff.get(name), self.customers.get(name)
        staff_id, customer_id = staff.id if staff else None, customer.id if customer else None
        now = self.clock.now()
        user = f"u{uuid.uuid4().hex[:12]}"
        address = Address("web", user, user)
        account = self.telegram.person(name) if self.telegram else None
        if account is not None:
            address = Address("telegram", str(account.id), str(account.id))
            account.chat.known = True

        def seat(uow: UnitOfWork) -> None:
            place = uow.addresses.add(address, now, staff_id=staff_id, customer_id=customer_id)
            if account is None:
                expires = now + timedelta(days=365)
                uow.people.add_link(user, expires, now, staff_id=staff_id, customer_id=customer_id)
            if staff_id is not None:
                uow.addresses.touch(place.id, now)  # staff have opened their chat before the story begins
            if customer_id is not None and agreed:
                agree(uow, customer_id, place.id, now)

        await self.house.database.turn(seat)
        return await self._web(name, user) if account is None else self._keep(name, PhoneSeat(self, account))

    async def stranger(self, name: str, language: str = "zh-CN", comes_from: str = "") -> Person:
        """Give a seat to somebody the product has never heard of; the device speaks a language.

        `comes_from`: an address on the web; everybody has their own where none is named.
        """
        if self.channel == "web":
            now = self.clock.now()
            expires = now + timedelta(days=365)
            user = f"u{uuid.uuid4().hex[:12]}"
            await self.house.database.turn(lambda uow: uow.people.add_link(user, expires, now))
            return await self._web(name, user, language, comes_from)
        assert self.telegram is not None
        return self._keep(name, PhoneSeat(self, self.telegram.person(name, language=language)))

    async def _web(self, name: str, user: str, language: str = "zh-CN", comes_from: str = "") -> Person:
        seat = WebSeat(self, user, language, comes_from or f"198.51.100.{len(self.people) + 1}")
        await seat.enter()
        return self._keep(name, seat)

    def _keep(self, name: str, seat: Seat) -> Person:
        person = Person(self, name, seat)
        self.people[name] = person
        return person


def _populate(uow: UnitOfWork, town: Town, now: datetime) -> None:
    query_planting.plant(uow, town.house.desk, starter_queries(), "周敏", now)
    query_planting.set_facts(uow, sample().facts, "周敏", now)
    under: int | None = None
    for role, name in (("admin", "钱芳"), ("head", "周敏"), ("supervisor", "李静")):
        town.staff[name] = uow.people.add_staff(role, name, under, now, "13900000001")
        under = town.staff[name].id
    for name in ("王强", "赵磊"):
        town.staff[name] = uow.people.add_staff("manager", name, under, now, "13900000003")
    for number, (name, tier, manager) in enumerate(
        (
            ("张三", "gold", "王强"),
            ("王芳", "diamond", "王强"),
            ("张伟", "standard", "王强"),
            ("张伟", "silver", "王强"),
            ("陈晨", "silver", "赵磊"),
        ),
        1,
    ):
        town.customers[name] = uow.people.add_customer(
            name, now, tier=tier, phone=f"1380000010{number}", manager_id=town.staff[manager].id
        )


_LEARNT: dict[bytes, bytes] = {}


async def _learnt(task: bytes) -> bytes:
    if task not in _LEARNT:
        _LEARNT[task] = await asyncio.to_thread(fitted, task)
    return _LEARNT[task]


async def _house(
    settings: Settings, clock: FixedClock, telegram: TelegramServer | None, quiet: float
) -> House:
    # People here do not wait out a platform's pace; pacing has tests of its own.
    policy = replace(shipped(), sending=Sending(Rate(10_000.0, 0.0)), flood=FLOOD)
    # Nor do thresholds have to be steady to the last percent.
    policy = replace(policy, matching=replace(policy.matching, enough=2000))
    # Nor is anybody waited for who might go on, but where that is the story.
    policy = replace(policy, hearing=replace(policy.hearing, quiet_seconds=quiet))
    session = telegram.session() if telegram else None
    plan = Plan(clock, policy, COMPANY, HOTLINE, telegram_session=session, fit=_learnt)
    house = await app.build(settings, plan, open_database(settings.database_url))
    # Nor do they type as slowly as people do.
    house.web_channel._talk._limits = replace(WebLimits(), events=100_000)
    return house


@asynccontextmanager
async def town(
    channel: str, database_url: str, at: str = "2026-09-29T10:00", *, empty: bool = False, quiet: float = 0.0
) -> AsyncIterator[Town]:
    """Open a town on one channel at a moment of the company's zone; an empty one has nobody on file.

    `quiet`: so many seconds whoever asks is waited for, as they may go on (L9).
    """
    telegram = TelegramServer() if channel == "telegram" else None
    settings = Settings(
        company=COMPANY,
        hotline=HOTLINE,
        database_url=database_url,
        host="127.0.0.1",
        port=0,
        proxies=(ip_network("127.0.0.1"),),
        secret_key="a test's own key",  # type: ignore[arg-type]
        telegram_token=TOKEN if telegram else "",  # type: ignore[arg-type]
    )
    clock = FixedClock(datetime.fromisoformat(at).replace(tzinfo=settings.zone))
    house = await _house(settings, clock, telegram, quiet)
    place = Town(house, clock, channel, telegram, quiet)
    if not empty:
        await house.database.turn(lambda uow: _populate(uow, place, clock.now()))
    place.port = await serving.start(house)
    await house.teaching.idle()
    # What the first look at the clock has to say is said before anybody sits down.
    await house.schedule.run_now()
    try:
        yield place
        await judge(place)
    finally:
        for person in place.people.values():
            WATCH.typed(person.words)
            await person.seat.leaves()
        await place.house.close()
