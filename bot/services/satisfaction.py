"""How satisfied customers are: by manager, this quarter and those before, and what was done (H2, H5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.services import customers, surveys
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Staff
from bot.services.survey_records import LOW_SCORE, Survey, Tally, Views
from bot.standard import cadence

COLUMNS = ("manager", "asked", "count", "mean", "score-5", "score-4", "score-3", "score-2", "score-1")
LOW_COLUMNS = ("time", "customer", "manager", "score", "about", "words", "done")
_QUARTER = 3
_MOST = 500


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter with its figures: of each manager, of all together, and of VIPs (H5)."""

    name: str
    first: date
    tallies: Sequence[Tally]
    whole: Tally
    views: Views


def scope(uow: UnitOfWork, staff: Staff) -> Collection[int] | None:
    """Return whose customers' answers somebody may see: own, the team's, everybody's (None) (G1)."""
    return customers.scope(uow, staff)


def quarter(
    uow: UnitOfWork, desk: Desk, whose: Collection[int] | None, now: datetime, back: int = 0
) -> Quarter:
    """Return the figures of this quarter, or of one so many quarters back."""
    within = cadence.period(_QUARTER, desk.today(now))
    for _ in range(back):
        within = cadence.period(_QUARTER, within.first - timedelta(days=1))
    since, until = _midnight(desk, within.first), _midnight(desk, within.last + timedelta(days=1))
    found = uow.surveys.tallies(whose, since, until)
    scores: Counter[int] = Counter()
    for tally in found:
        scores.update(tally.scores)
    whole = Tally(None, dict(scores), sum(tally.asked for tally in found))
    return Quarter(within.name, within.first, found, whole, uow.surveys.views(whose, since, until))


def _midnight(desk: Desk, day: date) -> datetime:
    return desk.calendar.at(day, time.min)


def low(
    uow: UnitOfWork, desk: Desk, whose: Collection[int] | None, now: datetime, limit: int
) -> Sequence[Survey]:
    """Return the low scores of this quarter and the one before, the latest first (H4)."""
    this = cadence.period(_QUARTER, desk.today(now))
    before = cadence.period(_QUARTER, this.first - timedelta(days=1))
    return uow.surveys.low(whose, desk.policy.survey.low, _midnight(desk, before.first), limit)


def done(uow: UnitOfWork, survey: Survey) -> bool:
    """Return whether the customer of a low score was spoken with since (H4)."""
    owed = uow.duties.open_of_subject(LOW_SCORE, f"customer:{survey.customer_id}")
    return all(duty.period != f"survey:{survey.id}" for duty in owed)


def sheets(
    uow: UnitOfWork, desk: Desk, staff: Staff, now: datetime
) -> tuple[list[list[str]], list[list[str]]]:
    """Return the rows of the sheet of figures, and of the one of low scores."""
    whose = scope(uow, staff)
    this = quarter(uow, desk, whose, now)
    figures = [_figures(uow, desk, tally) for tally in this.tallies]
    return figures, [_low(uow, desk, survey) for survey in low(uow, desk, whose, now, _MOST)]


def _figures(uow: UnitOfWork, desk: Desk, tally: Tally) -> list[str]:
    scores = [str(tally.scores.get(score, 0)) for score in surveys.SCORES]
    return [named(uow, desk, tally.manager_id), str(tally.asked), str(tally.count), mean(tally), *scores]


def _low(uow: UnitOfWork, desk: Desk, survey: Survey) -> list[str]:
    return [
        f"{desk.local(survey.answered_at or survey.created_at):%Y-%m-%d %H:%M}",
        desk.call(uow.people.customer(survey.customer_id)),
        named(uow, desk, survey.manager_id),
        str(survey.score),
        surveys.about(uow, desk, survey),
        survey.words,
        desk.say("satisfaction-done" if done(uow, survey) else "satisfaction-open"),
    ]


def named(uow: UnitOfWork, desk: Desk, staff_id: int | None) -> str:
    """Return a manager's name."""
    person = uow.people.staff(staff_id)
    return person.name if person is not None else desk.say("nobody")


def mean(tally: Tally) -> str:
    """Return a mean score as people read it."""
    return f"{tally.mean:.1f}" if tally.count else "—"
