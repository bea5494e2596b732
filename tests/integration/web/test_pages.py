from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import unquote

import pytest
from aiohttp import WSServerHandshakeError

from bot.channels.web import WebLimits
from bot.services.records import Customer
from tests.unit.web.fakes import WORDS, House, house


async def test_the_chat_page_is_served_with_its_words_and_protected() -> None:
    async with house() as h:
        h.store.person("anna")
        answer = await h.client.get(h.path("anna"))
        text = await answer.text()
        assert answer.status == 200
        assert "和畅通信 &amp; &lt;客户服务&gt;" in text
        assert "\\u003c客户服务\\u003e" in text
        assert "{{" not in text
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        for name, value in {
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
            "X-Frame-Options": "DENY",
        }.items():
            assert answer.headers[name] == value
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert "Set-Cookie" not in answer.headers


async def test_everything_a_page_loads_is_there_and_asked_for_again() -> None:
    async with house() as h:
        h.store.person("anna")
        seen = set()
        for path in (h.path("anna"), "/"):
            text = await (await h.client.get(path)).text()
            seen |= set(re.findall(r"/assets/[a-z.]+", text))
        seen |= {"/assets/wire.js", "/assets/demo.js", "/assets/demo.css"}
        for asset in seen:
            answer = await h.client.get(asset)
            assert answer.status == 200, asset
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            again = await h.client.get(asset, headers={"If-None-Match": answer.headers["ETag"]})
            assert again.status == 304
        for missing in ("/assets/chat.html", "/assets/..%2fchannel.py", "/assets/none.js"):
            answer = await h.client.get(missing)
            assert answer.status == 404
            assert "Content-Security-Policy" in answer.headers or missing.count("%")


async def test_links_that_do_not_open() -> None:
    async with house() as h:
        h.store.person("anna")
        good = h.path("anna")
        for path in (good + "x", "/w/anna", "/w/anna.", "/w/" + "%00" * 9, h.path("nobody")):
            answer = await h.client.get(path)
            assert answer.status == 404
            assert "没有找到这个链接" in await answer.text()
        link = h.store.links["anna"]
        h.store.links["anna"] = replace(link, revoked_at=h.clock.now())
        assert (await h.client.get(good)).status == 410
        h.store.links["anna"] = link
        assert (await h.client.get(good)).status == 200
        h.clock.advance(timedelta(days=30))
        answer = await h.client.get(good)
        assert answer.status == 410
        assert "这个链接已失效" in await answer.text()
        with pytest.raises(WSServerHandshakeError) as refused:
            await h.socket("anna")
        assert refused.value.status == 410


async def test_a_code_makes_a_fresh_link_and_goes_along_out_of_sight() -> None:
    async with house() as h:
        places = []
        for _ in range(2):
            answer = await h.client.post(
                "/enter", data={"code": " K7/Q X "}, headers={"Origin": h.origin}, allow_redirects=False
            )
            assert answer.status == 303
            assert "Content-Security-Policy" in answer.headers
            places.append(answer.headers["Location"])
        assert places[0] != places[1]
        path, _, code = places[0].partition("#")
        assert unquote(code) == "K7/Q X"
        assert (await h.client.get(path)).status == 200
        answer = await h.client.post("/guest", headers={"Origin": h.origin}, allow_redirects=False)
        assert re.fullmatch(r"/w/[\w-]+\.[\w-]+", answer.headers["Location"])


@pytest.mark.parametrize("code", ["", "  ", "x" * 65])
async def test_an_impossible_code_leads_back(code: str) -> None:
    async with house() as h:
        answer = await h.client.post(
            "/enter", data={"code": code}, headers={"Origin": h.origin}, allow_redirects=False
        )
        assert (answer.status, answer.headers["Location"]) == (303, "/enter")
        assert h.store.links == {}


@pytest.mark.parametrize(
    "origin", [None, "null", "https://evil.example", "http://127.0.0.1.evil.example", "file://"]
)
async def test_foreign_pages_are_refused(origin: str | None) -> None:
    async with house() as h:
        h.store.person("anna")
        headers = {"Origin": origin} if origin else {}
        assert (await h.client.post("/guest", headers=headers)).status == 403
        assert (await h.client.post("/enter", data={"code": "K"}, headers=headers)).status == 403
        with pytest.raises(WSServerHandshakeError) as refused:
            await h.client.ws_connect(h.path("anna") + "/ws", headers=headers)
        assert refused.value.status == 403
        assert len(h.store.links) == 1


async def test_too_many_entries_are_asked_to_wait() -> None:
    async with house(WebLimits(entries=2)) as h:
        for status in (303, 303, 429):
            answer = await h.client.post("/guest", headers={"Origin": h.origin}, allow_redirects=False)
            assert answer.status == status
        assert "请稍候再试" in await answer.text()


async def test_a_busy_store_is_a_kind_page() -> None:
    async with house() as h:
        h.store.person("anna")
        h.store.busy = True
        assert (await h.client.get(h.path("anna"))).status == 503
        answer = await h.client.post("/guest", headers={"Origin": h.origin}, allow_redirects=False)
        assert answer.status == 503


async def test_the_front_page_lets_a_form_tell_its_origin() -> None:
    async with house() as h:
        answer = await h.client.get("/")
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert 'action="/enter"' in await answer.text()


async def test_health_and_a_plain_request_to_the_socket() -> None:
    async with house() as h:
        assert await (await h.client.get("/healthz")).json() == {"ok": True}
        h.store.person("anna")
        answer = await h.client.get(h.path("anna") + "/ws", headers={"Origin": h.origin})
        assert answer.status == 426


async def test_in_the_demo_only_our_own_page_may_frame_the_chat() -> None:
    async with house(embed=True) as h:
        h.store.person("anna")
        answer = await h.client.get(h.path("anna"))
        assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
        assert (await h.client.get("/")).status == 404


ENGLISH = {"Accept-Language": "en-US,en;q=0.9"}


async def reads(h: House, path: str, accept: str) -> str:
    """Return the language a page is served in, to its heading and its script alike."""
    text = await (await h.client.get(path, headers={"Accept-Language": accept} if accept else {})).text()
    lang = _first(r'<html lang="([^"]+)"', text)
    assert (
        lang
        == {"Send": "en", WORDS["web-send"]: "zh-CN"}[
            json.loads(_first(r'id="words">(.*?)</script>', text))["web-send"]
        ]
    )
    assert re.findall(r'id="send"[^>]*>([^<]+)<', text) == [{"en": "Send", "zh-CN": "发送"}[lang]]
    return lang


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("accept", "lang"),
    [
        ("", "zh-CN"),
        ("*", "zh-CN"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"),
        ("en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("en;q=0.2, zh-TW;q=0.7", "zh-CN"),
        ("ja, zh;q=0.5", "zh-CN"),
        ("fr", "en"),
        ("zh;q=0, en", "en"),
        (";;,q=x;q=nonsense,,", "zh-CN"),
        ("x" * 5000, "en"),
    ],
)
async def test_a_guest_reads_the_page_as_their_browser_asks(accept: str, lang: str) -> None:
    """A24: nobody has chosen yet."""
    async with house() as h:
        h.store.person("anna")
        assert await reads(h, h.path("anna"), accept) == lang


async def test_a_choice_and_a_file_go_before_the_browser() -> None:
    """A24: what a guest chose, what a customer's file says; staff read Chinese."""
    async with house() as h:
        anna = h.store.person("anna")
        h.store.known["anna"] = replace(anna, language="english")
        assert await reads(h, h.path("anna"), "zh-CN") == "en"
        h.store.known["anna"] = replace(anna, language="mandarin")
        assert await reads(h, h.path("anna"), "en-US") == "zh-CN"
        h.store.known["anna"] = replace(anna, language="offered")
        assert await reads(h, h.path("anna"), "en-US") == "en"
        for kept, lang in (("english", "en"), ("mandarin", "zh-CN"), ("cantonese", "zh-CN"), ("", "zh-CN")):
            h.store.customers[7] = Customer(7, "安娜", "", "person", "", "", False, None, None, "", kept)
            h.store.known["anna"] = replace(anna, customer_id=7, language="offered")
            assert await reads(h, h.path("anna"), "en-US") == lang
        h.store.known["anna"] = replace(anna, staff_id=1, language="english")
        assert await reads(h, h.path("anna"), "en-US") == "zh-CN"


async def test_entry_and_notices_are_in_the_browsers_language() -> None:
    async with house(WebLimits(entries=0)) as h:
        entry = await (await h.client.get("/", headers=ENGLISH)).text()
        assert '<html lang="en">' in entry and "One-time code" in entry and "代码" not in entry
        lost = await (await h.client.get("/w/nobody.x", headers=ENGLISH)).text()
        assert '<html lang="en">' in lost and "This link was not found" in lost
        often = await h.client.post("/guest", headers={"Origin": h.origin, **ENGLISH}, allow_redirects=False)
        assert "Please try again shortly" in await often.text()


async def test_an_upload_is_refused_in_the_persons_language() -> None:
    async with house() as h:
        h.store.known["anna"] = replace(h.store.person("anna"), language="english")
        answer = await h.client.post(f"{h.path('anna')}/files/short", headers={"Origin": h.origin}, data=b"x")
        assert (await answer.json())["error"] == "The file was not uploaded; please choose it again"
