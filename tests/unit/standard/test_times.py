from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.standard.numerals import number
from bot.standard.times import find, locate
from bot.standard.workdays import WorkCalendar

CALENDAR = WorkCalendar()
# A Thursday.
NOW = datetime(2026, 9, 24, 15, 0, tzinfo=CALENDAR.zone)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("今天", "2026-09-24"),
        ("明天", "2026-09-25"),
        ("后天", "2026-09-26"),
        ("大后天", "2026-09-27"),
        ("昨天", "2026-09-23"),
        ("周五", "2026-09-25"),
        ("周四", "2026-09-24"),
        ("周三", "2026-09-30"),
        ("这周三", "2026-09-23"),
        ("下周三", "2026-09-30"),
        ("下下周三", "2026-10-07"),
        ("下个星期三", "2026-09-30"),
        ("上周三", "2026-09-16"),
        ("星期天", "2026-09-27"),
        ("下周日", "2026-10-04"),
        ("礼拜三", "2026-09-30"),
        ("下周", "2026-09-28"),
        ("10月8号", "2026-10-08"),
        ("十月八号", "2026-10-08"),
        ("10月8日", "2026-10-08"),
        ("9月20日", "2026-09-20"),
        ("1月5号", "2027-01-05"),
        ("明年8月5号", "2027-08-05"),
        ("明年10月8号", "2027-10-08"),
        ("下个月", "2026-10-08"),
        ("下月初", "2026-10-08"),
        ("明儿", "2026-09-25"),
        ("8号", "2026-10-08"),
        ("24号", "2026-09-24"),
        ("二十八号", "2026-09-28"),
        ("31号", "2026-10-31"),
        ("下个月8号", "2026-10-08"),
        ("2026年10月8日", "2026-10-08"),
        ("2026-10-08", "2026-10-08"),
        ("2026/10/8", "2026-10-08"),
        ("10-08", "2026-10-08"),
        ("12/25", "2026-12-25"),
        ("１０月８号", "2026-10-08"),
        ("10月8号(周四)", "2026-10-08"),
        ("月底", "2026-09-30"),
        ("下月底", "2026-10-30"),
        ("10月底", "2026-10-30"),
        ("三天后", "2026-09-27"),
        ("3天之后", "2026-09-27"),
        ("两周后", "2026-10-08"),
        ("半个月后", "2026-10-09"),
        ("一个月后", "2026-10-24"),
        ("一个半月后", "2026-11-08"),
        ("三个工作日后", "2026-09-30"),
        ("半年后", "2027-03-24"),
    ],
)
def test_days(text: str, moment: str) -> None:
    (when,) = find(f"我们{text}再联系", NOW, CALENDAR)
    assert (when.text, f"{when.at:%Y-%m-%d %H:%M}", when.has_time) == (text, f"{moment} 09:00", False)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("明天上午10点", "2026-09-25 10:00"),
        ("明天下午3点", "2026-09-25 15:00"),
        ("明天下午三点半", "2026-09-25 15:30"),
        ("后天晚上8点", "2026-09-26 20:00"),
        ("明晚八点", "2026-09-25 20:00"),
        ("明早9点", "2026-09-25 09:00"),
        ("今晚12点", "2026-09-25 00:00"),
        ("周五10点", "2026-09-25 10:00"),
        ("周四10点", "2026-10-01 10:00"),
        ("周四16点", "2026-09-24 16:00"),
        ("下周三10点", "2026-09-30 10:00"),
        ("周二十点", "2026-09-29 10:00"),
        ("周五三点", "2026-09-25 15:00"),
        ("15:30", "2026-09-24 15:30"),
        ("明天 15:30", "2026-09-25 15:30"),
        ("明天3:30", "2026-09-25 15:30"),
        ("明天03:30", "2026-09-25 03:30"),
        ("明天15：30", "2026-09-25 15:30"),
        ("10点20", "2026-09-24 10:20"),
        ("三点二十分", "2026-09-24 15:20"),
        ("三点一刻", "2026-09-24 15:15"),
        ("下午一点", "2026-09-24 13:00"),
        ("中午12点", "2026-09-24 12:00"),
        ("中午1点", "2026-09-24 13:00"),
        ("10月8号下午2点", "2026-10-08 14:00"),
        ("10月8号周四下午2点", "2026-10-08 14:00"),
        ("三天后下午3点", "2026-09-27 15:00"),
        ("明天下午3点到5点", "2026-09-25 15:00"),
        ("周五10:00-11:00", "2026-09-25 10:00"),
        ("半小时后", "2026-09-24 15:30"),
        ("两小时后", "2026-09-24 17:00"),
        ("一个半小时后", "2026-09-24 16:30"),
        ("10分钟后", "2026-09-24 15:10"),
        ("十分钟后", "2026-09-24 15:10"),
        ("一小时二十分钟后", "2026-09-24 16:20"),
        ("一刻钟后", "2026-09-24 15:15"),
        ("4点", "2026-09-24 16:00"),
        ("8点", "2026-09-24 20:00"),
    ],
)
def test_times(text: str, moment: str) -> None:
    (when,) = find(f"我们{text}再联系", NOW, CALENDAR)
    assert (when.text, f"{when.at:%Y-%m-%d %H:%M}", when.has_time) == (text, moment, True)


@pytest.mark.parametrize(
    ("text", "moment"),
    [("明天下午", "2026-09-25 14:00"), ("今晚", "2026-09-24 19:00"), ("明早", "2026-09-25 09:00")],
)
def test_parts_of_a_day(text: str, moment: str) -> None:
    (when,) = find(text, NOW, CALENDAR)
    assert (when.text, f"{when.at:%Y-%m-%d %H:%M}", when.has_time) == (text, moment, False)


@pytest.mark.parametrize(
    "text",
    [
        "我有一点不明白",
        "十分感谢",
        "一下",
        "万一",
        "等我一下",
        "提了三点建议",
        "客户说了3点",
        "一周五次",
        "每周三例会",
        "两周一次",
        "快一点来",
        "早一点去",
        "晚上好",
        "5G套餐",
        "打10000号",
        "3号楼2单元",
        "1号线",
        "电话010-62345678",
        "13812341234",
        "3-5个人",
        "1/3的客户",
        "99元",
        "两三天后",
        "2月30日",
        "闰六月三十",
        "农历闰六月三十",
        "闰六月三十号",
        "闰6月30日",
        "闰十一月三十号",
        "今后天气",
        "先后天性",
        "十五分",
        "24/7",
        "比例1:1",
        "版本1.2.3",
        "统一号码",
        "一时疏忽",
        "周年庆",
        "降下月租",
        "百分之十",
        "",
    ],
)
def test_no_false_hits(text: str) -> None:
    assert find(text, NOW, CALENDAR) == []


def test_several_and_their_places() -> None:
    text = "明天谈,下周三10点签,半小时后打"
    assert [text[f.start : f.end] for f in locate(text, NOW, CALENDAR)] == ["明天", "下周三10点", "半小时后"]


def test_the_day_is_the_companys() -> None:
    # 17:00 UTC on the 24th is the 25th in Shanghai.
    (when,) = find("明天", datetime(2026, 9, 24, 17, 0, tzinfo=UTC), CALENDAR)
    assert f"{when.at:%m-%d}" == "09-26"


@settings(deadline=None)
@given(st.integers(0, 999))
def test_numerals_read_back(n: int) -> None:
    digits = "零一二三四五六七八九"
    hundreds, tens, ones = n // 100, n // 10 % 10, n % 10
    spoken = f"{digits[hundreds]}百" if hundreds else ""
    spoken += f"{digits[tens]}十" if tens else ("零" if hundreds and ones else "")
    spoken += digits[ones] if ones or not spoken else ""
    assert number(spoken) == n
    assert number(str(n)) == n


@settings(deadline=None)
@given(
    st.text(
        alphabet="今明后天大下上周星期三五日月号底0123456789十点半:-/个小时分钟工作 ,年一早晚", max_size=40
    ),
    st.integers(0, 40_000),
)
def test_any_text(text: str, hours: int) -> None:
    now = NOW + timedelta(hours=hours)
    end = 0
    for found in locate(text, now, CALENDAR):
        assert end <= found.start < found.end
        assert text[found.start : found.end] == found.when.text
        assert found.when.at.tzinfo is CALENDAR.zone
        end = found.end


@settings(deadline=None)
@given(st.integers(0, 3), st.sampled_from("一二三四五六日"), st.integers(0, 2000))
def test_weekdays_of_the_right_week(ahead: int, name: str, days: int) -> None:
    now = NOW + timedelta(days=days)
    prefix = ["这", "下", "下下"][min(ahead, 2)]
    (when,) = find(f"{prefix}周{name}", now, CALENDAR)
    monday = now.date() - timedelta(days=now.weekday()) + timedelta(weeks=min(ahead, 2))
    assert when.at.date() == monday + timedelta(days="一二三四五六日".index(name))
