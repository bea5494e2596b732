"""Find days and times in what people type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.standard.policy import Hours, shipped
from bot.standard.times_clock import clock_at, duration_at, range_end
from bot.standard.times_days import day_at
from bot.standard.workdays import WorkCalendar

_FULL = "０１２３４５６７８９：／－，（）．　"
_HALF = "0123456789:/-,(). "
_PLAIN = {ord(full): half for full, half in zip(_FULL, _HALF, strict=True)}
_START = re.compile("[前昨今明去后大周星礼这本上下月半凌清早中傍晚夜0-9零〇一二两三四五六七八九十]")
_WEEKDAY_TOO = re.compile(r"\s?\(?(?:周|星期|礼拜)[一二三四五六日天]\)?")
_PART_NAMED = re.compile("[早晨午傍晚夜]")
_BETWEEN = re.compile(r"[\s,的]{0,2}")


@dataclass(frozen=True, slots=True)
class When:
    """A moment that was typed; without a time it stands where the policy puts that part of a day."""

    at: datetime
    has_time: bool
    text: str

    @property
    def names_part(self) -> bool:
        """Tell whether a part of the day was named, and not a day alone."""
        return _PART_NAMED.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Found:
    """A moment and where in the text it stands."""

    when: When
    start: int
    end: int


def find(text: str, now: datetime, calendar: WorkCalendar, hours: Hours | None = None) -> list[When]:
    """Return every day or time in a text, in order; one that has passed is returned too."""
    return [found.when for found in locate(text, now, calendar, hours)]


def locate(text: str, now: datetime, calendar: WorkCalendar, hours: Hours | None = None) -> list[Found]:
    """Return every day or time in a text with its place."""
    plain, local, hours = text.translate(_PLAIN), calendar.local(now), hours or shipped().hours
    found: list[Found] = []
    position = 0
    while (start := _START.search(plain, position)) is not None:
        position = start.start()
        hit = _at(plain, position, local, calendar, hours)
        if hit is None:
            position += 1
            continue
        at, has_time, end = hit
        found.append(Found(When(at, has_time, text[position:end]), position, end))
        position = end
    return found


def _at(
    text: str, position: int, now: datetime, calendar: WorkCalendar, hours: Hours
) -> tuple[datetime, bool, int] | None:
    if (later := duration_at(text, position)) is not None:
        at = (now + later[0]).replace(second=0, microsecond=0)
        return at, True, later[1]
    if (dated := _dated(text, position, now, calendar, hours)) is not None:
        return dated
    clock = clock_at(text, position, hours, anchored=False)
    if clock is None:
        return None
    return (
        calendar.at(now.date() + timedelta(days=clock.days), clock.time),
        clock.exact,
        range_end(text, clock.end, hours),
    )


def _dated(
    text: str, position: int, now: datetime, calendar: WorkCalendar, hours: Hours
) -> tuple[datetime, bool, int] | None:
    found = day_at(text, position, now.date(), calendar)
    if found is None:
        return None
    end = found.end
    if not found.floating and (too := _WEEKDAY_TOO.match(text, end)) is not None:
        end = too.end()
    gap = _BETWEEN.match(text, end)
    clock = clock_at(text, gap.end() if gap else end, hours, anchored=True)
    if clock is None:
        return calendar.at(found.day, hours.morning), False, end
    at = calendar.at(found.day + timedelta(days=clock.days), clock.time)
    # 周三10点, said on a Wednesday at three, means the coming week.
    if found.floating and clock.exact and at <= now:
        at += timedelta(weeks=1)
    return at, clock.exact, range_end(text, clock.end, hours)
