"""From neutral messages to Telegram, and how each delivery ends."""

from __future__ import annotations

import logging

import pytest

from bot.channels.telegram.sending import parts, split
from bot.dialog.message import Address, Choice, Delivery, Outgoing, Ref, Why
from tests.telegram.people import Person
from tests.telegram.rig import Rig
from tests.telegram.server import TOKEN


@pytest.fixture
def person(rig: Rig) -> Person:
    person = rig.server.person("张三")
    person.opens()
    return person


async def _send(rig: Rig, person: Person, text: str = "您好", key: str = "") -> Delivery:
    return await rig.channel.send(rig.address(person), Outgoing(text, key=key))


async def test_a_text_arrives_as_it_is(rig: Rig, person: Person) -> None:
    delivery = await _send(rig, person, "<b>您好</b> & *再见* _1_ 💐")
    message = await person.hears()
    assert message.text == "<b>您好</b> & *再见* _1_ 💐"
    assert delivery == Delivery(True, Ref(str(message.id)))


async def test_what_spares_somebody_who_was_woken_makes_no_sound(rig: Rig, person: Person) -> None:
    """Every part of it; anything else sounds as its reader has it (T3)."""
    long = "好。" * 3000
    calls = [call.model_dump() for call in parts(1, Outgoing(long, silent=True))]
    assert len(calls) == 2 and all(call["disable_notification"] for call in calls)
    assert not parts(1, Outgoing("好"))[0].model_dump(exclude_none=True).get("disable_notification")
    assert (await rig.channel.send(rig.address(person), Outgoing("已知悉", silent=True))).ok


async def test_choices_are_buttons_eight_in_a_row(rig: Rig, person: Person) -> None:
    row = tuple(Choice(f"n:{number}", str(number)) for number in range(10))
    await rig.channel.send(rig.address(person), Outgoing("几号？", choices=(row, (Choice("x", "取消"),))))
    rows = (await person.hears("几号")).buttons
    assert [len(row) for row in rows] == [8, 2, 1]
    assert rows[0][3] == ("3", "n:3")


@pytest.mark.parametrize("choice_id", ["", "字" * 22, "x" * 65])
async def test_a_button_telegram_would_refuse_never_leaves(rig: Rig, person: Person, choice_id: str) -> None:
    message = Outgoing("好", choices=((Choice(choice_id, "好"),),))
    assert (await rig.channel.send(rig.address(person), message)).why is Why.BAD_REQUEST
    assert rig.server.api.calls["sendmessage"] == 0


async def test_64_bytes_of_a_button_are_carried(rig: Rig, person: Person) -> None:
    message = Outgoing("好", choices=((Choice("字" * 21 + "x", "好"),),))
    assert (await rig.channel.send(rig.address(person), message)).ok


async def test_asking_for_the_contact(rig: Rig, person: Person) -> None:
    message = Outgoing("请绑定", ask_contact="发送我的号码", choices=((Choice("k", "输入验证码"),),))
    assert (await rig.channel.send(rig.address(person), message)).ok
    assert person.chat.keyboard is not None
    assert person.chat.keyboard["one_time_keyboard"] and person.chat.keyboard["resize_keyboard"]
    rig.start()
    person.presses("发送我的号码")
    person.presses("输入验证码")
    events = await rig.desk.got(3)
    assert [event.phone for event in events[1:]] == [person.phone, ""]
    assert events[2].text == "输入验证码"


async def test_a_long_text_is_cut_at_sentence_ends(rig: Rig, person: Person) -> None:
    sentence = "今天天气很好，我们去拜访客户。" * 10
    text = sentence * 60
    message = Outgoing(text, choices=((Choice("a", "好"),),))
    delivery = await rig.channel.send(rig.address(person), message)
    parts = [shown for shown in person.screen() if not shown.mine]
    assert len(parts) == 3
    assert all(len(part.text) <= 4096 and part.text.endswith("。") for part in parts)
    assert "".join(part.text for part in parts) == text
    assert [part.labels for part in parts] == [[], [], ["好"]]
    assert delivery.ref == Ref(str(parts[-1].id))


@pytest.mark.parametrize("text", ["甲" * 10_000, "甲乙，" * 3000, "💐" * 4097, "a b " * 2000, "", "短"])
def test_splitting_loses_nothing(text: str) -> None:
    parts = split(text)
    assert all(len(part) <= 4096 for part in parts)
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")
    assert len(parts) <= len(text) // 2048 + 1


async def test_a_retry_goes_on_where_a_long_text_stopped(rig: Rig, person: Person) -> None:
    message = Outgoing("甲" * 9000, key="outbox-7")
    assert (await rig.channel.send(rig.address(person), Outgoing("一", key="outbox-6"))).ok
    rig.server.faults.add("status", "sendMessage", times=1, code=429, retry_after=3)
    assert not (await rig.channel.send(rig.address(person), message)).ok
    await rig.channel.send(rig.address(person), Outgoing("二", key="outbox-8"))
    rig.server.world.on_sent = lambda _chat: _refuse_from_now(rig)
    assert (await rig.channel.send(rig.address(person), message)).why is Why.RATE_LIMITED
    rig.server.world.on_sent = lambda _chat: None
    assert (await rig.channel.send(rig.address(person), message)).ok
    texts = [shown.text for shown in person.screen() if not shown.mine]
    assert texts == ["一", "二", "甲" * 4096, "甲" * 4096, "甲" * 808]


def _refuse_from_now(rig: Rig) -> None:
    rig.server.faults.add("status", "sendMessage", code=429, retry_after=3, description="Too Many Requests")


async def test_nobody_is_written_to_first(rig: Rig) -> None:
    stranger = rig.server.person("陌生人")
    assert (await _send(rig, stranger)).why is Why.NOT_FOUND
    assert (await rig.channel.send(Address("telegram", "x", "x"), Outgoing("好"))).why is Why.BAD_REQUEST


async def test_blocked_and_gone_people(rig: Rig, person: Person) -> None:
    person.blocks()
    assert (await _send(rig, person)).why is Why.BLOCKED
    person.unblocks()
    assert (await _send(rig, person)).ok
    person.chat.deactivated = True
    assert (await _send(rig, person)).why is Why.BLOCKED


async def test_a_group_that_moved(rig: Rig) -> None:
    group = rig.server.group()
    group.upgrades(-1009876543210)
    delivery = await rig.channel.send(Address("telegram", "1", str(group.chat.id)), Outgoing("好"))
    assert (delivery.why, delivery.detail) == (Why.NOT_FOUND, "group moved to -1009876543210")


@pytest.mark.parametrize(
    ("kind", "fields", "why"),
    [
        ("status", {"code": 429, "retry_after": 7, "description": "Too Many Requests"}, Why.RATE_LIMITED),
        ("status", {"code": 401, "description": "Unauthorized"}, Why.AUTH),
        ("status", {"code": 404, "description": "Not Found"}, Why.AUTH),
        ("status", {"code": 500, "description": "Internal Server Error"}, Why.NETWORK),
        ("status", {"code": 403, "description": "Forbidden: anything"}, Why.BLOCKED),
        ("status", {"code": 400, "description": "Bad Request: message is too long"}, Why.TOO_LONG),
        ("status", {"code": 400, "description": "Bad Request: BUTTON_DATA_INVALID"}, Why.BAD_REQUEST),
        ("html", {}, Why.NETWORK),
        ("reset", {}, Why.NETWORK),
        ("lost", {}, Why.NETWORK),
    ],
)
async def test_how_failures_are_named(
    rig: Rig, person: Person, kind: str, fields: dict[str, object], why: Why, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    rig.server.faults.add(kind, "sendMessage", **fields)
    delivery = await _send(rig, person, "保密的话")
    assert (delivery.ok, delivery.why) == (False, why)
    assert delivery.retry_after == (7.0 if why is Why.RATE_LIMITED else 0.0)
    assert TOKEN not in delivery.detail + caplog.text
    assert "保密" not in delivery.detail + caplog.text
    assert (await _send(rig, person)).ok


async def test_an_answer_in_an_unknown_shape_is_still_sent(rig: Rig, person: Person) -> None:
    rig.server.world.me["is_bot"] = {"new": "shape"}
    delivery = await _send(rig, person)
    assert delivery.ok and delivery.ref is not None


async def test_editing(rig: Rig, person: Person, choices: Outgoing) -> None:
    sent = await rig.channel.send(rig.address(person), choices)
    assert sent.ref is not None
    changed = Outgoing("已选：投诉")
    assert await rig.channel.edit(rig.address(person), sent.ref, changed) == Delivery(True, sent.ref)
    shown = person.screen()[-1]
    assert (shown.text, shown.labels, shown.edited) == ("已选：投诉", [], True)
    again = await rig.channel.edit(rig.address(person), sent.ref, changed)
    assert again == Delivery(True, sent.ref)


async def test_an_edit_of_a_lost_message_is_sent_anew(rig: Rig, person: Person) -> None:
    delivery = await rig.channel.edit(rig.address(person), Ref("4711"), Outgoing("新的"))
    assert delivery.ok and delivery.ref not in (None, Ref("4711"))
    own = next(shown for shown in person.screen() if shown.mine)
    assert (await rig.channel.edit(rig.address(person), Ref(str(own.id)), Outgoing("另一条"))).ok
    assert (await rig.channel.edit(rig.address(person), Ref("no number"), Outgoing("又一条"))).ok
    assert [shown.text for shown in person.screen() if not shown.mine] == ["新的", "另一条", "又一条"]


async def test_an_edit_too_long_goes_on_in_a_new_message(rig: Rig, person: Person, choices: Outgoing) -> None:
    sent = await rig.channel.send(rig.address(person), choices)
    assert sent.ref is not None
    long = Outgoing("字" * 5000, choices=choices.choices)
    delivery = await rig.channel.edit(rig.address(person), sent.ref, long)
    first, second = [shown for shown in person.screen() if not shown.mine]
    assert (len(first.text), first.labels) == (4096, [])
    assert (len(second.text), second.labels) == (904, ["咨询", "投诉", "我的进度"])
    assert delivery.ref == Ref(str(second.id))


async def test_an_edit_to_somebody_who_left(rig: Rig, person: Person, choices: Outgoing) -> None:
    sent = await rig.channel.send(rig.address(person), choices)
    assert sent.ref is not None
    person.blocks()
    assert (await rig.channel.edit(rig.address(person), sent.ref, Outgoing("好"))).why is Why.BLOCKED


async def test_menus_by_person(rig: Rig, person: Person) -> None:
    await rig.channel.set_menu(rig.address(person), [("/today", "今日"), ("visit", "记一次拜访")])
    await rig.channel.set_menu(rig.address(person), [("/today", "今日"), ("visit", "记一次拜访")])
    assert rig.server.api.calls["setmycommands"] == 1
    ((scope, _),) = rig.server.world.commands
    assert str(person.id) in scope and '"chat"' in scope
    assert [item["command"] for item in next(iter(rig.server.world.commands.values()))] == ["today", "visit"]
    await rig.channel.set_menu(rig.address(person), [])
    assert not rig.server.world.commands
    await rig.channel.set_menu(rig.address(rig.server.person("陌生人")), [("today", "今日")])


async def test_the_name_for_deep_links(rig: Rig) -> None:
    rig.server.faults.add("reset", "getMe", times=3)
    assert await rig.channel.username() == "huifang_try_bot"
    assert await rig.channel.username() == "huifang_try_bot"
    assert rig.server.api.calls["getme"] == 4


async def test_a_refused_token_has_no_name(rig: Rig) -> None:
    rig.server.world.token = "4200:another"
    assert await rig.channel.username() == ""
