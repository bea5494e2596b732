"""Nobody's crowd keeps another person waiting: alerts among replies, one person's flood among many."""

from __future__ import annotations

import pytest

from bot.services.ports import ALERT, REMINDER, REPLY
from tests.unit.flow.desk import Desk, person, said
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
