"""The ladder: when each rung of a duty speaks (4.E)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.standard.policy import Policy, Rung
from bot.standard.policy_ladders import TOLD_APART
from bot.standard.workdays import WorkCalendar

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Moment:
    """A rung and when it speaks."""

    rung: Rung
    at: datetime


def moments(
    rungs: Sequence[Rung],
    opened: datetime,
    due: datetime,
    policy: Policy,
    calendar: WorkCalendar,
    reset: datetime | None = None,
) -> tuple[Moment, ...]:
    """Return the rungs of a duty in order of time; a warning from before the opening is left out.

    After progress (`reset`) the rungs behind the due time count from then (E1).
    """
    begin = calendar.local(opened)
    # A duty born overdue is breached at once.
    end = max(calendar.local(due), begin)
    late = end if reset is None else max(end, calendar.local(reset))
    climbed = []
    for rung in rungs:
        at = _at(rung, begin, late if counts_anew(rung) else end, policy, calendar)
        if at.astimezone(UTC) >= begin.astimezone(UTC):
            climbed.append(Moment(rung, at))
    spoken = [m if m.rung.urgent else Moment(m.rung, audible(m.at, policy, calendar)) for m in climbed]
    return tuple(sorted(spoken, key=lambda moment: moment.at.astimezone(UTC)))


def counts_anew(rung: Rung) -> bool:
    """Tell whether progress sets a rung back: whatever lies behind the due time (E1)."""
    return rung.since == "due" and rung.amount > 0


def key(rung: Rung, opened: datetime, due: datetime, reset: datetime | None) -> str:
    """Return what tells one word of a rung from another: after progress it may speak again."""
    if reset is None or reset <= due or not counts_anew(rung):
        return rung.name
    return f"{rung.name[:TOLD_APART]}+{_short(int((reset - opened) / timedelta(minutes=1)))}"


def _short(number: int) -> str:
    """Return a number in few letters: four are enough for three years of minutes."""
    word = ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        word = _DIGITS[digit] + word
    return word or "0"


def worth_saying(moment: Moment, due: datetime, now: datetime) -> bool:
    """Tell whether a rung still makes sense; a warning is pointless once what it warned of has come."""
    return not (moment.rung.late_skip and moment.at < due <= now)


def _at(rung: Rung, opened: datetime, due: datetime, policy: Policy, calendar: WorkCalendar) -> datetime:
    base = due if rung.since == "due" else opened
    if rung.unit == "percent":
        at = opened + (due - opened) * rung.amount / 100
    else:
        at = _shift(rung, base, policy, calendar)
    if rung.at is not None:
        at = calendar.at(at.date(), rung.at)
    if rung.since == "opened" and rung.amount == 0:
        return max(at, opened)
    # A reminder of what comes at 08:30 is of no use at 09:00.
    before = rung.unit == "percent" or (rung.since == "due" and rung.amount <= 0)
    return min(at, due) if before else at


def _shift(rung: Rung, base: datetime, policy: Policy, calendar: WorkCalendar) -> datetime:
    if rung.unit == "working_days":
        return calendar.at(calendar.add(base.date(), rung.amount)[0], base.time())
    if rung.unit == "working_hours":
        if rung.amount == 0:
            return base
        return calendar.add_hours(base, rung.amount, policy.hours.open, policy.hours.close)
    if rung.unit == "days":
        return base + timedelta(days=rung.amount)
    return calendar.after(base, timedelta(**{rung.unit: rung.amount}))


def audible(at: datetime, policy: Policy, calendar: WorkCalendar) -> datetime:
    """Return when something that can wait may be said: at once, or on the next working morning (T3)."""
    if not policy.quiet.covers(at.time()):
        return at
    morning = calendar.at(calendar.on_or_after(at.date()), policy.hours.morning)
    return morning if morning >= at else calendar.at(calendar.next_working(at.date()), policy.hours.morning)
