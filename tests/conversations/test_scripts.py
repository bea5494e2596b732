"""Calling along a script, through every branch, on both channels (4.B)."""

from __future__ import annotations

from bot.services.customer_records import Bill, Profile
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Contact
from tests.conversations.town import Person, Town


async def profile_of(place: Town, name: str) -> Profile:
    customer = place.customers[name]
    found = await place.house.database.read(lambda uow: uow.profiles.get(customer.id))
    assert found is not None
    return found


async def records_of(place: Town, name: str) -> list[Contact]:
    customer = place.customers[name]
    return await place.house.database.read(lambda uow: uow.contacts.of_customer(customer.id, 10))


async def cases_of(place: Town, name: str) -> list[Case]:
    customer = place.customers[name]
    return await place.house.database.read(lambda uow: uow.cases.of_person(customer.id, 0, 20))


async def change(place: Town, name: str, **fields: object) -> None:
    customer, now = place.customers[name], place.clock.now()
    await place.house.database.turn(lambda uow: uow.profiles.change(customer.id, None, now, **fields))


async def has_called(place: Town, name: str, content: str = "谈了宽带续约") -> None:
    """Put an earlier call on file."""
    customer, manager, now = place.customers[name], place.staff["王强"], place.clock.now()

    def add(uow: UnitOfWork) -> None:
        uow.contacts.add("call", customer.id, manager.id, content, now, outcome="reached")

    await place.house.database.turn(add)


async def bills(place: Town, name: str, **months: tuple[int, str]) -> None:
    customer = place.customers[name]

    def put(uow: UnitOfWork) -> None:
        for month, (amount, state) in months.items():
            uow.profiles.put_bill(
                Bill(customer.id, month.replace("m", "").replace("_", "-"), amount, state, "")
            )

    await place.house.database.turn(put)


async def calls(place: Town, name: str = "王芳") -> Person:
    wang = await place.sits("王强")
    await wang.says(f"打电话 {name}")
    await wang.presses("已接通")
    return wang


async def test_a_first_call_from_the_brief_to_the_record(place: Town) -> None:
    """B1: number and facts first, the words to the letter, gaps asked once, one record at the end."""
    await change(place, "王芳", gender="f")
    wang = await place.sits("王强")
    await wang.says("/call 王芳")
    wang.hears(
        "首次回访", "电话：13800000102", "还没有记录", "还没有接通过回访电话", "资料还缺：地址", "服务规范"
    )
    await wang.presses("已接通")
    wang.hears("请说：您好，您是王女士吗？", "核对身份")
    await wang.presses("是本人")
    wang.hears("我是星河通信客户服务人员，欢迎您使用星河通信手机业务，请问能占用您几分钟时间吗？")
    await wang.presses("可以")
    wang.hears("我想了解一下最近您手机及网络使用情况")
    assert "免费" not in wang.new()  # T13
    await wang.says("信号不错，想要大流量")
    wang.hears("已记：信号不错，想要大流量")
    await wang.presses("情况良好")
    wang.hears("为了能够及时向您传达我公司优惠政策", "住宅电话")
    await wang.says("解放路1号3栋，010-62345678")
    wang.hears("地址：解放路1号3栋", "住宅电话：010-62345678")
    await wang.presses("下一步")
    await wang.says("星河科技 财务主管")
    wang.hears("工作单位：星河科技", "职务：财务主管")
    await wang.presses("下一步")
    wang.hears("我们很希望知道您的生日及特殊的纪念日，星河通信会定时送上我们的一份祝福")
    await wang.says("农历八月十五，结婚纪念日5月20日")
    wang.hears("生日：农历八月十五", "5月20日")
    await wang.presses("愿意收到祝福")
    wang.hears("先说：非常感谢！", "您希望我们多长时间回访您一次比较合适？")
    await wang.presses("每季度")
    wang.hears("如您需要二次回访，我们会定期为您提供服务。")
    await wang.presses("下一步")
    wang.hears("可随时拨打客户经理服务热线，电话是", "打扰您了！再见。")
    await wang.presses("很满意")
    wang.hears("请核对", "结果：已接通", "信号不错，想要大流量", "回访频率：90天一次", "下次：12月28日")
    assert await records_of(place, "王芳") == []
    await wang.presses("保存")
    wang.hears("已保存王芳的电话记录")
    (record,) = await records_of(place, "王芳")
    assert record.outcome == "reached" and "情况良好" in record.content
    assert record.fields is not None and record.fields["script"] == "首次回访第1版"
    assert record.fields["satisfaction"] == "很满意"
    profile = await profile_of(place, "王芳")
    assert (profile.address, profile.home_phone) == ("解放路1号3栋", "010-62345678")
    assert (profile.employer, profile.post, profile.wish_days) == ("星河科技", "财务主管", 90)
    assert profile.greetings is True and profile.birthday is not None and profile.birthday.lunar
    await wang.presses("撤销")
    wang.hears("已撤销王芳的这条记录")
    assert await records_of(place, "王芳") == []
    profile = await profile_of(place, "王芳")
    assert (profile.address, profile.wish_days, profile.birthday, profile.greetings) == ("", None, None, None)
