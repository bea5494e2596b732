"""An import of 100,000 customers while others go on talking: `python -m tests.bench importing`.

The sheet has 25 columns. Measured from the first byte read to the commit: seconds, the most memory the whole
process ever had, how long the one commit held the writer, and how long turns of others waited meanwhile.
"""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Coroutine, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import FixedClock
from bot.entrance import Entrance
from bot.importing import Importer, Source
from bot.services.desk import Desk
from bot.services.importing import columns
from bot.services.importing.records import Import
from bot.spreadsheets import Column, Sheet, write
from bot.standard.policy import load
from bot.standard.workdays import WorkCalendar
from bot.wording import Wording
from storage.engine import AnyDatabase, open_database
from storage.migrate import upgrade
from tests.bench.table import show

ROWS, PAUSE = 100_000, 0.02
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
FIELDS = (
    *("account", "name", "gender", "phone", "tier", "manager", "birthday", "employer", "post", "address"),
    *("home_phone", "user_name", "user_phone", "user_relation", "language", "preferences", "taboos"),
    *("wish_days", "contact_hours", "tags", "source", "status", "region", "note", "kind"),
)
_SURNAMES_WORDS = "王李张刘陈杨黄赵吴周徐孙马朱胡"
_GIVEN_WORDS = "伟芳娜敏静丽强磊军洋勇艳杰涛明超霞平刚玲"


def customers(rows: int) -> Iterator[list[str]]:
    """Yield customers as a company's own system writes them."""
    chance = random.Random(1)
    for n in range(rows):
        name = chance.choice(_SURNAMES_WORDS) + "".join(chance.choices(_GIVEN_WORDS, k=2))
        employer = f"宝鸡市{chance.choice(_SURNAMES_WORDS)}氏商贸有限公司{chance.randint(1, 999)}"
        tier = chance.choice(["金卡", "银卡", "普通"])
        birthday = chance.choice([f"19{chance.randint(50, 99)}-05-1{n % 10}", "农历八月十五", ""])
        yield [
            *(f"K{n:07d}", name, chance.choice("男女"), f"138{n:08d}", tier, "王强", birthday, employer),
            *("采购经理", f"渭滨区经二路{n}号", f"0917{3000000 + n % 900000}", "", "", "", "普通话"),
            *(f"喜欢喝茶{n}", "", "30", "上午", "老客户 5G", "导入", "在网", "渭滨", f"备注{n}", "个人"),
        ]


async def measure(url: str, file: Path) -> None:
    """Import a sheet into a fresh database and print what it took."""
    await upgrade(url)
    database = open_database(url)
    zone = ZoneInfo("Asia/Shanghai")
    facts = {"company": "晨光通信", "hotline": "400-000-0000"}
    desk = Desk(load(), WorkCalendar(zone), zone, Wording(**facts), Entrance(), facts)
    await database.turn(lambda uow: uow.people.add_staff("manager", "王强", None, NOW))
    importer = Importer(database, desk, FixedClock(NOW))
    began = time.perf_counter()
    waits, checked = await _beside(database, importer.check(Source(file, file.name)))
    check = time.perf_counter() - began
    held, kept = await _beside(database, importer.keep(checked.id, None))
    keep = time.perf_counter() - began - check
    assert kept.created == ROWS
    await database.close()
    figures = [f"{check + keep:.1f}", f"{check:.1f}", f"{keep:.1f}"]
    figures += [f"{time.process_time():.1f}", f"{_megabytes():.0f}"]
    figures += [f"{_share(waits, part) * 1000:.0f}" for part in (0.5, 0.99)] + [f"{max(held):.1f}"]
    print("\t".join(figures), flush=True)


async def _beside(database: AnyDatabase, work: Coroutine[Any, Any, Import]) -> tuple[list[float], Import]:
    """Do some work while somebody takes a turn every few hundredths of a second; return how long each did."""
    waits: list[float] = []

    async def talk() -> None:
        while True:
            began = time.perf_counter()
            await database.turn(lambda uow: uow.records.put("bench", str(len(waits))))
            waits.append(time.perf_counter() - began)
            await asyncio.sleep(PAUSE)

    async def whole() -> Import:
        try:
            return await work
        finally:
            ended.set()

    ended = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        talking = group.create_task(talk())
        done = group.create_task(whole())
        await ended.wait()
        # Whoever still waits at the end waited longest.
        await database.turn(lambda uow: uow.records.put("bench", ""))
        await asyncio.sleep(0)
        talking.cancel()
    return waits or [0.0], done.result()


def _share(waits: list[float], part: float) -> float:
    return sorted(waits)[min(int(len(waits) * part), len(waits) - 1)]


def _megabytes() -> float:
    """Return the most memory this process ever had."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def main() -> None:
    """Measure in a process of its own, so that the memory is the import's alone."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "customers.xlsx"
        fields = columns.book().kinds["customers"].fields
        write(file, [Sheet("客户", [Column(fields[name].title) for name in FIELDS], customers(ROWS))])
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        command = [sys.executable, "-m", "tests.bench.importing", url, str(file)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\t")
    head = ("seconds", "check", "keep", "CPU s", "MB", "others p50 ms", "p99 ms", "longest wait s")
    show(f"import of {ROWS:,} rows x {len(FIELDS)} columns", ("", *head), [("SQLite", *map(str.strip, told))])


if __name__ == "__main__":
    asyncio.run(measure(sys.argv[1], Path(sys.argv[2])))
