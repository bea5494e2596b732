"""How turns are committed: together, each by itself, wholly or not at all."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.clock import FixedClock
from bot.dialog.message import Address, Outgoing
from bot.errors import NotFound, StorageBusy
from bot.services.ports import REPLY, UnitOfWork
from bot.services.records import Parcel
from storage.engine import AnyDatabase, open_database
from storage.sqlite import SqliteDatabase

HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
sys.stdout.write("held\\n")
sys.stdout.flush()
sys.stdin.readline()
"""


@asynccontextmanager
async def locked(path: Path) -> AsyncIterator[None]:
    """Let another process hold the database's write lock."""
    pipe = asyncio.subprocess.PIPE
    holder = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLD, str(path), stdin=pipe, stdout=pipe
    )
    assert holder.stdout is not None
    assert await holder.stdout.readline() == b"held\n"
    try:
        yield
    finally:
        await holder.communicate(b"\n")


def path_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


async def test_one_of_many_turns_may_fail(database: AnyDatabase) -> None:
    def work(unit: UnitOfWork, number: int) -> int:
        unit.records.put(f"mark{number}", str(number))
        if number == 42:
            raise NotFound(name="x")
        return number

    ends = await asyncio.gather(
        *(database.turn(lambda u, n=n: work(u, n)) for n in range(100)),  # type: ignore[misc]
        return_exceptions=True,
    )
    assert isinstance(ends[42], NotFound)
    assert [end for end in ends if isinstance(end, int)] == [n for n in range(100) if n != 42]
    kept = await database.read(lambda u: [n for n in range(100) if u.records.get(f"mark{n}")])
    assert kept == [n for n in range(100) if n != 42]


async def test_a_broken_statement_fails_only_its_turn(database: AnyDatabase, clock: FixedClock) -> None:
    def work(unit: UnitOfWork) -> None:
        unit.records.put("before", "1")
        unit.duties.add("x", "y", "z")

    with pytest.raises(Exception, match=r"(?i)null"):
        await database.turn(work)
    await database.turn(lambda u: u.records.put("after", "1"))
    assert await database.read(lambda u: (u.records.get("before"), u.records.get("after"))) == (None, "1")


async def test_no_error_of_a_turn_stops_the_next(database: AnyDatabase) -> None:
    def work(error: BaseException) -> None:
        raise error

    ends = await asyncio.gather(
        database.turn(lambda u: work(StopIteration())),
        database.turn(lambda u: work(MemoryError())),
        database.turn(lambda u: u.records.put("a", "1")),
        return_exceptions=True,
    )
    assert [type(end) for end in ends] == [RuntimeError, MemoryError, type(None)]


async def test_listeners_hear_of_what_was_committed(database: AnyDatabase, clock: FixedClock) -> None:
    who = await database.turn(lambda u: u.addresses.add(Address("web", "1", "1"), clock.now()))
    heard: list[Sequence[Parcel]] = []

    def broken(parcels: Sequence[Parcel]) -> None:
        raise RuntimeError("listener")

    database.on_commit(broken)
    database.on_commit(heard.append)

    def work(unit: UnitOfWork, fail: bool) -> Parcel | None:
        parcel = unit.outbox.add(who, Outgoing("好"), REPLY, clock.now())
        if fail:
            raise NotFound
        return parcel

    with pytest.raises(NotFound):
        await database.turn(lambda u: work(u, fail=True))
    first = await database.turn(lambda u: work(u, fail=False))
    second = await database.turn(lambda u: work(u, fail=False))
    await database.turn(lambda u: u.records.put("a", "b"))
    assert heard == [[first], [second]]


async def test_reading_cannot_write(database: AnyDatabase) -> None:
    with pytest.raises(Exception, match=r"(?i)read-?only"):
        await database.read(lambda u: u.records.put("a", "b"))
    await database.turn(lambda u: u.records.put("a", "c"))
    assert await database.read(lambda u: u.records.get("a")) == "c"


async def test_closing_finishes_what_was_taken(database_url: str) -> None:
    database = open_database(database_url)
    turns = [
        asyncio.ensure_future(database.turn(lambda u, n=n: u.records.put(f"m{n}", "1")))  # type: ignore[misc]
        for n in range(100)
    ]
    # All of them have begun by the time that the first has ended.
    await turns[0]
    await database.close()
    await database.close()
    assert [await turn for turn in turns] == [None] * 100
    with pytest.raises(StorageBusy):
        await database.turn(lambda u: None)
    with pytest.raises(StorageBusy):
        await database.read(lambda u: None)
    again = open_database(database_url)
    assert await again.read(lambda u: all(u.records.get(f"m{n}") for n in range(100)))
    await again.close()


async def test_a_cancelled_turn_harms_no_other(database: AnyDatabase) -> None:
    task = asyncio.ensure_future(database.turn(lambda u: u.records.put("a", "1")))
    other = asyncio.ensure_future(database.turn(lambda u: u.records.put("b", "1")))
    task.cancel()
    await other
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await database.read(lambda u: u.records.get("b")) == "1"


async def test_a_lock_that_stays_keeps_nothing(sqlite_url: str) -> None:
    database = SqliteDatabase(path_of(sqlite_url), busy_seconds=0.05)
    async with locked(path_of(sqlite_url)):
        ends = await asyncio.gather(
            *(database.turn(lambda u: u.records.put("a", "1")) for _ in range(20)), return_exceptions=True
        )
        assert {type(end) for end in ends} == {StorageBusy}
        assert "\n" not in str(ends[0])
        assert await database.read(lambda u: u.records.get("a")) is None
    await database.turn(lambda u: u.records.put("a", "2"))
    assert await database.read(lambda u: u.records.get("a")) == "2"
    await database.close()


async def test_a_lock_that_goes_is_waited_out(sqlite_url: str) -> None:
    database = SqliteDatabase(path_of(sqlite_url), busy_seconds=30)
    async with locked(path_of(sqlite_url)):
        turn = asyncio.ensure_future(database.turn(lambda u: u.records.put("a", "1")))
        assert await database.read(lambda u: u.records.get("a")) is None
        assert not turn.done()
    await turn
    await database.close()


async def test_a_full_disk_keeps_nothing_and_is_survived(sqlite_url: str) -> None:
    database = SqliteDatabase(path_of(sqlite_url))
    raw = database._writer._raw
    pages = raw.execute("PRAGMA page_count").fetchone()[0]
    raw.execute(f"PRAGMA max_page_count = {pages + 3}").fetchall()

    def big(unit: UnitOfWork) -> None:
        unit.records.put("small", "1")
        unit.records.put("big", "x" * 200_000)

    ends = await asyncio.gather(
        database.turn(big), database.turn(lambda u: u.records.put("fits", "1")), return_exceptions=True
    )
    assert isinstance(ends[0], StorageBusy)
    assert "full" in str(ends[0])
    assert await database.read(lambda u: (u.records.get("small"), u.records.get("big"))) == (None, None)
    raw.execute(f"PRAGMA max_page_count = {pages + 1000}").fetchall()
    await database.turn(big)
    assert await database.read(lambda u: u.records.get("small")) == "1"
    await database.close()


async def test_the_log_is_written_back_at_the_end(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    await database.turn(lambda u: u.records.put("a", "1"))
    await database.close()
    path = path_of(sqlite_url)
    assert not path.with_name(path.name + "-wal").exists()
    plain = sqlite3.connect(path)
    assert plain.execute("SELECT value FROM meta").fetchall() == [("1",)]
    plain.close()
