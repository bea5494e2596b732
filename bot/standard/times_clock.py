"""The time of day in what people type: 下午三点半, 15:30, 半小时后."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time, timedelta

from bot.standard.numerals import NUMBER, number
from bot.standard.policy import Hours

_CN = "零〇一二两三四五六七八九十百"
_PERIOD = (
    r"(?P<period>凌晨|清晨|大清早|一大早|一早|早上|早晨|上午|中午|晌午|午后|下午|傍晚|晚上|夜里"
    r"|(?<=[今明昨前后天日一二三四五六末号])[早晚](?!一点(?![半钟整])))"
)
_COLON = re.compile(rf"(?:{_PERIOD}\s?)?(?<![0-9:./])(?P<hour>[0-9]{{1,2}}):(?P<minute>[0-5][0-9])(?![0-9:])")
_SPOKEN = re.compile(
    rf"(?:{_PERIOD}\s?)?(?<![0-9第几])(?P<hour>{NUMBER})\s?"
    r"(?P<mark>点|时(?![间候长段限效代常机刻尚而不期]))"
    r"(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<digits>[0-9]{1,2})分(?!钟)|(?P<plain>[0-5][0-9])(?![0-9个人元万条户台])"
    r"|(?P<spoken>[二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九])分?|(?P<sharp>钟|整))?"
)
_WESTERN = re.compile(
    r"(?<![0-9:./])(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-5][0-9]))?\s?(?P<half>[ap])\.?m\.?(?![a-z])",
    re.IGNORECASE,
)
_WORK = re.compile(r"(?P<end>下班)(?P<before>之?前)|(?P<leave>下班)(?:以|之)?后|(?:一上班|上班(?:以|之)?后)")
_PART = re.compile(rf"{_PERIOD}(?![好茶点些饭餐会于已就日期])")
_LATER = re.compile(
    rf"(?<![0-9{_CN}第几])(?:(?P<halfhour>半)个?(?:小时|钟头)|(?P<quarters>{NUMBER})刻钟"
    rf"|(?P<hours>{NUMBER})\s?个?(?P<half>半)?(?:小时|钟头)(?P<halfafter>半)?(?:零?(?P<rest>{NUMBER})分钟?)?"
    rf"|(?P<minutes>{NUMBER})\s?分钟)(?P<way>(?:之|以)?(?:后(?!天)|前|内))"
)
_POINTS = re.compile(r"\s?(?:建议|意见|要求|问题|想法|内容|原因|不足|说明|好处|理由|希望|共识|需求|方向)")
_GOES_ON = re.compile(
    r"\s?(?:再|见|来|去|到|开|前|后|左右|之前|以前|联系|回|拜访|电话|打|过来|上门|碰|给|我|可以|行|吧|,|。|$)"
)
_AROUND = re.compile(r"以后|之后|以前|之前|左右")
_UNTIL = re.compile(r"\s?[到至~-]\s?")
_NOON = time(12)
_AFTER_NOON = ("下午", "午后", "傍晚", "晚上", "夜里", "晚")
_MIDDAY = ("中午", "晌午")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day found; `days` is 1 for what is past midnight, `exact` False for 下午 alone.

    `other` is what a bare hour may mean as well, `limit` that it is a time by which (下班前).
    """

    at: time
    end: int
    exact: bool = True
    days: int = 0
    other: time | None = None
    limit: bool = False


@dataclass(frozen=True, slots=True)
class Duration:
    """How far from now: `limit` for 两小时内; negative for 两小时前."""

    length: timedelta
    end: int
    limit: bool = False


def duration_at(text: str, position: int) -> Duration | None:
    """Return how far from now is written at a position, and where it ends."""
    match = _LATER.match(text, position)
    if match is None:
        return None
    counts = {name: number(match[name]) for name in ("quarters", "hours", "rest", "minutes") if match[name]}
    if None in counts.values():
        return None
    minutes = 15 * (counts.get("quarters") or 0) + 60 * (counts.get("hours") or 0)
    minutes += (counts.get("rest") or 0) + (counts.get("minutes") or 0)
    minutes += 30 if match["half"] or match["halfafter"] or match["halfhour"] else 0
    way = match["way"]
    return Duration(
        timedelta(minutes=-minutes if way.endswith("前") else minutes), match.end(), way.endswith("内")
    )


def clock_at(text: str, position: int, hours: Hours, anchored: bool) -> Clock | None:
    """Return the time of day written at a position; `anchored` where a day stands right before it."""
    if match := _COLON.match(text, position):
        literal = match["hour"].startswith("0")
        return _clock(match, int(match["hour"]), int(match["minute"]), hours, literal)
    if match := _WESTERN.match(text, position):
        return _western(match)
    if match := _WORK.match(text, position):
        before = match["before"] is not None
        at = hours.close if before or match["leave"] else hours.open
        return Clock(at, match.end(), limit=before)
    if (match := _SPOKEN.match(text, position)) and _meant(match, text, anchored):
        hour, minute = number(match["hour"]), _minute(match)
        if hour is not None and minute is not None:
            return _clock(match, hour, minute, hours, literal=False)
    if match := _PART.match(text, position):
        return _part(match, hours)
    return None


def _western(match: re.Match[str]) -> Clock | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if not 1 <= hour <= 12:
        return None
    return Clock(time(hour % 12 + (12 if match["half"].lower() == "p" else 0), minute), match.end())


def range_end(text: str, position: int, hours: Hours) -> int:
    """Return where 到5点 ends after a time of day; the position itself where there is no such range."""
    until = _UNTIL.match(text, position)
    clock = clock_at(text, until.end(), hours, anchored=True) if until else None
    return clock.end if clock is not None else position


def _meant(match: re.Match[str], text: str, anchored: bool) -> bool:
    """Tell a time from 有一点, 三点建议, 一时."""
    before = text[match.start() - 1 : match.start()]
    inside_a_number = not anchored and not match["period"] and before != "" and before in _CN
    if inside_a_number or _POINTS.match(text, match.end()):
        return False
    if match["period"] or any(match[n] for n in ("half", "quarter", "digits", "plain", "spoken", "sharp")):
        return True
    if text.strip() == match[0].strip() or _AROUND.match(text, match.end()):
        return True
    if match["mark"] == "时" and not match["hour"].isascii():
        return anchored
    if match["hour"] == "一":
        return anchored and _GOES_ON.match(text, match.end()) is not None
    listing = before in tuple("了这那有以下如提说讲谈共")
    return anchored or (not listing and _GOES_ON.match(text, match.end()) is not None)


def _minute(match: re.Match[str]) -> int | None:
    if match["half"]:
        return 30
    if match["quarter"]:
        return 15 if match["quarter"] == "一" else 45
    written = match["digits"] or match["plain"] or match["spoken"]
    return number(written) if written else 0


def _clock(match: re.Match[str], hour: int, minute: int, hours: Hours, literal: bool) -> Clock | None:
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    period, days = match["period"] or "", hour // 24
    hour %= 24
    other: time | None = None
    if period in _AFTER_NOON:
        # 晚上12点 and 晚上1点 are already the next day.
        after_midnight = period in ("晚上", "夜里", "晚") and (hour == 12 or 0 < hour < 5)
        days, hour = (1, hour % 12) if after_midnight else (days, hour % 12 + 12 if hour <= 12 else hour)
    elif period in _MIDDAY:
        hour = hour + 12 if 0 < hour < 10 else hour
    elif period:
        hour = 0 if hour == 12 and period == "凌晨" else hour
    elif not literal:
        hour, other = bare(hour, minute, hours)
    return Clock(time(hour, minute), match.end(), days=days, other=other)


def bare(hour: int, minute: int, hours: Hours) -> tuple[int, time | None]:
    """Return the hour of the day that an hour alone means, and what else it may mean.

    Two or three o'clock is in the afternoon; at six, seven and eight people work and rest alike.
    """
    if not 0 < hour < hours.open.hour:
        return hour, None
    both = hour + 12 >= hours.close.hour
    early, late = time(hour, minute), time(hour + 12, minute)
    hour += 12 if hour + 12 <= hours.evening.hour else 0
    return hour, (early if hour >= _NOON.hour else late) if both else None


def _part(match: re.Match[str], hours: Hours) -> Clock | None:
    period = match["period"]
    if period in ("凌晨", "夜里"):
        return None
    if period in _MIDDAY:
        return Clock(_NOON, match.end(), exact=False)
    if period in ("下午", "午后"):
        return Clock(hours.afternoon, match.end(), exact=False)
    part = hours.evening if period in ("傍晚", "晚上", "晚") else hours.morning
    return Clock(part, match.end(), exact=False)
