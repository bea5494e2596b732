"""A year's published table, however a feed or an office writes it (4.D)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.standard.published import PublishedError, read, whole_years
from tests.data import calendars


def off_and_work(name: str, content: bytes) -> tuple[int, int]:
    days = read(name, content).days
    return sum(not d.working for d in days), sum(d.working for d in days)


@pytest.mark.parametrize(
    ("off", "work"),
    [
        ("{}（休）", "{}（班）"),
        ("{}(休)", "{}(班)"),
        ("{} 假期", "{} 补班"),
        ("{} 假期 第1天/共3天", "{} 补班 第1天/共1天"),
        ("休 {}", "班 {}"),
        ("{}放假", "{}调休上班"),
    ],
)
def test_feeds_mark_days_in_their_own_ways(off: str, work: str) -> None:
    found = read("2027.ics", calendars.ical(off, work))
    assert found.years == (2027,)
    assert off_and_work("2027.ics", calendars.ical(off, work)) == (32, 3)
    first = found.days[0]
    assert (first.day, first.working, first.name) == (date(2027, 1, 1), False, "元旦")


def test_a_feed_that_tells_by_a_property_of_its_own() -> None:
    plain = calendars.ical("{}", "{}").decode()
    marked = "".join(
        f"{line}\r\n" + ("X-APPLE-SPECIAL-DAY:WORK-HOLIDAY\r\n" if line == "SUMMARY:元旦" else "")
        for line in plain.split("\r\n")
    )
    with pytest.raises(PublishedError) as refused:
        read("2027.ics", marked.encode())
    # New Year alone is no whole year, but it was understood.
    assert refused.value.phrase == "published-part"


def test_moments_and_lengths_are_understood_too() -> None:
    more = (
        "BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Asia/Shanghai:20270620T000000\r\n"
        "DTEND;TZID=Asia/Shanghai:20270621T000000\r\nSUMMARY:周年（班）\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:b\r\nDTSTART;VALUE=DATE:20270622\r\nDURATION:P2D\r\nSUMMARY:厂休（休）\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:c\r\nDTSTART;VALUE=DATE:20270628\r\nSUMMARY:厂休（休）\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\n"
    )
    days = {d.day: d.working for d in read("2027.ics", calendars.ical(more=more)).days}
    assert days[date(2027, 6, 20)] is True and date(2027, 6, 21) not in days
    assert days[date(2027, 6, 22)] is False and days[date(2027, 6, 23)] is False
    assert date(2027, 6, 24) not in days and date(2027, 6, 28) not in days


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("head", ["日期,类型,名称\n", "", "date,kind,name\n"])
def test_tables(encoding: str, head: str) -> None:
    content = calendars.table(encoding, head)
    assert off_and_work("2027.csv", content) == (32, 3)
    assert read("2027.csv", content).days[0].name == "元旦"


def test_days_as_people_write_them() -> None:
    year = "2027/1/1,放假\n20270206,off,春节\n2027年5月1日,休息\n2027.10.1,假期\n\n2027-10-09,补班,国庆\n"
    assert [d.day.isoformat() for d in read("x.csv", year.encode()).days] == [
        "2027-01-01",
        "2027-02-06",
        "2027-05-01",
        "2027-10-01",
        "2027-10-09",
    ]


@pytest.mark.parametrize(
    ("name", "content", "phrase"),
    [
        ("a.ics", b"", "published-unreadable"),
        (
            "a.ics",
            b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:never\r\nSUMMARY:x\r\n",
            "published-unreadable",
        ),
        ("a.ics", calendars.ical("{}", "{}"), "published-none"),
        (
            "a.ics",
            calendars.ical(more=calendars.event("厂休（休）", date(2027, 7, 1), 40)),
            "published-long",
        ),
        (
            "a.ics",
            calendars.ical(more=calendars.event("元旦（班）", date(2027, 1, 1), 1)),
            "published-clash",
        ),
        ("a.ics", calendars.ical(more=calendars.event("（班）", date(1900, 1, 1), 1)), "published-year"),
        ("a.csv", b"\x00\x01\x02", "published-unreadable"),
        ("a.csv", "姓名,手机\n张三,13800000000\n".encode(), "published-row"),
        ("a.csv", "日期,类型\n".encode(), "published-none"),
        ("a.csv", "日期,类型\n2027-01-01,休\n2027-02-30,休\n".encode(), "published-row"),
        ("a.csv", "2027-01-01,休\n2027-05-01,也许\n".encode(), "published-row"),
        ("a.csv", "2027-01-01,休\n2027-10-01,休\n".encode(), "published-part"),
    ],
)
def test_what_is_no_table_is_told(name: str, content: bytes, phrase: str) -> None:
    with pytest.raises(PublishedError) as refused:
        read(name, content)
    assert refused.value.phrase == phrase


def test_a_year_is_whole_by_the_holidays_that_never_fail() -> None:
    sure = dict.fromkeys((date(2027, 1, 1), date(2027, 2, 6), date(2027, 5, 1), date(2027, 10, 1)), False)
    assert whole_years({**sure, date(2026, 12, 31): False}) == {2027}
    assert whole_years({**sure, date(2027, 5, 1): True}) == frozenset()
