"""What customers read of their matters: their own words, and no time that is over (H6, D-2)."""

from __future__ import annotations

from tests.conversations.callers import aside, asking, calls, cases_of, profile_of
from tests.conversations.town import Town


async def test_words_among_ourselves_stay_among_ourselves(place: Town) -> None:
    """B12, B5: what is asked of a department, and that a call is to be made again, is told by its kind."""
    fang = await place.sits("王芳")
    await fang.opens()
    wang = await asking(place)
    await aside(wang, "网络问题")
    await wang.says("地下车库二层")
    await wang.presses("下一步")
    await wang.presses("这一周")
    await wang.presses("没有信号")
    await wang.presses("确属网络问题")
    await wang.presses("结束")
    await wang.presses("保存")
    await calls(place, "王芳")
    await aside(wang, "没空")
    await wang.presses("明天上午10点")
    await wang.presses("保存")
    await fang.says("我的进度")
    fang.hears("“您反映的网络情况”：处理中", "“回电时间：9月30日（周三）10:00”：处理中")
    assert "运维" not in fang.new() and "再打" not in fang.new()


async def test_a_call_that_was_asked_for_reads_as_such(web: Town) -> None:
    zhang = await web.sits("张三")
    await zhang.opens()
    await zhang.says("请回电话")
    await zhang.presses("登记号码138****0101")
    await zhang.presses("尽快")
    await zhang.presses("提交")
    await zhang.says("我的进度")
    zhang.hears("回电请求“回电时间：尽快”：处理中")
    assert "请拨打" not in zhang.new()


async def test_what_is_late_is_said_to_be_late(place: Town) -> None:
    """No time is promised that is over; their own words stand."""
    zhang = await place.sits("张三")
    await zhang.opens()
    await zhang.says("建议")
    await zhang.says("希望多些网点")
    await zhang.presses("提交")
    await zhang.says("我的进度")
    zhang.hears("“希望多些网点”：处理中，最晚在")
    await place.reaches(place.local("2026-10-13T09:00"))
    await zhang.says("我的进度")
    zhang.hears("“希望多些网点”：很抱歉，没能按时回复您", "会尽快与您联系")
    assert "最晚" not in zhang.new()


async def test_a_card_is_sent_and_arrives(place: Town) -> None:
    """K5: closing the request asks how far the card is; the customer's own word settles it."""
    fang = await place.sits("王芳")
    await fang.opens()
    wang = await asking(place)
    await aside(wang, "信息敏感")
    await wang.says("世界风贵宾卡")
    await wang.says("寄到单位，中山路8号")
    await wang.presses("未领，请寄送")
    await wang.presses("结束")
    await wang.presses("保存")
    await fang.says("我的进度")
    fang.hears("“贵宾卡”：处理中")
    (case,) = await cases_of(place, "王芳")
    await wang.forges(f"case-answer:{case.id}:{case.revision}:")
    await wang.says("贵宾卡已经寄到您单位")
    await wang.presses("发送")
    wang.hears("请问贵宾卡现在是已寄出，还是客户已领到")
    await wang.presses("已寄")
    wang.hears("王芳的贵宾卡已寄")
    assert (await profile_of(place, "王芳")).card == "sent"
    await fang.presses("已解决")
    assert (await profile_of(place, "王芳")).card == "received"
