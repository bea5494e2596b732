"""Who may do what: every role's own commands, and people missing, gone or in the wrong place."""

from __future__ import annotations

import re

import pytest

from bot.services.ports import UnitOfWork
from storage.session import Session
from tests.conversations.town import Town, town

ROLES = {"王强": "manager", "李静": "supervisor", "周敏": "head", "钱芳": "admin", "张三": "customer"}


@pytest.mark.parametrize("name", ROLES)
async def test_every_command_in_the_help_works(place: Town, name: str) -> None:
    person = await place.sits(name)
    await person.opens()
    for label in person.labels():
        await person.presses(label)
        assert "请输入“帮助”" not in person.new(), label
        await person.says("取消")
    await person.says("帮助")
    names = re.findall(r"^(\S{1,8})：\S", person.new(), re.M)
    assert len(names) >= 3, person.new()
    for word in names:
        if word != "取消":
            await person.says(word)
            assert person.new(), word
            for refusal in ("负责的同事", "请输入“帮助”", "可以使用的词"):
                assert refusal not in person.new(), f"{word}: {person.new()}"
            await person.says("取消")


async def test_guest_in_an_empty_house(request: pytest.FixtureRequest, sqlite_url: str) -> None:
    for channel in ("web", "telegram")[:1]:
        async with town(channel, sqlite_url, empty=True) as place:
            guest = await place.stranger("访客")
            await guest.opens()
            await guest.says("我的合同原件放在你们哪位同事那里了")
            guest.hears("W1001")
            await guest.says("投诉 断网两天")
            await guest.presses("网络")
            await guest.presses("紧急")
            await guest.presses("提交")
            guest.hears("T1002")
            await place.passes(minutes=30)
            await place.passes(days=30)


async def test_house_of_an_administrator_alone(sqlite_url: str) -> None:
    async with town("web", sqlite_url, empty=True) as place:
        now = place.clock.now()
        place.staff["钱芳"] = await place.house.database.turn(
            lambda uow: uow.people.add_staff("admin", "钱芳", None, now)
        )
        qian, guest = await place.sits("钱芳"), await place.stranger("访客")
        await guest.says("投诉 断网两天")
        await guest.presses("网络")
        await guest.presses("紧急")
        await guest.presses("提交")
        qian.hears("断网两天", "T1001")
        await qian.presses("已知悉")
        qian.hears("知悉")
        await qian.presses("答复")
        await qian.says("正在抢修，今天恢复。")
        await qian.presses("发送")
        guest.hears("正在抢修，今天恢复。")


async def test_somebody_elses_customer(place: Town) -> None:
    wang = await place.sits("王强")
    for text in ("陈晨", "客户 陈晨", "邀请 陈晨", "拜访 陈晨 谈了套餐", "投诉 陈晨 断网"):
        await wang.says(text)
        wang.hears("陈晨由赵磊负责")
        await wang.says("取消")
    assert "0105" not in wang.picture()


async def test_five_of_one_name(place: Town) -> None:
    wang = await place.sits("王强")
    manager = place.staff["王强"].id

    def more(uow: UnitOfWork) -> None:
        for number in range(30):
            uow.people.add_customer(f"商户{number}", place.clock.now(), tier="standard", manager_id=manager)
        for number in range(3):
            phone = f"1380000012{number}"
            uow.people.add_customer(
                "张伟", place.clock.now(), tier="standard", manager_id=manager, phone=phone
            )

    await place.house.database.turn(more)
    await wang.says("/visit")
    await wang.says("张伟")
    wang.hears("几位客户")
    labels = wang.labels()[:5]
    assert all(label.startswith("张伟") for label in labels), labels
    await wang.says(labels[3])
    await wang.says("谈了套餐")
    await wang.says("没有")
    await wang.says("暂不安排")
    wang.hears("张伟", "谈了套餐")
    await wang.presses("保存")
    await wang.says("邀请 张伟")
    wang.hears("请选择客户")
    await wang.presses(wang.labels()[0])
    wang.hears("一次性代码")
    await wang.says("客户 张伟")
    await wang.presses(wang.labels()[1])
    wang.hears("电话")
    await wang.says("拜访 张伟 谈了5G")
    assert wang.labels()[0].startswith("张伟（")


async def test_names_with_spaces(place: Town) -> None:
    wang = await place.sits("王强")
    manager = place.staff["王强"].id
    await place.house.database.turn(
        lambda uow: uow.people.add_customer(
            "Li Ming", place.clock.now(), tier="gold", manager_id=manager, phone="13800000131"
        )
    )
    await wang.says("Li Ming")
    wang.hears("Li Ming")
    await wang.presses("记拜访")
    await wang.says("谈了套餐")
    await wang.says("1")
    await wang.says("1")
    await wang.presses("保存")
    wang.hears("已保存Li Ming的拜访记录")
    await wang.says("邀请 Li Ming")
    wang.hears("Li Ming的一次性代码")


async def test_a_deactivated_manager(place: Town) -> None:
    wang, li = await place.sits("王强"), await place.sits("李静")
    zhang = await place.sits("张三")
    await zhang.says("建议 营业厅放几把雨伞")
    await zhang.presses("提交")
    wang.hears("雨伞")
    await wang.says("/visit")
    await leave(place, "王强")
    await wang.says("张三")
    assert "0101" not in wang.new()
    await wang.says("取消")
    await wang.presses("答复")
    await wang.says("今日")
    assert "J1001" not in wang.new()
    await zhang.says("建议 营业厅放几把椅子")
    await zhang.presses("提交")
    assert "椅子" not in wang.new()
    li.hears("椅子")
    await place.reaches(place.local("2026-10-09T19:00"))
    li.hears("雨伞")
    assert "雨伞" not in wang.new()


async def leave(place: Town, name: str) -> None:
    staff_id = place.staff[name].id

    def off(uow: UnitOfWork) -> None:
        session = uow.people._session  # type: ignore[attr-defined]
        assert isinstance(session, Session)
        from sqlalchemy import update

        from storage.tables import staff

        session.change(update(staff).where(staff.c.id == staff_id), {"active": False})

    await place.house.database.turn(off)


async def test_a_customer_without_a_manager(place: Town) -> None:
    li = await place.sits("李静")
    place.customers["孤客"] = await place.house.database.turn(
        lambda uow: uow.people.add_customer("孤客", place.clock.now(), tier="gold", phone="13800000140")
    )
    lone = await place.sits("孤客")
    await lone.opens()
    await lone.says("建议 营业厅放几把雨伞")
    await lone.presses("提交")
    li.hears("雨伞")
    await li.presses("答复")
    await li.says("好的，本周就办。")
    await li.presses("发送")
    lone.hears("好的，本周就办。")


async def test_a_manager_without_a_supervisor(place: Town) -> None:
    now = place.clock.now()
    place.staff["独行"] = await place.house.database.turn(
        lambda uow: uow.people.add_staff("manager", "独行", None, now)
    )
    owner = place.staff["独行"].id
    await place.house.database.turn(
        lambda uow: uow.people.add_customer("远客", now, tier="gold", manager_id=owner)
    )
    alone, li = await place.sits("独行"), await place.sits("李静")
    await alone.says("投诉 远客 重大 断网两天")
    await alone.presses("保存")
    li.hears("断网两天")
    await li.presses("接手")
    li.hears("接手")


async def test_a_supervisors_own_cases(place: Town) -> None:
    li, wang = await place.sits("李静"), await place.sits("王强")
    await li.says("拜访 王芳 谈了专线 建议:账单早点发")
    li.hears("王芳", "谈了专线", "账单早点发")
    await li.presses("保存")
    wang.hears("J1001")
    await li.says("客户 王芳")
    li.hears("谈了专线")
    await li.says("今日")
    await li.says("逾期")
    await li.says("投诉 王芳 紧急 又断网了")
    await li.presses("保存")
    li.hears("又断网了")
    await li.presses("接手")
    await li.presses("答复")
    await li.says("工程师已经出发。")
    await li.presses("发送")
    li.hears("打电话")


async def test_a_question_asked_before_binding_is_answered_after_it(place: Town) -> None:
    wang, li, guest = await place.sits("王强"), await place.sits("李静"), await place.stranger("访客")
    await guest.says("我的合同原件放在你们哪位同事那里了")
    li.hears("W1001")
    await wang.says("邀请 张三")
    found = re.search(r"代码：(\w{8})", wang.new())
    assert found
    await guest.binds(found[1])
    guest.hears("王强")
    await li.presses("答复")
    await li.says("合同由王强保管。")
    await li.presses("发送")
    guest.hears("合同由王强保管。")
