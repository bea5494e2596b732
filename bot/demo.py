"""The demo: fictional people and a clock that can be moved on; the product itself is the same."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import House, Plan, build
from bot.channels.demo import Demo, DemoPerson
from bot.clock import DemoClock
from bot.dialog.message import Address
from bot.services import contacts, letting_in, query_planting
from bot.services.customer_records import Bill
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.privacy_ledgers import AGREED, BY_LINK
from bot.services.records import Customer, Staff
from bot.settings import Settings
from bot.standard import birthdays
from bot.standard.policy import Policy
from bot.standard.yearday import YearDay
from locales import Sample, SampleCustomer, sample, starter_queries
from storage.engine import AnyDatabase

FOLDER = Path("demo-data")
FILE = FOLDER / "huifang.db"
OFFSET, PEOPLE = "demo_offset", "demo_people"
# The buttons may take the clock years on; the panes are to open all the same.
LINK_AGE = timedelta(days=36_500)


@dataclass(frozen=True, slots=True)
class _Place:
    """A sample person's chat."""

    name: str
    role: str
    user: str
    pane: str
    open: bool
    code: str = ""
    customer: int = 0


class SampleDesk:
    """The demo page's view of the product."""

    def __init__(self, house: House, clock: DemoClock) -> None:
        self._house = house
        self._clock = clock

    async def people(self) -> list[DemoPerson]:
        """Return the sample people in the order of their panes."""
        database, say, url = self._house.database, self._house.desk.say, self._house.web_channel.url
        kept, newest = await database.read(self._kept)
        # Reading is the rule: the page asks often, so that no chat's news is missed.
        if await database.read(lambda uow: any(self._changed(uow, place) for place in kept)):
            kept = await database.turn(self._renewed)
        return [
            DemoPerson(
                p.name, p.role, say(f"role-{p.role}"), url(p.user), p.code, p.pane, p.open, newest[p.user]
            )
            for p in kept
        ]

    def _kept(self, uow: UnitOfWork) -> tuple[list[_Place], dict[str, int]]:
        places = [_Place(**place) for place in json.loads(uow.records.get(PEOPLE) or "[]")]
        seats = {p.user: uow.addresses.at(Address("web", p.user, p.user)) for p in places}
        newest = uow.outbox.newest("web", [who.id for who in seats.values() if who])
        return places, {user: newest.get(who.id, 0) if who else 0 for user, who in seats.items()}

    def _changed(self, uow: UnitOfWork, place: _Place) -> bool:
        if place.role != "guest":
            return False
        who = uow.addresses.at(Address("web", place.user, place.user))
        bound = who is not None and who.customer_id is not None
        return bound or not letting_in.stands(uow, place.code, self._clock.now())

    def _renewed(self, uow: UnitOfWork) -> list[_Place]:
        """Keep the places as they are now: a visitor may have bound the account, a code run out."""
        kept, _ = self._kept(uow)
        places = [self._present(uow, place) if self._changed(uow, place) else place for place in kept]
        _keep(uow, places)
        return places

    def _present(self, uow: UnitOfWork, place: _Place) -> _Place:
        now = self._clock.now()
        who = uow.addresses.at(Address("web", place.user, place.user))
        if who is not None and who.customer_id is not None:
            bound = uow.people.customer(who.customer_id)
            return replace(place, name=bound.name if bound else place.name, role="customer", code="")
        customer = uow.people.customer(place.customer)
        if customer is None:
            return place
        return replace(place, code=letting_in.invite(uow, self._house.desk, now, customer=customer).code)

    def now(self) -> datetime:
        """Return the demo's present moment in the company's zone."""
        return self._house.desk.local(self._clock.now())

    async def advance(self, step: timedelta) -> datetime:
        """Move the clock on and run what has come due, in order."""
        offset = self._clock.offset + step
        await self._house.database.turn(lambda uow: uow.records.put(OFFSET, str(offset.total_seconds())))
        self._clock.advance(step)
        await self._house.schedule.run_now()
        self._house.intake.wake()
        self._house.courier.wake()
        return self.now()

    async def go_to(self, moment: datetime) -> datetime:
        """Move the clock to a moment, also an earlier one: nothing that was said is said twice."""
        return await self.advance(moment - self._clock.now())

    async def next_morning(self) -> datetime:
        """Move the clock to the morning of the next day."""
        desk = self._house.desk
        tomorrow = self.now().date() + timedelta(days=1)
        return await self.go_to(desk.calendar.at(tomorrow, desk.policy.hours.morning))

    async def next_working_day(self) -> datetime:
        """Move the clock to the morning of the next working day."""
        desk = self._house.desk
        day = desk.calendar.next_working(self.now().date())
        return await self.go_to(desk.calendar.at(day, desk.policy.hours.morning))


async def open_demo(settings: Settings, policy: Policy, database: AnyDatabase) -> tuple[House, Demo]:
    """Wire the product with the demo's clock and, at the first start, its sample people."""
    kept = await database.read(lambda uow: uow.records.get(OFFSET))
    clock = DemoClock(timedelta(seconds=float(kept or 0)))
    story = sample()
    company = settings.company or story.company
    hotline = settings.hotline or story.hotline
    house = await build(settings, Plan(clock, policy, company, hotline, embed=True), database)
    await database.turn(lambda uow: _plant(uow, house, story, clock.now()))
    return house, Demo(SampleDesk(house, clock), house.web_channel.pages, settings.zone)


def _plant(uow: UnitOfWork, house: House, story: Sample, now: datetime) -> None:
    if uow.records.get(PEOPLE) is not None:
        return
    desk = house.desk
    query_planting.plant(uow, desk, starter_queries(), story.approver, now)
    query_planting.set_facts(uow, story.facts, story.approver, now)
    places: list[_Place] = []
    people: dict[str, Staff] = {}
    for person in story.staff:
        under = people.get(person.under)
        people[person.name] = uow.people.add_staff(
            person.role, person.name, under.id if under else None, now, person.phone
        )
        user = _seat(uow, now, staff_id=people[person.name].id)
        places.append(_Place(person.name, person.role, user, person.pane, person.open))
    customers: dict[str, Customer] = {}
    for someone in story.customers:
        customers[someone.name] = uow.people.add_customer(
            someone.name,
            now,
            gender=someone.gender,
            kind=someone.kind,
            phone=someone.phone,
            tier=someone.tier,
            vip=someone.vip,
            manager_id=people[someone.manager].id,
        )
        _fill(uow, desk, someone, customers[someone.name], now)
        if not someone.seated:
            continue
        if someone.bound:
            user = _seat(
                uow, now, customer_id=customers[someone.name].id, version=desk.policy.privacy.consent_version
            )
            places.append(_Place(someone.name, "customer", user, "customer", someone.open))
        else:
            # Nobody is behind this chat yet: the newcomer can bind it with the code shown beside it.
            customer = customers[someone.name]
            code = letting_in.invite(uow, desk, now, customer=customer).code
            user = _seat(uow, now)
            places.append(_Place(someone.name, "guest", user, "customer", someone.open, code, customer.id))
    _history(uow, house, story, people, customers, now)
    order = ("guest", "customer", "manager", "supervisor", "head", "admin")
    places.sort(key=lambda p: (not p.open, order.index(p.role)))
    _keep(uow, places)


def _fill(uow: UnitOfWork, desk: Desk, someone: SampleCustomer, customer: Customer, now: datetime) -> None:
    """Fill in a sample customer's file, with days and bills that are near whenever the demo is opened."""
    today = desk.today(now)

    def day(days: int | None, *, lunar: bool = False) -> YearDay | None:
        return None if days is None else birthdays.of(today + timedelta(days=days), lunar=lunar)

    born = day(someone.birthday_in, lunar=someone.lunar)
    uow.profiles.change(customer.id, None, now, birthday=born, **someone.file)
    for person in someone.liaisons:
        uow.profiles.add_liaison(
            customer.id,
            person.name,
            now,
            post=person.post,
            phone=person.phone,
            birthday=day(person.birthday_in),
        )
    for back, amount in enumerate(someone.bills):
        year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        state = "unused" if someone.unused and not back else ""
        uow.profiles.put_bill(Bill(customer.id, f"{year}-{month + 1:02}", amount, state, ""))


def _keep(uow: UnitOfWork, places: Sequence[_Place]) -> None:
    uow.records.put(PEOPLE, json.dumps([asdict(p) for p in places], ensure_ascii=False))


def _seat(
    uow: UnitOfWork,
    now: datetime,
    *,
    staff_id: int | None = None,
    customer_id: int | None = None,
    version: str = "",
) -> str:
    """Make the link of a pane; return its user."""
    user = secrets.token_urlsafe(12)
    uow.people.add_link(user, now + LINK_AGE, now, staff_id=staff_id, customer_id=customer_id)
    place = uow.addresses.add(Address("web", user, user), now, staff_id=staff_id, customer_id=customer_id)
    if customer_id is not None:
        # Whoever is shown as a customer has agreed long ago; the visitors are asked.
        uow.consents.note(customer_id, place.id, AGREED, version, now, how=BY_LINK, channel="web")
    if staff_id is not None:
        # A pane stands for a phone in somebody's pocket: it is there before it is looked at.
        uow.addresses.touch(place.id, now)
    return user


def _history(
    uow: UnitOfWork,
    house: House,
    story: Sample,
    people: Mapping[str, Staff],
    customers: Mapping[str, Customer],
    now: datetime,
) -> None:
    """Let a visit have happened some working days ago, so that something comes due while one watches."""
    desk = house.desk
    for past in story.visits:
        day, _ = desk.calendar.add(desk.today(now), -past.working_days_ago)
        at = desk.calendar.at(day, desk.policy.hours.afternoon)
        told = contacts.Told("visit", customers[past.customer], past.content, suggestions=past.suggestions)
        contacts.log(uow, desk, people[past.manager], told, at)


def demo_settings(settings: Settings) -> Settings:
    """Return the settings with the demo's own embedded database."""
    FOLDER.mkdir(exist_ok=True)
    return settings.model_copy(update={"database_url": f"sqlite:///{FILE}", "public_url": ""})


def forget() -> None:
    """Start over: remove what the demo kept."""
    for path in FOLDER.glob(f"{FILE.name}*"):
        path.unlink()
