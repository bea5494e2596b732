"""我的资料 at phone and desktop size: see, correct, hand out, 免打扰, withdraw, erase (G3, T21)."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser.stage import CHROMIUM, DESKTOP, NEEDED, PHONE, Stage, serving, stage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(not CHROMIUM, reason=NEEDED),
]
HOME = "湖滨路18号星河花园3栋2单元1201室"


@pytest_asyncio.fixture(loop_scope="session", params=[PHONE, DESKTOP], ids=["phone", "desktop"])
async def page(request: pytest.FixtureRequest, chromium: Browser, tmp_path: Path) -> AsyncIterator[Stage]:
    async with serving(tmp_path) as product, stage(chromium, product, request.param) as opened:
        yield opened


async def handed_out(page: Stage, name: str) -> bytes:
    """Download a file that is offered in the chat."""
    chat = await page.turn_to("张三")
    async with page.page.expect_download() as coming:
        await chat.locator("a.file", has_text=name).last.click()
    return Path(await (await coming.value).path()).read_bytes()


async def stays_in_place(page: Stage) -> None:
    """Expect the field to type in at the foot of the page: only the conversation scrolls."""
    chat = await page.turn_to("张三")
    body = chat.locator("body")
    assert await body.evaluate("() => document.scrollingElement.scrollTop + document.body.scrollTop") == 0
    foot = "(e) => Math.round(window.innerHeight - e.getBoundingClientRect().bottom)"
    assert await chat.locator("#form").evaluate(foot) == 0


async def test_my_data_from_the_first_look_to_the_last(page: Stage) -> None:
    await page.says("张三", "我的资料")
    await page.hears("张三", "您的资料，号码只显示一部分", "138****0101", "免打扰：未开启")
    await page.presses("张三", "更正")
    await page.hears("张三", "请问您要更正哪一项")
    await page.presses("张三", "地址")
    await page.hears("张三", "请问地址应该是什么")
    await page.says("张三", HOME)
    await page.hears("张三", "已经更正", HOME)
    await page.says("张三", "我的资料")
    await page.hears("张三", f"地址：{HOME}")
    await page.presses("张三", "导出")
    await page.hears("张三", "供其他软件读取")
    await stays_in_place(page)
    chat = await page.turn_to("张三")
    # The name of the file stands on a line of its own, above what it is.
    caption = chat.locator(".bubble", has_text="可以直接打开阅读")
    assert "KB\n这是您的全部资料" in await caption.inner_text()
    assert HOME in (await handed_out(page, ".txt")).decode("utf-8-sig")
    assert json.loads(await handed_out(page, ".json"))["file"]
    await page.says("张三", "我的资料")
    await page.presses("张三", "开启免打扰")
    await page.hears("张三", "免打扰已开启")
    await page.says("张三", "我的资料")
    await page.hears("张三", "免打扰：已开启")
    await page.presses("张三", "撤回同意")
    await page.hears("张三", "请问确认撤回吗")
    await page.presses("张三", "保留")
    await page.hears("张三", "没有变动")
    await stays_in_place(page)


async def test_who_is_erased_has_nothing_of_it_before_them(page: Stage) -> None:
    """Neither at once nor after a reload, and goes on as a guest."""
    await page.says("张三", "我的资料")
    await page.hears("张三", "138****0101")
    await page.presses("张三", "删除资料")
    await page.hears("张三", "不能恢复", "请问确认删除吗")
    await page.presses("张三", "确认删除")
    await page.hears("张三", "已经删除", "照常咨询")
    chat = await page.turn_to("张三")
    await expect(chat.locator(".bubble")).to_have_count(1)
    await stays_in_place(page)
    await page.page.reload()
    chat = await page.turn_to("张三")
    await expect(chat.locator(".bubble")).to_have_count(1)
    await page.says("张三", "我的资料")
    await page.hears("张三", "还没有绑定账户")
    await page.hears("王强", "已按本人要求删除资料")
