"""Sheets sent by staff: checked, kept after a yes, taken back; handed out in reach (C1, E9, G1, G3, O1)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook, load_workbook

from tests.conversations.person import Person
from tests.conversations.town import Town

HEAD = ("客户编号", "姓名", "手机", "等级", "客户经理", "生日")


def sheet(*rows: Sequence[Any]) -> bytes:
    """Return an XLSX file."""
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(list(row))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


async def read(person: Person) -> list[list[Any]]:
    """Return the rows of the newest sheet that somebody was sent."""
    page = load_workbook(io.BytesIO(await person.opened())).worksheets[0]
    return [list(row) for row in page.iter_rows(values_only=True)]


async def on_file(place: Town, name: str) -> int:
    return len(await place.house.database.read(lambda uow: uow.people.named(name, 50)))


async def test_a_sheet_is_checked_kept_and_taken_back(place: Town) -> None:
    wang = await place.sits("王强")
    content = sheet(
        (*HEAD, "颜色"),
        ("K1", "李雷", "137 0000 0188", "普通", "王强", "农历八月十五", "红"),
        ("K2", "韩梅", "1370000abc", "", "", "", ""),
        ("", "张三", "13800000101", "", "", "2月30日", ""),
        ("", "张三", "13800000101", "", "", "1980-05-02", ""),
    )
    await wang.sends("document", content, "客户.xlsx")
    wang.hears(
        "请您稍等一下",
        "已检查客户4行：新增1，更新1，不变0，未导入2。",
        "没有使用的列：颜色。",
        "请问现在导入吗？",
    )
    assert await on_file(place, "李雷") == 0
    assert (await read(wang))[1:] == [
        [2, "新增", None],
        [3, "未导入", "手机“1370000abc”不是有效的号码"],
        [4, "未导入", "生日“2月30日”不存在：2月最多29天"],
        [5, "更新", None],
    ]
    await wang.taps_twice("导入")
    wang.hears("正在导入", "已导入：新增1，更新1，未导入2。24小时内可以撤销。")
    assert await on_file(place, "李雷") == 1
    await wang.presses("撤销导入")
    wang.hears("已撤销导入：删除1，恢复1。")
    assert await on_file(place, "李雷") == 0
    await wang.presses("撤销导入")
    wang.hears("这份表格已撤销")


async def test_a_sheet_that_is_let_go(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.sends("document", sheet(HEAD, ("K1", "李雷", "", "", "", "")), "客户.xlsx")
    await wang.presses("取消")
    wang.hears("已取消，没有导入任何内容")
    await wang.presses("导入")
    wang.hears("这份表格已取消")
    assert await on_file(place, "李雷") == 0


async def test_what_is_no_sheet_is_refused_kindly(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.sends("document", b"PK\x03\x04 broken", "客户.xlsx")
    wang.hears("表格打不开，可能已损坏")
    await wang.sends("document", sheet(("颜色", "大小"), ("红", "大")), "别的.xlsx")
    wang.hears("没有认出表格的列：颜色、大小")
    await wang.sends("document", sheet(HEAD), "空的.xlsx")
    wang.hears("表格里没有数据")


async def test_somebody_elses_customer(place: Town) -> None:
    zhao, li = await place.sits("赵磊"), await place.sits("李静")
    content = sheet(HEAD, ("", "张三", "13800000101", "钻卡", "", ""))
    await zhao.sends("document", content, "客户.xlsx")
    zhao.hears("未导入1", "没有需要导入的内容")
    assert (await read(zhao))[1][2] == "该客户由王强负责"
    await li.sends("document", content, "客户.xlsx")
    li.hears("更新1")


async def test_a_change_since_the_check_asks_for_another(place: Town) -> None:
    wang, li = await place.sits("王强"), await place.sits("李静")
    content = sheet(("客户编号", "姓名", "手机", "备注"), ("", "张三", "13800000101", "甲"))
    await wang.sends("document", content, "客户.xlsx")
    await li.sends("document", content, "客户.xlsx")
    await li.presses("导入")
    li.hears("已导入")
    await wang.presses("导入")
    wang.hears("检查之后有1处资料已改变")
    await wang.presses("重新检查")
    wang.hears("不变1", "没有需要导入的内容")


async def test_another_persons_buttons_do_nothing(place: Town) -> None:
    wang, zhao = await place.sits("王强"), await place.sits("赵磊")
    await wang.sends("document", sheet(HEAD, ("K1", "李雷", "", "", "", "")), "客户.xlsx")
    _, choice = wang.button("导入")
    await zhao.forges(choice)
    assert await on_file(place, "李雷") == 0
    customer = await place.sits("张三")
    await customer.forges(choice)
    assert await on_file(place, "李雷") == 0


async def test_a_template_is_filled_in_and_sent_back(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("模板")
    wang.hears("从第三行开始填写")
    book = load_workbook(io.BytesIO(await wang.opened()))
    page = book.worksheets[0]
    titles = [cell.value for cell in page[1]]
    for title, words in (("客户编号", "K9"), ("姓名", "李雷"), ("生日", "农历闰六月十五")):
        page.cell(3, titles.index(title) + 1, words)
    kept = io.BytesIO()
    book.save(kept)
    await wang.sends("document", kept.getvalue(), "模板.xlsx")
    wang.hears("新增1，更新0，不变0，未导入0")
    await wang.says("导入")
    wang.hears("已导入：新增1")


async def test_an_export_comes_back_unchanged(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("导出")
    wang.hears("请问导出哪一种？")
    await wang.presses("客户")
    wang.hears("已导出4行", "请妥善保管")
    rows = await read(wang)
    names = {row[rows[0].index("姓名")] for row in rows[1:]}
    assert names == {"张三", "王芳", "张伟"}
    await wang.sends("document", await wang.opened(), "客户.xlsx")
    wang.hears("新增0，更新0，不变4，未导入0")


async def test_whoever_does_not_serve_gets_no_whole_numbers(place: Town) -> None:
    head, li = await place.sits("周敏"), await place.sits("李静")
    for person in (head, li):
        await person.says("导出")
        await person.presses("客户")
        person.hears("已导出5行")
        rows = await read(person)
        assert {row[rows[0].index("手机")] for row in rows[1:]} == {f"138****010{n}" for n in range(1, 6)}


async def test_records_are_handed_out(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("拜访 王芳 =1+1谈了续约")
    await wang.presses("保存")
    await wang.says("导出")
    await wang.presses("联系记录")
    wang.hears("已导出1行")
    book = load_workbook(io.BytesIO(await wang.opened()))
    page = book.worksheets[0]
    titles = [cell.value for cell in page[1]]
    content = page.cell(2, titles.index("内容") + 1)
    assert content.data_type == "s" and "=1+1" in str(content.value)
    assert page.oddHeader is not None and "王强" in str(page.oddHeader.center.text)


async def test_an_import_outlives_a_restart(web: Town) -> None:
    wang = await web.sits("王强")
    await wang.sends("document", sheet(HEAD, ("K1", "李雷", "", "", "", "")), "客户.xlsx")
    await web.reopens()
    await wang.presses("导入")
    wang.hears("已导入：新增1")
    assert await on_file(web, "李雷") == 1


async def test_open_matters_are_brought_in_with_their_duties(place: Town) -> None:
    wang, li = await place.sits("王强"), await place.sits("李静")
    lines = (
        "姓名,手机,事项类型,事项内容,受理时间,状态,答复,期限",
        "王芳,13800000102,建议,延长营业时间,2026-09-22 10:00,处理中,,",
        "王芳,13800000102,投诉,断网两天,2026-09-25 10:00,未处理,,2026-09-30",
        "王芳,13800000102,咨询,怎么续约,2026-09-10,,已回电,",
        "王芳,13800000102,建议,送上门,2026-09-25,处理中,,2026-09-24",
    )
    await wang.sends("document", "\n".join(lines).encode(), "事项.csv")
    wang.hears("已检查投诉建议4行：新增3，更新0，不变0，未导入1。")
    assert (await read(wang))[4] == [5, "未导入", "期限早于受理时间"]
    await wang.says("导入")
    wang.hears("已导入：新增3")
    await wang.says("今日")
    wang.hears("逾期1件", "延长营业时间 · 9月28日", "断网两天 · 9月30日（周三）18:00")
    assert "怎么续约" not in wang.new()
    await wang.presses("1 答复")
    await wang.says("十月起延长到晚上八点。")
    await wang.presses("发送")
    await wang.says("今日")
    wang.hears("逾期0件", "断网两天")
    await wang.presses("撤销导入")
    wang.hears("已撤销导入：删除2，恢复0。", "1行之后已有变动，没有撤销。")
    await wang.says("今日")
    assert "断网两天" not in wang.new()
    assert "王芳" not in li.picture()  # what lies long behind alarms nobody


async def test_typed_words_mean_the_newest_sheet(place: Town) -> None:
    wang = await place.sits("王强")
    for words in ("取消导入", "撤销导入"):
        await wang.says(words)
        wang.hears("没有")
    for account, name in (("K1", "旧"), ("K2", "新")):
        await wang.sends("document", sheet(HEAD, (account, f"李{name}", "", "", "", "")), f"{name}.xlsx")
    await wang.says("导出")
    await wang.says("导入")
    wang.hears("正在导入新.xlsx（9月29日（周二）10:00收到）", "已导入：新增1")
    await wang.says("导入")
    wang.hears("请把Excel或CSV表格作为文件发送给我")
    await wang.says("取消导入")
    wang.hears("没有等待确认的表格。")
    await wang.says("撤销导入")
    wang.hears("正在撤销导入新.xlsx", "已撤销导入：删除1")
    await wang.says("撤销导入")
    wang.hears("这份表格已撤销")
    await wang.sends("document", sheet(HEAD, ("K3", "李三", "", "", "", "")), "三.xlsx")
    await wang.says("取消导入")
    wang.hears("已取消三.xlsx（9月29日（周二）10:00收到）")
    assert await on_file(place, "李旧") == await on_file(place, "李新") == await on_file(place, "李三") == 0


async def test_a_sheet_of_yesterday_is_sent_again(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.sends("document", sheet(HEAD, ("K1", "李雷", "", "", "", "")), "客户.xlsx")
    await place.passes(hours=25)
    await wang.says("导入")
    wang.hears("客户.xlsx是9月29日（周二）10:00收到的，已超过24小时，请重新发送表格。")
    await wang.presses("导入")
    wang.hears("请重新发送表格")
    assert await on_file(place, "李雷") == 0


async def test_a_sheet_sent_amid_a_record_is_attached_or_brought_in(place: Town) -> None:
    wang = await place.sits("王强")
    content = sheet(HEAD, ("K1", "李雷", "", "", "", ""))
    await wang.says("记拜访")
    await wang.sends("document", content, "客户.xlsx")
    wang.hears("已附上文件，共1件。如需导入这份表格，请按“导入此表”。", "请问")
    await wang.presses("导入此表")
    wang.hears("正在检查表格", "新增1")
    await wang.presses("导入此表")
    wang.hears("这份表格等待确认")
    await wang.presses("导入")
    wang.hears("已导入：新增1")
    await wang.sends("document", b"PK", "方案.pdf")
    wang.hears("已附上文件，共1件", "请问")
    assert "导入此表" not in wang.new()


async def test_a_customer_is_offered_no_import(place: Town) -> None:
    zhang = await place.sits("张三")
    await zhang.says("建议")
    await zhang.sends("document", sheet(HEAD, ("K1", "李雷", "", "", "", "")), "客户.xlsx")
    assert "导入" not in zhang.new()
