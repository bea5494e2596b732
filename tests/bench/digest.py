"""The morning's messages of 2,000 managers on both databases: `python -m tests.bench digest`.

Each manager has a hundred customers to be in touch with this month and six matters due. The longest turn is
also how long SQLite's one writer is held.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import asyncpg
from sqlalchemy import create_engine, insert
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from bot.entrance import Entrance
from bot.services import digest
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.standard.policy import load
from bot.standard.workdays import WorkCalendar
from bot.wording import Wording
from storage.engine import open_database
from storage.migrate import upgrade
from storage.tables import addresses, customers, duties, staff
from tests.bench.table import show

MANAGERS, CUSTOMERS, MATTERS = 2_000, 100, 6
ZONE = ZoneInfo("Asia/Shanghai")
OPENED, NOW = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 3, 0, 31, tzinfo=UTC)
TODAY, MONTH = datetime(2026, 3, 3, 10, tzinfo=UTC), datetime(2026, 3, 31, 10, tzinfo=UTC)
POSTGRES = os.environ.get("HUIFANG_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432")
_AT_ONCE = 5_000


def _rows() -> Sequence[tuple[object, list[dict[str, object]]]]:
    people = [
        {"id": n, "role": "manager", "name": f"经理{n}", "created_at": OPENED} for n in range(1, MANAGERS + 1)
    ]
    chats = [
        {
            **{"channel": "web", "user": f"u{n}", "chat": f"u{n}"},
            **{"staff_id": n, "session_at": OPENED, "created_at": OPENED},
        }
        for n in range(1, MANAGERS + 1)
    ]
    served = [
        {
            **{"id": number, "name": f"客户{number}", "tier": ("gold", "silver", "diamond")[number % 3]},
            **{"manager_id": 1 + number % MANAGERS, "created_at": OPENED},
        }
        for number in range(1, MANAGERS * CUSTOMERS + 1)
    ]
    owed = [_duty("cadence", number, MONTH, "2026-03") for number in range(1, MANAGERS * CUSTOMERS + 1)]
    owed += [_duty("visit", number, TODAY, "x") for number in range(1, MANAGERS * MATTERS + 1)]
    return ((staff, people), (customers, served), (addresses, chats), (duties, owed))


def _duty(kind: str, number: int, due: datetime, period: str) -> dict[str, object]:
    return {
        **{"kind": kind, "subject": f"customer:{number}", "period": period, "ladder": kind, "policy": "x"},
        **{"owner_id": 1 + number % MANAGERS, "customer_id": number, "opened_at": OPENED, "text": "谈了套餐"},
        **{"due_at": due, "due_day": due.astimezone(ZONE).date(), "next_at": due},
    }


def _fill(connection: Connection) -> None:
    for table, rows in _rows():
        for start in range(0, len(rows), _AT_ONCE):
            connection.execute(insert(table), rows[start : start + _AT_ONCE])  # type: ignore[arg-type]


async def _measure(url: str) -> tuple[float, list[float], float, int]:
    """Return seconds for everybody, those of each turn, further megabytes, and how many went out."""
    facts = {"company": "星河通信", "hotline": "400-000-1019"}
    desk = Desk(load(), WorkCalendar(ZONE), ZONE, Wording(**facts), Entrance(), facts)
    database = open_database(url)
    turns: list[float] = []

    def work(uow: UnitOfWork) -> int:
        started = time.perf_counter()
        written = digest.tick(uow, desk, NOW)
        turns.append(time.perf_counter() - started)
        return written

    # What preparing the statements costs is paid once in a process's life, not every morning.
    early = NOW - timedelta(hours=1)
    await database.turn(lambda uow: digest.tick(uow, desk, early))
    await database.turn(lambda uow: digest.gather(uow, desk, [1], NOW))
    before, started, written = _megabytes(), time.perf_counter(), 0
    while found := await database.turn(work):
        written += found
    took = time.perf_counter() - started
    again = await database.turn(lambda uow: digest.tick(uow, desk, NOW))
    assert (written, again) == (MANAGERS, 0)
    sent = await database.turn(lambda uow: len(uow.outbox.waiting("web", 3 * MANAGERS, NOW)))
    await database.close()
    return took, sorted(turns), _megabytes() - before, sent


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def _postgres() -> str:
    name = f"huifang_bench_{uuid4().hex[:8]}"
    connection = await asyncpg.connect(f"{POSTGRES}/postgres")
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
    await upgrade(f"{POSTGRES}/{name}")
    return name


async def _drop(name: str) -> None:
    connection = await asyncpg.connect(f"{POSTGRES}/postgres")
    await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await connection.close()


def _line(name: str, found: tuple[float, list[float], float, int]) -> tuple[str, ...]:
    took, turns, extra, sent = found
    spans = [f"{turns[len(turns) * part // 100] * 1000:.0f}" for part in (50, 99)]
    return name, f"{sent}", f"{took:.1f}", *spans, f"{turns[-1] * 1000:.0f}", f"{extra:.0f}"


def main() -> None:
    """Measure both databases and print the table."""
    lines = []
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "huifang.db"
        asyncio.run(upgrade(f"sqlite:///{path}"))
        _apart(_fill_sqlite, str(path))
        lines.append(_line("SQLite", asyncio.run(_measure(f"sqlite:///{path}"))))
    name = asyncio.run(_postgres())
    try:
        _apart(_fill_postgres, name)
        lines.append(_line("PostgreSQL", asyncio.run(_measure(f"{POSTGRES}/{name}"))))
    finally:
        asyncio.run(_drop(name))
    head = ("", "messages", "seconds", "turn p50 ms", "p99 ms", "longest ms", "extra MB")
    show(f"the morning of {MANAGERS} managers, {MANAGERS * (CUSTOMERS + MATTERS)} open duties", head, lines)


def _apart(fill: Callable[[str], None], where: str) -> None:
    """Fill a database in a process of its own, whose memory is not counted."""
    filling = multiprocessing.get_context("spawn").Process(target=fill, args=(where,))
    filling.start()
    filling.join()
    assert filling.exitcode == 0


def _fill_sqlite(path: str) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        _fill(connection)
    engine.dispose()


def _fill_postgres(name: str) -> None:
    asyncio.run(_fill_by_asyncpg(name))


async def _fill_by_asyncpg(name: str) -> None:
    engine = create_async_engine(f"{POSTGRES}/{name}".replace("postgresql://", "postgresql+asyncpg://"))
    async with engine.begin() as connection:
        await connection.run_sync(_fill)
    async with engine.connect() as connection:
        await connection.exec_driver_sql("ANALYZE")
    await engine.dispose()


if __name__ == "__main__":
    main()
