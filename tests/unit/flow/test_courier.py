"""How messages leave: pace, priority, what waits."""

from __future__ import annotations

import asyncio
import itertools
from datetime import timedelta

from bot.dialog.message import Why
from bot.services.ports import ALERT, REMINDER, REPLY
from tests.unit.flow import virtual
from tests.unit.flow.desk import Desk, person, unsent
from tests.unit.flow.server import Limits, ServerChannel
from tests.unit.flow.stories import PACED, play, tables


def test_six_hundred_messages_at_the_servers_rate() -> None:
    limits = Limits(per_second=30, per_chat=1.0)
    channel = ServerChannel(capabilities=PACED, limits=limits, latency=0.05)
    took = 0.0

    async def story(desk: Desk) -> None:
        nonlocal took
        start = virtual.now()
        await desk.queue([person(number % 200) for number in range(600)], "{}", REMINDER)
        await desk.courier.idle()
        took = virtual.now() - start

    play(story, channel)
    assert len(set(channel.texts)) == len(channel.texts) == 600
    assert limits.refused == 0
    assert not channel.crossed
    assert (600 / 30) / took >= 0.9
    for chat in range(200):
        mine = [int(arrival.text) for arrival in channel.arrivals if arrival.chat == f"chat{chat}"]
        assert mine == [chat, chat + 200, chat + 400]


def test_a_reply_overtakes_a_thousand_reminders() -> None:
    limits = Limits(per_second=30, per_chat=1.0)
    channel = ServerChannel(capabilities=PACED, limits=limits)
    waits: list[float] = []

    async def story(desk: Desk) -> None:
        await desk.queue([person(number) for number in range(1_000)], "reminder {}", REMINDER)
        for number in range(5):
            await asyncio.sleep(1.7)
            asked = asyncio.get_running_loop().time()
            await desk.queue([person(2_000 + number)], f"reply {number}", REPLY)
            while f"reply {number}" not in channel.texts:
                await asyncio.sleep(0.005)
            waits.append(channel.arrivals[channel.texts.index(f"reply {number}")].at - asked)
        await desk.courier.idle()

    play(story, channel)
    assert max(waits) < 0.2
    assert len(channel.texts) == 1_005
    assert limits.refused == 0


def test_a_reply_does_not_wait_for_slow_reminders_to_land() -> None:
    channel = ServerChannel(latency=10.0)

    async def story(desk: Desk) -> None:
        await desk.queue([person(number) for number in range(50)], "reminder {}", REMINDER)
        await asyncio.sleep(1)
        await desk.queue([person(99)], "reply", REPLY)
        await asyncio.sleep(5.1)
        assert channel.texts[-1] == "reply"

    play(story, channel)
    assert channel.most_flying <= 8


def test_alerts_of_one_chat_go_before_its_reminders_in_order() -> None:
    channel = ServerChannel(capabilities=PACED)

    async def story(desk: Desk) -> None:
        await desk.queue([person(1)] * 3, "reminder {}", REMINDER)
        await desk.queue([person(1)] * 2, "alert {}", ALERT)
        await desk.queue([person(1)], "reply", REPLY)
        await desk.courier.idle()

    play(story, channel)
    assert channel.texts == ["reminder 0", "reply", "alert 0", "alert 1", "reminder 1", "reminder 2"]
    times = [arrival.at for arrival in channel.arrivals]
    assert min(later - earlier for earlier, later in itertools.pairwise(times)) >= 1.0


def test_held_back_messages_go_when_the_demos_clock_is_moved() -> None:
    channel = ServerChannel()

    async def story(desk: Desk) -> None:
        clock = desk.clock
        assert isinstance(clock, virtual.LoopClock)
        morning = clock.now() + timedelta(hours=12)
        await desk.queue([person(1)], "tomorrow", REMINDER, not_before=morning)
        await desk.queue([person(1)], "now", REMINDER)
        await desk.courier.idle()
        assert channel.texts == ["now"]
        clock.offset = timedelta(hours=12)
        desk.courier.wake()
        await desk.courier.idle()
        assert channel.texts == ["now", "tomorrow"]

    play(story, channel)


def test_held_back_messages_go_by_themselves_when_their_time_comes() -> None:
    channel = ServerChannel()

    async def story(desk: Desk) -> None:
        await desk.queue([person(1)], "soon", REMINDER, not_before=desk.clock.now() + timedelta(minutes=5))
        await asyncio.sleep(299)
        assert not channel.texts
        await asyncio.sleep(1.5)
        assert channel.texts == ["soon"]

    play(story, channel)


def test_what_was_taken_back_meanwhile_never_goes() -> None:
    """It has waited in memory since it was queued; nothing behind it is held up."""
    channel = ServerChannel()

    async def story(desk: Desk) -> None:
        soon = desk.clock.now() + timedelta(minutes=5)
        await desk.queue([person(1)] * 2, "soon {}", REMINDER, not_before=soon)
        first, _ = await unsent(desk.database, desk.clock)
        await desk.database.turn(lambda uow: uow.outbox.failed(first.id, Why.NOT_FOUND, ""))
        await asyncio.sleep(301)
        assert channel.texts == ["soon 1"]
        await desk.courier.idle()

    play(story, channel)


def test_more_reminders_than_memory_holds_all_go_once() -> None:
    channel = ServerChannel(latency=0.002)

    async def story(desk: Desk) -> None:
        for start in range(0, 3_000, 1_000):
            await desk.queue([person(start + number) for number in range(1_000)], f"{start} {{}}", REMINDER)
        await desk.courier.idle()

    desk = play(story, channel)
    assert len(channel.texts) == len(set(channel.texts)) == 3_000
    assert len(tables(desk).tables.refs) == 3_000


def test_closing_lets_a_send_under_way_finish_and_starts_no_other() -> None:
    channel = ServerChannel(latency=1.0)

    async def story(desk: Desk) -> None:
        await desk.queue([person(number) for number in range(20)], "{}", REPLY)
        await asyncio.sleep(0.1)
        start = virtual.now()
        await desk.close()
        assert virtual.now() - start < 2
        assert len(channel.texts) == 8
        assert len(await unsent(desk.database, desk.clock)) == 12

    play(story, channel)


def test_closing_does_not_wait_for_a_send_that_hangs() -> None:
    channel = ServerChannel(latency=15.0)

    async def story(desk: Desk) -> None:
        await desk.queue([person(1)], "slow", REPLY)
        start = virtual.now()
        await desk.close(grace=2.0)
        assert virtual.now() - start < 4
        assert len(await unsent(desk.database, desk.clock)) == 1

    play(story, channel)
