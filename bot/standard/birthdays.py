"""Birthdays and other yearly days, read as people write them and found in the years to come (B8, C1, D-17).

A lunar day belongs to a lunar year: 冬月廿五 may fall twice in one solar year and never in the next, so what
is done once a year is counted by `Falls.year`. A thirtieth falls on 廿九 where the month is short, a leap
month's day in the ordinary month where the year has no such leap month, 29 February on the 28th.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from borax.calendars.lunardate import LCalendars, LunarDate

from bot.standard.numerals import number
from bot.standard.yearday import YearDay

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""The lunar years that are known."""

Reason = Literal["unclear", "which", "solar", "lunar", "leap", "leap_year", "year"]

_MONTHS = ("正月", *(f"{digit}月" for digit in "二三四五六七八九十"), "冬月", "腊月")
_TENS = ("初", "十", "廿")
_WHOLE_TENS = ("", "初十", "二十", "三十")
_DIGITS = "一二三四五六七八九十"
_EVE = re.compile(r"(?:腊月|大年|年)?三十|除夕(?:夜)?")
_SOLAR = re.compile(r"阳历|公历|新历|国历")
_LUNAR = re.compile(r"农历|阴历|旧历|老历")
_NOISE = re.compile(r"属[鼠牛虎兔龙蛇马羊猴鸡狗猪]|的?生日|出生|生人|生于|[是为:：,，、()\s]|生$")
_YEAR = r"(?:(?P<year>[0-9]{4}|[0-9]{2}|[零〇一二三四五六七八九]{4}|[零〇一二三四五六七八九]{2})年)?"
_NUMERAL = r"[0-9]{1,2}|[零〇一二三四五六七八九十廿卅]{1,3}"
_WRITTEN = re.compile(
    rf"{_YEAR}(?P<leap>闰)?(?P<month>正|冬|腊|[0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}})月"
    rf"(?P<first>初)?(?P<day>{_NUMERAL})(?P<unit>[日号])?"
)
_PLAIN = re.compile(
    r"(?:(?P<year>[0-9]{4}|[0-9]{2})[-/.])?(?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})[日号]?"
)
_COMPACT = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_NAMED = {"正": 1, "冬": 11, "腊": 12}


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a text is no birthday, with what would be right where that can be told."""

    reason: Reason
    month: int = 0
    most: int = 0
    year: int = 0


@dataclass(frozen=True, slots=True)
class Falls:
    """One coming of a yearly day, and the year that it is counted by: of the sun or of the moon."""

    on: date
    year: int


def read(text: str, today: date) -> YearDay | Wrong:
    """Read a birthday as people type it; a day of the moon is told by its words, or by 农历 before it."""
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", text).strip())
    lunar, solar = bool(_LUNAR.search(plain)), bool(_SOLAR.search(plain))
    plain = _SOLAR.sub("", _LUNAR.sub("", plain))
    if _EVE.fullmatch(plain) and not solar:
        return YearDay(12, 30, None, True)
    written, counted = _WRITTEN.fullmatch(plain), _PLAIN.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if (written is None and counted is None) or (lunar and solar):
        return Wrong("unclear")
    match = written or counted
    assert match is not None
    year = _year(match["year"] or "", today)
    month, day = _NAMED.get(match["month"]) or number(match["month"]), _day(match["day"])
    if month is None or day is None or not (1 <= month <= 12 and day >= 1):
        return Wrong("unclear")
    leap = written is not None and bool(written["leap"])
    if written is not None and not lunar and not solar:
        moon = leap or bool(written["first"]) or written["month"] in _NAMED
        hanzi = not written["day"].isascii() and not written["unit"]
        if hanzi and not moon and day <= 10:
            return Wrong("which", month, year=year or 0)  # 五月二: the second of May, or 五月初二
        lunar = moon or hanzi
    if solar and (leap or (written is not None and (written["first"] or written["month"] in _NAMED))):
        return Wrong("unclear")
    return _checked(YearDay(month, day, year, lunar, leap), today)


def _checked(day: YearDay, today: date) -> YearDay | Wrong:
    if day.year is not None and not FIRST_YEAR < day.year <= today.year:
        return Wrong("year", year=today.year)
    if not day.lunar:
        most = calendar.monthrange(day.year or 2000, day.month)[1]
        if day.day > most:
            return Wrong("solar", day.month, most, day.year or 0)
        return day
    if day.day > 30:
        return Wrong("lunar", day.month, 30)
    if day.leap and day.month not in _leap_months():
        return Wrong("leap", day.month)
    if day.leap and day.year is not None and LCalendars.leap_month(day.year) != day.month:
        return Wrong("leap_year", LCalendars.leap_month(day.year), year=day.year)
    return day


@cache
def _leap_months() -> frozenset[int]:
    """Return the months that have been doubled at all: 闰正月 and 闰腊月 have not."""
    return frozenset(LCalendars.leap_month(year) for year in range(FIRST_YEAR, LAST_YEAR + 1)) - {0}


def _year(text: str, today: date) -> int | None:
    if not text:
        return None
    digits = "".join(c if c.isascii() else str(number(c) or 0) for c in text)
    if len(digits) == 4:
        return int(digits)
    century = today.year - today.year % 100
    return int(digits) + (century if int(digits) <= today.year % 100 else century - 100)


def _day(text: str) -> int | None:
    if text.startswith(("廿", "卅")):
        tens = 20 if text[0] == "廿" else 30
        ones = number(text[1:]) if len(text) > 1 else 0
        return None if ones is None or ones > 9 else tens + ones
    return number(text)


def of(day: date, *, lunar: bool) -> YearDay:
    """Return the yearly day that a date is, by the sun or by the moon."""
    if not lunar:
        return YearDay(day.month, day.day)
    moon = LunarDate.from_solar_date(day.year, day.month, day.day)
    return YearDay(moon.month, moon.day, None, True, bool(moon.leap))


def short(day: YearDay) -> bool:
    """Return whether a day is a thirtieth of the moon, which falls on 廿九 in short months."""
    return day.lunar and day.day == 30


def name(day: YearDay) -> str:
    """Return how a day of the moon is written: 闰六月十五, 腊月三十."""
    tens, ones = divmod(day.day, 10)
    words = _TENS[tens] + _DIGITS[ones - 1] if ones else _WHOLE_TENS[tens]
    return ("闰" if day.leap else "") + _MONTHS[day.month - 1] + words


def in_year(day: YearDay, year: int) -> Falls:
    """Return where a day falls in a year, solar or lunar as the day itself."""
    if not day.lunar:
        return Falls(date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1])), year)
    leap = int(day.leap and LCalendars.leap_month(year) == day.month)
    last = LCalendars.ndays(year, day.month, leap)
    return Falls(LunarDate(year, day.month, min(day.day, last), leap).to_solar_date(), year)


def falls(day: YearDay, start: date, end: date) -> Iterator[Falls]:
    """Yield every coming of a day from one date to another, both included."""
    for year in range(max(start.year - 1, FIRST_YEAR), min(end.year, LAST_YEAR - 1) + 1):
        found = in_year(day, year)
        if start <= found.on <= end:
            yield found


def next_on(day: YearDay, start: date) -> Falls:
    """Return the first coming of a day on or after a date."""
    return next(falls(day, start, date(start.year + 2, 12, 31)))
