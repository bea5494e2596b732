"""The emulator refuses what Telegram refuses, in its words."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from tests.telegram.server import TOKEN, TelegramServer
from tests.telegram.uploads import Upload


async def _call(server: TelegramServer, method: str, **params: Any) -> dict[str, Any]:
    answer = await server.api.call(TOKEN, method, params)
    body: dict[str, Any] = json.loads(answer.body)
    assert body.get("error_code", 200) == answer.status
    return body


def _inline(*data: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "好", "callback_data": item} for item in data]]}


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n"}, "message text is empty"),
        ({"text": "💐" * 4097}, "message is too long"),
        ({"text": "好", "chat_id": 4711}, "chat not found"),
        ({"text": "好", "chat_id": ""}, "chat not found"),
        ({"text": "好", "reply_markup": _inline("x" * 65)}, "BUTTON_DATA_INVALID"),
        ({"text": "好", "reply_markup": _inline("")}, "BUTTON_DATA_INVALID"),
        (
            {"text": "好", "reply_markup": {"inline_keyboard": [[{"text": "好"}]]}},
            "text buttons are unallowed",
        ),
        ({"text": "好", "reply_markup": _inline(*"123456789")}, "reply markup is too long"),
        ({"text": "好", "reply_markup": "{"}, "can't parse reply_markup"),
    ],
)
async def test_what_cannot_be_sent(server: TelegramServer, params: dict[str, Any], description: str) -> None:
    person = server.person("张三")
    person.opens()
    body = await _call(server, "sendMessage", **{"chat_id": person.id, **params})
    assert body["error_code"] == 400 and description in body["description"]


async def test_4096_code_points_are_fine(server: TelegramServer) -> None:
    person = server.person("张三")
    person.opens()
    assert (await _call(server, "sendMessage", chat_id=person.id, text="💐" * 4096))["ok"]


async def test_nobody_is_written_to_first(server: TelegramServer) -> None:
    person = server.person("张三")
    body = await _call(server, "sendMessage", chat_id=person.id, text="您好")
    assert body["description"] == "Bad Request: chat not found"
    person.opens()
    assert (await _call(server, "sendMessage", chat_id=person.id, text="您好"))["ok"]
    person.blocks()
    body = await _call(server, "sendMessage", chat_id=person.id, text="您好")
    assert (body["error_code"], body["description"]) == (403, "Forbidden: bot was blocked by the user")


async def test_edits(server: TelegramServer) -> None:
    person = server.person("张三")
    person.opens()
    sent = (await _call(server, "sendMessage", chat_id=person.id, text="一", reply_markup=_inline("a")))[
        "result"
    ]
    target = {"chat_id": person.id, "message_id": sent["message_id"]}
    same = await _call(server, "editMessageText", **target, text="一", reply_markup=_inline("a"))
    assert "message is not modified" in same["description"]
    bare = await _call(server, "editMessageText", **target, text="一")
    assert "reply_markup" not in bare["result"]
    gone = await _call(server, "editMessageText", chat_id=person.id, message_id=1, text="二")
    assert "message to edit not found" in gone["description"]
    keys = {"keyboard": [["好"]]}
    keyed = (await _call(server, "sendMessage", chat_id=person.id, text="键", reply_markup=keys))["result"]
    refused = await _call(
        server, "editMessageText", chat_id=person.id, message_id=keyed["message_id"], text="二"
    )
    assert "can't be edited" in refused["description"]


async def test_a_press_is_answered_once_and_in_time(server: TelegramServer) -> None:
    person = server.person("张三")
    person.presses_raw("a", 1)
    query = next(iter(server.world.queries))
    assert (await _call(server, "answerCallbackQuery", callback_query_id=query))["ok"]
    again = await _call(server, "answerCallbackQuery", callback_query_id=query)
    assert "query is too old" in again["description"]
    server.world.query_lifetime = 0.0
    person.presses_raw("a", 1)
    late = await _call(server, "answerCallbackQuery", callback_query_id=list(server.world.queries)[1])
    assert "query is too old" in late["description"]


@pytest.mark.parametrize(
    "commands", [[{"command": "Today", "description": "今日"}], [{"command": "a", "description": ""}], "x"]
)
async def test_commands_are_checked(server: TelegramServer, commands: Any) -> None:
    assert (await _call(server, "setMyCommands", commands=commands))["error_code"] == 400


async def test_a_scope_needs_a_known_chat(server: TelegramServer) -> None:
    scope = {"type": "chat", "chat_id": 1001}
    commands = [{"command": "today", "description": "今日"}]
    body = await _call(server, "setMyCommands", commands=commands, scope=scope)
    assert body["description"] == "Bad Request: chat not found"
    server.person("张三").opens()
    assert (await _call(server, "setMyCommands", commands=commands, scope=json.dumps(scope)))["ok"]
    assert (await _call(server, "getMyCommands", scope=scope))["result"] == commands
    assert (await _call(server, "getMyCommands"))["result"] == []


async def test_updates_stay_until_confirmed(server: TelegramServer) -> None:
    person = server.person("张三")
    first, second, third = person.says("一"), person.says("二"), person.says("三")
    for _ in range(2):
        ids = [update["update_id"] for update in (await _call(server, "getUpdates"))["result"]]
        assert ids == [first, second, third]
    rest = (await _call(server, "getUpdates", offset=str(second), limit="1"))["result"]
    assert [update["update_id"] for update in rest] == [second]
    assert list(server.world.updates) == [second, third]
    last = (await _call(server, "getUpdates", offset=-1))["result"]
    assert [update["update_id"] for update in last] == [third]
    assert (await _call(server, "getUpdates", offset=third + 1))["result"] == []


async def test_a_long_poll_ends_with_the_update(server: TelegramServer) -> None:
    async def later() -> None:
        server.person("张三").says("一")

    answer, _ = await asyncio.gather(_call(server, "getUpdates", timeout=30), later())
    assert len(answer["result"]) == 1
    assert (await _call(server, "getUpdates", offset=99_999, timeout="0.01"))["result"] == []


async def test_two_polls_and_a_webhook_conflict(server: TelegramServer) -> None:
    first, second = await asyncio.gather(
        _call(server, "getUpdates", timeout=30), _call(server, "getUpdates", timeout=0.01)
    )
    assert first["error_code"] == 409 and second["ok"]
    await _call(server, "setWebhook", url="https://x.example/hook")
    assert "webhook is active" in (await _call(server, "getUpdates"))["description"]
    await server.api.delivery.end()
    await _call(server, "setWebhook", url="")
    assert (await _call(server, "getUpdates"))["ok"]
    assert (await _call(server, "setWebhook", url="http://x.example"))["error_code"] == 400


async def test_kinds_are_filtered_when_made(server: TelegramServer) -> None:
    person = server.person("张三")
    await _call(server, "getUpdates", allowed_updates='["callback_query"]')
    assert person.says("一") == 0
    await _call(server, "getUpdates")
    assert person.says("二") == 0
    await _call(server, "getUpdates", allowed_updates=[])
    assert person.says("三") > 0


async def test_rates(server: TelegramServer) -> None:
    server.rates.enabled = True
    people = [server.person(f"客户{number}") for number in range(31)]
    for person in people:
        person.opens()
    for person in people[:30]:
        assert (await _call(server, "sendMessage", chat_id=person.id, text="好"))["ok"]
    refused = await _call(server, "sendMessage", chat_id=people[30].id, text="好")
    assert (refused["error_code"], refused["parameters"]) == (429, {"retry_after": 1})
    await _call(server, "sendMessage", chat_id=people[30].id, text="好")
    assert (server.rates.refused, server.rates.early) == (2, 1)
    server.rates.per_second = 100
    assert (await _call(server, "sendMessage", chat_id=people[0].id, text="好"))["error_code"] == 429


async def test_tokens_and_methods(server: TelegramServer) -> None:
    assert (await server.api.call("4200:wrong", "getMe", {})).status == 401
    assert (await server.api.call(TOKEN, "getNothing", {})).status == 404
    assert (await server.api.call(TOKEN, "GETME", {})).status == 200


@pytest.mark.parametrize(
    ("method", "params", "code", "description"),
    [
        ("sendPhoto", {"photo": Upload("空.jpg", b"")}, 400, "file must be non-empty"),
        ("sendPhoto", {"photo": Upload("坏.jpg", b"<html>")}, 400, "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", {"photo": Upload("大.jpg", b"x" * 11_000_000)}, 400, "too big for a photo"),
        ("sendDocument", {"document": Upload("大.zip", b"x" * 53_000_000)}, 413, "Entity Too Large"),
        ("sendDocument", {"document": "attach://x"}, 400, "wrong file identifier"),
        ("sendSticker", {"sticker": Upload("贴.webp", b"RIFF")}, 400, "wrong type"),
        ("sendLocation", {"latitude": "x", "longitude": 1}, 400, "no location"),
        ("sendLocation", {"latitude": 91, "longitude": 1}, 400, "wrong location"),
    ],
)
async def test_files_and_places_refused(
    server: TelegramServer, method: str, params: dict[str, Any], code: int, description: str
) -> None:
    server.person("张三").opens()
    body = await _call(server, method, chat_id=1001, **params)
    assert body["error_code"] == code
    assert description in body["description"]


async def test_a_download_by_a_wrong_token_or_path(server: TelegramServer) -> None:
    server.person("张三").sends_photo()
    file_id = next(iter(server.world.files))
    path = json.loads((await server.api.call(TOKEN, "getFile", {"file_id": file_id})).body)["result"]
    assert (await server.api.download(TOKEN, path["file_path"])).content is not None
    assert (await server.api.download("4200:x", path["file_path"])).status == 404
    assert (await server.api.download(TOKEN, "files/none")).status == 404
