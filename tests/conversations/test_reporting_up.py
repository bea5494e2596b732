"""上报: one level up with the reason, at once (E2, L3)."""

from __future__ import annotations

from tests.conversations.town import Town


async def test_a_matter_is_taken_one_level_up(place: Town) -> None:
    wang, li, zhao = await place.sits("王强"), await place.sits("李静"), await place.sits("赵磊")
    await wang.says("投诉 王芳 断网两天")
    await wang.presses("保存")
    li.silent()
    await wang.says("T1001")
    await wang.presses("上报")
    wang.hears("请写下上报的原因")
    await wang.says("客户对处理结果有不同意见")
    await wang.taps_twice("发送")
    wang.hears("已上报李静")
    li.hears("王强上报", "T1001", "客户对处理结果有不同意见")
    assert li.new().count("王强上报") == 1
    await li.presses("指示")
    await li.says("明天一起上门")
    await li.presses("发送")
    wang.hears("明天一起上门")
    await zhao.forges("case-up:1:0:")
    zhao.hears("负责的同事")
    await li.presses("接手")
    await wang.presses("上报", 0)
    wang.hears("请写下上报的原因")
    await wang.presses("取消")
    await li.presses("答复")
    await li.says("已恢复，请您再试。")
    await li.presses("发送")
    await wang.presses("上报", 0)
    wang.hears("以最新的消息为准")
