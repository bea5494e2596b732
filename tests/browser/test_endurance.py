"""Reloads, pulled cables and restarts: nothing that was said is lost, and the page mends itself."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from tests.browser.stage import CHROMIUM, NEEDED, PHONE, Cable, Product, Stage, stage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(not CHROMIUM, reason=NEEDED),
]

NAMES = ("张三", "王强", "李静")


async def everything(play: Stage) -> dict[str, list[str]]:
    return {name: await play.lines(name) for name in NAMES}


async def test_the_line_is_cut_in_the_middle_of_typing(chromium: Browser, product: Product) -> None:
    cable = Cable(product.port)
    await cable.plug()
    try:
        async with stage(chromium, product, PHONE, cable=cable) as play:
            chat = await play.turn_to("张三")
            field = chat.locator("#text")
            await field.press_sequentially("我的合同原件")
            play.outage = True
            await play.page.context.set_offline(True)
            await cable.pull()
            await expect(chat.locator("#banner")).to_have_text("网络已断开，正在重新连接…")
            await expect(field).to_have_value("我的合同原件")
            await field.press_sequentially("在谁那里")
            await field.press("Enter")
            await expect(chat.locator(".mine").last).to_contain_text("发送中")
            await field.press_sequentially("另外")
            await cable.plug()
            await play.page.context.set_offline(False)
            await expect(chat.locator("#banner")).to_be_hidden()
            await expect(chat.locator(".mine").last).to_contain_text("已送达")
            await play.hears("张三", "请您稍等一下")
            await expect(field).to_have_value("另外")
            assert (await play.lines("张三")).count("我的合同原件在谁那里") == 1
            await play.hears("王强", "我的合同原件在谁那里")
    finally:
        await cable.pull()


async def test_a_restart_loses_nothing(chromium: Browser, product: Product) -> None:
    async with stage(chromium, product) as play:
        await play.moves("下一工作日")
        await play.says("王强", "拜访 张三 谈了续约 建议：账单早点发")
        await play.hears("王强", "谈了续约", "账单早点发")
        clock = await play.page.locator("#day").inner_text()
        before = await everything(play)
        play.outage = True
        assert await product.stop() == 0
        for name in NAMES:
            await expect(play.chat(name).locator("#banner")).to_be_visible()
        await play.says("张三", "怎么查余额")
        await expect(play.chat("张三").locator(".mine").last).to_contain_text("发送中")
        await product.start()
        for name in NAMES:
            await expect(play.chat(name).locator("#banner")).to_be_hidden()
        await play.hears("张三", "手机营业厅")
        play.outage = False
        await play.presses("王强", "保存")
        await play.hears("王强", "已保存张三的拜访记录")
        after = await everything(play)
        for name in NAMES:
            assert after[name][: len(before[name])] == before[name] or name == "王强"
        assert after["张三"].count("怎么查余额") == 1
        await play.page.reload()
        for name in NAMES:
            await expect(play.chat(name).locator(".bubble")).to_have_text(after[name])
        await expect(play.page.locator("#day")).to_have_text(clock)
