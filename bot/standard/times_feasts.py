"""Feasts and days of the lunar calendar in what people type: 国庆后第一个工作日, 正月初五, 除夕, 节后."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from borax.calendars.lunardate import InvalidLunarDateError, LunarDate

from bot.standard.numerals import number
from bot.standard.times_reading import Meant, Today, exists, rules

_DAY = timedelta(days=1)
_NEW_YEAR, _LAST_MONTH, _EVE = 1, 12, 30


def lunar_day(year: int, month: int, day: int, leap: bool = False) -> date | None:
    """Return the solar day of a lunar one; a 30th that a month lacks is its 29th (D-17)."""
    for wanted in (day, 29) if day == _EVE else (day,):
        try:
            found: date = LunarDate(year, month, wanted, leap).to_solar_date()
        except (InvalidLunarDateError, ValueError):
            continue
        return found
    return None


def _solar(month: int, day: int) -> Callable[[int], date | None]:
    return lambda year: date(year, month, day)


def _lunar(month: int, day: int) -> Callable[[int], date | None]:
    return lambda year: lunar_day(year, month, day)


def _term(name: str, month: int, first: int) -> Callable[[int], date | None]:
    days = range(first, first + 4)
    return lambda year: next(
        (date(year, month, d) for d in days if LunarDate.from_solar_date(year, month, d).term == name),
        None,
    )


_FEASTS: dict[str, Callable[[int], date | None]] = {
    "元旦": _solar(1, 1),
    "春节": _lunar(1, 1),
    "过年": _lunar(1, 1),
    "大年三十": _lunar(12, 30),
    "年三十": _lunar(12, 30),
    "年夜": _lunar(12, 30),
    "除夕": _lunar(12, 30),
    "元宵": _lunar(1, 15),
    "清明": _term("清明", 4, 3),
    "五一": _solar(5, 1),
    "劳动": _solar(5, 1),
    "妇女": _solar(3, 8),
    "三八": _solar(3, 8),
    "六一": _solar(6, 1),
    "端午": _lunar(5, 5),
    "七夕": _lunar(7, 7),
    "教师": _solar(9, 10),
    "中秋": _lunar(8, 15),
    "国庆": _solar(10, 1),
    "十一": _solar(10, 1),
    "重阳": _lunar(9, 9),
    "双十一": _solar(11, 11),
    "双11": _solar(11, 11),
    "双十二": _solar(12, 12),
    "双12": _solar(12, 12),
    "冬至": _term("冬至", 12, 20),
    "腊八": _lunar(12, 8),
    "小年": _lunar(12, 23),
    "平安夜": _solar(12, 24),
    "圣诞": _solar(12, 25),
}
_NEED_THE_WORD = {"劳动", "妇女", "教师", "三八"}
"""These are feasts only with 节 after them."""
_STATUTORY = {"元旦": 1, "春节": 8, "清明": 1, "五一": 5, "端午": 1, "中秋": 1, "国庆": 7}
"""Statutory holidays and how many days to expect of one whose year is not published yet."""
_SAME = {"过年": "春节", "劳动": "五一", "十一": "国庆"}
_YEARS = {"去年": -1, "今年": 0, "明年": 1, "后年": 2}
_FIRST_DAY = "(?:第一个工作日|头一个工作日|第一天上班|第一天|一上班|上班第一天|上班)"
_NAMES = "|".join(sorted(_FEASTS, key=len, reverse=True))
# A feast is a time only where something is said to be then: 中秋礼盒, 国庆期间, 春节活动 are not.
_IS_A_TIME = (
    r"(?=\s*(?:$|[,，。;；、!！)）]|再|去|来|上门|回访|拜访|联系|见|签|给|定|到|早|上午|中午|下午|晚))"
)


def _coming(name: str, today: Today, ahead: int | None = None) -> date | None:
    years = (
        (today.day.year + ahead,)
        if ahead is not None
        else (today.day.year - 1, today.day.year, today.day.year + 1)
    )
    days = sorted(day for year in years if (day := _FEASTS[name](year)) is not None)
    if ahead is not None:
        # The eve of a lunar year already lies in the solar year after it.
        return days[0] if days else None
    return next((day for day in days if day >= today.day), None)


def _after(name: str, start: date, today: Today) -> date:
    """Return the first working day after a feast's holiday."""
    name, calendar = _SAME.get(name, name), today.calendar
    day = start
    if calendar.known(start):
        while not calendar.is_working(day + _DAY):
            day += _DAY
        return day + _DAY
    eve = _DAY if name == "春节" else timedelta()
    return calendar.on_or_after(start - eve + timedelta(days=_STATUTORY.get(name, 1)))


def _over(name: str, start: date, today: Today) -> Meant:
    """Return the first working day after a feast; one whose holiday is not published yet is to be asked."""
    day = _just_over(name, today) or _after(name, start, today)
    if _SAME.get(name, name) != "春节" or today.calendar.known(start):
        return Meant(day)
    # The holiday ends with a working Saturday as often as not.
    end = start - _DAY + timedelta(days=_STATUTORY["春节"])
    return Meant(day, (end if end != day else today.calendar.next_working(day),))


def _feast(match: re.Match[str], today: Today) -> Meant | None:
    name, relation = match["feast"], match["relation"] or ""
    if name in _NEED_THE_WORD and not match["word"]:
        return None
    ahead = _YEARS[match["year"]] if match["year"] else None
    day = _coming(name, today, ahead)
    if day is None:
        return None
    if relation.endswith(("前",)):
        return Meant(day, limit=True)
    if relation:
        return _over(name, day, today)
    # North and south keep it a day apart.
    return Meant(day, (day + _DAY,) if name == "小年" else ())


def _just_over(name: str, today: Today) -> date | None:
    """Return the first working day after a holiday that is on now."""
    for year in (today.day.year - 1, today.day.year):
        start = _FEASTS[name](year)
        if start is not None and start <= today.day < (end := _after(name, start, today)):
            return end
    return None


def _holiday(match: re.Match[str], today: Today) -> Meant | None:
    """Read 节前 and 节后 as of the next statutory holiday, or of the one that is on."""
    starts = {name: _coming(name, today) for name in _STATUTORY}
    name, start = min(((n, d) for n, d in starts.items() if d is not None), key=lambda pair: pair[1])
    if match["relation"].endswith("前"):
        return Meant(today.calendar.add(start, -1)[0], limit=True)
    on_now = (end for name in _STATUTORY if (end := _just_over(name, today)) is not None)
    return Meant(next(on_now, None) or _after(name, start, today))


def _new_year(match: re.Match[str], today: Today) -> Meant | None:
    """Read 年前 and 年后 as of the Spring Festival."""
    day = _coming("春节", today)
    if day is None:
        return None
    if (match["relation"] or "").endswith("前"):
        return Meant(today.calendar.add(day - _DAY, -1)[0], limit=True)
    return _over("春节", day, today)


_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_ONES = "[一二三四五六七八九]"
_SPOKEN_DAY = rf"初(?:{_ONES}|十)|二十{_ONES}?|廿(?:{_ONES}|十)?|三十|卅|十{_ONES}"


def _day(text: str) -> int | None:
    text = text.removeprefix("初").replace("廿十", "二十").replace("卅", "三十")
    return number(text.replace("廿", "二十"))


def _next_lunar(today: Today, month: int, day: int, leap: bool = False) -> date | None:
    years = (LunarDate.from_solar(today.day).year + ahead for ahead in (0, 1))
    days = (lunar_day(year, month, day, leap) for year in years)
    return next((d for d in days if d is not None and d >= today.day), None)


def _lunar_date(match: re.Match[str], today: Today) -> Meant | None:
    named, spoken = match["m"], match["d"]
    month, day = _MONTHS.get(named) or number(named), _day(spoken)
    if month is None or day is None:
        return None
    found = _next_lunar(today, month, day, bool(match["leap"]))
    if found is None:
        return None
    plainly = match["lunar"] or match["leap"] or named in _MONTHS or spoken.startswith(("初", "廿", "卅"))
    if plainly:
        return Meant(found)
    # 八月十五 is the moon's; 十二月二十五 may well be the sun's.
    year = today.day.year
    solar = [date(y, month, day) for y in (year, year + 1) if exists(y, month, day)]
    coming = next((d for d in solar if d >= today.day), None)
    if coming is None or (month, day) == (8, 15):
        return Meant(found, (coming,) if coming else ())
    return Meant(coming, (found,))


_LUNAR_EDGES = {"底": (30,), "末": (30,), "初": (1,), "上旬": (5, 1, 10), "中": (15,), "中旬": (15, 11, 20)}
_LUNAR_EDGES |= {"下旬": (25, 21, 28)}


def _lunar_edge(match: re.Match[str], today: Today) -> Meant | None:
    """Read 闰六月底, 农历六月下旬, 腊月底 by the moon."""
    month = _MONTHS.get(match["m"]) or number(match["m"])
    if month is None:
        return None
    leap = bool(match["leap"])
    found = [_next_lunar(today, month, day, leap) for day in _LUNAR_EDGES[match["edge"]]]
    days = [day for day in found if day is not None]
    return Meant(days[0], tuple(days[1:])) if days else None


def _bare_lunar(match: re.Match[str], today: Today) -> Meant | None:
    day = _day(match["d"])
    if day is None:
        return None
    if match["new"]:
        found = _next_lunar(today, _NEW_YEAR, day)
        return None if found is None else Meant(found)
    for ahead in range(60):
        at = today.day + timedelta(days=ahead)
        if LunarDate.from_solar(at).day == day:
            return Meant(at)
    return None


_RELATION = rf"(?P<relation>(?:之|以)?前(?!两|几|天|夕)|(?:之|以)?后{_FIRST_DAY}?|回来{_FIRST_DAY}?)"

RULES = rules(
    (
        rf"(?:(?P<year>去年|今年|明年|后年)的?)?(?P<feast>{_NAMES})(?P<word>节)?(?:放?假|长假|假期|回来|完)?"
        rf"(?:{_RELATION}|(?:当天|那天|当日)?{_IS_A_TIME})",
        _feast,
    ),
    (rf"(?<![季时环关细调章佳春情元])(?:过完|放完假?)?节假?日?{_RELATION}", _holiday),
    (
        r"过完年|(?<![0-9一二两三四五六七八九十几半今明去后前上下多新周])年(?P<relation>前|后(?:第一天上班|上班)?)",
        _new_year,
    ),
    (
        rf"(?P<lunar>农历|阴历|旧历)?(?:(?P<leap>闰)|(?<![0-9个闰])(?<!闰十))(?P<m>正|腊|冬|十[一二]?|[一二三四五六七八九])月(?P<d>{_SPOKEN_DAY})"
        r"(?![0-9号日个天分])",
        _lunar_date,
    ),
    (
        r"(?:(?:农历|阴历|旧历)(?=.)|(?=闰)|(?=[正冬腊]))(?P<leap>闰)?(?P<m>正|腊|冬|十[一二]?|[一二三四五六七八九])月份?的?"
        r"(?P<edge>底|末|初(?![一二三四五六七八九十])|上旬|中旬|下旬|中)",
        _lunar_edge,
    ),
    (
        r"(?:农历|阴历|旧历)?(?P<new>大年|年)?(?<![从最当起月])(?P<d>初[一二三四五六七八九十])(?![学年级新班的孩生中次步恋])",
        _bare_lunar,
    ),
)
