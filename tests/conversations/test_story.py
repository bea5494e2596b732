"""The story the house was built for, end to end, on the web page and on Telegram alike."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.conversations.town import Person, Town, code_in, town


@pytest.fixture(params=["web", "telegram"])
async def place(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Town]:
    """The story runs on both channels, over both databases."""
    async with town(request.param, database_url) as opened:
        yield opened


async def test_binding_by_the_managers_code(place: Town) -> None:
    """A stranger is greeted (A1), offered five choices, and bound by a one-time code (G7)."""
    wang, guest = await place.sits("王强"), await place.stranger("访客")
    await guest.opens()
    guest.hears("您好，星河通信！")
    if place.channel == "web":
        assert guest.labels() == ["咨询", "办理", "投诉建议", "请回电话", "我的进度"]
    await wang.says("邀请 张三")
    code = code_in(wang.new())
    await guest.binds(code)
    guest.hears("王强")
    await guest.says(code)
    guest.hears("已经")
    other = await place.stranger("别人")
    await other.says(code)
    other.hears("已经")


async def test_answer_choice_or_promise(place: Town) -> None:
    """What is approved is answered; what is not sure is taken down with a promise, never bluffed (A6, A7)."""
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await zhang.says("怎么查余额")
    zhang.hears("您好，星河通信！", "手机营业厅", "400-000-1019")
    await zhang.says("我的合同原件放在你们哪位同事那里了")
    zhang.hears("请您稍等一下", "W1001", "10月9日")
    assert "您好，星河通信" not in zhang.new(), "one session, one greeting"
    wang.hears("我的合同原件", "W1001", "张三")
    await wang.presses("答复")
    wang.hears("请")
    await wang.says("不知道")
    wang.hears("不知道", "核实")
    await wang.says("合同原件由我保管，周五给您送去。")
    wang.hears("合同原件由我保管")
    await wang.presses("发送")
    zhang.hears("合同原件由我保管，周五给您送去。", "W1001")
    await zhang.says("我的进度")
    zhang.hears("W1001")
    await zhang.presses("未解决")
    wang.hears("未解决", "W1001")
    await wang.presses("答复")
    await wang.says("今天下午就给您送到。")
    await wang.presses("发送")
    zhang.hears("今天下午就给您送到。")
    await zhang.presses("已解决")
    wang.hears("W1001")
    await zhang.presses("已解决", 0)
    zhang.hears("按钮")


async def test_three_minutes_then_a_call(place: Town) -> None:
    """Who waits three minutes is asked for a number and called (A4, D-3)."""
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await zhang.says("我的合同原件放在你们哪位同事那里了")
    await place.passes(minutes=2)
    assert "电话号码" not in zhang.new()
    await place.passes(minutes=1, seconds=1)
    zhang.hears("电话号码")
    await place.passes(minutes=5)
    assert zhang.new().count("电话号码") == 1
    await zhang.presses("拨打138****0101")
    zhang.hears("H1002")
    wang.hears("H1002", "13800000101")
    await wang.presses("已回电")
    wang.hears("H1002")


async def test_customer_files_each_kind(place: Town) -> None:
    """A callback, a complaint and a suggestion each get thanks, a number and a due time (A19)."""
    zhang = await place.sits("张三")
    wang = await place.sits("王强")
    await zhang.opens()
    await zhang.presses("投诉建议")
    await zhang.presses("我有建议")
    await zhang.says("营业厅周末多开一个窗口")
    await zhang.presses("提交")
    zhang.hears("感谢", "J1001", "10月9日")
    wang.hears("J1001", "营业厅周末多开一个窗口")
    await zhang.says("请回电话")
    await zhang.says("1")
    await zhang.presses("尽快")
    await zhang.presses("提交")
    zhang.hears("H1002")
    await zhang.says("投诉")
    zhang.hears("请您不要着急")
    await zhang.presses("网络")
    await zhang.presses("返回")
    await zhang.presses("资费")
    await zhang.presses("一般")
    await zhang.says("这个月多扣了二十元")
    zhang.hears("资费", "这个月多扣了二十元")
    await zhang.presses("提交")
    zhang.hears("T1003")
    await zhang.says("我的进度")
    zhang.hears("J1001", "H1002", "T1003")


async def hears_a_suggestion(wang: Person) -> None:
    await wang.says("拜访 张三 谈了5G套餐 建议:营业厅延长开门")
    await wang.presses("保存")
    wang.reads()


async def test_visit_in_one_line(place: Town) -> None:
    """One line becomes a visit, a suggestion due on the third working day, and the next visit (D-1)."""
    wang = await place.sits("王强")
    await wang.says("拜访 张三 谈了5G套餐 建议:营业厅延长开门 下周三再访")
    wang.hears("张三", "谈了5G套餐", "营业厅延长开门", "10月7日")
    await wang.presses("保存")
    wang.hears("J1001", "10月9日")
    await wang.says("今日")
    wang.hears("J1001")
    await wang.presses("撤销")
    wang.hears("已撤销")
    await wang.says("今日")
    assert "J1001" not in wang.new()


async def test_visit_guided(place: Town) -> None:
    """One question a message, quick choices, back, a summary, saved, undone."""
    wang = await place.sits("王强")
    await wang.says("记拜访")
    await wang.says("张伟")
    wang.hears("两位" if "两位" in wang.new() else "张伟")
    await wang.presses("取消")
    await wang.says("/visit")
    await wang.says("李四")
    wang.hears("李四")
    await wang.says("陈晨")
    wang.hears("赵磊")
    await wang.says("王芳")
    await wang.says("宽带续约，客户满意")
    await wang.presses("返回")
    await wang.says("宽带续约，客户很满意")
    await wang.says("账单早点发")
    await wang.says("上周三")
    wang.hears("已经")
    await wang.says("明天下午3点")
    wang.hears("王芳", "宽带续约，客户很满意", "账单早点发", "9月30日", "15:00")
    await wang.presses("保存")
    wang.hears("J1001")


async def test_major_complaint_reaches_the_supervisor(place: Town) -> None:
    """A major complaint alerts at once; acknowledged, nobody else is alerted (D-26)."""
    wang, li, zhou = await place.sits("王强"), await place.sits("李静"), await place.sits("周敏")
    await wang.says("投诉 王芳 重大 断网两天")
    wang.hears("王芳", "断网两天", "重大")
    await wang.presses("保存")
    wang.hears("T1001", "9月30日")
    li.hears("断网两天", "王芳", "王强")
    await li.presses("已知悉")
    li.hears("知悉")
    wang.hears("李静")
    await place.passes(minutes=20)
    zhou.silent()
    await li.presses("指示")
    await li.says("今天务必到现场")
    await li.presses("发送")
    wang.hears("今天务必到现场", "李静")
    await li.presses("接手")
    wang.hears("李静", "接手")
    await li.presses("答复")
    await li.says("抢修已完成，请您再试。")
    await li.presses("发送")


async def test_unacknowledged_alert_goes_to_the_head(place: Town) -> None:
    wang, li, zhou = await place.sits("王强"), await place.sits("李静"), await place.sits("周敏")
    await wang.says("投诉 王芳 重大 断网两天")
    await wang.presses("保存")
    zhou.silent()
    await place.passes(minutes=15, seconds=1)
    zhou.hears("断网两天")
    await place.passes(minutes=60)
    assert li.new().count("断网两天") == 1
    assert zhou.new().count("断网两天") == 1


async def test_the_ladder_speaks_once_on_every_rung(place: Town) -> None:
    """Warned before, on the morning, escalated at breach, to the head a working day later (4.E)."""
    wang, li, zhou = await place.sits("王强"), await place.sits("李静"), await place.sits("周敏")
    await place.reaches(place.local("2026-09-30T10:00"))
    await hears_a_suggestion(wang)
    people = (wang, li, zhou)
    for moment, word in (("2026-10-09T08:30", "临近到期"), ("2026-10-10T08:30", "今天到期")):
        await place.reaches(place.local(moment))
        wang.reads_digest(word, "J1001")
    for moment, who in (("2026-10-10T18:00", li), ("2026-10-12T18:00", zhou)):
        await place.reaches(place.local(moment) - timedelta(seconds=1))
        assert all("J1001" not in person.new() for person in people)
        await place.reaches(place.local(moment))
        who.hears("J1001")
        for person in people:
            person.reads()
    await place.passes(days=5)
    assert all("J1001" not in person.new() for person in people)


async def test_a_night_of_downtime_is_caught_up_once(place: Town) -> None:
    """Nothing ticked for days: what is no longer true is not said, what is late is said once."""
    wang, li, zhou = await place.sits("王强"), await place.sits("李静"), await place.sits("周敏")
    await hears_a_suggestion(wang)
    await place.reaches(place.local("2026-10-13T09:30"))
    assert wang.new().count("J1001") == 1
    assert li.new().count("J1001") == 1
    assert zhou.new().count("J1001") == 1
