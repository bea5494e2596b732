"""Appointments over the real stores: once each, whoever ticks, whoever was quicker (D-8, D-10, D-13)."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.dialog.message import Address
from bot.entrance import Entrance
from bot.errors import BadInput, Stale
from bot.services import duties, visit_course, visits
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Staff
from bot.services.visit_records import OURS, VisitPlan
from bot.standard.policy import load
from bot.standard.workdays import COMPANY_ZONE, WorkCalendar
from bot.wording import Wording
from storage.engine import AnyDatabase


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COMPANY_ZONE)


NOW, VISIT = at("2026-11-23T10:00"), at("2026-11-25T15:00")


def desk() -> Desk:
    facts = {"company": "星河通信", "hotline": "400-000-1019"}
    return Desk(load(), WorkCalendar(), COMPANY_ZONE, Wording(**facts), Entrance(), facts)


def staffed(uow: UnitOfWork) -> tuple[Staff, VisitPlan]:
    """Put a manager with a chat and a plan open to choice on file."""
    wang = uow.people.add_staff("manager", "王强", None, NOW)
    place = uow.addresses.add(Address("web", "w", "w"), NOW, staff_id=wang.id)
    uow.addresses.touch(place.id, NOW)
    customer = uow.people.add_customer("张三", NOW, manager_id=wang.id)
    wanted = visits.Wanted(customer, "home", "续约", "东湖路1号", (VISIT, VISIT + timedelta(hours=2)))
    return wang, visits.plan(uow, desk(), wang, wanted, NOW, send=False)


async def told(database: AnyDatabase) -> list[str]:
    parcels = await database.read(lambda u: u.outbox.waiting("web", 100, VISIT + timedelta(days=9)))
    return [parcel.message.text.split("\n")[0] for parcel in sorted(parcels, key=lambda p: p.id)]


async def test_each_word_once_however_often_ticked(database: AnyDatabase) -> None:
    house = desk()
    wang, plan = await database.turn(staffed)
    await database.turn(lambda u: visits.agree(u, house, plan, VISIT, NOW, staff_id=wang.id, phoned=True))
    for moment in ("2026-11-24T18:59", "2026-11-24T19:00", "2026-11-25T14:25", "2026-11-25T15:30"):
        now = at(moment)
        await asyncio.gather(*(database.turn(lambda u, t=now: duties.tick(u, house, t)) for _ in range(3)))  # type: ignore[misc]
    words = await told(database)
    assert words == ["11月25日（周三）的预约，共1件", "该出发了", "约定的时间已过，尚未记录到达"]


async def test_two_choices_of_one_plan(database: AnyDatabase) -> None:
    """Both taps see the same plan; one fixes it, the other hears that it has moved on."""
    house = desk()
    _, plan = await database.turn(staffed)
    taps = [
        database.turn(lambda u, t=slot: visits.agree(u, house, plan, t, NOW))  # type: ignore[misc]
        for slot in plan.slots
    ]
    ended = await asyncio.gather(*taps, return_exceptions=True)
    assert sorted(type(one).__name__ for one in ended) == ["Stale", "VisitPlan"]


async def test_nothing_speaks_of_what_was_moved_or_cancelled(database: AnyDatabase) -> None:
    house = desk()
    wang, plan = await database.turn(staffed)
    agreed = await database.turn(lambda u: visits.agree(u, house, plan, VISIT, NOW, phoned=True))
    later = (VISIT + timedelta(days=1),)
    sent, words = await database.turn(
        lambda u: visit_course.move(u, house, agreed, "临时开会", later, wang, NOW)
    )
    assert (sent.moves, sent.noticed_at) == (1, None) and "临时开会" in words
    await database.turn(lambda u: duties.tick(u, house, VISIT + timedelta(hours=1)))
    assert await told(database) == []
    await database.turn(lambda u: duties.tick(u, house, at("2026-11-26T11:00")))
    assert await told(database) == ["客户尚未选定拜访时间"]
    await database.turn(lambda u: visit_course.cancel(u, house, sent, OURS, "临时开会", wang, NOW))
    await database.turn(lambda u: duties.tick(u, house, VISIT + timedelta(days=5)))
    assert await told(database) == ["客户尚未选定拜访时间"]
    with pytest.raises(Stale):
        await database.turn(lambda u: visits.agree(u, house, sent, later[0], NOW))


async def test_a_refused_time_leaves_no_trace(database: AnyDatabase) -> None:
    house = desk()
    wang, plan = await database.turn(staffed)
    await database.turn(lambda u: visits.agree(u, house, plan, VISIT, NOW, phoned=True))

    def overlap(uow: UnitOfWork) -> VisitPlan:
        customer = uow.people.add_customer("王芳", NOW, manager_id=wang.id)
        wanted = visits.Wanted(customer, "home", "续约", "湖滨路2号", (VISIT + timedelta(minutes=59),))
        return visits.plan(uow, house, wang, wanted, NOW, send=False)

    with pytest.raises(BadInput) as refused:
        await database.turn(overlap)
    assert "张三" in str(refused.value.slots["what"])
    assert await database.read(lambda u: len(u.visits.of_manager(wang.id, 9))) == 1
