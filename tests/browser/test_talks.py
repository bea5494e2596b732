"""A conversation between two people on the demo page at a phone's size, cut off in its middle (A5, A9)."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from tests.browser.stage import CHROMIUM, NEEDED, PHONE, Cable, Product, stage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(not CHROMIUM, reason=NEEDED),
]


async def test_a_conversation_goes_on_after_the_line_was_cut(chromium: Browser, product: Product) -> None:
    cable = Cable(product.port)
    await cable.plug()
    try:
        async with stage(chromium, product, PHONE, cable=cable) as play:
            await play.says("张三", "转人工")
            await play.hears("张三", "请您稍等一下。", "王强")
            await play.presses("王强", "接入")
            await play.hears("王强", "已接入【1 张三】")
            await play.hears("张三", "您好，我是您的客户经理王强。")
            await play.says("张三", "我想换一个套餐")
            await play.hears("王强", "【1 张三】我想换一个套餐")
            chat = await play.turn_to("张三")
            play.outage = True
            await play.page.context.set_offline(True)
            await cable.pull()
            await play.says("张三", "每月流量不够用")
            await expect(chat.locator(".mine").last).to_contain_text("发送中")
            await cable.plug()
            await play.page.context.set_offline(False)
            await expect(chat.locator(".mine").last).to_contain_text("已送达")
            await play.hears("王强", "【1 张三】每月流量不够用")
            await play.says("王强", "畅享套餐流量多一倍，今天可以办好。")
            await play.hears("张三", "畅享套餐流量多一倍")
            assert (await play.lines("王强")).count("【1 张三】每月流量不够用") == 1
            await play.says("张三", "再见")
            await play.hears("张三", "非常感谢您对我工作的支持", "打扰您了！再见。")
            await play.hears("王强", "客户已道别，对话结束")
            await play.presses("王强", "对话记录")
            await play.hears("王强", "张三：每月流量不够用", "王强：畅享套餐")
    finally:
        await cable.pull()
