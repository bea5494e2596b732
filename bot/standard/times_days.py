"""The day in what people type: 明天, 下周三, 10月8号, 月底."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.standard import times_feasts, times_spans
from bot.standard.numerals import NUMBER, number
from bot.standard.times_reading import CN, Meant, Today, add_months, exists, rules
from bot.standard.workdays import WorkCalendar

_WEEKDAYS = {name: index % 7 for index, name in enumerate("一二三四五六日")} | {"天": 6, "末": 5}
_WEEKDAYS |= {str(index + 1): index for index in range(7)}
_NAMED = {
    "大前天": -3,
    "前天": -2,
    "前晚": -2,
    "昨天": -1,
    "昨日": -1,
    "昨儿": -1,
    "昨": -1,
    "今天": 0,
    "今日": 0,
    "今": 0,
    "明天": 1,
    "今儿": 0,
    "明日": 1,
    "明儿": 1,
    "明个儿": 1,
    "今个儿": 0,
    "后儿": 2,
    "明": 1,
    "后天": 2,
    "后日": 2,
    "后": 2,
    "前": -2,
    "大后天": 3,
    "大后儿": 3,
}
_YEARS = {"去年": -1, "今年": 0, "明年": 1, "后年": 2}
_WEEKS = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1, "下下": 2}
_TENS = {"上": (5, 1, 10), "中": (15, 11, 20), "下": (25, 21, 28)}
_NOT_A_DAY = "楼线院店门厅库桌卡机码文房铺馆车台站口球员位窗坑段电"
_NOT_A_FRACTION = r"(?!\s?(?:个|天|次|人|元|万|%|户|件|台|分|岁|年|小时|月|折|成|倍|的|以上|[A-Za-z]))"
_HALF_A_YEAR = timedelta(days=183)
_JUST_PASSED = timedelta(days=14)
_WEEK = timedelta(weeks=1)


class Day:
    """A day found and where it ends."""

    __slots__ = ("end", "meant")

    def __init__(self, meant: Meant, end: int) -> None:
        self.meant = meant
        self.end = end


def day_at(text: str, position: int, today: date, calendar: WorkCalendar) -> Day | None:
    """Return the day that is written at a position, None where there is none."""
    known = Today(today, calendar)
    for pattern, resolve in _ALL:
        match = pattern.match(text, position)
        if match is None or match.end() == position:
            continue
        try:
            meant = resolve(match, known)
        except (ValueError, OverflowError):
            meant = None
        if meant is not None:
            return Day(meant, match.end())
    return None


def _named(match: re.Match[str], today: Today) -> Meant | None:
    return Meant(today.day + timedelta(days=_NAMED[match[0]]))


def _weekday(match: re.Match[str], today: Today) -> Meant | None:
    monday = today.day - timedelta(days=today.day.weekday())
    wanted = monday + timedelta(days=_WEEKDAYS[match["day"]])
    # 周末 is either of two days.
    others = (wanted + timedelta(days=1),) if match["day"] == "末" else ()
    week = match["week"]
    if week is None:
        if wanted < today.day:
            return Meant(wanted + _WEEK, tuple(d + _WEEK for d in others), earlier=wanted)
        earlier = wanted - _WEEK if wanted > today.day else wanted
        return Meant(wanted, others, earlier=earlier, floating=True)
    there = wanted + timedelta(weeks=_WEEKS[week])
    if week == "下" and wanted > today.day:
        # The next calendar week's; some mean the coming one.
        return Meant(there, (*(d + _WEEK for d in others), wanted))
    return Meant(there, tuple(d + timedelta(weeks=_WEEKS[week]) for d in others))


def _week(match: re.Match[str], today: Today) -> Meant | None:
    monday = today.day - timedelta(days=today.day.weekday()) + timedelta(weeks=_WEEKS[match["week"]])
    first = today.calendar.on_or_after(monday)
    return Meant(
        first, tuple(d for d in (monday + timedelta(days=2), monday + timedelta(days=4)) if d > first)
    )


def _full(match: re.Match[str], today: Today) -> Meant | None:
    return Meant(date(int(match["y"]), int(match["m"]), int(match["d"])))


def _month_day(match: re.Match[str], today: Today) -> Meant | None:
    month, day = number(match["m"]), number(match["d"])
    if month is None or day is None:
        return None
    if year := match.groupdict().get("year"):
        return Meant(date(today.day.year + _YEARS[year], month, day))
    return _nearest(today.day, month, day)


def _nearest(today: date, month: int, day: int) -> Meant | None:
    found = [date(y, month, day) for y in range(today.year, today.year + 4) if exists(y, month, day)]
    # In December "5 January" is the coming one; in October "30 September" is the one just past.
    near = next((d for d in found if d >= today - _HALF_A_YEAR), None)
    if near is None or near >= today:
        return None if near is None else Meant(near)
    return Meant(near, tuple(d for d in found if d > near)[:1], earlier=near)


def _next_month(match: re.Match[str], today: Today) -> Meant | None:
    first = add_months(today.day.replace(day=1), 2 if match["month"].startswith("下下") else 1)
    day = today.calendar.on_or_after(first)
    return (
        Meant(day)
        if match["first"]
        else Meant(day, (first.replace(day=15), today.calendar.last_of_month(first)))
    )


def _edge_of_month(match: re.Match[str], today: Today) -> Meant | None:
    """Read 月底, 下月底, 12月底, 月中, 月初."""
    edge = match["edge"]
    if match["m"]:
        month = number(match["m"])
        near = None if month is None else _nearest(today.day, month, 28)
        first = None if near is None else near.day.replace(day=1)
        if first is None:
            return None
        ahead = 0
    else:
        first, named = today.day.replace(day=1), match["month"] or ""
        ahead = {"下": 1, "上": -1}.get(named[:1], 0)
    day = _edge(edge, add_months(first, ahead), today)
    if day < today.day and not match["m"] and not match["month"]:
        day = _edge(edge, add_months(first, 1), today)
    return Meant(day)


def _edge(edge: str, first: date, today: Today) -> date:
    if edge in ("底", "末"):
        return today.calendar.last_of_month(first)
    return first.replace(day=15) if edge == "中" else today.calendar.on_or_after(first)


def _edge_of_year(match: re.Match[str], today: Today) -> Meant | None:
    calendar, year = today.calendar, today.day.year + _YEARS.get(match["year"] or "今年", 0)
    if match["edge"] == "初":
        # The first of January is a holiday in every year's table.
        day, coming = (calendar.on_or_after(date(y, 1, 2)) for y in (year, year + 1))
        return Meant(day if match["year"] or day >= today.day else coming)
    return Meant(calendar.last_of_month(date(year, 12, 1)))


def _ten_days(match: re.Match[str], today: Today) -> Meant | None:
    month = number(match["m"]) if match["m"] else None
    near = _nearest(today.day, month, 28) if month else None
    first = near.day.replace(day=1) if near else today.day.replace(day=1)
    first = add_months(first, 1) if (match["month"] or "").startswith("下") else first
    middle, *others = (first.replace(day=d) for d in _TENS[match["ten"]])
    return Meant(middle, tuple(others))


def _day_of_month(match: re.Match[str], today: Today) -> Meant | None:
    day = number(match["d"])
    if day is None or not 1 <= day <= 31:
        return None
    month, first = match["month"] or "", today.day.replace(day=1)
    if month:
        ahead = {"下": 2 if month.startswith("下下") else 1, "上": -1}.get(month[:1], 0)
        return Meant(add_months(first, ahead).replace(day=day))
    coming = (add_months(first, ahead) for ahead in range(4))
    days = (m.replace(day=day) for m in coming if exists(m.year, m.month, day))
    found = next((d for d in days if d >= today.day), None)
    if found is None:
        return None
    gone = (add_months(first, back) for back in (0, -1, -2))
    passed = (m.replace(day=day) for m in gone if exists(m.year, m.month, day))
    earlier = next((d for d in passed if d < today.day), None)
    lately = earlier is not None and earlier >= today.day - _JUST_PASSED
    return Meant(found, (earlier,) if lately and earlier else (), earlier=earlier)


_ALL = (
    *rules(
        (
            r"大[前后]天(?![气性])|大后儿|昨[天日儿]|[今明]个儿|今[天日儿]|明[日儿](?!童)|(?<![以之大提目])前天(?!气)|明天(?![线气])",
            _named,
        ),
        (
            r"(?<![以之今先往])后[天日儿](?![天气性童子])|[今明](?=[早晚](?![餐饭期已])[上晨]?(?!一点(?![半钟整])))"
            r"|昨(?=[早晚夜])|(?<![以之今先往最然])[前后](?=晚[上]?(?![餐饭期]))",
            _named,
        ),
        (
            r"(?:(?P<week>上上|(?<![早晚马线网加以])上|这|本|下下|(?<!一)下)个?|(?<![每半双单两几一二三四五六七八九十0-9]))"
            r"(?:周|星期|礼拜)(?P<day>一(?!定(?![下了稿价]))|[二三四五六日天]|[1-7](?![0-9])|末)(?![次回趟遍年岁])",
            _weekday,
        ),
        (
            r"(?<![一上余])(?P<week>下下|下)个?(?:周|星期|礼拜)(?:初)?(?!一(?!定)|[二三四五六日天末1-7年转期边围])",
            _week,
        ),
    ),
    *times_spans.RULES,
    *rules(
        (
            r"(?<![0-9])(?P<y>20[0-9]{2})\s?年\s?(?P<m>[0-9]{1,2})\s?月\s?(?P<d>[0-9]{1,2})(?:\s?[日号]|(?![0-9]))",
            _full,
        ),
        (r"(?<![0-9])(?P<y>20[0-9]{2})(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})(?![0-9])", _full),
        (
            rf"(?<![0-9第闰])(?<!闰十)(?P<year>[去今明后]年)?的?\s?(?P<m>{NUMBER})\s?月\s?(?:份\s?)?(?P<d>{NUMBER})\s?[日号](?![{_NOT_A_DAY}])",
            _month_day,
        ),
        (r"(?<![0-9第闰])(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})(?![0-9个])", _month_day),
        (r"(?<![0-9第.])(?P<m>[0-9]{1,2})\.(?P<d>[0-9]{1,2})[号日]", _month_day),
        (
            rf"(?<![0-9A-Za-z第共:./-])(?P<m>[0-9]{{1,2}})/(?P<d>[0-9]{{1,2}})(?![0-9/.:-]){_NOT_A_FRACTION}",
            _month_day,
        ),
        (
            rf"(?<![0-9A-Za-z:./-])(?P<m>[01][0-9])-(?P<d>[0-3][0-9])(?![0-9/.:-]){_NOT_A_FRACTION}",
            _month_day,
        ),
        (
            rf"(?<![0-9第{CN}])(?:(?P<m>{NUMBER})月(?:份)?|(?P<month>下个?月|这个?月|本月|当月|上个?月))?(?P<ten>[上中下])旬",
            _ten_days,
        ),
        (rf"(?<![0-9第{CN}])(?P<m>{NUMBER})月(?:份)?(?P<month>)(?P<edge>[底末初])", _edge_of_month),
        (
            r"(?P<month>下个?月|这个?月|本月|上个?月)?(?P<m>)月?(?P<edge>[底末初中])(?<=月[底末初中])(?![旬间国心])",
            _edge_of_month,
        ),
        (
            rf"(?<![0-9{CN}每几])(?P<year>[去今明后]年|(?<!年)(?=年))年?(?P<edge>[底末初])(?![一二三四五六七八九十级])",
            _edge_of_year,
        ),
    ),
    *times_feasts.RULES,
    *rules(
        (
            rf"(?<![0-9A-Za-z第编统唯月牌{CN}])(?P<month>下下个?月|下个?月|这个?月|本月|上个?月)?的?\s?(?P<d>{NUMBER})\s?"
            rf"(?:号(?![{_NOT_A_DAY}])|日(?![常期内记本元用均三]))",
            _day_of_month,
        ),
        (rf"(?<!一)(?P<month>下下个?月|下个?月)(?P<first>初?)(?![底份租0-9{CN}])", _next_month),
    ),
)
