"""From what people do on Telegram to neutral events."""

from __future__ import annotations

import pytest

from bot.channels.telegram.updates import Me, to_incoming
from bot.dialog.message import Address, File, Incoming, Kind, Outgoing, Ref
from tests.telegram.people import PICTURE, Person
from tests.telegram.rig import NOON, Rig


async def _last(rig: Rig) -> Incoming:
    return (await rig.desk.got())[-1]


async def test_a_text_comes_with_its_sender(rig: Rig) -> None:
    person = rig.server.person("张三")
    update_id = person.says("你好 💐")
    rig.start()
    event = await _last(rig)
    assert event.id == str(update_id)
    assert event.sender == Address("telegram", str(person.id), str(person.id))
    assert (event.kind, event.text, event.name, event.locale) == (Kind.TEXT, "你好 💐", "张三", "zh-hans")
    assert event.private
    assert event.at is not None and event.at.tzinfo is not None


@pytest.mark.parametrize(
    ("said", "kind", "text"),
    [
        ("/start", Kind.START, ""),
        ("/start abc-123", Kind.START, "abc-123"),
        ("/start@huifang_try_bot code", Kind.START, "code"),
        ("/today", Kind.TEXT, "/today"),
        ("/today@Huifang_Try_Bot", Kind.TEXT, "/today"),
        ("/visit@huifang_try_bot 张三 谈了套餐", Kind.TEXT, "/visit 张三 谈了套餐"),
        ("/today@other_bot", Kind.TEXT, "/today@other_bot"),
    ],
)
async def test_commands(rig: Rig, said: str, kind: Kind, text: str) -> None:
    rig.server.person("张三").says(said)
    rig.start()
    event = await _last(rig)
    assert (event.kind, event.text) == (kind, text)


async def test_only_ones_own_contact_carries_the_phone(rig: Rig) -> None:
    person, other = rig.server.person("张三", phone="8613800000001"), rig.server.person("李四")
    person.shares_contact()
    person.shares_contact(other)
    person.shares_contact(handmade=True)
    rig.start()
    events = await rig.desk.got(3)
    assert [event.kind for event in events] == [Kind.CONTACT] * 3
    assert [event.phone for event in events] == ["8613800000001", "", ""]


async def test_files(rig: Rig) -> None:
    person = rig.server.person("张三")
    person.sends_photo("门口的照片")
    person.sends_voice()
    person.sends_document("客户.xlsx")
    person.sends_sticker()
    person.sends_location(31.5, 121.25)
    person.sends_video()
    person.sends_dice()
    rig.start()
    events = await rig.desk.got(7)
    assert {event.kind for event in events} == {Kind.FILE}
    files = [event.file or File("", "") for event in events]
    kinds = ["photo", "voice", "document", "sticker", "position", "video", "other"]
    assert [file.kind for file in files] == kinds
    assert events[0].text == "门口的照片"
    assert files[2].name == "客户.xlsx"
    assert files[4].id == "31.5,121.25"
    assert all(file.id for file in files[:-1])


async def test_a_named_place_a_sound_and_moving_pictures(rig: Rig) -> None:
    person = rig.server.person("张三")
    person.sends_venue("东门店", "解放路1号")
    person.sends_audio("录音.mp3")
    person.sends_animation()
    rig.start()
    venue, sound, moving = await rig.desk.got(3)
    assert venue.file == File("position", "31.2,121.5")
    assert venue.text == "东门店 解放路1号"
    assert sound.file is not None and moving.file is not None
    assert (sound.file.kind, sound.file.name, sound.file.mime) == ("audio", "录音.mp3", "audio/mpeg")
    assert (moving.file.kind, moving.file.mime) == ("document", "video/mp4")


async def test_of_a_photo_the_largest_size_is_taken(rig: Rig) -> None:
    person = rig.server.person("张三")
    person.sends_photo()
    rig.start()
    file = (await _last(rig)).file
    assert file is not None
    assert rig.server.world.contents[file.id] == PICTURE
    assert file.size == len(PICTURE)


async def test_a_press_is_answered_and_names_its_message(rig: Rig, choices: Outgoing) -> None:
    person = rig.server.person("张三")
    person.opens()
    rig.start()
    await rig.desk.got()
    sent = await rig.channel.send(rig.address(person), choices)
    person.presses("投诉")
    assert await person.answered() < 1.0
    event = (await rig.desk.got(2))[-1]
    assert (event.kind, event.choice, event.ref) == (Kind.CHOICE, "c:2", sent.ref)


async def test_a_press_on_an_inaccessible_message(rig: Rig) -> None:
    person = rig.server.person("张三")
    person.presses_raw("old:1", 55, inaccessible=True)
    rig.start()
    event = await _last(rig)
    assert (event.choice, event.ref, event.at) == ("old:1", Ref("55"), NOON)


async def test_a_press_too_old_to_answer_still_counts(rig: Rig) -> None:
    rig.server.world.query_lifetime = -1.0
    rig.server.person("张三").presses_raw("c:1", 55)
    rig.start()
    assert (await _last(rig)).choice == "c:1"


async def test_blocking_and_coming_back(rig: Rig) -> None:
    person = rig.server.person("张三")
    person.blocks()
    person.unblocks()
    rig.start()
    assert [event.kind for event in await rig.desk.got(2)] == [Kind.GONE, Kind.BACK]


async def test_a_group_is_heard_only_when_it_asks_and_never_quoted(rig: Rig) -> None:
    person, group = rig.server.person("张三"), rig.server.group()
    ours = rig.server.world.posted(group.chat, {"text": "您好"}, None)
    group.says(person, "今天客户李四来了")
    group.says(person, "/today@other_bot")
    group.says(person, "@other_bot 在吗")
    addressed = [
        group.says(person, "/today"),
        group.says(person, "/today@huifang_try_bot"),
        group.says(person, "问一下 💐 @huifang_try_bot 李四的电话"),
        group.says(person, "李四的电话", reply_to=ours["message_id"]),
    ]
    rig.start()
    events = await rig.desk.got(4)
    assert [event.id for event in events] == [str(update_id) for update_id in addressed]
    for event in events:
        assert event.sender.chat == str(group.chat.id)
        assert (event.private, event.text, event.name) == (False, "", "")


async def test_corrections_are_not_asked_for(rig: Rig) -> None:
    person: Person = rig.server.person("张三")
    rig.start()
    person.says("你好")
    await rig.desk.got()
    assert person.edits("您好") == 0


def test_what_is_no_business_of_ours() -> None:
    from aiogram.types import Update

    me = Me(1, "huifang_try_bot")
    bot = {"id": 5, "is_bot": True, "first_name": "别的"}
    channel = {"id": -1005, "type": "channel", "title": "公告"}
    private = {"id": 5, "type": "private", "first_name": "别的"}
    someone = {"id": 6, "is_bot": False, "first_name": "张三"}
    silent: list[dict[str, object]] = [
        {"message": {"message_id": 1, "date": 1, "chat": private, "from": bot, "text": "hi"}},
        {"channel_post": {"message_id": 1, "date": 1, "chat": channel, "text": "hi"}},
        {"message": {"message_id": 1, "date": 1, "chat": channel, "text": "hi"}},
        {
            "message": {
                "message_id": 1,
                "date": 1,
                "chat": private,
                "from": someone,
                "delete_chat_photo": True,
            }
        },
        {"callback_query": {"id": "1", "from": someone, "chat_instance": "1", "inline_message_id": "x"}},
        {},
    ]
    for number, part in enumerate(silent):
        update = Update.model_validate({"update_id": number, **part})
        assert to_incoming(update, me, NOON) is None
