"""An office on each database."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.clock import FixedClock
from storage.engine import AnyDatabase
from tests.integration.importing.office import Office


@pytest.fixture
async def office(database: AnyDatabase, clock: FixedClock, tmp_path: Path) -> Office:
    return await Office(database, clock, tmp_path).opens()
