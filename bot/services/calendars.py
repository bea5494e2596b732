"""The company's calendar as this process holds it, and what the company decided about days (4.D)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.errors import BadInput, Stale
from bot.services import post
from bot.services.calendar_ledgers import CalendarDay
from bot.services.desk import Desk, names
from bot.services.ports import UnitOfWork
from bot.services.records import Staff
from bot.standard.access import ADMIN
from bot.standard.published import Published, whole_years

MARK = "calendar"
"""The mark that tells every process which days are in force."""
_WARNED = "calendar-warned"
_DAY = timedelta(days=1)
_LISTED = 6


@dataclass(frozen=True, slots=True)
class Change:
    """What a file of published days would change."""

    years: tuple[int, ...]
    off: int
    work: int
    different: tuple[date, ...]
    unsettled: int


def refresh(uow: UnitOfWork, desk: Desk) -> None:
    """Take over what the company decided, wherever it was typed, if it has changed since the last look."""
    mark = uow.records.get(MARK) or ""
    if mark != desk.calendar.mark:
        _adopt(desk, uow.calendar.all(), mark)


def _changed(uow: UnitOfWork, desk: Desk) -> None:
    """Tell every process that days have changed, and take them over at once."""
    days = uow.calendar.all()
    # Made of the days themselves: a turn that was undone after all leaves a mark that fits nobody's days.
    told = ";".join(f"{d.day}{d.working:d}{d.official:d}" for d in days)
    mark = hashlib.sha256(told.encode()).hexdigest()[:16] if days else ""
    uow.records.put(MARK, mark)
    _adopt(desk, days, mark)


def _adopt(desk: Desk, days: Sequence[CalendarDay], mark: str) -> None:
    official = {d.day: d.working for d in days if d.official}
    own = {d.day: d.working for d in days if not d.official}
    # What the company decided itself stands above what was published.
    desk.calendar.adopt({**official, **own}, whole_years(official), mark)


def span(first: date, last: date) -> list[date]:
    """Return every day from one to another, both included."""
    return [first + _DAY * number for number in range((last - first).days + 1)]


def decided(uow: UnitOfWork, first: date, last: date) -> list[CalendarDay]:
    """Return what the company itself decided about the days of a span."""
    return [found for day in span(first, last) if (found := uow.calendar.own(day)) is not None]


def state(uow: UnitOfWork, first: date, last: date) -> str:
    """Return a short mark of what the company decided about a span, for buttons drawn from it."""
    told = ";".join(f"{d.day}{d.working:d}{d.name}" for d in decided(uow, first, last))
    return hashlib.sha256(told.encode()).hexdigest()[:4]


def decide(
    uow: UnitOfWork, desk: Desk, staff: Staff, days: Sequence[date], working: bool, name: str, now: datetime
) -> None:
    """Keep the company's own decision about days; deadlines reckoned from now on follow it."""
    if days[0] < desk.today(now):
        raise BadInput("error-day-past", day=desk.day_words(days[0]))
    for day in days:
        uow.calendar.put(CalendarDay(day, working, name, author_id=staff.id), now)
        uow.records.audit("day-decided", f"day:{day}", now, staff.id)
    _changed(uow, desk)


def withdraw(uow: UnitOfWork, desk: Desk, staff: Staff, days: Sequence[date], now: datetime) -> None:
    """Drop the company's own decision about days; raise Stale where there is none any more."""
    if days[0] < desk.today(now):
        raise BadInput("error-day-past", day=desk.day_words(days[0]))
    if not [day for day in days if uow.calendar.drop(day)]:
        raise Stale
    for day in days:
        uow.records.audit("day-withdrawn", f"day:{day}", now, staff.id)
    _changed(uow, desk)


def compare(uow: UnitOfWork, desk: Desk, published: Published, today: date) -> Change:
    """Return what a file would change; raise BadInput where all of its years are over."""
    years = tuple(year for year in published.years if year >= today.year)
    if not years:
        raise BadInput("published-over", years=year_words(desk, published.years))
    own = {found.day for found in uow.calendar.all() if not found.official}
    told = {found.day: found.working for found in published.days}
    different = []
    for year in years:
        for day in span(date(year, 1, 1), date(year, 12, 31)):
            will = told.get(day, day.weekday() < 5)
            if day not in own and will != desk.calendar.is_working(day):
                different.append(day)
    named = [found for found in published.days if found.day.year in years]
    off = sum(not found.working for found in named)
    return Change(years, off, len(named) - off, tuple(different), uow.reckonings.count())


def summary(desk: Desk, change: Change) -> list[str]:
    """Return in lines what a file would change."""
    lines = [
        desk.say(
            "calendar-file", years=year_words(desk, change.years), off=str(change.off), work=str(change.work)
        )
    ]
    if change.different:
        listed = names([desk.day_words(day) for day in change.different[:_LISTED]])
        more = "-more" if len(change.different) > _LISTED else ""
        lines.append(desk.say(f"calendar-different{more}", count=str(len(change.different)), listed=listed))
    else:
        lines.append(desk.say("calendar-no-difference"))
    if change.unsettled:
        lines.append(desk.say("calendar-unsettled", count=str(change.unsettled)))
    return lines


def publish(
    uow: UnitOfWork, desk: Desk, published: Published, now: datetime, staff_id: int | None = None
) -> None:
    """Keep the years of a file as their published tables; years that are over stay as they were."""
    today = desk.today(now)
    for year in published.years:
        if year >= today.year:
            named = [found for found in published.days if found.day.year == year]
            days = [CalendarDay(d.day, d.working, d.name, True, staff_id) for d in named]
            uow.calendar.publish(year, days, now)
            uow.records.audit("calendar-published", f"year:{year}", now, staff_id)
    # A New Year that begins in December is told by the table of the year after.
    for found in published.days:
        if found.day.year not in published.years and found.day >= today:
            uow.calendar.put(CalendarDay(found.day, found.working, found.name, True, staff_id), now)
    _changed(uow, desk)


def missing(desk: Desk, now: datetime) -> int | None:
    """Return the year whose table should be there by now and is not (4.D)."""
    today = desk.today(now)
    covered = desk.calendar.years
    if today.year not in covered:
        return today.year
    since = desk.policy.calendar
    late = (today.month, today.day) >= (since.warn_month, since.warn_day)
    return today.year + 1 if late and today.year + 1 not in covered else None


def warn(uow: UnitOfWork, desk: Desk, now: datetime) -> None:
    """Tell the administrators once a week, on a working morning, that a year's table is missing."""
    year, local = missing(desk, now), desk.local(now)
    if year is None or local.time() < desk.policy.hours.morning or not desk.calendar.is_working(local.date()):
        return
    week = local.isocalendar()
    key = f"{year}:{week.year}-W{week.week:02}"
    if uow.records.get(_WARNED) == key:
        return
    uow.records.put(_WARNED, key)
    count = uow.reckonings.count()
    phrase = "push-calendar-missing" if count else "push-calendar-missing-yet"
    text = desk.say(phrase, year=str(year), count=str(count))
    for admin in uow.people.with_role(ADMIN):
        note = post.Note(text, dedup=f"calendar:{key}:{admin.id}")
        post.to_staff(uow, desk, admin.id, note, now)


def year_words(desk: Desk, years: Sequence[int]) -> str:
    """Return years as people read them, running ones joined."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    spoken = (
        desk.say("years-run", first=str(run[0]), last=str(run[-1])) if len(run) > 1 else str(run[0])
        for run in runs
    )
    return names(list(spoken))


def span_words(desk: Desk, first: date, last: date) -> str:
    """Return a span of days as people read it."""
    if first == last:
        return desk.day_words(first)
    return desk.say("days-run", first=desk.day_words(first), last=desk.day_words(last))
