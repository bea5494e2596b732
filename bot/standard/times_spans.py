"""A day so far from today in what people type: 三天后, 半个月后, 三个工作日内, 一周前."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.standard.numerals import number
from bot.standard.times_reading import CN, Meant, N, Today, add_months, rules

_HALF_A_MONTH = 15


def _span(match: re.Match[str], today: Today) -> Meant | None:
    count, unit = number(match["n"]), match["unit"]
    if count is None or count == 0:
        return None
    back = match["way"].endswith("前")
    day = _moved(today, -count if back else count, unit, match["half"])
    return Meant(day, limit=match["way"].endswith("内"))


def _through(match: re.Match[str], today: Today) -> Meant | None:
    """Read 过两天, 再过一周: a couple of days is not to be counted."""
    count, unit = number(match["n"]), match["unit"]
    if count is None:
        return None
    day = _moved(today, count, unit, match["half"])
    loose = match["n"] in ("两", "几") and unit == "天"
    return Meant(day, (day + timedelta(days=1),) if loose else ())


def _moved(today: Today, count: int, unit: str, half: str | None) -> date:
    step = 1 if count > 0 else -1
    if "工作日" in unit:
        return today.calendar.add(today.day, count)[0]
    if unit.endswith("月"):
        return add_months(today.day, count) + timedelta(days=step * _HALF_A_MONTH if "半" in unit else 0)
    if unit.endswith("年"):
        return add_months(today.day, 12 * count + (6 * step if half else 0))
    weeks = unit.endswith(("周", "星期", "礼拜"))
    return today.day + (timedelta(weeks=count) if weeks else timedelta(days=count))


def _half(match: re.Match[str], today: Today) -> Meant | None:
    # 半个月 is fifteen days, 半年 six months.
    step = -1 if match["way"].endswith("前") else 1
    months = match["unit"] == "年"
    days = timedelta(days=step * _HALF_A_MONTH)
    return Meant(
        add_months(today.day, 6 * step) if months else today.day + days, limit=match["way"].endswith("内")
    )


def _within(match: re.Match[str], today: Today) -> Meant | None:
    calendar, unit = today.calendar, match["unit"] or match["alone"]
    if unit in ("周", "星期", "礼拜"):
        return Meant(calendar.last_of_week(today.day), limit=True)
    return Meant(
        calendar.last_of_month(today.day if unit == "月" else date(today.day.year, 12, 1)), limit=True
    )


_UNIT = "(?P<unit>个?工作日|天|日|周|个?星期|个?礼拜|个半?月|年)(?P<half>半)?"
_WAY = "(?P<way>(?:之|以)后|后|(?:之|以)内|内|(?:之|以)前|前)"

RULES = rules(
    (rf"(?<![0-9{CN}第几前后])(?:在|再过|过)?{N}\s?{_UNIT}(?:时间)?{_WAY}(?![天续台])", _span),
    (
        rf"(?:再过|(?<![超经通路不错])过|隔){N}(?P<unit>个?工作日|天|周|个?星期|个?礼拜|个半?月)(?P<half>半)?(?![后之以来的内])",
        _through,
    ),
    (rf"(?<![一二两三四五六七八九十])(?P<half>半)(?:个(?P<month>月)|(?P<unit>年)){_WAY}", _half),
    (
        r"(?:本|这个?)(?P<unit>周|星期|礼拜|月)(?:之|以)?内|(?<![0-9一二两三四五六七八九十个半几本])(?P<alone>月|年)内",
        _within,
    ),
)
