"""Ticks: something is called every so often or once a day. No rules live here."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.errors import StorageBusy

log = logging.getLogger(__name__)

Tick = Callable[[], Awaitable[Any]]


class _Job:
    """One tick; it never overlaps itself."""

    def __init__(self, name: str, tick: Tick) -> None:
        self.name = name
        self._tick = tick
        self._lock = asyncio.Lock()

    async def run(self) -> None:
        """Run the tick; an error is logged and the next tick comes all the same."""
        async with self._lock:
            try:
                await self._tick()
            except StorageBusy as error:
                log.warning("tick %s waits for the store: %s", self.name, error)
            except Exception:
                log.exception("tick %s failed", self.name)


class _Daily:
    """A time of day, and when the product's clock last passed it."""

    def __init__(self, job: _Job, at: time, zone: ZoneInfo, now: datetime) -> None:
        self.job = job
        self.at = at
        self.zone = zone
        self._next = self._after(now)

    async def run_if_due(self, now: datetime) -> None:
        """Run where the time of day has come since the last look, once however long ago that was."""
        if now >= self._next:
            self._next = self._after(now)
            await self.job.run()

    def _after(self, now: datetime) -> datetime:
        local = now.astimezone(self.zone)
        today = datetime.combine(local.date(), self.at, self.zone)
        if today <= local:
            today = datetime.combine(local.date() + timedelta(days=1), self.at, self.zone)
        return today.astimezone(UTC)


class Schedule:
    """Interval ticks and daily ticks; daily ones follow the product's clock, which a demo may move."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._intervals: list[tuple[float, _Job]] = []
        self._dailies: list[_Daily] = []
        self._scheduler: Any = None

    def every(self, seconds: float, name: str, tick: Tick) -> None:
        """Call a coroutine function every so many seconds."""
        self._intervals.append((seconds, _Job(name, tick)))

    def daily(self, at: str, zone: ZoneInfo, name: str, tick: Tick) -> None:
        """Call a coroutine function once a day, at `HH:MM` in a zone."""
        self._dailies.append(_Daily(_Job(name, tick), time.fromisoformat(at), zone, self._clock.now()))

    def start(self) -> None:
        """Begin ticking on the running loop."""
        # Imported here, so that commands that never tick need not load it.
        from apscheduler.schedulers.asyncio import AsyncIOScheduler
        from apscheduler.triggers.cron import CronTrigger
        from apscheduler.triggers.interval import IntervalTrigger

        # Its own records say "added" and "skipped" for every tick; failures are logged here.
        logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        for seconds, job in self._intervals:
            self._scheduler.add_job(job.run, IntervalTrigger(seconds=seconds, timezone=UTC))
        if self._dailies:
            self._scheduler.add_job(self._run_dailies, CronTrigger(second=0, timezone=UTC))
        self._scheduler.start()

    async def stop(self) -> None:
        """Tick no more; ticks under way are cancelled."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            self._scheduler = None
            # The library ends itself in the loop's next pass.
            await asyncio.sleep(0)

    async def run_now(self) -> None:
        """Run every interval tick once, in the order they were named, and daily ones that are due."""
        for _, job in self._intervals:
            await job.run()
        await self._run_dailies()

    async def _run_dailies(self) -> None:
        now = self._clock.now()
        for daily in self._dailies:
            await daily.run_if_due(now)
