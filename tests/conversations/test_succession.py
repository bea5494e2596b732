"""What is open goes with the customer, or with whoever takes it over; nothing stays with nobody (E2, E4)."""

from __future__ import annotations

from tests.conversations.test_visit_days import opens_the_plan, phones
from tests.conversations.test_visits import plans
from tests.conversations.town import Person, Town


async def hears_of_much(place: Town, wang: Person) -> None:
    """Leave a suggestion, a promise, a call to come and an appointment open about 张三."""
    await wang.says("拜访 张三 谈了宽带 建议:账单发到邮箱 承诺:寄资料 下次10月9日上午十点")
    await wang.presses("保存")
    await phones(wang, "张三", "9月30日下午三点")
    wang.reads()


async def owners(place: Town) -> dict[str, set[int | None]]:
    """Return who owns what is open about 张三."""
    customer = place.customers["张三"].id
    return await place.house.database.read(
        lambda u: {
            "cases": {case.owner_id for case in u.cases.of_person(customer, 0, 20)},
            "duties": {duty.owner_id for duty in u.history.coming(customer, 20)},
            "plans": {plan.manager_id for plan in u.visits.of_customer(customer, 20)},
        }
    )


async def test_what_is_open_goes_to_the_new_manager(place: Town) -> None:
    """E4: in one step, with counts for both; the new one can do all of it, the former nothing any more."""
    li, wang, zhao = [await place.sits(name) for name in ("李静", "王强", "赵磊")]
    await hears_of_much(place, wang)
    await li.says("编辑 张三 客户经理")
    await li.says("赵磊")
    li.hears("未办完的已一并转给赵磊：待办3件、预约1个")
    zhao.hears("李静请您担任张三的客户经理", "未办完的已一并转给您：待办3件、预约1个")
    wang.hears("您不再负责这位客户", "未办完的已一并转给赵磊：待办3件、预约1个")
    zhao_id = place.staff["赵磊"].id
    assert await owners(place) == {"cases": {zhao_id}, "duties": {zhao_id}, "plans": {zhao_id}}
    await wang.says("我的预约")
    wang.hears("目前没有预约")
    await zhao.says("今日")
    zhao.hears("张三")
    await opens_the_plan(zhao)
    await place.reaches(place.local("2026-09-29T19:00"))
    zhao.hears("9月30日（周三）的预约，共1件")
    assert "的预约，共" not in wang.new()
    await place.reaches(place.local("2026-09-30T14:52"))
    await zhao.presses("已到达")
    zhao.hears("已记录到达：14:52")


async def test_taken_back_everything_returns(place: Town) -> None:
    """O1: also what came up meanwhile; what the other had of the customer before stays theirs."""
    li, wang, zhao = [await place.sits(name) for name in ("李静", "王强", "赵磊")]
    await hears_of_much(place, wang)
    zhang = await place.sits("张三")
    await zhang.opens()
    await li.says("编辑 张三 客户经理")
    await li.says("赵磊")
    await zhang.says("建议")
    await zhang.says("希望多些网点")
    await zhang.presses("提交")
    zhao.hears("希望多些网点")
    await li.presses("撤销")
    wang.hears("李静请您担任张三的客户经理", "未办完的已一并转给您：待办4件、预约1个")
    zhao.hears("未办完的已一并转给王强：待办4件、预约1个")
    wang_id = place.staff["王强"].id
    assert await owners(place) == {"cases": {wang_id}, "duties": {wang_id}, "plans": {wang_id}}


async def test_what_a_leader_took_over_stays_with_them(place: Town) -> None:
    """A change of manager moves what the former manager had, not what a leader took over."""
    li, wang, zhao = [await place.sits(name) for name in ("李静", "王强", "赵磊")]
    await wang.says("拜访 张三 谈了宽带 建议:账单发到邮箱")
    await wang.presses("保存")
    await place.reaches(place.local("2026-10-12T09:00"))
    await li.says("逾期")
    await li.presses(f"{li.line('J1001')} 接手")
    await li.says("编辑 张三 客户经理")
    await li.says("赵磊")
    # What October asks of 张三 goes along, the suggestion does not.
    zhao.hears("未办完的已一并转给您：待办1件")
    assert (await owners(place))["cases"] == {place.staff["李静"].id}


async def test_a_customer_whom_nobody_served(place: Town) -> None:
    """What fell to whoever answers for such customers goes to the manager, and back again (E4, O1)."""
    zhou, li, zhao = [await place.sits(name) for name in ("周敏", "李静", "赵磊")]
    place.customers["刘洋"] = await place.house.database.turn(
        lambda u: u.people.add_customer("刘洋", place.clock.now(), tier="gold", phone="13800000777")
    )
    liu = await place.sits("刘洋")
    await liu.opens()
    await liu.says("建议")
    await liu.says("希望多些网点")
    await liu.presses("提交")
    li.hears("希望多些网点")
    await zhou.says("编辑 刘洋 客户经理")
    await zhou.says("赵磊")
    li.hears("周敏变更了刘洋的负责人", "未办完的已一并转给赵磊：待办1件")
    zhao.hears("周敏请您担任刘洋的客户经理", "未办完的已一并转给您：待办1件")
    await zhou.presses("撤销")
    zhao.hears("您不再负责这位客户", "未办完的已一并转给李静：待办1件")
    li.hears("未办完的已一并转给您：待办1件")
    await li.says("今日")
    li.hears("希望多些网点")


async def test_the_taker_of_an_appointment_goes_there(place: Town) -> None:
    """接手 moves the appointment itself: it stands in their list, and they press 已到达 (E2)."""
    li, wang = await place.sits("李静"), await place.sits("王强")
    await phones(wang, "张三", "9月30日下午三点")
    await phones(li, "张三", "9月30日下午三点半", "湖滨路2号")
    await place.reaches(place.local("2026-09-30T15:31"))
    await li.says("逾期")
    await li.presses("1 接手")
    li.hears("已由您接手", "冲突")
    wang.hears("李静已接手")
    await wang.says("我的预约")
    assert "东湖路1号" not in wang.new()
    [taken, _] = await plans(place)
    assert taken.manager_id == place.staff["李静"].id
    await li.says("我的预约")
    li.hears("预约，共2件")
    await li.presses("1 查看预约")
    await li.presses("已到达")
    li.hears("已记录到达：15:31")
