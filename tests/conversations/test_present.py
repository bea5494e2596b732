"""What was drawn or begun earlier acts on how things stand now, or not at all."""

from __future__ import annotations

import pytest

from tests.conversations.town import Town


async def _plans(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("拜访 张三 谈了5G 明天上午10点再访")
    await wang.presses("保存")
    wang.hears("已保存张三")


@pytest.mark.parametrize("subject", [10**30, -(10**30)])
async def test_a_forged_number_alarms_nobody(place: Town, subject: int) -> None:
    wang, qian = await place.sits("王强"), await place.sits("钱芳")
    await wang.says("拜访")
    for choice in (f"case-show:{subject}:0:", f"form:0:{subject}:x", f"customer-show:{subject}:0:"):
        await wang.forges(choice)
        assert wang.new()
    qian.silent()


async def test_a_forged_page_alarms_nobody(place: Town) -> None:
    wang, qian = await place.sits("王强"), await place.sits("钱芳")
    await wang.says("拜访")
    _, drawn = wang.button("取消")
    await wang.forges(f"{drawn.rpartition(':')[0]}:>x")
    assert wang.new()
    qian.silent()


async def test_a_visit_taken_over_is_not_moved_any_more(place: Town) -> None:
    await _plans(place)
    wang, li = place.people["王强"], await place.sits("李静")
    await place.passes(days=1, hours=2)
    await wang.says("今日")
    await wang.presses("1 改期")
    await wang.says("后天上午10点")
    await li.says("逾期")
    await li.presses("1 接手")
    li.hears("已由您接手")
    await wang.presses("保存")
    wang.hears("最新")
    await li.says("今日")
    li.hears("张三")


@pytest.mark.parametrize("label", ["1 接手", "1 指示"])
async def test_a_visit_that_was_kept_is_not_taken_over(place: Town, label: str) -> None:
    await _plans(place)
    wang, li = place.people["王强"], await place.sits("李静")
    await place.passes(days=1, hours=2)
    await li.says("逾期")
    await wang.says("今日")
    await wang.presses("1 记拜访")
    await wang.says("签了新合同")
    await wang.presses("没有")
    await wang.presses("暂不安排")
    await wang.presses("保存")
    await li.presses(label)
    li.hears("张三")
    assert "请问" not in li.new() and "已由您接手" not in li.new()


async def test_an_appointment_is_not_kept_by_a_visit_to_somebody_else(place: Town) -> None:
    await _plans(place)
    wang = place.people["王强"]
    await place.passes(days=1, hours=2)
    await wang.says("今日")
    await wang.presses("1 记拜访")
    await wang.presses("返回")
    await wang.says("王芳")
    await wang.says("谈了新套餐")
    await wang.presses("没有")
    await wang.presses("暂不安排")
    await wang.presses("保存")
    wang.hears("已保存王芳")
    await wang.says("今日")
    wang.hears("张三")
