"""The administrator decides days, and brings a year's holidays in; deadlines follow (4.D)."""

from __future__ import annotations

import pytest

from tests.conversations.town import Town, town
from tests.data import calendars


async def test_a_company_day_moves_later_deadlines_only(place: Town) -> None:
    qian, zhang = await place.sits("钱芳"), await place.sits("张三")
    await zhang.says("建议 营业厅放几把雨伞")
    await zhang.says("提交")
    zhang.hears("最晚在10月9日（周五）18:00前")
    await qian.says("日历")
    qian.hears("公司日历", "目前没有公司自己设定的日子", "10月国家安排：放假", "调休上班10日")
    await qian.says("日历 10月9日 放假 公司年会")
    qian.hears("已设为：10月9日（周五） 放假 公司年会", "已经定下的期限不变")
    await zhang.says("建议 营业厅放几把椅子")
    await zhang.says("提交")
    zhang.hears("最晚在10月10日（周六）18:00前")
    await zhang.says("我的进度")
    zhang.hears("10月9日", "10月10日")
    await qian.says("日历")
    qian.hears("1、10月9日（周五） 放假 公司年会")
    await qian.presses("1 取消")
    qian.hears("已取消公司的设定：10月9日（周五）")
    await zhang.says("建议 营业厅放几盆花")
    await zhang.says("提交")
    zhang.hears("最晚在10月9日（周五）18:00前")
    await qian.presses("撤销")
    qian.hears("已设为：10月9日（周五） 放假 公司年会")


async def test_what_contradicts_is_asked_and_taken_back(place: Town) -> None:
    qian = await place.sits("钱芳")
    await qian.says("日历 12月31日 放假 公司年会")
    await qian.says("日历 12月31日 放假 公司年会")
    qian.hears("已有：12月31日（周四） 放假 公司年会，不用再设")
    await qian.says("日历 12月31日 上班")
    qian.hears("已有：12月31日（周四） 放假 公司年会。请问改为上班吗？")
    await qian.presses("不改")
    qian.hears("已保持原样", "12月31日（周四） 放假 公司年会")
    await qian.says("日历 12月31日 上班")
    await qian.presses("改")
    qian.hears("已设为：12月31日（周四） 上班")
    await qian.presses("撤销")
    qian.hears("已设为：12月31日（周四） 放假 公司年会")
    # The button of the question was drawn from what no longer stands.
    await qian.says("日历 12月31日 上班 盘点")
    _, choice = qian.button("改")
    await qian.presses("改")
    await qian.forges(choice)
    qian.hears("刚才的按钮不再适用")
    await qian.says("日历 12月30日到12月31日 放假")
    qian.hears("其中已有：12月31日（周四） 上班 盘点", "请先取消")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("日历 9月28日 放假", "9月28日（周一）已经过去"),
        ("日历 12月31日", "请写明日子和放假或上班"),
        ("日历 放假", "请写明日子和放假或上班"),
        ("日历 10月12日到12月31日 放假", "一次最多设置31天"),
        ("日历 12月3日到12月1日 放假", "12月1日（周二）在12月3日（周四）之前"),
        ("日历 12月31日 放假 全体员工公司年会暨优秀表彰大会", "名称请不超过12个字"),
    ],
)
async def test_what_cannot_be(web: Town, line: str, told: str) -> None:
    qian = await web.sits("钱芳")
    await qian.says(line)
    qian.hears(told)
    await qian.says("日历")
    qian.hears("目前没有公司自己设定的日子")


async def test_days_at_once(place: Town) -> None:
    qian = await place.sits("钱芳")
    await qian.says("日历 12月30日到12月31日 放假 盘点")
    qian.hears("12月30日（周三）至12月31日（周四） 放假 盘点")
    await qian.says("日历")
    qian.hears("1、12月30日（周三） 放假 盘点", "2、12月31日（周四） 放假 盘点")
    await qian.presses("撤销")
    await qian.says("日历")
    qian.hears("目前没有公司自己设定的日子")


async def test_only_administrators(place: Town) -> None:
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await wang.says("/calendar 12月31日 放假")
    wang.hears("查看您可以使用的功能")
    await wang.sends("document", calendars.ical(), "2027.ics")
    wang.hears("节假日文件由管理员发送")
    await zhang.says("/calendar")
    zhang.hears("查看您可以使用的功能")
    qian = await place.sits("钱芳")
    await qian.says("帮助")
    qian.hears("日历", "查看和设置放假、上班的日子")


@pytest.mark.parametrize(
    ("name", "content"), [("2027.ics", calendars.ical()), ("2027.csv", calendars.table())]
)
@pytest.mark.parametrize("channel", ["web", "telegram"])
async def test_a_file_makes_provisional_deadlines_certain(
    channel: str, sqlite_url: str, name: str, content: bytes
) -> None:
    async with town(channel, sqlite_url, "2026-12-30T10:00") as place:
        qian, wang, zhang = await place.sits("钱芳"), await place.sits("王强"), await place.sits("张三")
        await zhang.says("建议 营业厅放几把雨伞")
        await zhang.says("提交")
        zhang.hears("1月4日（周一）18:00（暂定）")
        await wang.says("拜访 张三 谈了5G 承诺:寄合同 1月4日前")
        await wang.presses("保存")
        wang.reads()
        await qian.says("日历")
        qian.hears("2027年的放假安排还没有")
        await qian.sends("document", content, name)
        qian.hears("2027年：放假32天，调休上班3天", "与现在不同的有", "“暂定”期限，导入后重新计算")
        await qian.presses("导入")
        qian.hears("已导入2027年的放假安排")
        await place.passes(seconds=30)
        wang.hears("项“暂定”的期限已确定")
        told = [said.text for said in wang.seat.seen() if "期限已确定" in said.text]
        await place.passes(seconds=30)
        assert told == [said.text for said in wang.seat.seen() if "期限已确定" in said.text]
        await zhang.says("我的进度")
        # New Year's three days are off now: the third working day is the 5th; a promised day stays.
        zhang.hears("1月5日（周二）18:00")
        assert "暂定" not in zhang.new()
        await wang.says("今日")
        assert "暂定" not in wang.new()
        await qian.says("日历")
        qian.hears("2027")
        assert "还没有" not in qian.new()


async def test_files_that_are_no_table(place: Town) -> None:
    qian = await place.sits("钱芳")
    for name, content, told in (
        ("a.ics", b"hello", "读不出来"),
        ("b.ics", calendars.ical("{}", "{}"), "没有标明"),
        ("c.csv", "日期,类型,名称\n2027-01-01,休,元旦\n".encode(), "没有一整年的安排"),
        # A slip of the hand in a table of days is no table of customers.
        ("d.csv", "日期,类型,名称\n2027-13-01,休,元旦\n".encode(), "第2行读不懂"),
    ):
        await qian.sends("document", content, name)
        qian.hears(told)


async def test_a_year_that_is_missing_is_pointed_out_once_a_week(place: Town) -> None:
    qian = await place.sits("钱芳")
    for name in ("王强", "赵磊", "李静", "周敏"):
        await place.sits(name)  # what is theirs does not come up to her
    await place.reaches(place.local("2026-10-30T10:00"))
    qian.silent()
    # The first of November is a Sunday: it is said on Monday morning.
    await place.reaches(place.local("2026-11-01T10:00"))
    await place.reaches(place.local("2026-11-02T08:59"))
    qian.silent()
    await place.reaches(place.local("2026-11-02T09:00"))
    qian.hears("2027年的放假安排还没有")
    qian.reads()
    for day in ("2026-11-02T15:00", "2026-11-06T09:00", "2026-11-08T09:00"):
        await place.reaches(place.local(day))
    qian.silent()
    await place.reaches(place.local("2026-11-10T10:00"))
    qian.hears("2027年的放假安排还没有")
    await qian.sends("document", calendars.ical(), "2027.ics")
    await qian.presses("导入")
    qian.reads()
    await place.reaches(place.local("2026-11-17T10:00"))
    assert "放假安排还没有" not in qian.new()
