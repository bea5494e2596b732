"""The daily sweep over a million customers of whom 25,000 are due: `python -m tests.bench sweep`.

While it runs, turns come at 50 a second and each waits its turn; the longest turn of the sweep is also how
long SQLite's one writer is held. A second run must raise nothing.
"""

from __future__ import annotations

import asyncio
import gc
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import asyncpg

from bot.entrance import Entrance
from bot.services import cadence, moments
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.standard.policy import load
from bot.standard.workdays import COMPANY_ZONE, WorkCalendar
from bot.wording import Wording
from storage.engine import AnyDatabase, open_database
from storage.migrate import upgrade
from tests.bench.digest import POSTGRES, _drop, _postgres
from tests.bench.table import show

CUSTOMERS, MANAGERS = 1_000_000, 1_000
DUE, BORN = 50, 200
"""Every fiftieth customer joins the obligation today, every two hundredth has a birthday in a week."""
TODAY, NEXT, FAR, SOON = date(2026, 3, 2), date(2026, 4, 1), date(2026, 9, 9), date(2026, 3, 9)
NOW = datetime(2026, 3, 2, 0, 5, tzinfo=COMPANY_ZONE).astimezone(UTC)
STEP = 0.02
_PEOPLE = (
    "INSERT INTO staff (id, role, name, created_at)"
    " SELECT {n}, 'manager', '经理' || {n}, '2025-01-01' {until_m}"
)
_COLUMNS = "id, name, tier, manager_id, created_at, cadence_on, birth_month, birth_day, next_on, next_year"
_CUSTOMERS = (
    f"INSERT INTO customers ({_COLUMNS}) SELECT {{n}}, '客户' || {{n}},"
    f" CASE WHEN {{n}} % 3 = 0 THEN 'silver' ELSE 'gold' END, 1 + {{n}} % {MANAGERS}, '2025-01-01',"
    f" CASE WHEN {{n}} % {DUE} = 0 THEN DATE '{TODAY}' ELSE DATE '{NEXT}' END,"
    f" CASE WHEN {{n}} % {BORN} = 1 THEN 3 ELSE 9 END, 9,"
    f" CASE WHEN {{n}} % {BORN} = 1 THEN DATE '{SOON}' ELSE DATE '{FAR}' END, 2026 {{until_c}}"
)


def _statements(n: str, series: Callable[[int], str]) -> list[str]:
    return [
        _PEOPLE.format(n=n, until_m=series(MANAGERS)),
        _CUSTOMERS.format(n=n, until_c=series(CUSTOMERS)),
    ]


def _fill_small(path: Path) -> None:
    def series(count: int) -> str:
        numbers = f"(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {count})"
        return f"FROM {numbers} SELECT n FROM c)"

    raw = sqlite3.connect(path)
    raw.execute("PRAGMA synchronous = OFF")
    for statement in _statements("n", series):
        raw.execute(statement.replace("DATE '", "'"))
    raw.commit()
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()


async def _fill_large(name: str) -> None:
    connection = await asyncpg.connect(f"{POSTGRES}/{name}")
    for statement in _statements("n", lambda count: f"FROM generate_series(1, {count}) AS s(n)"):
        await connection.execute(statement)
    await connection.execute("VACUUM ANALYZE")
    # A night has passed since the customers were put on file.
    await connection.execute("CHECKPOINT")
    await connection.close()


def _desk() -> Desk:
    facts = {"company": "星河通信", "hotline": "400-000-1019"}
    return Desk(load(), WorkCalendar(), COMPANY_ZONE, Wording(**facts), Entrance(), facts)


class Sweep:
    """One sweep, its turns timed, with other turns beside it."""

    def __init__(self, database: AnyDatabase) -> None:
        self._database, self._desk = database, _desk()
        self.turns: list[float] = []
        self.waits: list[float] = []
        self._over = False

    async def run(self) -> float:
        """Raise everything that is due; return the seconds it took."""
        started = time.perf_counter()
        for sweep in (cadence.sweep, moments.sweep):
            while await self._database.turn(partial(self._timed, sweep)):
                pass
        self._over = True
        return time.perf_counter() - started

    def _timed(self, sweep: Callable[[UnitOfWork, Desk, datetime], int], uow: UnitOfWork) -> int:
        started = time.perf_counter()
        found = sweep(uow, self._desk, NOW)
        self.turns.append(time.perf_counter() - started)
        return found

    async def others(self) -> None:
        """Read a customer and write a mark fifty times a second."""
        under_way = []
        number = 0
        while not self._over:
            number += 1
            under_way.append(asyncio.ensure_future(self._other(number)))
            await asyncio.sleep(STEP)
        await asyncio.gather(*under_way)

    async def _other(self, number: int) -> None:
        started = time.perf_counter()

        def turn(uow: UnitOfWork) -> None:
            uow.people.customer(number * 17)
            uow.contacts.of_customer(number * 17, 3)
            uow.records.put(f"bench {number % 7}", str(number))

        await self._database.turn(turn)
        self.waits.append(time.perf_counter() - started)


async def _measure(name: str, url: str) -> list[str]:
    database = open_database(url)
    await database.turn(lambda uow: cadence.sweep(uow, _desk(), datetime(2026, 3, 1, tzinfo=UTC)))
    # As the product does once it has started.
    gc.collect()
    gc.freeze()
    before = _megabytes()
    sweep = Sweep(database)
    took, _ = await asyncio.gather(sweep.run(), sweep.others())
    extra = _megabytes() - before
    again = Sweep(database)
    twice = await again.run()
    raised = await database.turn(_raised)
    await database.close()
    p99 = statistics.quantiles(sweep.waits, n=100)[-1] if len(sweep.waits) > 1 else 0.0
    longest = max(sweep.turns)
    figures = (f"{took:.2f}", f"{longest * 1000:.0f}", f"{p99 * 1000:.0f}", f"{extra:.0f}", f"{twice:.2f}")
    return [name, str(raised), *figures]


def _raised(uow: UnitOfWork) -> int:
    return len(uow.duties.firing(datetime(2030, 1, 1, tzinfo=UTC), 10 * CUSTOMERS))


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure both databases and print the table."""
    lines = []
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "huifang.db"
        asyncio.run(upgrade(f"sqlite:///{path}"))
        _fill_small(path)
        lines.append(asyncio.run(_measure("SQLite", f"sqlite:///{path}")))
    name = asyncio.run(_postgres())
    try:
        asyncio.run(_fill_large(name))
        lines.append(asyncio.run(_measure("PostgreSQL", f"{POSTGRES}/{name}")))
    finally:
        asyncio.run(_drop(name))
    head = ("", "duties", "seconds", "longest turn ms", "others' p99 ms", "extra MB", "again s")
    show(f"the sweep over {CUSTOMERS} customers", head, lines)


if __name__ == "__main__":
    main()
