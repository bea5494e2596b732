"""Birthdays and days of memory, by the sun and by the moon, each once in its own year (D-17, D-18)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.services.ports import UnitOfWork
from bot.services.records import Customer
from bot.standard.yearday import YearDay
from storage.tables import duties
from tests.integration.time.conftest import Year


async def born(year: Year, day: YearDay, **fields: Any) -> Customer:
    customer = await year.serves(**fields)
    await year.does(lambda uow: uow.profiles.change(customer.id, None, year.now, birthday=day))
    return customer


async def raised(year: Year) -> list[tuple[str, str, date]]:
    def read(uow: UnitOfWork) -> list[tuple[str, str, date]]:
        wanted = select(duties.c.subject, duties.c.period, duties.c.due_day).where(duties.c.kind == "moment")
        session = uow.year_days._session  # type: ignore[attr-defined]
        return [tuple(row) for row in session.rows(wanted.order_by(duties.c.id))]

    return await year.does(read)


async def test_a_birthday_is_raised_a_week_ahead_and_once_a_year(year: Year) -> None:
    customer = await born(year, YearDay(3, 20))
    await year.reaches("2026-03-12T12:00")
    assert await raised(year) == []
    await year.reaches("2026-03-13T00:01")
    assert await raised(year) == [(f"customer:{customer.id}", "2026", date(2026, 3, 20))]
    await year.reaches("2027-03-13T00:01")
    assert [period for _, period, _ in await raised(year)] == ["2026", "2027"]


@pytest.mark.parametrize(
    ("day", "falls"),
    [
        (YearDay(11, 25, None, True), [("2026", date(2027, 1, 2)), ("2027", date(2027, 12, 22))]),
        (YearDay(12, 30, None, True), [("2026", date(2027, 2, 5)), ("2027", date(2028, 1, 25))]),
        (YearDay(6, 15, 2025, True, True), [("2026", date(2026, 7, 28)), ("2027", date(2027, 7, 18))]),
        (YearDay(2, 29), [("2027", date(2027, 2, 28)), ("2028", date(2028, 2, 29))]),
    ],
)
async def test_the_moon_s_days_and_the_leap_day(
    year: Year, day: YearDay, falls: list[tuple[str, date]]
) -> None:
    await born(year, day)
    await year.reaches("2026-03-02T10:00")
    for _, on in falls:
        await year.reaches(f"{on.isoformat()}T00:01")
    assert [(period, on) for _, period, on in await raised(year)][:2] == falls
    for week in range(53):
        await year.reaches(f"{date(2028, 1, 1) + timedelta(weeks=week)}T00:01")
    of_2028 = [on for _, _, on in await raised(year) if on.year == 2028]
    assert len(of_2028) == (0 if day.month == 11 else 1), "冬月廿五 never falls in 2028"


async def test_who_is_not_to_be_greeted(year: Year) -> None:
    for fields in ({"status": "left"}, {"do_not_contact": True}, {"wish_days": 0}):
        await born(year, YearDay(3, 20), **fields)
    agreed = await born(year, YearDay(3, 20), wish_days=0, greetings=True)
    await year.reaches("2026-03-13T00:01")
    assert [subject for subject, _, _ in await raised(year)] == [f"customer:{agreed.id}"]


async def test_people_to_talk_to_and_days_of_memory(year: Year) -> None:
    group = await year.serves("晨光公司", kind="group")

    def add(uow: UnitOfWork) -> tuple[int, int]:
        chen = uow.profiles.add_liaison(group.id, "陈总", year.now, birthday=YearDay(3, 20))
        gone = uow.profiles.add_liaison(group.id, "马总", year.now, birthday=YearDay(3, 20))
        uow.profiles.remove_liaison(gone.id, year.now)
        return chen.id, uow.profiles.add_anniversary(group.id, "成立日", YearDay(3, 21, 2001)).id

    chen, founded = await year.does(add)
    await year.reaches("2026-03-14T00:01")
    assert await raised(year) == [
        (f"liaison:{chen}", "2026", date(2026, 3, 20)),
        (f"anniversary:{founded}", "2026", date(2026, 3, 21)),
    ]


async def test_after_days_of_downtime_it_is_made_up_for_or_let_go(year: Year) -> None:
    await born(year, YearDay(3, 20), name="甲")
    await born(year, YearDay(3, 10), name="乙")
    await year.reaches("2026-03-02T10:00")
    await year.reaches("2026-03-22T10:00")
    assert [on for _, _, on in await raised(year)] == [date(2026, 3, 20)]
    await year.reaches("2026-03-24T10:00")
    open_now = await year.does(lambda uow: uow.duties.firing(year.at("2030-01-01T00:00"), 9))
    assert [duty for duty in open_now if duty.kind == "moment"] == []


async def test_a_birthday_learnt_again_is_worked_out_again(year: Year) -> None:
    customer = await born(year, YearDay(3, 20))
    await year.reaches("2026-03-03T10:00")
    await year.does(lambda uow: uow.profiles.change(customer.id, None, year.now, birthday=YearDay(3, 9)))
    await year.reaches("2026-03-03T10:01")
    assert [on for _, _, on in await raised(year)] == [date(2026, 3, 9)]
