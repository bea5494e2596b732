"""Long polling: an update is confirmed only once it is kept, and nothing ends the loop but a wrong token."""

from __future__ import annotations

import asyncio
import logging
import time

import pytest

from bot.background import Background
from bot.channels.telegram import TelegramChannel
from bot.clock import FixedClock
from bot.errors import ConfigError
from tests.telegram.rig import NOON, Rig, rigged


async def test_a_batch_comes_in_one_call(rig: Rig) -> None:
    person = rig.server.person("张三")
    for number in range(120):
        person.says(str(number))
    rig.start()
    events = await rig.desk.got(120)
    assert [event.text for event in events] == [str(number) for number in range(120)]
    assert rig.desk.batches == [100, 20]


async def test_nothing_is_confirmed_before_it_is_kept(rig: Rig) -> None:
    rig.desk.busy()
    rig.server.person("张三").says("一")
    rig.server.person("李四").says("二")
    rig.start()
    await rig.desk.refuses(3)
    assert len(rig.server.world.updates) == 2
    rig.desk.error = None
    assert [event.text for event in await rig.desk.got(2)] == ["一", "二"]


async def test_killed_in_the_sink_the_update_comes_again(rig: Rig) -> None:
    rig.desk.open.clear()
    person = rig.server.person("张三")
    update_id = person.presses_raw("c:1", 55)
    rig.start()
    await rig.server.api.called("getUpdates", 1)
    await person.answered()
    await rig.stop()
    assert update_id in rig.server.world.updates
    rig.desk.open.set()
    rig.start()
    assert [event.id for event in await rig.desk.got()] == [str(update_id)]


async def test_a_sink_with_a_fault_of_its_own_is_tried_again_quietly(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    rig.desk.error = RuntimeError("客户说的话")
    rig.server.person("张三").says("一")
    rig.start()
    await rig.desk.refuses(2)
    rig.desk.error = None
    await rig.desk.got()
    assert "客户说的话" not in caplog.text and "RuntimeError" in caplog.text


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("html", {}),
        ("reset", {}),
        ("lost", {}),
        ("status", {"code": 500}),
        ("status", {"code": 409, "description": "Conflict: terminated by other getUpdates request"}),
        ("status", {"code": 429, "description": "Too Many Requests", "retry_after": 1}),
    ],
)
async def test_trouble_passes(rig: Rig, kind: str, fields: dict[str, object]) -> None:
    times = 1 if "retry_after" in fields else 3
    rig.server.faults.add(kind, "getMe", times=1, **fields)
    fault = rig.server.faults.add(kind, "getUpdates", times=times, **fields)
    rig.server.person("张三").says("还在吗")
    rig.start()
    assert (await rig.desk.got())[0].text == "还在吗"
    assert fault.hits == times


async def test_trouble_is_no_hot_loop() -> None:
    async with rigged("session", backoff=(0.05, 0.2)) as rig:
        fault = rig.server.faults.add("html", "getUpdates", times=10_000)
        rig.start()
        began = time.monotonic()
        await rig.server.api.called("getUpdates", 4)
        assert fault.hits == 4
        assert time.monotonic() - began > 0.1


async def test_empty_answers_at_once_are_no_hot_loop(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(rig.server.world.__dict__, "allowed", frozenset())
    rig.channel._poller._seconds = 0
    rig.start()
    began = time.monotonic()
    await rig.server.api.called("getUpdates", 8)
    assert time.monotonic() - began > 0.1


async def test_a_wrong_token_ends_it_in_one_clear_line(rig: Rig) -> None:
    rig.server.world.token = "4200:another"
    with pytest.raises(ConfigError, match="HUIFANG_TELEGRAM_TOKEN is not accepted"):
        await rig.channel.run(rig.desk.sink)


async def test_a_token_taken_back_later(rig: Rig) -> None:
    running = rig.start()
    rig.server.person("张三").says("一")
    await rig.desk.got()
    rig.server.world.token = "4200:another"
    rig.server.person("张三").says("二")
    with pytest.raises(ConfigError):
        await asyncio.wait_for(running, 5)


def test_a_token_that_is_none() -> None:
    with pytest.raises(ConfigError, match="HUIFANG_TELEGRAM_TOKEN"):
        TelegramChannel("nonsense", FixedClock(NOON), Background())


async def test_a_conflict_is_said_clearly(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    rig.server.faults.add("status", "getUpdates", code=409, description="Conflict: terminated by other")
    rig.server.person("张三").says("一")
    rig.start()
    await rig.desk.got()
    assert "another process polls with the same token" in caplog.text


async def test_an_update_nobody_can_read_holds_up_nothing(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    broken = rig.server.world.emit("message", {"message_id": "?", "words": "保密"}, 1)
    rig.server.person("张三").says("一")
    rig.start()
    assert [event.text for event in await rig.desk.got()] == ["一"]
    assert str(broken) in caplog.text and "保密" not in caplog.text


async def test_ids_may_start_anew_after_a_quiet_week(rig: Rig) -> None:
    rig.channel._poller._seconds = 0
    rig.server.person("张三").says("一")
    rig.start()
    await rig.desk.got()
    calls = rig.server.api.calls["getupdates"]
    await rig.server.api.called("getUpdates", calls + 3)
    rig.server.world.restart_ids(17)
    rig.server.person("张三").says("二")
    assert [event.id for event in await rig.desk.got(2)][1] == "17"


async def test_a_click_is_answered_while_the_sink_is_slow(rig: Rig) -> None:
    person = rig.server.person("张三")
    rig.desk.open.clear()
    person.presses_raw("c:1", 55)
    rig.start()
    assert await person.answered() < 1.0
    assert rig.desk.events == []
    rig.desk.open.set()
    await rig.desk.got()


async def test_a_click_is_answered_again_when_the_first_try_failed(rig: Rig) -> None:
    rig.server.faults.add("reset", "answerCallbackQuery")
    person = rig.server.person("张三")
    person.presses_raw("c:1", 55)
    rig.start()
    assert await person.answered() < 1.0


async def test_it_ends_at_once(rig: Rig) -> None:
    rig.start()
    rig.server.person("张三").says("一")
    await rig.desk.got()
    began = time.monotonic()
    await rig.stop()
    await rig.background.close()
    await rig.channel.close()
    assert time.monotonic() - began < 1.0


async def test_health_and_the_common_menu(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with rigged("http", commands={"": [("start", "开始")], "en": [("start", "Start")]}) as rig:
        assert rig.channel.routes() == []
        assert rig.channel.last_update_at is None
        rig.start()
        rig.server.person("张三").says("不可外传")
        await rig.desk.got()
        assert rig.channel.last_update_at == rig.channel.last_ok_at == NOON
        scope = '{"type": "all_private_chats"}'
        assert list(rig.server.world.commands) == [(scope, ""), (scope, "en")]
    assert "不可外传" not in caplog.text
    assert rig.server.token not in caplog.text
