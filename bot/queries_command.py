"""`huifang queries`: starter sets, sheets of standard queries in and out, from the terminal (N1, O2, T12)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from bot import query_sheets
from bot.clock import SystemClock
from bot.entrance import Entrance
from bot.errors import BadInput, BotError, ConfigError
from bot.importing import limits_of
from bot.services import company_facts, queries, query_planting, query_sheet, query_sheet_reading
from bot.services.desk import Desk, names
from bot.services.ports import UnitOfWork
from bot.services.query_editing import APPROVERS
from bot.services.records import Staff
from bot.settings import Settings
from bot.standard.policy import Policy
from bot.standard.workdays import WorkCalendar
from bot.wording import Wording
from locales import starter_queries
from storage import migrate
from storage.engine import AnyDatabase, open_database

DONE, REJECTED, NOT_KEPT = 0, 1, 3
"""Exit codes: everything kept; some rows were not; nothing was. A wrong file: one line, exit code 2."""

Ask = Callable[[str], Awaitable[bool]]
Show = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What the command was told."""

    what: str
    target: str
    approved_by: str = ""
    yes: bool = False


async def run(settings: Settings, policy: Policy, order: Order, show: Show, ask: Ask) -> int:
    """Do what was told; every line that is shown goes to `show`."""
    facts = {"company": settings.company or "-", "hotline": settings.hotline or "-"}
    desk = Desk(policy, WorkCalendar(settings.zone), settings.zone, Wording(**facts), Entrance(), facts)
    if order.what == "template":
        await asyncio.to_thread(query_sheets.template, desk, Path(order.target))
        show(desk.say("cli-import-template", file=order.target))
        return DONE
    await migrate.upgrade(settings.database_url)
    database = open_database(settings.database_url, serve=False)
    try:
        terminal = _Terminal(database, desk, show, ask)
        work = {"plant": terminal.plant, "import": terminal.bring_in, "export": terminal.hand_out}
        return await work[order.what](order)
    except BotError as error:
        raise ConfigError(" ".join(desk.say(error.phrase_id, **error.slots).split())) from None
    except OSError as error:
        raise ConfigError(f"{order.target}: {error.strerror}") from None
    finally:
        await database.close()


class _Terminal:
    """One command under way."""

    def __init__(self, database: AnyDatabase, desk: Desk, show: Show, ask: Ask) -> None:
        self._database, self._desk, self._show, self._ask = database, desk, show, ask
        self._now = SystemClock().now()

    async def plant(self, order: Order) -> int:
        """Put a starter set into the store; what is on file stays as it is."""
        starter = starter_queries(order.target)
        approver = await self._approver(order.approved_by)
        by = approver.name if approver is not None else self._desk.say("cli-starter-approver")

        def planted(uow: UnitOfWork) -> tuple[int, list[str]]:
            count = query_planting.plant(uow, self._desk, starter, by, self._now)
            return count, query_planting.missing_facts(starter, queries.facts(uow, self._desk))

        count, missing = await self._database.turn(planted)
        self._show(self._desk.say("cli-planted", count=str(count), there=str(len(starter) - count)))
        if missing:
            listed = names([company_facts.word_of(name) for name in missing])
            self._show(self._desk.say("cli-facts-missing", names=listed))
        return DONE

    async def bring_in(self, order: Order) -> int:
        """Try a sheet, show how its rows fare, and keep it after a yes, in one commit."""
        file, desk = Path(order.target), self._desk
        if not file.is_file():
            raise BadInput("cli-import-no-file", file=str(file))
        approver = await self._approver(order.approved_by)
        named = approver is not None
        kind, rows = await asyncio.to_thread(query_sheets.read, file, file.name, limits_of(desk.policy), desk)
        if not kind:
            raise BadInput("error-query-sheet")
        plan = await self._database.read(
            lambda uow: query_sheet_reading.plan(uow, desk, kind, rows, None, approved=named)
        )
        self._show(query_sheets.summary(desk, plan))
        result = file.with_name(f"{file.stem}-{desk.say('import-result-title')}.xlsx")
        await asyncio.to_thread(query_sheets.report, desk, plan, file.name, result)
        self._show(desk.say("cli-import-result", file=str(result)))
        rejected = REJECTED if plan.count(query_sheet.REJECT) else DONE
        if not plan.entries and not plan.facts:
            self._show(desk.say("cli-import-nothing"))
            return rejected
        if not order.yes and not await self._ask(desk.say("cli-import-ask")):
            self._show(desk.say("cli-import-not-kept"))
            return NOT_KEPT
        kept = await self._database.turn(lambda uow: self._keep(uow, kind, rows, approver))
        how = "approved" if approver is not None or kind == query_sheet.FACT_SHEET else "drafts"
        self._show(desk.say(f"cli-queries-kept-{how}", count=str(kept)))
        return rejected

    def _keep(
        self, uow: UnitOfWork, kind: str, rows: list[tuple[int, dict[str, str]]], approver: Staff | None
    ) -> int:
        # Tried anew in the turn that writes: what has changed meanwhile counts.
        plan = query_sheet_reading.plan(uow, self._desk, kind, rows, None, approved=approver is not None)
        return query_sheet.keep(uow, plan, None, approver, self._now, self._desk.today(self._now))

    async def hand_out(self, order: Order) -> int:
        """Write everything on file into a sheet."""
        desk, target = self._desk, Path(order.target)
        day = desk.today(self._now)
        rows = await self._database.read(lambda uow: list(query_sheet.written(uow, desk, day)))
        mark = desk.say("export-mark", name="huifang", time=f"{desk.local(self._now):%Y-%m-%d %H:%M}")
        await asyncio.to_thread(query_sheets.export, desk, rows, target, mark)
        self._show(desk.say("cli-queries-exported", count=str(len(rows)), file=str(target)))
        return DONE

    async def _approver(self, name: str) -> Staff | None:
        """Return who approves by name; only supervisors and heads may (O2)."""
        if not name:
            return None
        found = await self._database.read(lambda uow: uow.people.staff_named(name))
        if found is None or found.role not in APPROVERS:
            raise BadInput("error-query-approver", name=name)
        return found
