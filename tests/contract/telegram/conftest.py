"""Every mapping is tried without a network and over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.dialog.message import Choice, Outgoing
from tests.telegram.rig import Rig, rigged


@pytest.fixture(params=["session", "http"])
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    async with rigged(request.param) as made:
        yield made


@pytest.fixture(params=["session", "http"])
async def hooked(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    async with rigged(request.param, webhook=True) as made:
        yield made


@pytest.fixture
def choices() -> Outgoing:
    return Outgoing(
        "请选择", choices=((Choice("c:1", "咨询"), Choice("c:2", "投诉")), (Choice("c:3", "我的进度"),))
    )
