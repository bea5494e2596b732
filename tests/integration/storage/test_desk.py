"""People, cases, contacts and duties, on both databases."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.clock import FixedClock
from bot.dialog.message import Address
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Customer, Duty, Staff
from storage.engine import AnyDatabase


async def hire(
    database: AnyDatabase, clock: FixedClock, name: str = "王经理", role: str = "manager"
) -> Staff:
    return await database.turn(lambda u: u.people.add_staff(role, name, None, clock.now(), phone="139"))


async def serve(database: AnyDatabase, clock: FixedClock, name: str, **fields: Any) -> Customer:
    return await database.turn(lambda u: u.people.add_customer(name, clock.now(), **fields))


def duty(unit: UnitOfWork, at: datetime, subject: str = "case:1", **fields: Any) -> Duty | None:
    return unit.duties.add(
        "suggestion",
        subject,
        "",
        **{
            "opened_at": at,
            "due_at": at + timedelta(days=3),
            "due_day": date(2026, 3, 5),
            "ladder": "case",
            "policy": "v1",
            "next_at": at,
            **fields,
        },
    )


async def test_who_comes_in_the_same_turn_is_known_in_it(database: AnyDatabase, clock: FixedClock) -> None:
    """A turn reads a colleague once, and still sees whom it adds itself."""

    def turn(u: UnitOfWork) -> tuple[list[Staff], list[Staff], Staff | None, Staff, list[Staff]]:
        nobody, unknown = u.people.with_role("head"), u.people.staff(1)
        came = u.people.add_staff("head", "周敏", None, clock.now())
        there = u.people.with_role("head")
        there.clear()  # what is handed out is the asker's own
        return nobody, u.people.with_role("head"), unknown, came, [p for p in (u.people.staff(1),) if p]

    before, after, unknown, came, found = await database.turn(turn)
    assert (before, after, unknown, found) == ([], [came], None, [came])


async def test_staff_are_found(database: AnyDatabase, clock: FixedClock) -> None:
    boss = await hire(database, clock, "李主管", "supervisor")
    wang = await database.turn(lambda u: u.people.add_staff("manager", "王", boss.id, clock.now()))
    assert (boss.phone, wang.under_id, wang.active) == ("139", boss.id, True)
    assert await database.read(lambda u: u.people.staff(wang.id)) == wang
    assert await database.read(lambda u: (u.people.staff(None), u.people.staff(99))) == (None, None)
    assert await database.read(lambda u: u.people.staff_named("王")) == wang
    assert await database.read(lambda u: u.people.staff_named("王", "supervisor")) is None
    assert await database.read(lambda u: u.people.with_role("manager")) == [wang]


async def test_a_team_is_known_at_any_depth(database: AnyDatabase, clock: FixedClock) -> None:
    def people(u: UnitOfWork) -> list[int]:
        head = u.people.add_staff("head", "负责人", None, clock.now())
        boss = u.people.add_staff("supervisor", "主管", head.id, clock.now())
        below = u.people.add_staff("supervisor", "副主管", boss.id, clock.now())
        wang = u.people.add_staff("manager", "王", below.id, clock.now())
        zhao = u.people.add_staff("manager", "赵", boss.id, clock.now())
        u.people.add_staff("admin", "管理员", boss.id, clock.now())
        u.people.add_staff("manager", "外人", None, clock.now())
        return [head.id, boss.id, below.id, wang.id, zhao.id]

    async def team_of(leader: int) -> set[int]:
        return set(await database.read(lambda u: u.people.under(leader)))

    head, boss, below, wang, zhao = await database.turn(people)
    for leader, team in ((head, {boss, below, wang, zhao}), (boss, {below, wang, zhao}), (below, {wang})):
        assert await team_of(leader) == team
    assert await team_of(wang) == set()


async def test_customers_are_found_by_number(database: AnyDatabase, clock: FixedClock) -> None:
    wang = await hire(database, clock)
    short = await serve(database, clock, "张三", manager_id=wang.id, tier="gold", vip=True)
    other = await serve(database, clock, "张三", manager_id=wang.id, phone="13800000000")
    assert await database.read(lambda u: u.people.customer(short.id)) == short
    assert await database.read(lambda u: u.people.customer(None)) is None
    assert await database.read(lambda u: u.people.customers_with_phone("13800000000")) == [other]
    assert await database.read(lambda u: u.people.customers_with_phone("")) == []


async def test_those_latest_contacted_come_first(database: AnyDatabase, clock: FixedClock) -> None:
    wang = await hire(database, clock)
    ids = [(await serve(database, clock, name, manager_id=wang.id)).id for name in "甲乙丙"]
    early, late = clock.now() - timedelta(days=2), clock.now() - timedelta(days=1)

    def visit(unit: UnitOfWork) -> int:
        unit.contacts.add("visit", ids[2], wang.id, "谈了套餐", clock.now(), happened_at=late)
        unit.contacts.add("visit", ids[1], wang.id, "谈了宽带", clock.now(), happened_at=early)
        return unit.contacts.add("call", ids[0], wang.id, "拨错", clock.now()).id

    wrong = await database.turn(visit)
    await database.turn(lambda u: u.contacts.undo(wrong, clock.now()))
    found = await database.read(lambda u: u.people.customers_of(wang.id, 10))
    assert [customer.id for customer in found] == [ids[2], ids[1], ids[0]]
    rest = await database.read(lambda u: u.people.customers_of(wang.id, 10, 2))
    assert [customer.id for customer in rest] == [ids[0]]


async def test_a_contact_is_struck_out_but_stays(database: AnyDatabase, clock: FixedClock) -> None:
    wang = await hire(database, clock)
    zhang = await serve(database, clock, "张三")
    add: Any = {"happened_at": clock.now() - timedelta(hours=1), "outcome": "ok", "next_at": clock.now()}
    one = await database.turn(lambda u: u.contacts.add("visit", zhang.id, wang.id, "好", clock.now(), **add))
    two = await database.turn(lambda u: u.contacts.add("call", zhang.id, wang.id, "好", clock.now()))
    assert await database.read(lambda u: u.contacts.get(one.id)) == one
    assert two.happened_at == two.recorded_at == clock.now()
    assert await database.read(lambda u: u.contacts.of_customer(zhang.id, 5)) == [two, one]
    await database.turn(lambda u: u.contacts.undo(two.id, clock.now()))
    assert await database.read(lambda u: u.contacts.of_customer(zhang.id, 5)) == [one]
    struck = await database.read(lambda u: u.contacts.get(two.id))
    assert struck is not None
    assert struck.undone_at == clock.now()
    with pytest.raises(TypeError, match="colour"):
        await database.turn(lambda u: u.contacts.add("call", zhang.id, wang.id, "", clock.now(), colour=1))


async def test_a_code_is_used_once(database: AnyDatabase, clock: FixedClock) -> None:
    wang = await hire(database, clock)
    until = clock.now() + timedelta(days=1)
    await database.turn(lambda u: u.people.add_invite("h" * 64, until, clock.now(), staff_id=wang.id))
    invite = await database.read(lambda u: u.people.invite("h" * 64))
    assert invite is not None
    assert (invite.staff_id, invite.customer_id, invite.expires_at, invite.used_at) == (
        wang.id,
        None,
        until,
        None,
    )
    assert await database.turn(lambda u: u.people.use_invite(invite.id, None, clock.now()))
    assert not await database.turn(lambda u: u.people.use_invite(invite.id, None, clock.now()))
    used = await database.read(lambda u: u.people.invite("h" * 64))
    assert used is not None
    assert used.used_at == clock.now()
    assert await database.read(lambda u: u.people.invite("x")) is None


async def test_links_are_revoked_by_person(database: AnyDatabase, clock: FixedClock) -> None:
    wang = await hire(database, clock)
    zhang = await serve(database, clock, "张三")
    now, until = clock.now(), clock.now() + timedelta(days=1)
    staff = await database.turn(lambda u: u.people.add_link("s", until, now, staff_id=wang.id))
    theirs = await database.turn(lambda u: u.people.add_link("c", until, now, customer_id=zhang.id))
    assert await database.read(lambda u: u.people.link("s")) == staff
    assert await database.turn(lambda u: u.people.revoke_links(now)) == 0
    assert await database.turn(lambda u: u.people.revoke_links(now, staff_id=wang.id)) == 1
    assert await database.turn(lambda u: u.people.revoke_links(now, staff_id=wang.id)) == 0
    revoked = await database.read(lambda u: u.people.link("s"))
    assert revoked is not None
    assert revoked.revoked_at == now
    assert await database.read(lambda u: u.people.link("c")) == theirs
    assert await database.turn(lambda u: u.people.revoke_links(now, customer_id=zhang.id)) == 1


async def test_a_case_moves_on_by_revisions(database: AnyDatabase, clock: FixedClock) -> None:
    zhang = await serve(database, clock, "张三")
    due = clock.now() + timedelta(days=1)
    add: Any = {"customer_id": zhang.id, "severity": "major", "provisional": True}
    case = await database.turn(lambda u: u.cases.add("complaint", "断网", due, clock.now(), **add))
    assert await database.read(lambda u: u.cases.get(case.id)) == case
    assert (case.state, case.revision, case.created_at) == ("open", 0, clock.now())
    answer: Any = {"state": "answered", "answer": "已修好", "answered_at": clock.now()}
    assert await database.turn(lambda u: u.cases.change(case.id, 0, **answer))
    assert not await database.turn(lambda u: u.cases.change(case.id, 0, state="done"))
    changed = await database.read(lambda u: u.cases.get(case.id))
    assert changed is not None
    assert (changed.state, changed.answer, changed.revision) == ("answered", "已修好", 1)
    await database.turn(lambda u: u.cases.note(case.id, "answered", clock.now(), text="已修好"))
    with pytest.raises(TypeError, match="colour"):
        await database.turn(lambda u: u.cases.add("complaint", "x", due, clock.now(), colour=1))


async def test_a_persons_cases_open_ones_first(database: AnyDatabase, clock: FixedClock) -> None:
    zhang, li = await serve(database, clock, "张三"), await serve(database, clock, "李四")
    chat = await database.turn(lambda u: u.addresses.add(Address("web", "1", "1"), clock.now()))
    wang = await hire(database, clock)
    visit = await database.turn(lambda u: u.contacts.add("visit", zhang.id, wang.id, "好", clock.now()))

    def add(unit: UnitOfWork, **fields: Any) -> Case:
        return unit.cases.add("question", "?", clock.now(), clock.now(), **fields)

    old = await database.turn(lambda u: add(u, customer_id=zhang.id, contact_id=visit.id))
    shut = await database.turn(lambda u: add(u, customer_id=zhang.id, closed_at=clock.now()))
    nobody = await database.turn(lambda u: add(u, address_id=chat.id))
    await database.turn(lambda u: add(u, customer_id=li.id, address_id=chat.id))
    mine = await database.read(lambda u: u.cases.of_person(zhang.id, chat.id, 10))
    assert [case.id for case in mine] == [nobody.id, old.id, shut.id]
    unknown = await database.read(lambda u: u.cases.of_person(None, chat.id, 10))
    assert [case.id for case in unknown] == [nobody.id]
    assert await database.read(lambda u: u.cases.of_contact(visit.id)) == [old]


async def test_a_duty_is_raised_once(database: AnyDatabase, clock: FixedClock) -> None:
    made = await database.turn(lambda u: duty(u, clock.now()))
    assert made is not None
    assert await database.read(lambda u: u.duties.get(made.id)) == made
    assert await database.turn(lambda u: duty(u, clock.now())) is None
    assert await database.turn(lambda u: duty(u, clock.now(), "case:2")) is not None
    assert await database.read(lambda u: u.duties.get(99)) is None


async def test_duties_fire_and_climb_in_order(database: AnyDatabase, clock: FixedClock) -> None:
    wang, li = await hire(database, clock), await hire(database, clock, "李", "supervisor")
    now, later = clock.now(), clock.now() + timedelta(hours=1)
    second = await database.turn(lambda u: duty(u, now, "b", owner_id=wang.id))
    first = await database.turn(lambda u: duty(u, now, "a", next_at=now - timedelta(hours=1)))
    await database.turn(lambda u: duty(u, now, "c", next_at=later))
    await database.turn(lambda u: duty(u, now, "d", next_at=None))
    assert first is not None
    assert second is not None
    assert [d.id for d in await database.read(lambda u: u.duties.firing(now, 9))] == [first.id, second.id]
    assert len(await database.read(lambda u: u.duties.firing(now, 1))) == 1
    assert await database.turn(lambda u: u.duties.climb(first.id, 0, 1, later))
    assert not await database.turn(lambda u: u.duties.climb(first.id, 0, 1, later))
    climbed = await database.read(lambda u: u.duties.get(first.id))
    assert climbed is not None
    assert (climbed.rung, climbed.next_at, climbed.revision) == (1, later, 1)
    assert await database.turn(lambda u: u.duties.escalated(first.id, "breach", li.id, now))
    assert not await database.turn(lambda u: u.duties.escalated(first.id, "breach", li.id, now))
    assert await database.turn(lambda u: u.duties.escalated(first.id, "breach", wang.id, now))
    assert await database.turn(lambda u: u.duties.escalated(first.id, "head", li.id, now))
    assert await database.read(lambda u: u.duties.told(first.id)) == sorted([wang.id, li.id])


async def test_acknowledging_stops_the_ladder(database: AnyDatabase, clock: FixedClock) -> None:
    li = await hire(database, clock, "李", "supervisor")
    made = await database.turn(lambda u: duty(u, clock.now()))
    assert made is not None
    assert await database.turn(lambda u: u.duties.acknowledge(made.id, li.id, clock.now()))
    assert not await database.turn(lambda u: u.duties.acknowledge(made.id, li.id, clock.now()))
    assert not await database.turn(lambda u: u.duties.climb(made.id, 0, 1, clock.now()))
    assert await database.read(lambda u: u.duties.firing(clock.now(), 9)) == []
    found = await database.read(lambda u: u.duties.get(made.id))
    assert found is not None
    assert (found.acked_by, found.acked_at, found.closed_at) == (li.id, clock.now(), None)
    assert await database.turn(lambda u: u.duties.close(made.id, "done", clock.now()))
    assert not await database.turn(lambda u: u.duties.close(made.id, "done", clock.now()))
    assert not await database.turn(lambda u: u.duties.acknowledge(made.id, li.id, clock.now()))


async def test_an_owners_duties(database: AnyDatabase, clock: FixedClock) -> None:
    wang, zhao = await hire(database, clock), await hire(database, clock, "赵")
    now, soon, later = clock.now(), clock.now() + timedelta(hours=1), clock.now() + timedelta(days=9)
    own: Any = {"owner_id": wang.id}
    b = await database.turn(lambda u: duty(u, now, "b", due_at=soon, **own))
    a = await database.turn(lambda u: duty(u, now, "a", due_at=now, **own))
    await database.turn(lambda u: duty(u, now, "c", due_at=later, **own))
    assert a is not None
    assert b is not None
    assert [d.id for d in await database.read(lambda u: u.duties.of_owner(wang.id, later, 9))] == [a.id, b.id]
    await database.turn(lambda u: u.duties.hand_over(b.id, zhao.id))
    assert [d.id for d in await database.read(lambda u: u.duties.of_owner(wang.id, later, 9))] == [a.id]
    assert [d.id for d in await database.read(lambda u: u.duties.of_owner(zhao.id, later, 9))] == [b.id]


async def test_a_subjects_duties_close_together(database: AnyDatabase, clock: FixedClock) -> None:
    wang, zhang = await hire(database, clock), await serve(database, clock, "张三")
    now = clock.now()
    case = await database.turn(lambda u: u.cases.add("question", "?", now, now))
    visit = await database.turn(lambda u: u.contacts.add("visit", zhang.id, wang.id, "好", now))
    chat = await database.turn(lambda u: u.addresses.add(Address("web", "1", "1"), now))
    one = await database.turn(lambda u: duty(u, now, "1", case_id=case.id, address_id=chat.id))
    two = await database.turn(lambda u: duty(u, now, "2", contact_id=visit.id))
    assert one is not None
    assert two is not None
    assert await database.read(lambda u: u.duties.open_of_case(case.id)) == [one]
    assert await database.read(lambda u: u.duties.open_of_address(chat.id, "suggestion")) == [one]
    assert await database.read(lambda u: u.duties.open_of_address(chat.id, "callback")) == []
    await database.turn(lambda u: u.duties.close_of_case(case.id, "answered", now))
    assert await database.read(lambda u: u.duties.open_of_case(case.id)) == []
    assert [d.id for d in await database.read(lambda u: u.duties.firing(now, 9))] == [two.id]
    await database.turn(lambda u: u.duties.close_of_contact(visit.id, "undone", now))
    closed = await database.read(lambda u: u.duties.get(two.id))
    assert closed is not None
    assert (closed.closed_at, closed.closed_why, closed.next_at) == (now, "undone", None)
