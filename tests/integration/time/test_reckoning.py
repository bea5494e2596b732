"""A year's holidays brought in: provisional deadlines become certain, on both databases (4.D)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date, datetime
from pathlib import Path

import pytest
from borax.calendars.lunardate import LunarDate

from bot import calendar_command
from bot.clock import FixedClock
from bot.dialog.message import Address
from bot.entrance import Entrance
from bot.errors import ConfigError
from bot.reckoner import CHUNK, Reckoner
from bot.services import calendars, cases, duties, reckoning
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Customer, Duty, Staff
from bot.settings import Settings
from bot.standard.deadline import Due
from bot.standard.policy import load, shipped
from bot.standard.published import read
from bot.standard.workdays import COMPANY_ZONE, WorkCalendar
from bot.wording import Wording
from storage.engine import AnyDatabase
from tests.data import calendars as tables

DECEMBER = datetime(2026, 12, 30, 10, tzinfo=COMPANY_ZONE)


class Office:
    """Two managers with a customer each, and what they owe."""

    def __init__(self, database: AnyDatabase) -> None:
        self.database, self.clock = database, FixedClock(DECEMBER)
        self.desk = self.another_desk()
        self.managers: list[Staff] = []
        self.customers: list[Customer] = []

    def another_desk(self) -> Desk:
        facts = {"company": "星河通信", "hotline": "400-000-1019"}
        return Desk(load(), WorkCalendar(), COMPANY_ZONE, Wording(**facts), Entrance(), facts)

    def reckoner(self, desk: Desk | None = None) -> Reckoner:
        lease = self.database.lease if self.database.shared else None
        return Reckoner(self.database, desk or self.desk, self.clock, lease)

    async def opens(self) -> None:
        def hire(uow: UnitOfWork) -> None:
            for name in ("王强", "赵磊"):
                self.managers.append(uow.people.add_staff("manager", name, None, DECEMBER))
                manager_id = self.managers[-1].id
                self.customers.append(uow.people.add_customer("张三", DECEMBER, manager_id=manager_id))

        await self.database.turn(hire)

    async def owes(self, kind: str = "suggestion", whose: int = 0, due: Due | None = None) -> Case:
        report = cases.Report(kind, "开门早一点", self.customers[whose], author=self.managers[whose], due=due)
        return await self.database.turn(lambda uow: cases.open_case(uow, self.desk, report, self.clock.now()))

    async def publishes(self) -> None:
        published = read("2027.ics", tables.ical())
        await self.database.turn(lambda uow: calendars.publish(uow, self.desk, published, self.clock.now()))

    async def deadline(self, case: Case) -> tuple[datetime, bool, datetime, bool, datetime | None]:
        """Return what the case and its duty say of the due time, and when the ladder speaks next."""

        def look(uow: UnitOfWork) -> tuple[datetime, bool, datetime, bool, datetime | None]:
            kept, duty = uow.cases.get(case.id), uow.duties.open_of_case(case.id)[0]
            assert kept is not None
            return kept.due_at, kept.provisional, duty.due_at, duty.provisional, duty.next_at

        return await self.database.read(look)

    async def told(self) -> list[tuple[int, str]]:
        """Return what was said of deadlines become certain, to whom."""
        waiting = await self.database.read(
            lambda uow: uow.outbox.waiting("web", 5000, at("2027-12-31T00:00"))
        )
        return [(p.address_id, p.message.text) for p in waiting if "期限已确定" in p.message.text]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COMPANY_ZONE)


@pytest.fixture
async def office(database: AnyDatabase) -> AsyncIterator[Office]:
    office = Office(database)
    await office.opens()
    yield office


async def seat(office: Office) -> None:
    def sit(uow: UnitOfWork) -> None:
        for person in office.managers:
            place = uow.addresses.add(
                Address("web", f"u{person.id}", f"u{person.id}"), DECEMBER, staff_id=person.id
            )
            uow.addresses.touch(place.id, DECEMBER)

    await office.database.turn(sit)


async def test_provisional_until_the_table_is_there(office: Office) -> None:
    await seat(office)
    reckoned = await office.owes()
    promised = await office.owes("promise", due=Due(at("2027-01-06T18:00"), date(2027, 1, 6), True))
    other = await office.owes(whose=1)
    assert (await office.deadline(reckoned))[:2] == (at("2027-01-04T18:00"), True)
    await office.reckoner().look()
    assert (await office.deadline(reckoned))[:2] == (at("2027-01-04T18:00"), True)
    assert await office.told() == []
    await office.publishes()
    await office.reckoner().look()
    due = at("2027-01-05T18:00")
    # Off from the 1st to the 3rd; the ladder warns one working day before.
    warned = at("2027-01-04T09:00")
    assert await office.deadline(reckoned) == (due, False, due, False, warned)
    assert (await office.deadline(other))[:4] == (due, False, due, False)
    by = at("2027-01-06T18:00")
    assert (await office.deadline(promised))[:4] == (by, False, by, False)
    told = await office.told()
    assert (
        len(told) == 2 and any("您有2项" in text for _, text in told) and any("您有1项" in t for _, t in told)
    )
    await office.reckoner().look()
    assert await office.told() == told


async def test_periods_first_contacts_and_plans_are_reckoned_by_the_new_table(office: Office) -> None:
    """The last working day of a month may be one of those made up for, or none any more."""
    await seat(office)

    def owed(uow: UnitOfWork, kind: str, period: str, due: str) -> Duty:
        known = Due(at(due), at(due).date(), True)
        customer = office.customers[0]
        ladder = "call" if kind == "after" else kind
        about = duties.Subject(kind, kind, period, ladder, office.managers[0].id, customer.id)
        made = duties.raise_duty(uow, office.desk, about, known, office.clock.now())
        assert made is not None
        return made

    def raised(uow: UnitOfWork) -> list[Duty]:
        return [
            owed(uow, "cadence", "2027-01", "2027-01-29T18:00"),
            owed(uow, "face", "2027-Q3", "2027-09-30T18:00"),
            owed(uow, "first", "1", "2027-01-04T18:00"),
            owed(uow, "after", "1-1", "2027-01-06T18:00"),
            owed(uow, "month_plan", "2027-02", "2027-01-29T18:00"),
        ]

    made = await office.database.turn(raised)
    more = tables.event("春节（班）", date(2027, 1, 31), 1) + tables.event(
        "国庆节（休）", date(2027, 9, 30), 1
    )
    published = read("2027.ics", tables.ical(more=more))
    await office.database.turn(lambda uow: calendars.publish(uow, office.desk, published, DECEMBER))
    await office.reckoner(office.another_desk()).look()
    kept = await office.database.read(lambda uow: [uow.duties.get(duty.id) for duty in made])
    days = ["2027-01-31", "2027-09-29", "2027-01-05", "2027-01-06", "2027-01-31"]
    found = [(duty.due_at, str(duty.due_day), duty.provisional) for duty in kept if duty is not None]
    assert found == [(at(f"{day}T18:00"), day, False) for day in days]


async def test_many_in_chunks_and_by_several_at_once(office: Office) -> None:
    await seat(office)
    for _ in range(CHUNK + 7):
        await office.owes()
    await office.publishes()
    # Two processes, each with its own calendar, look at the same moment, and one of them again.
    others = [office.reckoner(office.another_desk()) for _ in range(2)]
    await asyncio.gather(*(one.look() for one in others))
    await others[0].look()
    assert await office.database.read(lambda uow: uow.reckonings.count()) == 0
    assert [text for _, text in await office.told()] == [
        f"放假安排已更新，您有{CHUNK + 7}项“暂定”的期限已确定，输入“今日”查看。"
    ]


async def test_broken_off_between_two_chunks_it_goes_on(office: Office) -> None:
    await seat(office)
    for _ in range(5):
        await office.owes()
    await office.publishes()
    first = await office.database.turn(lambda uow: reckoning.settle(uow, office.desk, 0, 3, DECEMBER))
    assert first is not None and await office.database.read(lambda uow: uow.reckonings.count()) == 2
    await office.reckoner(office.another_desk()).look()
    assert await office.database.read(lambda uow: uow.reckonings.count()) == 0
    assert ["您有5项" in text for _, text in await office.told()] == [True]


async def test_a_company_day_moves_what_is_provisional_and_nothing_else(office: Office) -> None:
    certain = await office.database.turn(
        lambda uow: cases.open_case(
            uow,
            office.desk,
            cases.Report("suggestion", "椅子", office.customers[0], author=office.managers[0]),
            at("2026-12-21T10:00"),
        )
    )
    reckoned = await office.owes()
    before = await office.deadline(certain)
    await office.database.turn(
        lambda uow: calendars.decide(
            uow, office.desk, office.managers[0], [date(2027, 1, 4)], False, "盘点", DECEMBER
        )
    )
    await office.reckoner().look()
    assert await office.deadline(certain) == before
    assert (await office.deadline(reckoned))[:2] == (at("2027-01-05T18:00"), True)


async def test_what_another_process_decided_is_taken_over(office: Office) -> None:
    elsewhere = office.another_desk()
    day = date(2027, 3, 1)
    decide = (office.desk, office.managers[0], [day], False, "周年", DECEMBER)
    await office.database.turn(lambda uow: calendars.decide(uow, *decide))
    assert elsewhere.calendar.is_working(day)
    await office.reckoner(elsewhere).look()
    assert not elsewhere.calendar.is_working(day) and elsewhere.calendar.mark == office.desk.calendar.mark
    withdraw = (office.desk, office.managers[0], [day], DECEMBER)
    await office.database.turn(lambda uow: calendars.withdraw(uow, *withdraw))
    await office.reckoner(elsewhere).look()
    assert elsewhere.calendar.is_working(day)


async def test_the_company_stands_above_the_published_table(office: Office) -> None:
    day = date(2027, 10, 4)
    await office.database.turn(
        lambda uow: calendars.decide(uow, office.desk, office.managers[0], [day], True, "值班", DECEMBER)
    )
    await office.publishes()
    assert office.desk.calendar.is_working(day)
    assert not office.desk.calendar.is_working(date(2027, 10, 5))
    assert office.desk.calendar.is_working(date(2027, 10, 9))
    await office.publishes()
    assert office.desk.calendar.is_working(day)


class Terminal:
    def __init__(self, url: str) -> None:
        self.settings = Settings(company="星河通信", hotline="400-000-0000", database_url=url, port=0)
        self.lines: list[str] = []

    async def runs(self, file: Path, *, yes: bool = False, answer: bool = True) -> int:
        async def ask(question: str) -> bool:
            self.lines.append(question)
            return answer

        self.lines.clear()
        return await calendar_command.run(self.settings, shipped(), file, yes, self.lines.append, ask)


async def test_the_command_shows_asks_and_keeps(database_url: str, tmp_path: Path) -> None:
    terminal, file = Terminal(database_url), tmp_path / "2099.csv"
    year = 2099
    spring = LunarDate(year, 1, 1).to_solar_date()
    days = (date(year, 1, 1), spring, date(year, 5, 1), date(year, 10, 1))
    file.write_text("date,kind,name\n" + "".join(f"{day},off,x\n" for day in days) + f"{year}-10-10,work,x\n")
    assert await terminal.runs(file, answer=False) == calendar_command.NOT_KEPT
    assert terminal.lines[0] == "2099年：放假4天，调休上班1天。" and terminal.lines[-1].startswith("没有导入")
    assert await terminal.runs(file, yes=True) == calendar_command.DONE
    assert "导入请输入y" not in "".join(terminal.lines)
    assert await terminal.runs(file) == calendar_command.DONE
    assert "与现在的安排一致。" in terminal.lines


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("no.ics", b"\x00\x01", "读不出来"),
        ("part.csv", b"2027-01-01,off,x\n", "没有一整年"),
        ("row.csv", b"2027-01-01,off,x\n2027-01-02,maybe,x\n", "第2行"),
        ("gone.csv", None, "gone.csv"),
    ],
)
async def test_a_bad_file_is_one_line(
    sqlite_url: str, tmp_path: Path, name: str, content: bytes | None, told: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ConfigError, match=told) as refused:
        await Terminal(sqlite_url).runs(file, yes=True)
    assert "\n" not in str(refused.value)
