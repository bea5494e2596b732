"""Our calendars against independent ones: every day of the moon from 1950 to 2050, every published year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays
import pytest
from borax.calendars.lunardate import LunarDate
from hypothesis import given
from hypothesis import strategies as st
from lunar_python import LunarYear, Solar
from lunar_python.util import HolidayUtil
from lunarcalendar import Converter
from lunarcalendar import Solar as Sun

from bot.standard import birthdays, deadline
from bot.standard.policy import load
from bot.standard.workdays import WorkCalendar
from bot.standard.yearday import YearDay

FIRST, LAST = date(1950, 1, 1), date(2050, 12, 31)
PUBLISHED = range(2004, 2027)
# Saturday 31 December 2005 was worked, say both others; ours has it off. No deadline reaches back to it.
KNOWN = {date(2005, 12, 31)}
OURS, POLICY = WorkCalendar(), load()

Moon = tuple[int, int, int, bool]


def every(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


@cache
def by_astronomy() -> dict[date, Moon]:
    """Return the lunar year, month, day and leap mark of every day by a library with tables of its own."""
    found = {}
    for day in every(FIRST, LAST):
        moon = Converter.Solar2Lunar(Sun(day.year, day.month, day.day))
        found[day] = (moon.year, moon.month, moon.day, bool(moon.isleap))
    return found


@cache
def by_new_moons() -> dict[date, Moon]:
    """Return the same by a library that reckons where each month begins and how long it is."""
    found = {}
    for year in range(FIRST.year - 1, LAST.year + 1):
        for month in LunarYear.fromYear(year).getMonths():
            begins = date.fromisoformat(Solar.fromJulianDay(month.getFirstJulianDay()).toYmd())
            for number in range(month.getDayCount()):
                moon = (month.getYear(), abs(month.getMonth()), number + 1, month.isLeap())
                found[begins + timedelta(days=number)] = moon
    return found


def test_every_day_of_the_moon_is_the_same_in_three_libraries() -> None:
    astronomy, new_moons = by_astronomy(), by_new_moons()
    different = []
    for day in every(FIRST, LAST):
        moon = LunarDate.from_solar(day)
        ours = (moon.year, moon.month, moon.day, bool(moon.leap))
        if not ours == astronomy[day] == new_moons[day]:
            different.append((day, ours, astronomy[day], new_moons[day]))
    assert different == []


def test_every_birthday_falls_where_the_others_have_it() -> None:
    """In each month of each lunar year: the first, the middle, the last days, and the same of leap months."""
    days: dict[Moon, date] = {moon: day for day, moon in by_new_moons().items()}
    different = []
    for year in range(FIRST.year, LAST.year):
        for month in range(1, 13):
            for leap in (False, True):
                there = leap and (year, month, 1, True) in days
                for number in (1, 15, 29, 30):
                    # A short month's thirtieth is its last day; a missing leap month is the ordinary one.
                    expected = days.get((year, month, number, there)) or days[(year, month, 29, there)]
                    falls = birthdays.in_year(YearDay(month, number, None, True, leap), year)
                    if (falls.on, falls.year) != (expected, year):
                        different.append((year, month, number, leap, falls.on, expected))
    assert different == []


def test_leap_months_are_the_same() -> None:
    astronomy = {(year, month) for year, month, _, leap in by_astronomy().values() if leap}
    new_moons = {(y, m) for day, (y, m, _, leap) in by_new_moons().items() if leap and FIRST <= day <= LAST}
    assert astronomy == new_moons
    assert {(2025, 6), (2028, 5), (2033, 11)} <= astronomy


def _by_holidays(year: int) -> Iterator[tuple[date, bool]]:
    table = holidays.country_holidays("CN", years=(year, year + 1))
    made_up: set[date] = table.weekend_workdays
    for day in every(date(year, 1, 1), date(year, 12, 31)):
        yield day, day in made_up or (day.weekday() < 5 and day not in table)


def _by_lunar_python(year: int) -> dict[date, bool]:
    return {date.fromisoformat(h.getDay()): h.isWork() for h in HolidayUtil.getHolidays(str(year))}


@pytest.mark.parametrize("year", PUBLISHED)
def test_every_published_year_is_worked_alike(year: int) -> None:
    """Two others agree with ours on each day; where they differ between them, one of them does."""
    calendar, second = WorkCalendar(), _by_lunar_python(year)
    different = []
    for day, first in _by_holidays(year):
        votes = [calendar.is_working(day), first, second.get(day, day.weekday() < 5)]
        if votes[0] != (sum(votes) >= 2) and day not in KNOWN:
            different.append((day, votes))
    assert different == []


def test_since_2014_all_three_agree_on_each_day() -> None:
    for year in range(2014, 2027):
        second = _by_lunar_python(year)
        for day, first in _by_holidays(year):
            assert WorkCalendar().is_working(day) == first == second.get(day, day.weekday() < 5), day


@given(
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Pacific/Apia", "UTC", "Asia/Kathmandu"]),
    day=st.dates(date(2024, 1, 1), date(2031, 12, 31)),
    hour=st.integers(0, 23),
)
def test_a_zone_without_make_up_data_keeps_the_rules_in_its_own_hours(
    zone: str, day: date, hour: int
) -> None:
    """The Chinese calendar stays, read in the company's zone; nothing fails, whatever the clocks do there."""
    calendar, policy = WorkCalendar(ZoneInfo(zone)), POLICY
    recorded = calendar.at(day, policy.hours.open).replace(hour=hour)
    due = deadline.due("suggestion", "", recorded, policy, calendar)
    assert due.at.tzinfo == ZoneInfo(zone)
    assert (due.at.date(), due.at.time()) == (due.day, policy.hours.end_of_day)
    assert calendar.is_working(due.day) and due.day > day
    assert due.provisional == (not all(calendar.known(d) for d in every(day, due.day)))
    at_home = deadline.due("suggestion", "", OURS.at(day, policy.hours.open), policy, OURS)
    assert due.day == at_home.day


def test_berlin_by_hand() -> None:
    berlin = WorkCalendar(ZoneInfo("Europe/Berlin"))
    recorded = berlin.at(date(2026, 9, 30), load().hours.open)
    due = deadline.due("suggestion", "", recorded, load(), berlin)
    # The make-up Saturday counts; six o'clock there, in summer time.
    assert due.at.isoformat() == "2026-10-10T18:00:00+02:00"


def test_the_golden_day_of_a_year_that_is_not_published() -> None:
    calendar = WorkCalendar()
    due = deadline.due("suggestion", "", calendar.at(date(2026, 12, 30), load().hours.open), load(), calendar)
    assert (due.day, due.provisional) == (date(2027, 1, 4), True)
