"""Contacts, cases and bills brought in: with their own authors and dates, each once (C2–C5, C9, O1)."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.errors import BadInput
from tests.integration.importing.office import ZONE, Office

CONTACTS = ("客户编号", "姓名", "电话", "方式", "拜访时间", "录入时间", "拜访内容", "拜访人", "客户经理")


async def test_contacts_keep_their_authors_and_dates(office: Office) -> None:
    customer = await office.serves("张三", "王强", phone="13800000001", account="K1")
    file = office.sheet(
        CONTACTS,
        (
            "K1",
            "",
            "",
            "电话回访",
            "2025年12月3日 10:30",
            datetime.fromisoformat("2025-12-05T09:00"),
            "谈了续约",
            "老王",
            "",
        ),
        ("", "张三", "138-0000-0001", "拜访", 46000, "", "看了机房", "", "赵磊"),
        ("K1", "", "", "电话", "2025-12-03 10:30", "", "谈了续约", "", ""),
        ("K9", "", "", "", "2025-12-03", "", "谁", "", ""),
        ("K1", "", "", "", "2027-01-01", "", "将来", "", ""),
        ("K1", "", "", "", "前天下午", "", "何时", "", ""),
        ("K1", "", "", "发短信", "2025-12-03", "", "", "", ""),
    )
    checked = await office.checks(file)
    assert (checked.kind, checked.created, checked.rejected) == ("contacts", 2, 5)
    said = await office.words(checked)
    assert said[:4] == [
        "4 与第2行重复",
        "5 没有找到这位客户",
        "6 时间在将来",
        "7 联系时间“前天下午”不是日期，可填2026-03-02 10:30",
    ]
    assert said[4].startswith("8 方式“发短信”无法识别")
    kept = await office.importer.keep(checked.id, None)
    found = await office.database.read(lambda uow: uow.contacts.of_customer(customer.id, 9))
    call = next(one for one in found if one.kind == "call")
    assert call.happened_at == datetime(2025, 12, 3, 10, 30, tzinfo=ZONE)
    assert call.recorded_at == datetime(2025, 12, 5, 9, 0, tzinfo=ZONE)
    assert call.manager_id == office.staff["王强"].id
    visit = next(one for one in found if one.kind == "visit")
    assert visit.manager_id == office.staff["赵磊"].id and visit.happened_at.astimezone(ZONE).hour == 12
    rows = await office.database.read(lambda uow: uow.imports.contacts(None, 0, 9))
    assert {row["author"] for row in rows} == {"老王", ""}
    assert (await office.checks(file)).unchanged == 2
    taken = await office.importer.undo(kept.id, None)
    assert (taken.removed, taken.stayed) == (2, 0)
    assert await office.database.read(lambda uow: uow.contacts.of_customer(customer.id, 9)) == []


async def test_a_manager_writes_under_nobody_elses_name(office: Office) -> None:
    await office.serves("张三", "王强", account="K1")
    await office.serves("陈晨", "赵磊", account="K2")
    file = office.sheet(
        CONTACTS,
        ("K1", "", "", "", "2025-12-03", "", "甲", "", "赵磊"),
        ("K2", "", "", "", "2025-12-03", "", "乙", "", ""),
    )
    assert await office.words(await office.checks(file, "王强")) == [
        "2 客户经理赵磊不在您的团队",
        "3 该客户由赵磊负责",
    ]


async def test_cases_that_were_answered(office: Office) -> None:
    customer = await office.serves("张三", "王强", account="K1")
    file = office.sheet(
        ("客户编号", "工单类型", "诉求内容", "受理时间", "优先级", "工单状态", "处理结果", "办结时间"),
        ("K1", "投诉", "断网两天", "2025-12-03 10:30", "严重", "已办结", "已修复", "2025-12-04"),
        ("K1", "咨询", "怎么续约", "2025-12-05", "", "", "已回电", ""),
    )
    checked = await office.checks(file)
    assert (checked.kind, checked.created) == ("cases", 2)
    kept = await office.importer.keep(checked.id, None)
    cases = await office.database.read(lambda uow: uow.cases.of_person(customer.id, 0, 9))
    complaint = next(one for one in cases if one.kind == "complaint")
    assert (complaint.state, complaint.severity, complaint.answer) == ("closed", "major", "已修复")
    assert complaint.created_at == datetime(2025, 12, 3, 10, 30, tzinfo=ZONE)
    assert (await office.checks(file)).unchanged == 2
    assert (await office.importer.undo(kept.id, None)).removed == 2


async def test_bills_by_row_and_by_column(office: Office) -> None:
    customer = await office.serves("张三", "王强", phone="13800000001")
    await office.keeps(
        office.sheet(
            ("手机", "月份", "话费"), ("13800000001", "2025年10月", "¥1,280.50"), (13800000001, 202511, 0)
        )
    )
    bills = await office.database.read(lambda uow: uow.profiles.bills(customer.id, 9))
    assert [(b.month, b.amount, b.state) for b in bills] == [
        ("2025-11", 0, "unused"),
        ("2025-10", 128050, ""),
    ]
    wide = office.sheet(("手机", "2025-10话费", "2025年11月", "202512"), ("13800000001", 1280.5, 99, "88元"))
    kept = await office.keeps(wide)
    assert (kept.kind, kept.created, kept.updated) == ("bills", 1, 0)
    bills = await office.database.read(lambda uow: uow.profiles.bills(customer.id, 9))
    assert [(b.month, b.amount) for b in bills] == [("2025-12", 8800), ("2025-11", 9900), ("2025-10", 128050)]
    await office.importer.undo(kept.id, None)
    bills = await office.database.read(lambda uow: uow.profiles.bills(customer.id, 9))
    assert [(b.month, b.amount) for b in bills] == [("2025-11", 0), ("2025-10", 128050)]


async def test_bad_sums_and_months(office: Office) -> None:
    await office.serves("张三", "王强", account="K1")
    file = office.sheet(
        ("客户编号", "账期", "出账金额"),
        ("K1", "2025-13", 5),
        ("K1", "2025-10", "很多"),
        ("K1", "", 5),
        ("K1", "2025-10", 5),
        ("K1", "2025-10", 6),
        ("K1", "2099-01", 6),
        ("K1", "2025-09", -6),
        ("K1", "2025-08", "#N/A"),
    )
    checked = await office.checks(file)
    assert await office.words(checked) == [
        "2 月份“2025-13”不是月份，可填2026-03",
        "3 话费“很多”不是数字",
        "4 缺少月份",
        "6 与第5行重复",
        "7 时间在将来",
        "8 2025-09的话费是负数",
        "9 话费的单元格有错误值#N/A",
    ]


async def test_forty_unknown_columns_are_said(office: Office) -> None:
    known, unknown = ("客户编号", "姓名"), tuple(f"列{n}" for n in range(40))
    checked = await office.checks(office.sheet((*known, *unknown), ("K1", "张三", *unknown)))
    assert (checked.created, len(checked.unknown)) == (1, 40)
    with pytest.raises(BadInput) as refused:
        await office.checks(office.sheet(unknown, unknown))
    assert refused.value.phrase_id == "error-import-columns"


async def test_cells_that_say_nothing_readable_are_named(office: Office) -> None:
    await office.serves("张三", "王强", account="K1")
    checked = await office.checks(office.sheet(("客户编号", "账期", "出账金额"), ("K1", "2025-10", "=A1+1")))
    assert checked.rejected == 1
    assert await office.words(checked) == ["2 话费的公式没有结果，请在Excel中打开并保存后再发送"]


async def test_records_find_their_customer_by_name_and_hidden_number(office: Office) -> None:
    """A leader's export has no whole numbers; what it says comes back to the right customer."""
    customer = await office.serves("张三", "王强", phone="13800000001")
    await office.serves("张三", "王强", phone="13900000001")
    file = office.sheet(
        CONTACTS,
        ("", "张三", "138****0001", "", "2025-12-03", "", "谈了续约", "", ""),
        ("", "张三", "137****0001", "", "2025-12-03", "", "谈了续约", "", ""),
    )
    kept = await office.keeps(file, "李静")
    assert await office.words(kept) == ["3 号码中间是隐去的，认不出是哪位客户，请填写客户编号或完整号码"]
    (record,) = await office.database.read(lambda uow: uow.contacts.of_customer(customer.id, 9))
    assert record.content == "谈了续约"
