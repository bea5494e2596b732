"""How messages leave when the platform, the line or the store fails."""

from __future__ import annotations

import asyncio
import itertools

import pytest

from bot.dialog.message import Address, Delivery, Outgoing, Why
from bot.services.ports import REMINDER, REPLY
from tests.unit.flow import virtual
from tests.unit.flow.desk import Desk, person
from tests.unit.flow.server import Limits, ServerChannel
from tests.unit.flow.stories import PACED, play, tables


def test_a_pause_is_shared_and_obeyed_to_the_end() -> None:
    """The server refuses once, for seven seconds: no call at all before they are over."""
    channel = ServerChannel(limits=Limits(retry_after=7.0), latency=0.001)
    calls: list[float] = []
    refuse = True

    async def fault(address: Address, message: Outgoing) -> Delivery | None:
        nonlocal refuse
        calls.append(virtual.now())
        if refuse and message.text == "9":
            refuse = False
            return Delivery(False, why=Why.RATE_LIMITED, retry_after=7.0)
        return None

    channel.fault = fault
    order: list[str] = []

    async def story(desk: Desk) -> None:
        await desk.queue([person(number) for number in range(40)], "{}", REMINDER)
        await asyncio.sleep(1)
        await desk.queue([person(50)], "reply", REPLY)
        await desk.courier.idle()
        order.extend(channel.texts)

    play(story, channel)
    gap = max(later - earlier for earlier, later in itertools.pairwise(calls))
    assert gap >= 7.0
    assert sum(later - earlier > 0.1 for earlier, later in itertools.pairwise(calls)) == 1
    assert sorted(order) == sorted([str(number) for number in range(40)] + ["reply"])
    first_after = next(a.text for a in channel.arrivals if a.at - 1_000.0 > 7.0)
    assert first_after == "9"


@pytest.mark.parametrize("why", [Why.BLOCKED, Why.NOT_FOUND, Why.WINDOW_CLOSED])
def test_a_person_out_of_reach_is_reported_once(why: Why) -> None:
    channel = ServerChannel()

    async def fault(address: Address, message: Outgoing) -> Delivery | None:
        return Delivery(False, why=why, detail="403") if address == person(1) else None

    channel.fault = fault

    async def story(desk: Desk) -> None:
        await desk.queue([person(1), person(2)], "{}", REMINDER)
        await desk.courier.idle()
        await asyncio.sleep(60)

    desk = play(story, channel)
    assert desk.unreachable == [(1, why)]
    assert channel.texts == ["1"]
    assert channel.calls == 2
    assert not next(r for r in tables(desk).tables.addresses.values() if r.address == person(1)).reachable


@pytest.mark.parametrize("why", [Why.TOO_LONG, Why.BAD_REQUEST, Why.UNSUPPORTED])
def test_a_message_that_cannot_be_sent_does_not_blame_the_person(why: Why) -> None:
    channel = ServerChannel()

    async def fault(address: Address, message: Outgoing) -> Delivery | None:
        return Delivery(False, why=why) if message.text == "0" else None

    channel.fault = fault

    async def story(desk: Desk) -> None:
        await desk.queue([person(1), person(1)], "{}", REPLY)
        await desk.courier.idle()

    desk = play(story, channel)
    assert desk.unreachable == []
    assert tables(desk).tables.failures == {1: why}
    assert channel.texts == ["1"]


def test_a_refused_token_holds_everything_and_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    channel = ServerChannel(capabilities=PACED)

    async def fault(address: Address, message: Outgoing) -> Delivery | None:
        return Delivery(False, why=Why.AUTH, detail="401") if virtual.now() < 600 else None

    channel.fault = fault

    async def story(desk: Desk) -> None:
        await desk.queue([person(number % 10) for number in range(30)], "{}", REPLY)
        await asyncio.sleep(600)
        assert channel.calls < 200
        await desk.courier.idle()

    desk = play(story, channel)
    assert sorted(channel.texts) == sorted(str(number) for number in range(30))
    assert (desk.unreachable, tables(desk).tables.failures) == ([], {})
    said = [r.getMessage() for r in caplog.records if r.levelname == "ERROR"]
    assert said == ["channel fake: HUIFANG_FAKE_TOKEN is refused; nothing is sent"]


@pytest.mark.parametrize("seconds", [1.0, 10.0, 600.0])
@pytest.mark.parametrize("raised", [False, True], ids=["html 502", "exception"])
def test_an_outage_loses_nothing_and_ends_within_five_seconds(seconds: float, raised: bool) -> None:
    channel = ServerChannel(capabilities=PACED)
    back = 0.0

    async def fault(address: Address, message: Outgoing) -> Delivery | None:
        if virtual.now() >= seconds:
            return None
        if raised:
            raise ConnectionResetError
        return Delivery(False, why=Why.NETWORK, detail="html")

    channel.fault = fault

    async def story(desk: Desk) -> None:
        nonlocal back
        await desk.queue([person(number % 10) for number in range(30)], "{}", REPLY)
        await asyncio.sleep(seconds)
        assert channel.calls < 16 + seconds
        while not channel.arrivals:
            await asyncio.sleep(0.05)
        back = virtual.now() - seconds
        await desk.courier.idle()

    play(story, channel)
    assert back < 5.0
    for chat in range(10):
        mine = [arrival.text for arrival in channel.arrivals if arrival.chat == f"chat{chat}"]
        assert mine == [str(chat), str(chat + 10), str(chat + 20)]


def test_one_message_that_never_passes_holds_up_only_its_chat() -> None:
    channel = ServerChannel()

    async def fault(address: Address, message: Outgoing) -> Delivery | None:
        return Delivery(False, why=Why.NETWORK) if message.text == "0" else None

    channel.fault = fault

    async def story(desk: Desk) -> None:
        await desk.queue([person(number) for number in range(20)], "{}", REPLY)
        await asyncio.sleep(5)
        assert len(channel.arrivals) == 19
        calls = channel.calls
        await asyncio.sleep(3_600)
        assert channel.calls - calls < 1_100
        await desk.queue([person(5)], "later", REPLY)
        await asyncio.sleep(4)
        assert "later" in channel.texts

    play(story, channel)


def test_a_lost_answer_is_sent_again_and_nothing_else_is() -> None:
    """The server took the message, but its answer never came: twenty seconds, then once more."""
    channel = ServerChannel()
    hang = True

    async def fault(address: Address, message: Outgoing) -> Delivery | None:
        nonlocal hang
        if hang and message.text == "3":
            hang = False
            await channel._answer(address, message, "")
            await asyncio.Event().wait()
        return None

    channel.fault = fault

    async def story(desk: Desk) -> None:
        await desk.queue([person(number) for number in range(10)], "{}", REPLY)
        await desk.courier.idle()
        assert 20 <= virtual.now() < 25

    play(story, channel)
    assert sorted(channel.texts) == sorted([str(number) for number in range(10)] + ["3"])
    assert len({a.key for a in channel.arrivals}) == 10


def test_a_busy_store_delays_marks_and_never_sends_twice() -> None:
    channel = ServerChannel()

    async def story(desk: Desk) -> None:
        store = tables(desk)
        await desk.queue([person(1)] * 3, "{}", REPLY)
        store.busy = True
        await asyncio.sleep(10)
        assert channel.texts == ["0"]
        assert store.refused < 20
        store.busy = False
        await asyncio.sleep(2.5)
        assert channel.texts == ["0", "1", "2"]

    play(story, channel)


def test_an_edit_whose_message_is_gone_is_sent_anew() -> None:
    channel = ServerChannel()
    gone = True

    async def fault(address: Address, message: Outgoing) -> Delivery | None:
        nonlocal gone
        if gone and message.text == "0":
            gone = False
            return Delivery(False, why=Why.NOT_FOUND)
        return None

    channel.fault = fault

    async def story(desk: Desk) -> None:
        await desk.queue([person(1)] * 2, "{}", REPLY, edits="m7")
        await desk.courier.idle()

    desk = play(story, channel)
    assert [(a.text, a.edits) for a in channel.arrivals] == [("0", ""), ("1", "m7")]
    assert desk.unreachable == []
