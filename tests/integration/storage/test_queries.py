"""Standard questions: valid ones only, both ends counting; every version kept; facts and questions asked."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.clock import FixedClock
from bot.services.ports import UnitOfWork
from bot.services.query_records import (
    ANSWERED,
    APPROVED,
    DRAFT,
    SUBMITTED,
    UNANSWERED,
    UNSOLVED,
    Content,
    Variant,
)
from storage import migrate
from storage.engine import AnyDatabase, open_database

TODAY = date(2026, 9, 29)
NOW = datetime(2026, 9, 29, 2, tzinfo=UTC)
DAY = timedelta(days=1)


def _put(unit: UnitOfWork, content: Content, state: str = APPROVED, **fields: object) -> int:
    query_id = unit.queries.titled(content.title) or unit.queries.add(content.title)
    assert query_id is not None
    unit.queries.write(query_id, state, content, [], NOW, **fields)
    return query_id


async def test_valid_ones_only(database: AnyDatabase) -> None:
    def plant(unit: UnitOfWork) -> None:
        _put(unit, Content("营业时间", "九点", ("几点开门", "营业到几点")))
        _put(unit, Content("未批", "?", ()), SUBMITTED)
        _put(unit, Content("明天起", "?", (), valid_from=TODAY + DAY))
        _put(unit, Content("到今天", "?", (), valid_to=TODAY))

    def titles(day: date) -> list[str]:
        return [query.title for query in found[day]]

    await database.turn(plant)
    days = (TODAY, TODAY + DAY)
    found = {day: await database.read(lambda u, d=day: u.queries.valid(d)) for day in days}  # type: ignore[misc]
    assert titles(TODAY) == ["营业时间", "到今天"]
    assert titles(TODAY + DAY) == ["营业时间", "明天起"]
    assert await database.read(lambda u: u.queries.get(99, TODAY)) is None
    first = found[TODAY][0]
    assert await database.read(lambda u: u.queries.get(first.id, TODAY)) == first


async def test_the_old_version_holds_until_the_new_one_begins(database: AnyDatabase) -> None:
    old = Content("营业时间", "九点", ("几点开门",), (Variant("随时", tier="gold"),), ("handle",), "客服部")
    new = Content("营业时间", "八点半", ("几点开门",), valid_from=TODAY + DAY, valid_to=TODAY + 2 * DAY)

    def plant(unit: UnitOfWork) -> int:
        _put(unit, old)
        return _put(unit, new)

    query_id = await database.turn(plant)

    async def answer(day: date) -> str | None:
        query = await database.read(lambda u: u.queries.get(query_id, day))
        return query.answer if query else None

    assert [await answer(TODAY + n * DAY) for n in range(4)] == ["九点", "八点半", "八点半", None]
    entry = await database.read(lambda u: u.queries.entry(query_id))
    assert entry is not None
    assert [version.content for version in entry.versions] == [new, old]
    assert entry.current(TODAY) == entry.versions[1]
    assert entry.coming(TODAY) == entry.versions[0]
    assert await database.turn(lambda u: u.queries.retire(query_id, NOW, "李静"))
    assert not await database.turn(lambda u: u.queries.retire(query_id, NOW, "李静"))
    assert await answer(TODAY) is None


async def test_a_decided_version_is_changed_no_more(database: AnyDatabase) -> None:
    query_id = await database.turn(lambda u: _put(u, Content("营业时间", "九点", ()), DRAFT))
    entry = await database.read(lambda u: u.queries.entry(query_id))
    assert entry is not None and entry.open is not None
    draft = entry.open
    later = Content("营业时间", "十点", ("几点",))
    assert await database.turn(lambda u: u.queries.change(draft.id, 0, later))
    assert not await database.turn(lambda u: u.queries.change(draft.id, 0, later)), "a stale button"
    assert await database.turn(lambda u: u.queries.change(draft.id, 1, state=APPROVED, approved_by="李静"))
    assert not await database.turn(lambda u: u.queries.change(draft.id, 2, draft.content))
    kept = await database.read(lambda u: u.queries.version(draft.id))
    assert kept is not None and (kept.content, kept.approved_by) == (later, "李静")


async def test_titles_are_one_each(database: AnyDatabase) -> None:
    first = await database.turn(lambda u: u.queries.add("甲"))
    assert await database.turn(lambda u: u.queries.add("甲")) is None
    second = await database.turn(lambda u: u.queries.add("乙"))
    assert first is not None and second is not None
    assert not await database.turn(lambda u: u.queries.rename(second, "甲"))
    assert await database.turn(lambda u: u.queries.rename(second, "丙"))
    assert [e.title for e in await database.read(lambda u: u.queries.entries())] == ["丙", "甲"]


async def test_owners_are_told_of_the_end(database: AnyDatabase) -> None:
    content = Content("活动", "?", (), valid_to=TODAY + 5 * DAY)
    await database.turn(lambda u: _put(u, content))
    ending = await database.read(lambda u: u.queries.ending(TODAY, TODAY + 14 * DAY))
    assert [version.content for version in ending] == [content]
    await database.turn(lambda u: u.queries.tell(ending[0].id, "soon"))
    assert await database.read(lambda u: u.queries.ending(TODAY, TODAY + 14 * DAY)) == []
    gone = TODAY + 6 * DAY
    assert len(await database.read(lambda u: u.queries.ending(gone, gone + 14 * DAY))) == 1


async def test_what_was_asked_is_counted(database: AnyDatabase) -> None:
    query_id = await database.turn(lambda u: _put(u, Content("营业时间", "九点", ())))

    def ask(unit: UnitOfWork) -> list[int]:
        asked = [unit.asks.add("几点开门", ANSWERED, NOW, query_id=query_id) for _ in range(3)]
        unit.asks.change(asked[0], outcome=UNSOLVED)
        return [*asked, unit.asks.add("合同在哪", UNANSWERED, NOW)]

    asked = await database.turn(ask)
    usage = (await database.read(lambda u: u.asks.usage(NOW - DAY)))[query_id]
    assert (usage.asked, usage.helped, usage.unsolved) == (3, 2, 1)
    found = await database.read(lambda u: u.asks.open(NOW - DAY, 10))
    assert [ask.id for ask in found] == [asked[3], asked[0]]
    await database.turn(lambda u: u.asks.change(asked[3], settled="ignored"))
    assert len(await database.read(lambda u: u.asks.open(NOW - DAY, 10))) == 1
    assert await database.turn(lambda u: u.asks.purge(NOW + DAY)) == 4


async def test_facts_are_set_and_remembered(database: AnyDatabase) -> None:
    def set_them(unit: UnitOfWork) -> None:
        for value in ("甲", "乙"):
            unit.facts.put("app", value, "钱芳", NOW)
        unit.facts.put("site", "丙", "钱芳", NOW)
        unit.facts.put("site", "", "钱芳", NOW)

    await database.turn(set_them)
    assert await database.read(lambda u: u.facts.all()) == {"app": "乙"}
    assert [fact.value for fact in await database.read(lambda u: u.facts.history("app", 5))] == ["乙", "甲"]


async def test_what_was_on_file_becomes_the_first_version(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.db'}"
    await migrate.upgrade(url, "0007")
    raw = sqlite3.connect(tmp_path / "old.db")
    raw.execute(
        "INSERT INTO queries (title, answer, wordings, valid_to, approved_by)"
        " VALUES ('营业时间', '九点', '[\"几点\"]', '2026-12-31', '李静'), ('未批', '?', '[]', NULL, '')"
    )
    raw.commit()
    raw.close()
    await migrate.upgrade(url)
    database = open_database(url)
    found = await database.read(lambda u: u.queries.valid(TODAY))
    assert [(q.title, q.answer, q.wordings, q.approved_by) for q in found] == [
        ("营业时间", "九点", ("几点",), "李静")
    ]
    await database.close()
    await migrate.downgrade(url, "0007")
    raw = sqlite3.connect(tmp_path / "old.db")
    rows = raw.execute("SELECT title, answer, approved_by FROM queries ORDER BY id").fetchall()
    raw.close()
    assert rows == [("营业时间", "九点", "李静"), ("未批", "", "")]


async def test_marks_are_kept(database: AnyDatabase, clock: FixedClock) -> None:
    assert await database.read(lambda u: u.records.get("offset")) is None
    await database.turn(lambda u: u.records.put("offset", "1"))
    await database.turn(lambda u: u.records.put("offset", "2"))
    assert await database.read(lambda u: u.records.get("offset")) == "2"
    await database.turn(lambda u: u.records.audit("view", "customer:1", clock.now()))
