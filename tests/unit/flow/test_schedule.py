"""Ticks: on time, never over themselves, never silenced by an error."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.clock import FixedClock
from bot.schedule import Schedule

SHANGHAI = ZoneInfo("Asia/Shanghai")
# Eight in the evening of 9 October in Shanghai.
EVENING = datetime(2026, 10, 9, 12, 0, tzinfo=UTC)


async def test_run_now_keeps_the_order_and_survives_errors(caplog: pytest.LogCaptureFixture) -> None:
    schedule = Schedule(FixedClock(EVENING))
    ran: list[str] = []

    async def breaks() -> None:
        ran.append("breaks")
        raise ValueError

    async def works() -> None:
        ran.append("works")

    schedule.every(60, "breaks", breaks)
    schedule.every(1, "works", works)
    await schedule.run_now()
    assert ran == ["breaks", "works"]
    assert "tick breaks failed" in caplog.text


async def test_a_daily_tick_follows_the_products_clock() -> None:
    clock = FixedClock(EVENING)
    schedule = Schedule(clock)
    ran: list[datetime] = []

    async def tick() -> None:
        ran.append(clock.now())

    schedule.daily("09:00", SHANGHAI, "morning", tick)
    await schedule.run_now()
    clock.advance(timedelta(hours=12, minutes=59))
    await schedule.run_now()
    assert ran == []
    clock.advance(timedelta(minutes=1))
    await schedule.run_now()
    await schedule.run_now()
    assert len(ran) == 1
    clock.advance(timedelta(days=5))
    await schedule.run_now()
    await schedule.run_now()
    assert len(ran) == 2


async def test_ticks_come_by_themselves_and_never_overlap(caplog: pytest.LogCaptureFixture) -> None:
    schedule = Schedule(FixedClock(EVENING))
    running = most = count = 0
    enough = asyncio.Event()

    async def tick() -> None:
        nonlocal running, most, count
        running += 1
        most = max(most, running)
        for _ in range(20):
            await asyncio.sleep(0)
        running -= 1
        count += 1
        if count >= 5:
            enough.set()

    schedule.every(0.01, "quick", tick)
    with caplog.at_level(logging.INFO):
        schedule.start()
        async with asyncio.timeout(5):
            await asyncio.gather(enough.wait(), *(schedule.run_now() for _ in range(5)))
        await schedule.stop()
    assert most == 1
    assert not [record for record in caplog.records if record.name.startswith("apscheduler")]


async def test_stopping_ends_a_tick_under_way() -> None:
    schedule = Schedule(FixedClock(EVENING))
    began, ended = asyncio.Event(), asyncio.Event()

    async def tick() -> None:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    schedule.every(0.01, "endless", tick)
    schedule.start()
    async with asyncio.timeout(5):
        await began.wait()
        await schedule.stop()
        await ended.wait()
    await schedule.stop()
