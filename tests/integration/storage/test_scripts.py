"""Talks along a script are kept on both databases, and only the latest tap counts."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.services.ports import UnitOfWork
from bot.services.script_records import DROPPED, ScriptRun
from storage.engine import AnyDatabase

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
VALUES = {
    "stack": ["second.ask"],
    "moves": [["second.ask", [], "网络", True, {}]],
    "slots": {"card": "贵宾卡"},
}


def _begun(uow: UnitOfWork, name: str = "second") -> ScriptRun:
    manager = uow.people.add_staff("manager", "王强", None, NOW)
    customer = uow.people.add_customer("张三", NOW, manager_id=manager.id)
    return uow.scripts.add(name, "1", customer.id, manager.id, VALUES, NOW)


async def test_a_talk_is_kept_whole(database: AnyDatabase) -> None:
    begun = await database.turn(_begun)
    found = await database.read(lambda uow: uow.scripts.get(begun.id))
    assert found == begun
    assert found is not None and (found.values, found.started_at, found.state) == (VALUES, NOW, "running")
    assert await database.read(lambda uow: uow.scripts.get(begun.id + 1)) is None


async def test_a_tap_counts_once(database: AnyDatabase) -> None:
    begun = await database.turn(_begun)

    def tap(uow: UnitOfWork) -> bool:
        return uow.scripts.change(begun.id, begun.revision, step="gather.address", values={"stack": []})

    assert await database.turn(tap)
    assert not await database.turn(tap)
    found = await database.read(lambda uow: uow.scripts.get(begun.id))
    assert found is not None
    assert (found.step, found.values, found.revision) == ("gather.address", {"stack": []}, begun.revision + 1)


async def test_only_talks_under_way_are_offered_again(database: AnyDatabase) -> None:
    def several(uow: UnitOfWork) -> tuple[int, list[int]]:
        first = _begun(uow)
        more = [
            uow.scripts.add("first", "1", first.customer_id, first.manager_id, {}, NOW).id for _ in range(3)
        ]
        uow.scripts.change(more[1], 0, state=DROPPED, ended_at=NOW)
        return first.manager_id, [more[2], more[0], first.id]

    manager, expected = await database.turn(several)
    found = await database.read(lambda uow: uow.scripts.under_way(manager, 10))
    assert [run.id for run in found] == expected
    assert [run.id for run in await database.read(lambda uow: uow.scripts.under_way(manager, 1))] == expected[
        :1
    ]
    assert await database.read(lambda uow: uow.scripts.under_way(manager + 1, 10)) == []
