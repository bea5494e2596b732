"""Several processes on one database: allowed on PostgreSQL, refused on SQLite."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import date
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from bot.clock import FixedClock
from bot.dialog.message import Address, Incoming, Kind
from bot.errors import ConfigError, StorageBusy
from bot.services.ports import UnitOfWork
from storage.engine import AnyDatabase, open_database
from storage.postgres import PostgresLease

Pair = tuple[AnyDatabase, AnyDatabase]


@pytest.fixture
async def pair(fresh_postgres: str) -> AsyncIterator[Pair]:
    one, two = open_database(fresh_postgres), open_database(fresh_postgres)
    yield one, two
    await one.close()
    await two.close()


def test_a_second_server_is_refused(sqlite_url: str) -> None:
    async def serve() -> None:
        first = open_database(sqlite_url)
        with pytest.raises(ConfigError, match="already served by another process") as refused:
            open_database(sqlite_url)
        assert "\n" not in str(refused.value)
        command = open_database(sqlite_url, serve=False)
        await command.turn(lambda u: u.records.put("a", "1"))
        await command.close()
        assert await first.read(lambda u: u.records.get("a")) == "1"
        await first.close()
        second = open_database(sqlite_url)
        await second.close()

    asyncio.run(serve())


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("nonsense", "not an address"),
        ("mysql://root:secret@db/x", "names mysql"),
        ("sqlite://", "names no file"),
        ("sqlite:////nowhere/at/all.db", "cannot be made"),
    ],
)
def test_a_wrong_address_is_refused_in_one_line(url: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint) as refused:
        open_database(url)
    assert "\n" not in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("亲爱的客户" * 1000)
    for _ in range(2):
        with pytest.raises(ConfigError, match="not a database"):
            open_database(f"sqlite:///{path}")


async def test_the_right_to_send_is_local_on_sqlite(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    lease = await database.lease("telegram")
    assert lease is not None
    assert lease.held()
    await lease.release()
    assert not lease.held()
    await database.close()


async def test_one_process_has_the_right_to_send(pair: Pair, fresh_postgres: str) -> None:
    one, two = pair
    first = await one.lease("telegram")
    assert first is not None
    assert await two.lease("telegram") is None
    other = await two.lease("web")
    assert other is not None
    await first.release()
    assert not first.held()
    second = await two.lease("telegram")
    assert second is not None
    assert second.held()
    assert isinstance(second, PostgresLease)
    gone = asyncio.Event()
    second._connection.add_termination_listener(lambda _connection: gone.set())
    await _cut(fresh_postgres, "AND query LIKE '%pg_try_advisory_lock%'")
    async with asyncio.timeout(10):
        await gone.wait()
        assert not second.held()
        # The client may hear of its end a little before the server has let go.
        while (third := await one.lease("telegram")) is None:
            continue
    await third.release()
    await other.release()


async def test_a_lost_connection_passes(pair: Pair, fresh_postgres: str) -> None:
    one, _ = pair
    await one.turn(lambda u: u.records.put("a", "1"))
    await _cut(fresh_postgres, "")
    try:
        await one.turn(lambda u: u.records.put("a", "2"))
    except StorageBusy as busy:
        assert "\n" not in str(busy)
    await one.turn(lambda u: u.records.put("a", "3"))
    assert await one.read(lambda u: u.records.get("a")) == "3"


async def test_a_server_that_is_away_is_busy() -> None:
    database = open_database("postgresql://postgres@127.0.0.1:9/x")
    with pytest.raises(StorageBusy):
        await database.turn(lambda u: None)
    with pytest.raises(StorageBusy):
        await database.lease("telegram")
    await database.close()


async def test_an_event_is_worked_by_one_process(pair: Pair, clock: FixedClock) -> None:
    events = [
        Incoming(f"e{n}", Address("web", str(n % 5), str(n % 5)), Kind.TEXT, text=str(n)) for n in range(60)
    ]
    rows = await pair[0].turn(lambda u: u.inbox.add(events, clock.now()))
    running: dict[str, int] = {}
    guard = threading.Lock()

    def work(unit: UnitOfWork, row_id: int, worker: str) -> bool:
        row = unit.inbox.take(row_id)
        if row is None:
            return False
        person = row.event.sender.user
        with guard:
            assert running.setdefault(person, 0) == 0
            running[person] += 1
        try:
            unit.records.put(f"{row_id}", (unit.records.get(f"{row_id}") or "") + worker)
            unit.inbox.finish(row_id, clock.now())
        finally:
            with guard:
                running[person] -= 1
        return True

    done = await asyncio.gather(
        *(
            database.turn(lambda u, r=row.id, w=worker: work(u, r, w))  # type: ignore[misc]
            for row in rows
            for database, worker in zip(pair, "ab", strict=True)
        )
    )
    assert sum(done) == len(rows)
    marks = await pair[0].read(lambda u: [u.records.get(str(row.id)) for row in rows])
    assert all(mark in ("a", "b") for mark in marks)
    assert await pair[0].read(lambda u: u.inbox.waiting()) == []


async def test_one_process_climbs_and_one_person_acknowledges(pair: Pair, clock: FixedClock) -> None:
    staff = await pair[0].turn(lambda u: u.people.add_staff("supervisor", "李", None, clock.now()))
    now = clock.now()

    def make(unit: UnitOfWork) -> int:
        made = unit.duties.add(
            "complaint", "case:1", "", opened_at=now, due_at=now, due_day=date(2026, 3, 2), ladder="case"
        )
        assert made is not None
        return made.id

    duty_id = await pair[0].turn(make)
    assert await _won(pair, lambda u: u.duties.climb(duty_id, 0, 1, now)) == 1
    assert await _won(pair, lambda u: u.duties.escalated(duty_id, "breach", staff.id, now)) == 1
    assert await _won(pair, lambda u: u.duties.acknowledge(duty_id, staff.id, now)) == 1
    assert await _won(pair, lambda u: u.duties.close(duty_id, "done", now)) == 1


async def test_two_processes_meet_one_newcomer(pair: Pair, clock: FixedClock) -> None:
    event = Incoming("e1", Address("web", "1", "1"), Kind.TEXT, name="梅")
    met = await asyncio.gather(
        *(db.turn(lambda u: u.addresses.enter(event, clock.now())) for db in pair for _ in range(8))
    )
    assert len({who.id for who, _ in met}) == 1


async def _won(pair: Pair, work: Callable[[UnitOfWork], bool]) -> int:
    return sum(await asyncio.gather(*(database.turn(work) for database in pair for _ in range(8))))


async def _cut(url: str, which: str) -> None:
    """Let the server drop connections."""
    connection = await asyncpg.connect(url)
    await connection.fetch(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        f" WHERE datname = current_database() AND pid <> pg_backend_pid() {which}"
    )
    await connection.close()


@pytest.mark.parametrize(
    "ask",
    [
        lambda database: database.lease("telegram"),
        lambda database: database.read(lambda u: u.records.get("a")),
    ],
    ids=["lease", "read"],
)
async def test_a_stop_in_the_midst_of_connecting_leaves_no_failure_behind(
    fresh_postgres: str, ask: Callable[[AnyDatabase], Coroutine[Any, Any, Any]]
) -> None:
    """Nothing that a stopped process was just connecting ends up in the log as an error."""
    failed: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, about: failed.append(about))
    stopped = 0
    for steps in range(20):
        database = open_database(fresh_postgres)
        asking = asyncio.ensure_future(ask(database))
        for _ in range(steps):
            await asyncio.sleep(0)
        stopped += asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        await database.close()
        gc.collect()
    assert stopped > 6, "the attempts reach into the connecting"
    assert failed == []
