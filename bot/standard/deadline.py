"""By when something is owed (4.D)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.standard.policy import Policy, Span
from bot.standard.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline; provisional where a year's holidays were not published yet."""

    at: datetime
    day: date
    provisional: bool


def span_of(kind: str, severity: str, policy: Policy) -> Span:
    """Return the time allowed; a severity that a kind does not tell apart counts as normal."""
    by_severity = policy.deadlines[kind]
    return by_severity.get(severity, by_severity["normal"])


def due(kind: str, severity: str, recorded: datetime, policy: Policy, calendar: WorkCalendar) -> Due:
    """Return when a case recorded at a moment falls due; working days count from the recording day (D-1)."""
    span = span_of(kind, severity, policy)
    local = calendar.local(recorded)
    if span.unit == "working_days":
        day, provisional = calendar.add(local.date(), span.amount)
        return Due(calendar.at(day, policy.hours.end_of_day), day, provisional)
    if span.unit == "working_hours":
        at = calendar.add_hours(local, span.amount, policy.hours.open, policy.hours.close)
        provisional = not (calendar.known(local.date()) and calendar.known(at.date()))
        return Due(at, at.date(), provisional)
    at = calendar.after(local, timedelta(**{span.unit: span.amount}))
    return Due(at, at.date(), False)
