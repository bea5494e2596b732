"""Plans of visits on both databases (D-7 to D-13)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.clock import FixedClock
from bot.services.ports import UnitOfWork
from bot.services.visit_records import VisitEvent, VisitPlan
from storage.engine import AnyDatabase


async def plan(database: AnyDatabase, clock: FixedClock, **fields: Any) -> VisitPlan:
    def add(uow: UnitOfWork) -> VisitPlan:
        manager = uow.people.add_staff("manager", "王强", None, clock.now())
        customer = uow.people.add_customer("张三", clock.now(), manager_id=manager.id)
        return uow.visits.add(customer.id, manager.id, "home", clock.now(), **fields)

    return await database.turn(add)


async def test_a_plan_is_kept_as_it_was_made(database: AnyDatabase, clock: FixedClock) -> None:
    slots = (clock.now() + timedelta(hours=30), clock.now() + timedelta(hours=54))
    made = await plan(database, clock, purpose="续约", place="东湖路1号", slots=slots, travel_minutes=30)
    assert (made.state, made.slots, made.kit, made.revision) == ("proposed", slots, (), 0)
    assert await database.read(lambda u: u.visits.get(made.id)) == made
    assert await database.read(lambda u: u.visits.get(made.id + 1)) is None


async def test_a_plan_changes_only_from_the_state_it_was_seen_in(
    database: AnyDatabase, clock: FixedClock
) -> None:
    made = await plan(database, clock)
    at = clock.now() + timedelta(days=1)
    assert await database.turn(lambda u: u.visits.change(made.id, 0, state="agreed", at=at, slots=()))
    assert not await database.turn(lambda u: u.visits.change(made.id, 0, state="cancelled"))
    kept = await database.read(lambda u: u.visits.get(made.id))
    assert kept is not None and (kept.state, kept.at, kept.revision) == ("agreed", at, 1)


async def test_ticking_the_kit_is_no_new_state(database: AnyDatabase, clock: FixedClock) -> None:
    made = await plan(database, clock)
    await database.turn(lambda u: u.visits.pack(made.id, ["名片", "鞋套"]))
    kept = await database.read(lambda u: u.visits.get(made.id))
    assert kept is not None and (kept.kit, kept.revision) == (("名片", "鞋套"), 0)


async def test_every_step_is_noted_in_order(database: AnyDatabase, clock: FixedClock) -> None:
    made = await plan(database, clock)
    await database.turn(lambda u: u.visits.note(made.id, "proposed", clock.now(), made.manager_id))
    await database.turn(lambda u: u.visits.note(made.id, "moved", clock.now(), None, "临时开会"))
    assert await database.read(lambda u: u.visits.events(made.id)) == [
        VisitEvent(clock.now(), "proposed", made.manager_id, ""),
        VisitEvent(clock.now(), "moved", None, "临时开会"),
    ]


async def test_open_plans_are_found_in_order_of_time(database: AnyDatabase, clock: FixedClock) -> None:
    first = await plan(database, clock, state="agreed", at=clock.now() + timedelta(days=2))
    of = (first.customer_id, first.manager_id, "home")

    def more(uow: UnitOfWork) -> list[int]:
        soon = uow.visits.add(*of, clock.now(), state="agreed", at=clock.now() + timedelta(days=1))
        open_ = uow.visits.add(*of, clock.now())
        uow.visits.add(*of, clock.now(), state="cancelled", at=clock.now() + timedelta(days=1))
        uow.visits.add(*of, clock.now(), state="done", at=clock.now() + timedelta(days=1))
        return [soon.id, first.id, open_.id]

    expected = await database.turn(more)
    mine = await database.read(lambda u: u.visits.of_manager(first.manager_id, 9))
    theirs = await database.read(lambda u: u.visits.of_customer(first.customer_id, 9))
    assert [p.id for p in mine] == [p.id for p in theirs] == expected
    assert [
        p.id for p in await database.read(lambda u: u.visits.of_manager(first.manager_id, 1))
    ] == expected[:1]
    day = clock.now() + timedelta(days=1)
    near = await database.read(lambda u: u.visits.between(first.manager_id, day, day + timedelta(days=1)))
    assert [p.id for p in near] == expected[:1]
    assert await database.read(lambda u: u.visits.of_manager(first.manager_id + 1, 9)) == []
