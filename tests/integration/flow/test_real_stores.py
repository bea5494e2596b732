"""The same scenarios over the real stores, in real time, and what only those can show."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot.clock import SystemClock
from storage.base import AnyDatabase
from storage.sqlite import SqliteDatabase
from tests.unit.flow.desk import Desk, person, said, unworked
from tests.unit.flow.scenarios import SCENARIOS, Scenario
from tests.unit.flow.server import ServerChannel


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
async def test_real_store(scenario: Scenario, database: AnyDatabase) -> None:
    await scenario(database, SystemClock())


async def test_a_locked_file_loses_nothing(sqlite_url: str) -> None:
    """While another program holds the file, events wait; afterwards each is answered once."""
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    database = SqliteDatabase(path, busy_seconds=0.02)
    desk = Desk(database, SystemClock(), ServerChannel(latency=0.001))
    await desk.start()
    await desk.intake.accept([said(person(1), "before")])
    await desk.idle()
    events = [said(person(number), f"{number:02d}") for number in range(20)]
    await database.turn(lambda uow: uow.inbox.add(events, desk.clock.now()))
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    recovery = desk.background.start(desk.intake.recover(), "recovery")
    done, _ = await asyncio.wait({recovery}, timeout=0.5)
    holder.execute("COMMIT")
    holder.close()
    assert not done
    await recovery
    await desk.idle()
    await desk.close()
    assert sorted(desk.channel.texts) == sorted([event.text for event in events] + ["before"])
    assert not await unworked(database)
    await database.close()


async def test_two_processes_work_each_event_once(database: AnyDatabase) -> None:
    """Two intakes over one store, both told of everything: each person in order, nothing twice."""
    channel = ServerChannel(latency=0.001)
    clock = SystemClock()
    first, second = Desk(database, clock, channel), Desk(database, clock)
    events = [said(person(number % 5), f"{number:03d}") for number in range(100)]
    await database.turn(lambda uow: uow.inbox.add(events, clock.now()))
    await asyncio.gather(first.intake.recover(), second.intake.recover())
    await asyncio.gather(first.idle(), second.intake.idle())
    await asyncio.gather(first.close(), second.close())
    for chat in range(5):
        mine = [arrival.text for arrival in channel.arrivals if arrival.chat == f"chat{chat}"]
        assert mine == [f"{number:03d}" for number in range(chat, 100, 5)]


async def test_only_one_process_sends(database: AnyDatabase) -> None:
    """Where two couriers ask for the right to send, the other takes over when the first ends."""
    if not database.shared:
        pytest.skip("one process serves a file")
    channel = ServerChannel(latency=0.001)
    clock = SystemClock()
    one, two = (Desk(database, clock, channel, lease=database.lease) for _ in range(2))
    await one.start()
    await two.start()
    await two.queue([person(number) for number in range(30)], "a{:02d}", 0)
    while len(channel.arrivals) < 30:
        await asyncio.sleep(0.01)
    await one.courier.idle()
    await one.close()
    await two.queue([person(number) for number in range(30)], "b{:02d}", 0)
    while len(channel.arrivals) < 60:
        await asyncio.sleep(0.01)
    await two.close()
    assert sorted(channel.texts) == [f"{name}{number:02d}" for name in "ab" for number in range(30)]
