"""A day and a time in what people type in English: tomorrow 3pm, Monday morning, in an hour, Dec 5 at 10."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.standard.policy import Hours
from bot.standard.times_clock import bare
from bot.standard.times_reading import add_months
from bot.standard.times_when import When
from bot.standard.workdays import WorkCalendar

_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTERS = re.compile(r"[a-z]", re.IGNORECASE)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTS = {word: n for n, word in enumerate(_NUMBERS, 1)} | {"a": 1, "an": 1, "half an": 0, "a couple of": 2}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_NTH = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s*(?P<year>20[0-9]{2}))?"
_UNIT = "(?:minute|min|hour|hr|day|week|month)"
_COUNT = rf"(?:[0-9]{{1,3}}|half an|an?(?: couple of)?|{'|'.join(_NUMBERS)})"
_AWAY = re.compile(
    rf"\b(?:in|within)\s+(?P<n>{_COUNT})\s+(?P<unit>{_UNIT})s?\b(?:['’]?s?\s+time)?"
    rf"|\b(?P<n2>{_COUNT})\s+(?P<unit2>{_UNIT})s?\s+(?:from now|later)\b"
)
_DAYS = re.compile(
    r"\b(?P<after>(?:the )?day after (?:tomorrow|tmrw|tmr))\b"
    r"|\b(?P<tomorrow>tomorrow|tomorow|tommorow|tommorrow|tmrw|tmr)\b"
    r"|\b(?P<today>today|tonight|this (?=morning|afternoon|evening|noon))\b"
    r"|\b(?P<which>next|this|coming)?\s*(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?"
    r"|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b"
    r"|\b(?:this |the |at the |next )?(?P<weekend>weekend)\b"
    r"|\b(?P<week>next week)\b"
    rf"|\b{_MONTH}\s+(?:the\s+)?{_NTH}\b(?!\s*[ap]\.?m\b|:){_YEAR}"
    rf"|\b{_NTH.replace('<day>', '<day2>')}\s+(?:of\s+)?{_MONTH.replace('<month>', '<month2>')}"
    rf"{_YEAR.replace('<year>', '<year2>')}"
    r"|\b(?P<iso>20[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2})\b"
    r"|\b(?P<slash>[0-9]{1,2}/[0-9]{1,2})\b"
    r"|\bon the (?P<nth>[0-9]{1,2})(?:st|nd|rd|th)\b"
)
_HOUR = rf"(?:[0-9]{{1,2}}|{'|'.join(_NUMBERS)})"
_UNTIL = r"(?:\s*(?:-|to|and|until|till)\s*"
_CLOCK = re.compile(
    rf"\b(?P<past>half past|quarter past|quarter to)\s+(?P<hour0>{_HOUR})\b(?:\s*(?P<half0>[ap])\.?m\b)?"
    r"|(?<![0-9:./-])(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-5][0-9])(?:\s*(?P<half1>[ap])\.?m\b)?(?![0-9:])"
    rf"|\b(?P<hour2>{_HOUR}){_UNTIL}{_HOUR}(?:[:.][0-5][0-9])?)?\s*(?P<half>[ap])\.?m\b"
    rf"|\b(?P<hour5>{_HOUR})\s+in the (?=morning|afternoon|evening)"
    rf"|\b(?:at|around|about|after|before|by|from|between)\s+(?P<hour3>{_HOUR})\b"
    rf"(?!\s*(?:{_UNIT}|[ap]\.?m\b|in the |/|[:.][0-9]))"
    rf"|\b(?P<hour4>{_HOUR})\s*o['’]?\s?clock\b"
    r"|\b(?P<named>noon|midday|midnight)\b"
)
_PART = re.compile(r"\b(?P<part>morning|afternoon|evening|tonight|night)\b")
_LIMIT = re.compile(r"\b(?:before|by|until|till|no later than)\s*$")
_BARE = re.compile(rf"^[\s,]*(?P<hour>{_HOUR})\b(?![:./-]|\s*(?:{_UNIT}|st|nd|rd|th))")
_WEEK = timedelta(weeks=1)


def speaks(text: str) -> bool:
    """Tell whether a text is read as English: it has letters, and none of Chinese."""
    return _LETTERS.search(text) is not None and _HAN.search(text) is None


@dataclass(frozen=True, slots=True)
class _Day:
    """A day found: `others` where it may be another, `floating` where its time, once passed, is a week on."""

    day: date
    end: int
    others: tuple[date, ...] = ()
    floating: bool = False


@dataclass(frozen=True, slots=True)
class _Clock:
    hour: int
    minute: int
    half: str
    limit: bool


def find(text: str, now: datetime, calendar: WorkCalendar, hours: Hours) -> When | None:
    """Return the moment that a text names, None where it names none; one that has passed is returned too."""
    plain, local = text.lower(), calendar.local(now)
    if (away := _AWAY.search(plain)) is not None:
        return _away(away, text, local, calendar, hours)
    day = _day(plain, local.date(), calendar)
    before = _CLOCK.search(plain[: day.end]) if day is not None else None
    spoken = before or _CLOCK.search(plain, day.end if day is not None else 0)
    part = _PART.search(plain)
    clock = _clock(spoken, plain) if spoken is not None else None
    if clock is None and day is not None and (found := _BARE.match(plain[day.end :])) is not None:
        clock = _Clock(_number(found["hour"]), 0, "", limit=False)
    if clock is not None and (clock.hour > 23 or clock.minute > 59):
        clock = None
    if day is None and clock is None and part is None:
        return None
    return _moment(text, day, clock, part["part"] if part else "", local, calendar, hours)


def _moment(
    text: str,
    day: _Day | None,
    clock: _Clock | None,
    part: str,
    local: datetime,
    calendar: WorkCalendar,
    hours: Hours,
) -> When:
    first = day.day if day is not None else local.date()
    others = day.others if day is not None else ()
    if clock is None:
        at = {"afternoon": hours.afternoon, "evening": hours.evening}.get(part, hours.morning)
        at = hours.evening if part in ("night", "tonight") else at
        moment = calendar.at(first, at)
        if day is None and moment.date() == local.date() and _gone(part, local, hours):
            moment += timedelta(days=1)
        return When(moment, False, text, not others, tuple(calendar.at(d, at) for d in others))
    at, other = _time(clock, part, hours)
    moment = calendar.at(first, at)
    if moment <= local and (day is None or day.floating):
        moment += timedelta(days=1) if day is None else _WEEK
    rest = (*((calendar.at(moment.date(), other),) if other else ()), *(calendar.at(d, at) for d in others))
    return When(moment, True, text, not rest, rest, limit=clock.limit)


def _gone(part: str, local: datetime, hours: Hours) -> bool:
    """Tell whether a part of today, named without a day, is over."""
    ends = {"morning": hours.afternoon, "afternoon": hours.evening}.get(part)
    return ends is not None and local.time() >= ends


def _time(clock: _Clock, part: str, hours: Hours) -> tuple[time, time | None]:
    hour, other = clock.hour, None
    if clock.half:
        hour = hour % 12 + (12 if clock.half == "p" else 0)
    elif part in ("afternoon", "evening", "night", "tonight"):
        hour = hour + 12 if 0 < hour < 12 else hour
    elif not part:
        hour, other = bare(hour, clock.minute, hours)
    return time(hour, clock.minute), other


def _clock(match: re.Match[str], plain: str) -> _Clock:
    limit = match[0].startswith(("before", "by ")) or _LIMIT.search(plain[: match.start()]) is not None
    if match["named"]:
        return _Clock(12, 0, "a" if match["named"] == "midnight" else "p", limit)
    hours = ("hour0", "hour", "hour2", "hour3", "hour4", "hour5")
    written = next(match[name] for name in hours if match[name])
    half = match["half0"] or match["half1"] or match["half"] or ""
    hour, minute = _number(written), int(match["minute"] or 0)
    if match["past"]:
        minute = {"half past": 30, "quarter past": 15, "quarter to": 45}[match["past"]]
        hour -= match["past"] == "quarter to"
    # 15:30 and 09:00 stand for themselves.
    literal = match["hour"] is not None and (written.startswith("0") or hour > 12)
    return _Clock(hour, minute, half or ("a" if literal and hour < 12 else ""), limit)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS.get(" ".join(word.split()), 1)


def _away(match: re.Match[str], text: str, local: datetime, calendar: WorkCalendar, hours: Hours) -> When:
    count, unit = _number(match["n"] or match["n2"]), match["unit"] or match["unit2"]
    limit = match[0].startswith("within")
    if unit in ("minute", "min", "hour", "hr"):
        minutes = count * (1 if unit.startswith("min") else 60) or 30
        moment = (local + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
        return When(moment, True, text, limit=limit)
    day = add_months(local.date(), count) if unit == "month" else local.date() + timedelta(days=count)
    day = local.date() + count * _WEEK if unit == "week" else day
    rest = text.lower()[match.end() :]
    spoken, part = _CLOCK.search(rest), _PART.search(rest)
    clock = _clock(spoken, rest) if spoken is not None else None
    return _moment(text, _Day(day, match.end()), clock, part["part"] if part else "", local, calendar, hours)


def _day(plain: str, today: date, calendar: WorkCalendar) -> _Day | None:
    for match in _DAYS.finditer(plain):
        try:
            found = _read(match, today, calendar)
        except ValueError:
            found = None
        if found is not None:
            return found
    return None


def _read(match: re.Match[str], today: date, calendar: WorkCalendar) -> _Day | None:
    end = match.end()
    for name, ahead in (("after", 2), ("tomorrow", 1), ("today", 0)):
        if match[name]:
            return _Day(today + timedelta(days=ahead), end)
    monday = today - timedelta(days=today.weekday())
    if match["weekday"]:
        return _weekday(match, today, monday)
    if match["weekend"]:
        saturday = monday + timedelta(days=5) + (_WEEK if match[0].startswith("next") else timedelta())
        return _Day(max(saturday, today), end, (saturday + timedelta(days=1),))
    if match["week"]:
        return _Day(calendar.on_or_after(monday + _WEEK), end)
    if match["iso"]:
        year, month, day = (int(part) for part in re.split("[-/.]", match["iso"]))
        return _Day(date(year, month, day), end)
    if match["slash"]:
        month, day = (int(part) for part in match["slash"].split("/"))
        return _Day(_coming(today, month, day), end)
    if match["nth"]:
        first = today.replace(day=int(match["nth"]))
        return _Day(first if first >= today else add_months(first, 1), end)
    month = _MONTHS.index((match["month"] or match["month2"])[:3]) + 1
    day, of_year = int(match["day"] or match["day2"]), match["year"] or match["year2"]
    return _Day(date(int(of_year), month, day) if of_year else _coming(today, month, day), end)


def _weekday(match: re.Match[str], today: date, monday: date) -> _Day:
    wanted = monday + timedelta(days=_WEEKDAYS.index(match["weekday"][:3]))
    if match["which"] == "next":
        coming = (wanted,) if wanted > today else ()
        return _Day(wanted + _WEEK, match.end(), coming)
    if wanted < today:
        return _Day(wanted + _WEEK, match.end())
    return _Day(wanted, match.end(), floating=True)


def _coming(today: date, month: int, day: int) -> date:
    """Return a day of this year, or of the next where it has long passed."""
    this = date(today.year, month, day)
    return this if this >= today - timedelta(days=14) else date(today.year + 1, month, day)
