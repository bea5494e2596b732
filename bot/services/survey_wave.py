"""Once a quarter everybody who was in contact is asked, a share of them each working day (H1, H2)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.services import surveys
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.standard import cadence, digests

CHUNK = 750
"""Ids looked at in one turn: nobody else waits longer for the store than such a turn takes."""
WAVE = "survey-wave"
_QUARTER = 3


def sweep(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Put some of today's share down to be asked; return how many ids were looked at."""
    today = desk.today(now)
    if not desk.calendar.is_working(today):
        return 0
    last = cadence.period(_QUARTER, _before(today))
    done, until = _standing(uow, last.name), share(desk, today, uow.surveys.last_customer())
    if done >= until:
        return 0
    upto = min(done + CHUNK, until)
    at = max(desk.calendar.at(today, desk.policy.survey.hour), desk.local(now))
    since = desk.calendar.at(last.first, time.min)
    uow.surveys.request_all(last.name, since, done + 1, upto, surveys.asking(desk, at, now))
    uow.records.put(WAVE, f"{last.name}:{upto}")
    return upto - done


def share(desk: Desk, today: date, highest: int) -> int:
    """Return up to which id customers are asked by the end of a day, so that each day has its share."""
    first = cadence.period(_QUARTER, today).first
    gone = digests.working_days(desk.calendar, first, today)
    return -(-highest * min(gone, desk.policy.survey.wave_days) // desk.policy.survey.wave_days)


def _before(today: date) -> date:
    """Return the last day of the quarter before."""
    return cadence.period(_QUARTER, today).first - timedelta(days=1)


def _standing(uow: UnitOfWork, period: str) -> int:
    """Return up to which id the customers of a quarter have been looked at."""
    name, _, done = (uow.records.get(WAVE) or "").partition(":")
    return int(done) if name == period else 0
