"""Appointments that move, fall through or are missed, visits to us, downtime (A18, A29, D-8, D-13)."""

from __future__ import annotations

from bot.services.customer_records import YearDay
from bot.services.ports import UnitOfWork
from tests.conversations.callers import bills
from tests.conversations.test_visits import agrees, plans, proposes, talks
from tests.conversations.town import Person, Town


async def phones(wang: Person, name: str, when: str, where: str = "东湖路1号") -> None:
    """Keep what was agreed on the phone."""
    await wang.says(f"预约 {name}")
    await wang.presses("了解使用情况")
    await wang.says(where)
    await wang.says(when)
    await wang.presses("已电话预约")
    await wang.presses("保存")


async def opens_the_plan(wang: Person) -> None:
    await wang.says("我的预约")
    await wang.presses("1 查看预约")


async def test_we_move_an_appointment(place: Town) -> None:
    """Reason, apology and new times go to the customer; it is counted and the reason kept (A30)."""
    wang, zhang = await talks(place)
    await agrees(wang, zhang)
    zhang.reads()
    await opens_the_plan(wang)
    await wang.presses("改约")
    wang.hears("请问改约的原因是什么")
    await wang.presses("临时有紧急工作")
    wang.hears("请问改到什么时间")
    await wang.says("10月9日上午十点、10月9日下午三点")
    zhang.silent()
    await wang.presses("发送")
    zhang.hears(
        "对不起，由于临时有紧急工作，我不能在预约的9月30日（周三）15:00到达，请您谅解",
        "10月9日（周五）10:00、10月9日（周五）15:00",
    )
    wang.hears("已把原因、歉意和新的时间发给张三")
    # The old time is off: neither brief nor reminder nor question comes for it.
    await place.reaches(place.local("2026-09-30T16:00"))
    assert "该出发了" not in wang.new() and "请问情况如何" not in wang.new()
    await zhang.presses("10月9日（周五）15:00")
    [plan] = await plans(place)
    assert (plan.state, plan.moves, plan.reason, plan.fault) == ("agreed", 1, "临时有紧急工作", "ours")
    assert plan.at == place.local("2026-10-09T15:00")
    await wang.says("我的预约")
    await wang.presses("1 查看预约")
    wang.hears("已改约1次", "临时有紧急工作")


async def test_curt_words_pass_the_gate_first(place: Town) -> None:
    """What we say on moving is looked at before it goes out; the kinder wording is one tap away (A6)."""
    wang, zhang = await talks(place)
    await agrees(wang, zhang)
    zhang.reads()
    await opens_the_plan(wang)
    await wang.presses("改约")
    await wang.says("这件事没办法")
    await wang.says("10月9日上午十点")
    wang.hears("没办法", "临时有特殊情况")
    zhang.silent()
    await wang.presses("用建议的说法")
    await wang.presses("发送")
    zhang.hears("由于临时有特殊情况，")


async def test_customers_are_not_woken(place: Town) -> None:
    """What is planned at night is proposed in the morning; what cannot wait is said at once (T3)."""
    wang, zhang = await talks(place)
    await place.reaches(place.local("2026-09-29T22:00"))
    await wang.says("预约 张三")
    await wang.presses("介绍新业务")
    await wang.says("东湖路1号")
    await wang.says("10月10日上午十点")
    await wang.presses("发给客户选择")
    await wang.presses("保存")
    wang.hears("已把时间发给张三")
    zhang.silent()
    await place.reaches(place.local("2026-09-30T09:00"))
    zhang.hears("您好，星河通信！", "请问您哪个时间方便")
    await zhang.presses("10月10日（周六）10:00")
    await place.reaches(place.local("2026-10-09T22:00"))
    zhang.reads()
    await wang.says("我的预约")
    await wang.presses("1 查看预约")
    await wang.presses("取消预约")
    await wang.presses("我方原因")
    await wang.presses("身体不适")
    await wang.presses("保存")
    zhang.hears("不能如约进行")


async def test_a_group_hears_the_words_for_groups(place: Town) -> None:
    wang, zhang = await talks(place)
    await place.house.database.turn(
        lambda u: u.profiles.change(place.customers["张三"].id, None, place.clock.now(), kind="group")
    )
    await wang.says("预约 张三")
    await wang.presses("办理续约")
    await wang.says("东湖大厦")
    await wang.says("9月30日下午三点")
    await wang.presses("发给客户选择")
    wang.hears("种类：集团拜访")
    await wang.presses("保存")
    await zhang.presses("9月30日（周三）15:00")
    await opens_the_plan(wang)
    await wang.presses("改约")
    await wang.says("公司临时开会")
    await wang.says("10月9日上午十点")
    await wang.presses("发送")
    zhang.hears("对不起，由于公司临时开会，原定9月30日（周三）15:00的上门拜访需要改约，向您致歉")


async def test_the_customer_moves(place: Town) -> None:
    wang, zhang = await talks(place)
    await agrees(wang, zhang)
    await zhang.presses("改约")
    await zhang.says("10月9日上午十点")
    await zhang.says("那天要出差")
    await zhang.presses("提交")
    wang.hears("张三申请改约", "原定：9月30日（周三）15:00", "希望：10月9日（周五）10:00", "原因：那天要出差")
    await place.reaches(place.local("2026-09-30T16:00"))
    assert "该出发了" not in wang.new()
    await wang.presses("同意")
    zhang.hears("已经与您约好10月9日（周五）10:00")
    [plan] = await plans(place)
    assert (plan.moves, plan.fault, plan.reason) == (1, "customer", "那天要出差")


async def test_our_cancellation_counts_as_broken(place: Town) -> None:
    """D-13: a cancellation has a cause; ours counts as 失约 and the customer is asked for pardon."""
    wang, zhang = await talks(place)
    await agrees(wang, zhang)
    zhang.reads()
    await opens_the_plan(wang)
    await wang.presses("取消预约")
    await wang.presses("我方原因")
    await wang.says("身体不适")
    await wang.presses("保存")
    zhang.hears("对不起，由于身体不适，原定9月30日（周三）15:00的上门服务不能如约进行，向您致歉")
    wang.hears("已告知客户")
    await wang.forges("plan-show:1:0:")
    wang.hears("我方原因取消，计为失约")
    wang.reads()
    [plan] = await plans(place)
    assert (plan.state, plan.fault) == ("cancelled", "ours")
    await place.reaches(place.local("2026-09-30T16:00"))
    wang.silent()


async def test_cancelled_by_the_customer(place: Town) -> None:
    wang, zhang = await talks(place)
    await agrees(wang, zhang)
    wang.reads()
    await zhang.says("我的预约")
    await zhang.presses("取消预约")
    await zhang.presses("跳过")
    await zhang.presses("提交")
    zhang.hears("已为您取消")
    wang.hears("张三取消了预约", "9月30日（周三）15:00", "客户未说明")
    [plan] = await plans(place)
    assert (plan.state, plan.fault) == ("cancelled", "customer")
    await wang.presses("已电话预约")
    wang.hears("预约现在是这样", "已取消")


async def test_the_customer_needs_no_visit(place: Town) -> None:
    wang, zhang = await talks(place)
    await proposes(wang)
    await zhang.taps_twice("暂不需要")
    assert wang.new().count("取消了预约") == 1
    await zhang.presses("9月30日（周三）15:00")
    zhang.hears("已经取消")
    await zhang.says("预约")
    zhang.hears("目前没有预约")


async def test_customers_cause_told_on_the_phone(place: Town) -> None:
    """Who cannot be reached by chat is phoned; the words to say are shown (A30)."""
    wang = await place.sits("王强")
    await phones(wang, "张三", "9月30日下午三点")
    await wang.presses("改约")
    await wang.presses("交通延误")
    await wang.says("10月9日上午十点")
    await wang.presses("发送")
    wang.hears("请打电话告知", "对不起，由于交通延误")
    await wang.presses("已电话预约")
    wang.hears("已与张三约好：10月9日（周五）10:00")
    await wang.presses("取消预约")
    await wang.presses("客户原因")
    await wang.presses("客户暂不需要")
    await wang.presses("保存")
    wang.hears("请打电话告知", "已为您取消")


async def test_missed(place: Town) -> None:
    """Nobody noted an arrival: the manager is asked what happened, once (D-12, D-13)."""
    wang = await place.sits("王强")
    await phones(wang, "张三", "9月30日下午三点")
    await place.reaches(place.local("2026-09-30T15:29:59"))
    wang.reads()
    await place.reaches(place.local("2026-09-30T15:30"))
    wang.hears("约定的时间已过", "张三", "请问情况如何")
    await place.reopens()
    await place.passes(hours=2)
    assert wang.new().count("请问情况如何") == 1
    await wang.presses("已到达")
    wang.hears("请问您是几点到达的")
    await wang.says("19:05")
    wang.hears("请问您是几点到达的")
    await wang.says("15:12")
    wang.hears("事后补记", "15:12")
    await wang.presses("保存")
    wang.hears("已记录到达：15:12，迟到")
    await place.passes(days=2)
    wang.hears("拜访记录尚未填写")
    events = await place.house.database.read(lambda u: [e.what for e in u.visits.events(1)])
    assert events[-1] == "arrived-told"


async def test_late_and_noted_on_the_spot(place: Town) -> None:
    wang = await place.sits("王强")
    await phones(wang, "张三", "9月30日下午三点")
    await place.reaches(place.local("2026-09-30T15:31"))
    await wang.presses("已到达")
    wang.hears("已记录到达：15:31，迟到")


async def test_a_record_in_one_line_closes_the_appointment(place: Town) -> None:
    """What was written without the appointment's button is the same visit; nothing asks for it again."""
    wang = await place.sits("王强")
    await phones(wang, "张三", "9月30日下午三点")
    await place.reaches(place.local("2026-09-30T15:20"))
    await wang.says("拜访 张三 谈了宽带续约")
    await wang.presses("保存")
    wang.hears("已保存张三的拜访记录", "9月30日（周三）15:00的预约已一并办结")
    wang.reads()
    await place.passes(hours=1)
    wang.silent()
    assert [p.state for p in await plans(place)] == ["done"]


async def test_a_record_struck_out_is_still_to_be_written(place: Town) -> None:
    wang = await place.sits("王强")
    await phones(wang, "张三", "9月30日下午三点")
    await place.reaches(place.local("2026-09-30T14:55"))
    await wang.presses("已到达")
    await wang.presses("已离开")
    await wang.says("谈了宽带续约")
    await wang.presses("没有")
    await wang.presses("暂不安排")
    await wang.presses("保存")
    await wang.presses("撤销")
    assert [p.state for p in await plans(place)] == ["arrived"]
    await wang.says("今日")
    wang.hears("待填写记录：张三")
    await wang.presses(f"{wang.line('待填写记录：张三')} 已离开")
    wang.hears("请问谈了什么")


async def test_the_customer_answers_in_words(place: Town) -> None:
    """A time typed in place of a button is understood, and shown before it counts (B18)."""
    wang, zhang = await talks(place)
    await proposes(wang)
    await zhang.says("明天上午十点可以")
    zhang.hears("请您核对", "9月30日（周三）10:00")
    await zhang.presses("提交")
    zhang.hears("已经与您约好9月30日（周三）10:00")
    wang.hears("张三已选定：9月30日（周三）10:00")


async def test_from_the_card(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("张三")
    await wang.presses("预约")
    wang.hears("请问这次见面的目的是什么")


async def test_an_unanswered_proposal(place: Town) -> None:
    """The customer does not choose: the manager is told while a notice is still in time (D-9)."""
    wang, _ = await talks(place)
    await wang.says("预约 张三")
    await wang.presses("介绍新业务")
    await wang.says("东湖路1号")
    await wang.says("9月30日下午三点")
    await wang.presses("发给客户选择")
    await wang.presses("保存")
    await wang.says("今日")
    wang.hears("待约定时间：张三")
    await place.reaches(place.local("2026-09-30T10:59:59"))
    wang.reads()
    await place.reaches(place.local("2026-09-30T11:00"))
    wang.hears("客户尚未选定拜访时间", "张三")
    await wang.presses("已电话预约")
    wang.hears("已与张三约好：9月30日（周三）15:00")
    [plan] = await plans(place)
    assert not plan.short


async def test_one_brief_for_a_day(place: Town) -> None:
    """Two appointments, one brief, each once, over ticks and restarts (D-8)."""
    wang = await place.sits("王强")
    await phones(wang, "张三", "9月30日下午三点")
    await phones(wang, "王芳", "9月30日上午十点", "湖滨路2号")
    wang.reads()
    at = place.local("2026-09-29T19:00")
    await place.reaches(at)
    await place.reaches(at)
    await place.reopens()
    told = wang.new()
    assert told.count("9月30日（周三）的预约，共2件") == 1
    assert told.index("湖滨路2号") < told.index("东湖路1号")
    assert told.count("东湖路1号") == 1
    await wang.presses("2 物品清单")
    wang.hears("张三", "物品还差10项")
    await wang.presses("名片")
    wang.hears("物品还差9项")


async def test_a_night_of_downtime_over_the_evening(place: Town) -> None:
    """The brief that nobody could send in the evening comes in the morning, before the appointment."""
    wang = await place.sits("王强")
    await phones(wang, "张三", "9月30日下午三点")
    wang.reads()
    await place.reopens("2026-09-30T08:30")
    assert wang.new().count("9月30日（周三）的预约，共1件") == 1
    await place.reopens("2026-09-30T09:30")
    assert wang.new().count("9月30日（周三）的预约") == 1


async def test_downtime_over_the_appointment_itself(place: Town) -> None:
    """What is over is not announced; only the question what became of it is left."""
    wang = await place.sits("王强")
    await phones(wang, "张三", "9月30日下午三点")
    wang.reads()
    await place.reopens("2026-10-09T09:30")
    wang.hears("请问情况如何")
    assert "的预约，共" not in wang.new() and "该出发了" not in wang.new()


async def test_the_brief_says_what_is_known(place: Town) -> None:
    wang, zhang = await talks(place)
    customer = place.customers["张三"].id

    def file(uow: UnitOfWork) -> None:
        now = place.clock.now()
        uow.profiles.change(
            customer,
            None,
            now,
            taboos="不谈竞争对手",
            preferences="喜欢喝茶",
            contact_hours="下午",
            address="东湖路8号",
            birthday=YearDay(10, 12),
            do_not_ask=("home_phone", "employer"),
        )

    await place.house.database.turn(file)
    await wang.says("拜访 张三 谈了流量不够用 建议:账单发到邮箱")
    await wang.presses("保存")
    await wang.says("预约 张三")
    await wang.presses("解决您反映的问题")
    wang.hears("请问约什么时间")
    assert not any("10:00" in label for label in wang.labels())
    await wang.presses("9月30日（周三）15:00")
    await wang.presses("已电话预约")
    wang.hears("地点：东湖路8号")
    await wang.presses("保存")
    zhang.hears("已经与您约好9月30日（周三）15:00在东湖路8号见面")
    wang.reads()
    await place.reaches(place.local("2026-09-29T19:00"))
    assert "可以介绍" not in wang.new()  # a trouble that was spoken of is nothing to introduce
    wang.hears("禁忌：不谈竞争对手", "偏好：喜欢喝茶", "方便时段：下午", "谈了流量不够用", "待办：建议J1001")
    wang.hears("张三生日：10月12日", "资料待补充：职务、回访频率")


async def test_what_can_be_introduced(place: Town) -> None:
    """B19, C9: what was spoken of and can be sold; the bill reads as it does on the card."""
    wang = await place.sits("王强")
    await bills(place, "张三", m2026_08=(12800, ""), m2026_09=(9850, ""))
    await wang.says("拜访 张三 想办理副卡给孩子用")
    await wang.presses("保存")
    await wang.says("张三")
    card = next(line for line in wang.new().splitlines() if line.startswith("话费"))
    await phones(wang, "张三", "9月30日下午三点")
    wang.reads()
    await place.reaches(place.local("2026-09-29T19:00"))
    wang.hears("可以介绍：办理副卡", card)


async def test_pressed_hours_or_days_too_early(place: Town) -> None:
    """D-12: an arrival long before the time is asked about; one tap notes it, another moves it."""
    wang = await place.sits("王强")
    await phones(wang, "张三", "9月30日下午三点")
    await wang.presses("已到达")
    wang.hears("约定的时间是9月30日（周三）15:00，还有1天。请问您已经到达了吗")
    await place.reaches(place.local("2026-09-30T11:00"))
    await opens_the_plan(wang)
    await wang.presses("已到达")
    wang.hears("还有约4小时。请问您已经到达了吗")
    assert wang.labels() == ["是，已到达", "改约"]
    assert [p.state for p in await plans(place)] == ["agreed"]
    await wang.presses("是，已到达")
    wang.hears("已记录到达：11:00，提前")
    assert [p.state for p in await plans(place)] == ["arrived"]


async def test_within_the_hour_nothing_is_asked(place: Town) -> None:
    wang = await place.sits("王强")
    await phones(wang, "张三", "9月30日下午三点")
    await place.reaches(place.local("2026-09-30T14:05"))
    await wang.presses("已到达")
    wang.hears("已记录到达：14:05")


async def test_approved_answers_are_at_hand(place: Town) -> None:
    """L8: during a visit a manager looks up what may be told; what fits stands on the brief as a button."""
    wang = await place.sits("王强")
    await wang.says("预约 张三")
    await wang.says("流量不够用")
    await wang.says("东湖路1号")
    await wang.says("今天下午两点")
    await wang.presses("已电话预约")
    await wang.presses("保存")
    await wang.presses("流量不够用")
    wang.hears("流量不够用", "批准人：周敏")
    await wang.says("咨询 宽带网速慢怎么办")
    wang.hears("宽带网速慢", "批准人：周敏")
    await wang.says("咨询 楼下那根电线杆归哪家管")
    wang.hears("标准问答中还没有“楼下那根电线杆归哪家管”")
    await wang.says("咨询")
    wang.hears("请写上要查的内容")


async def test_the_way_is_longer(place: Town) -> None:
    wang = await place.sits("王强")
    await phones(wang, "张三", "9月30日下午三点")
    await wang.presses("路程30分钟")
    await wang.presses("60分钟")
    wang.hears("路程60分钟", "9月30日（周三）13:55")
    await place.reaches(place.local("2026-09-30T13:54:59"))
    assert "该出发了" not in wang.reads()
    await place.reaches(place.local("2026-09-30T13:55"))
    wang.hears("该出发了", "路程约60分钟")
    await place.reaches(place.local("2026-09-30T14:25"))
    assert wang.new().count("该出发了") == 1


async def test_a_customer_comes_to_us(place: Town) -> None:
    """A18: 「您好,很高兴见到您」."""
    wang, zhang = await talks(place)
    await wang.says("预约 张三 来访")
    await wang.presses("办理续约")
    assert "我公司" in wang.labels()
    await wang.presses("我公司")
    await wang.says("9月30日下午三点")
    await wang.presses("发给客户选择")
    wang.hears("种类：来访接待")
    await wang.presses("保存")
    zhang.hears("想请您为办理续约来公司面谈")
    await zhang.presses("9月30日（周三）15:00")
    zhang.hears("等候您的到来")
    await zhang.presses("我到了")
    zhang.hears("约定的时间是9月30日（周三）15:00")
    await place.reaches(place.local("2026-09-30T14:55"))
    assert "该出发了" not in wang.reads()
    await zhang.says("我到了")
    zhang.hears("您好，很高兴见到您。")
    wang.hears("张三已到达")
    await wang.presses("已离开")
    await wang.says("办好了续约")
    await wang.presses("没有")
    await wang.presses("暂不安排")
    await wang.presses("保存")
    wang.hears("已保存张三的来访记录")
    assert [p.state for p in await plans(place)] == ["done"]
    await zhang.says("我到了")
    zhang.hears("请您稍等")
    wang.hears("张三已到达")


async def test_a_customer_who_does_not_wish_to_be_written_to(place: Town) -> None:
    wang, zhang = await talks(place)
    await place.house.database.turn(
        lambda u: u.profiles.change(place.customers["张三"].id, None, place.clock.now(), do_not_contact=True)
    )
    await wang.says("预约 张三")
    wang.hears("要求不主动联系")
    await wang.presses("了解使用情况")
    await wang.presses("我公司")
    await wang.says("9月30日下午三点")
    assert "发给客户选择" not in wang.labels()
    await wang.presses("已电话预约")
    await wang.presses("保存")
    zhang.silent()


async def test_the_supervisor_moves_a_managers_appointment(place: Town) -> None:
    wang, zhang = await talks(place)
    li = await place.sits("李静")
    await agrees(wang, zhang)
    wang.reads()
    await li.forges("plan-show:1:0:")
    li.hears("入户拜访：张三")
    await li.presses("改约")
    await li.presses("公司临时开会")
    await li.says("10月9日上午十点")
    await li.presses("发送")
    zhang.hears("由于公司临时开会")
    wang.hears("李静变更了您的预约", "已改约1次")


async def test_the_slot_passes_while_the_form_lies_open(place: Town) -> None:
    """What was typed before stays; only the time is asked again."""
    wang = await place.sits("王强")
    await wang.says("预约 张三")
    await wang.says("谈专线")
    await wang.says("东湖路1号")
    await wang.says("今天上午十点半")
    await wang.presses("已电话预约")
    place.clock.set(place.local("2026-09-29T10:31"))
    await wang.presses("保存")
    wang.hears("已经过去", "请问约什么时间")
    await wang.says("明天上午十点")
    wang.hears("谈专线", "东湖路1号")
    await wang.presses("保存")
    wang.hears("已与张三约好：9月30日（周三）10:00，东湖路1号")


async def test_the_brief_goes_to_whoever_is_there_on_the_day(place: Town) -> None:
    """Who is away on the day of an appointment is stood in for: the deputy is sent the brief (E16)."""
    wang, zhao = await place.sits("王强"), await place.sits("赵磊")
    await phones(wang, "张三", "9月30日下午三点")
    await wang.says("请假 9月30日 赵磊代理")
    await wang.presses("保存")
    wang.reads()
    zhao.reads()
    await place.reaches(place.local("2026-09-29T19:00"))
    zhao.hears("代王强：", "9月30日（周三）的预约，共1件", "东湖路1号")
    assert "的预约，共" not in wang.new()
    await zhao.presses("名片")
    zhao.hears("物品还差9项")
    await place.reaches(place.local("2026-09-30T15:00"))
    await zhao.says("今日")
    zhao.hears("张三")
