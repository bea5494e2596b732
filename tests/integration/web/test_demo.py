from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.channels.demo import Demo, DemoPerson
from tests.unit.web.fakes import START, WORDS, ZONE, House, house


class FakeDesk:
    """A demo whose clock stands."""

    def __init__(self) -> None:
        self.moment = START

    async def people(self) -> list[DemoPerson]:
        return [DemoPerson("张伟", "customer", "客户", "/w/x", "K1", "customer", True)]

    def now(self) -> datetime:
        return self.moment

    async def advance(self, step: timedelta) -> datetime:
        return await self.go_to(self.moment + step)

    async def go_to(self, moment: datetime) -> datetime:
        self.moment = moment
        return moment

    async def next_morning(self) -> datetime:
        return await self.advance(timedelta(days=1))

    async def next_working_day(self) -> datetime:
        return await self.advance(timedelta(days=2))


def demo() -> Any:
    return house(embed=True, more=lambda channel: Demo(FakeDesk(), channel.pages, ZONE).routes())


async def move(h: House, body: Any, **headers: str) -> tuple[int, dict[str, str]]:
    answer = await h.client.post("/demo/clock", json=body, headers=headers)
    return answer.status, await answer.json()


async def test_the_page_frames_only_ourselves() -> None:
    async with demo() as h:
        answer = await h.client.get("/")
        policy = answer.headers["Content-Security-Policy"]
        assert "frame-src 'self'" in policy and "frame-ancestors 'none'" in policy
        assert "快进 3 分钟" in await answer.text()
        people = (await (await h.client.get("/demo/people")).json())["people"]
        assert people == [
            {
                "name": "张伟",
                "role": "customer",
                "role_label": "客户",
                "url": "/w/x",
                "code": "K1",
                "pane": "customer",
                "open": True,
                "newest": 0,
            }
        ]


@pytest.mark.parametrize(
    ("wish", "now"),
    [
        ({"advance": "PT3M"}, "2026-10-10T09:03:00+08:00"),
        ({"advance": "PT0S"}, "2026-10-10T09:00:00+08:00"),
        ({"to": "2026-10-12T09:00"}, "2026-10-12T09:00:00+08:00"),
        ({"to": "2026-09-30T09:00"}, "2026-09-30T09:00:00+08:00"),
        ({"to": "2026-10-12T09:00Z"}, "2026-10-12T17:00:00+08:00"),
        ({"to": "next_morning"}, "2026-10-11T09:00:00+08:00"),
        ({"to": "next_working_day"}, "2026-10-12T09:00:00+08:00"),
    ],
)
async def test_the_clock_moves(wish: dict[str, str], now: str) -> None:
    async with demo() as h:
        told = {"now": now, "zone": "Asia/Shanghai"}
        assert await move(h, wish) == (200, told)
        assert await (await h.client.get("/demo/clock")).json() == told


@pytest.mark.parametrize(
    ("wish", "key"),
    [
        ({}, "demo-malformed"),
        ([], "demo-malformed"),
        ("PT3M", "demo-malformed"),
        ({"advance": 3}, "demo-malformed"),
        ({"advance": "three minutes"}, "demo-malformed"),
        ({"advance": "-PT3M"}, "demo-malformed"),
        ({"advance": "PT3M", "to": "next_morning"}, "demo-malformed"),
        ({"to": "tomorrow"}, "demo-malformed"),
        ({"to": "2026-02-30T09:00"}, "demo-malformed"),
        ({"to": "0001-01-01T00:00"}, "demo-far"),
        ({"advance": "P999999W"}, "demo-far"),
        ({"to": "9999-12-31T00:00"}, "demo-far"),
    ],
)
async def test_an_impossible_wish_is_one_kind_line(wish: Any, key: str) -> None:
    async with demo() as h:
        assert await move(h, wish) == (400, {"error": WORDS[key]})
        assert (await (await h.client.get("/demo/clock")).json())["now"] == "2026-10-10T09:00:00+08:00"


async def test_no_json_at_all() -> None:
    async with demo() as h:
        answer = await h.client.post("/demo/clock", data=b"\xff{")
        assert answer.status == 400


async def test_a_foreign_page_cannot_move_the_clock() -> None:
    async with demo() as h:
        assert (await move(h, {"advance": "PT3M"}, Origin="https://evil.example"))[0] == 403
        assert (await move(h, {"advance": "PT3M"}, Origin=h.origin))[0] == 200
