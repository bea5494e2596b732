"""`huifang import`: a spreadsheet from the terminal, checked, asked about, kept, taken back."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from bot.clock import SystemClock
from bot.entrance import Entrance
from bot.errors import BadInput, BotError, ConfigError, NotFound
from bot.importing import Importer, Progress, Source, template
from bot.services.desk import Desk
from bot.services.importing import telling
from bot.services.importing.lines import Counts
from bot.settings import Settings
from bot.standard.policy import Policy
from bot.standard.workdays import WorkCalendar
from bot.wording import Wording
from storage import migrate
from storage.engine import open_database

DONE, REJECTED, NOT_KEPT, WRONG = 0, 1, 3, 2
"""Exit codes: everything kept; some rows were not; nothing was kept; the file or the number is wrong."""
_WIDE = 24
_LAST_ID = 2**63 - 1  # as far as a database counts

Ask = Callable[[str], Awaitable[bool]]
Show = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What the command was told."""

    file: Path | None = None
    kind: str = ""
    yes: bool = False
    template: Path | None = None
    undo: int | None = None


async def run(settings: Settings, policy: Policy, order: Order, show: Show, ask: Ask, bar: bool) -> int:
    """Do what was told; every line that is shown goes to `show`."""
    facts = {"company": settings.company or "-", "hotline": settings.hotline or "-"}
    desk = Desk(policy, WorkCalendar(settings.zone), settings.zone, Wording(**facts), Entrance(), facts)
    if order.template is not None:
        try:
            target = await asyncio.to_thread(_write_template, desk, order.kind or "customers", order.template)
        except BadInput as error:
            raise ConfigError(desk.say(error.phrase_id, **error.slots)) from None
        show(desk.say("cli-import-template", file=str(target)))
        return DONE
    await migrate.upgrade(settings.database_url)
    database = open_database(settings.database_url, serve=False)
    try:
        terminal = _Terminal(Importer(database, desk, SystemClock()), desk, show, bar)
        if order.undo is not None:
            return await terminal.undo(order.undo)
        assert order.file is not None  # the parser sees to it
        return await terminal.bring_in(order.file, order, ask)
    except BotError as error:
        raise ConfigError(" ".join(desk.say(error.phrase_id, **error.slots).split())) from None
    finally:
        await database.close()


def _write_template(desk: Desk, kind: str, target: Path) -> Path:
    """Write a template where nothing stands yet; return where, as an XLSX file by its name too."""
    if target.suffix.lower() != ".xlsx" and not target.is_dir():
        target = target.with_name(f"{target.name}.xlsx")
    try:
        target.touch(exist_ok=False)
        template(desk.say, kind, target)
    except FileExistsError:
        raise BadInput("cli-import-template-there", file=str(target)) from None
    except OSError:
        raise BadInput("cli-import-template-nowhere", file=str(target)) from None
    return target


class _Terminal:
    """One command under way."""

    def __init__(self, importer: Importer, desk: Desk, show: Show, bar: bool) -> None:
        self._importer, self._desk, self._show, self._bar = importer, desk, show, bar

    async def bring_in(self, file: Path, order: Order, ask: Ask) -> int:
        if not file.is_file():
            raise BadInput("cli-import-no-file", file=str(file))
        say = self._desk.say
        checked = await self._importer.check(Source(file, file.name, kind=order.kind), self._progress())
        self._end_bar()
        result = file.with_name(f"{file.stem}-{say('import-result-title')}.xlsx")
        await self._importer.report(checked, result)
        for line in telling.summary(self._desk, checked):
            self._show(line)
        self._show(say("cli-import-result", file=str(result)))
        if not checked.created + checked.updated:
            self._show(say("cli-import-nothing"))
            await self._importer.cancel(checked.id, None)
            return REJECTED if checked.rejected else DONE
        if not order.yes and not await ask(say("cli-import-ask")):
            await self._importer.cancel(checked.id, None)
            self._show(say("cli-import-not-kept"))
            return NOT_KEPT
        kept = await self._importer.keep(checked.id, None)
        counts = {"created": str(kept.created), "updated": str(kept.updated)}
        self._show(say("cli-import-kept", id=str(kept.id), **counts))
        return REJECTED if kept.rejected else DONE

    async def undo(self, import_id: int) -> int:
        if not 0 < import_id <= _LAST_ID:
            raise NotFound
        taken = await self._importer.undo(import_id, None)
        figures = {name: str(getattr(taken, name)) for name in ("removed", "restored", "stayed")}
        self._show(self._desk.say("cli-import-undone", **figures))
        return REJECTED if taken.stayed else DONE

    def _progress(self) -> Progress | None:
        if not self._bar:
            return None

        async def show(share: float, counts: Counts) -> None:
            full = round(share * _WIDE)
            line = self._desk.say(
                "cli-import-progress",
                bar="█" * full + "░" * (_WIDE - full),
                percent=str(round(share * 100)),
                rows=str(counts.total),
            )
            sys.stderr.write(f"\r{line}")
            sys.stderr.flush()

        return show

    def _end_bar(self) -> None:
        if self._bar:
            sys.stderr.write("\n")
