"""Customers are found by the beginnings of their terms, within a scope, on both databases (C1, G1)."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from sqlalchemy import create_engine, text

from bot.clock import FixedClock
from bot.services.records import Customer
from bot.standard import searching
from storage import migrate
from storage.engine import AnyDatabase
from tests.integration.storage.test_desk import hire, serve


async def find(
    database: AnyDatabase, typed: str, scope: Collection[int] | None = None, limit: int = 10
) -> list[int]:
    wanted = searching.wanted(typed, 3)
    if wanted is None:
        return []
    found = await database.read(lambda u: u.people.search(wanted, scope, limit))
    return [customer.id for customer in found]


async def test_every_way_to_find_somebody(database: AnyDatabase, clock: FixedClock) -> None:
    long = await serve(database, clock, "张三丰", phone="13800000107", tags="重点，团购")
    short = await serve(database, clock, "张三", phone="13900000101", account="HF-1")
    single = await serve(database, clock, "单雄信", employer="星河通信有限公司")
    group = await serve(database, clock, "东湖贸易公司", kind="group")
    for typed, expected in {
        "张三": [short, long],
        "三": [short, long],
        "三丰": [long],
        "zhangsan": [short, long],
        "zs": [short, long],
        "ZSF": [long],
        "zhangsf": [long],
        "shanxx": [single],
        "danxiongxin": [single],
        "星河": [single],
        "xinghe": [single],
        "贸易": [group],
        "dhmy": [group],
        "0101": [short],
        "107": [long],
        "139 0000 0101": [short],
        "hf-1": [short],
        "团购": [long],
        "张三 0101": [short],
        "张三0107": [long],
        "zhangsan 107": [long],
        "张三（尾号0101）": [short],
        "张三 9999": [],
        "李四": [],
        "'; DROP": [],
        '"': [],
    }.items():
        assert await find(database, typed) == [customer.id for customer in expected], typed


async def test_a_scope_is_kept(database: AnyDatabase, clock: FixedClock) -> None:
    wang, zhao = await hire(database, clock), await hire(database, clock, "赵经理")
    own = await serve(database, clock, "张三", manager_id=wang.id)
    lent = await serve(database, clock, "张三", manager_id=zhao.id, deputy_id=wang.id)
    other = await serve(database, clock, "张三", manager_id=zhao.id)
    alone = await serve(database, clock, "张三")
    assert await find(database, "zs", (wang.id,)) == [own.id, lent.id]
    assert await find(database, "zs", (zhao.id,)) == [lent.id, other.id]
    assert await find(database, "zs", (wang.id, zhao.id)) == [own.id, lent.id, other.id]
    assert await find(database, "zs", (0,)) == [alone.id]
    assert await find(database, "zs", ()) == []
    assert await find(database, "zs") == [own.id, lent.id, other.id, alone.id]
    assert await find(database, "zs", limit=2) == [own.id, lent.id]


async def test_what_is_changed_is_found_as_it_is_now(database: AnyDatabase, clock: FixedClock) -> None:
    wang, zhao = await hire(database, clock), await hire(database, clock, "赵经理")
    one = await serve(database, clock, "张三", manager_id=wang.id, phone="13800000101")

    async def change(**fields: object) -> None:
        await database.turn(lambda u: u.profiles.change(one.id, wang.id, clock.now(), **fields))

    await change(name="解放", phone="13800000222", account="N7", employer="东湖贸易", tags="重点")
    assert await find(database, "zs") == await find(database, "0101") == []
    for typed in ("jiefang", "xiefang", "0222", "n7", "东湖", "重点"):
        assert await find(database, typed) == [one.id], typed
    await change(manager_id=zhao.id, deputy_id=wang.id)
    assert await find(database, "xf", (zhao.id,)) == await find(database, "xf", (wang.id,)) == [one.id]
    await change(deputy_id=None)
    assert await find(database, "xf", (wang.id,)) == []
    await database.turn(lambda u: u.profiles.take_back(one.id, wang.id, clock.now()))
    assert await find(database, "xf", (wang.id,)) == [one.id]
    assert await database.turn(lambda u: u.history.remove(one.id))
    assert await find(database, "xf") == []


async def test_the_whole_name_comes_first_of_many(database: AnyDatabase, clock: FixedClock) -> None:
    def many(unit):  # type: ignore[no-untyped-def]
        for number in range(400):
            unit.people.add_customer(f"张{number}", clock.now())
        return unit.people.add_customer("张", clock.now())

    last: Customer = await database.turn(many)
    assert (await find(database, "张", limit=5))[0] == last.id
    assert len(await find(database, "张", limit=20)) == 20


async def test_who_is_looked_up_by_number(database: AnyDatabase, clock: FixedClock) -> None:
    one = await serve(database, clock, "张三", account="HF-1")
    read = await database.read(
        lambda u: (u.people.numbered("HF-1"), u.people.numbered(""), u.people.named("张三", 5))
    )
    assert read == (one, None, [one])


async def test_customers_on_file_before_are_found_after(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    url = f"sqlite:///{path}"
    await migrate.upgrade(url, "0002")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO customers (name, phone, created_at)"
                " VALUES ('单雄信', '13800000101', '2026-01-01')"
            )
        )
    engine.dispose()
    await migrate.upgrade(url)
    from storage.engine import open_database

    database = open_database(url)
    assert (
        await find(database, "shanxx")
        == await find(database, "0101")
        == await find(database, "dxx", (0,))
        == [1]
    )
    await database.close()
