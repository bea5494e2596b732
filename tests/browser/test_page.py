"""The demo page itself: binding, news, the clock, keyboard, colours, sizes."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from playwright.async_api import Browser, expect

from tests.browser.audit import COLOURS, FOCUSED, LABELS, TARGETS
from tests.browser.stage import CHROMIUM, DESKTOP, NEEDED, PHONE, SMALL, Product, Stage, stage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(not CHROMIUM, reason=NEEDED),
]


WRONG: tuple[object, ...] = (
    {"to": "2020-01-01T09:00"},
    {"to": "later"},
    {"advance": "-PT3M"},
    {"advance": "3"},
    {"advance": "P900D"},
    {"advance": "PT3M", "to": "next_morning"},
    {},
    [],
)


async def test_a_visitor_binds_by_the_code_beside_the_chip(chromium: Browser, product: Product) -> None:
    async with stage(chromium, product) as play:
        chip = play.chip("张伟")
        shown = re.search(r"[2-9A-Z]{8}", await chip.inner_text())
        assert shown
        await play.turn_to("张伟")
        await play.hears("张伟", "绑定账户后")
        assert await play.tries("张伟", shown[0]) == shown[0]
        await play.hears("张伟", "请问您同意吗")
        await play.presses("张伟", "同意")
        await play.hears("张伟", "账户已绑定", "王强")
        await expect(chip).to_have_text(re.compile(r"^客户\s+张伟\s*(有新消息)?$"))
        await play.says("张伟", shown[0])
        await play.hears("张伟", "已经使用过")


async def test_a_chat_that_was_never_opened_tells_of_its_news(chromium: Browser, product: Product) -> None:
    async with stage(chromium, product) as play:
        await expect(play.chip("周敏").locator(".dot")).to_be_hidden()
        await play.moves("下一工作日")
        await play.says("王强", "投诉 王芳 重大 断网两天")
        await play.presses("王强", "保存")
        await play.hears("李静", "断网两天")
        await expect(play.chip("周敏").locator(".dot")).to_be_hidden()
        for _ in range(6):
            await play.moves("快进 3 分钟")
        await expect(play.chip("周敏").locator(".dot")).to_be_visible()
        await play.hears("周敏", "主管尚未确认", "断网两天")


async def post(play: Stage, body: object, **headers: str) -> tuple[int, dict[str, str]]:
    answer = await play.page.request.post(f"{play.origin}/demo/clock", data=body, headers=headers)
    return answer.status, await answer.json()


async def test_the_clock_by_hand(chromium: Browser, product: Product) -> None:
    """The clock is an address too; it goes to any day, and refuses what it does not understand."""
    async with stage(chromium, product) as play:
        before = (await (await play.page.request.get(f"{play.origin}/demo/clock")).json())["now"]
        status, moved = await post(play, {"advance": "P1DT3M"})
        assert status == 200
        assert moved["now"] > before
        target = (datetime.fromisoformat(moved["now"]) + timedelta(days=1)).replace(
            hour=9, minute=0, second=0
        )
        status, moved = await post(play, {"to": target.strftime("%Y-%m-%dT%H:%M")})
        assert status == 200
        assert moved["now"].startswith(target.strftime("%Y-%m-%dT%H:%M"))
        earlier = target - timedelta(days=30)
        status, moved = await post(play, {"to": earlier.strftime("%Y-%m-%dT%H:%M")})
        assert (status, moved["now"][:16]) == (200, earlier.strftime("%Y-%m-%dT%H:%M"))
        for wrong in WRONG:
            status, refusal = await post(play, wrong)
            assert status == 400
            assert re.search("[\u4e00-\u9fff]", refusal["error"])
        assert (await post(play, {"advance": "PT3M"}, Origin="http://elsewhere.example"))[0] == 403
        now = (await (await play.page.request.get(f"{play.origin}/demo/clock")).json())["now"]
        await play.page.reload()
        await expect(play.page.locator("#time")).to_have_attribute("datetime", re.compile(now[:15]))
        # The other tests of this module meet the day as it was.
        assert (await post(play, {"to": before[:16]}))[0] == 200


async def test_by_keyboard_alone(chromium: Browser, product: Product) -> None:
    """Tab goes as the eye does, shows where it stands, and everything works without a mouse."""
    async with stage(chromium, product) as play:
        page = play.page
        seen: list[str] = []
        while not seen or seen[-1] != "text":
            await page.keyboard.press("Tab")
            where, outline = await page.evaluate(FOCUSED)
            assert outline, where
            seen.append(where)
            assert len(seen) < 60
        order = ["快进 3 分钟", "下一工作日", "客户 张三", "收起 客户 张三", "怎么查余额", "scroll"]
        assert [seen.index(name) for name in order] == sorted(seen.index(name) for name in order)
        await page.keyboard.type("投诉")
        await page.keyboard.press("Enter")
        asked = play.chat("张三").get_by_role("button", name="资费", exact=True).last
        await expect(asked).to_be_visible()
        while (await page.evaluate(FOCUSED))[0] != "资费":
            await page.keyboard.press("Shift+Tab")
            seen.append("")
            assert len(seen) < 120
        await page.keyboard.press("Enter")
        await play.hears("张三", "影响有多大")
        await play.says("张三", "取消")
        await play.hears("张三", "已取消")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE, SMALL], ids=["desktop", "phone", "small"])
async def test_labels_colours_and_sizes(
    chromium: Browser, product: Product, size: tuple[int, int], dark: bool
) -> None:
    """Every control has a name, every word enough contrast, every target room for a finger."""
    async with stage(chromium, product, size, dark=dark) as play:
        await play.tries("王强", "今日")
        await play.hears("王强", "逾期")
        least = 40 if play.narrow else 34
        for frame in play.page.frames:
            assert await frame.evaluate(LABELS) == []
            assert await frame.evaluate(COLOURS) == []
            assert await frame.evaluate(TARGETS, least) == []
        titles = [await frame.get_attribute("title") for frame in await play.page.locator("iframe").all()]
        assert len(set(titles)) == len(titles) == 3
        log = play.chat("王强").locator("#log")
        assert await log.get_attribute("role") == "log"
        assert await play.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
