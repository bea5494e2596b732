"""The scenarios over the store in memory, in virtual time."""

from __future__ import annotations

import pytest

from tests.unit.flow import virtual
from tests.unit.flow.fakes import FakeDatabase
from tests.unit.flow.scenarios import SCENARIOS, Scenario


@pytest.mark.parametrize("shared", [False, True], ids=["alone", "shared"])
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
def test_in_memory(scenario: Scenario, shared: bool) -> None:
    async def main() -> None:
        await scenario(FakeDatabase(shared=shared), virtual.LoopClock())

    virtual.run(main())
