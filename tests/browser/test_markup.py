"""What people type is shown as it was typed: no markup is drawn and no script runs (G7)."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, FilePayload, FrameLocator, expect

from tests.browser.stage import CHROMIUM, NEEDED, Product, Stage, stage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(not CHROMIUM, reason=NEEDED),
]

SCRIPT = '<script>top.ran = "script"</script>'
PICTURE = '<img src=x onerror="top.ran = 1">'
MARKED = "**重点** _斜体_ [看看](javascript:top.ran=2) <b>粗</b>"
NAME = "<img src=x onerror=ran=1>"
FILE = "<img src=x onerror=top.ran=3>**图**.pdf"
DRAWN = "#log script, #log [onerror], #log [src=x], #log b, #log strong, #log em, #log a[href^='javascript']"


async def shows(chat: FrameLocator, text: str, mine: bool) -> None:
    """Expect a bubble with exactly these characters in it, and nothing drawn from them."""
    side = ".line.mine" if mine else ".line:not(.mine)"
    await expect(chat.locator(f"{side} .bubble").filter(has_text=text).last).to_be_visible()
    await expect(chat.locator(DRAWN)).to_have_count(0)


async def nothing_ran(play: Stage) -> None:
    """Expect that none of what was typed has been executed anywhere on the page."""
    for frame in play.page.frames:
        assert await frame.evaluate("typeof window.ran") == "undefined"


async def test_markup_is_text_for_the_customer_and_the_manager(chromium: Browser, product: Product) -> None:
    async with stage(chromium, product) as play:
        await play.says("张三", "转人工")
        await play.presses("王强", "接入")
        await play.hears("张三", "您好，我是您的客户经理王强。")
        customer, manager = await play.turn_to("张三"), await play.turn_to("王强")
        for text in (SCRIPT, PICTURE, MARKED):
            await play.says("张三", text)
            await shows(customer, text, mine=True)
            await shows(manager, text, mine=False)
        await play.says("王强", MARKED)
        await shows(customer, MARKED, mine=False)
        await customer.locator("#files").set_input_files(
            [FilePayload(name=FILE, mimeType="application/pdf", buffer=b"%PDF")]
        )
        for chat in (customer, manager):
            await expect(chat.locator("a.file", has_text=FILE).last).to_be_visible()
            await expect(chat.locator(DRAWN)).to_have_count(0)
        await play.says("张三", "再见")
        await play.hears("王强", "客户已道别，对话结束")
        await nothing_ran(play)


async def test_a_name_is_text_wherever_it_is_read(chromium: Browser, product: Product) -> None:
    async with stage(chromium, product) as play:
        await play.says("张三", "我的资料")
        await play.presses("张三", "更正")
        await play.presses("张三", "姓名")
        await play.says("张三", NAME)
        await play.hears("张三", "由客户经理核实后更正")
        await play.hears("王强", NAME)
        customer, manager = await play.turn_to("张三"), await play.turn_to("王强")
        await shows(customer, NAME, mine=True)
        await shows(manager, NAME, mine=False)
        # The page is drawn anew from what is kept.
        await play.page.reload()
        await play.hears("王强", NAME)
        await expect((await play.turn_to("张三")).locator(DRAWN)).to_have_count(0)
        await nothing_ran(play)
