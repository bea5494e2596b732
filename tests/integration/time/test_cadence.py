"""Whom a period asks to be spoken with, and what a contact settles (D-4 to D-6, T15, T16)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.services import contacts
from bot.services.contacts import Told
from bot.services.records import Contact, Customer, Staff
from tests.integration.time.conftest import Year


async def logs(year: Year, manager: Staff, customer: Customer, kind: str = "visit", **told: Any) -> Contact:
    said = Told(kind, customer, told.pop("content", "谈了套餐"), **told)
    logged = await year.does(lambda uow: contacts.log(uow, year.desk, manager, said, year.now))
    return logged.contact


async def test_each_tier_owes_its_own_period(year: Year) -> None:
    wang = await year.hires()
    gold = await year.serves("金", tier="gold", manager_id=wang.id)
    silver = await year.serves("银", tier="silver", manager_id=wang.id)
    plain = await year.serves("普", tier="standard", manager_id=wang.id)
    await year.reaches("2026-03-03T00:10")
    assert await year.owes(gold) == ("2026-03", date(2026, 3, 31))
    assert await year.owes(silver) == ("2026-Q1", date(2026, 3, 31))
    assert await year.owes(plain) == ("2026-H1", date(2026, 6, 30))
    duty = await year.newest("cadence", gold)
    assert duty is not None and duty.owner_id == wang.id and duty.next_at is not None


async def test_the_month_ends_on_its_last_working_day_make_up_days_counted(year: Year) -> None:
    year.clock.set(year.at("2026-01-05T09:00"))
    gold = await year.serves(tier="gold")
    await year.reaches("2026-02-01T00:00")
    assert await year.owes(gold) == ("2026-02", date(2026, 2, 28))  # a Saturday that works


@pytest.mark.parametrize(
    ("joins", "owed"),
    [
        ("2026-03-21T23:30", ("2026-03", date(2026, 3, 31))),
        ("2026-03-22T00:30", None),
        ("2026-03-31T12:00", None),
    ],
)
async def test_who_joins_late_owes_the_next_period(year: Year, joins: str, owed: object) -> None:
    year.clock.set(year.at(joins))
    gold = await year.serves(tier="gold")
    await year.reaches(joins)
    assert await year.owes(gold) == owed
    await year.reaches("2026-04-01T00:00")
    assert await year.owes(gold) == ("2026-04", date(2026, 4, 30))


async def test_one_contact_that_counts_closes_it_at_once(year: Year) -> None:
    wang = await year.hires()
    gold = await year.serves(tier="gold", manager_id=wang.id)
    await year.reaches("2026-03-03T09:00")
    await logs(year, wang, gold, "call", outcome="no_answer")
    assert await year.owes(gold) is not None
    contact = await logs(year, wang, gold, "call", outcome="reached")
    closed = await year.newest("cadence", gold)
    assert closed is not None and closed.closed_why == "met"
    await year.does(lambda uow: contacts.undo(uow, year.desk, contact.id, wang, year.now))
    assert await year.owes(gold) == ("2026-03", date(2026, 3, 31))
    await logs(year, wang, gold, happened_at=year.at("2026-02-27T10:00"), content="上月谈过")
    assert await year.owes(gold) is not None, "what happened last month is not of this one"


async def test_contacted_before_the_clock_looks_nothing_is_raised(year: Year) -> None:
    wang = await year.hires()
    gold = await year.serves(tier="gold", manager_id=wang.id)
    await year.reaches("2026-03-03T09:00")
    year.clock.set(year.at("2026-04-01T00:05"))
    await logs(year, wang, gold)
    await year.reaches("2026-04-01T00:10")
    closed = await year.newest("cadence", gold)
    assert closed is not None and closed.period == "2026-03"
    await year.reaches("2026-05-01T00:00")
    assert await year.owes(gold) == ("2026-05", date(2026, 5, 29))


async def test_what_was_not_done_lapses_when_the_next_is_raised(year: Year) -> None:
    gold = await year.serves(tier="gold")
    await year.reaches("2026-03-03T09:00")
    march = await year.newest("cadence", gold)
    await year.reaches("2026-04-01T00:00")
    assert march is not None
    old = await year.does(lambda uow: uow.duties.get(march.id))
    assert old is not None and old.closed_why == "lapsed"
    assert await year.owes(gold) == ("2026-04", date(2026, 4, 30))


async def test_a_clock_set_back_doubles_nothing(year: Year) -> None:
    gold = await year.serves(tier="gold")
    await year.reaches("2026-04-01T00:00")
    await year.reaches("2026-03-31T10:00")
    await year.reaches("2026-04-01T00:01")
    assert await year.owes(gold) == ("2026-04", date(2026, 4, 30))


async def change(year: Year, customer: Customer, **fields: Any) -> None:
    await year.does(lambda uow: uow.profiles.change(customer.id, None, year.now, **fields))
    assert await year.sweeps()


@pytest.mark.parametrize("fields", [{"status": "left"}, {"do_not_contact": True}, {"wish_days": 0}])
async def test_who_wishes_none_is_owed_none(year: Year, fields: dict[str, Any]) -> None:
    gold = await year.serves(tier="gold", vip=True)
    await year.reaches("2026-03-03T09:00")
    assert await year.owes(gold, "face") == ("2026-Q1", date(2026, 3, 31))
    await change(year, gold, **fields)
    assert await year.owes(gold) is await year.owes(gold, "face") is None
    await year.reaches("2026-04-01T00:00")
    assert await year.owes(gold) is await year.owes(gold, "face") is None


async def test_who_is_suspended_is_owed_it_still(year: Year) -> None:
    gold = await year.serves(tier="gold", status="suspended")
    await year.reaches("2026-03-03T09:00")
    assert await year.owes(gold) is not None


async def test_moving_up_replaces_the_longer_period(year: Year) -> None:
    customer = await year.serves(tier="silver")
    await year.reaches("2026-03-03T09:00")
    await change(year, customer, tier="gold")
    assert await year.owes(customer) == ("2026-03", date(2026, 3, 31))
    await year.reaches("2026-04-25T09:00")
    await change(year, customer, tier="diamond")
    assert await year.owes(customer) == ("2026-04", date(2026, 4, 30)), "the same month is owed once"


async def test_a_wish_counts_from_the_last_contact(year: Year) -> None:
    wang = await year.hires()
    customer = await year.serves(tier="gold", manager_id=wang.id, wish_days=30)
    await year.reaches("2026-03-28T09:00")
    assert await year.owes(customer) is None
    await year.reaches("2026-03-29T00:00")  # joined on 2 March: 1 April, three days before
    assert await year.owes(customer) == ("wish:2026-04-01", date(2026, 4, 1))
    await year.reaches("2026-04-10T09:00")
    await logs(year, wang, customer, "call", outcome="reached")
    assert await year.owes(customer) is None
    await year.reaches("2026-05-07T00:00")  # 10 May is a Sunday, the ninth works
    assert await year.owes(customer) == ("wish:2026-05-09", date(2026, 5, 9))
    await change(year, customer, wish_days=None)
    assert await year.owes(customer) == ("2026-05", date(2026, 5, 29)), "the tier counts again"


async def test_face_to_face_takes_a_visit(year: Year) -> None:
    wang = await year.hires()
    important = await year.serves(tier="gold", vip=True, manager_id=wang.id)
    await year.reaches("2026-03-03T09:00")
    await logs(year, wang, important, "call", outcome="reached")
    assert await year.owes(important) is None
    assert await year.owes(important, "face") is not None
    await logs(year, wang, important, "reception", content="来访谈了专线")
    assert await year.owes(important, "face") is None


async def test_nobodys_customers_fall_to_the_supervisor_and_a_leaver_s_to_the_deputy(year: Year) -> None:
    li = await year.hires("李静", "supervisor")
    zhao = await year.hires("赵磊")
    gone = await year.hires("王强")
    nobodys = await year.serves("甲", tier="gold")
    left = await year.serves("乙", tier="gold", manager_id=gone.id, deputy_id=zhao.id)
    from sqlalchemy import update

    from storage.tables import staff

    await year.does(
        lambda uow: uow.cadence._session.change(  # type: ignore[attr-defined]
            update(staff).where(staff.c.id == gone.id), {"active": False}
        )
    )
    await year.reaches("2026-03-03T09:00")
    owners = [(await year.newest("cadence", each)) for each in (nobodys, left)]
    assert [duty.owner_id for duty in owners if duty] == [li.id, zhao.id]


async def test_many_are_raised_in_chunks_and_once(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.services import cadence

    monkeypatch.setattr(cadence, "CHUNK", 7)
    monkeypatch.setattr(cadence, "SETTLED", 5)
    people = [await year.serves(f"客户{n}", tier="gold", wish_days=n % 3 or None) for n in range(23)]
    await year.reaches("2026-04-01T00:00")
    assert all([await year.owes(person) for person in people])
    assert isinstance(year.now, datetime)


async def test_what_a_period_left_undone_is_on_record(year: Year) -> None:
    """Who was not spoken with stands in the list of what lapsed; who was does not (D-4)."""
    year.clock.set(year.at("2026-02-20T10:00"))
    wang = await year.hires()
    zhang = await year.serves("张三", tier="gold", manager_id=wang.id)
    li = await year.serves("李四", tier="gold", manager_id=wang.id)
    await year.reaches("2026-03-01T00:01")
    await logs(year, wang, li)
    await year.reaches("2026-04-01T00:01")
    since = year.at("2026-03-31T18:00")
    counted = await year.does(lambda uow: uow.lapses.counts([wang.id], since))
    [lapse] = await year.does(lambda uow: uow.lapses.listed([wang.id], since, 10, 0))
    assert counted == {wang.id: 1}
    assert (lapse.customer_id, lapse.due_at) == (zhang.id, year.at("2026-03-31T18:00"))
    assert await year.does(lambda uow: uow.lapses.counts([wang.id], year.now + timedelta(days=1))) == {}
