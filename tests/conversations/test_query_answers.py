"""Approved answers as customers hear them: the one that fits, whole, and never an expired one (N1, T12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.services.query_records import APPROVED, UNSOLVED, Query, Usage, Variant
from tests.conversations.town import Town


async def rewrite(place: Town, title: str, **fields: object) -> int:
    """Let another version of an entry be in force from today."""
    day = place.house.desk.today(place.clock.now())
    query_id = await place.house.database.read(lambda uow: uow.queries.titled(title))
    assert query_id is not None
    entry = await place.house.database.read(lambda uow: uow.queries.entry(query_id))
    assert entry is not None
    current = entry.current(day)
    assert current is not None
    content = replace(current.content, **fields)  # type: ignore[arg-type]
    now = place.clock.now()
    await place.house.database.turn(
        lambda uow: uow.queries.write(query_id, APPROVED, content, [], now, approved_by="周敏")
    )
    await place.house.learn()
    return query_id


async def test_the_fitting_variant(place: Town) -> None:
    """A VIP hears the VIPs' answer, everybody else and guests the plain one (N1)."""
    await place.house.learn()
    zhang, guest = await place.sits("张三"), await place.stranger("访客")
    await zhang.says("VIP卡怎么领")
    zhang.hears("您是我们的贵宾客户", "星河贵宾卡")
    await guest.says("VIP卡怎么领")
    guest.hears("领取条件", "星河通信的公布为准")
    assert "您是我们的贵宾客户" not in guest.new()


async def test_an_own_tier_is_nearer_than_vip(place: Town) -> None:
    variants = (Variant("金卡客户您好。", tier="gold"), Variant("贵宾您好。", tier="vip"))
    await rewrite(place, "VIP贵宾卡的领取与服务", variants=variants)
    zhang, wang = await place.sits("张三"), await place.sits("王芳")
    await zhang.says("VIP卡怎么领")
    zhang.hears("金卡客户您好。")
    await wang.says("VIP卡怎么领")
    wang.hears("贵宾您好。")


async def test_an_answer_that_lacks_a_fact_is_never_sent(place: Town) -> None:
    """T12: the question is taken down instead; so is the one about an answer that has expired."""
    await rewrite(place, "号码过户", answer="您可以到{过户专柜}办理。")
    zhang = await place.sits("张三")
    await zhang.says("手机号怎么过户给别人")
    assert "专柜" not in zhang.new()
    now = place.clock.now()
    await place.house.database.turn(lambda uow: uow.facts.put("过户专柜", "三楼专柜", "钱芳", now))
    await place.house.learn()
    await zhang.says("手机号怎么过户给别人")
    zhang.hears("您可以到三楼专柜办理。")
    ends = place.house.desk.today(now)
    await rewrite(place, "号码过户", answer="您好。", valid_to=ends)
    await place.passes(days=1)
    await place.house.learn()
    await zhang.says("手机号怎么过户给别人")
    assert "您好。" not in zhang.new()


async def test_follow_ups(place: Town) -> None:
    """The usual three, an entry's own before them; one may lead to another entry."""
    zhang = await place.sits("张三")
    await place.house.learn()
    await zhang.says("卡丢了怎么补")
    assert zhang.labels() == ["手机丢失挂失", "营业厅地址查询", "没有解决", "转人工", "请回电话"]
    await zhang.presses("手机丢失挂失")
    zhang.hears("冻结与号码绑定的支付账户")
    await zhang.says("我要移机")
    await zhang.presses("办理")
    zhang.hears("请问")


async def test_what_did_not_help_goes_to_the_department(place: Town) -> None:
    """没有解决 is counted, and what an entry's department has to look into goes there at once (D-25, E5)."""
    await place.house.learn()
    admin, wang, zhao = await place.sits("钱芳"), await place.sits("王强"), await place.sits("赵磊")
    await admin.says("部门 运维部 赵磊")
    zhang = await place.sits("张三")
    await zhang.says("手机没信号")
    zhang.hears("优先检测")
    await zhang.presses("没有解决")
    zhang.hears("W1001")
    wang.hears("手机没信号", "W1001", "已按“手机没有信号”答复，客户表示没有解决。")
    zhao.hears("手机没信号", "运维部", "手机没有信号", "W1001")
    await zhao.presses("反馈")
    await zhao.says("基站检修，今晚恢复")
    await zhao.presses("发送")
    wang.hears("基站检修，今晚恢复")
    query_id = await place.house.database.read(lambda uow: uow.queries.titled("手机没有信号"))
    since = place.clock.now() - timedelta(days=1)
    usage = await place.house.database.read(lambda uow: uow.asks.usage(since))
    assert query_id is not None
    assert usage[query_id] == Usage(asked=1, unsolved=1)
    found = await place.house.database.read(lambda uow: uow.asks.open(since, 5))
    assert [(ask.text, ask.outcome, ask.query_id) for ask in found] == [("手机没信号", UNSOLVED, query_id)]


def test_every_answer_of_an_entry_is_known() -> None:
    query = Query(1, "t", "a", (), None, None, "x", (Variant("b", tier="vip"),))
    assert query.answers == ("a", "b")
