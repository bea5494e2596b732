from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.channels.web import WebLimits, frames
from bot.channels.web.hub import LINK_GONE, TOO_MANY
from bot.dialog.message import Address, Choice, Kind, Outgoing, Ref
from bot.errors import StorageBusy
from tests.unit.web.fakes import end, hear, house

ANNA = Address("web", "anna", "anna")
MENU = ((Choice("m:1", "咨询"), Choice("m:2", "办理", "primary")),)


async def test_what_is_said_is_kept_before_it_is_confirmed() -> None:
    async with house() as h:
        page = await h.page("anna")
        await page.send_json({"t": "say", "id": "0000-0001", "text": "你好\n😀"})
        assert await hear(page) == {"t": "got", "id": "0000-0001", "at": "2026-10-10T09:00:00+08:00"}
        event = h.desk.events[0]
        assert (event.id, event.kind, event.text) == ("anna:0000-0001", Kind.TEXT, "你好\n😀")
        assert event.sender == ANNA


async def test_a_start_carries_its_code_and_is_no_line() -> None:
    async with house() as h:
        page = await h.page("anna")
        await page.send_json({"t": "start", "id": "0000-0001", "text": "K7QX"})
        assert (await hear(page))["t"] == "got"
        assert (h.desk.events[0].kind, h.desk.events[0].text) == (Kind.START, "K7QX")
        await page.send_json({"t": "hello", "out": 0, "in": 0})
        assert (await hear(page))["lines"] == []


async def test_a_press_names_the_choice_and_the_message() -> None:
    async with house() as h:
        page = await h.page("anna")
        message = h.store.keep("anna", Outgoing("请选择", MENU))
        delivery = await h.channel.send(ANNA, message)
        assert delivery.ref == Ref("1")
        line = await hear(page)
        assert line == {
            "t": "line",
            "id": 1,
            "mine": False,
            "at": "2026-10-10T09:00:00+08:00",
            "text": "请选择",
            "choices": [
                [
                    {"id": "m:1", "label": "咨询", "style": ""},
                    {"id": "m:2", "label": "办理", "style": "primary"},
                ]
            ],
            "edits": "",
        }
        await page.send_json(
            {"t": "press", "id": "0000-0001", "choice": "m:1", "message": 1, "label": "咨询"}
        )
        assert (await hear(page))["t"] == "got"
        event = h.desk.events[0]
        assert (event.kind, event.choice, event.ref, event.text) == (Kind.CHOICE, "m:1", Ref("1"), "咨询")


async def test_an_edit_names_the_line_it_replaces() -> None:
    async with house() as h:
        page = await h.page("anna")
        first = await h.tell("anna", "一")
        assert (await hear(page))["text"] == "一"
        second = h.store.keep("anna", Outgoing("二"), edits=first.key)
        delivery = await h.channel.edit(ANNA, Ref(first.key), second)
        assert delivery.ok
        line = await hear(page)
        assert (line["text"], line["edits"], line["id"]) == ("二", "1", 2)


async def test_a_repeat_is_confirmed_again_and_worked_once() -> None:
    async with house() as h:
        page = await h.page("anna")
        for _ in range(2):
            await page.send_json({"t": "say", "id": "0000-0001", "text": "一次"})
            assert (await hear(page))["t"] == "got"
        await page.close()
        page = await h.page("anna")
        await page.send_json({"t": "say", "id": "0000-0001", "text": "一次"})
        assert (await hear(page))["t"] == "got"
        assert len(h.desk.events) == 1


async def test_a_busy_store_is_told_and_nothing_confirmed() -> None:
    async with house() as h:
        page = await h.page("anna")
        h.desk.fail = [StorageBusy()]
        await page.send_json({"t": "say", "id": "0000-0001", "text": "在吗"})
        assert await hear(page) == {"t": "busy", "id": "0000-0001"}
        await page.send_json({"t": "say", "id": "0000-0001", "text": "在吗"})
        assert (await hear(page))["t"] == "got"


async def test_an_unknown_failure_keeps_the_persons_words_out_of_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with house() as h:
        page = await h.page("anna")
        h.desk.fail = [RuntimeError("13800001111 说了什么")]
        await page.send_json({"t": "say", "id": "0000-0001", "text": "13800001111"})
        assert (await hear(page))["t"] == "busy"
        assert "RuntimeError" in caplog.text
        assert "13800001111" not in caplog.text
        assert {r.levelno for r in caplog.records if r.name.startswith("bot")} == {logging.ERROR}


async def test_unread_lines_wait_and_come_once_in_order() -> None:
    async with house() as h:
        for number in range(120):
            await h.tell("anna", str(number))
        socket = await h.socket("anna")
        await socket.send_json({"t": "hello", "out": 20, "in": 0})
        first, second = await hear(socket), await hear(socket)
        assert [x["text"] for x in first["lines"] + second["lines"]] == [str(n) for n in range(20, 120)]
        assert (first["more"], second["more"], first["cut"]) == (True, False, False)


async def test_older_history_is_said_to_be_cut() -> None:
    async with house(WebLimits(replay_lines=3)) as h:
        for number in range(5):
            await h.tell("anna", str(number))
        socket = await h.socket("anna")
        await socket.send_json({"t": "hello", "out": 0, "in": 0})
        frame = await hear(socket)
        assert [x["text"] for x in frame["lines"]] == ["2", "3", "4"]
        assert frame["cut"]
        await socket.send_json({"t": "hello", "out": 1, "in": 0})
        frame = await hear(socket)
        assert [x["text"] for x in frame["lines"]] == ["1", "2", "3", "4"]
        assert not frame["cut"]


async def test_a_push_that_races_with_the_replay_is_neither_lost_nor_doubled() -> None:
    async with house() as h:
        socket = await h.socket("anna")
        in_replay = h.store.keep("anna", Outgoing("在回放里"))

        def race() -> None:
            h.store.after_read = None
            late = h.store.keep("anna", Outgoing("回放之后"))
            for message in (in_replay, late, late):
                h.background.start(h.channel.send(ANNA, message), "racing push")

        h.store.after_read = race
        await socket.send_json({"t": "hello", "out": 0, "in": 0})
        assert [x["text"] for x in (await hear(socket))["lines"]] == ["在回放里"]
        assert (await hear(socket))["text"] == "回放之后"
        await h.channel.send(ANNA, in_replay)
        await h.tell("anna", "最后")
        assert (await hear(socket))["text"] == "最后"


async def test_lines_before_hello_are_held_back() -> None:
    async with house() as h:
        socket = await h.socket("anna")
        await socket.send_json({"t": "ping"})
        assert (await hear(socket))["t"] == "pong"
        await h.tell("anna", "早到")
        await socket.send_json({"t": "hello", "out": 0, "in": 0})
        assert [x["text"] for x in (await hear(socket))["lines"]] == ["早到"]


async def test_tabs_hear_each_other_and_nobody_else_does() -> None:
    async with house() as h:
        one, two, other = await h.page("anna"), await h.page("anna"), await h.page("bert")
        await one.send_json({"t": "say", "id": "0000-0001", "text": "第一个窗口"})
        assert (await hear(one))["t"] == "got"
        line = await hear(two)
        assert (line["mine"], line["event"], line["text"]) == (True, "0000-0001", "第一个窗口")
        await h.tell("anna", "给安娜")
        assert (await hear(one))["text"] == (await hear(two))["text"] == "给安娜"
        await h.tell("bert", "给伯特")
        assert (await hear(other))["text"] == "给伯特"


async def test_bad_frames_are_told_and_ten_in_a_row_close() -> None:
    async with house() as h:
        page = await h.page("anna")
        for raw in ("{", "[]", '{"t":"x"}', '{"t":"say","id":1}'):
            await page.send_str(raw)
            assert await hear(page) == {"t": "error", "why": "frame"}
        await page.send_json({"t": "ping"})
        assert (await hear(page))["t"] == "pong"
        for _ in range(10):
            await page.send_str("{")
        assert await end(page) == 1008


async def test_binary_and_oversized_frames_close() -> None:
    async with house() as h:
        page = await h.page("anna")
        await page.send_bytes(b"x")
        assert await end(page) == 1003
        page = await h.page("anna")
        await page.send_str("x" * 70_000)
        assert await end(page) == 1009
        assert h.desk.events == []


async def test_long_texts_reach_the_product_and_longer_ones_are_refused() -> None:
    async with house() as h:
        page = await h.page("anna")
        await page.send_str(frames.dump({"t": "say", "id": "0000-0001", "text": "长" * 20_000}))
        assert (await hear(page))["t"] == "got"
        await page.send_json({"t": "say", "id": "0000-0002", "text": "x" * 20_001})
        assert await hear(page) == {"t": "error", "why": "long", "id": "0000-0002"}


async def test_a_flood_is_slowed_without_dropping_the_connection() -> None:
    async with house(WebLimits(events=3, events_seconds=60)) as h:
        page = await h.page("anna")
        for number in range(4):
            await page.send_json({"t": "say", "id": f"0000-000{number}", "text": "快"})
        answers = [await hear(page) for _ in range(4)]
        assert [a["t"] for a in answers] == ["got", "got", "error", "error"]
        assert answers[3] == {"t": "error", "why": "slow", "id": "0000-0003"}
        assert not page.closed


async def test_only_so_many_tabs() -> None:
    async with house(WebLimits(sockets=2)) as h:
        kept = [await h.page("anna"), await h.page("anna")]
        third = await h.socket("anna")
        assert await end(third) == TOO_MANY
        await kept[0].close()
        await h.page("bert")


async def test_a_page_that_does_not_read_is_let_go() -> None:
    async with house(WebLimits(queue_frames=4)) as h:
        page = await h.page("anna")
        for _ in range(10):
            h.store.keep("anna", Outgoing("x"))
        for number in range(2, 12):
            await h.channel.send(ANNA, Outgoing("x" * 9_000, key=str(number)))
        assert await end(page) == 1006
        page = await h.page("anna")
        await page.close()


async def test_another_process_writes_and_the_page_hears_it_once() -> None:
    async with house(WebLimits(poll_seconds=0.02), shared=True) as h:
        for number in range(3):
            h.store.keep("anna", Outgoing(f"旧{number}"))
        page = await h.page("anna")
        written = h.store.keep("anna", Outgoing("另一台写的"))
        assert (await hear(page))["text"] == "另一台写的"
        await h.channel.send(ANNA, replace(written))
        h.store.keep("anna", Outgoing("再一条"))
        assert (await hear(page))["text"] == "再一条"


async def test_a_link_that_ends_closes_its_pages() -> None:
    async with house(WebLimits(link_check_seconds=0.02)) as h:
        page, other = await h.page("anna"), await h.page("bert")
        h.store.links["anna"] = replace(h.store.links["anna"], revoked_at=h.clock.now())
        assert await end(page) == LINK_GONE
        h.clock.advance(timedelta(days=31))
        assert await end(other) == LINK_GONE


async def test_the_end_of_the_channel_says_goodbye() -> None:
    async with house() as h:
        page = await h.page("anna")
        await h.background.close()
        assert await end(page) in (1001, 1006)


async def test_the_browsers_language_comes_with_what_is_said() -> None:
    """A24: the page's own word goes before the header; English can be offered to who seems to read it."""
    async with house() as h:
        h.store.person("anna")
        headers = {"Origin": h.origin, "Accept-Language": "ja,en;q=0.5"}
        socket = await h.client.ws_connect(h.path("anna") + "/ws", headers=headers)
        await socket.send_json({"t": "say", "id": "a" * 8, "text": "hi"})
        assert (await h.desk.next()).locale == "en"
        await socket.send_json({"t": "hello", "out": 0, "in": 0, "lang": "en", "locale": "de-AT"})
        await socket.send_json({"t": "say", "id": "b" * 8, "text": "hi"})
        assert (await h.desk.next()).locale == "de-AT"


async def test_a_choice_of_language_changes_the_open_page_at_once() -> None:
    """A24: with the answer come the page's own words, once, and only where a page shows any."""
    async with house() as h:
        anna = h.store.person("anna")
        page, plain = await h.socket("anna"), await h.page("anna")
        await page.send_json({"t": "hello", "out": 0, "in": 0, "lang": "zh-CN", "locale": "zh-CN"})
        assert (await hear(page))["t"] == "lines"
        await h.tell("anna", "您好")
        assert (await hear(page))["text"] == (await hear(plain))["text"] == "您好"
        h.store.known["anna"] = replace(anna, language="english")
        await h.tell("anna", "We will go on in English.")
        assert (await hear(page))["t"] == "line"
        words = await hear(page)
        assert (words["t"], words["lang"], words["words"]["web-send"]) == ("words", "en", "Send")
        await h.tell("anna", "one")
        await h.tell("anna", "two")
        assert [(await hear(page))["text"] for _ in range(2)] == ["one", "two"]
        assert [(await hear(plain))["text"] for _ in range(3)] == ["We will go on in English.", "one", "two"]


async def test_a_page_that_was_away_gets_its_words_with_the_history() -> None:
    async with house() as h:
        h.store.known["anna"] = replace(h.store.person("anna"), language="english")
        socket = await h.socket("anna")
        await socket.send_json({"t": "hello", "out": 0, "in": 0, "lang": "zh-CN"})
        assert (await hear(socket))["lang"] == "en"
        assert (await hear(socket))["t"] == "lines"
