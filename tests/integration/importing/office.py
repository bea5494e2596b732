"""An office that brings spreadsheets in: people on file, a desk, and sheets written for the moment."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import Workbook

from bot.clock import FixedClock
from bot.entrance import Entrance
from bot.importing import Importer, Source
from bot.services.desk import Desk
from bot.services.importing.records import Import, Told
from bot.services.records import Customer, Staff
from bot.standard.policy import load
from bot.standard.workdays import WorkCalendar
from bot.wording import Wording
from storage.engine import AnyDatabase

ZONE = ZoneInfo("Asia/Shanghai")
FACTS = {"company": "晨光通信", "hotline": "400-000-0000"}


@dataclass
class Office:
    """Everything a test asks for."""

    database: AnyDatabase
    clock: FixedClock
    folder: Path
    staff: dict[str, Staff] = field(default_factory=dict)

    def __post_init__(self) -> None:
        calendar = WorkCalendar(ZONE)
        self.desk = Desk(load(), calendar, ZONE, Wording(**FACTS), Entrance(), FACTS)
        self.importer = Importer(self.database, self.desk, self.clock)

    async def opens(self) -> Office:
        """Put the staff on file: 周敏 above 李静 above 王强 and 赵磊; 孙悦 under nobody."""
        under: int | None = None
        for role, name in (("head", "周敏"), ("supervisor", "李静")):
            self.staff[name] = await self._hires(role, name, under)
            under = self.staff[name].id
        for name in ("王强", "赵磊"):
            self.staff[name] = await self._hires("manager", name, under)
        self.staff["孙悦"] = await self._hires("manager", "孙悦", None)
        return self

    async def _hires(self, role: str, name: str, under: int | None) -> Staff:
        now = self.clock.now()
        return await self.database.turn(lambda uow: uow.people.add_staff(role, name, under, now))

    async def serves(self, name: str, manager: str, **fields: Any) -> Customer:
        """Put a customer on file."""
        now, owner = self.clock.now(), self.staff[manager].id
        return await self.database.turn(
            lambda uow: uow.people.add_customer(name, now, manager_id=owner, **fields)
        )

    def sheet(self, *rows: Sequence[Any], name: str = "sheet.xlsx") -> Path:
        """Write a sheet."""
        file = self.folder / name
        book = Workbook()
        page = book.active
        assert page is not None
        for row in rows:
            page.append(list(row))
        book.save(file)
        return file

    def text(self, *rows: Sequence[str], encoding: str = "utf-8", between: str = ",") -> Path:
        """Write a file of cells between commas."""
        file = self.folder / "sheet.csv"
        with file.open("w", encoding=encoding, newline="") as target:
            csv.writer(target, delimiter=between).writerows(rows)
        return file

    async def checks(self, file: Path, by: str = "", kind: str = "") -> Import:
        """Check a sheet as somebody, or as the administrator's command."""
        return await self.importer.check(Source(file, file.name, self.staff.get(by), kind))

    async def keeps(self, file: Path, by: str = "") -> Import:
        """Check and keep a sheet."""
        checked = await self.checks(file, by)
        return await self.importer.keep(checked.id, self.staff.get(by))

    async def told(self, import_: Import) -> list[Told]:
        """Return how each row fared."""
        return await self.database.read(lambda uow: uow.imports.told(import_.id, 0, 1000))

    async def words(self, import_: Import) -> list[str]:
        """Return why rows are not taken or pointed out, in words, each with its row's number."""
        return [
            f"{one.number} {self.desk.say(phrase, **slots)}"
            for one in await self.told(import_)
            for phrase, slots in one.notes
        ]

    async def customer(self, account: str) -> dict[str, Any] | None:
        """Return what is on file under an account."""
        found = await self.database.read(lambda uow: uow.imports.known([account], [], False))
        standing = found.get(f"account:{account}")
        return dict(standing[0].row) if standing else None
