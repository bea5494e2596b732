"""What must hold over any database: run over the one in memory and over the real ones."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from collections.abc import Awaitable, Callable

from bot.clock import Clock
from bot.dialog.message import Incoming
from bot.services.ports import ALERT, REMINDER, REPLY, Database
from tests.unit.flow.desk import Desk, person, said, unsent, unworked
from tests.unit.flow.server import ServerChannel

Scenario = Callable[[Database, Clock], Awaitable[None]]


async def order_per_person(database: Database, clock: Clock) -> None:
    """Fifty people, twenty events each, random delays: each in order, nobody waits for another."""
    chance = random.Random(7)
    finished: list[tuple[str, str]] = []

    async def prepare(event: Incoming, first: bool) -> None:
        await asyncio.sleep(chance.random() * 0.02)
        finished.append((event.sender.user, event.text))

    desk = Desk(database, clock, prepare=prepare)

    async def talk(number: int) -> None:
        for turn in range(20):
            await desk.intake.accept([said(person(number), f"{turn:02d}")])

    await asyncio.gather(*(talk(number) for number in range(50)))
    await desk.intake.idle()
    heard = defaultdict(list)
    for parcel in sorted(await unsent(database, clock), key=lambda parcel: parcel.id):
        heard[parcel.address.user].append(parcel.message.text)
    await desk.close()
    assert len(heard) == 50
    assert all(texts == [f"{turn:02d}" for turn in range(20)] for texts in heard.values())
    assert len({user for user, _ in finished[:100]}) > 10
    assert not await unworked(database)


async def repeats_are_worked_once(database: Database, clock: Clock) -> None:
    """The same events three times, beside each other and later."""
    desk = Desk(database, clock)
    events = [said(person(number), f"hello {number}") for number in range(10)]
    await asyncio.gather(*(desk.intake.accept(events) for _ in range(3)))
    await desk.intake.idle()
    await desk.intake.accept(events)
    await asyncio.gather(desk.intake.recover(), desk.intake.recover(), desk.intake.sweep())
    await desk.intake.idle()
    texts = [parcel.message.text for parcel in await unsent(database, clock)]
    await desk.close()
    assert sorted(texts) == sorted(event.text for event in events)


async def a_kill_between_keeping_and_working(database: Database, clock: Clock) -> None:
    """Events kept by a process that then died are worked by the next, in order, then never again."""
    events = [said(person(number % 3), f"{number:02d}") for number in range(30)]
    await database.turn(lambda uow: uow.inbox.add(events, clock.now()))
    desk = Desk(database, clock, ServerChannel(latency=0.001))
    await desk.start()
    await desk.idle()
    await desk.intake.recover()
    await desk.idle()
    await desk.close()
    for chat in range(3):
        mine = [arrival.text for arrival in desk.channel.arrivals if arrival.chat == f"chat{chat}"]
        assert mine == [f"{number:02d}" for number in range(chat, 30, 3)]
    assert not await unworked(database)
    assert not await unsent(database, clock)


async def a_broken_handler(database: Database, clock: Clock) -> None:
    """An error keeps nothing of the turn, apologises once, and the person's next words are worked."""
    desk = Desk(database, clock, ServerChannel(latency=0.001))
    desk.broken = {"bad"}
    await desk.intake.accept([said(person(1), text) for text in ("one", "bad", "two")])
    await desk.idle()
    await desk.intake.accept([said(person(1), "bad")])
    await desk.idle()
    await desk.close()
    assert desk.channel.texts == ["one", "sorry bad", "two"]
    assert not await unworked(database)


async def priorities(database: Database, clock: Clock) -> None:
    """Whatever was queued first, replies go before alerts and alerts before reminders."""
    before = Desk(database, clock)
    for priority, name in ((REMINDER, "reminder"), (ALERT, "alert"), (REPLY, "reply")):
        await before.queue([person(1)] * 3, name + " {}", priority)
    await before.close()
    desk = Desk(database, clock, ServerChannel(latency=0.001))
    await desk.start()
    await desk.idle()
    await desk.close()
    assert desk.channel.texts == [
        f"{name} {number}" for name in ("reply", "alert", "reminder") for number in range(3)
    ]
    assert not desk.channel.crossed
    assert not await unsent(database, clock)


async def a_shutdown_under_load(database: Database, clock: Clock) -> None:
    """Closing in the middle leaves everything for the next start; nothing is lost or doubled."""
    channel = ServerChannel(latency=0.004)
    desk = Desk(database, clock, channel)
    await desk.start()
    events = [said(person(number % 20), f"{number:03d}") for number in range(200)]
    for start in range(0, 200, 10):
        await desk.intake.accept(events[start : start + 10])
    while len(channel.arrivals) < 20:
        await asyncio.sleep(0.001)
    await desk.close()
    assert len(channel.arrivals) < 200
    heir = Desk(database, clock, channel)
    await heir.start()
    await heir.idle()
    await heir.close()
    assert sorted(channel.texts) == [event.text for event in events]
    assert not await unworked(database)


SCENARIOS: tuple[Scenario, ...] = (
    order_per_person,
    repeats_are_worked_once,
    a_kill_between_keeping_and_working,
    a_broken_handler,
    priorities,
    a_shutdown_under_load,
)
