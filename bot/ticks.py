"""What every tick does, in order: raise what the calendar asks for, then let speak what has come (4.D)."""

from __future__ import annotations

from functools import partial

from bot.clock import Clock
from bot.reckoner import Reckoner
from bot.services import (
    absences,
    cadence,
    digest,
    duties,
    evening,
    later,
    moments,
    plans_due,
    query_endings,
    survey_wave,
    surveys,
    talk_ending,
    unsolved,
)
from bot.services.desk import Desk
from bot.services.ports import Database

BATCH = 20


class Ticks:
    """Runs the sweeps; each asks the store what is due, so that a late or repeated one changes nothing."""

    def __init__(self, database: Database, desk: Desk, clock: Clock, reckoner: Reckoner) -> None:
        self._database, self._desk, self._clock, self._reckoner = database, desk, clock, reckoner

    async def raise_due(self) -> None:
        """Raise what the calendar asks for, some customers in each turn, so that nobody waits long (4.D)."""
        for sweep in (cadence.sweep, moments.sweep, plans_due.sweep, survey_wave.sweep):
            while await self._database.turn(partial(sweep, desk=self._desk, now=self._clock.now())):
                pass

    async def speak(self) -> None:
        """Let everything that has come due speak, in order of time, in small commits."""
        await self._reckoner.look()
        # The messages of the day go before single ones: what they tell need not be said again by itself.
        for step in (
            partial(absences.tick, limit=BATCH),
            digest.tick,
            evening.tick,
            later.tick,
            query_endings.tick,
            unsolved.tick,
            partial(duties.tick, limit=BATCH),
            partial(talk_ending.tick, limit=BATCH),
            surveys.tick,
        ):
            while await self._database.turn(partial(step, desk=self._desk, now=self._clock.now())):
                pass
