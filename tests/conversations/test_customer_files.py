"""The customer's file: found in every way, seen at a glance, changed and taken back (C1, E9, G1)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, select

from bot.services.customer_records import Bill
from bot.services.ports import UnitOfWork
from bot.standard.yearday import YearDay
from storage.session import Session
from storage.tables import audit, contact_edits
from tests.conversations.town import Town, town


async def fills(place: Town, name: str, **fields: Any) -> None:
    customer = place.customers[name]
    await place.house.database.turn(
        lambda uow: uow.profiles.change(customer.id, None, place.clock.now(), **fields)
    )


async def adds(place: Town, name: str, manager: str, **fields: Any) -> None:
    owner = place.staff[manager].id
    place.customers[name] = await place.house.database.turn(
        lambda uow: uow.people.add_customer(name, place.clock.now(), manager_id=owner, **fields)
    )


async def audited(place: Town, what: str) -> list[int]:
    """Return who was noted for it."""

    def look(uow: UnitOfWork) -> list[int]:
        session = uow.people._session  # type: ignore[attr-defined]
        assert isinstance(session, Session)
        found = session.rows(select(audit.c.staff_id).where(audit.c.what == what).order_by(audit.c.id))
        return [row[0] for row in found]

    return await place.house.database.read(look)


async def test_found_in_every_way(place: Town) -> None:
    wang = await place.sits("王强")
    await adds(
        place, "单雄信", "王强", phone="13800000177", employer="东湖贸易公司", tags="重点", account="HF-9"
    )
    for text in (
        *("单雄信", "雄信", "shanxx", "danxiongxin", "ShanX", "0177", "13800000177", "东湖", "dhmy", "hf-9"),
        *("客户 单雄信", "客户 0177", "客户：重点", "单总"),
    ):
        await wang.says(text)
        wang.hears("单雄信（普通）")
    await wang.says("客户 zs")
    wang.hears("张三（金卡）")
    await wang.says("客户 xyzzy")
    wang.hears("没有找到“xyzzy”", "首字母")


async def test_same_names_are_told_apart(place: Town) -> None:
    wang = await place.sits("王强")
    await adds(place, "张伟", "王强", tier="gold", employer="星河物流")
    await wang.says("zhangwei")
    wang.hears("请选择客户")
    assert wang.labels() == ["张伟（尾号0103，普通）", "张伟（尾号0104，银卡）", "张伟（金卡，星河物流）"]
    await wang.presses("张伟（金卡，星河物流）")
    wang.hears("张伟（金卡）", "单位：星河物流", "电话：未登记")
    await wang.says("拜访 张伟0104 谈了套餐")
    wang.hears("客户：张伟")
    await wang.says("取消")
    await wang.says("张伟 0104")
    wang.hears("张伟（银卡）")
    await wang.says("客户 张")
    assert len(wang.labels()) == 4  # 张三 and the three of one name


async def test_somebody_elses_whole_name_opens_nobody_like_it(place: Town) -> None:
    wang = await place.sits("王强")
    await adds(place, "陈晨曦", "王强", phone="13800000177")
    for text in ("陈晨", "客户 陈晨", "编辑 陈晨", "邀请 陈晨"):
        await wang.says(text)
        wang.hears("归属 赵磊", "请选择客户")
        assert wang.labels() == ["陈晨曦（尾号0177）"]
    await wang.presses("陈晨曦（尾号0177）")
    await wang.says("拜访 陈晨 谈了套餐")
    wang.hears("归属 赵磊", "请问")
    assert any("陈晨曦" in label for label in wang.labels())
    await wang.says("取消")
    await wang.says("打电话 陈晨")
    wang.hears("归属 赵磊", "请选择要联系的客户")
    assert wang.labels() == ["陈晨曦（尾号0177）"]
    await wang.says("陈晨曦")
    wang.hears("陈晨曦（普通）")


async def test_a_number_amid_words_opens_ones_own(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("新客户张三13800000101")
    wang.hears("张三（金卡）")
    assert "归属" not in wang.new()
    for text in ("尾号0104", "尾号 0104", "手机尾号0104"):
        await wang.says(text)
        wang.hears("张伟（银卡）")
    await wang.says("拜访 尾号0104 谈了套餐")
    wang.hears("客户：张伟")


async def test_somebody_elses_is_named_by_the_manager_only(place: Town) -> None:
    wang = await place.sits("王强")
    await fills(place, "陈晨", account="HF-77")
    await wang.says("陈晨")
    wang.hears("归属 赵磊", "陈晨由赵磊负责")
    for text in ("13800000105", "客户 13800000105", "编辑 HF-77"):
        await wang.says(text)
        wang.hears("归属 赵磊")
        assert "陈晨" not in wang.new()
    for text in ("chenchen", "0105", "陈", "编辑 cc"):
        await wang.says(text)
        assert "赵磊" not in wang.new() and "陈晨" not in wang.new(), text
    other = place.customers["陈晨"].id
    for forged in (
        *(
            f"customer-{action}:{other}:0:"
            for action in ("show", "more", "log", "records", "changes", "edit")
        ),
        *(f"customer-{action}:{other}:0:" for action in ("invite", "revoke", "undo")),
        f"edit-group:{other}:0:basic",
        f"edit-field:{other}:0:taboos",
        f"edit-undo:{other}:1:",
        f"liaison-add:{other}:0:",
        f"anniversary-add:{other}:0:",
        f"liaison-remove:1:0:{other}",
    ):
        await wang.forges(forged)
        assert wang.new() and "陈晨" not in wang.new() and "银卡" not in wang.new(), forged


async def test_leaders_find_their_people_and_reading_is_noted(place: Town) -> None:
    """G1: a supervisor finds the team's, a head everybody's; each reading but the manager's own is noted."""
    wang, zhao = await place.sits("王强"), await place.sits("赵磊")
    li, zhou = await place.sits("李静"), await place.sits("周敏")
    await fills(place, "陈晨", deputy_id=place.staff["王强"].id)
    await zhao.says("陈晨")
    zhao.hears("陈晨（银卡）", "电话：13800000105", "代管：王强")
    assert await audited(place, "customer-read") == []
    await wang.says("cc")
    wang.hears("陈晨（银卡）", "电话：13800000105", "客户经理：赵磊")
    for leader in (li, zhou):
        await leader.says("chenchen")
        leader.hears("陈晨（银卡）", "138****0105", "客户经理：赵磊")
        await leader.says("客户")
    assert await audited(place, "customer-read") == [place.staff[n].id for n in ("王强", "李静", "周敏")]
    await li.presses("全部记录")
    li.hears("陈晨还没有记录")
    assert await audited(place, "customer-records-read") == [place.staff["李静"].id]


async def test_the_card_tells_what_is_to_be_known(place: Town) -> None:
    wang = await place.sits("王强")
    place.clock.set(place.local("2026-09-22T10:00"))
    await fills(
        place,
        "张三",
        vip=True,
        label="core",
        taboos="不谈价格战",
        preferences="喜欢喝龙井",
        contact_hours="下午三点后",
        do_not_contact=True,
        user_name="李梅",
        user_phone="13800000188",
        user_relation="配偶",
        wish_days=30,
        birthday=YearDay(8, 15, 1980, True),
    )

    def more(uow: UnitOfWork) -> None:
        me = place.customers["张三"].id
        uow.profiles.add_liaison(me, "刘洋", place.clock.now(), birthday=YearDay(10, 1))
        uow.profiles.add_anniversary(me, "公司成立", YearDay(10, 10, 2010))
        uow.profiles.add_anniversary(me, "结婚纪念日", YearDay(5, 1))
        uow.profiles.put_bill(Bill(me, "2026-08", 12000, "", ""))
        uow.profiles.put_bill(Bill(me, "2026-09", 8850, "", ""))

    await place.house.database.turn(more)
    await wang.says("拜访 张三 谈了5G套餐 建议:营业厅延长开门 下周三再访")
    await wang.presses("保存")
    await wang.says("张三")
    wang.hears(
        "张三（金卡） 重要客户 · 核心",
        "客户要求不再联系",
        "忌讳：不谈价格战",
        "偏好：喜欢喝龙井",
        "方便时间：下午三点后",
        "电话：13800000101",
        "使用人：李梅（配偶）",
        "电话：13800000188（使用人）",
        "生日：农历1980年八月十五，就在9月25日",
        "联系人刘洋生日：10月1日",
        "公司成立：就在10月10日",
        "话费：本月88.5元，上月120元，降26%",
        "客户希望30天回访一次",
        "建议J1001：营业厅延长开门",
        "下次约定：9月30日",
        "谈了5G套餐",
        "还没有绑定",
    )
    assert "结婚纪念日" not in wang.new()
    assert "客户经理：" not in wang.new()
    assert len(wang.new()) < 700


async def test_the_card_starts_what_is_done_next(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("张三")
    await wang.presses("更多")
    assert {"记投诉", "邀请", "停用链接", "变更记录"} <= set(wang.labels())
    assert {"打电话", "记拜访", "记电话", "预约", "编辑", "全部记录"} <= set(wang.labels())
    await wang.presses("预约")
    wang.hears("请问", "见面")
    await wang.says("取消")
    await wang.presses("记投诉")
    wang.hears("请问")
    await wang.says("取消")
    await wang.presses("记电话")
    wang.hears("请问")


async def test_bills_that_stopped(place: Town) -> None:
    wang = await place.sits("王强")
    me = place.customers["王芳"].id
    await place.house.database.turn(lambda uow: uow.profiles.put_bill(Bill(me, "2026-08", 9900, "", "")))
    await wang.says("王芳")
    wang.hears("话费：上月99元")
    await place.house.database.turn(lambda uow: uow.profiles.put_bill(Bill(me, "2026-09", 0, "unused", "")))
    await wang.says("王芳")
    wang.hears("话费：本月未使用")


async def test_all_that_happened_on_pages(place: Town) -> None:
    wang, li = await place.sits("王强"), await place.sits("李静")
    for number in range(1, 7):
        await wang.says(f"拜访 张三 谈了第{'一二三四五六'[number - 1]}件事")
        await wang.presses("保存")
        await place.passes(hours=1)
    await wang.says("投诉 张三 一般 断网两天")
    await wang.presses("保存")
    await wang.says("张三")
    await wang.presses("全部记录")
    wang.hears("张三的全部记录", "1、", "投诉T1001（处理中）：断网两天", "谈了第六件事")
    assert "谈了第一件事" not in wang.new()
    await wang.presses("较早")
    wang.hears("7、", "谈了第一件事")
    await wang.presses("7号")
    wang.hears("张三 · 拜访", "记录：王强", "内容：谈了第一件事")
    await wang.presses("全部记录")
    await wang.presses("1号")
    wang.hears("T1001", "断网两天")

    def mend(uow: UnitOfWork) -> None:
        session = uow.people._session  # type: ignore[attr-defined]
        kept = {"contact_id": 6, "staff_id": place.staff["王强"].id, "at": place.clock.now()}
        session.change(
            insert(contact_edits), {**kept, "field": "content", "old": "谈了别的", "new": "谈了第六件事"}
        )

    await place.house.database.turn(mend)
    await li.says("zs")
    await li.presses("全部记录")
    await li.presses("2号")
    li.hears("内容：谈了第六件事", "王强于", "原文：\n谈了别的")
    assert await audited(place, "customer-record-read") == [place.staff["李静"].id]


async def test_found_on_the_other_database_too(fresh_postgres: str) -> None:
    async with town("web", fresh_postgres) as place:
        li = await place.sits("李静")
        await adds(place, "单雄信", "王强", phone="13800000177", tags="重点")
        for text in ("雄信", "shanxx", "danx", "0177", "重点", "单总"):
            await li.says(text)
            li.hears("单雄信（普通）")
        await li.says("编辑 单雄信 姓名")
        await li.says("解珍")
        li.hears("姓名：单雄信 → 解珍")
        await li.says("xz")
        li.hears("解珍（普通）")
        await li.presses("全部记录")
        li.hears("还没有记录")
