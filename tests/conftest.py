"""Fixtures that every suite may use.

- `clock`: a FixedClock standing on Monday 2 March 2026, 9:00 in Shanghai.
- `database_url`: a fresh database at the newest revision, once on SQLite and once on PostgreSQL
  (skipped where none answers at HUIFANG_TEST_POSTGRES, by default postgresql://postgres@127.0.0.1:5432).
- `database`: the same, opened.
- `sqlite_url`, `fresh_postgres`: a fresh database of one kind only.
"""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
from collections.abc import AsyncIterator, Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from bot.clock import FixedClock
from storage.engine import AnyDatabase, open_database
from storage.migrate import upgrade
from storage.tables import metadata
from tests.log_watch import WATCH, watch
from tests.sharing_out import ByFile

# As wherever a model is fitted: several processes with threads for every core only wait for one another.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

POSTGRES = os.environ.get("HUIFANG_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 3, 2, 1, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "huifang.db"
    asyncio.run(upgrade(f"sqlite:///{path}"))
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "huifang.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Make one database for the whole run."""
    name = f"huifang_test_{uuid4().hex[:12]}"
    try:
        asyncio.run(_run(f"{POSTGRES}/postgres", f"CREATE DATABASE {name}"))
    except (OSError, asyncpg.PostgresError) as error:
        pytest.skip(f"PostgreSQL does not answer at HUIFANG_TEST_POSTGRES: {type(error).__name__}")
    url = f"{POSTGRES}/{name}"
    asyncio.run(upgrade(url))
    yield url
    asyncio.run(_run(f"{POSTGRES}/postgres", f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def fresh_postgres(postgres_url: str) -> str:
    tables = ", ".join(f'"{name}"' for name in metadata.tables)
    asyncio.run(_run(postgres_url, f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
    return postgres_url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "fresh_postgres"))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[AnyDatabase]:
    opened = open_database(database_url)
    yield opened
    await opened.close()


async def _run(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url, timeout=3)
    await connection.execute(statement)
    await connection.close()


def pytest_configure() -> None:
    """Hear what the product logs at the level it runs with."""
    for room in ("bot", "handlers", "storage"):
        logging.getLogger(room).setLevel(logging.INFO)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Let the watch hear the test from its fixtures on."""
    watch()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Generator[None, None, None]:
    """Fail the test that logged anything personal, its fixtures' ends included."""
    yield
    found = WATCH.findings()
    assert not found, "\n".join(found)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    """Share the tests out by file where several processes run them."""
    return ByFile(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say whether PostgreSQL and Chromium took part."""
    reasons = " ".join(str(report.longrepr) for report in terminalreporter.stats.get("skipped", []))
    for name, sign in (("PostgreSQL", "PostgreSQL does not answer"), ("Chromium", "hromium")):
        used = sign not in reasons
        terminalreporter.write_line(
            f"{name}: {'used where tests need it' if used else 'not found, its tests were skipped'}"
        )
