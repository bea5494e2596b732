"""Works on the sheets that staff send and ask for, one after another, beside the conversation (C1, G3).

A sheet is put down by a turn (state `waiting`, `keeping` or `undoing`) together with a message marked as
work; whatever a restart finds so is taken up again: nothing half done is ever on file.
"""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot import query_sheets
from bot.background import Background
from bot.clock import Clock
from bot.dialog.message import Outgoing
from bot.errors import BotError, StorageBusy
from bot.exporting import Exporter
from bot.importing import Importer, Source, template
from bot.query_sheets import QuerySheets
from bot.right import Lease
from bot.services import buttons
from bot.services.desk import Desk
from bot.services.importing import records, telling
from bot.services.importing.lines import Counts
from bot.services.importing.records import Import
from bot.services.ports import REPLY, Database, UnitOfWork
from bot.services.records import Parcel, Staff

log = logging.getLogger(__name__)

PENDING = (records.WAITING, records.CHECKING, records.KEEPING, records.UNDOING)
_STEP = 0.1
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SheetDesk:
    """Takes sheets up in order; `heed` is told of every commit."""

    def __init__(
        self,
        database: Database,
        desk: Desk,
        clock: Clock,
        background: Background,
        lease: Lease | None = None,
    ) -> None:
        self._database, self._desk, self._clock, self._background = database, desk, clock, background
        self._importer, self._exporter = Importer(database, desk, clock), Exporter(database, desk, clock)
        self._queries = QuerySheets(database, desk, clock)
        self._lease = lease
        self._again, self._quiet = False, asyncio.Event()
        self._quiet.set()

    def heed(self, parcels: Sequence[Parcel]) -> None:
        """Begin to work where a turn has put a sheet down."""
        if any(parcel.message.key == records.WORK for parcel in parcels):
            self.wake()

    def wake(self) -> None:
        """Look for sheets now."""
        self._again = True
        if self._quiet.is_set():
            self._quiet.clear()
            self._background.start(self._run(), "sheets")

    async def sweep(self) -> None:
        """Take up what an earlier run, or another machine, left."""
        if await self._database.read(self._next) is not None:
            self.wake()

    async def purge(self) -> None:
        """Forget what can no longer be taken back, and what was handed out long ago (G3)."""
        await self._importer.purge()
        before = self._clock.now() - timedelta(hours=self._desk.policy.imports.export_hours)
        await self._database.turn(lambda uow: uow.imports.expire(before))

    async def idle(self) -> None:
        """Wait until no sheet is being worked on."""
        await self._quiet.wait()

    async def _run(self) -> None:
        held = None
        try:
            if self._lease is not None and (held := await self._lease("sheets")) is None:
                self._again = False  # another machine works on them
            while self._again:
                self._again = False
                while (found := await self._database.read(self._next)) is not None:
                    await self._work(*found)
        except StorageBusy:
            self._again = False  # the sweep comes by again
            log.warning("sheets wait: the store is busy")
        finally:
            if held is not None:
                await held.release()
            self._quiet.set()
        if self._again:
            self.wake()

    def _next(self, uow: UnitOfWork) -> tuple[Import, Staff | None] | None:
        found = [one for one in uow.imports.in_state(*PENDING) if one.address_id is not None]
        return (found[0], uow.people.staff(found[0].staff_id)) if found else None

    async def _work(self, found: Import, staff: Staff | None) -> None:
        work = {records.KEEPING: self._keep, records.UNDOING: self._undo}.get(found.state, self._check)
        if found.kind in records.EXPORTS:
            work = self._export
        try:
            if staff is None or not staff.active:
                await self._end(found, records.FAILED)
            else:
                await work(found, staff)
        except StorageBusy:
            raise
        except BotError as error:
            await self._refuse(found, error)
        except Exception:
            log.exception("sheet %d could not be worked on", found.id)
            broken = "export-broken" if found.kind in records.EXPORTS else "import-broken"
            await self._end(found, records.FAILED, self._desk.say(broken))

    async def _check(self, found: Import, staff: Staff) -> None:
        await self._importer.forget(found.id)
        file_id = found.file_id
        content = await self._database.read(lambda uow: uow.files.content(file_id) if file_id else None)
        if content is None:
            await self._end(found, records.FAILED, self._desk.say("import-file-gone"))
            return
        with tempfile.TemporaryDirectory() as folder:
            file, result = Path(folder) / "sheet", Path(folder) / "result.xlsx"
            await asyncio.to_thread(file.write_bytes, content)
            tried = await self._queries.check(found, staff, file, result)
            if tried is not None:
                await self._send_checked(tried, await asyncio.to_thread(result.read_bytes))
                return
            source = Source(file, found.name, staff, import_id=found.id)
            checked = await self._importer.check(source, self._progress(found, "import-progress-check"))
            await self._importer.report(checked, result)
            await self._send_checked(checked, await asyncio.to_thread(result.read_bytes))

    async def _send_checked(self, checked: Import, result: bytes) -> None:
        name = self._desk.say("import-result-name", name=Path(checked.name).stem[:60] or "-")
        await self._send(checked, *telling.checked(self._desk, checked), (f"{name}.xlsx", result))

    async def _keep(self, found: Import, staff: Staff) -> None:
        if found.kind in query_sheets.KINDS:
            await self._keep_queries(found, staff)
            return
        kept = await self._importer.keep(found.id, staff)
        await self._send(kept, *telling.kept(self._desk, kept))

    async def _keep_queries(self, found: Import, staff: Staff) -> None:
        file_id = found.file_id
        content = await self._database.read(lambda uow: uow.files.content(file_id) if file_id else None)
        if content is None:
            await self._end(found, records.FAILED, self._desk.say("import-file-gone"))
            return
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "sheet"
            await asyncio.to_thread(file.write_bytes, content)
            await self._send(found, *await self._queries.keep(found, staff, file))

    async def _undo(self, found: Import, staff: Staff) -> None:
        async def show(share: float) -> None:
            await progress(share, Counts())

        progress = self._progress(found, "import-progress-undo")
        taken = await self._importer.undo(found.id, staff, show)
        await self._send(found, telling.undone(self._desk, taken), ())

    async def _export(self, found: Import, staff: Staff) -> None:
        kind = found.kind.removeprefix("export-")
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "export.xlsx"
            if found.name == records.TEMPLATE:
                await asyncio.to_thread(self._template, kind, target)
                text, title = self._desk.say("import-template"), self._desk.say("import-template-name")
            else:
                exporter = self._queries if kind == query_sheets.QUERIES else self._exporter
                rows = await exporter.export(kind, staff, target)
                hours = str(self._desk.policy.imports.export_hours)
                text = self._desk.say("export-done", count=str(rows), hours=hours)
                title = self._desk.say(f"import-kind-{kind}")
            content = await asyncio.to_thread(target.read_bytes)
        at = f"{self._desk.local(self._clock.now()):%Y%m%d-%H%M}"
        await self._send(found, text, (), (f"{title}-{at}.xlsx", content), done=True)

    def _template(self, kind: str, target: Path) -> None:
        if kind == query_sheets.QUERIES:
            query_sheets.template(self._desk, target)
        else:
            template(self._desk.say, kind, target)

    def _progress(self, found: Import, phrase: str) -> Callable[[float, Counts], Awaitable[None]]:
        """Return what tells how far it is, in the message that stands there, each tenth once."""
        told = [0.0]

        async def show(share: float, _: Counts) -> None:
            if share - told[0] < _STEP or share >= 1:
                return
            told[0] = share
            words = self._desk.say(phrase, percent=str(round(share * 100)))
            await self._database.turn(lambda uow: self._edit(uow, found, words))

        return show

    def _edit(self, uow: UnitOfWork, found: Import, words: str) -> None:
        ref = uow.imports.told_by(found)
        who = uow.addresses.get(found.address_id) if found.address_id is not None else None
        if ref and who is not None:
            uow.outbox.add(who, Outgoing(words), REPLY, self._clock.now(), edits=ref)

    async def _refuse(self, found: Import, error: BotError) -> None:
        """Say why a sheet is not taken; one that moved on since the check can be checked again."""
        words = self._desk.say(error.phrase_id, **error.slots)
        if found.state != records.KEEPING:
            await self._end(found, records.FAILED, words)
            return
        states = (records.KEEPING,)
        await self._database.turn(lambda uow: uow.imports.move(found.id, states, records.CHECKED))
        await self._send(found, words, telling.again(self._desk, found))

    async def _end(self, found: Import, state: str, words: str = "") -> None:
        await self._database.turn(lambda uow: uow.imports.move(found.id, PENDING, state))
        await self._importer.forget(found.id)
        if words:
            await self._send(found, words, ())

    async def _send(
        self,
        found: Import,
        words: str,
        rows: buttons.Rows,
        file: tuple[str, bytes] | None = None,
        *,
        done: bool = False,
    ) -> None:
        await self._database.turn(lambda uow: self._tell(uow, found, words, rows, file, done))

    def _tell(
        self,
        uow: UnitOfWork,
        found: Import,
        words: str,
        rows: buttons.Rows,
        file: tuple[str, bytes] | None,
        done: bool,
    ) -> None:
        now, carried = self._clock.now(), None
        who = uow.addresses.get(found.address_id) if found.address_id is not None else None
        if file is not None:
            name, content = file
            kept = uow.files.add("document", name, _SHEET, content, found.address_id, now)
            carried = kept.carried()
        if done:
            changed: dict[str, Any] = {"done_at": now}
            changed |= {"file_id": int(carried.id)} if carried is not None else {}
            uow.imports.move(found.id, PENDING, records.DONE, **changed)
        if who is not None:
            uow.outbox.add(who, replace(Outgoing(words, rows), file=carried), REPLY, now)
