"""Hands customers and records out as a sheet, streamed in a thread, marked with who took them (G3)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bot.clock import Clock
from bot.services import satisfaction, week_sheet
from bot.services.desk import Desk
from bot.services.importing import keeping, written
from bot.services.importing.lines import Scope
from bot.services.ports import Database, UnitOfWork
from bot.services.records import Staff
from bot.spreadsheets import Column, Mark, Sheet, write

PAGE = 500


class Exporter:
    """Writes what somebody may see into a sheet."""

    def __init__(self, database: Database, desk: Desk, clock: Clock) -> None:
        self._database, self._desk, self._clock = database, desk, clock

    async def export(self, kind: str, staff: Staff, target: Path) -> int:
        """Write a sheet of customers or contacts within somebody's reach; return how many rows it has."""
        if kind == "week":
            return await self._week(staff, target)
        if kind == "satisfaction":
            return await self._satisfaction(staff, target)
        scope = await self._database.read(lambda uow: keeping.scope(uow, staff))
        loop = asyncio.get_running_loop()

        def read(work: Callable[[UnitOfWork], list[Any]]) -> list[Any]:
            return asyncio.run_coroutine_threadsafe(_awaited(self._database, work), loop).result()

        say, now = self._desk.say, self._desk.local(self._clock.now())
        mark = Mark(say("export-mark", name=staff.name, time=f"{now:%Y-%m-%d %H:%M}"), staff.name)
        columns = [Column(title) for title in written.titles(kind)]
        rows = _Counted(self._customers(scope, read) if kind == "customers" else self._contacts(scope, read))
        about = Sheet(say("export-about"), [Column(mark.text, width=60)], _told(rows, say))
        title = say(f"import-kind-{kind}")
        await asyncio.to_thread(write, target, [Sheet(title, columns, rows), about], mark)
        return rows.count

    async def _week(self, staff: Staff, target: Path) -> int:
        """Write next week's visits and a blank record sheet (D-16)."""
        say, now = self._desk.say, self._clock.now()
        rows = await self._database.read(lambda uow: week_sheet.rows(uow, self._desk, staff, now))
        mark = Mark(
            say("export-mark", name=staff.name, time=f"{self._desk.local(now):%Y-%m-%d %H:%M}"), staff.name
        )
        planned = [Column(say(f"week-column-{name}")) for name in week_sheet.COLUMNS]
        blank = [Column(say(f"week-column-{name}")) for name in week_sheet.BLANK]
        empty = [[""] * len(blank)] * week_sheet.BLANK_ROWS
        sheets = [Sheet(say("import-kind-week"), planned, rows), Sheet(say("week-blank"), blank, empty)]
        await asyncio.to_thread(write, target, sheets, mark)
        return len(rows)

    async def _satisfaction(self, staff: Staff, target: Path) -> int:
        """Write how satisfied customers are, and the low scores with what was done (H2, H5)."""
        say, now = self._desk.say, self._clock.now()
        figures, low = await self._database.read(lambda uow: satisfaction.sheets(uow, self._desk, staff, now))
        mark = Mark(
            say("export-mark", name=staff.name, time=f"{self._desk.local(now):%Y-%m-%d %H:%M}"), staff.name
        )
        columns = [Column(say(f"satisfaction-column-{name}")) for name in satisfaction.COLUMNS]
        low_columns = [Column(say(f"satisfaction-column-{name}")) for name in satisfaction.LOW_COLUMNS]
        sheets = [
            Sheet(say("import-kind-satisfaction"), columns, figures),
            Sheet(say("satisfaction-low-sheet"), low_columns, low),
        ]
        await asyncio.to_thread(write, target, sheets, mark)
        return len(figures) + len(low)

    def _customers(
        self, scope: Scope, read: Callable[[Callable[[UnitOfWork], list[Any]]], list[Any]]
    ) -> Iterator[list[Any]]:
        after, reach = 0, reach_of(scope)
        while page := read(lambda uow, last=after: uow.imports.customers(reach, last, PAGE)):  # type: ignore[misc]
            yield from (written.customer(standing, scope) for standing in page)
            after = page[-1].row["id"]

    def _contacts(
        self, scope: Scope, read: Callable[[Callable[[UnitOfWork], list[Any]]], list[Any]]
    ) -> Iterator[list[Any]]:
        after, reach = 0, reach_of(scope)
        while page := read(lambda uow, last=after: uow.imports.contacts(reach, last, PAGE)):  # type: ignore[misc]
            yield from (written.contact(row, scope, self._desk.zone) for row in page)
            after = page[-1]["id"]


def reach_of(scope: Scope) -> frozenset[int] | None:
    """Return whose customers are handed out: one's own, a supervisor's team's, or everybody's (None)."""
    if scope.all or scope.staff_id is None:
        return None
    return scope.team | {scope.staff_id}


async def _awaited(database: Database, work: Callable[[UnitOfWork], list[Any]]) -> list[Any]:
    return await database.read(work)


class _Counted:
    """Rows that are counted as they go by."""

    def __init__(self, rows: Iterator[list[Any]]) -> None:
        self._rows, self.count = rows, 0

    def __iter__(self) -> Iterator[list[Any]]:
        for row in self._rows:
            self.count += 1
            yield row


def _told(rows: _Counted, say: Callable[..., str]) -> Iterator[list[str]]:
    """Say how many rows there are, once they have been written."""
    yield [say("export-rows", count=str(rows.count))]
    yield [say("export-secrecy")]
