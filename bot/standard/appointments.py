"""When a visit may be: half a day's notice, free times, punctuality (D-7, D-9 to D-12, T2, T17)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from bot.standard.policy import Policy
from bot.standard.workdays import WorkCalendar

Punctual = Literal["early", "on_time", "late"]
Window = tuple[time, time]

_NOON = time(12)
_MIDNIGHT = time(23, 59)
_PART_WORDS = ("上午", "早上", "下午", "晚上", "傍晚", "全天", "随时")
_BETWEEN_WORDS = re.compile(
    r"(?P<part>上午|早上|下午|晚上|傍晚)?\s*(?P<h>\d{1,2})(?:[:：](?P<m>[0-5]\d)|点(?P<half>半)?)?\s*[-—–~～至到]+\s*"
    r"(?P<part2>上午|早上|下午|晚上|傍晚)?\s*(?P<h2>\d{1,2})(?:[:：](?P<m2>[0-5]\d)|点(?P<half2>半)?)?"
)
_LATE_WORDS = ("下午", "晚上", "傍晚")


@dataclass(frozen=True, slots=True)
class Arrival:
    """How an arrival stands: `ahead` minutes before the time agreed, `met` as early as is asked (T2)."""

    punctual: Punctual
    ahead: int
    met: bool


def notice_limit(at: datetime, policy: Policy, calendar: WorkCalendar) -> datetime:
    """Return the last moment at which half a day's notice of an appointment can be given (T17)."""
    hours = policy.hours
    return calendar.hours_before(at, policy.visits.half_day_hours, hours.open, hours.close)


def short_notice(told: datetime, at: datetime, policy: Policy, calendar: WorkCalendar) -> bool:
    """Tell whether an appointment was planned or told less than half a working day ahead (D-7, D-9)."""
    return told > notice_limit(at, policy, calendar)


def early_minutes(kind: str, policy: Policy) -> int:
    """Return how many minutes ahead one is to be there: ten at a group, five at a home (T2)."""
    return policy.visits.early_minutes.get(kind, 0)


def arrival(kind: str, at: datetime, arrived: datetime, policy: Policy) -> Arrival:
    """Judge an arrival: punctual within the tolerance, met where as early as the kind asks (T2, D-12)."""
    ahead = (at - arrived).total_seconds() / 60
    tolerance = policy.visits.tolerance_minutes
    punctual: Punctual = "early" if ahead > tolerance else "late" if ahead < -tolerance else "on_time"
    return Arrival(punctual, int(ahead // 1), ahead >= early_minutes(kind, policy))


def departure(kind: str, at: datetime, travel_minutes: int, policy: Policy) -> datetime:
    """Return when to set out, so as to be there as early as the kind asks (D-10, D-11)."""
    return at - timedelta(minutes=travel_minutes + early_minutes(kind, policy))


def too_early(at: datetime, now: datetime, policy: Policy) -> bool:
    """Return whether an arrival so long before the appointment is rather a slip of the thumb (D-12)."""
    return at - now > timedelta(minutes=policy.visits.early_question_minutes)


def clash(at: datetime, taken: Sequence[datetime], policy: Policy) -> datetime | None:
    """Return the appointment that one at a moment would stand on top of."""
    length = timedelta(minutes=policy.visits.visit_minutes)
    return next((other for other in sorted(taken) if abs(at - other) < length), None)


def windows(text: str) -> tuple[Window, ...]:
    """Return the hours in which a customer wishes to be met, as they stand in the file; none means any."""
    found = []
    for match in _BETWEEN_WORDS.finditer(text):
        begin = _clock(match["h"], match["m"], match["half"], match["part"])
        end = _clock(match["h2"], match["m2"], match["half2"], match["part2"] or match["part"])
        if begin is not None and end is not None and begin < end:
            found.append((begin, end))
    if found:
        return tuple(found)
    morning, early, afternoon, night, dusk, _, _ = _PART_WORDS
    parts = [
        ((morning, early), (time(0), _NOON)),
        ((afternoon,), (_NOON, time(18))),
        ((night, dusk), (time(18), _MIDNIGHT)),
    ]
    return tuple(window for words, window in parts if any(word in text for word in words))


def _clock(hour: str, minute: str | None, half: str | None, part: str | None) -> time | None:
    number = int(hour)
    if part in _LATE_WORDS and number < 12:
        number += 12
    return time(number, 30 if half else int(minute or 0)) if number < 24 else None


def free(
    day: date, taken: Sequence[datetime], wished: Sequence[Window], policy: Policy, calendar: WorkCalendar
) -> Iterator[datetime]:
    """Yield the times of a day that are free: in working hours, in the customer's, with time to travel."""
    rules, hours = policy.visits, policy.hours
    if not calendar.is_working(day):
        return
    length = timedelta(minutes=rules.visit_minutes)
    apart = length + timedelta(minutes=rules.travel_minutes)
    at, close = calendar.at(day, hours.open), calendar.at(day, hours.close)
    while at + length <= close:
        fits = not wished or any(begin <= at.time() and _ends(at, length, end) for begin, end in wished)
        if fits and all(abs(at - other) >= apart for other in taken):
            yield at
        at += timedelta(minutes=rules.step_minutes)


def _ends(at: datetime, length: timedelta, end: time) -> bool:
    """Return whether a visit is over by a time of the same day."""
    over = at + length
    return over.date() == at.date() and over.time() <= end


def suggested(
    now: datetime, taken: Sequence[datetime], wished: Sequence[Window], policy: Policy, calendar: WorkCalendar
) -> tuple[datetime, ...]:
    """Return the times to propose: half a day ahead at least, one each half day, the usual ones first."""
    local = calendar.local(now)
    day = calendar.on_or_after(local.date())
    found: list[datetime] = []
    for _ in range(policy.visits.days_ahead):
        times = free(day, taken, wished, policy, calendar)
        in_time = [at for at in times if not short_notice(local, at, policy, calendar)]
        found += _one_each_half_day(in_time, policy)
        if len(found) >= policy.visits.slots:
            break
        day = calendar.next_working(day)
    return tuple(found[: policy.visits.slots])


def _one_each_half_day(times: Sequence[datetime], policy: Policy) -> Iterator[datetime]:
    """Yield a time before noon and one of the afternoon, the nearest to the usual ones; nobody's lunch."""
    length = timedelta(minutes=policy.visits.visit_minutes)
    morning = [at for at in times if _ends(at, length, _NOON)]
    afternoon = [at for at in times if at.time() >= policy.hours.afternoon]
    for half in (morning, afternoon):
        if half:
            yield min(half, key=lambda at: _unusual(at, policy))


def _unusual(at: datetime, policy: Policy) -> timedelta:
    """Return how far a time is from the nearest of the usual ones."""
    usual = [at.replace(hour=start.hour, minute=start.minute) for start in policy.visits.starts]
    return min((abs(at - one) for one in usual), default=timedelta())
