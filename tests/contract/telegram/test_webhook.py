"""The webhook: nothing forged is kept, nothing is acknowledged before it is kept."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.background import Background
from bot.channels.telegram import TelegramChannel
from bot.clock import FixedClock
from bot.errors import ConfigError
from tests.telegram.rig import NOON, SECRET, Rig
from tests.telegram.server import TOKEN

HEADER = "X-Telegram-Bot-Api-Secret-Token"
UPDATE = {
    "update_id": 7,
    "message": {
        "message_id": 1,
        "date": 1_790_000_000,
        "from": {"id": 7, "is_bot": False, "first_name": "张三"},
        "chat": {"id": 7, "type": "private", "first_name": "张三"},
        "text": "你好",
    },
}


async def _post(rig: Rig, body: bytes, secret: str | None = SECRET) -> aiohttp.ClientResponse:
    headers = {HEADER: secret} if secret is not None else {}
    async with aiohttp.ClientSession() as http, http.post(rig.hook, data=body, headers=headers) as answer:
        await answer.read()
        return answer


async def _running(rig: Rig) -> None:
    rig.start()
    rig.server.person("李四").says("先来")
    await rig.desk.got()


async def test_updates_arrive(hooked: Rig) -> None:
    hooked.start()
    person = hooked.server.person("张三")
    for number in range(30):
        person.says(str(number))
    events = await hooked.desk.got(30)
    assert [event.text for event in events] == [str(number) for number in range(30)]
    assert hooked.server.api.hook is not None
    assert hooked.server.api.hook.secret == SECRET
    assert hooked.server.world.allowed == {"message", "callback_query", "my_chat_member"}


async def test_busy_storage_is_told_and_tried_again(hooked: Rig) -> None:
    hooked.start()
    hooked.desk.busy()
    hooked.server.person("张三").says("别丢了")
    await hooked.desk.refuses(1)
    answer = await _post(hooked, json.dumps(UPDATE).encode())
    assert (answer.status, answer.headers["Retry-After"]) == (503, "1")
    assert len(hooked.server.world.updates) == 1
    hooked.desk.error = None
    assert [event.text for event in await hooked.desk.got()] == ["别丢了"]


async def test_before_it_runs_nothing_is_acknowledged(hooked: Rig) -> None:
    assert (await _post(hooked, json.dumps(UPDATE).encode())).status == 503


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", "密"])
async def test_forged_posts_are_refused(hooked: Rig, secret: str | None) -> None:
    await _running(hooked)
    assert (await _post(hooked, json.dumps(UPDATE).encode(), secret)).status == 401
    assert len(hooked.desk.events) == 1


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'"x"', b"{}", b'{"update_id": "7"}', b"\xff\xfe", b"[" * 100_000]
)
async def test_malformed_posts_are_refused(hooked: Rig, body: bytes) -> None:
    await _running(hooked)
    assert (await _post(hooked, body)).status == 400
    assert len(hooked.desk.events) == 1


async def test_posts_too_big_are_refused(hooked: Rig) -> None:
    await _running(hooked)

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(17):
            yield b" " * 65536

    for length in ({}, {"Content-Length": str(17 * 65536)}):
        headers = {HEADER: SECRET, **length}
        async with aiohttp.ClientSession() as http:
            # The server may answer and hang up before everything was said.
            with contextlib.suppress(aiohttp.ClientConnectionError):
                async with http.post(hooked.hook, data=chunks(), headers=headers) as answer:
                    assert answer.status == 413
    assert len(hooked.desk.events) == 1


async def test_a_shape_nobody_knows_is_passed_over_for_good(hooked: Rig) -> None:
    await _running(hooked)
    assert (await _post(hooked, b'{"update_id": 8, "message": {"message_id": "?"}}')).status == 200
    assert (await _post(hooked, b'{"update_id": 9, "something_new": {}}')).status == 200
    assert len(hooked.desk.events) == 1


async def test_a_click_is_answered_while_the_sink_is_slow(hooked: Rig) -> None:
    await _running(hooked)
    hooked.desk.open.clear()
    person = hooked.server.person("张三")
    person.presses_raw("c:1", 55)
    assert await person.answered() < 1.0
    hooked.desk.open.set()
    assert (await hooked.desk.got(2))[1].choice == "c:1"


async def test_registering_is_tried_until_it_succeeds(hooked: Rig) -> None:
    hooked.server.faults.add("html", "setWebhook", times=3)
    await _running(hooked)
    assert hooked.server.api.calls["setwebhook"] == 4


async def test_a_registration_taken_away_is_taken_back(hooked: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.telegram.webhook.CHECK_SECONDS", 0.01)
    await _running(hooked)
    await hooked.server.api.call(TOKEN, "deleteWebhook", {})
    hooked.server.person("张三").says("还在吗")
    while (await hooked.desk.got())[-1].text != "还在吗":
        await hooked.desk.got(len(hooked.desk.events) + 1)


@pytest.mark.parametrize("secret", ["", "空 格", "x" * 257])
def test_a_webhook_needs_a_secret(secret: str) -> None:
    with pytest.raises(ConfigError, match="HUIFANG_WEBHOOK_SECRET"):
        TelegramChannel(
            TOKEN, FixedClock(NOON), Background(), webhook_url="https://x.example/hook", webhook_secret=secret
        )


def test_an_address_without_a_path_gets_one() -> None:
    channel = TelegramChannel(
        TOKEN, FixedClock(NOON), Background(), webhook_url="https://x.example", webhook_secret="s"
    )
    assert [route.path for route in channel.routes()] == ["/telegram"]
