"""The house's story, played on the demo page in a browser at desktop and at phone size."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser.stage import CHROMIUM, DESKTOP, NEEDED, PHONE, Stage, serving, stage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(not CHROMIUM, reason=NEEDED),
]

HARD = "我的合同原件放在你们哪位同事那里了"


async def asks(play: Stage) -> str:
    """Ask what is answered and what is not; return the number of what was taken down."""
    await play.hears("张三", "您好，星河通信！", "王强")
    for label in ("咨询", "办理", "投诉建议", "请回电话", "我的进度"):
        chat = play.chat("张三")
        await expect(chat.get_by_role("button", name=label, exact=True)).to_be_in_viewport(ratio=1)
    await play.moves("下一工作日")
    await expect(play.page.locator("#time")).to_contain_text("09:00")
    assert await play.tries("张三", "怎么查余额") == "怎么查余额"
    await play.hears("张三", "手机营业厅", "400-000-1019")
    assert await play.tries("张三", "较难的问题") == HARD
    number = re.search(r"W\d{4}", await play.hears("张三", "请您稍等一下", "最晚"))
    assert number
    if play.narrow:
        await expect(play.chip("王强").locator(".dot")).to_be_visible()
    await play.hears("王强", HARD, number[0])
    await expect(play.chip("王强").locator(".dot")).to_be_hidden()
    return number[0]


async def alerts(play: Stage) -> None:
    """A visit in one line, then a major complaint up to the supervisor (D-1, D-26)."""
    await play.tries("王强", "一句话记拜访")
    await play.hears("王强", "谈了5G套餐", "营业厅延长开门")
    await play.presses("王强", "保存")
    await play.hears("王强", "已保存张三的拜访记录", "答复")
    await play.tries("王强", "报重大投诉")
    await play.hears("王强", "断网两天", "重大")
    await play.presses("王强", "保存")
    await play.hears("王强", "已同时上报主管")
    await play.hears("李静", "重大投诉", "断网两天", "王芳")
    await play.presses("李静", "已知悉")
    await play.hears("李静", "已知悉", "其他人不再收到提醒")
    await play.hears("王强", "李静已知悉")


async def answers(play: Stage, number: str) -> None:
    """The manager answers, the customer confirms (H6)."""
    await play.says("王强", number)
    await play.hears("王强", f"{number}（处理中）")
    await play.presses("王强", "答复")
    await play.hears("王强", "请写下给客户的答复")
    await play.says("王强", "合同原件由我保管，周五给您送去。")
    await play.hears("王强", "将这样答复客户")
    await play.presses("王强", "发送")
    await play.hears("王强", "的答复已发送")
    await play.hears("张三", "合同原件由我保管，周五给您送去。", number)
    await expect(play.chat("张三").locator(".bubble").last).to_be_in_viewport()
    await play.presses("张三", "已解决")
    await play.hears("张三", "谢谢您的确认", number)
    await play.hears("王强", "客户确认已解决", number)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_the_story(chromium: Browser, tmp_path: Path, size: tuple[int, int]) -> None:
    async with serving(tmp_path) as product, stage(chromium, product, size) as play:
        number = await asks(play)
        await play.moves("快进 3 分钟")
        await play.hears("张三", "请您留下电话号码")
        await alerts(play)
        await answers(play, number)
        told = {name: await play.lines(name) for name in ("张三", "王强", "李静")}
        await play.page.reload()
        for name, lines in told.items():
            chat = await play.turn_to(name)
            await expect(chat.locator(".bubble")).to_have_text(lines)
        await play.moves("次日 9:00")
        await play.moves("下一工作日")
        await play.moves("下一工作日")
        await play.hears("王强", "已超时", "账单能按部门分开出")
        await play.hears("李静", "已超时", "账单能按部门分开出")
        await expect(play.chip("周敏").locator(".dot")).to_be_visible()
        await play.hears("周敏", "超时一个工作日")
        await expect(play.chip("周敏").locator(".dot")).to_be_hidden()
        assert await play.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
