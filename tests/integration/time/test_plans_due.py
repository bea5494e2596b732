"""What managers owe by the calendar: next month's plan and next week's sheet (D-15, D-16)."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.services import plans_due, week_sheet
from tests.integration.time.conftest import Year


async def looks(year: Year, text: str) -> None:
    year.clock.set(year.at(text))
    for _ in range(2):
        await year.does(lambda uow: plans_due.sweep(uow, year.desk, year.now))


async def owed(year: Year, manager: int) -> list[tuple[str, str, date]]:
    found: Any = await year.does(lambda uow: uow.duties.of_owner(manager, year.at("2030-01-01T00:00"), 9))
    return sorted((duty.kind, duty.period, duty.due_day) for duty in found)


async def test_the_plan_of_the_month_is_due_on_its_last_working_day(year: Year) -> None:
    wang = await year.hires()
    idle = await year.hires("闲")
    await year.serves(manager_id=wang.id)
    await looks(year, "2026-03-04T10:00")
    assert await owed(year, wang.id) == [("month_plan", "2026-04", date(2026, 3, 31))]
    assert await owed(year, idle.id) == [], "who serves nobody plans nothing"
    await looks(year, "2026-04-01T00:00")
    assert await owed(year, wang.id) == [("month_plan", "2026-05", date(2026, 4, 30))]


async def test_who_starts_late_in_the_month_plans_from_the_next(year: Year) -> None:
    year.clock.set(year.at("2026-03-25T09:00"))
    wang = await year.hires()
    await year.serves(manager_id=wang.id)
    await looks(year, "2026-03-26T10:00")
    assert await owed(year, wang.id) == []
    await looks(year, "2026-04-01T00:00")
    assert [period for _, period, _ in await owed(year, wang.id)] == ["2026-05"]


async def test_the_week_ends_on_a_sunday_that_works(year: Year) -> None:
    wang = await year.hires()
    await year.serves(manager_id=wang.id)
    await looks(year, "2026-09-18T10:00")
    assert ("week_sheet", "2026-W39", date(2026, 9, 20)) not in await owed(year, wang.id)
    await looks(year, "2026-09-20T00:05")
    assert ("week_sheet", "2026-W39", date(2026, 9, 20)) in await owed(year, wang.id)


async def test_before_a_week_of_holidays_the_sheet_is_of_the_week_after(year: Year) -> None:
    wang = await year.hires()
    await year.serves(manager_id=wang.id)
    await looks(year, "2026-09-30T09:00")
    assert ("week_sheet", "2026-W41", date(2026, 9, 30)) in await owed(year, wang.id)
    assert plans_due.next_week(year.desk, date(2026, 9, 30)) == (date(2026, 10, 5), date(2026, 10, 11))


async def test_the_sheet_tells_who_is_owed_a_contact(year: Year) -> None:
    wang = await year.hires()
    await year.serves("金客户", tier="gold", manager_id=wang.id)
    await year.reaches("2026-03-03T09:00")
    year.clock.set(year.at("2026-03-27T09:00"))
    rows: Any = await year.does(lambda uow: week_sheet.rows(uow, year.desk, wang, year.now))
    assert [row[2] for row in rows] == ["金客户"]
    assert rows[0][3] == "金卡" and "3月31日" in rows[0][0]


async def test_the_sheet_shares_a_long_period_out_over_the_week(year: Year) -> None:
    """D-4, F3: nobody has to look up whom next week is for; the quarter's twelve are four this week."""
    wang = await year.hires()
    for number in range(12):
        await year.serves(f"银客户{number:02}", tier="silver", manager_id=wang.id)
    await year.reaches("2026-04-01T09:00")
    year.clock.set(year.at("2026-06-05T09:00"))
    rows: Any = await year.does(lambda uow: week_sheet.rows(uow, year.desk, wang, year.now))
    # Monday the 8th to Friday the 12th, of sixteen working days left: one a day.
    assert [row[2] for row in rows] == [f"银客户{number:02}" for number in range(5)]
    assert [row[0] for row in rows] == [
        f"6月{day}日（周{name}）" for day, name in zip(range(8, 13), "一二三四五", strict=True)
    ]
