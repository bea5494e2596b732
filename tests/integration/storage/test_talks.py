"""Conversations on both databases: one under way at a place, changed from what was seen, joined by one."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import FixedClock
from bot.dialog.message import Address
from bot.services.ports import UnitOfWork
from bot.services.records import Contactable, Customer, Staff
from bot.services.talk_records import CUSTOMER, ENDED, LIVE, STAFF, Talk
from storage.engine import AnyDatabase, open_database

NOW = datetime(2026, 9, 29, 2, tzinfo=UTC)


def people(uow: UnitOfWork) -> tuple[Staff, Customer, Contactable]:
    staff = uow.people.add_staff("manager", "王强", None, NOW)
    customer = uow.people.add_customer("张三", NOW, manager_id=staff.id)
    place = uow.addresses.add(Address("web", "z", "z"), NOW, customer_id=customer.id)
    return staff, customer, place


def asked(uow: UnitOfWork, place: Contactable, staff: Staff) -> Talk:
    talk = uow.talks.add(place.id, NOW, staff_id=staff.id, customer_id=place.customer_id)
    assert talk is not None
    return talk


def _open(uow: UnitOfWork, staff: Staff) -> list[Talk]:
    return uow.talks.of_staff([staff.id])


async def test_one_is_under_way_at_a_place(database: AnyDatabase) -> None:
    def work(uow: UnitOfWork) -> None:
        staff, customer, place = people(uow)
        talk = asked(uow, place, staff)
        assert uow.talks.get(talk.id) == talk == uow.talks.at(place.id)
        assert uow.talks.add(place.id, NOW) is None
        assert uow.talks.of_customer(customer.id) == uow.talks.of_staff([staff.id]) == [talk]
        assert uow.talks.change(talk.id, talk.revision, state=ENDED, ended_at=NOW)
        assert uow.talks.at(place.id) is None
        assert uow.talks.of_staff([staff.id, 99]) == []
        assert uow.talks.add(place.id, NOW) is not None

    await database.turn(work)


async def test_changes_start_from_what_was_seen(database: AnyDatabase) -> None:
    def work(uow: UnitOfWork) -> None:
        staff, _, place = people(uow)
        talk = asked(uow, place, staff)
        assert uow.talks.change(talk.id, 0, state=LIVE, next_at=NOW + timedelta(minutes=30))
        assert not uow.talks.change(talk.id, 0, state=ENDED)
        assert uow.talks.due(NOW, 9) == []
        assert [t.id for t in uow.talks.due(NOW + timedelta(minutes=30), 9)] == [talk.id]
        assert uow.talks.touch(talk.id, customer_at=NOW)
        assert not uow.talks.change(talk.id, 1, state=ENDED), "what was just said is not passed over"
        assert uow.talks.change(talk.id, 2, state=ENDED)
        assert not uow.talks.touch(talk.id, customer_at=NOW)

    await database.turn(work)


async def test_lines_are_kept_held_and_released_once(database: AnyDatabase) -> None:
    def work(uow: UnitOfWork) -> None:
        staff, _, place = people(uow)
        talk = asked(uow, place, staff)
        said = uow.talks.say(talk.id, CUSTOMER, "在吗", NOW)
        kept = uow.talks.say(talk.id, STAFF, "在的", NOW, staff_id=staff.id, held="whom")
        assert uow.talks.lines(talk.id, 9) == [said]
        assert uow.talks.held(staff.id) == [kept]
        uow.talks.reword(kept.id, "我在")
        assert not uow.talks.release(kept.id, "wording", talk.id, NOW)
        assert uow.talks.release(kept.id, "whom", talk.id, NOW + timedelta(seconds=1))
        assert not uow.talks.release(kept.id, "whom", talk.id, NOW)
        assert not uow.talks.drop(kept.id)
        assert [line.text for line in uow.talks.lines(talk.id, 9)] == ["我在", "在吗"]
        assert [line.text for line in uow.talks.lines(talk.id, 9, 1)] == ["在吗"]

    await database.turn(work)


@pytest.mark.parametrize("turns", [20])
async def test_two_processes_one_of_them_comes(fresh_postgres: str, clock: FixedClock, turns: int) -> None:
    """接入 is pressed by two people at once: one wins, the other is refused (PostgreSQL)."""
    one, two = open_database(fresh_postgres), open_database(fresh_postgres)
    try:
        staff, _, place = await one.turn(people)
        for _ in range(turns):
            talk = await one.turn(lambda uow: asked(uow, place, staff))

            def enter(uow: UnitOfWork, talk: Talk = talk) -> bool:
                seen = uow.talks.get(talk.id)
                assert seen is not None
                return seen.state != LIVE and uow.talks.change(talk.id, seen.revision, state=LIVE)

            assert sorted(await asyncio.gather(one.turn(enter), two.turn(enter))) == [False, True]
            assert await one.turn(
                lambda uow: all(uow.talks.touch(t.id, state=ENDED) for t in _open(uow, staff))
            )
    finally:
        await one.close()
        await two.close()


async def test_two_processes_one_request(fresh_postgres: str) -> None:
    one, two = open_database(fresh_postgres), open_database(fresh_postgres)
    try:
        staff, _, place = await one.turn(people)

        def ask(uow: UnitOfWork) -> bool:
            return uow.talks.add(place.id, NOW, staff_id=staff.id) is not None

        assert sorted(await asyncio.gather(one.turn(ask), two.turn(ask))) == [False, True]
    finally:
        await one.close()
        await two.close()
