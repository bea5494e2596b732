"""When a customer wishes to be called, and is called again: the wish sets by when it is owed (A4, C6)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.errors import BadInput, Stale
from bot.services import announcing, cases, duties
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Staff
from bot.standard import times
from bot.standard.deadline import Due
from bot.standard.times_when import When

WISHED = "%Y-%m-%d %H:%M"
"""How a moment that was wished for is kept."""
PARTS = ("morning", "afternoon", "evening")


def coming(desk: Desk, part: str, now: datetime) -> date:
    """Return the working day whose morning, afternoon or evening comes next, or is on."""
    local, calendar = desk.local(now), desk.calendar
    today = local.date()
    if calendar.is_working(today) and local < _ends(desk, today, _starts(desk)[part]):
        return today
    return calendar.next_working(today)


def part_words(desk: Desk, day: date, part: str) -> str:
    """Return a part of a day in words."""
    return desk.say("wanted-part", day=desk.day_words(day), part=desk.say(f"wanted-{part}"))


def wish_words(desk: Desk, wish: str) -> str:
    """Return when somebody wishes to be called, as whoever calls reads it."""
    if wish == "soon":
        return desk.say("wanted-soon")
    try:
        at = datetime.strptime(wish, WISHED).replace(tzinfo=desk.zone)
    except ValueError:
        return wish
    return desk.time_words(at)


def understood(desk: Desk, text: str, now: datetime) -> datetime | None:
    """Return the moment a typed wish names, None where it names none; raise BadInput for one that is over."""
    found = times.find(text, now, desk.calendar, desk.policy.hours)
    if not found:
        return None
    when = next((when for when in found if not _over(desk, when, now)), None)
    if when is None:
        raise BadInput("error-wanted-past", time=desk.time_words(found[0].at))
    if not when.has_time and not when.names_part and when.at <= now:
        return None  # 今天 alone, said in the course of the day, is as soon as can be
    return when.at


def due(desk: Desk, wish: str, now: datetime) -> Due | None:
    """Return by when a wish is to be kept; None where it names no time and the policy's deadline stands."""
    try:
        at = understood(desk, wish, now)
    except BadInput:
        return None  # it passed while the form lay open: now it is as soon as can be
    if at is None:
        return None
    by = desk.local(max(at, now)) + timedelta(minutes=desk.policy.callback.window_minutes)
    return Due(by, by.date(), not desk.calendar.known(by.date()))


def _starts(desk: Desk) -> dict[str, time]:
    hours = desk.policy.hours
    return dict(zip(PARTS, (hours.morning, hours.afternoon, hours.evening), strict=True))


def _ends(desk: Desk, day: date, start: time) -> datetime:
    """Return when the part of a day that starts at a time is over: as the next one, or the quiet, begins."""
    later = [begin for begin in (*_starts(desk).values(), desk.policy.quiet.start) if begin > start]
    return desk.calendar.at(day, min(later, default=time.max))


def _over(desk: Desk, when: When, now: datetime) -> bool:
    if when.has_time or when.at > now:
        return when.at <= now
    day = desk.local(when.at).date()
    if not when.names_part:
        return day < desk.today(now)
    return now >= _ends(desk, day, desk.local(when.at).time())


def missed_call(uow: UnitOfWork, desk: Desk, case: Case, staff: Staff, now: datetime) -> datetime:
    """Note an attempt that nobody answered; return when to try again (C6). The deadline stays."""
    if case.state != cases.OPEN or not uow.cases.change(case.id, case.revision, state=cases.OPEN):
        raise Stale
    uow.cases.note(case.id, "no-answer", now, staff.id)
    announcing.attended(uow, case.id, staff.id, now)
    again = duties.minutes_after(now, desk.policy.callback.retry_minutes, desk)
    about = duties.Subject(
        "callback",
        f"case:{case.id}",
        f"retry-{case.revision + 1}",
        "retry",
        case.owner_id,
        case.customer_id,
        case_id=case.id,
        address_id=case.address_id,
    )
    duties.raise_duty(uow, desk, about, again, now)
    return again.at
