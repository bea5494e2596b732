"""Files over the web, on both databases: kept once, handed out to whom they belong, never run (C3, G1)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from aiohttp import ClientResponse

from bot.channels.web import WebLimits
from bot.clock import FixedClock
from bot.dialog.message import Address, File, Incoming, Kind, Outgoing
from bot.errors import BadInput
from bot.services.ports import REPLY, UnitOfWork
from storage.engine import AnyDatabase
from tests.integration.web.test_real_store import Site, site
from tests.telegram.people import PICTURE
from tests.unit.web.fakes import hear

ID = "0000-0001"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
MEGABYTE = 1024 * 1024


@pytest.fixture
async def here(database: AnyDatabase, clock: FixedClock) -> AsyncIterator[Site]:
    async with site(database, clock) as made:
        for user in ("anna", "bert"):
            await link(made, user)
        yield made


async def link(made: Site, user: str) -> None:
    now = made.clock.now()
    later = now.replace(year=now.year + 1)

    def work(uow: UnitOfWork) -> None:
        if uow.people.link(user) is None:
            uow.people.add_link(user, later, now)
        uow.addresses.add(Address("web", user, user), now)

    await made.database.turn(work)


async def upload(
    made: Site,
    content: Any = PICTURE,
    *,
    name: str = "%E9%97%A8.jpg",
    mime: str = "image/jpeg",
    said: str = ID,
    user: str = "anna",
    origin: str = "",
    token: str = "",
) -> ClientResponse:
    ours = str(made.client.make_url("")).rstrip("/")
    return await made.client.post(
        f"/w/{token or made.channel.sign(user)}/files/{said}",
        data=BytesIO(content) if isinstance(content, bytes) else content,
        headers={"Origin": origin or ours, "Content-Type": mime, "X-File-Name": name},
    )


async def get(made: Site, path: str, user: str = "anna") -> ClientResponse:
    return await made.client.get(f"/w/{made.channel.sign(user)}/{path}")


async def count(made: Site) -> tuple[int, int]:
    """Return how many files are kept, and how many events."""

    def work(uow: UnitOfWork) -> tuple[int, int]:
        files = [number for number in range(1, 50) if uow.files.get(number) is not None]
        return len(files), len(uow.inbox.waiting())

    return await made.database.read(work)


async def test_an_upload_becomes_an_event_and_a_line(here: Site) -> None:
    page, _ = await here.page()
    answer = await upload(here)
    assert answer.status == 200
    line = await answer.json()
    assert (line["event"], line["mine"], line["text"]) == (ID, True, "")
    assert line["file"] | {"url": ""} == {
        "kind": "photo",
        "name": "门.jpg",
        "size": len(PICTURE),
        "image": True,
        "url": "",
    }
    assert (await hear(page))["event"] == ID
    (row,) = await here.database.read(lambda uow: uow.inbox.waiting())
    assert (row.event.kind, row.event.id, row.event.sender.user) == (Kind.FILE, f"anna:{ID}", "anna")
    assert row.event.file is not None
    assert row.event.file.kind == "photo"
    shown = await get(here, line["file"]["url"])
    assert await shown.read() == PICTURE
    assert await here.channel.fetch(row.event.file, MEGABYTE) == PICTURE
    with pytest.raises(BadInput):
        await here.channel.fetch(File("photo", "999"), MEGABYTE)


async def test_a_retried_upload_is_neither_lost_nor_doubled(here: Site) -> None:
    answers = await asyncio.gather(*(upload(here) for _ in range(3)))
    assert {answer.status for answer in answers} == {200}
    assert len({(await answer.json())["file"]["url"] for answer in answers}) == 1
    assert await count(here) == (1, 1)
    assert (await upload(here, said="0000-0002")).status == 200
    assert await count(here) == (2, 2)


async def test_the_history_shows_files_of_both_sides(here: Site) -> None:
    url = (await (await upload(here)).json())["file"]["url"]

    def work(uow: UnitOfWork) -> Outgoing:
        who = uow.addresses.at(Address("web", "anna", "anna"))
        kept = uow.files.add("document", "方案.pdf", "application/pdf", b"%PDF", None, here.clock.now())
        assert who is not None
        parcel = uow.outbox.add(who, Outgoing("请看", file=kept.carried()), REPLY, here.clock.now())
        assert parcel is not None
        return replace(parcel.message, key=str(parcel.id))

    message = await here.database.turn(work)
    page, _ = await here.page()
    await here.channel.send(Address("web", "anna", "anna"), message)
    await page.send_json({"t": "hello", "out": 0, "in": 0})
    lines = (await hear(page))["lines"]
    assert [(line["mine"], line["text"], line["file"]["url"]) for line in lines] == [
        (True, "", url),
        (False, "请看", f"files/out/{message.key}"),
    ]
    given = await get(here, f"files/out/{message.key}")
    assert await given.read() == b"%PDF"
    assert given.headers["Content-Disposition"] == "attachment; filename*=UTF-8''%E6%96%B9%E6%A1%88.pdf"


async def test_only_whom_a_message_brought_it_reads_a_file(here: Site) -> None:
    url = (await (await upload(here)).json())["file"]["url"]
    assert (await get(here, url)).status == 200
    assert (await get(here, url, "bert")).status == 404
    number = url.rpartition("/")[2]

    def work(uow: UnitOfWork) -> int:
        who, kept = uow.addresses.at(Address("web", "bert", "bert")), uow.files.get(int(number))
        assert who is not None and kept is not None
        parcel = uow.outbox.add(who, Outgoing("照片", file=kept.carried()), REPLY, here.clock.now())
        assert parcel is not None
        return parcel.id

    parcel = await here.database.turn(work)
    assert (await get(here, f"files/out/{parcel}", "bert")).status == 200
    assert (await get(here, f"files/out/{parcel}")).status == 404
    for path in ("files/own/999", "files/out/999", "files/own/x", "files/own/٣", "files/own/" + "9" * 30):
        assert (await get(here, path)).status == 404
    assert (await here.client.get(f"/w/anna.forged/{url}")).status == 404


@pytest.mark.parametrize(
    ("content", "name", "mime", "shown"),
    [
        (PICTURE, "a.jpg", "text/html", "image/jpeg"),
        (SVG, "a.svg", "image/svg+xml", "application/octet-stream"),
        (b"<html><script>alert(1)</script>", "a.html", "text/html", "application/octet-stream"),
        (b"<html>", "a.png", "image/png", "application/octet-stream"),
        (b"ID3", "a.mp3", "audio/mpeg", "application/octet-stream"),
    ],
)
async def test_nothing_that_was_sent_is_ever_run(
    here: Site, content: bytes, name: str, mime: str, shown: str
) -> None:
    line = await (await upload(here, content, name=name, mime=mime)).json()
    given = await get(here, line["file"]["url"])
    assert await given.read() == content
    assert given.content_type == shown
    assert line["file"]["image"] == shown.startswith("image/")
    inline = given.headers["Content-Disposition"].startswith("inline")
    assert inline == shown.startswith("image/")
    assert given.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in given.headers["Cache-Control"]


async def endless() -> AsyncIterator[bytes]:
    """Yield more than anybody may send, and never say how much."""
    for _ in range(25):
        yield b"x" * MEGABYTE


@pytest.mark.parametrize(
    ("how", "status"),
    [
        ({"content": b""}, 400),
        ({"content": b"x" * (20 * MEGABYTE + 1), "mime": "application/zip"}, 413),
        ({"content": b"MZ", "name": "a.exe"}, 415),
        ({"content": b"MZ", "name": "a.jpg%0A.EXE"}, 415),
        ({"said": "short"}, 400),
        ({"said": "x" * 65}, 400),
        ({"origin": "http://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"token": "anna.forged"}, 404),
    ],
)
async def test_uploads_that_are_refused_say_why(here: Site, how: dict[str, Any], status: int) -> None:
    answer = await upload(here, **how)
    assert answer.status == status
    assert (await answer.json())["error"].strip()
    assert "Content-Security-Policy" in answer.headers
    assert await count(here) == (0, 0)


async def test_an_upload_without_a_size_is_cut_off_at_the_limit(here: Site) -> None:
    answer = await upload(here, endless(), mime="application/zip")
    assert answer.status == 413
    assert "20MB" in (await answer.json())["error"]
    assert await count(here) == (0, 0)


async def test_staff_may_bring_long_spreadsheets(here: Site) -> None:
    now, table = here.clock.now(), b"PK" + b"x" * (21 * MEGABYTE)
    assert (await upload(here, table, name="a.xlsx")).status == 413

    def work(uow: UnitOfWork) -> None:
        staff = uow.people.add_staff("manager", "王强", None, now)
        uow.addresses.add(Address("web", "anna", "anna"), now, staff_id=staff.id)

    await here.database.turn(work)
    assert (await upload(here, table, name="a.xlsx")).status == 200
    assert (await upload(here, table, name="a.zip", said="0000-0002")).status == 413


async def test_a_link_that_has_ended_takes_and_gives_nothing(here: Site) -> None:
    url = (await (await upload(here)).json())["file"]["url"]
    here.clock.set(here.clock.now().replace(year=here.clock.now().year + 2))
    assert (await upload(here, said="0000-0002")).status == 410
    assert (await get(here, url)).status == 410


async def test_too_many_uploads_are_slowed(here: Site) -> None:
    for number in range(WebLimits().uploads):
        assert (await upload(here, said=f"0000-{number:04d}")).status == 200
    refused = await upload(here, said="0000-9999")
    assert refused.status == 429
    assert (await upload(here, said="0000-9999", user="bert")).status == 200


async def test_a_channel_that_takes_nothing_now_says_so(here: Site) -> None:
    here.channel._talk.sink = None
    answer = await upload(here)
    assert answer.status == 503
    here.channel._talk.sink = here.keep
    assert (await upload(here)).status == 200
    assert await count(here) == (1, 1)


@pytest.mark.parametrize(
    "place",
    [
        {"lat": 31.23, "lon": 121.47},
        {"lat": 0, "lon": -180},
    ],
)
async def test_a_place_is_an_event(here: Site, place: dict[str, float]) -> None:
    page, _ = await here.page()
    other, _ = await here.page()
    await page.send_json({"t": "place", "id": ID, **place})
    assert (await hear(page))["t"] == "got"
    (row,) = await here.database.read(lambda uow: uow.inbox.waiting())
    text = f"{place['lat']:.6f},{place['lon']:.6f}"
    assert row.event == Incoming(
        f"anna:{ID}", Address("web", "anna", "anna"), Kind.FILE, file=File("position", text), at=row.event.at
    )
    line = await hear(other)
    assert (line["file"]["name"], line["file"]["url"]) == (text, "")


@pytest.mark.parametrize(
    "place",
    [
        *({"lat": 91, "lon": 0}, {"lat": 0, "lon": 181}, {"lat": "0", "lon": 0}, {"lat": True, "lon": 0}),
        *({"lat": 0}, {}, {"lat": None, "lon": 0}, {"lat": 1e300, "lon": 0}),
    ],
)
async def test_what_is_no_place_is_a_bad_frame(here: Site, place: dict[str, Any]) -> None:
    page, _ = await here.page()
    await page.send_json({"t": "place", "id": ID, **place})
    assert await hear(page) == {"t": "error", "why": "frame"}
    await page.send_str('{"t":"place","id":"0000-0001","lat":NaN,"lon":1e999}')
    assert await hear(page) == {"t": "error", "why": "frame"}
