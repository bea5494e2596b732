"""Customers are asked how satisfied they are: seldom, in one tap, and a low score is seen to (H1 to H5)."""

from __future__ import annotations

from datetime import timedelta

from bot.services.ports import UnitOfWork
from tests.conversations.test_complaints import answers, complains
from tests.conversations.test_talks import joined
from tests.conversations.town import Person, Town

ASKED = "满意吗？点一下就可以"
FIVE = ["很满意", "满意", "一般", "不满意", "很不满意"]


async def solved(place: Town, name: str = "张三", facts: str = "营业员态度差") -> Person:
    """Bring a complaint to its customer's 已解决."""
    wang = place.people.get("王强") or await place.sits("王强")
    person = place.people.get(name) or await place.sits(name)
    await complains(person, facts)
    await answers(wang, "已对当事人进行教育，向您致歉。")
    await person.presses("已解决")
    return person


async def test_one_tap_is_enough(place: Town) -> None:
    """After 已解决, five buttons; words of the next minutes belong to it, a question is still answered."""
    zhang = await solved(place)
    zhang.hears("T1001已办结", "投诉T1001“营业员态度差”的处理" + ASKED)
    assert zhang.labels() == [*FIVE, "以后不用问我"]
    await zhang.taps_twice("很满意")
    zhang.hears("您的评价：很满意", "谢谢您的评价", "您的评价已经收到")
    await zhang.says("怎么查余额")
    zhang.hears("手机营业厅")
    wang = place.people["王强"]
    await wang.says("满意度")
    wang.hears("合计：5.0分，1人评价，已邀请1人（很满意1）")
    assert "不满意的评价" not in wang.new()


async def test_nobody_is_asked_twice_within_the_days(place: Town) -> None:
    """H2: another matter solved the next day asks nothing; after the days of the policy it does."""
    zhang = await solved(place)
    await zhang.presses("满意")
    await place.passes(days=1)
    await solved(place, facts="账单难看懂")
    assert ASKED not in zhang.new()
    place.clock.set(place.clock.now() + timedelta(days=40))
    await solved(place, facts="柜台太少")
    zhang.hears(ASKED)


async def test_a_low_score_is_seen_to_within_the_hour(place: Town) -> None:
    """H4: manager and supervisor know at once with what was said; a call logged closes it."""
    li = await place.sits("李静")
    zhang = await solved(place)
    await zhang.presses("很不满意")
    zhang.hears("很抱歉没有让您满意", "客户经理王强最晚在9月29日（周二）11:00前与您联系")
    wang = place.people["王强"]
    wang.hears("客户不满意，请尽快联系", "张三", "很不满意：投诉T1001", "11:00")
    li.hears("客户不满意，请尽快联系", "王强")
    await zhang.says("说了教育，可那个人今天还是这样")
    zhang.hears("谢谢您，已经记下")
    wang.hears("可那个人今天还是这样")
    li.hears("可那个人今天还是这样")
    await wang.says("满意度")
    wang.hears("不满意的评价", "很不满意：投诉T1001", "待联系", "可那个人今天还是这样")
    await wang.says("今日")
    wang.hears("满意度低 张三")
    await wang.presses(f"{wang.line('满意度低')} 记电话")
    wang.hears("请问电话打通了吗？")
    await wang.says("取消")
    await wang.says("电话 张三 当面道歉，客户接受")
    await wang.presses("保存")
    await place.passes(hours=3)
    assert "尚未联系" not in wang.new() + li.new()
    await wang.says("满意度")
    wang.hears("已联系")


async def test_a_low_score_nobody_sees_to_climbs(place: Town) -> None:
    li, zhou = await place.sits("李静"), await place.sits("周敏")
    zhang = await solved(place)
    await zhang.presses("不满意")
    await place.reaches(place.local("2026-09-29T11:00"))
    li.hears("客户不满意，尚未联系")
    zhou.silent()
    await place.reaches(place.local("2026-09-30T11:00"))
    zhou.hears("超时一个工作日尚未联系")


async def test_after_a_call_and_never_at_night(place: Town) -> None:
    """A callback done asks as well; what comes at night waits for the morning (H1, T3)."""
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await zhang.opens()
    place.clock.set(place.local("2026-09-29T20:30"))
    await zhang.says("请回电话")
    await zhang.presses("登记号码138****0101")
    await zhang.presses("尽快")
    await zhang.presses("提交")
    place.clock.set(place.local("2026-09-29T21:30"))
    await wang.presses("已回电")
    await place.passes(minutes=5)
    assert ASKED not in zhang.new()
    await place.reaches(place.local("2026-09-30T09:00"))
    zhang.hears("您好，星河通信！", "刚才给您的回电" + ASKED)


async def test_a_customer_can_end_all_asking(place: Town) -> None:
    """One tap turns it off, one command turns it on again (H2)."""
    zhang = await solved(place)
    await zhang.presses("以后不用问我")
    zhang.hears("今后不再请您评价")
    await zhang.presses("很满意", 0)
    zhang.hears("这次评价已经结束")
    place.clock.set(place.clock.now() + timedelta(days=40))
    await solved(place, facts="账单难看懂")
    assert ASKED not in zhang.new()
    await zhang.says("评价")
    zhang.hears("今后不再请您评价")
    await zhang.presses("可以再问我")
    zhang.hears("我们偶尔会请您评价服务")
    await solved(place, facts="柜台太少")
    zhang.hears(ASKED)


async def test_unanswered_it_ends_quietly(place: Town) -> None:
    zhang = await solved(place)
    said = len(zhang.seat.seen())
    await place.passes(days=8)
    assert len(zhang.seat.seen()) == said
    await zhang.presses("很满意")
    zhang.hears("这次评价已经结束")


async def test_nobody_answers_for_somebody_else(place: Town) -> None:
    zhang, fang = await solved(place), await place.sits("王芳")
    await fang.opens()
    for action in ("survey-score:1:0:1", "survey-view:1:0:brand-1"):
        await fang.forges(action)
        fang.hears("由提出的本人查看")
    await zhang.forges("survey-score:1:0:9")
    await zhang.presses("满意")
    zhang.hears("谢谢您的评价")


async def contacted(place: Town, *names: str) -> None:
    """Put a visit of some days ago on file."""
    manager, at = place.staff["王强"], place.clock.now() - timedelta(days=5)
    ids = [place.customers[name].id for name in names]

    def visit(uow: UnitOfWork) -> None:
        for customer_id in ids:
            uow.contacts.add("visit", customer_id, manager.id, "谈了宽带续约", at, outcome="reached")
        uow.cadence.recount(ids, place.house.desk.policy.cadence.effective)

    await place.house.database.turn(visit)


async def test_once_a_quarter_vips_are_asked_three_things_more(place: Town) -> None:
    """The wave of the quarter asks whoever was in contact; VIPs in three taps more (H1, H5)."""
    li = await place.sits("李静")
    fang, zhang, chen = await place.sits("王芳"), await place.sits("张三"), await place.sits("陈晨")
    for person in (fang, zhang, chen):
        await person.opens()
    await contacted(place, "王芳", "张三")
    for day in range(9, 15):
        await place.reaches(place.local(f"2026-10-{day:02}T10:30"))
    assert fang.picture().count("我们上一季度的服务" + ASKED) == 1
    assert zhang.picture().count("我们上一季度的服务" + ASKED) == 1
    assert ASKED not in chen.picture(), "who was not in contact is not asked"
    await fang.presses("满意")
    fang.hears("谢谢您的评价", "星河通信品牌的感受如何？")
    await fang.presses("很好")
    fang.hears("VIP服务的感受如何？")
    await fang.presses("较好")
    fang.hears("回馈活动的感受如何？")
    await fang.taps_twice("较差")
    fang.hears("谢谢您的宝贵意见")
    await zhang.presses("一般")
    await li.says("满意度")
    li.hears("满意度（2026-Q4）", "合计：3.5分，2人评价", "王强：3.5分")
    li.hears(
        "满意度3.5分，品牌感知度5.0分，VIP服务感知度4.0分，回馈活动感知度2.0分（2人）",
        "上季度（2026-Q3）：暂无评价",
    )


async def test_what_is_to_be_done_better(place: Town) -> None:
    """H2: a leader notes it on a low score; figures go out as a sheet, marked and audited."""
    li = await place.sits("李静")
    zhang = await solved(place)
    await zhang.presses("很不满意")
    await li.says("满意度")
    await li.presses("1 改进措施")
    await li.says("三号窗口每周抽查一次")
    await li.presses("保存")
    li.hears("改进措施已记下")
    await li.says("满意度")
    li.hears("改进措施：", "李静（服务）：三号窗口每周抽查一次")
    await li.presses("改进措施")
    await li.presses("服务")
    await li.says("高峰时段加开一个窗口")
    await li.presses("保存")
    await li.says("满意度")
    li.hears("李静（服务）：高峰时段加开一个窗口")
    wang = place.people["王强"]
    await wang.says("满意度")
    wang.hears("三号窗口每周抽查一次")
    assert "改进措施" not in wang.labels()
    await wang.forges("improve:1:0:")
    wang.hears("由负责的同事办理")
    await li.presses("导出")
    await place.settle()
    content = await li.opened()
    assert content[:2] == b"PK"


async def test_after_a_conversation_and_never_amid_one(place: Town) -> None:
    """H1: a conversation that is over is asked about once; whoever is talking to a person is left alone."""
    zhang, wang = await joined(place)
    await zhang.says("我想换一个套餐")
    await wang.says("建议您用畅享套餐，今天可以办好。")
    await zhang.says("再见")
    zhang.hears("打扰您了！再见。", "刚才与客户经理的对话" + ASKED)
    await zhang.presses("满意")
    zhang.hears("谢谢您的评价")
    place.clock.set(place.clock.now() + timedelta(days=40))
    fang = await place.sits("王芳")
    await complains(fang, "柜台太少")
    await wang.says("T1002")
    await answers(wang, "已加开柜台。")
    await fang.says("转人工")
    await wang.presses("接入")
    await fang.says("我还想问一下")
    await fang.presses("已解决")
    assert ASKED not in fang.new()
