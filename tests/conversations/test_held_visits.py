"""Of an appointment one word is said in the morning, the newest (T3, A29)."""

from __future__ import annotations

import pytest

from tests.conversations.test_visits import talks
from tests.conversations.town import Town


@pytest.mark.parametrize("again", [False, True])
async def test_proposed_and_changed_in_the_night(place: Town, again: bool) -> None:
    wang, zhang = await talks(place)
    await place.reaches(place.local("2026-10-14T22:00"))
    await wang.says("预约 张三")
    await wang.presses("介绍新业务")
    await wang.says("东湖路1号")
    await wang.presses(next(label for label in wang.labels() if label.startswith("任选")))
    await wang.presses("发给客户选择")
    await wang.presses("保存")
    wang.hears("已把时间发给张三")
    zhang.silent()
    if again:
        await wang.presses("另提时间")
        await wang.says("10月19日上午十点、10月20日下午三点")
        await wang.presses("发送")
    else:
        await wang.presses("取消预约")
        await wang.presses("我方原因")
        await wang.says("客户经理临时有培训")
        await wang.presses("保存")
    zhang.silent()
    await place.reaches(place.local("2026-10-15T09:01"))
    if again:
        zhang.hears("10月19日")
        assert zhang.new().count("拜访您") == 1 and "10月16日" not in zhang.new()
    else:
        zhang.silent()
