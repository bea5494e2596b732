"""`huifang calendar import`: a year's holidays from the terminal, shown first, then kept (4.D)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.clock import SystemClock
from bot.entrance import Entrance
from bot.errors import BotError, ConfigError
from bot.reckoner import Reckoner
from bot.services import calendars
from bot.services.desk import Desk
from bot.settings import Settings
from bot.standard.policy import Policy
from bot.standard.published import Published, PublishedError, read
from bot.standard.workdays import WorkCalendar
from bot.wording import Wording
from storage import migrate
from storage.engine import open_database

DONE, NOT_KEPT = 0, 3
"""Exit codes: kept; nothing was kept. A wrong file is a ConfigError: one line, exit code 2."""
LARGEST = 5 * 1024 * 1024

Ask = Callable[[str], Awaitable[bool]]
Show = Callable[[str], None]


async def run(settings: Settings, policy: Policy, file: Path, yes: bool, show: Show, ask: Ask) -> int:
    """Show what a file would change, and keep it after a yes."""
    facts = {"company": settings.company or "-", "hotline": settings.hotline or "-"}
    desk = Desk(policy, WorkCalendar(settings.zone), settings.zone, Wording(**facts), Entrance(), facts)
    published = await asyncio.to_thread(_read, desk, file)
    await migrate.upgrade(settings.database_url)
    database = open_database(settings.database_url, serve=False)
    clock = SystemClock()
    try:
        await database.read(lambda uow: calendars.refresh(uow, desk))
        today = desk.today(clock.now())
        change = await database.read(lambda uow: calendars.compare(uow, desk, published, today))
        for line in calendars.summary(desk, change):
            show(line)
        if not yes and not await ask(desk.say("cli-import-ask")):
            show(desk.say("calendar-not-kept"))
            return NOT_KEPT
        await database.turn(lambda uow: calendars.publish(uow, desk, published, clock.now()))
        # A product that runs beside this takes the days over at its next tick.
        lease = database.lease if database.shared else None
        await Reckoner(database, desk, clock, lease).look()
        show(desk.say("cli-calendar-kept"))
        return DONE
    except BotError as error:
        raise ConfigError(desk.say(error.phrase_id, **error.slots)) from None
    finally:
        await database.close()


def _read(desk: Desk, file: Path) -> Published:
    try:
        if file.stat().st_size > LARGEST:
            raise PublishedError("published-unreadable")
        return read(file.name, file.read_bytes())
    except OSError:
        raise ConfigError(desk.say("cli-import-no-file", file=str(file))) from None
    except PublishedError as error:
        raise ConfigError(f"{file}: {desk.say(error.phrase, **error.slots)}") from None
