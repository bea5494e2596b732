"""Files from Telegram and to it: fetched whole, sent by handle or as bytes, every failure named right."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.dialog.message import Choice, File, Outgoing, Why
from bot.errors import BadInput
from bot.services.file_records import KeptFile
from storage.engine import AnyDatabase, open_database
from tests.telegram.people import PICTURE, SOME, Person
from tests.telegram.rig import NOON, Rig, rigged

MOST = 20 * 1024 * 1024


@pytest.fixture
async def store(sqlite_url: str) -> AsyncIterator[AnyDatabase]:
    opened = open_database(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture(params=["session", "http"])
async def rig(request: pytest.FixtureRequest, store: AnyDatabase) -> AsyncIterator[Rig]:
    async with rigged(request.param, database=store) as made:
        yield made


@pytest.fixture
def person(rig: Rig) -> Person:
    person = rig.server.person("张三")
    person.opens()
    return person


async def keep(
    store: AnyDatabase, kind: str, content: bytes, name: str = "", mime: str = "", remote: str = ""
) -> KeptFile:
    return await store.turn(lambda u: u.files.add(kind, name, mime, content, None, NOON, remote=remote))


async def came(rig: Rig, person: Person) -> File:
    rig.start()
    file = (await rig.desk.got(2))[-1].file
    assert file is not None
    return file


def arrived(rig: Rig, person: Person) -> list[dict[str, object]]:
    return [m for m in person.chat.messages.values() if m["from"]["id"] == rig.server.world.me["id"]]


async def test_what_was_sent_is_fetched_whole(rig: Rig, person: Person) -> None:
    content = bytes(range(256)) * 4000
    person.sends_document("客户.xlsx", content=content)
    file = await came(rig, person)
    assert await rig.channel.fetch(file, MOST) == content


async def test_a_file_larger_than_allowed_is_not_read_to_its_end(rig: Rig, person: Person) -> None:
    person.sends_document("大.zip", content=b"x" * 3_000_000)
    file = await came(rig, person)
    with pytest.raises(BadInput) as refused:
        await rig.channel.fetch(file, 1024 * 1024)
    assert (refused.value.phrase_id, refused.value.slots) == ("error-file-big", {"limit": "1"})


async def test_a_file_telegram_does_not_hand_out(rig: Rig, person: Person) -> None:
    person.sends_document("大.zip", content=b"x" * (MOST + 1))
    file = await came(rig, person)
    with pytest.raises(BadInput) as refused:
        await rig.channel.fetch(file, 50 * 1024 * 1024)
    assert refused.value.phrase_id == "error-file-big"


@pytest.mark.parametrize(
    ("kind", "method", "times", "arrives"),
    [
        *(("reset", "getFile", 2, True), ("html", "getFile", 2, True), ("reset", "download", 2, True)),
        *(("reset", "getFile", 3, False), ("status", "download", 3, False)),
    ],
)
async def test_a_download_is_tried_a_few_times(
    rig: Rig, person: Person, kind: str, method: str, times: int, arrives: bool
) -> None:
    person.sends_voice(SOME)
    file = await came(rig, person)
    rig.server.faults.add(kind, method, times=times)
    if arrives:
        assert await rig.channel.fetch(file, MOST) == SOME
        return
    with pytest.raises(BadInput) as lost:
        await rig.channel.fetch(file, MOST)
    assert lost.value.phrase_id == "error-file-lost"


async def test_a_file_that_vanished_and_a_handle_that_is_none(rig: Rig, person: Person) -> None:
    person.sends_photo()
    file = await came(rig, person)
    del rig.server.world.contents[file.id]
    for gone in (file, File("photo", "nonsense")):
        with pytest.raises(BadInput) as lost:
            await rig.channel.fetch(gone, MOST)
        assert lost.value.phrase_id == "error-file-lost"


async def test_a_server_of_ones_own_puts_files_on_the_disk(rig: Rig, person: Person, tmp_path: Path) -> None:
    rig.server.world.folder = tmp_path
    person.sends_photo()
    file = await came(rig, person)
    assert await rig.channel.fetch(file, MOST) == PICTURE
    with pytest.raises(BadInput):
        await rig.channel.fetch(file, 10)


async def test_what_came_from_telegram_goes_back_by_its_handle(
    rig: Rig, person: Person, store: AnyDatabase
) -> None:
    person.sends_photo()
    file = await came(rig, person)
    kept = await keep(store, "photo", PICTURE, mime="image/jpeg", remote=f"telegram:{file.id}")
    assert (await rig.channel.send(rig.address(person), Outgoing("您的照片", file=kept.carried()))).ok
    (message,) = arrived(rig, person)
    assert message["caption"] == "您的照片"
    assert message["photo"][-1]["file_id"] == file.id  # type: ignore[index]


async def test_bytes_go_once_and_by_their_handle_from_then_on(
    rig: Rig, person: Person, store: AnyDatabase
) -> None:
    kept = await keep(store, "photo", PICTURE, "门口.jpg", "image/jpeg")
    for _ in range(2):
        assert (await rig.channel.send(rig.address(person), Outgoing("门口", file=kept.carried()))).ok
    first, second = arrived(rig, person)
    assert first["photo"] == second["photo"]
    assert rig.server.world.contents[first["photo"][-1]["file_id"]] == PICTURE  # type: ignore[index]


async def test_a_handle_of_another_bot_falls_back_to_the_bytes(
    rig: Rig, person: Person, store: AnyDatabase
) -> None:
    kept = await keep(store, "voice", SOME, mime="audio/ogg", remote="telegram:of-another-bot")
    assert (await rig.channel.send(rig.address(person), Outgoing("语音", file=kept.carried()))).ok
    (message,) = arrived(rig, person)
    assert rig.server.world.contents[message["voice"]["file_id"]] == SOME  # type: ignore[index]


@pytest.mark.parametrize(
    ("kind", "name", "mime", "content"),
    [
        ("photo", "坏.jpg", "image/jpeg", b"no picture at all"),
        ("photo", "大.png", "image/png", PICTURE + b"x" * (11 * 1024 * 1024)),
        ("photo", "动.gif", "image/gif", b"GIF89a"),
        ("audio", "录.wav", "audio/wav", SOME),
        ("document", '引"号.pdf', "application/pdf", b"%PDF"),
    ],
)
async def test_what_telegram_cannot_show_goes_as_a_document(
    rig: Rig, person: Person, store: AnyDatabase, kind: str, name: str, mime: str, content: bytes
) -> None:
    kept = await keep(store, kind, content, name, mime)
    assert (await rig.channel.send(rig.address(person), Outgoing("附件", file=kept.carried()))).ok
    (message,) = arrived(rig, person)
    document = message["document"]
    assert document["file_name"].replace("_", '"') == name  # type: ignore[index]
    assert rig.server.world.contents[document["file_id"]] == content  # type: ignore[index]


async def test_a_place_is_followed_by_its_words_and_buttons(
    rig: Rig, person: Person, store: AnyDatabase
) -> None:
    kept = await keep(store, "position", b"31.5,121.25")
    message = Outgoing("拜访地点", file=kept.carried(), choices=((Choice("a", "好"),),))
    assert (await rig.channel.send(rig.address(person), message)).ok
    place, words = arrived(rig, person)
    assert place["location"] == {"latitude": 31.5, "longitude": 121.25}
    assert words["text"] == "拜访地点"
    assert person.screen()[-1].labels == ["好"]


async def test_a_caption_too_long_follows_its_file_even_after_a_retry(
    rig: Rig, person: Person, store: AnyDatabase
) -> None:
    kept = await keep(store, "document", b"PK", "表.xlsx")
    message = Outgoing("字" * 1025, file=kept.carried(), choices=((Choice("a", "好"),),), key="7")
    rig.server.faults.add("status", "sendMessage", code=500)
    assert (await rig.channel.send(rig.address(person), message)).why is Why.NETWORK
    assert (await rig.channel.send(rig.address(person), message)).ok
    first, second = [shown for shown in person.screen() if not shown.mine]
    assert (first.text, first.labels) == ("", [])
    assert (len(second.text), second.labels) == (1025, ["好"])


async def test_what_cannot_be_sent_says_why(rig: Rig, person: Person, store: AnyDatabase) -> None:
    kept = await keep(store, "document", b"PK", "表.xlsx")
    address = rig.address(person)
    for odd, why in (
        (File("chart", "1"), Why.UNSUPPORTED),
        (File("document", "999"), Why.BAD_REQUEST),
        (File("document", "no number"), Why.BAD_REQUEST),
    ):
        assert (await rig.channel.send(address, Outgoing("表", file=odd))).why is why
    await store.turn(lambda u: u.files.add("document", "", "", b"", None, NOON))
    empty = File("document", str(kept.id + 1))
    assert (await rig.channel.send(address, Outgoing("表", file=empty))).why is Why.BAD_REQUEST
    rig.server.faults.add("status", "sendDocument", code=413, description="Request Entity Too Large")
    sent = await rig.channel.send(address, Outgoing("表", file=kept.carried()))
    assert sent.why is Why.BAD_REQUEST
    person.blocks()
    assert (await rig.channel.send(address, Outgoing("表", file=kept.carried()))).why is Why.BLOCKED
