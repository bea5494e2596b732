"""The evening's message: what is left of the day, and its work log, drafted from what was recorded (F9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.dialog.message import Outgoing
from bot.dialog.press import button
from bot.services import digest, digest_words
from bot.services.buttons import Rows
from bot.services.desk import Desk, excerpt, names
from bot.services.digest_ledgers import DRAFT, EVENING, OFF, Done, Line, Matters, Reader
from bot.services.ports import REMINDER, UnitOfWork
from bot.standard.access import MANAGER, SUPERVISOR

_SIGNING = (MANAGER, SUPERVISOR)
"""Who serves customers writes a log of the day (F1)."""
_LEFT, MOMENTS = ("overdue", "today", "planned"), "moments"
_A_DAY = timedelta(days=1)
_MOST = 60  # records of one day
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Draft:
    """A work log as the day's records would have it."""

    summary: str
    plan: str


def tick(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Write the evening's messages whose hour has come, of some people; return of how many."""
    local = desk.local(now)
    if not desk.calendar.is_working(local.date()):
        return 0
    begun = uow.digests.begin(digest.hour(desk, EVENING, now), now, desk.policy.digest.at_a_time)
    if not begun:
        return 0
    staff_ids = [staff_id for _, staff_id in begun]
    midnight = datetime.combine(local.date(), time.min, tzinfo=desk.zone)
    found = digest.gather(uow, desk, staff_ids, now)
    done = uow.logs.done(staff_ids, midnight, _MOST)
    listed = [line.duty for lines in found.lines.values() for line in lines]
    met = [each.customer_id for records in done.values() for each in records]
    matters = uow.digests.matters(listed, met)
    for digest_id, staff_id in begun:
        reader = found.readers[staff_id]
        if reader.evening_at == OFF or staff_id in found.spoken_for:
            continue
        left = [line for line in found.lines.get(staff_id, []) if _is_left(line, local.date())]
        page = digest_words.Page(staff_id, digest_id, left, [], matters, now)
        _write(uow, desk, page, reader, done.get(staff_id, []))
    return len(begun)


def _is_left(line: Line, today: date) -> bool:
    """Return whether a line is of this day: late, due, planned, or a birthday nobody saw to yet (D-17)."""
    return line.section in _LEFT or (line.section == MOMENTS and line.duty.due_day <= today)


def _write(
    uow: UnitOfWork, desk: Desk, page: digest_words.Page, reader: Reader, done: Sequence[Done]
) -> None:
    signs = reader.role in _SIGNING and bool(done)
    place = next((place for place in uow.addresses.of_staff(reader.id) if place.reachable), None)
    if place is None or not (page.lines or signs):
        return
    uow.digests.keep(page.digest_id, page.lines)
    text, rows = _words(uow, desk, page)
    if signs:
        day = desk.today(page.now)
        drafted = desk.say("evening-draft", summary=_summary(desk, page.matters, done))
        text = (
            f"{text}\n{drafted}"
            if text
            else desk.say("evening-head", day=desk.day_words(day)) + f"\n{drafted}"
        )
        sign = button(desk.say("button-log-open"), "worklog", 0, 0, day.isoformat(), style="primary")
        rows = (*rows, (sign,))
    message = Outgoing(text, rows)
    parcel = uow.outbox.add(place, message, REMINDER, page.now, dedup=f"digest:{page.digest_id}")
    counts = {**digest_words.counts(page.lines), DRAFT: int(signs)}
    uow.digests.sent(page.digest_id, parcel.id if parcel else None, counts)


def _words(uow: UnitOfWork, desk: Desk, page: digest_words.Page) -> tuple[str, Rows]:
    if not page.lines:
        return "", ()
    return digest_words.evening(uow, desk, page)


def _summary(desk: Desk, matters: Matters, done: Sequence[Done]) -> str:
    return "\n".join(_done(desk, matters, each) for each in done)


def _done(desk: Desk, matters: Matters, each: Done) -> str:
    customer = desk.call(matters.customers.get(each.customer_id or 0))
    text = excerpt(each.text, _LONGEST) or "—"
    return desk.say("worklog-line", kind=desk.say(f"worklog-{each.kind}"), customer=customer, text=text)


def draft(uow: UnitOfWork, desk: Desk, staff_id: int, day: date, now: datetime) -> Draft:
    """Draft a day's log: what was recorded, and what is meant for the next working day (F9)."""
    midnight = datetime.combine(day, time.min, tzinfo=desk.zone)
    until = midnight + _A_DAY
    done = [each for each in uow.logs.done([staff_id], midnight, _MOST)[staff_id] if each.at < until]
    following = desk.calendar.next_working(day)
    end = datetime.combine(following + _A_DAY, time.min, tzinfo=desk.zone)
    lines = [
        Line(digest.section(desk, duty, now, end), duty)
        for duty in uow.digests.due([staff_id], end, _MOST)
        if duty.due_at < end
    ]
    met = [each.customer_id for each in done]
    matters = uow.digests.matters([line.duty for line in lines], met)
    return Draft(_summary(desk, matters, done), _plan(desk, lines, matters))


def _plan(desk: Desk, lines: Sequence[Line], matters: Matters) -> str:
    most = desk.policy.digest.lines
    titles = [digest_words.title(desk, matters, line) for line in lines]
    return names([excerpt(each, _LONGEST) for each in titles[:most]], "；")


__all__ = ["Draft", "draft", "tick"]
