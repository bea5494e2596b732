"""python-telegram-bot and aiogram read everything the emulator emits, with no field left over."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import aiogram.types
import pytest
import telegram

from tests.telegram.oracle import known_to_ptb, read_result, read_update
from tests.telegram.people import PICTURE, Person
from tests.telegram.server import TOKEN, TelegramServer
from tests.telegram.uploads import Upload

KEYBOARD = {
    "inline_keyboard": [[{"text": "好", "callback_data": "ok"}, {"text": "网", "url": "https://x.cn"}]]
}
CONTACT = {"keyboard": [[{"text": "发送号码", "request_contact": True}]], "one_time_keyboard": True}


def _pressed(person: Person) -> None:
    person.opens()
    message = person.world.posted(person.chat, {"text": "选"}, KEYBOARD)
    person.presses("好")
    person.presses_raw("forged", message["message_id"], inaccessible=True)


def _everything_in_a_group(person: Person, server: TelegramServer) -> None:
    group = server.group()
    ours = server.world.posted(group.chat, {"text": "您好"}, None)
    group.says(person, "/today@huifang_try_bot 💐 @someone")
    group.says(person, "回复", reply_to=ours["message_id"])


ACTS: dict[str, Callable[[Person, TelegramServer], Any]] = {
    "text": lambda p, _s: p.says("💐 /start @huifang_try_bot 你好"),
    "start": lambda p, _s: p.opens("payload"),
    "edited": lambda p, _s: (p.says("一"), p.edits("二")),
    "contact": lambda p, _s: (p.shares_contact(), p.shares_contact(handmade=True)),
    "photo": lambda p, _s: p.sends_photo("照片"),
    "sticker": lambda p, _s: p.sends_sticker(),
    "voice": lambda p, _s: p.sends_voice(),
    "document": lambda p, _s: p.sends_document(caption="表"),
    "video": lambda p, _s: p.sends_video(),
    "location": lambda p, _s: p.sends_location(),
    "audio": lambda p, _s: p.sends_audio(),
    "animation": lambda p, _s: p.sends_animation(),
    "venue": lambda p, _s: p.sends_venue(),
    "dice": lambda p, _s: p.sends_dice(),
    "press": lambda p, _s: _pressed(p),
    "membership": lambda p, _s: (p.blocks(), p.unblocks()),
    "group": _everything_in_a_group,
}


@pytest.mark.parametrize("act", ACTS)
def test_every_update_is_understood(server: TelegramServer, act: str) -> None:
    ACTS[act](server.person("张三"), server)
    assert server.world.updates
    for update in server.world.updates.values():
        read_update(update)


RESULTS: list[tuple[str, dict[str, Any], Any, type[telegram.TelegramObject] | None]] = [
    ("getMe", {}, aiogram.types.User, telegram.User),
    ("getUpdates", {}, list[aiogram.types.Update], telegram.Update),
    ("sendMessage", {"chat_id": 1001, "text": "好 /today"}, aiogram.types.Message, telegram.Message),
    (
        "sendMessage",
        {"chat_id": 1001, "text": "选", "reply_markup": KEYBOARD},
        aiogram.types.Message,
        telegram.Message,
    ),
    (
        "sendMessage",
        {"chat_id": 1001, "text": "绑定", "reply_markup": json.dumps(CONTACT)},
        aiogram.types.Message,
        telegram.Message,
    ),
    (
        "editMessageText",
        {"chat_id": 1001, "message_id": "102", "text": "改"},
        aiogram.types.Message,
        telegram.Message,
    ),
    (
        "editMessageReplyMarkup",
        {"chat_id": 1001, "message_id": 102, "reply_markup": KEYBOARD},
        aiogram.types.Message,
        telegram.Message,
    ),
    (
        "sendPhoto",
        {"chat_id": 1001, "photo": "photo-p", "caption": "图"},
        aiogram.types.Message,
        telegram.Message,
    ),
    *(
        (
            f"send{kind.title()}",
            {"chat_id": 1001, kind: Upload("件.bin", PICTURE), "caption": "附件"},
            aiogram.types.Message,
            telegram.Message,
        )
        for kind in ("photo", "voice", "audio", "video", "document")
    ),
    (
        "sendDocument",
        {"chat_id": 1001, "document": "attach://x", "x": Upload("表.xlsx", b"PK")},
        aiogram.types.Message,
        telegram.Message,
    ),
    (
        "sendLocation",
        {"chat_id": 1001, "latitude": "31.2", "longitude": 121.5},
        aiogram.types.Message,
        telegram.Message,
    ),
    ("deleteMessage", {"chat_id": 1001, "message_id": 102}, bool, None),
    ("sendChatAction", {"chat_id": 1001, "action": "typing"}, bool, None),
    ("setMyCommands", {"commands": [{"command": "today", "description": "今日"}]}, bool, None),
    ("getMyCommands", {}, list[aiogram.types.BotCommand], telegram.BotCommand),
    ("deleteMyCommands", {}, bool, None),
    ("setChatMenuButton", {"chat_id": 1001, "menu_button": {"type": "commands"}}, bool, None),
    ("getFile", {"file_id": "photo-p"}, aiogram.types.File, telegram.File),
    ("getWebhookInfo", {}, aiogram.types.WebhookInfo, telegram.WebhookInfo),
    ("deleteWebhook", {"drop_pending_updates": "true"}, bool, None),
]


@pytest.mark.parametrize(("method", "params", "returning", "ptb"), RESULTS)
async def test_every_result_is_understood(
    server: TelegramServer,
    method: str,
    params: dict[str, Any],
    returning: Any,
    ptb: type[telegram.TelegramObject] | None,
) -> None:
    person = server.person("张三")
    person.opens()
    server.world.posted(person.chat, {"text": "旧"}, None)
    size = {"file_id": "photo-p", "file_unique_id": "u", "file_size": 10, "width": 90, "height": 60}
    server.world.files["photo-p"] = ("photo", [size])
    answer = await server.api.call(TOKEN, method, params)
    assert answer.status == 200, answer.body
    read_result(answer.body, returning, ptb)


async def test_the_webhooks_own_account(server: TelegramServer) -> None:
    hook = {"url": "https://x.example/hook", "secret_token": "abc", "allowed_updates": '["message"]'}
    assert (await server.api.call(TOKEN, "setWebhook", hook)).status == 200
    server.api.delivery.last_error = "Wrong response from the webhook: 503"
    answer = await server.api.call(TOKEN, "getWebhookInfo", {})
    info = read_result(answer.body, aiogram.types.WebhookInfo, telegram.WebhookInfo)
    assert (info.url, info.allowed_updates) == ("https://x.example/hook", ("message",))
    await server.api.delivery.end()


@pytest.mark.parametrize("where", ["message", "from", "chat"])
def test_a_field_nobody_knows_is_an_error(server: TelegramServer, where: str) -> None:
    server.person("张三").says("你好")
    update = next(iter(server.world.updates.values()))
    message = update["message"]
    (message if where == "message" else message[where])["unheard_of"] = 1
    with pytest.raises(AssertionError, match="does not know"):
        read_update(update)
    with pytest.raises(AssertionError, match="does not know"):
        known_to_ptb(telegram.Update.de_json(update, None))
