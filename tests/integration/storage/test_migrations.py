"""Revisions: walked up and down, compared with the tables, and refused where they are not ours."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect
from sqlalchemy.ext.asyncio import create_async_engine

from bot.errors import ConfigError, StorageBroken, StorageBusy
from storage import migrate, searching
from storage.address import driver_url, parse
from storage.tables import metadata
from tests.conftest import POSTGRES

SCRIPTS = Path(migrate.__file__).with_name("migrations")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    url = request.getfixturevalue("postgres_url") + "_empty"
    name = url.rsplit("/", 1)[1]
    asyncio.run(_run(f"{POSTGRES}/postgres", f"CREATE DATABASE {name}"))
    yield url
    asyncio.run(_run(f"{POSTGRES}/postgres", f"DROP DATABASE {name} WITH (FORCE)"))


async def _run(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(statement)
    await connection.close()


async def ask(url: str, question: Any) -> Any:
    engine = create_async_engine(driver_url(parse(url)))
    async with engine.connect() as connection:
        answer = await connection.run_sync(question)
    await engine.dispose()
    return answer


def damage(url: str, statement: str) -> None:
    raw = sqlite3.connect(url.removeprefix("sqlite:///"))
    raw.execute(statement)
    raw.commit()
    raw.close()


def test_the_known_revisions_are_those_on_file() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    scripts = ScriptDirectory.from_config(config)
    assert tuple(script.revision for script in reversed(list(scripts.walk_revisions()))) == migrate.REVISIONS
    assert scripts.get_current_head() == migrate.HEAD


async def test_revisions_go_up_down_and_up(empty_url: str) -> None:
    assert await migrate.current(empty_url) is None
    assert await migrate.needed(empty_url)
    with pytest.raises(StorageBroken, match="empty"):
        await migrate.check(empty_url)
    for revision in migrate.REVISIONS:
        assert await migrate.upgrade(empty_url, revision)
        assert await migrate.current(empty_url) == revision
    await migrate.check(empty_url, thorough=True)
    assert not await migrate.upgrade(empty_url)
    for revision in (*reversed(migrate.REVISIONS[:-1]), "base"):
        await migrate.downgrade(empty_url, revision)
    left = await ask(empty_url, lambda connection: inspect(connection).get_table_names())
    assert left == ["alembic_version"]
    assert await migrate.upgrade(empty_url)
    assert not await migrate.needed(empty_url)


async def test_the_revisions_make_the_tables(database_url: str) -> None:
    def compare(connection: Connection) -> Any:
        # Alembic's comparison of SQLite's defaults calls equal ones different: the next test sees to them.
        defaults = connection.dialect.name != "sqlite"
        opts = {"compare_server_default": defaults, "include_name": searching.is_of_the_model}
        context = MigrationContext.configure(connection, opts=opts)
        return compare_metadata(context, metadata)

    assert await ask(database_url, compare) == []


async def test_the_revisions_name_what_the_tables_name(sqlite_url: str) -> None:
    def describe(connection: Connection) -> dict[str, Any]:
        raw: Any = connection.connection.driver_connection
        found = inspect(connection)
        return {
            name: (
                found.get_pk_constraint(name),
                sorted(found.get_unique_constraints(name), key=lambda key: str(key["name"])),
                sorted(found.get_foreign_keys(name), key=lambda key: str(key["name"])),
                raw.execute(
                    "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? ORDER BY name",
                    (name,),
                ).fetchall(),
                raw.execute(f"PRAGMA table_info({name})").fetchall(),
            )
            for name in metadata.tables
        }

    def described(url: str, make: bool) -> dict[str, Any]:
        engine = create_engine(url)
        with engine.connect() as connection:
            if make:
                metadata.create_all(connection)
            description = describe(connection)
        engine.dispose()
        return description

    assert described(sqlite_url, make=False) == described("sqlite://", make=True)


async def test_two_processes_may_migrate_at_once(empty_url: str) -> None:
    await asyncio.gather(*(migrate.upgrade(empty_url) for _ in range(3)))
    await migrate.check(empty_url)


async def test_a_failed_upgrade_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'half.db'}"
    walk = migrate._walk

    def fail(connection: Connection, revision: str, *, up: bool) -> None:
        walk(connection, revision, up=up)
        raise StorageBusy("the disk is full")

    monkeypatch.setattr(migrate, "_walk", fail)
    with pytest.raises(StorageBusy):
        await migrate.upgrade(url)
    assert await migrate.current(url) is None
    monkeypatch.undo()
    assert await migrate.upgrade(url)


async def test_a_newer_revision_is_refused(sqlite_url: str) -> None:
    damage(sqlite_url, "UPDATE alembic_version SET version_num = '9999'")
    for ask_for in (migrate.check, migrate.upgrade, migrate.current):
        with pytest.raises(StorageBroken, match="9999") as refused:
            await ask_for(sqlite_url)
        assert "\n" not in str(refused.value)


async def test_missing_tables_are_named(sqlite_url: str) -> None:
    damage(sqlite_url, "DROP TABLE escalations")
    with pytest.raises(StorageBroken, match="lacks the tables escalations"):
        await migrate.check(sqlite_url)


async def test_anothers_tables_are_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'other.db'}"
    damage(url, "CREATE TABLE wp_posts (id INTEGER)")
    with pytest.raises(StorageBroken, match="another product"):
        await migrate.upgrade(url)


async def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("亲爱的客户" * 1000)
    with pytest.raises(StorageBroken, match="not a database") as refused:
        await migrate.check(f"sqlite:///{tmp_path / 'letter.db'}")
    assert "\n" not in str(refused.value)


async def test_damaged_pages_are_found(sqlite_url: str) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    pages = bytearray(path.read_bytes())
    pages[4096 * 8 : 4096 * 60] = b"\xff" * 4096 * 52
    path.write_bytes(pages)
    with pytest.raises(StorageBroken):
        await migrate.check(sqlite_url, thorough=True)


async def test_an_unknown_database_of_a_server(postgres_url: str) -> None:
    with pytest.raises(ConfigError, match="does not exist") as refused:
        await migrate.check(f"{POSTGRES}/huifang_nowhere")
    assert "\n" not in str(refused.value)
    with pytest.raises(StorageBusy):
        await migrate.check("postgresql://postgres@127.0.0.1:9/x")


def test_a_start_at_the_newest_revision_does_not_load_alembic(sqlite_url: str) -> None:
    code = (
        "import asyncio, sys; from storage import migrate, engine;"
        f"asyncio.run(migrate.upgrade({sqlite_url!r})); asyncio.run(migrate.check({sqlite_url!r}));"
        "sys.exit('alembic' in sys.modules or 'asyncpg' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
