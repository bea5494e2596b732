"""Nobody's crowd keeps another person waiting: alerts among replies, one person's flood among many."""

from __future__ import annotations

import asyncio

import pytest

from bot.intake import Intake, Order
from bot.services.ports import ALERT, REMINDER, REPLY, UnitOfWork
from bot.working import Steps
from tests.unit.flow import virtual
from tests.unit.flow.desk import Desk, nothing, person, said
from tests.unit.flow.fakes import FakeDatabase
from tests.unit.flow.server import Limits, ServerChannel
from tests.unit.flow.stories import PACED, play

CUSTOMERS, FLOOD = 500, 100
SUPERVISOR = person(9_000)


def sent(channel: ServerChannel, text: str) -> int:
    """Return how many went out before a text."""
    return channel.texts.index(text)


@pytest.mark.parametrize("before", [0, 1, 2], ids=["alone", "after a reply", "after two"])
def test_an_alert_goes_among_the_next_few_of_five_hundred_replies(before: int) -> None:
    """Also where the supervisor is being answered in the same chat; the answer stays before the alert."""
    channel = ServerChannel(capabilities=PACED, limits=Limits(per_second=30, per_chat=1.0))

    async def story(desk: Desk) -> None:
        await desk.queue([person(number) for number in range(CUSTOMERS)], "reply {}", REPLY)
        await desk.queue([SUPERVISOR] * before, "answer {}", REPLY)
        already = channel.calls
        await desk.queue([SUPERVISOR], "urgent", ALERT)
        await desk.courier.idle()
        # One answer a second fits into a chat, and thirty messages a second into the platform.
        assert sent(channel, "urgent") <= already + 8 + before * 31

    play(story, channel)
    assert len(channel.texts) == CUSTOMERS + before + 1
    own = [arrival.text for arrival in channel.arrivals if arrival.chat == SUPERVISOR.chat]
    assert own == [*(f"answer {number}" for number in range(before)), "urgent"]


def test_a_row_of_alerts_lets_every_other_reply_through() -> None:
    channel = ServerChannel(capabilities=PACED, latency=0.0)

    async def story(desk: Desk) -> None:
        await desk.queue([person(1_000 + number) for number in range(CUSTOMERS)], "alert {}", ALERT)
        await desk.queue([person(number) for number in range(100)], "reply {}", REPLY)
        await desk.queue([person(5_000)], "reminder", REMINDER)
        await desk.courier.idle()

    play(story, channel)
    assert sent(channel, "reply 99") <= 2 * 100 + 8
    assert channel.texts[-1] == "reminder"


def test_a_flooders_hundred_events_hold_nobody_back() -> None:
    """Everybody's events have a line of their own: the next person's is worked after one of the flood's."""
    channel = ServerChannel(latency=0.0)

    async def story(desk: Desk) -> None:
        flood = [said(person(1), f"flood {number}") for number in range(FLOOD)]
        await desk.intake.accept([*flood, *(said(person(2 + n), f"other {n}") for n in range(20))])
        await desk.idle()

    play(story, channel)
    assert len(channel.texts) == FLOOD + 20
    assert max(sent(channel, f"other {n}") for n in range(20)) <= 2 * 20
    floods = [text for text in channel.texts if text.startswith("flood")]
    assert floods == [f"flood {number}" for number in range(FLOOD)]


def test_a_crowd_of_strangers_drowns_neither_customers_nor_staff() -> None:
    """Six hundred strangers, a hundred in their turn: whom we know is answered first, all in the end."""
    channel = ServerChannel(capabilities=PACED, latency=0.0)
    customer, staff, stranger = person(10_001), person(10_002), person(3)

    async def main() -> None:
        clock = virtual.LoopClock()
        desk = Desk(FakeDatabase(), clock, channel)
        desk.intake = _limited(desk, strangers=100)
        await desk.start()

        def known(uow: UnitOfWork) -> None:
            uow.addresses.add(customer, clock.now(), customer_id=1)
            uow.addresses.add(staff, clock.now(), staff_id=1)

        await desk.database.turn(known)
        crowd = [said(person(number), f"stranger {number}") for number in range(600)]
        await desk.intake.accept([*crowd, said(stranger, "and more", "more")])
        await desk.intake.accept([said(staff, "staff")])
        await asyncio.sleep(5)
        for number in range(3):
            await desk.intake.accept([said(customer, f"customer {number}")])
        await desk.idle()
        await desk.close()

    virtual.run(main())
    assert len(channel.texts) == 605
    # Before them stand the hundred, one late one in four, and what leaves within a second.
    assert sent(channel, "staff") <= 135
    assert sent(channel, "customer 0") <= 29 * 5 + 2 * 29 + 8
    assert sent(channel, "customer 0") < sent(channel, "customer 1") < sent(channel, "customer 2")
    assert sent(channel, "stranger 3") < sent(channel, "and more")
    for numbers in (range(100), range(100, 600)):
        own = [f"stranger {number}" for number in numbers]
        assert [text for text in channel.texts if text in own] == own


def test_strangers_have_the_house_to_themselves_where_nobody_else_waits() -> None:
    channel = ServerChannel(latency=0.0)

    async def main() -> None:
        desk = Desk(FakeDatabase(), virtual.LoopClock(), channel)
        desk.intake = _limited(desk, strangers=10)
        began = virtual.now()
        await desk.intake.accept([said(person(number), f"stranger {number}") for number in range(300)])
        await desk.idle()
        assert virtual.now() - began < 1
        await desk.close()

    virtual.run(main())
    assert len(channel.texts) == 300


def test_what_is_serious_passes_its_own_chats_flood_and_everybody_elses() -> None:
    channel = ServerChannel(latency=0.0)

    async def main() -> None:
        desk = Desk(FakeDatabase(), virtual.LoopClock(), channel)
        desk.intake = _limited(desk, strangers=10)
        crowd = [said(person(number), f"stranger {number}") for number in range(500)]
        # In its own chat the order is kept: what stands before goes at its pace.
        await desk.intake.accept([*crowd, said(person(900), "first"), said(person(900), "fire")])
        await desk.idle()
        await desk.close()

    virtual.run(main())
    assert sent(channel, "first") + 1 <= sent(channel, "fire") <= 40


def _limited(desk: Desk, strangers: int) -> Intake:
    order = Order(
        pressing=lambda event: event.text == "fire", crowded=desk.crowded, strangers=strangers, seconds=10
    )
    steps = Steps(nothing, desk.work, desk.apologise)
    return Intake(desk.database, desk.clock, desk.background, steps, order)
