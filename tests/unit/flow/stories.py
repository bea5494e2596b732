"""Runs a story over a fresh desk."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.dialog.message import Capabilities
from tests.unit.flow import virtual
from tests.unit.flow.desk import Desk
from tests.unit.flow.fakes import FakeDatabase
from tests.unit.flow.server import ServerChannel

PACED = Capabilities(per_second=29, per_chat_seconds=1.02, parallel=8)
Story = Callable[[Desk], Awaitable[None]]


def play(story: Story, channel: ServerChannel | None = None) -> Desk:
    """Run a story over a fresh desk in virtual time."""

    async def main() -> Desk:
        desk = Desk(FakeDatabase(), virtual.LoopClock(), channel or ServerChannel())
        await desk.start()
        await story(desk)
        await desk.close()
        return desk

    return virtual.run(main())


def tables(desk: Desk) -> FakeDatabase:
    """Return the desk's store, as what it is."""
    assert isinstance(desk.database, FakeDatabase)
    return desk.database
