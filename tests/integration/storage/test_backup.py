"""A copy made while the product runs."""

from __future__ import annotations

import asyncio
import sqlite3
from functools import partial
from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.services.ports import UnitOfWork
from storage.backup import backup
from storage.engine import open_database
from storage.migrate import check


async def test_a_backup_under_writes_is_whole(sqlite_url: str, tmp_path: Path) -> None:
    database = open_database(sqlite_url)
    target = tmp_path / "copy.db"

    def both(unit: UnitOfWork, mark: str) -> None:
        unit.records.put("a", mark)
        unit.records.put("b", mark)

    async def write(until: asyncio.Event) -> int:
        done = 0
        while not until.is_set():
            done += 1
            await database.turn(partial(both, mark=str(done)))
        return done

    copied = asyncio.Event()

    async def copy() -> None:
        await backup(sqlite_url, target)
        copied.set()

    wrote, _ = await asyncio.gather(write(copied), copy())
    assert wrote > 0
    await database.close()
    await check(f"sqlite:///{target}", thorough=True)
    plain = sqlite3.connect(target)
    marks = dict(plain.execute("SELECT key, value FROM meta"))
    mode = plain.execute("PRAGMA journal_mode").fetchone()
    plain.close()
    assert marks.get("a") == marks.get("b")
    assert mode == ("delete",)
    assert sorted(path.name for path in tmp_path.glob("copy.db*")) == ["copy.db"]
    assert target.stat().st_mode & 0o077 == 0


async def test_a_backup_never_replaces_a_file(sqlite_url: str, tmp_path: Path) -> None:
    target = tmp_path / "old.db"
    target.write_text("old")
    with pytest.raises(ConfigError, match="exists"):
        await backup(sqlite_url, target)
    assert target.read_text() == "old"


async def test_what_cannot_be_backed_up_is_said(sqlite_url: str, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    with pytest.raises(ConfigError, match="pg_dump"):
        await backup("postgresql://db/x", target)
    with pytest.raises(ConfigError, match="no database"):
        await backup(f"sqlite:///{tmp_path / 'none.db'}", target)
    with pytest.raises(ConfigError, match="cannot be written"):
        await backup(sqlite_url, tmp_path / "nowhere" / "copy.db")
    letter = tmp_path / "letter.db"
    letter.write_text("亲爱的客户" * 1000)
    with pytest.raises(ConfigError, match="cannot be copied"):
        await backup(f"sqlite:///{letter}", target)
    assert not target.exists()
