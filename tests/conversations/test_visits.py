"""A visit from the first word to the record: proposed, chosen, briefed, kept (B18, D-7 to D-12, K2, C3)."""

from __future__ import annotations

from bot.services.visit_records import VisitPlan
from tests.conversations.town import Person, Town

# Every town opens on Tuesday 29 September 2026 at ten; the next days up to 9 October are no working days
# but for the 30th, so the times proposed are the 29th 15:00, the 30th 10:00 and 15:00.


async def plans(place: Town, name: str = "张三") -> list[VisitPlan]:
    customer = place.customers[name].id
    return await place.house.database.read(
        lambda u: [p for n in range(1, 9) if (p := u.visits.get(n)) and p.customer_id == customer]
    )


async def proposes(wang: Person, name: str = "张三") -> None:
    """Plan with the times proposed, as few taps as it takes."""
    await wang.says(f"预约 {name}")
    wang.hears("目的")
    await wang.presses("介绍新业务")
    wang.hears("请问在哪里见面")
    await wang.says("东湖路1号")
    wang.hears("请问约什么时间")
    await wang.presses("任选：29日15:00、30日10:00、30日15:00")
    await wang.presses("发给客户选择")
    wang.hears("种类：入户拜访", "地点：东湖路1号", "介绍新业务")
    await wang.presses("保存")


async def talks(place: Town) -> tuple[Person, Person]:
    """Seat a manager and a customer who has opened the chat."""
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await zhang.opens()
    zhang.reads()
    return wang, zhang


async def agrees(wang: Person, zhang: Person) -> None:
    await proposes(wang)
    await zhang.presses("9月30日（周三）15:00")


async def test_the_whole_way(place: Town) -> None:
    wang, zhang = await talks(place)
    await proposes(wang)
    wang.hears("已把时间发给张三")
    zhang.hears("我是星河通信的客户经理王强", "为介绍新业务上门拜访您", "9月30日（周三）10:00")
    await zhang.presses("9月30日（周三）15:00")
    zhang.hears("已经与您约好9月30日（周三）15:00在东湖路1号见面")
    wang.hears("张三已选定：9月30日（周三）15:00")
    assert "不足半个工作日" not in wang.reads()
    await place.reaches(place.local("2026-09-29T19:00"))
    wang.hears("9月30日（周三）的预约，共1件", "首次见面", "资料待补充：住址", "物品还差10项")
    await wang.presses("鞋套")
    wang.hears("物品还差9项")
    assert "✓ 鞋套" in wang.labels()
    await wang.presses("✓ 鞋套")
    wang.hears("物品还差10项")
    await wang.presses("全部带齐")
    wang.hears("10项已全部备齐")
    wang.reads()
    await place.reaches(place.local("2026-09-30T14:24:59"))
    wang.silent()
    await place.reaches(place.local("2026-09-30T14:25"))
    wang.hears("该出发了", "路程约30分钟", "14:55")
    wang.reads()
    await place.reaches(place.local("2026-09-30T14:56"))
    await wang.says("今日")
    wang.hears("张三 入户拜访：介绍新业务")
    await wang.presses("1 已到达")
    wang.hears(
        "已记录到达：14:56，准时", "规范要求提前5分钟", "目的：介绍新业务", "请问现在方便进门吗", "鞋套"
    )
    place.clock.set(place.local("2026-09-30T15:40"))
    await wang.presses("已离开")
    wang.hears("请问谈了什么")
    await wang.says("介绍了5G套餐，客户有兴趣")
    await wang.presses("没有")
    await wang.presses("暂不安排")
    wang.hears("张三", "介绍了5G套餐", "到达：14:56", "离开：15:40", "东湖路1号")
    await wang.presses("保存")
    wang.hears("已保存张三的拜访记录")
    [plan] = await plans(place)
    assert (plan.state, plan.punctual, plan.moves, plan.short, plan.phoned) == (
        "done",
        "on_time",
        0,
        False,
        False,
    )
    kept = await place.house.database.read(lambda u: u.contacts.of_customer(plan.customer_id, 1))
    assert kept[0].plan_id == plan.id
    await wang.says("今日")
    assert "入户拜访" not in wang.new()
    await place.passes(days=3)
    wang.reads()
    await wang.says("我的预约")
    wang.hears("目前没有预约")


async def test_the_customers_own_preference(place: Town) -> None:
    """换个时间 names another time; the manager accepts it or proposes again (B18)."""
    wang, zhang = await talks(place)
    await proposes(wang)
    await zhang.presses("换个时间")
    zhang.hears("请问您哪个时间方便")
    await zhang.says("昨天下午三点")
    zhang.hears("已经过去", "请问您哪个时间方便")
    await zhang.says("随便什么时候")
    zhang.hears("请写明时间")
    await zhang.says("10月9日上午十点半")
    await zhang.presses("提交")
    zhang.hears("10月9日（周五）10:30", "王强")
    wang.hears("张三希望把时间定在10月9日（周五）10:30")
    await wang.presses("另提时间")
    await wang.says("10月9日下午四点")
    await wang.presses("发送")
    zhang.hears("请问您哪个时间方便：10月9日（周五）16:00")
    await zhang.presses("换个时间")
    await zhang.says("10月10日上午十点")
    await zhang.presses("提交")
    wang.hears("10月10日（周六）10:00")
    await wang.presses("同意")
    wang.hears("已与张三约好：10月10日（周六）10:00")
    zhang.hears("已经与您约好10月10日（周六）10:00")
    await zhang.says("我的预约")
    zhang.hears("您的预约", "10月10日（周六）10:00", "东湖路1号")


async def test_agreed_on_the_phone(place: Town) -> None:
    """Whom no chat reaches is phoned; the manager ticks what was agreed (D-9)."""
    wang = await place.sits("王强")
    await wang.says("预约 张三")
    await wang.presses("了解使用情况")
    await wang.presses("我公司")
    await wang.presses("任选：29日15:00、30日10:00、30日15:00")
    assert "发给客户选择" not in wang.labels()
    await wang.presses("稍后打电话约定")
    await wang.presses("保存")
    wang.hears("请打电话约定")
    await wang.presses("已电话预约")
    wang.hears("请问客户同意的是哪个时间")
    await wang.presses("9月30日（周三）10:00")
    await wang.presses("保存")
    wang.hears("已与张三约好：9月30日（周三）10:00，我公司")
    [plan] = await plans(place)
    assert plan.phoned and not plan.short and plan.state == "agreed" and plan.noticed_at == place.clock.now()


async def test_ticked_at_once_and_short_notice(place: Town) -> None:
    """An appointment made less than half a working day ahead is flagged and says so (D-7, T17)."""
    wang = await place.sits("王强")
    await wang.says("预约 张三")
    await wang.presses("了解使用情况")
    await wang.says("东湖路1号")
    await wang.says("今天上午九点")
    wang.hears("已经过去", "请问约什么时间")
    await wang.says("今天下午一点")
    wang.hears("不足半个工作日")
    await wang.presses("已电话预约")
    await wang.presses("保存")
    wang.hears("已作标记")
    [plan] = await plans(place)
    assert plan.short
    # Made after the hour of the evening's brief, it is briefed at once.
    assert "9月29日（周二）的预约，共1件" in wang.picture()


async def test_on_top_of_another(place: Town) -> None:
    wang, zhang = await talks(place)
    await agrees(wang, zhang)
    await wang.says("预约 张三")
    wang.hears("已有预约：9月30日（周三）15:00 入户拜访 张三（已约定）")
    await wang.says("取消")
    await wang.says("预约 王芳")
    await wang.presses("办理续约")
    await wang.says("湖滨路2号")
    await wang.says("9月30日下午三点半")
    wang.hears("9月30日（周三）15:30已有安排", "张三", "15:00", "请问约什么时间")
    await wang.says("9月30日下午四点")
    await wang.presses("已电话预约")
    await wang.presses("保存")
    wang.hears("已与王芳约好：9月30日（周三）16:00")


async def test_a_time_that_was_taken_meanwhile(place: Town) -> None:
    """Two customers are offered the same hour: the second is told, and chooses another."""
    wang, zhang = await talks(place)
    fang = await place.sits("王芳")
    await fang.opens()
    await proposes(wang)
    await wang.says("预约 王芳")
    await wang.presses("办理续约")
    await wang.says("湖滨路2号")
    await wang.says("9月30日上午十点、9月30日下午五点")
    await wang.presses("发给客户选择")
    await wang.presses("保存")
    await fang.presses("9月30日（周三）10:00")
    await zhang.presses("9月30日（周三）10:00")
    zhang.hears("9月30日（周三）10:00刚刚被占用")
    assert "9月30日（周三）10:00" not in zhang.labels()
    await zhang.presses("9月30日（周三）15:00")
    zhang.hears("已经与您约好")
    assert [p.state for p in await plans(place)] == ["agreed"]


async def test_times_that_are_over_are_offered_no_more(place: Town) -> None:
    """B18: whoever presses one hears that it is over, and chooses of those to come."""
    wang, zhang = await talks(place)
    await proposes(wang)
    await place.passes(hours=6)
    await zhang.presses("9月29日（周二）15:00")
    zhang.hears("9月29日（周二）15:00已经过去")
    assert zhang.labels()[:2] == ["9月30日（周三）10:00", "9月30日（周三）15:00"]
    await place.passes(days=2)
    await zhang.presses("9月30日（周三）10:00")
    zhang.hears("提供给您的时间都已经过去", "换个时间")
    assert zhang.labels()[0] == "换个时间"


async def test_double_taps_do_nothing_twice(place: Town) -> None:
    wang, zhang = await talks(place)
    await proposes(wang)
    await zhang.taps_twice("9月30日（周三）15:00")
    assert wang.new().count("已选定") == 1
    zhang.hears("9月30日（周三）15:00")
    await place.reaches(place.local("2026-09-30T14:50"))
    await wang.says("我的预约")
    await wang.presses("1 查看预约")
    await wang.taps_twice("已到达")
    wang.hears("已记录到达", "预约现在是这样")
    await wang.taps_twice("已离开")
    await wang.says("谈了套餐")
    await wang.presses("没有")
    await wang.presses("暂不安排")
    await wang.taps_twice("保存")
    kept = await place.house.database.read(lambda u: u.contacts.of_customer(place.customers["张三"].id, 9))
    assert len(kept) == 1
    [plan] = await plans(place)
    events = await place.house.database.read(lambda u: [e.what for e in u.visits.events(plan.id)])
    assert events == ["planned", "sent", "agreed", "arrived", "left", "done"]


async def test_somebody_elses_customer(place: Town) -> None:
    wang, zhang = await talks(place)
    zhao, chen = await place.sits("赵磊"), await place.sits("陈晨")
    await chen.opens()
    await wang.says("预约 陈晨")
    wang.hears("赵磊")
    await wang.says("取消")
    await agrees(wang, zhang)
    for action in ("show", "arrive", "left", "kit", "move", "cancel", "phoned", "brief"):
        await zhao.forges(f"plan-{action}:1:-1:")
        assert "张三" not in zhao.reads()
    await zhao.forges("kit-tick:1:0:k0")
    await zhao.forges(f"plan-new:{place.customers['张三'].id}:0:")
    assert "张三" not in zhao.new()
    for action in ("pick", "other", "none", "change", "drop", "here"):
        await chen.forges(f"slot-{action}:1:2:0")
        chen.hears("由提出的本人查看")
    [plan] = await plans(place)
    assert plan.state == "agreed" and plan.kit == ()


async def test_what_the_customer_reads_is_fit_to_be_read(place: Town) -> None:
    """Purpose and place go to the customer: curt words are shown with kinder ones (A6)."""
    wang, zhang = await talks(place)
    await wang.says("预约 张三")
    await wang.says("您的事不归我管")
    await wang.says("地址XXXX")
    wang.hears("空位")
    await wang.says("东湖路1号")
    await wang.says("9月30日下午三点")
    await wang.presses("发给客户选择")
    wang.hears("“不归我管”", "解决您反映的问题")
    assert {"用建议的说法", "仍然发送"} <= set(wang.labels())
    zhang.silent()
    await wang.presses("用建议的说法")
    assert "仍然发送" not in wang.labels()
    await wang.presses("保存")
    zhang.hears("为解决您反映的问题上门拜访您")


async def test_curt_words_may_be_sent_all_the_same(place: Town) -> None:
    """E8: as in answers, knowingly; the supervisor finds it."""
    wang, zhang = await talks(place)
    place.knowingly += ["这件事我不清楚"]
    await wang.says("预约 张三")
    await wang.says("这件事我不清楚")
    await wang.says("东湖路1号")
    await wang.says("9月30日下午三点")
    await wang.presses("发给客户选择")
    await wang.presses("仍然发送")
    zhang.hears("这件事我不清楚")
    since = place.clock.now()
    kept = await place.house.database.read(
        lambda u: u.violations.of_staff([place.staff["王强"].id], since.replace(year=2020), 5)
    )
    assert [v.word for v in kept] == ["不清楚"]
