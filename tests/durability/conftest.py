"""Fixtures of the durability tests: an emulated Telegram as a process, and stores for two stories at once."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from tests.conftest import POSTGRES
from tests.durability.processes import Telegram


@pytest.fixture
def telegram(tmp_path: Path) -> Iterator[Telegram]:
    with Telegram(tmp_path) as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def two_stores(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[str]]:
    """Give two fresh stores of a kind: two stories take hardly longer than one."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        paths = [tmp_path / f"{number}.db" for number in range(2)]
        for path in paths:
            shutil.copy(template, path)
        yield [f"sqlite:///{path}" for path in paths]
        return
    name = str(request.getfixturevalue("fresh_postgres")).rpartition("/")[2]
    copies = [f"{name}_{number}" for number in range(2)]
    for copy in copies:
        asyncio.run(_do(f"CREATE DATABASE {copy} TEMPLATE {name}"))
    yield [f"{POSTGRES}/{copy}" for copy in copies]
    for copy in copies:
        asyncio.run(_do(f"DROP DATABASE {copy} WITH (FORCE)"))


async def _do(statement: str) -> None:
    connection = await asyncpg.connect(f"{POSTGRES}/postgres", timeout=3)
    await connection.execute(statement)
    await connection.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/durability" in item.path.as_posix():
            item.add_marker(pytest.mark.kill)
