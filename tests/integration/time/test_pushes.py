"""How duties speak: at most so many an hour, by another chat, one rung up, on record (E1, T3, I6)."""

from __future__ import annotations

from datetime import timedelta

from bot.dialog.message import Address, Why
from bot.services import post, pushes
from bot.services.ports import UnitOfWork
from bot.services.push_ledgers import DEAD, HELD, SINGLE, URGENT
from bot.services.records import Contactable, Duty, Staff
from tests.integration.time.conftest import Year
from tests.integration.time.test_digests import hires, owes, reaches, told


async def push(year: Year, duty: Duty, to: Staff, rung: str = "x", *, urgent: bool = False) -> int | None:
    note = post.Note(f"请处理{duty.text}", urgent=urgent, dedup=f"{duty.id}:{rung}:{to.id}")
    return await year.does(
        lambda uow: pushes.push(uow, year.desk, to.id, note, year.now, duty=duty, rung=rung, waits=False)
    )


async def ways(year: Year, duty: Duty) -> list[tuple[int, str]]:
    return [
        (each.recipient_id, each.via) for each in await year.does(lambda uow: uow.pushes.of_duty(duty.id))
    ]


async def test_what_is_too_much_waits_for_the_digest_urgent_never(year: Year) -> None:
    year.clock.set(year.at("2026-03-03T10:00"))
    wang = await hires(year, "王强")
    listed = [await owes(year, wang, "2026-06-30T18:00", f"事{n}", "after") for n in range(9)]
    for duty in listed[:8]:
        assert await push(year, duty, wang) == wang.id
    assert [(await ways(year, duty))[0][1] for duty in listed[:8]] == [SINGLE] * 6 + [HELD] * 2
    await push(year, listed[8], wang, urgent=True)
    assert await ways(year, listed[8]) == [(wang.id, URGENT)]
    assert len(await told(year)) == 7
    # An hour later there is room again; what was kept back stands in the morning's message.
    year.clock.set(year.now + timedelta(minutes=61))
    await push(year, listed[7], wang, "y")
    assert (await ways(year, listed[7]))[-1] == (wang.id, SINGLE)
    await reaches(year, "2026-03-04T08:31")
    text = (await told(year))[-1]
    assert "【未处理的提醒】" in text and "未处理提醒9条" in text
    await reaches(year, "2026-03-05T08:31")
    assert not any("3月5日" in each.split("\n")[0] for each in await told(year))


async def test_a_rung_speaks_once_to_each(year: Year) -> None:
    year.clock.set(year.at("2026-03-03T10:00"))
    wang = await hires(year, "王强")
    duty = await owes(year, wang, "2026-06-30T18:00", "事", "after")
    assert await push(year, duty, wang) == wang.id
    assert await push(year, duty, wang) is None
    assert len(await told(year)) == 1


async def test_at_night_it_waits_for_the_morning(year: Year) -> None:
    year.clock.set(year.at("2026-03-03T22:00"))
    wang = await hires(year, "王强")
    duty = await owes(year, wang, "2026-06-30T18:00", "事", "after")
    await push(year, duty, wang)
    await push(year, duty, wang, "y", urgent=True)
    sent = await year.does(lambda uow: uow.outbox.waiting("web", 9, year.now))
    assert [parcel.message.urgent for parcel in sent] == [True]
    later = await year.does(lambda uow: uow.outbox.waiting("web", 9, year.at("2026-03-04T09:00")))
    assert len(later) == 2


async def test_a_dead_channel_gives_way_to_the_other_then_to_the_supervisor(year: Year) -> None:
    year.clock.set(year.at("2026-03-03T10:00"))
    li = await hires(year, "李静", "supervisor")
    wang = await hires(year, "王强", under=li)
    duty = await owes(year, wang, "2026-06-30T18:00", "事", "after")

    def second(uow: UnitOfWork) -> Contactable:
        place = uow.addresses.add(Address("web", "王二", "王二"), year.now, staff_id=wang.id)
        uow.addresses.touch(place.id, year.now + timedelta(minutes=1))
        return place

    other = await year.does(second)
    await push(year, duty, wang)
    parcel = (await year.does(lambda uow: uow.outbox.waiting("web", 9, year.now)))[0]
    assert parcel.address.user == "王二"

    def fails(uow: UnitOfWork) -> None:
        uow.outbox.failed(parcel.id, Why.BLOCKED, "")
        uow.addresses.reach(other.id, False)
        pushes.undelivered(uow, year.desk, parcel, year.now)

    await year.does(fails)
    waiting = await year.does(lambda uow: uow.outbox.waiting("web", 9, year.now))
    assert [each.address.user for each in waiting] == ["王强"]
    last = waiting[0]

    def fails_again(uow: UnitOfWork) -> None:
        uow.outbox.failed(last.id, Why.BLOCKED, "")
        uow.addresses.reach(last.address_id, False)
        pushes.undelivered(uow, year.desk, last, year.now)

    await year.does(fails_again)
    assert "代王强：" in (await told(year, "李静"))[-1]
    # From now on it is the supervisor who hears, and the record says why.
    assert await push(year, duty, wang, "y") == li.id
    assert (wang.id, DEAD) in await ways(year, duty)


async def test_the_proof_counts_what_was_acted_on(year: Year) -> None:
    year.clock.set(year.at("2026-03-03T10:00"))
    wang = await hires(year, "王强")
    listed = [await owes(year, wang, "2026-06-30T18:00", f"事{n}", "after") for n in range(3)]
    for duty in listed:
        await push(year, duty, wang)
    await year.does(lambda uow: pushes.pressed(uow, "later", listed[0].id, wang.id, year.now))
    await year.does(lambda uow: uow.duties.close(listed[1].id, "done", year.now))
    since = year.now - timedelta(days=7)
    proof = (await year.does(lambda uow: uow.pushes.proof([wang.id], since)))[0]
    assert (proof.told, proof.acted, proof.unacted, proof.failed) == (3, 2, 1, 0)
    left = await year.does(lambda uow: uow.pushes.unacted([wang.id], since, 9))
    assert [duty.id for _, duty in left] == [listed[2].id]
