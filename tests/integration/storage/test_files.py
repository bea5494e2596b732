"""Files and what they are attached to, on both databases (C3)."""

from __future__ import annotations

from datetime import timedelta

from bot.clock import FixedClock
from bot.dialog.message import Address, File, Outgoing, Why
from bot.services.file_records import KeptFile, Place
from bot.services.ports import REPLY, UnitOfWork
from storage.engine import AnyDatabase

PIXEL = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
MEI, BO = Address("web", "mei", "mei"), Address("web", "bo", "bo")


def kept(unit: UnitOfWork, clock: FixedClock, **more: str) -> KeptFile:
    return unit.files.add("photo", "门口.png", "image/png", PIXEL, None, clock.now(), **more)


async def test_a_file_comes_back_byte_for_byte(database: AnyDatabase, clock: FixedClock) -> None:
    who = await database.turn(lambda u: u.addresses.add(MEI, clock.now()))
    made = await database.turn(
        lambda u: u.files.add(
            *("photo", "门口.png", "image/png", PIXEL, who.id, clock.now()),
            remote="telegram:AgAC",
            caption="门口",
        )
    )
    assert await database.read(lambda u: u.files.get(made.id)) == made
    assert await database.read(lambda u: u.files.content(made.id)) == PIXEL
    assert (made.size, made.address_id, made.caption) == (len(PIXEL), who.id, "门口")
    assert (made.handle("telegram"), made.handle("web")) == ("AgAC", "")
    assert made.carried() == File("photo", str(made.id), "门口.png", "image/png", len(PIXEL))
    assert await database.read(lambda u: u.files.get(999)) is None
    assert await database.read(lambda u: u.files.content(999)) is None


async def test_what_an_event_brought_is_kept_once(database: AnyDatabase, clock: FixedClock) -> None:
    first = await database.turn(lambda u: kept(u, clock, source="web:mei:0001"))
    again = await database.turn(lambda u: kept(u, clock, source="web:mei:0001"))
    other = await database.turn(lambda u: kept(u, clock, source="web:mei:0002"))
    nameless = await database.turn(lambda u: (kept(u, clock), kept(u, clock)))
    assert again == first
    assert await database.read(lambda u: u.files.brought("web:mei:0001")) == first
    assert await database.read(lambda u: u.files.brought("web:mei:0003")) is None
    assert len({first.id, other.id, *(file.id for file in nameless)}) == 4


async def test_a_handle_too_long_is_none_and_a_new_one_is_remembered(
    database: AnyDatabase, clock: FixedClock
) -> None:
    made = await database.turn(lambda u: kept(u, clock, remote="telegram:" + "x" * 300))
    assert made.remote == ""
    await database.turn(lambda u: u.files.remember(made.id, "telegram:BQAD"))
    await database.turn(lambda u: u.files.remember(made.id, "telegram:" + "x" * 300))
    found = await database.read(lambda u: u.files.get(made.id))
    assert found is not None
    assert found.handle("telegram") == "BQAD"


async def test_files_of_contacts_and_cases(database: AnyDatabase, clock: FixedClock) -> None:
    now = clock.now()

    def work(unit: UnitOfWork) -> tuple[int, int, list[KeptFile]]:
        manager = unit.people.add_staff("manager", "王强", None, now)
        customer = unit.people.add_customer("张三", now, manager_id=manager.id)
        contact = unit.contacts.add("visit", customer.id, manager.id, "谈了套餐", now)
        case = unit.cases.add("complaint", "断网", now, now, customer_id=customer.id)
        some = [kept(unit, clock) for _ in range(3)]
        assert unit.files.attach([some[1].id, some[0].id, some[1].id], contact_id=contact.id) == 2
        assert unit.files.attach([some[1].id], contact_id=contact.id) == 0
        assert unit.files.attach([some[1].id, some[2].id], case_id=case.id) == 2
        return contact.id, case.id, some

    contact, case, (first, second, third) = await database.turn(work)
    assert await database.read(lambda u: u.files.of_contact(contact)) == [second, first]
    assert await database.read(lambda u: u.files.of_case(case)) == [second, third]
    places = await database.read(lambda u: u.files.places(second.id))
    assert places == [Place(contact, None), Place(None, case)]
    assert await database.read(lambda u: u.files.of_contact(999)) == []
    assert await database.turn(lambda u: u.files.detach(second.id, contact))
    assert not await database.turn(lambda u: u.files.detach(second.id, contact))
    assert await database.read(lambda u: u.files.of_contact(contact)) == [first]
    assert await database.read(lambda u: u.files.of_case(case)) == [second, third]


async def test_the_newest_record_of_the_day(database: AnyDatabase, clock: FixedClock) -> None:
    now, day = clock.now(), timedelta(days=1)

    def work(unit: UnitOfWork) -> tuple[int, list[int]]:
        manager = unit.people.add_staff("manager", "王强", None, now)
        other = unit.people.add_staff("manager", "赵磊", None, now)
        customer = unit.people.add_customer("张三", now, manager_id=manager.id)
        visits = [
            unit.contacts.add("visit", customer.id, who, "谈了套餐", at).id
            for who, at in ((manager.id, now - day), (manager.id, now), (other.id, now), (manager.id, now))
        ]
        unit.contacts.undo(visits[3], now)
        return manager.id, visits

    manager, visits = await database.turn(work)
    assert await database.read(lambda u: u.files.latest_contact(manager, now)) == visits[1]
    assert await database.read(lambda u: u.files.latest_contact(manager, now + day)) is None


async def test_a_message_carries_a_file_to_one_person_only(database: AnyDatabase, clock: FixedClock) -> None:
    mei = await database.turn(lambda u: u.addresses.add(MEI, clock.now()))
    bo = await database.turn(lambda u: u.addresses.add(BO, clock.now()))
    file = File("photo", "7", "门口.png", "image/png", 5)

    def work(unit: UnitOfWork) -> list[int]:
        messages = (Outgoing("照片", file=file), Outgoing("没有"))
        parcels = [unit.outbox.add(mei, message, REPLY, clock.now()) for message in messages]
        return [parcel.id for parcel in parcels if parcel]

    with_file, without = await database.turn(work)
    assert await database.read(lambda u: u.outbox.carried(with_file, mei.id)) == file
    assert await database.read(lambda u: u.outbox.carried(with_file, bo.id)) is None
    assert await database.read(lambda u: u.outbox.carried(without, mei.id)) is None
    assert await database.read(lambda u: u.outbox.carried(999, mei.id)) is None
    await database.turn(lambda u: u.outbox.failed(with_file, Why.BLOCKED, ""))
    assert await database.read(lambda u: u.outbox.carried(with_file, mei.id)) is None


async def test_how_much_somebody_sends_is_counted(database: AnyDatabase, clock: FixedClock) -> None:
    mei = await database.turn(lambda u: u.addresses.add(MEI, clock.now()))
    bo = await database.turn(lambda u: u.addresses.add(BO, clock.now()))
    start = clock.now()
    for _ in range(2):
        await database.turn(lambda u: u.files.add("voice", "", "", b"x", mei.id, clock.now()))
        clock.advance(timedelta(hours=1))
    assert await database.read(lambda u: u.files.count_since(mei.id, start)) == 2
    assert await database.read(lambda u: u.files.count_since(mei.id, start + timedelta(minutes=1))) == 1
    assert await database.read(lambda u: u.files.count_since(bo.id, start)) == 0


async def test_what_belongs_to_nothing_is_forgotten(database: AnyDatabase, clock: FixedClock) -> None:
    """What is attached stays, and so does what came in since (G3)."""
    now, later = clock.now(), clock.now() + timedelta(days=1)

    def work(unit: UnitOfWork) -> tuple[int, int, int]:
        attached, stray = kept(unit, clock), kept(unit, clock)
        case = unit.cases.add("complaint", "断网", now, now)
        unit.files.attach([attached.id], case_id=case.id)
        new = unit.files.add("voice", "", "", b"x", None, later)
        return attached.id, stray.id, new.id

    attached, stray, new = await database.turn(work)
    assert await database.turn(lambda u: u.files.purge(later)) == 1
    assert await database.turn(lambda u: u.files.purge(later)) == 0
    for number, there in ((attached, True), (stray, False), (new, True)):
        assert (await database.read(lambda u, n=number: u.files.get(n)) is not None) == there  # type: ignore[misc]
        assert (await database.read(lambda u, n=number: u.files.content(n)) is not None) == there  # type: ignore[misc]
