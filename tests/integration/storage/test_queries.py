"""Standard questions, and the product's own marks, on both databases."""

from __future__ import annotations

from datetime import date

from bot.clock import FixedClock
from bot.services.ports import UnitOfWork
from storage.engine import AnyDatabase


async def test_only_approved_queries_in_force_count(database: AnyDatabase) -> None:
    today, tomorrow = date(2026, 3, 2), date(2026, 3, 3)

    def put(unit: UnitOfWork) -> None:
        unit.queries.put("营业时间", "九点", ["几点开门", "营业到几点"], approved_by="李")
        unit.queries.put("未批", "?", [], approved_by="")
        unit.queries.put("明天起", "?", [], approved_by="李", valid_from=tomorrow)
        unit.queries.put("到今天", "?", [], approved_by="李", valid_to=today)

    await database.turn(put)
    assert [q.title for q in await database.read(lambda u: u.queries.valid(today))] == ["营业时间", "到今天"]
    assert [q.title for q in await database.read(lambda u: u.queries.valid(tomorrow))] == [
        "营业时间",
        "明天起",
    ]
    await database.turn(lambda u: u.queries.put("营业时间", "八点半", ["几点开门"], approved_by="赵"))
    found = (await database.read(lambda u: u.queries.valid(today)))[0]
    assert (found.answer, found.wordings, found.approved_by) == ("八点半", ("几点开门",), "赵")
    assert await database.read(lambda u: u.queries.get(found.id)) == found
    assert await database.read(lambda u: u.queries.get(99)) is None


async def test_marks_are_kept(database: AnyDatabase, clock: FixedClock) -> None:
    assert await database.read(lambda u: u.records.get("offset")) is None
    await database.turn(lambda u: u.records.put("offset", "1"))
    await database.turn(lambda u: u.records.put("offset", "2"))
    assert await database.read(lambda u: u.records.get("offset")) == "2"
    await database.turn(lambda u: u.records.audit("view", "customer:1", clock.now()))
