"""Sheets of standard queries and company facts: opened and written beside the conversation (N1, T12)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot.clock import Clock
from bot.dialog.press import button
from bot.errors import BadInput, NotAllowed
from bot.importing import limits_of
from bot.services import query_sheet, query_sheet_reading
from bot.services.buttons import Rows
from bot.services.desk import Desk
from bot.services.importing import records
from bot.services.importing.records import Import
from bot.services.ports import Database, UnitOfWork
from bot.services.query_editing import EDITORS
from bot.services.query_records import DRAFT
from bot.services.query_sheet import FACT_SHEET, KINDS, QUERIES, Plan
from bot.services.records import Staff
from bot.spreadsheets import Column, Limits, Mark, Sheet, open_rows, write, write_separated
from bot.standard.access import ADMIN

HEADINGS = 10
"""Rows above the columns' titles at most."""
_WIDE = {"wordings": 40, "answer": 60, "title": 20, "english_answer": 60, "english_wordings": 40}


def read(file: Path, name: str, limits: Limits, desk: Desk) -> tuple[str, list[tuple[int, dict[str, str]]]]:
    """Return the kind of a sheet and its rows by column; ("", []) where it is none of ours."""
    with open_rows(file, name, limits) as rows:
        kind, places, read_rows = "", dict[int, str](), list[tuple[int, dict[str, str]]]()
        for seen, row in enumerate(rows):
            cells = [_words(value) for value in row.values]
            if kind:
                said = {name: cells[place] for place, name in places.items() if place < len(cells)}
                if any(said.values()) and not _is_hint(desk, said):
                    read_rows.append((row.number, said))
                continue
            kind, places = query_sheet_reading.recognise(desk, cells)
            if not kind and seen >= HEADINGS:
                break
    return kind, read_rows


def _is_hint(desk: Desk, said: dict[str, str]) -> bool:
    first = next(iter(said))
    return said[first] == desk.say(f"sheet-{first}-hint")


def _words(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value).strip()


def export(desk: Desk, rows: Sequence[list[str]], target: Path, mark: str) -> int:
    """Write every entry into a workbook, or into a CSV file by its name; return how many rows."""
    titles = query_sheet.titles(desk)
    if target.suffix.lower() == ".csv":
        return write_separated(target, titles, rows)
    named = zip(titles, query_sheet.COLUMNS, strict=True)
    columns = [Column(title, width=_WIDE.get(name, 14)) for title, name in named]
    return write(target, [Sheet(desk.say("import-kind-queries"), columns, rows)], Mark(mark))


def template(desk: Desk, target: Path, kind: str = QUERIES) -> None:
    """Write an empty sheet to fill in, a hint under each title."""
    say, names = desk.say, query_sheet.COLUMNS if kind == QUERIES else query_sheet.FACTS
    columns = [
        Column(say(f"sheet-{name}"), say(f"sheet-{name}-hint"), _choices(desk, name), _WIDE.get(name, 14))
        for name in names
    ]
    title = desk.say(f"import-kind-{kind}")
    write(target, [Sheet(title, columns, (), hints=True)], Mark(desk.say("import-template-mark", kind=title)))


def _choices(desk: Desk, name: str) -> tuple[str, ...]:
    if name == "department":
        return desk.policy.departments.names()
    if name == "tier":
        return (desk.say("query-vip"), *(tier.label for tier in desk.policy.tiers.values()))
    return ()


def report(desk: Desk, plan: Plan, name: str, target: Path) -> None:
    """Write how each row fared into a sheet: its number, what happens, and why."""
    heads = ("import-column-row", "import-column-action", "import-column-why")
    columns = [Column(desk.say(head), width=wide) for head, wide in zip(heads, (8, 10, 80), strict=True)]
    rows = [[one.number, desk.say(f"import-action-{one.action}"), "；".join(one.why)] for one in plan.told]
    sheet = Sheet(desk.say("import-result-title"), columns, rows)
    write(target, [sheet], Mark(desk.say("import-result-mark", name=name or "-")))


def summary(desk: Desk, plan: Plan) -> str:
    """Return what trying a sheet came to; raise BadInput where it holds nothing."""
    if not plan.told:
        raise BadInput("error-sheet-empty")
    figures = {name: str(count) for name, count in plan.counts().items()}
    kind = desk.say(f"import-kind-{plan.kind}")
    return desk.say("import-checked", kind=kind, rows=str(len(plan.told)), **figures)


class QuerySheets:
    """Tries, keeps and hands out sheets of queries that staff send into the chat."""

    def __init__(self, database: Database, desk: Desk, clock: Clock) -> None:
        self._database, self._desk, self._clock = database, desk, clock

    async def check(self, found: Import, staff: Staff, file: Path, result: Path) -> Import | None:
        """Try a sheet and write how its rows fare; None where it is none of queries or facts."""
        kind, rows = await self._read(file, found.name)
        if not kind:
            return None
        if staff.role not in ((ADMIN,) if kind == FACT_SHEET else EDITORS):
            raise NotAllowed
        desk = self._desk
        plan = await self._database.read(lambda uow: query_sheet_reading.plan(uow, desk, kind, rows, staff))
        if not plan.told:
            raise BadInput("error-sheet-empty")
        await asyncio.to_thread(report, desk, plan, found.name, result)
        return await self._database.turn(lambda uow: self._tried(uow, found, plan))

    async def _read(self, file: Path, name: str) -> tuple[str, list[tuple[int, dict[str, str]]]]:
        return await asyncio.to_thread(read, file, name, limits_of(self._desk.policy), self._desk)

    def _tried(self, uow: UnitOfWork, found: Import, plan: Plan) -> Import:
        waiting = (records.WAITING, records.CHECKING)
        warned = sum(bool(one.why) and one.action != query_sheet.REJECT for one in plan.told)
        counts = {"rows": len(plan.told), "warned": warned, **plan.counts()}
        uow.imports.move(found.id, waiting, records.CHECKED, kind=plan.kind, **counts)
        tried = uow.imports.get(found.id)
        assert tried is not None  # of this very turn
        return tried

    async def keep(self, found: Import, staff: Staff, file: Path) -> tuple[str, Rows]:
        """Write what was tried, in one commit; return what is said of it."""
        kind, rows = await self._read(file, found.name)
        now, desk = self._clock.now(), self._desk

        def kept(uow: UnitOfWork) -> tuple[int, Plan]:
            # Tried anew in the turn that writes: what has changed meanwhile counts.
            plan = query_sheet_reading.plan(uow, desk, kind, rows, staff)
            count = query_sheet.keep(uow, plan, staff, None, now, desk.today(now))
            uow.imports.move(found.id, (records.KEEPING,), records.DONE)
            return count, plan

        count, plan = await self._database.turn(kept)
        phrase = "sheet-facts-kept" if kind == FACT_SHEET else "sheet-queries-kept"
        rejected = str(plan.count(query_sheet.REJECT))
        said = desk.say(phrase, count=str(count), rejected=rejected)
        drafts = button(desk.say("button-see-drafts"), "query-page", value=DRAFT)
        return said, () if kind == FACT_SHEET else ((drafts,),)

    async def export(self, kind: str, staff: Staff, target: Path) -> int:
        """Write every entry into a sheet, marked with who took it."""
        desk, now = self._desk, self._clock.now()
        rows = await self._database.read(lambda uow: list(query_sheet.written(uow, desk, desk.today(now))))
        mark = desk.say("export-mark", name=staff.name, time=f"{desk.local(now):%Y-%m-%d %H:%M}")
        return await asyncio.to_thread(export, desk, rows, target, mark)


__all__ = ["KINDS", "QUERIES", "QuerySheets", "export", "read", "report", "summary", "template"]
