"""The company's calendar as this process holds it, and what the company decided about days (4.D)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from bot.services.calendar_ledgers import CalendarDay
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork

MARK = "calendar"
"""The mark that tells every process which days are in force."""


def refresh(uow: UnitOfWork, desk: Desk) -> None:
    """Take over what the company decided, wherever it was typed, if it has changed since the last look."""
    mark = uow.records.get(MARK) or ""
    if mark != desk.calendar.mark:
        _adopt(desk, uow.calendar.all(), mark)


def changed(uow: UnitOfWork, desk: Desk) -> None:
    """Tell every process that days have changed, and take them over at once."""
    days = uow.calendar.all()
    # Made of the days themselves: a turn that was undone after all leaves a mark that fits nobody's days.
    told = ";".join(f"{d.day}{d.working:d}{d.official:d}" for d in days)
    mark = hashlib.sha256(told.encode()).hexdigest()[:16]
    uow.records.put(MARK, mark)
    _adopt(desk, days, mark)


def _adopt(desk: Desk, days: Sequence[CalendarDay], mark: str) -> None:
    published = {d.day.year for d in days if d.official}
    # What the company decided itself comes later in order, and stands.
    official = {d.day: d.working for d in days if d.official}
    own = {d.day: d.working for d in days if not d.official}
    desk.calendar.adopt({**official, **own}, published, mark)
