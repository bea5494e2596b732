"""Durable turns a second: `python -m tests.bench.storage [turns] [together] [postgresql://…/empty_database]`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from bot.dialog.form import State
from bot.dialog.message import Address, Incoming, Kind, Outgoing
from bot.services.ports import REPLY, UnitOfWork
from storage.engine import AnyDatabase, open_database
from storage.migrate import upgrade

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def work(unit: UnitOfWork, row_id: int) -> int:
    """Do what a complaint does: seven statements after the one that kept the event."""
    row = unit.inbox.take(row_id)
    assert row is not None
    who, state = unit.addresses.enter(row.event, NOW)
    case = unit.cases.add("complaint", row.event.text, NOW, NOW, address_id=who.id)
    unit.duties.add(
        "complaint",
        f"case:{case.id}",
        "",
        case_id=case.id,
        opened_at=NOW,
        due_at=NOW,
        due_day=date(2026, 3, 5),
        ladder="case",
        next_at=NOW,
        policy="bench",
    )
    parcel = unit.outbox.add(who, Outgoing(f"已收到,编号 {case.id}"), REPLY, NOW)
    unit.addresses.save_dialog(who.id, State("complaint", 1, {"text": "x"}, state.revision + 1), NOW)
    unit.inbox.finish(row_id, NOW)
    assert parcel is not None
    return parcel.id


async def one(database: AnyDatabase, number: int) -> None:
    """Carry one message the whole way: kept, worked, sent."""
    person = str(number % 200)
    sender = Address("web", person, person)
    event = Incoming(f"e{number}", sender, Kind.TEXT, text="宽带又断了,请尽快处理", at=NOW)
    rows = await database.turn(lambda unit: unit.inbox.add([event], NOW))
    parcel_id = await database.turn(lambda unit: work(unit, rows[0].id))
    await database.turn(lambda unit: unit.outbox.sent(parcel_id, "1", NOW))


async def measure(url: str, turns: int, together: int) -> None:
    """Print turns a second and CPU for each."""
    await upgrade(url)
    database = open_database(url)
    numbers = iter(range(turns))

    async def worker() -> None:
        for number in numbers:
            await one(database, number)

    began, cpu = time.perf_counter(), time.process_time()
    async with asyncio.TaskGroup() as group:
        for _ in range(together):
            group.create_task(worker())
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    kind = url.split(":", 1)[0]
    print(f"{kind}: {turns / took:,.0f} turns/s, {cpu / turns * 1000:.2f} ms CPU each, {together} together")
    await database.close()


def main(turns: int = 5000, together: int = 40, url: str = "") -> None:
    """Measure on a fresh file, or on the database that is named."""
    if url:
        asyncio.run(measure(url, turns, together))
        return
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(f"sqlite:///{Path(folder) / 'bench.db'}", turns, together))


if __name__ == "__main__":
    numbers = [int(number) for number in sys.argv[1:3]]
    turns, together, *_ = [*numbers, *(5000, 40)[len(numbers) :]]
    main(turns, together, "".join(sys.argv[3:4]))
