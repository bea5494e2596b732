"""Conversations over both databases: what counts as being in touch, and two processes at one moment."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

from bot.clock import FixedClock
from bot.dialog.message import Address
from bot.errors import BotError
from bot.services import cases, duties, talk_ending, talks
from bot.services.ports import UnitOfWork
from bot.services.records import Contactable, Customer, Staff
from bot.services.talk_records import LIVE, Talk
from storage.engine import open_database
from tests.integration.time.conftest import Year


async def seated(year: Year) -> tuple[Staff, Customer, Contactable]:
    staff = await year.hires()
    customer = await year.serves(tier="standard", phone="13800000101", manager_id=staff.id)

    def seat(uow: UnitOfWork) -> Contactable:
        theirs = uow.addresses.add(Address("web", "w", "w"), year.now, staff_id=staff.id)
        uow.addresses.touch(theirs.id, year.now)
        place = uow.addresses.add(Address("web", "z", "z"), year.now, customer_id=customer.id)
        uow.addresses.touch(place.id, year.now)
        return uow.addresses.get(place.id) or place

    return staff, customer, await year.does(seat)


async def asked(year: Year, place: Contactable, customer: Customer) -> Talk:
    def ask(uow: UnitOfWork) -> Talk:
        return talks.request(uow, year.desk, place, customer, "想问套餐", year.now, category=talks.MARK)

    return await year.does(ask)


def joining(year: Year, talk: Talk, staff: Staff) -> Callable[[UnitOfWork], bool]:
    def join(uow: UnitOfWork) -> bool:
        fresh = uow.talks.get(talk.id)
        assert fresh is not None
        try:
            return talks.join(uow, year.desk, fresh, staff, year.now).staff_id == staff.id
        except BotError:
            return False

    return join


def told(uow: UnitOfWork, place: Contactable) -> list[str]:
    lines = uow.outbox.history(place, 0, 0, 100)
    return [line.message.text for line in lines if not line.mine]


async def test_what_the_customer_wrote_counts_as_being_in_touch(year: Year) -> None:
    """T16: a conversation in which nobody wrote back does not."""
    staff, customer, place = await seated(year)
    for answers in (False, True):
        talk = await asked(year, place, customer)
        await year.does(joining(year, talk, staff))

        def go_on(uow: UnitOfWork, talk_id: int = talk.id, answers: bool = answers) -> None:
            live = uow.talks.get(talk_id)
            assert live is not None
            assert live.state == LIVE
            if answers:
                talks.from_customer(uow, year.desk, live, place, "好的", None, year.now)
            fresh = uow.talks.get(talk_id)
            assert fresh is not None
            talk_ending.end(uow, year.desk, fresh, talk_ending.GOODBYE, year.now)

        await year.does(go_on)
        standing = await year.does(lambda uow: uow.cadence.standing(customer.id))
        assert standing is not None
        assert (standing.contacted_at is not None) is answers
    kept = await year.does(lambda uow: uow.contacts.of_customer(customer.id, 9))
    assert [contact.outcome for contact in kept] == ["reached", "no_answer"]


async def test_of_two_who_come_at_once_one_speaks(fresh_postgres: str, clock: FixedClock) -> None:
    one, two = open_database(fresh_postgres), open_database(fresh_postgres)
    try:
        year = Year(one, clock)
        staff, customer, place = await seated(year)
        other = await year.hires("赵磊")
        for _ in range(10):
            talk = await asked(year, place, customer)
            came = await asyncio.gather(
                one.turn(joining(year, talk, staff)), two.turn(joining(year, talk, other))
            )
            assert sorted(came) == [False, True]

            def over(uow: UnitOfWork, talk_id: int = talk.id) -> None:
                fresh = uow.talks.get(talk_id)
                assert fresh is not None
                talk_ending.end(uow, year.desk, fresh, talk_ending.GOODBYE, year.now)

            await year.does(over)
        words = await year.does(lambda uow: told(uow, place))
        assert sum("我是您的客户经理" in text for text in words) == 10
    finally:
        await one.close()
        await two.close()


async def test_the_third_minute_and_who_comes_meet(fresh_postgres: str, clock: FixedClock) -> None:
    """A4: whichever is first, no wait is left open, and nothing is said twice."""
    one, two = open_database(fresh_postgres), open_database(fresh_postgres)
    try:
        year = Year(one, clock)
        staff, customer, place = await seated(year)
        for _ in range(10):
            talk = await asked(year, place, customer)
            clock.advance(timedelta(minutes=3))
            await asyncio.gather(
                one.turn(joining(year, talk, staff)),
                two.turn(lambda uow: duties.tick(uow, year.desk, year.now)),
                one.turn(lambda uow: duties.tick(uow, year.desk, year.now)),
            )
            waits = await year.does(lambda uow: uow.duties.open_of_address(place.id, "wait"))
            assert waits == []

            def over(uow: UnitOfWork, talk_id: int = talk.id) -> None:
                fresh = uow.talks.get(talk_id)
                assert fresh is not None
                talk_ending.end(uow, year.desk, fresh, talk_ending.GOODBYE, year.now)

            await year.does(over)
        words = await year.does(lambda uow: told(uow, place))
        assert sum("我是您的客户经理" in text for text in words) == 10
        assert sum("让您久等了" in text for text in words) <= 10
        theirs = await year.does(lambda uow: uow.cases.of_person(customer.id, place.id, 50))
        assert {case.state for case in theirs} == {cases.CLOSED}
    finally:
        await one.close()
        await two.close()


async def test_idle_time_ends_a_conversation_once(fresh_postgres: str, clock: FixedClock) -> None:
    one, two = open_database(fresh_postgres), open_database(fresh_postgres)
    try:
        year = Year(one, clock)
        staff, customer, place = await seated(year)
        talk = await asked(year, place, customer)
        await year.does(joining(year, talk, staff))
        clock.advance(timedelta(minutes=31))
        await asyncio.gather(
            *(base.turn(lambda uow: talk_ending.tick(uow, year.desk, year.now)) for base in (one, two))
        )
        words = await year.does(lambda uow: told(uow, place))
        assert sum("非常感谢您对我工作的支持" in text for text in words) == 1
        assert len(await year.does(lambda uow: uow.contacts.of_customer(customer.id, 9))) == 1
    finally:
        await one.close()
        await two.close()
