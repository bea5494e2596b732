"""Who is asked how satisfied they are, and how often: on both databases, two processes at once (H1, H2)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from bot.dialog.message import Address
from bot.services import contacts, survey_wave, surveys
from bot.services.ports import UnitOfWork
from bot.services.records import Customer, Staff
from bot.services.survey_records import ANSWERED, ASKED, EXPIRED, REFUSED, WAITING, Occasion
from storage.engine import AnyDatabase, open_database
from tests.integration.time.conftest import Year


async def seats(year: Year, customer: Customer, *, opened: bool = True, reachable: bool = True) -> None:
    """Give a customer a chat."""

    def sit(uow: UnitOfWork) -> None:
        address = Address("web", f"c{customer.id}", f"c{customer.id}")
        place = uow.addresses.add(address, year.now, customer_id=customer.id)
        if opened:
            uow.addresses.touch(place.id, year.now)
        if not reachable:
            uow.addresses.reach(place.id, False)

    await year.does(sit)


async def meets(year: Year, manager: Staff, customers: Sequence[Customer], at: str) -> None:
    """Put a visit with each customer on file."""
    ids = [customer.id for customer in customers]

    def visit(uow: UnitOfWork) -> None:
        for customer_id in ids:
            uow.contacts.add("visit", customer_id, manager.id, "谈了宽带", year.at(at), outcome="reached")
        uow.cadence.recount(ids, year.desk.policy.cadence.effective)

    await year.does(visit)


async def sweep(year: Year, database: AnyDatabase | None = None) -> int:
    looked, base = 0, database or year.database
    while found := await base.turn(lambda uow: survey_wave.sweep(uow, year.desk, year.now)):
        looked += found
    return looked


async def sends(year: Year, database: AnyDatabase | None = None) -> int:
    sent, base = 0, database or year.database
    while found := await base.turn(lambda uow: surveys.tick(uow, year.desk, year.now)):
        sent += found
    return sent


async def asked_of(year: Year, customers: Sequence[Customer], state: str) -> list[int]:
    """Return the places of the customers with a request in a state."""

    def find(uow: UnitOfWork) -> list[int]:
        found = [survey for n in range(1, 400) if (survey := uow.surveys.get(n)) is not None]
        theirs = [survey.customer_id for survey in found if survey.state == state]
        return [n for n, customer in enumerate(customers) for each in theirs if each == customer.id]

    return await year.does(find)


async def crowd(year: Year, count: int, **fields: object) -> tuple[Staff, list[Customer]]:
    manager = await year.hires()
    people = [await year.serves(f"客户{n}", **{"manager_id": manager.id, **fields}) for n in range(count)]
    for person in people:
        await seats(year, person)
    return manager, people


async def test_the_wave_asks_whoever_was_in_contact_and_may_be_asked(year: Year) -> None:
    """H1, H2, T4: nobody exempt, unbound, out of reach, tired of it, complaining, or not spoken with."""
    year.clock.set(year.at("2026-03-30T10:00"))
    manager, people = await crowd(year, 3)
    left = await year.serves("走了", manager_id=manager.id)
    quiet = await year.serves("勿扰", manager_id=manager.id)
    wishes = await year.serves("不需要回访", manager_id=manager.id)
    tired = await year.serves("不用问", manager_id=manager.id)
    upset = await year.serves("投诉中", manager_id=manager.id)
    calm = await year.serves("免打扰", manager_id=manager.id)
    stranger = await year.serves("没见过", manager_id=manager.id)
    unbound = await year.serves("没绑定", manager_id=manager.id)
    unopened = await year.serves("没打开", manager_id=manager.id)
    blocked = await year.serves("拉黑了", manager_id=manager.id)
    for person in (left, quiet, wishes, tired, upset, calm, stranger):
        await seats(year, person)
    await seats(year, unopened, opened=False)
    await seats(year, blocked, reachable=False)
    met = [*people, left, quiet, wishes, tired, upset, calm, unbound, unopened, blocked]
    await meets(year, manager, met, "2026-03-20T10:00")

    def set_apart(uow: UnitOfWork) -> None:
        uow.profiles.change(left.id, None, year.now, status="left")
        uow.profiles.change(quiet.id, None, year.now, do_not_contact=True)
        uow.profiles.change(wishes.id, None, year.now, wish_days=0)
        uow.profiles.change(calm.id, None, year.now, do_not_disturb=True)
        uow.surveys.silence(tired.id, True)
        due = year.desk.due("complaint", "", year.now)
        uow.cases.add("complaint", "断网", due.at, year.now, customer_id=upset.id, state="open")

    await year.does(set_apart)
    year.clock.set(year.at("2026-05-29T11:00"))
    assert await sweep(year) > 0
    assert await sweep(year) == 0, "everybody has been looked at"
    everybody = [*met, stranger]
    assert await asked_of(year, everybody, WAITING) == [0, 1, 2]
    assert await sends(year) == 3
    assert await asked_of(year, everybody, ASKED) == [0, 1, 2]


async def test_the_wave_is_spread_over_working_days(year: Year) -> None:
    """A share each working day, at the hour of the policy, everybody once (H2)."""
    year.clock.set(year.at("2026-03-30T10:00"))
    manager, people = await crowd(year, 20)
    await meets(year, manager, people, "2026-03-20T10:00")
    counts = []
    for day in range(1, 31):
        year.clock.set(year.at(f"2026-04-{day:02}T08:30"))
        await sweep(year)
        await sweep(year)
        assert await sends(year) == 0, "not before the hour of the policy"
        year.clock.set(year.at(f"2026-04-{day:02}T10:00"))
        counts.append(await sends(year))
    working = [year.desk.calendar.is_working(year.at(f"2026-04-{day:02}").date()) for day in range(1, 31)]
    assert sum(counts) == 20 and max(counts) == 1
    assert all(not count or worked for count, worked in zip(counts, working, strict=True))
    year.clock.set(year.at("2026-05-29T11:00"))
    await sweep(year)
    assert await sends(year) == 0


async def request(year: Year, customer: Customer, subject: str, base: AnyDatabase | None = None) -> None:
    occasion = Occasion("talk", subject, customer.id, customer.manager_id)
    await (base or year.database).turn(lambda uow: surveys.request(uow, year.desk, occasion, year.now))


async def test_nobody_is_asked_twice_within_the_days(year: Year) -> None:
    """H2: whatever gives the occasion, and whether it was answered or not."""
    year.clock.set(year.at("2026-04-01T11:00"))
    manager, people = await crowd(year, 1)
    await meets(year, manager, people, "2026-03-20T10:00")
    for number in range(3):
        await request(year, people[0], f"case:{number}")
    await sweep(year)
    assert await asked_of(year, people, ASKED) == [0]
    year.clock.set(year.now + timedelta(days=31))
    await sends(year)
    assert await asked_of(year, people, EXPIRED) == [0]
    await request(year, people[0], "case:9")
    assert await asked_of(year, people, ASKED) == [0]


async def test_what_ran_out_ends_some_at_a_time(year: Year) -> None:
    """The oldest first, so that nobody waits long for the store; each once."""
    year.clock.set(year.at("2026-04-01T11:00"))
    _, people = await crowd(year, 5)
    for person in people:
        await request(year, person, "case:1")
        year.clock.set(year.now + timedelta(minutes=1))
    assert await asked_of(year, people, ASKED) == [0, 1, 2, 3, 4]
    year.clock.set(year.now + timedelta(days=31))
    for ended in ([0, 1], [0, 1, 2, 3], [0, 1, 2, 3, 4]):
        await year.does(lambda uow: uow.surveys.expire(year.now, 2))
        assert await asked_of(year, people, EXPIRED) == ended
    assert await year.does(lambda uow: uow.surveys.expire(year.now, 2)) == 0


async def test_who_has_had_enough_in_between_is_not_asked(year: Year) -> None:
    """What waits for the morning looks again before it is sent (H2, T3)."""
    year.clock.set(year.at("2026-04-01T22:30"))
    _, people = await crowd(year, 2)
    for person in people:
        await request(year, person, "case:1")
    assert await asked_of(year, people, WAITING) == [0, 1]
    assert await sends(year) == 0, "never at night"
    await year.does(lambda uow: uow.profiles.change(people[0].id, None, year.now, do_not_contact=True))
    year.clock.set(year.at("2026-04-02T09:00"))
    assert await sends(year) == 2
    assert await asked_of(year, people, REFUSED) == [0]
    assert await asked_of(year, people, ASKED) == [1]


async def test_figures_by_manager_and_of_vips(year: Year) -> None:
    """H5: counts, means and what VIPs said, of some managers or of all."""
    year.clock.set(year.at("2026-04-01T11:00"))
    wang, people = await crowd(year, 3, tier="gold")
    zhao = await year.hires("赵磊")
    other = await year.serves("陈晨", manager_id=zhao.id)
    await seats(year, other)
    scores = (5, 2, 4)
    for person, score in zip([*people[:2], other], scores, strict=True):
        await request(year, person, "case:1")

        def answer(uow: UnitOfWork, of: int = person.id, given: int = score) -> None:
            found = next(s for n in range(1, 9) if (s := uow.surveys.get(n)) and s.customer_id == of)
            assert uow.surveys.change(found.id, ASKED, state=ANSWERED, score=given, answered_at=year.now)
            assert not uow.surveys.change(found.id, ASKED, state=ANSWERED, score=1, answered_at=year.now)
            uow.surveys.change(found.id, ANSWERED, brand=given)

        await year.does(answer)
    await request(year, people[2], "case:1")
    since, until = year.now - timedelta(days=1), year.now + timedelta(days=1)
    mine, theirs = await year.does(lambda uow: uow.surveys.tallies(None, since, until))
    assert (mine.manager_id, mine.count, mine.asked, mine.mean) == (wang.id, 2, 3, 3.5)
    assert (theirs.manager_id, dict(theirs.scores)) == (zhao.id, {4: 1})
    (only,) = await year.does(lambda uow: uow.surveys.tallies({zhao.id}, since, until))
    assert only == theirs
    views = await year.does(lambda uow: uow.surveys.views({wang.id, zhao.id}, since, until))
    assert (views.count, views.score, views.brand, views.service) == (2, 3.5, 3.5, 0)
    (low,) = await year.does(lambda uow: uow.surveys.low(None, 2, since, 9))
    assert low.customer_id == people[1].id
    assert await year.does(lambda uow: uow.surveys.tallies(None, since - timedelta(9), since)) == []


async def test_two_processes_ask_once(year: Year, fresh_postgres: str) -> None:
    """The wave and an occasion at the same moment, from two processes: one request a customer (H2)."""
    other = open_database(fresh_postgres)
    first = open_database(fresh_postgres)
    here = Year(first, year.clock)
    try:
        here.clock.set(here.at("2026-03-30T10:00"))
        manager, people = await crowd(here, 12)
        await meets(here, manager, people, "2026-03-20T10:00")
        here.clock.set(here.at("2026-05-29T11:00"))
        occasions = [
            request(here, person, f"case:{n}", base)
            for person in people
            for n, base in enumerate((first, other))
        ]
        await asyncio.gather(sweep(here, first), sweep(here, other), *occasions)
        await asyncio.gather(sends(here, first), sends(here, other))
        assert await asked_of(here, people, ASKED) == list(range(12))
        told = await first.read(lambda uow: uow.outbox.waiting("web", 99, here.now))
        assert len(told) == 12
    finally:
        await first.close()
        await other.close()


async def test_the_share_of_a_day(year: Year) -> None:
    """Everybody has had their day by the last of the wave, whatever their number."""
    days = [date(2026, 4, day) for day in range(1, 31)]
    shares = [survey_wave.share(year.desk, day, 1001) for day in days]
    assert shares == sorted(shares) and shares[-1] == 1001
    assert max(later - sooner for sooner, later in pairwise(shares)) <= 1001 // 20 + 2


async def test_a_company_may_ask_after_visits(year: Year) -> None:
    """H1: what customers are asked about is the policy's; as it is shipped, a visit is no occasion."""
    year.clock.set(year.at("2026-04-01T11:00"))
    wang, people = await crowd(year, 2)
    told = [contacts.Told("visit", person, "谈了宽带续约", outcome="reached") for person in people]
    await year.does(lambda uow: contacts.log(uow, year.desk, wang, told[0], year.now))
    assert await asked_of(year, people, ASKED) == []
    policy = year.desk.policy
    asking = replace(policy, survey=replace(policy.survey, after=("visit",)))
    year.desk = replace(year.desk, policy=asking)
    await year.does(lambda uow: contacts.log(uow, year.desk, wang, told[1], year.now))
    assert await asked_of(year, people, ASKED) == [1]
