"""The messages of the day over the real stores: once each, whoever ticks, however late (O7, F9, D-4, E16)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date

import pytest

from bot.clock import FixedClock
from bot.dialog.message import Address
from bot.services import contacts, digest, duties, evening, later
from bot.services.contacts import Told
from bot.services.digest_ledgers import EVENING, MORNING, OFF, WorkLog
from bot.services.ports import UnitOfWork
from bot.services.records import Duty, Staff
from bot.standard.deadline import Due
from storage.engine import AnyDatabase, open_database
from tests.integration.time.conftest import Year


async def hires(year: Year, name: str, role: str = "manager", under: Staff | None = None) -> Staff:
    """Put somebody with an open chat on file."""

    def work(uow: UnitOfWork) -> Staff:
        person = uow.people.add_staff(role, name, under.id if under else None, year.now)
        place = uow.addresses.add(Address("web", name, name), year.now, staff_id=person.id)
        uow.addresses.touch(place.id, year.now)
        return person

    return await year.does(work)


async def owes(year: Year, owner: Staff, due: str, subject: str, kind: str = "month_plan") -> Duty:
    """Raise something due at a moment."""

    def work(uow: UnitOfWork) -> Duty:
        at = year.at(due)
        ladder = "call" if kind == "after" else kind
        about = duties.Subject(kind, subject, due, ladder, owner.id, text=subject)
        duty = duties.raise_duty(uow, year.desk, about, Due(at, at.date(), False), year.now)
        assert duty is not None
        return duty

    return await year.does(work)


async def sweep(year: Year, database: AnyDatabase | None = None) -> None:
    """Let the clock look once, as a process does."""
    for tick in (digest.tick, evening.tick, later.tick, duties.tick):
        while await (database or year.database).turn(lambda uow: tick(uow, year.desk, year.now)):  # noqa: B023
            pass


async def reaches(year: Year, moment: str) -> None:
    year.clock.set(year.at(moment))
    await sweep(year)


async def told(year: Year, to: str = "") -> list[str]:
    parcels = await year.does(lambda uow: uow.outbox.waiting("web", 500, year.at("2030-01-01T12:00")))
    listed = sorted(parcels, key=lambda parcel: parcel.id)
    return [parcel.message.text for parcel in listed if not to or parcel.address.user == to]


async def test_one_for_each_day_however_often_ticked(year: Year) -> None:
    wang = await hires(year, "王强")
    await owes(year, wang, "2026-03-03T18:00", "a")
    for moment in ("2026-03-03T08:29", "2026-03-03T08:30", "2026-03-03T08:31", "2026-03-03T12:00"):
        await reaches(year, moment)
    # Set back, the clock brings nothing again.
    await reaches(year, "2026-03-03T08:30")
    assert [text.split("\n")[0] for text in await told(year)] == ["3月3日（周二）早报：今天到期1件"]
    await reaches(year, "2026-03-04T08:30")
    assert (await told(year))[-1].startswith("3月4日（周三）早报：逾期1件")


async def test_who_has_nothing_to_read_is_sent_nothing(year: Year) -> None:
    await hires(year, "王强")
    await reaches(year, "2026-03-03T08:31")
    await reaches(year, "2026-03-03T17:31")
    assert await told(year) == []


@pytest.mark.parametrize(
    ("ticks", "count"),
    [
        (("2026-03-03T13:00",), 1),  # down in the morning
        (("2026-03-03T17:29",), 1),
        (("2026-03-03T17:30",), 0),  # the evening's message stands for it
        (("2026-02-21T10:00", "2026-02-22T10:00"), 0),  # of the Spring Festival
        (("2026-02-28T08:31",), 1),  # a Saturday that works
    ],
)
async def test_late_that_day_or_never(year: Year, ticks: tuple[str, ...], count: int) -> None:
    year.clock.set(year.at("2026-02-14T10:00"))
    wang = await hires(year, "王强")
    await owes(year, wang, "2026-06-30T18:00", "a", "after")
    await owes(year, wang, "2026-02-13T18:00", "b", "after")
    for moment in ticks:
        await reaches(year, moment)
    mornings = [text for text in await told(year) if "早报" in text.split("\n")[0]]
    assert len(mornings) == count


async def test_the_chosen_hour_and_none(year: Year) -> None:
    wang, zhao = await hires(year, "王强"), await hires(year, "赵磊")
    await year.does(lambda uow: uow.digests.choose(wang.id, MORNING, "07:30"))
    await year.does(lambda uow: uow.digests.choose(zhao.id, MORNING, OFF))
    for person in (wang, zhao):
        await owes(year, person, "2026-03-03T18:00", person.name)
    await reaches(year, "2026-03-03T07:31")
    assert len(await told(year, "王强")) == 1
    await reaches(year, "2026-03-03T08:31")
    assert (len(await told(year, "王强")), len(await told(year, "赵磊"))) == (1, 0)
    # The rung that the digest would have told speaks by itself where there is none.
    await reaches(year, "2026-03-03T09:01")
    assert (len(await told(year, "王强")), len(await told(year, "赵磊"))) == (1, 1)


async def test_a_month_is_spread_over_its_working_days_by_tier_and_time(year: Year) -> None:
    wang = await hires(year, "王强")
    for number in range(44):
        tier = "diamond" if number == 40 else "gold"
        await year.serves(f"客户{number:02}", tier=tier, manager_id=wang.id)
    await year.reaches("2026-03-03T00:10")
    await reaches(year, "2026-03-03T08:31")
    text = (await told(year))[-1]
    # 21 working days from the 3rd to the 31st: three a day, the diamond card first.
    assert "3月31日（周二）前还有44位，今天联系3位" in text
    assert text.split("\n")[-3].startswith("1、客户40（钻卡）")
    left = await year.does(lambda uow: uow.digests.of(wang.id, date(2026, 3, 3), MORNING))
    assert left is not None and len(await year.does(lambda uow: uow.digests.lines(left.id))) == 3
    for moment, said in (("2026-03-17T08:31", "本月已过半"), ("2026-03-25T08:31", "本月只剩5个工作日")):
        await reaches(year, moment)
        assert said in (await told(year))[-1]


async def test_each_period_is_told_by_its_own_name(year: Year) -> None:
    """December has only begun where the quarter that ends with it is nearly over; a wish has its own day."""
    wang = await hires(year, "王强")
    year.clock.set(year.at("2026-10-08T10:00"))
    await year.serves("金卡", tier="gold", manager_id=wang.id)
    await year.serves("银卡", tier="silver", manager_id=wang.id)
    wished = await year.serves("约定", tier="standard", manager_id=wang.id)
    await year.does(lambda uow: uow.profiles.change(wished.id, None, year.now, wish_days=56))
    await year.reaches("2026-12-01T00:10")
    await reaches(year, "2026-12-01T08:31")
    assert [line for line in (await told(year))[-1].split("\n") if "今天联系" in line] == [
        "客户约定：12月4日（周五）前联系1位，今天联系1位",
        "本月：12月31日（周四）前还有1位，今天联系1位",
        "本季度已过半：12月31日（周四）前还有1位，今天联系1位",
    ]
    await reaches(year, "2026-12-07T08:31")
    assert "客户约定的12月4日（周五）已过：还有1位，今天联系1位" in (await told(year))[-1]
    # The leaders' list and their count tell of it alike; what a period still has time for is in neither.
    late = await year.does(lambda uow: uow.digests.late_ones([wang.id], year.now, 9))
    assert [duty.customer_id for duty in late] == [wished.id]
    assert await year.does(lambda uow: uow.digests.late([wang.id], year.now)) == {wang.id: 1}


async def test_a_birthday_nobody_saw_to_is_left_in_the_evening(year: Year) -> None:
    wang = await hires(year, "王强")
    day = await owes(year, wang, "2026-03-03T18:00", "张三", "moment")
    await owes(year, wang, "2026-03-04T18:00", "李四", "moment")
    await reaches(year, "2026-03-03T17:31")
    (evening_,) = [text for text in await told(year) if "晚报" in text]
    assert "1、" in evening_ and "· 3月3日（周二）" in evening_ and "3月4日" not in evening_
    assert "18:00" not in evening_
    # Without a draft there is no log that somebody forgot to sign.
    assert await year.does(lambda uow: uow.digests.drafted([wang.id], date(2026, 3, 3))) == []
    await year.does(lambda uow: uow.duties.close(day.id, "blessed", year.now))


async def test_who_is_away_is_read_by_their_deputy(year: Year) -> None:
    wang, zhao = await hires(year, "王强"), await hires(year, "赵磊")
    days = (date(2026, 3, 3), date(2026, 3, 6))
    await year.does(lambda uow: uow.absences.add(wang.id, *days, year.now, deputy_id=zhao.id))
    duty = await owes(year, wang, "2026-03-03T18:00", "a")
    await reaches(year, "2026-03-03T08:31")
    assert await told(year, "王强") == []
    text = (await told(year, "赵磊"))[-1]
    assert "〖代王强〗" in text
    await reaches(year, "2026-03-03T09:01")
    pushes = await year.does(lambda uow: uow.pushes.of_duty(duty.id))
    assert {(push.recipient_id, push.via) for push in pushes} == {(zhao.id, "digest")}


async def test_the_evening_and_the_log(year: Year) -> None:
    li = await hires(year, "李静", "supervisor")
    wang = await hires(year, "王强", under=li)
    customer = await year.serves("张三", manager_id=wang.id)
    year.clock.set(year.at("2026-03-03T10:00"))
    await year.does(
        lambda uow: contacts.log(uow, year.desk, wang, Told("visit", customer, "谈了套餐"), year.now)
    )
    await reaches(year, "2026-03-03T17:31")
    assert any("拜访 张三：谈了套餐" in text for text in await told(year, "王强"))
    day = date(2026, 3, 3)
    assert await year.does(lambda uow: uow.digests.drafted([wang.id, li.id], day)) == [wang.id]
    await reaches(year, "2026-03-04T08:31")
    assert "日志未签：王强" in (await told(year, "李静"))[-1]
    for summary in ("一", "二"):
        log = WorkLog(wang.id, day, summary, "", "", year.now)
        await year.does(lambda uow: uow.logs.sign(log))  # noqa: B023
    signed = await year.does(lambda uow: uow.logs.get(wang.id, day))
    assert signed is not None and signed.summary == "二"
    assert await year.does(lambda uow: uow.digests.drafted([wang.id], day)) == []


async def test_many_people_in_small_turns(year: Year) -> None:
    people = [await hires(year, f"经理{number}") for number in range(45)]
    for person in people:
        await owes(year, person, "2026-03-03T18:00", person.name)
    await reaches(year, "2026-03-03T08:31")
    assert len(await told(year)) == 45
    begun = await year.does(lambda uow: [uow.digests.of(p.id, date(2026, 3, 3), MORNING) for p in people])
    assert all(each is not None and each.parcel_id is not None for each in begun)
    assert await year.does(lambda uow: uow.digests.of(people[0].id, date(2026, 3, 3), EVENING)) is None


@pytest.fixture
async def other(fresh_postgres: str) -> AsyncIterator[AnyDatabase]:
    """Another process's way into the same PostgreSQL."""
    opened = open_database(fresh_postgres)
    yield opened
    await opened.close()


async def test_two_processes_write_one_digest(
    fresh_postgres: str, other: AnyDatabase, clock: FixedClock
) -> None:
    first = open_database(fresh_postgres)
    year = Year(first, clock)
    try:
        people = [await hires(year, f"经理{number}") for number in range(30)]
        for person in people:
            duty = await owes(year, person, "2026-03-04T18:00", person.name)
            await year.does(lambda uow: uow.pushes.put_off(duty.id, year.at("2026-03-03T11:00")))  # noqa: B023
        for moment in ("2026-03-03T08:31", "2026-03-03T11:01", "2026-03-03T17:31", "2026-03-04T08:31"):
            year.clock.set(year.at(moment))
            await asyncio.gather(*(sweep(year, base) for base in (first, other, first, other)))
        counts = [len([t for t in await told(year, p.name) if "早报" in t.split("\n")[0]]) for p in people]
        again = [len([t for t in await told(year, p.name) if "再次提醒" in t]) for p in people]
        assert (set(counts), set(again)) == ({2}, {1})
    finally:
        await first.close()


async def test_a_further_page_says_how_the_period_stands(year: Year) -> None:
    """What is overdue fills the first page; the heading of D-4 goes with its customers."""
    wang = await hires(year, "王强")
    await year.serves("金卡", tier="gold", manager_id=wang.id)
    await year.reaches("2026-03-03T00:10")
    for number in range(year.desk.policy.digest.lines):
        await owes(year, wang, "2026-03-03T12:00", f"事{number}", "after")
    await reaches(year, "2026-03-04T08:31")
    written = await year.does(lambda uow: uow.digests.of(wang.id, date(2026, 3, 4), MORNING))
    assert written is not None and "今天联系" not in (await told(year, "王强"))[-1]
    page = await year.does(lambda uow: digest.page(uow, year.desk, written.id, 1, year.now))
    assert page is not None and "本月：3月31日（周二）前还有1位，今天联系1位" in page[0]
