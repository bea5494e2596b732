"""Drafts, quick phrases, wording against the standard, and records that keep what stood there (O1, A6)."""

from __future__ import annotations

from datetime import timedelta

from bot.clock import FixedClock
from bot.dialog.form import State
from bot.services.own_ledgers import Edit
from bot.services.records import Contact
from storage.engine import AnyDatabase
from tests.integration.storage.test_desk import hire, serve


async def test_drafts_are_put_aside_and_taken_up(database: AnyDatabase, clock: FixedClock) -> None:
    wang, zhao = await hire(database, clock), await hire(database, clock, "赵经理")
    values = {"customer": "1", "customer.label": "张三", "suggestion": ["早开门"], "given": 1}
    first = await database.turn(lambda u: u.drafts.add(wang.id, State("visit", 3, values, 7), clock.now()))
    second = await database.turn(lambda u: u.drafts.add(wang.id, State("call", 1, {}, 2), clock.now()))
    kept = await database.read(lambda u: u.drafts.of_staff(wang.id, 5))
    assert [d.id for d in kept] == [second.id, first.id]
    assert kept[1] == first and kept[1].state == State("visit", 3, values)
    assert await database.read(lambda u: u.drafts.of_staff(zhao.id, 5)) == []
    await database.turn(lambda u: u.drafts.offered(first.id))
    found = await database.read(lambda u: u.drafts.get(first.id))
    assert found is not None and found.offered and found.at == clock.now()
    assert await database.turn(lambda u: u.drafts.remove(first.id))
    assert not await database.turn(lambda u: u.drafts.remove(first.id))
    assert await database.read(lambda u: u.drafts.get(first.id)) is None


async def test_quick_phrases_come_most_used_first(database: AnyDatabase, clock: FixedClock) -> None:
    wang, zhao = await hire(database, clock), await hire(database, clock, "赵经理")
    for text in ("谈了宽带续约", "送了账单", "谈了宽带续约"):
        await database.turn(lambda u, text=text: u.phrases.add(wang.id, text))  # type: ignore[misc]
    await database.turn(lambda u: u.phrases.add(zhao.id, "谈了宽带续约"))
    await database.turn(lambda u: u.phrases.used(wang.id, "谈了宽带续约"))
    await database.turn(lambda u: u.phrases.used(wang.id, "没有这句"))
    mine = await database.read(lambda u: u.phrases.of_staff(wang.id, 10))
    assert [(p.text, p.used) for p in mine] == [("谈了宽带续约", 1), ("送了账单", 0)]
    theirs = await database.read(lambda u: u.phrases.of_staff(zhao.id, 10))
    assert [(p.text, p.used) for p in theirs] == [("谈了宽带续约", 0)]
    assert await database.turn(lambda u: u.phrases.remove(mine[1].id))
    assert not await database.turn(lambda u: u.phrases.remove(mine[1].id))
    assert await database.read(lambda u: u.phrases.get(mine[0].id)) == mine[0]


async def test_wording_against_the_standard_is_kept(database: AnyDatabase, clock: FixedClock) -> None:
    wang, zhao = await hire(database, clock), await hire(database, clock, "赵经理")
    long = "很长的一个词" * 10
    await database.turn(lambda u: u.violations.add(wang.id, None, "不知道", "我不知道", clock.now()))
    clock.advance(timedelta(days=2))
    await database.turn(lambda u: u.violations.add(zhao.id, None, long, long, clock.now()))
    since = clock.now() - timedelta(days=9)
    both = await database.read(lambda u: u.violations.of_staff({wang.id, zhao.id}, since, 5))
    assert [(v.staff_id, v.word) for v in both] == [(zhao.id, long[:32]), (wang.id, "不知道")]
    assert both[0].text == long
    assert await database.read(lambda u: u.violations.of_staff({wang.id}, clock.now(), 5)) == []
    assert await database.read(lambda u: u.violations.of_staff([], since, 5)) == []
    assert await database.read(lambda u: u.violations.get(both[1].id)) == both[1]


async def record(database: AnyDatabase, clock: FixedClock, customer: int, manager: int, text: str) -> Contact:
    fields = {"place": "营业厅"}
    return await database.turn(
        lambda u: u.contacts.add("visit", customer, manager, text, clock.now(), fields=fields)
    )


async def test_an_edit_keeps_what_stood_there(database: AnyDatabase, clock: FixedClock) -> None:
    wang = await hire(database, clock)
    zhang = await serve(database, clock, "张三", manager_id=wang.id)
    kept = await record(database, clock, zhang.id, wang.id, "谈了5G")
    for drawn, field, new in ((0, "content", "谈了宽带"), (1, "place", "办公室"), (2, "result", "成功")):
        now = await database.read(lambda u: u.contacts.get(kept.id))
        assert now is not None and now.revision == drawn
        change = (now, wang.id, clock.now(), field, new)
        assert await database.turn(lambda u, change=change: u.contacts.change(*change))  # type: ignore[misc]
    assert not await database.turn(lambda u: u.contacts.change(kept, wang.id, clock.now(), "content", "别的"))
    now = await database.read(lambda u: u.contacts.get(kept.id))
    assert now is not None and (now.content, now.fields) == (
        "谈了宽带",
        {"place": "办公室", "result": "成功"},
    )
    assert await database.read(lambda u: u.contacts.edits(kept.id)) == [
        Edit(clock.now(), wang.id, "content", "谈了5G", "谈了宽带"),
        Edit(clock.now(), wang.id, "place", "营业厅", "办公室"),
        Edit(clock.now(), wang.id, "result", "", "成功"),
    ]


async def test_what_needs_a_look_is_found(database: AnyDatabase, clock: FixedClock) -> None:
    wang, zhao = await hire(database, clock), await hire(database, clock, "赵经理")
    zhang = await serve(database, clock, "张三", manager_id=wang.id)
    assert await database.read(lambda u: u.contacts.latest(wang.id)) is None
    plain = await record(database, clock, zhang.id, wang.id, "谈了5G")

    late, twice, struck = [
        await database.turn(
            lambda u, flag=flag: u.contacts.add(  # type: ignore[misc]
                "call", zhang.id, wang.id, "谈了5G", clock.now(), **{flag: True}
            )
        )
        for flag in ("backdated", "repeated", "backdated")
    ]
    await database.turn(lambda u: u.contacts.undo(struck.id, clock.now()))
    assert await database.read(lambda u: u.contacts.latest(wang.id)) == twice
    await database.turn(lambda u: u.contacts.change(plain, wang.id, clock.now(), "content", "谈了宽带"))
    since = clock.now() - timedelta(days=1)
    found = await database.read(lambda u: u.contacts.flagged({wang.id, zhao.id}, since, 9))
    assert [c.id for c in found] == [twice.id, late.id, plain.id]
    assert await database.read(lambda u: u.contacts.flagged({zhao.id}, since, 9)) == []
    assert await database.read(lambda u: u.contacts.flagged({wang.id}, clock.now() + timedelta(1), 9)) == []
