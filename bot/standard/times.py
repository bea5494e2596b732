"""Find days and times in what people type, and tell what is sure from what has to be asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.standard import times_english
from bot.standard.policy import Hours, shipped
from bot.standard.times_clock import Clock, clock_at, duration_at, range_end
from bot.standard.times_days import day_at
from bot.standard.times_reading import Meant
from bot.standard.times_when import Found, When
from bot.standard.workdays import WorkCalendar

_FULL = "０１２３４５６７８９：／－，（）．　"
_HALF = "0123456789:/-,(). "
_PLAIN = {ord(full): half for full, half in zip(_FULL, _HALF, strict=True)}
_START = re.compile(
    "[前昨今明去后大周星礼这本上下月半凌清早中傍晚夜0-9零〇一二两三四五六七八九十百"
    "年元春除端重国劳妇教双过隔再在正腊冬农阴旧闰初小节当假放晌午圣平廿]"
)
_WEEKDAY_TOO = re.compile(r"\s?\(?(?:周|星期|礼拜)[一二三四五六日天]\)?")
_BETWEEN = re.compile(r"[\s,的]{0,2}")
_BEFORE = re.compile(r"\s?(?:之前|以前|前(?![天后台往面去景期来年两几三半晚进方提途线端]))")
_SINCE = re.compile(r"(?:之后|以后)")
_UNTIL = re.compile(r"\s?[到至~-]\s?")
# What is so every week, or on several days, is no appointment.
_HABIT = re.compile(
    r"每(?:天|日|晚|早|年|个?月(?:[0-9一二三四五六七八九十]{1,3}[号日])?|个?(?:周|星期|礼拜)[一二三四五六日天]?(?:[、和][一二三四五六日天])*)"
    r"(?:早上|上午|中午|下午|晚上)?(?:[0-9一二三四五六七八九十]{1,3}点半?)?"
    r"|(?:周|星期|礼拜)[一二三四五六日天][到至~-](?:周|星期|礼拜)?[一二三四五六日天](?=都|全|均|营业|上班|开门|休|不)"
    r"|(?:周|星期|礼拜)(?:末|[六日天])(?=两天|都|也|不|上班|营业|开门|加班|休息)"
)


def find(text: str, now: datetime, calendar: WorkCalendar, hours: Hours | None = None) -> list[When]:
    """Return every day or time in a text, in order; one that has passed is returned too.

    A text without Chinese is read as English: what is told there is one moment (A24).
    """
    if times_english.speaks(text):
        when = times_english.find(text, now, calendar, hours or shipped().hours)
        return [] if when is None else [when]
    return [found.when for found in locate(text, now, calendar, hours)]


def locate(text: str, now: datetime, calendar: WorkCalendar, hours: Hours | None = None) -> list[Found]:
    """Return every day or time in a text with its place."""
    plain = text.translate(_PLAIN)
    reader = _Reader(plain, calendar.local(now), calendar, hours or shipped().hours)
    found: list[Found] = []
    position = 0
    while position < len(plain):
        if habit := _HABIT.match(plain, position):
            position = habit.end()
            continue
        hit = reader.at(position) if _START.match(plain, position) else None
        if hit is None:
            position += 1
            continue
        when, end = hit
        found.append(Found(replace(when, text=text[position:end]), position, end))
        position = end
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    now: datetime
    calendar: WorkCalendar
    hours: Hours

    def at(self, position: int) -> tuple[When, int] | None:
        """Return the moment written at a position and where it ends."""
        if (span := duration_at(self.text, position)) is not None:
            at = (self.now + span.length).replace(second=0, microsecond=0)
            return When(at, True, "", limit=span.limit), span.end
        return self._dated(position) or self._clock(position)

    def _clock(self, position: int) -> tuple[When, int] | None:
        clock = clock_at(self.text, position, self.hours, anchored=False)
        if clock is None:
            return None
        at = self._moment(self.now.date(), clock, clock.at)
        day = timedelta(days=1)
        other = self._moment(self.now.date(), clock, clock.other) if clock.other else None
        first = at
        rest: list[datetime] = []
        if other is not None:
            early, late = sorted((at, other))
            # Once the morning hour has passed it is the evening's, or the morning's of tomorrow.
            first, rest = (late, [early + day]) if early <= self.now else (at, [other])
        if first <= self.now:
            rest.insert(0, first + day)
        when = When(
            first,
            clock.exact,
            "",
            sure=not rest,
            alternatives=tuple(rest),
            earlier=at if at <= self.now else at - day,
        )
        return self._ended(when, clock)

    def _dated(self, position: int) -> tuple[When, int] | None:
        found = day_at(self.text, position, self.now.date(), self.calendar)
        if found is None:
            return None
        meant, end = found.meant, found.end
        if not meant.floating and (too := _WEEKDAY_TOO.match(self.text, end)) is not None:
            end = too.end()
        clock = None if meant.limit else self._clock_after(end)
        if clock is not None:
            return self._ended(self._with_clock(meant, clock), clock)
        days = (meant.day, *meant.others)
        if meant.floating and meant.day == self.now.date():
            days = (*days, meant.day + timedelta(weeks=1))
        at, *others = (self.calendar.at(day, self.hours.morning) for day in days)
        earlier = self.calendar.at(meant.earlier, self.hours.morning) if meant.earlier else None
        when = When(at, False, "", not others, tuple(others), earlier, meant.limit)
        return self._limited(when, self._through(end))

    def _clock_after(self, end: int) -> Clock | None:
        gap = _BETWEEN.match(self.text, end)
        return clock_at(self.text, gap.end() if gap else end, self.hours, anchored=True)

    def _with_clock(self, meant: Meant, clock: Clock) -> When:
        days = (meant.day, *meant.others)
        moments = [self._moment(day, clock, clock.at) for day in days]
        # 周三10点, said on a Wednesday at three, means the coming week.
        if meant.floating and clock.exact and moments[0] <= self.now:
            moments[0] += timedelta(weeks=1)
        if clock.other is not None:
            moments.insert(
                1, self._moment(moments[0].date() - timedelta(days=clock.days), clock, clock.other)
            )
        earlier = self._moment(meant.earlier, clock, clock.at) if meant.earlier else None
        return When(moments[0], clock.exact, "", len(moments) == 1, tuple(moments[1:]), earlier)

    def _moment(self, day: date, clock: Clock, at: time) -> datetime:
        return self.calendar.at(day + timedelta(days=clock.days), at)

    def _ended(self, when: When, clock: Clock) -> tuple[When, int]:
        end = range_end(self.text, clock.end, self.hours)
        if clock.limit:
            return replace(when, limit=True), end
        since = _SINCE.match(self.text, end)
        return self._limited(when, since.end() if since else end)

    def _limited(self, when: When, end: int) -> tuple[When, int]:
        """Return a moment as a limit where 前 follows it."""
        before = None if when.limit else _BEFORE.match(self.text, end)
        if before is None:
            return when, end
        coming = tuple(at for at in when.alternatives if at > self.now)
        return replace(when, limit=True, alternatives=coming, sure=not coming), before.end()

    def _through(self, end: int) -> int:
        """Return where 下周一到周三 ends: its first day counts."""
        until = _UNTIL.match(self.text, end)
        last = day_at(self.text, until.end(), self.now.date(), self.calendar) if until else None
        return last.end if last is not None else end
