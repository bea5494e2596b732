from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Page, async_playwright, expect

from bot.dialog.message import Address, Choice, Kind, Outgoing, Ref
from bot.errors import StorageBusy
from tests.unit.web.fakes import House, house

CHROMIUM = shutil.which("chromium") or ""
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="needs chromium"),
]

MENU = ((Choice("m:1", "咨询", "primary"), Choice("m:2", "办理")),)


@asynccontextmanager
async def browser(width: int = 360, height: int = 740) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        page = await chromium.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda m: wrong.append(m.text) if "Content Security" in m.text else None)
        try:
            yield page
        finally:
            await chromium.close()
        assert wrong == []


async def open_chat(h: House, page: Page, user: str = "anna", fragment: str = "") -> None:
    h.store.person(user)
    await page.goto(h.origin + h.path(user) + fragment)
    await expect(page.locator("#log")).to_have_attribute("aria-live", "polite")


def cut_off(h: House, user: str = "anna") -> None:
    for socket in h.channel._hub._sockets[user]:
        socket.abort()


async def test_a_first_visit_starts_with_its_code_and_buttons_press() -> None:
    async with house() as h, browser() as page:
        await page.goto(h.origin)
        await page.fill("#code", "K7 QX")
        await page.keyboard.press("Enter")
        started = await h.desk.next()
        assert (started.kind, started.text) == (Kind.START, "K7 QX")
        await expect(page).to_have_url(re.compile(r"/w/[\w-]+\.[\w-]+$"))
        user = started.sender.user
        message = h.store.keep(user, Outgoing("您好\n<b>请选择</b>", MENU))
        await h.channel.send(started.sender, message)
        assert await page.locator(".bubble").last.inner_text() == "您好\n<b>请选择</b>"
        await page.get_by_role("button", name="办理").dblclick()
        pressed = await h.desk.next()
        assert (pressed.kind, pressed.choice, pressed.ref) == (Kind.CHOICE, "m:2", Ref(message.key))
        await expect(page.locator(".mine .bubble")).to_have_text(["办理"])
        changed = h.store.keep(user, Outgoing("已选 办理"), edits=message.key)
        await h.channel.edit(started.sender, Ref(message.key), changed)
        await expect(page.locator(".line:not(.mine) .bubble")).to_have_text(["已选 办理"])
        await expect(page.locator(".choice")).to_have_count(0)
        await page.reload()
        await expect(page.locator(".bubble")).to_have_text(["已选 办理"])
        assert len(h.desk.events) == 2


async def test_keys_send_and_break_lines() -> None:
    async with house() as h, browser() as page:
        await open_chat(h, page)
        await h.desk.next()
        await page.locator("#text").focus()
        await page.keyboard.type("第一行")
        await page.keyboard.press("Shift+Enter")
        await page.keyboard.type("第二行")
        composing = "new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true})"
        await page.evaluate(f"document.getElementById('text').dispatchEvent({composing})")
        await expect(page.locator(".mine")).to_have_count(0)
        await page.keyboard.press("Enter")
        assert (await h.desk.next()).text == "第一行\n第二行"
        await expect(page.locator(".mine .meta")).to_contain_text("已送达")
        await expect(page.locator("#text")).to_be_focused()


async def test_a_drop_loses_nothing_either_way() -> None:
    async with house() as h, browser() as page:
        await open_chat(h, page)
        await h.desk.next()
        await h.tell("anna", "一")
        await expect(page.locator(".bubble")).to_have_text(["一"])
        h.desk.fail = [StorageBusy()]
        cut_off(h)
        h.store.keep("anna", Outgoing("断线时写的"))
        await page.fill("#text", "断线时说的")
        await page.click("#send")
        await expect(page.locator("#banner")).to_be_visible()
        assert (await h.desk.next()).text == "断线时说的"
        await expect(page.locator("#banner")).to_be_hidden()
        assert sorted(await page.locator(".bubble").all_inner_texts()) == ["一", "断线时写的", "断线时说的"]


async def test_what_is_unsent_survives_a_reload() -> None:
    async with house() as h, browser() as page:
        await open_chat(h, page)
        await h.desk.next()
        await h.tell("anna", "您好")
        h.desk.fail = [StorageBusy()] * 2
        await page.fill("#text", "还没送到")
        await page.keyboard.press("Enter")
        await expect(page.locator("#banner")).to_be_visible()
        await page.reload()
        await expect(page.locator(".bubble")).to_have_text(["您好", "还没送到"])
        assert (await h.desk.next()).text == "还没送到"
        await expect(page.locator(".mine .meta")).to_contain_text("已送达")


async def test_new_lines_do_not_tear_away_who_reads_above() -> None:
    async with house() as h, browser() as page:
        for number in range(40):
            await h.tell("anna", f"第{number}条")
        await open_chat(h, page)
        await expect(page.locator(".bubble").last).to_be_in_viewport()
        await page.locator("#scroll").hover()
        await page.mouse.wheel(0, -600)
        await expect(page.locator(".bubble").last).not_to_be_in_viewport()
        await h.tell("anna", "新的一条")
        await page.get_by_role("button", name="有新消息").click()
        await expect(page.get_by_text("新的一条")).to_be_in_viewport()
        await expect(page.locator("#pill")).to_be_hidden()


async def test_a_link_that_ends_says_so() -> None:
    async with house() as h, browser() as page:
        await open_chat(h, page)
        await h.desk.next()
        del h.store.links["anna"]
        cut_off(h)
        await expect(page.get_by_role("heading")).to_have_text("没有找到这个链接")


@pytest.mark.parametrize(("width", "height"), [(360, 740), (390, 844), (1440, 900)])
async def test_nothing_sticks_out(width: int, height: int) -> None:
    async with house() as h, browser(width, height) as page:
        long = "很长的话" * 60 + "x" * 300
        rows = tuple((Choice(f"a:{n}", "选项" * 14), Choice(f"b:{n}", "短")) for n in range(3))
        message = h.store.keep("anna", Outgoing(long, rows))
        await open_chat(h, page)
        await h.channel.send(Address("web", "anna", "anna"), message)
        await expect(page.locator(".bubble")).to_have_count(1)
        for element in ("document.documentElement", "document.getElementById('scroll')"):
            assert await page.evaluate(f"{element}.scrollWidth <= {element}.clientWidth")
        await expect(page.locator("#send")).to_be_in_viewport(ratio=1)
