"""A town on each channel."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.conversations.town import Town, town


@pytest.fixture(params=["web", "telegram"])
async def place(request: pytest.FixtureRequest, sqlite_url: str) -> AsyncIterator[Town]:
    async with town(request.param, sqlite_url) as opened:
        yield opened


@pytest.fixture
async def web(sqlite_url: str) -> AsyncIterator[Town]:
    async with town("web", sqlite_url) as opened:
        yield opened


@pytest.fixture
async def telegram(sqlite_url: str) -> AsyncIterator[Town]:
    async with town("telegram", sqlite_url) as opened:
        yield opened
