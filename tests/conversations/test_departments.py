"""What a department looks into, by its own due time; progress is told, and how it ended (D-25, E1)."""

from __future__ import annotations

from tests.conversations.person import Person
from tests.conversations.town import Town

ASKS = "建议 营业厅放几把雨伞"


async def asked(place: Town) -> tuple[Person, Person, Person]:
    """Let 王强 ask the department of 赵磊 about what 张三 said."""
    qian, wang, zhao, zhang = [await place.sits(name) for name in ("钱芳", "王强", "赵磊", "张三")]
    await qian.says("部门 客服部 赵磊")
    qian.hears("客服部的事项今后由赵磊核实")
    await zhang.says(ASKS)
    await zhang.presses("提交")
    await wang.says("J1001")
    await wang.presses("转部门")
    await wang.presses("客服部")
    await wang.says("请看看库房还有没有雨伞")
    await wang.presses("发送")
    wang.hears("已转客服部（赵磊），请其在9月30日（周三）18:00前反馈", "答复客户仍由您负责")
    zhao.hears("请核实J1001", "请看看库房还有没有雨伞", "客户：张三")
    return wang, zhao, zhang


async def test_it_feeds_back_and_the_customer_is_answered(place: Town) -> None:
    wang, zhao, zhang = await asked(place)
    await zhang.says("我的进度")
    zhang.hears("已转客服部核实")
    assert "赵磊" not in zhang.new()
    await zhao.presses("反馈")
    await zhao.says("库房还有十把")
    await zhao.presses("发送")
    zhao.hears("J1001的核实结果已反馈")
    wang.hears("J1001部门反馈", "赵磊：库房还有十把")
    await wang.presses("答复客户")
    await wang.says("明天起门口放雨伞。")
    await wang.presses("发送")
    zhang.hears("明天起门口放雨伞")


async def test_late_it_goes_to_whose_case_it_is_and_then_up(place: Town) -> None:
    li = await place.sits("李静")
    wang, zhao, _ = await asked(place)
    await place.reaches(place.local("2026-09-30T18:01"))
    zhao.hears("部门核实已超时", "J1001")
    wang.hears("部门核实已超时", "J1001")
    assert "J1001" not in li.new()
    # Four working hours later, after the holidays, the leader hears.
    await place.reaches(place.local("2026-10-08T13:01"))
    li.hears("部门核实超时，尚未反馈", "J1001")
    assert {"已知悉", "接手", "指示"} <= set(li.labels())
    await zhao.says("今日")
    await zhao.presses(f"{zhao.line('部门核实')} 反馈")
    await zhao.says("库房还有十把")
    await zhao.presses("发送")
    wang.hears("J1001部门反馈")
    await place.reaches(place.local("2026-10-08T13:02"))
    li.hears("J1001的部门核实已反馈，由赵磊反馈")


async def test_progress_is_seen_by_the_customer_and_sets_the_ladder_back(place: Town) -> None:
    wang, li, zhou, zhang = [await place.sits(name) for name in ("王强", "李静", "周敏", "张三")]
    await zhang.says(ASKS)
    await zhang.presses("提交")
    await place.reaches(place.local("2026-10-09T18:01"))
    li.hears("已超时，尚未答复客户", "J1001")
    await place.reaches(place.local("2026-10-10T11:00"))
    await wang.says("进展 J1001 雨伞已经订好，周二到货")
    await wang.presses("保存")
    wang.hears("J1001的进展已记下")
    li.hears("J1001有进展", "王强：雨伞已经订好")
    await zhang.says("我的进度")
    zhang.hears("最新进展", "雨伞已经订好，周二到货")
    # One working day after the progress, not after the breach.
    await place.reaches(place.local("2026-10-10T18:30"))
    assert "J1001" not in zhou.new()
    await place.reaches(place.local("2026-10-12T11:01"))
    zhou.hears("尚未答复客户", "J1001")
    await wang.says("J1001")
    await wang.presses("答复")
    await wang.says("雨伞已经放好。")
    await wang.presses("发送")
    for leader in (li, zhou):
        leader.hears("已答复", "J1001，由王强答复")
