"""Birthdays as people type them, and the days they fall on (B8, C1, D-17)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunar_python import Lunar, LunarMonth, LunarYear, Solar

from bot.standard import birthdays
from bot.standard.birthdays import Wrong
from bot.standard.yearday import YearDay

TODAY = date(2026, 9, 29)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1980-05-02", YearDay(5, 2, 1980)),
        ("1980/5/2", YearDay(5, 2, 1980)),
        ("80.5.2", YearDay(5, 2, 1980)),
        ("19800502", YearDay(5, 2, 1980)),
        ("１９８０年５月２日", YearDay(5, 2, 1980)),
        ("一九八〇年五月二日", YearDay(5, 2, 1980)),
        ("05年3月8号", YearDay(3, 8, 2005)),
        ("5月2日", YearDay(5, 2)),
        ("生日是5.2", YearDay(5, 2)),
        ("2月29日", YearDay(2, 29)),
        ("2000-2-29", YearDay(2, 29, 2000)),
        ("公历八月十五", YearDay(8, 15)),
        ("十二月二十五日", YearDay(12, 25)),
        ("农历八月十五", YearDay(8, 15, None, True)),
        ("八月十五", YearDay(8, 15, None, True)),
        ("农历8月15", YearDay(8, 15, None, True)),
        ("8月15日（农历）", YearDay(8, 15, None, True)),
        ("1980年农历八月十五", YearDay(8, 15, 1980, True)),
        ("阴历5-2", YearDay(5, 2, None, True)),
        ("正月初一", YearDay(1, 1, None, True)),
        ("冬月廿五", YearDay(11, 25, None, True)),
        ("属龙 1988年腊月初八", YearDay(12, 8, 1988, True)),
        ("闰六月十五", YearDay(6, 15, None, True, True)),
        ("2025年闰六月十五", YearDay(6, 15, 2025, True, True)),
        ("腊月三十", YearDay(12, 30, None, True)),
        ("三十", YearDay(12, 30, None, True)),
        ("除夕", YearDay(12, 30, None, True)),
    ],
)
def test_birthdays_as_people_type_them(text: str, day: YearDay) -> None:
    assert birthdays.read(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2月30日", Wrong("solar", 2, 29)),
        ("1981-02-29", Wrong("solar", 2, 28, 1981)),
        ("4月31日", Wrong("solar", 4, 30)),
        ("农历八月三十一", Wrong("lunar", 8, 30)),
        ("闰正月初一", Wrong("leap", 1)),
        ("闰腊月初一", Wrong("leap", 12)),
        ("1980年闰六月十五", Wrong("leap_year", 0, year=1980)),
        ("2023年闰六月十五", Wrong("leap_year", 2, year=2023)),
        ("2030-01-01", Wrong("year", year=2026)),
        ("1850-01-01", Wrong("year", year=2026)),
        ("五月二", Wrong("which", 5)),
        ("13月1日", Wrong("unclear")),
        ("1月0日", Wrong("unclear")),
        ("农历公历五月二日", Wrong("unclear")),
        ("公历闰六月十五", Wrong("unclear")),
        ("廿五", Wrong("unclear")),
        ("下周三", Wrong("unclear")),
        ("", Wrong("unclear")),
    ],
)
def test_what_is_no_birthday_is_told_why(text: str, wrong: Wrong) -> None:
    assert birthdays.read(text, TODAY) == wrong


def coming(day: YearDay, first: int, last: int) -> list[str]:
    return [f.on.isoformat() for f in birthdays.falls(day, date(first, 1, 1), date(last, 12, 31))]


def test_the_golden_days_of_the_moon() -> None:
    """The requirements' own table of lunar birthdays."""
    assert coming(YearDay(8, 15, lunar=True), 2025, 2027) == ["2025-10-06", "2026-09-25", "2027-09-15"]
    assert coming(YearDay(12, 30, lunar=True), 2025, 2029) == [
        *("2025-01-28", "2026-02-16", "2027-02-05", "2028-01-25", "2029-02-12"),
    ]
    assert coming(YearDay(6, 15, lunar=True), 2026, 2027) == ["2026-07-28", "2027-07-18"]
    leap = YearDay(6, 15, lunar=True, leap=True)
    assert coming(leap, 2025, 2027) == ["2025-08-08", "2026-07-28", "2027-07-18"]
    # The next 闰六月 after 2025 are those of 2036 and 2055: later than the ordinary 六月十五 of these years.
    for year in (2036, 2055):
        assert birthdays.in_year(leap, year).on > birthdays.in_year(YearDay(6, 15, lunar=True), year).on
    assert coming(YearDay(6, 15, lunar=True), 2025, 2025) == ["2025-07-09"]
    assert coming(YearDay(2, 29), 2027, 2028) == ["2027-02-28", "2028-02-29"]


def test_a_day_twice_in_one_year_and_never_in_the_next() -> None:
    """冬月廿五: each coming is of a lunar year of its own, so that nobody is greeted twice for one (D-17)."""
    day = YearDay(11, 25, lunar=True)
    found = list(birthdays.falls(day, date(2025, 1, 1), date(2028, 12, 31)))
    assert [f.on.isoformat() for f in found] == ["2026-01-13", "2027-01-02", "2027-12-22"]
    assert [f.year for f in found] == [2025, 2026, 2027]


@given(st.dates(date(1950, 1, 1), date(2050, 12, 31)))
def test_days_of_the_moon_agree_with_another_calendar(day: date) -> None:
    when = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    month = when.getMonth()  # a leap month is written as a negative one
    ours = YearDay(abs(month), when.getDay(), None, True, month < 0)
    found = birthdays.in_year(ours, when.getYear())
    assert (found.on, found.year) == (day, when.getYear())


@given(st.integers(1950, 2049), st.integers(1, 12), st.booleans())
def test_a_thirtieth_falls_on_the_last_day_of_a_short_month(year: int, month: int, leap: bool) -> None:
    doubled = LunarYear.fromYear(year).getLeapMonth() == month
    theirs = LunarMonth.fromYm(year, -month if leap and doubled else month)
    assert theirs is not None
    last = theirs.getDayCount()
    expected = Lunar.fromYmd(year, -month if leap and doubled else month, last).getSolar().toYmd()
    assert birthdays.in_year(YearDay(month, 30, None, True, leap), year).on.isoformat() == expected


@given(st.integers(1, 12), st.integers(1, 30), st.booleans(), st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_the_next_coming_is_within_thirteen_moons_and_none_lies_before_it(
    month: int, number: int, leap: bool, start: date
) -> None:
    day = YearDay(month, number, None, True, leap)
    found = birthdays.next_on(day, start)
    assert start <= found.on <= start + timedelta(days=2 * 385)
    assert list(birthdays.falls(day, start, found.on)) == [found]


@given(st.integers(1, 12), st.integers(1, 30), st.booleans())
def test_what_is_written_is_read_back(month: int, number: int, leap: bool) -> None:
    day = YearDay(month, number, None, True, leap and 1 < month < 12)
    assert birthdays.read(birthdays.name(day), TODAY) in (day, Wrong("which", month))
    assert birthdays.read(f"农历{birthdays.name(day)}", TODAY) == day


@given(st.text("0123456789年月日号闰农历初十廿三一二-/. ", max_size=14))
def test_nothing_typed_breaks_the_reading(text: str) -> None:
    read = birthdays.read(text, TODAY)
    if isinstance(read, YearDay):
        assert birthdays.next_on(read, TODAY).on >= TODAY
