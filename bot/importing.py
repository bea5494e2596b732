"""Brings spreadsheets in: read in a thread, checked and kept in turns, so that everybody else is answered."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from bot.clock import Clock
from bot.errors import BadInput
from bot.services.desk import Desk
from bot.services.importing import columns, keeping, records
from bot.services.importing.columns import Layout
from bot.services.importing.customers import Customers
from bot.services.importing.drafts import Draft, Reading
from bot.services.importing.happenings import PLANNERS, Happenings
from bot.services.importing.lines import ROW, Counts, Line, Scope
from bot.services.importing.records import Import, TakenBack
from bot.services.ports import Database, UnitOfWork
from bot.services.records import Staff
from bot.spreadsheets import Column, Limits, Mark, Row, Rows, Sheet, open_rows, write
from bot.standard.policy import Policy

Progress = Callable[[float, Counts], Awaitable[None]]
CHUNK = 500
"""Rows in one turn: tens of milliseconds, between which everybody else has theirs."""
HEADINGS = 10
"""Rows above the columns' titles at most."""
UNDO_CHUNK = 200


@dataclass(frozen=True, slots=True)
class Source:
    """A spreadsheet and who brings it."""

    file: Path
    name: str
    staff: Staff | None = None
    kind: str = ""
    import_id: int | None = None


def limits_of(policy: Policy) -> Limits:
    """Return how large a spreadsheet may be."""
    return Limits(
        policy.files.spreadsheet_megabytes,
        policy.imports.unpacked_megabytes,
        policy.imports.rows,
        policy.imports.columns,
        policy.imports.part_megabytes,
        policy.imports.growth,
    )


class Importer:
    """Checks, keeps and takes back."""

    def __init__(self, database: Database, desk: Desk, clock: Clock) -> None:
        self._database, self._desk, self._clock = database, desk, clock

    async def check(self, source: Source, progress: Progress | None = None) -> Import:
        """Check every row and keep how it fares; raise BadInput for what is no sheet of ours."""
        scope = await self._database.read(lambda uow: keeping.scope(uow, source.staff))
        limits = limits_of(self._desk.policy)
        with ExitStack() as open_files:
            rows = await asyncio.to_thread(
                lambda: open_files.enter_context(open_rows(source.file, source.name, limits))
            )
            layout, first = await asyncio.to_thread(_head, rows, source.kind)
            begun = await self._database.turn(lambda uow: self._begin(uow, source, layout))
            try:
                check = _Check(self._database, self._desk, begun, layout, scope, self._clock.now())
                counts = await check.run(first, rows, progress)
            except BaseException:
                await asyncio.shield(self._fail(begun.id))
                raise
        if not counts.total:
            await self._fail(begun.id)
            raise BadInput("error-sheet-empty")
        await self._database.turn(lambda uow: uow.imports.checked(begun.id, counts))
        return await self._get(begun.id)

    def _begin(self, uow: UnitOfWork, source: Source, layout: Layout) -> Import:
        found = {
            "kind": layout.kind.name,
            "fields": sorted(layout.fields),
            "unknown": [title[:40] for title in (*layout.unknown, *layout.twice)],
        }
        import_id = source.import_id
        if import_id is None:
            staff_id = source.staff.id if source.staff else None
            import_id = uow.imports.add("", source.name, self._clock.now(), staff_id=staff_id).id
        uow.imports.move(import_id, (records.WAITING, records.CHECKING), records.CHECKING, **found)
        begun = uow.imports.get(import_id)
        assert begun is not None  # of this very turn
        return begun

    async def _fail(self, import_id: int) -> None:
        await self._database.turn(
            lambda uow: uow.imports.move(import_id, (records.CHECKING,), records.FAILED)
        )
        await self.forget(import_id)

    async def _get(self, import_id: int) -> Import:
        found = await self._database.read(lambda uow: uow.imports.get(import_id))
        assert found is not None  # of an import that was just worked on
        return found

    async def keep(self, import_id: int, staff: Staff | None) -> Import:
        """Write a checked sheet as a whole, in one commit."""
        now = self._clock.now()
        bases = None
        if self._database.shared:
            bases = await self._database.turn(lambda uow: uow.imports.reserve(import_id))
        return await self._database.turn(lambda uow: keeping.keep(uow, import_id, staff, bases, now))

    async def undo(
        self, import_id: int, staff: Staff | None, progress: Callable[[float], Awaitable[None]] | None = None
    ) -> TakenBack:
        """Take an import back, some rows a turn; rows on which something hangs by now stay."""
        now = self._clock.now()
        found = await self._database.turn(
            lambda uow: keeping.begin_undo(uow, self._desk, import_id, staff, now)
        )
        total, after = TakenBack(), 0
        while True:
            taken, after = await self._database.turn(
                lambda uow, last=after: keeping.undo_some(uow, found, last, UNDO_CHUNK, now)  # type: ignore[misc]
            )
            total += taken
            if not after:
                return total
            if progress is not None:
                done = total.removed + total.restored + total.stayed
                await progress(done / max(found.created + found.updated, 1))

    async def cancel(self, import_id: int, staff: Staff | None) -> None:
        """Let a checked sheet go."""
        await self._database.turn(lambda uow: keeping.cancel(uow, import_id, staff))
        await self.forget(import_id)

    async def forget(self, import_id: int) -> None:
        """Forget the rows of an import that nobody needs any more, some in a turn."""
        while await self._database.turn(lambda uow: uow.imports.forget(import_id, 4 * CHUNK)):
            pass

    async def purge(self) -> None:
        """Forget the rows of imports that can no longer be taken back (G3)."""
        before = self._clock.now() - timedelta(hours=self._desk.policy.imports.undo_hours)
        for import_id in await self._database.read(lambda uow: uow.imports.old(before, 20)):
            await self.forget(import_id)

    async def report(self, import_: Import, target: Path) -> int:
        """Write how each row fared into a sheet: its number, what happens, and why."""
        say, loop = self._desk.say, asyncio.get_running_loop()

        def rows() -> Iterator[list[Any]]:
            after = 0
            while True:
                reading = self._database.read(lambda uow: uow.imports.told(import_.id, after, 4 * CHUNK))  # noqa: B023
                told = asyncio.run_coroutine_threadsafe(_awaited(reading), loop).result()
                if not told:
                    return
                for one in told:
                    why = "；".join(say(phrase, **slots) for phrase, slots in one.notes)
                    yield [one.number, say(f"import-action-{one.action}"), why]
                after = told[-1].number

        titles = ("import-column-row", "import-column-action", "import-column-why")
        shown = [Column(say(title), width=wide) for title, wide in zip(titles, (8, 10, 80), strict=True)]
        sheet = Sheet(say("import-result-title"), shown, rows())
        mark = Mark(say("import-result-mark", name=import_.name or "-"))
        return await asyncio.to_thread(write, target, [sheet], mark)


def template(say: Callable[..., str], kind: str, target: Path) -> None:
    """Write an empty sheet of a kind: its columns, a hint under each, and lists to choose from."""
    known = columns.book().kinds[kind]
    shown = [
        Column(one.title, columns.hint_of(one), columns.words_of(one), 16) for one in known.fields.values()
    ]
    write(
        target,
        [Sheet(known.title, shown, (), hints=True)],
        Mark(say("import-template-mark", kind=known.title)),
    )


async def _awaited(reading: Awaitable[Any]) -> Any:
    return await reading


def _head(rows: Rows, kind: str) -> tuple[Layout, list[Row]]:
    """Find the titles of the columns, below a heading perhaps; a template's hints are no row."""
    above: list[Row] = []
    for row in islice(rows, HEADINGS):
        titles = columns.header_of(row.values)
        if columns.looks_like_header(titles, kind):
            layout = columns.recognise(titles, kind)
            following = next(rows, None)
            is_hint = following is None or _is_hint(layout, following)
            return layout, [] if is_hint or following is None else [following]
        above.append(row)
    if not above:
        raise BadInput("error-sheet-empty")
    return columns.recognise(columns.header_of(above[0].values), kind), above[1:]


def _is_masked(draft: Draft) -> bool:
    """Return whether a row means somebody by a name and a number with its middle hidden."""
    return "account" not in draft.values and "*" in draft.values.get("phone", "")


def _is_hint(layout: Layout, row: Row) -> bool:
    said = [
        (columns.header_of([row.values[place]])[0], known)
        for place, (known, _) in layout.places.items()
        if place < len(row.values)
    ]
    said = [(words, known) for words, known in said if words]
    return bool(said) and all(words == " ".join(columns.hint_of(known).split()) for words, known in said)


class _Check:
    """One check under way."""

    def __init__(
        self, database: Database, desk: Desk, begun: Import, layout: Layout, scope: Scope, now: datetime
    ) -> None:
        self._database, self._import, self._layout = database, begun, layout
        self._reading = Reading(layout, scope, desk.today(now), desk.zone, desk.policy.hours.end_of_day)
        kind = layout.kind.name
        self._customers = Customers(scope, layout.fields) if kind == "customers" else None
        self._happenings: Happenings | None = PLANNERS[kind](scope, desk, now) if kind in PLANNERS else None
        self._belongings = bool(layout.fields & {"liaison_name", "anniversaries", "founded"})

    async def run(self, first: list[Row], rows: Rows, progress: Progress | None) -> Counts:
        """Check chunk by chunk: read and planned in a thread, looked up and kept by the store."""
        counts = Counts()
        while True:
            drafts = await asyncio.to_thread(self._drafts, first, rows)
            first = []
            if not drafts:
                return counts
            accounts = {a for d in drafts if (a := d.values.get("account"))}
            phones = {p for d in drafts if (p := d.values.get("phone")) and "*" not in p}
            names = {d.values.get("name", "") for d in drafts if _is_masked(d)} - {""}
            known = await self._database.read(
                lambda uow, a=accounts, p=phones, n=names: uow.imports.known(a, p, self._belongings, n)  # type: ignore[misc]
            )
            lines = await self._plan(drafts, known)
            counts.add(line for line in lines if line.part == ROW)
            await self._database.turn(
                lambda uow, some=lines: uow.imports.stage(self._import.id, some)  # type: ignore[misc]
            )
            if progress is not None:
                await progress(rows.share(), counts)

    def _drafts(self, first: list[Row], rows: Rows) -> list[Draft]:
        some = [*first, *islice(rows, CHUNK)]
        return [self._reading.read(row.number, row.values, row.unread) for row in some]

    async def _plan(self, drafts: list[Draft], known: dict[str, Any]) -> list[Line]:
        if self._customers is not None:
            planner = self._customers
            return await asyncio.to_thread(lambda: [ln for d in drafts for ln in planner.plan(d, known)])
        ids = {one.row["id"] for found in known.values() for one in found}
        kind = self._layout.kind.name
        on_file = await self._database.read(lambda uow: uow.imports.on_file(kind, ids))
        happenings = self._happenings
        assert happenings is not None  # of every kind but customers
        return await asyncio.to_thread(
            lambda: [ln for d in drafts for ln in happenings.plan(d, known, on_file)]
        )
