"""The day in what people type: 明天, 下周三, 10月8号, 三天后, 月底."""

from __future__ import annotations

import calendar as months
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.standard.numerals import NUMBER, number
from bot.standard.workdays import WorkCalendar

_WEEKDAYS = {name: index % 7 for index, name in enumerate("一二三四五六日")} | {"天": 6, "末": 5}
_WEEKDAYS |= {str(index + 1): index for index in range(7)}
_NAMED = {
    "前天": -2,
    "昨天": -1,
    "昨日": -1,
    "今天": 0,
    "今日": 0,
    "今": 0,
    "明天": 1,
    "今儿": 0,
    "明日": 1,
    "明儿": 1,
    "后儿": 2,
    "明": 1,
    "后天": 2,
    "后日": 2,
    "大后天": 3,
}
_YEARS = {"去年": -1, "今年": 0, "明年": 1, "后年": 2}
_WEEKS = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1, "下下": 2}
_N = rf"(?P<n>{NUMBER})"
_CN = "零〇一二两三四五六七八九十百"
_NOT_A_DAY = "楼线院店门厅库桌卡机码文房铺馆车台站口球员位窗坑段电"
_NOT_A_FRACTION = r"(?!\s?(?:个|天|次|人|元|万|%|户|件|台|分|岁|年|小时|月|折|成|倍|的|以上|[A-Za-z]))"


@dataclass(frozen=True, slots=True)
class Day:
    """A day found; `floating` where a past time of it means a week later."""

    day: date
    end: int
    floating: bool = False


@dataclass(frozen=True, slots=True)
class _Today:
    day: date
    calendar: WorkCalendar


def day_at(text: str, position: int, today: date, calendar: WorkCalendar) -> Day | None:
    """Return the day that is written at a position, None where there is none."""
    for pattern, resolve in _RULES:
        match = pattern.match(text, position)
        if match is None:
            continue
        try:
            found = resolve(match, _Today(today, calendar))
        except (ValueError, OverflowError):
            found = None
        if found is not None:
            floating = resolve is _weekday and not match["week"]
            return Day(found, match.end(), floating)
    return None


def _named(match: re.Match[str], today: _Today) -> date | None:
    return today.day + timedelta(days=_NAMED[match[0]])


def _weekday(match: re.Match[str], today: _Today) -> date | None:
    monday = today.day - timedelta(days=today.day.weekday())
    wanted = monday + timedelta(days=_WEEKDAYS[match["day"]])
    if match["week"]:
        return wanted + timedelta(weeks=_WEEKS[match["week"]])
    return wanted if wanted >= today.day else wanted + timedelta(weeks=1)


def _week(match: re.Match[str], today: _Today) -> date | None:
    monday = today.day - timedelta(days=today.day.weekday())
    return today.calendar.on_or_after(monday + timedelta(weeks=_WEEKS[match["week"]]))


def _full(match: re.Match[str], today: _Today) -> date | None:
    return date(int(match["y"]), int(match["m"]), int(match["d"]))


def _month_day(match: re.Match[str], today: _Today) -> date | None:
    month, day = number(match["m"]), number(match["d"])
    if month is None or day is None:
        return None
    if year := match.groupdict().get("year"):
        return date(today.day.year + _YEARS[year], month, day)
    return _nearest(today.day, month, day)


def _next_month(match: re.Match[str], today: _Today) -> date | None:
    return today.calendar.on_or_after(_add_months(today.day.replace(day=1), 1))


def _nearest(today: date, month: int, day: int) -> date | None:
    found = [date(y, month, day) for y in range(today.year, today.year + 4) if _exists(y, month, day)]
    # In December "5 January" is the coming one; in October "30 September" is the one just past.
    return next((d for d in found if d >= today - timedelta(days=183)), None)


def _month_end(match: re.Match[str], today: _Today) -> date | None:
    month = number(match["m"])
    first = None if month is None else _nearest(today.day, month, 28)
    return None if first is None else today.calendar.last_of_month(first)


def _this_month_end(match: re.Match[str], today: _Today) -> date | None:
    ahead = 1 if (match["month"] or "").startswith("下") else 0
    return today.calendar.last_of_month(_add_months(today.day.replace(day=1), ahead))


def _day_of_month(match: re.Match[str], today: _Today) -> date | None:
    day = number(match["d"])
    if day is None or not 1 <= day <= 31:
        return None
    month = match["month"] or ""
    first = today.day.replace(day=1)
    if month:
        return _add_months(first, 1 if month.startswith("下") else 0).replace(day=day)
    coming = (_add_months(first, ahead) for ahead in range(4))
    days = (m.replace(day=day) for m in coming if _exists(m.year, m.month, day))
    return next((d for d in days if d >= today.day), None)


def _later(match: re.Match[str], today: _Today) -> date | None:
    count, unit = number(match["n"]), match["unit"]
    if count is None:
        return None
    if "工作日" in unit:
        return today.calendar.add(today.day, count)[0]
    if unit.endswith("月"):
        return _add_months(today.day, count) + timedelta(days=15 if "半" in unit else 0)
    if unit.endswith("年"):
        return _add_months(today.day, 12 * count + (6 if match["half"] else 0))
    weeks = unit.endswith(("周", "星期", "礼拜"))
    return today.day + (timedelta(weeks=count) if weeks else timedelta(days=count))


def _half_later(match: re.Match[str], today: _Today) -> date | None:
    # 半个月 is fifteen days, 半年 six months.
    return _add_months(today.day, 6) if match["unit"] == "年" else today.day + timedelta(days=15)


def _add_months(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    last = months.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= months.monthrange(year, month)[1]


_AFTER = "(?:之后|以后|后)"
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Today], date | None]], ...] = tuple(
    (re.compile(pattern), resolve)
    for pattern, resolve in (
        (
            r"大后天(?![气性])|昨[天日]|今[天日儿]|明[日儿](?!童)|(?<![以之大提目])前天(?!气)|明天(?![线气])",
            _named,
        ),
        (
            r"(?<![以之今先往])后[天日儿](?![天气性童子])|[今明](?=[早晚](?![餐饭期已])[上晨]?(?!一点(?![半钟整])))",
            _named,
        ),
        (
            r"(?:(?P<week>上上|(?<![早晚马线网加以])上|这|本|下下|(?<!一)下)个?|(?<![每半双单两几一二三四五六七八九十0-9]))"
            r"(?:周|星期|礼拜)(?P<day>[一二三四五六日天]|[1-7](?![0-9])|末)(?![次回趟遍年岁])",
            _weekday,
        ),
        (r"(?<![一上余])(?P<week>下下|下)个?(?:周|星期|礼拜)(?![一二三四五六日天末1-7年转期边围])", _week),
        (
            r"(?<![0-9])(?P<y>20[0-9]{2})\s?年\s?(?P<m>[0-9]{1,2})\s?月\s?(?P<d>[0-9]{1,2})\s?[日号]?(?![0-9])",
            _full,
        ),
        (r"(?<![0-9])(?P<y>20[0-9]{2})(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})(?![0-9])", _full),
        (
            rf"(?<![0-9第])(?P<year>[去今明后]年)?\s?(?P<m>{NUMBER})\s?月\s?(?:份\s?)?(?P<d>{NUMBER})\s?[日号](?![{_NOT_A_DAY}])",
            _month_day,
        ),
        (r"(?<![0-9第])(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})(?![0-9个])", _month_day),
        (
            rf"(?<![0-9A-Za-z第共:./-])(?P<m>[0-9]{{1,2}})/(?P<d>[0-9]{{1,2}})(?![0-9/.:-]){_NOT_A_FRACTION}",
            _month_day,
        ),
        (
            rf"(?<![0-9A-Za-z:./-])(?P<m>[01][0-9])-(?P<d>[0-3][0-9])(?![0-9/.:-]){_NOT_A_FRACTION}",
            _month_day,
        ),
        (rf"(?<![0-9第{_CN}])(?P<m>{NUMBER})月底", _month_end),
        (r"(?P<month>下个?月|这个?月|本月)?月?底(?<=月底)", _this_month_end),
        (
            rf"(?<![0-9A-Za-z第编统唯月{_CN}])(?P<month>下个?月|这个?月|本月)?\s?(?P<d>{NUMBER})\s?"
            rf"(?:号(?![{_NOT_A_DAY}])|日(?![常期内记本元用均三]))",
            _day_of_month,
        ),
        (
            rf"(?<![0-9{_CN}第几])(?P<n>{NUMBER})\s?"
            rf"(?P<unit>个?工作日|天|日|周|个?星期|个?礼拜|个半?月|年)(?P<half>半)?{_AFTER}(?![天续])",
            _later,
        ),
        (rf"(?<!一)下个?月初?(?![底份租0-9{_CN}])", _next_month),
        (rf"(?P<half>半)(?:个(?P<month>月)|(?P<unit>年)){_AFTER}", _half_later),
    )
)
