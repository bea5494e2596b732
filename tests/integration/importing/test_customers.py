"""Customers brought in: every field, once, by whom it may be, and taken back (C1, G1, E9, O1)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.errors import BadInput, NotAllowed, Stale
from tests.integration.importing.office import Office

WHOLE = {
    "客户编号": "J-1",
    "客户名称": "晨光商贸",
    "客户类型": "集团",
    "性别": "",
    "电话": "０２９-8888 8888",
    "级别": "VIP金卡",
    "重要VIP": "是",
    "客户标签": "核心",
    "状态": "在用",
    "责任人": "王强",
    "区域": "渭滨",
    "单位": "晨光",
    "职务": "总经理",
    "地址": "经二路1号",
    "座机": 2988887777,
    "使用人": "李明",
    "使用人电话": 13800000009,
    "关系": "兄弟",
    "方言": "陕西话",
    "生日": "农历闰六月十五",
    "喜好": "喝茶",
    "忌讳": "不抽烟",
    "回访间隔": "30天",
    "联系时段": "上午",
    "免打扰": "否",
    "请勿询问": "生日、地址",
    "卡状态": "已寄",
    "接受问候": "是",
    "标签": "5G，老客户",
    "来源": "导入",
    "备注": "爱下棋",
    "成立日期": "5月20日",
    "纪念日": "开业 农历八月十五；搬迁 2019-03-01",
    "联系人": "刘洋",
    "联系人电话": "13800000010",
    "联系人生日": "1990-02-03",
    "联系人2": "陈静",
    "联系人2职务": "会计",
}
HEAD = ("客户编号", "姓名", "手机", "等级", "客户经理")


async def test_every_field_arrives(office: Office) -> None:
    file = office.sheet(tuple(WHOLE), tuple(WHOLE.values()))
    checked = await office.checks(file)
    assert await office.words(checked) == []
    kept = await office.importer.keep(checked.id, None)
    assert (kept.created, kept.updated, kept.state) == (1, 0, "done")
    row = await office.customer("J-1")
    assert row is not None
    wanted = {
        **{"name": "晨光商贸", "kind": "group", "phone": "02988888888", "tier": "gold", "vip": True},
        **{"label": "core", "status": "active", "manager_id": office.staff["王强"].id, "region": "渭滨"},
        **{"employer": "晨光", "post": "总经理", "address": "经二路1号", "home_phone": "02988887777"},
        **{"user_name": "李明", "user_phone": "13800000009", "user_relation": "兄弟", "language": "陕西话"},
        **{"birth_month": 6, "birth_day": 15, "birth_lunar": True, "birth_leap": True, "birth_year": None},
        **{
            "preferences": "喝茶",
            "taboos": "不抽烟",
            "wish_days": 30,
            "contact_hours": "上午",
            "card": "sent",
        },
        **{"do_not_contact": False, "do_not_ask": ["address", "birthday"], "greetings": True},
        **{"tags": "5G 老客户", "source": "导入", "note": "爱下棋"},
    }
    assert {name: row[name] for name in wanted} == wanted
    people = await office.database.read(lambda uow: uow.profiles.liaisons(row["id"]))
    assert [(p.name, p.phone, p.post) for p in people] == [("刘洋", "13800000010", ""), ("陈静", "", "会计")]
    assert people[0].birthday is not None and people[0].birthday.year == 1990
    days = await office.database.read(lambda uow: uow.profiles.anniversaries(row["id"]))
    assert [(d.name, d.day.month, d.day.lunar) for d in days] == [
        ("开业", 8, True),
        ("搬迁", 3, False),
        ("成立日", 5, False),
    ]
    again = await office.checks(file)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 1)


async def test_only_what_the_sheet_says_is_changed(office: Office) -> None:
    await office.serves("张三", "王强", phone="13800000001", account="K1", tier="gold", note="老客户")
    await office.serves("李四", "王强", phone="13800000002", tier="silver")
    file = office.sheet(HEAD, ("K1", "张三丰", "", "钻", ""), ("K2", "李四", "138 0000 0002", "", ""))
    kept = await office.keeps(file)
    assert (kept.created, kept.updated) == (0, 2)
    first, second = await office.customer("K1"), await office.customer("K2")
    assert first is not None and second is not None
    assert (first["name"], first["phone"], first["tier"], first["note"], first["revision"]) == (
        *("张三丰", "13800000001", "diamond", "老客户"),
        1,
    )
    assert (second["name"], second["tier"]) == ("李四", "silver")
    changes = await office.database.read(lambda uow: uow.profiles.changes(first["id"], 9))
    assert {(c.field, c.old, c.new) for c in changes} == {
        ("name", "张三", "张三丰"),
        ("tier", "gold", "diamond"),
    }


async def test_a_manager_brings_in_own_customers_only(office: Office) -> None:
    await office.serves("张三", "王强", account="K1", tier="gold")
    await office.serves("陈晨", "赵磊", account="K2")
    file = office.sheet(
        HEAD,
        ("K1", "张三", "13800000001", "金卡", "王强"),
        ("K2", "陈晨", "13800000002", "", ""),
        ("K3", "新客", "", "", "赵磊"),
        ("K4", "新来", "", "钻卡", ""),
        ("K5", "生客", "", "", "王强强"),
    )
    checked = await office.checks(file, "王强")
    assert [one.action for one in await office.told(checked)] == [
        *("update", "reject", "reject", "create", "reject")
    ]
    assert await office.words(checked) == [
        "3 该客户由赵磊负责",
        "4 客户经理赵磊不在您的团队",
        "5 等级由主管设置，已按普通登记",
        "6 客户经理“王强强”不在系统中",
    ]
    await office.importer.keep(checked.id, office.staff["王强"])
    new = await office.customer("K4")
    assert new is not None and (new["manager_id"], new["tier"]) == (office.staff["王强"].id, "standard")
    raised = office.sheet(HEAD, ("K1", "张三", "", "钻卡", ""))
    assert await office.words(await office.checks(raised, "王强")) == ["2 等级、重要VIP和客户经理由主管调整"]
    assert (await office.checks(raised, "李静")).updated == 1


async def test_a_supervisor_reaches_the_team(office: Office) -> None:
    await office.serves("张三", "孙悦", account="K1")
    file = office.sheet(HEAD, ("K1", "张三", "13800000001", "", ""), ("K2", "李四", "", "金", "赵磊"))
    checked = await office.checks(file, "李静")
    assert await office.words(checked) == ["2 该客户由孙悦负责"]
    assert (checked.created, checked.rejected) == (1, 1)
    assert (await office.checks(file, "周敏")).rejected == 0


async def test_the_same_customer_twice_and_the_same_phone(office: Office) -> None:
    await office.serves("张三", "王强", phone="13800000001")
    file = office.sheet(
        HEAD,
        ("K1", "李四", "13800000001", "", "王强"),
        ("K1", "李四", "13800000001", "", "王强"),
        ("", "王五", "13800000003", "", "王强"),
        ("", "王五", "13800000003", "", "王强"),
        ("K4", "赵六", "13800000003", "", "王强"),
    )
    checked = await office.checks(file)
    assert (checked.created, checked.rejected, checked.warned) == (3, 2, 2)
    assert await office.words(checked) == [
        "2 号码与客户张三相同",
        "3 与第2行是同一客户",
        "5 与第4行是同一客户",
        "6 号码与第4行相同",
    ]


async def test_a_change_since_the_check_is_not_written_over(office: Office) -> None:
    known = await office.serves("张三", "王强", account="K1")
    checked = await office.checks(
        office.sheet(HEAD, ("K1", "张三", "13800000001", "", ""), ("K2", "李四", "", "", ""))
    )
    now = office.clock.now()
    await office.database.turn(lambda uow: uow.profiles.change(known.id, None, now, phone="13900000009"))
    await office.database.turn(lambda uow: uow.people.add_customer("别人", now, account="K2"))
    with pytest.raises(Stale) as refused:
        await office.importer.keep(checked.id, None)
    assert refused.value.slots == {"count": "2"}
    row = await office.customer("K1")
    assert row is not None and row["phone"] == "13900000009"


async def test_ids_go_on_behind_an_import(office: Office) -> None:
    await office.keeps(office.sheet(HEAD, *((f"K{n}", f"客户{n}", "", "", "") for n in range(20))))
    later = await office.serves("后来", "王强", account="Z")
    again = await office.keeps(office.sheet(HEAD, *((f"L{n}", f"客户{n}", "", "", "") for n in range(20))))
    assert again.created == 20
    last = await office.customer("L19")
    assert last is not None and last["id"] > later.id


async def test_what_was_brought_in_is_found(office: Office) -> None:
    await office.keeps(office.sheet(HEAD, ("K1", "单雄信", "13800000001", "", "王强")))
    row = await office.customer("K1")
    assert row is not None and "shanxiongxin" in row["search"] and "k1" in row["search"]


async def test_an_import_is_taken_back(office: Office) -> None:
    await office.serves("张三", "王强", account="K1", tier="gold")
    await office.serves("李四", "王强", account="K2", tier="gold")
    kept = await office.keeps(
        office.sheet(
            (*HEAD, "联系人", "纪念日"),
            ("K1", "张三", "13800000001", "", "", "刘洋", "开业 5月1日"),
            ("K2", "李四", "13800000002", "", "", "", ""),
            ("K3", "新一", "", "", "王强", "陈静", ""),
            ("K4", "新二", "", "", "王强", "", ""),
        )
    )
    second, fourth = await office.customer("K2"), await office.customer("K4")
    assert second is not None and fourth is not None
    now = office.clock.now()
    changed = int(second["id"])
    await office.database.turn(lambda uow: uow.profiles.change(changed, None, now, note="改过"))
    manager, visited = office.staff["王强"].id, int(fourth["id"])
    await office.database.turn(lambda uow: uow.contacts.add("visit", visited, manager, "谈了", now))
    taken = await office.importer.undo(kept.id, None)
    assert (taken.removed, taken.restored, taken.stayed) == (1, 1, 2)
    assert await office.customer("K3") is None
    assert await office.customer("K4") is not None
    first, second = await office.customer("K1"), await office.customer("K2")
    assert first is not None and second is not None
    assert (first["phone"], second["phone"]) == ("", "13800000002")
    assert await office.database.read(lambda uow: uow.profiles.liaisons(first["id"])) == []
    with pytest.raises(Stale):
        await office.importer.undo(kept.id, None)


async def test_only_who_brought_it_in_takes_it_back_and_in_time(office: Office) -> None:
    kept = await office.keeps(office.sheet(HEAD, ("K1", "张三", "", "", "")), "王强")
    with pytest.raises(NotAllowed):
        await office.importer.undo(kept.id, office.staff["赵磊"])
    office.clock.advance(timedelta(hours=25))
    with pytest.raises(BadInput) as late:
        await office.importer.undo(kept.id, office.staff["王强"])
    assert late.value.phrase_id == "error-import-undo-late"
    await office.importer.purge()
    assert await office.told(kept) == []


async def test_a_sheet_let_go_leaves_nothing(office: Office) -> None:
    checked = await office.checks(office.sheet(HEAD, ("K1", "张三", "", "", "")))
    await office.importer.cancel(checked.id, None)
    with pytest.raises(Stale):
        await office.importer.keep(checked.id, None)
    assert await office.customer("K1") is None and await office.told(checked) == []


async def test_whom_nobody_serves_is_pointed_out(office: Office) -> None:
    file = office.sheet(("客户编号", "姓名", "客户经理"), ("K1", "张三", ""), ("K2", "李四", "王强"))
    checked = await office.checks(file)
    assert (checked.created, checked.warned) == (2, 1)
    assert await office.words(checked) == ["2 客户还没有客户经理"]
    assert await office.words(await office.checks(file, "王强")) == []


async def test_a_hidden_number_says_nothing(office: Office) -> None:
    """A leader's own export, edited and sent back: what it hides stays as it is on file (G3)."""
    await office.serves("张三", "王强", account="K1", phone="13800000001")
    await office.serves("李四", "王强", phone="13800000002")
    await office.serves("李四", "赵磊", phone="13899990002")
    await office.serves("王芳", "王强", phone="13800000003")
    file = office.sheet(
        ("客户编号", "姓名", "手机", "家庭电话", "备注"),
        ("K1", "张三", "139****9999", "091****1111", "爱喝茶"),
        ("", "李四", "138****0002", "", "爱下棋"),
        ("", "王芳", "138****0003", "", "爱唱歌"),
        ("K9", "孙权", "138****0009", "", ""),
        ("", "周瑜", "138****0009", "", ""),
    )
    checked = await office.checks(file, "李静")
    assert (checked.updated, checked.rejected) == (2, 3)
    hidden = "号码中间是隐去的，认不出是哪位客户，请填写客户编号或完整号码"
    assert await office.words(checked) == [
        "3 有多位同名同号的客户“李四”，请填写客户编号",
        f"5 {hidden}",
        f"6 {hidden}",
    ]
    await office.importer.keep(checked.id, office.staff["李静"])
    row = await office.customer("K1")
    assert row is not None and (row["phone"], row["home_phone"], row["note"]) == ("13800000001", "", "爱喝茶")
    own = office.sheet(("姓名", "手机", "备注"), ("李四", "138****0002", "爱下棋"))
    assert (await office.checks(own, "赵磊")).updated == 1
