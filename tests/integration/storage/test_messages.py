"""The inbox, the outbox and the addresses, on both databases."""

from __future__ import annotations

from datetime import timedelta

from bot.clock import FixedClock
from bot.dialog.form import State
from bot.dialog.message import Address, Choice, File, Incoming, Kind, Outgoing, Why
from bot.services.ports import ALERT, REMINDER, REPLY, UnitOfWork
from bot.services.records import Contactable, Known
from storage.engine import AnyDatabase

MEI = Address("web", "mei", "mei")
BO = Address("web", "bo", "bo")


def said(number: int, text: str = "你好", sender: Address = MEI, kind: Kind = Kind.TEXT) -> Incoming:
    return Incoming(f"e{number}", sender, kind, text=text)


async def meet(database: AnyDatabase, clock: FixedClock, who: Address = MEI) -> Contactable:
    return await database.turn(lambda unit: unit.addresses.add(who, clock.now()))


async def test_an_event_is_kept_once(database: AnyDatabase, clock: FixedClock) -> None:
    first = await database.turn(lambda u: u.inbox.add([said(1), said(2), said(1)], clock.now()))
    again = await database.turn(lambda u: u.inbox.add([said(2), said(3)], clock.now()))
    elsewhere = Incoming("e1", Address("telegram", "1", "1"), Kind.TEXT)
    other = await database.turn(lambda u: u.inbox.add([elsewhere], clock.now()))
    assert [row.event.id for row in first] == ["e1", "e2"]
    assert first[0].id < first[1].id
    assert [row.event.id for row in again] == ["e3"]
    assert len(other) == 1


async def test_an_event_tells_whether_its_sender_is_known(database: AnyDatabase, clock: FixedClock) -> None:
    def seat(unit: UnitOfWork) -> None:
        staff = unit.people.add_staff("manager", "王强", None, clock.now())
        customer = unit.people.add_customer("张三", clock.now(), manager_id=staff.id)
        unit.addresses.add(MEI, clock.now(), customer_id=customer.id)
        unit.addresses.add(BO, clock.now(), staff_id=staff.id)
        unit.addresses.add(Address("web", "guest", "guest"), clock.now())

    await database.turn(seat)
    senders = [MEI, BO, Address("web", "guest", "guest"), Address("telegram", "mei", "mei"), MEI]
    events = [said(number, sender=sender) for number, sender in enumerate(senders)]
    rows = await database.turn(lambda u: u.inbox.add(events, clock.now()))
    expected = [Known.CUSTOMER, Known.STAFF, Known.NOBODY, Known.NOBODY, Known.CUSTOMER]
    assert [row.known for row in rows] == expected
    assert [row.event for row in rows] == events
    waiting = await database.read(lambda u: u.inbox.waiting())
    assert [(row.id, row.known) for row in waiting] == [(row.id, row.known) for row in rows]


async def test_an_event_is_worked_once_and_in_order(database: AnyDatabase, clock: FixedClock) -> None:
    event = Incoming("e1", MEI, Kind.FILE, "图", file=File("photo", "p1"), phone="1", at=clock.now())
    rows = await database.turn(lambda u: u.inbox.add([event, said(2), said(3, sender=BO)], clock.now()))
    assert await database.turn(lambda u: u.inbox.next(event)) == rows[0].id
    taken = await database.turn(lambda u: u.inbox.take(rows[0].id))
    assert taken is not None
    assert taken.event == event
    assert taken.received_at == clock.now()
    await database.turn(lambda u: u.inbox.finish(rows[0].id, clock.now()))
    assert await database.turn(lambda u: u.inbox.take(rows[0].id)) is None
    assert await database.turn(lambda u: u.inbox.next(event)) == rows[1].id
    await database.turn(lambda u: u.inbox.finish(rows[1].id, clock.now(), failed="R7"))
    assert await database.turn(lambda u: u.inbox.next(event)) is None
    assert await database.turn(lambda u: u.inbox.take(999)) is None


async def test_what_waits_is_listed_oldest_first(database: AnyDatabase, clock: FixedClock) -> None:
    rows = await database.turn(lambda u: u.inbox.add([said(1), said(2)], clock.now()))
    clock.advance(timedelta(minutes=1))
    late = await database.turn(lambda u: u.inbox.add([said(3)], clock.now()))
    await database.turn(lambda u: u.inbox.finish(rows[0].id, clock.now()))
    everything = await database.read(lambda u: u.inbox.waiting())
    old = await database.read(lambda u: u.inbox.waiting(clock.now()))
    assert [row.id for row in everything] == [rows[1].id, late[0].id]
    assert [row.id for row in old] == [rows[1].id]


async def test_purging_keeps_what_is_needed(database: AnyDatabase, clock: FixedClock) -> None:
    rows = await database.turn(lambda u: u.inbox.add([said(n) for n in range(4)], clock.now()))
    for row in (rows[0], rows[2], rows[3]):
        await database.turn(lambda u, row=row: u.inbox.finish(row.id, clock.now()))  # type: ignore[misc]
    assert await database.turn(lambda u: u.inbox.purge(clock.now())) == 0
    clock.advance(timedelta(days=1))
    assert await database.turn(lambda u: u.inbox.purge(clock.now())) == 2
    assert [row.id for row in await database.read(lambda u: u.inbox.waiting())] == [rows[1].id]
    new = await database.turn(lambda u: u.inbox.add([said(9)], clock.now()))
    assert new[0].id > rows[3].id


async def test_pressing_messages_leave_first(database: AnyDatabase, clock: FixedClock) -> None:
    who = await meet(database, clock)
    now, later = clock.now(), clock.now() + timedelta(hours=1)
    buttons = Outgoing(
        "选", choices=((Choice("a", "甲"), Choice("b", "乙", "primary")),), key="k", urgent=True
    )

    def work(unit: UnitOfWork) -> None:
        unit.outbox.add(who, Outgoing("提醒"), REMINDER, now)
        unit.outbox.add(who, Outgoing("警报"), ALERT, now)
        unit.outbox.add(who, buttons, REPLY, now, edits="m1")
        unit.outbox.add(who, Outgoing("明早"), REPLY, now, not_before=later)

    await database.turn(work)
    waiting = await database.read(lambda u: u.outbox.waiting("web", 10, now))
    assert [parcel.message.text for parcel in waiting] == ["选", "警报", "提醒"]
    assert waiting[0].message == buttons
    assert (waiting[0].address, waiting[0].edits, waiting[0].address_id) == (MEI, "m1", who.id)
    assert [p.message.text for p in await database.read(lambda u: u.outbox.waiting("web", 1, now))] == ["选"]
    assert await database.read(lambda u: u.outbox.waiting("telegram", 10, now)) == []
    held = await database.read(lambda u: u.outbox.waiting("web", 10, later))
    assert [p.message.text for p in held] == ["选", "明早", "警报", "提醒"]
    assert held[1].not_before == later


async def test_a_parcel_ends_sent_or_failed(database: AnyDatabase, clock: FixedClock) -> None:
    who = await meet(database, clock)
    now = clock.now()

    def work(unit: UnitOfWork) -> list[int]:
        parcels = [unit.outbox.add(who, Outgoing(t), REPLY, now) for t in ("一", "二", "三")]
        return [parcel.id for parcel in parcels if parcel]

    sent, failed, left = await database.turn(work)

    def end(unit: UnitOfWork) -> None:
        unit.outbox.sent(sent, "m7", now)
        unit.outbox.failed(failed, Why.BLOCKED, "长" * 1000)

    await database.turn(end)
    assert [p.id for p in await database.read(lambda u: u.outbox.waiting("web", 10, now))] == [left]


async def test_what_is_held_is_taken_back(database: AnyDatabase, clock: FixedClock) -> None:
    """Only what is held, begins so and has not gone; it may be said anew."""
    mei, bo = await meet(database, clock), await meet(database, clock, BO)
    now, later = clock.now(), clock.now() + timedelta(hours=9)
    keys = ("case:1:told:taken", "case:1:new", "case:12:new", "case:1:said")

    def work(unit: UnitOfWork) -> list[int]:
        held = [
            unit.outbox.add(mei, Outgoing(key), REMINDER, now, dedup=key, not_before=later) for key in keys
        ]
        held.append(unit.outbox.add(bo, Outgoing("bo"), REMINDER, now, dedup="case:1:bo", not_before=later))
        held.append(unit.outbox.add(mei, Outgoing("now"), REMINDER, now, dedup="case:1:now"))
        parcels = [parcel.id for parcel in held if parcel]
        unit.outbox.sent(parcels[3], "m1", now)
        return parcels

    parcels = await database.turn(work)
    assert await database.turn(lambda u: u.outbox.withdraw("case:1:", [bo.id])) == 1
    assert await database.turn(lambda u: u.outbox.withdraw("case:1:")) == 2
    assert await database.turn(lambda u: u.outbox.withdraw("case:1:")) == 0
    left = await database.read(lambda u: [u.outbox.standing(number) for number in parcels])
    assert [message.text if message else "" for message in left] == ["", "", "case:12:new", "", "", "now"]
    waiting = await database.read(lambda u: u.outbox.waiting("web", 10, later))
    assert [p.message.text for p in waiting] == ["case:12:new", "now"]

    def anew(unit: UnitOfWork) -> str:
        parcel = unit.outbox.add(mei, Outgoing("anew"), REMINDER, now, dedup=keys[0], not_before=later)
        assert parcel is not None
        unit.outbox.reword(parcel.id, Outgoing("您好\nanew"))
        message = unit.outbox.standing(parcel.id)
        unit.outbox.drop(parcel.id)
        assert unit.outbox.standing(parcel.id) is None
        return message.text if message else ""

    assert await database.turn(anew) == "您好\nanew"


async def test_the_same_message_is_queued_once(database: AnyDatabase, clock: FixedClock) -> None:
    who = await meet(database, clock)

    def add(unit: UnitOfWork, dedup: str) -> bool:
        return unit.outbox.add(who, Outgoing("逾期"), ALERT, clock.now(), dedup=dedup) is not None

    assert await database.turn(lambda u: add(u, "duty:1:breach:2"))
    assert not await database.turn(lambda u: add(u, "duty:1:breach:2"))
    assert await database.turn(lambda u: (add(u, ""), add(u, ""))) == (True, True)


async def test_the_newest_buttons_are_found(database: AnyDatabase, clock: FixedClock) -> None:
    who = await meet(database, clock)
    buttons = Outgoing("选", choices=((Choice("a", "甲"),),))
    assert await database.read(lambda u: u.outbox.latest_choices(who.id)) is None

    def work(unit: UnitOfWork) -> None:
        unit.outbox.add(who, Outgoing("旧", choices=((Choice("z", "丙"),),)), REPLY, clock.now())
        unit.outbox.add(who, buttons, REPLY, clock.now())
        unit.outbox.add(who, Outgoing('他写道 "choices": [1]'), REPLY, clock.now())

    await database.turn(work)
    assert await database.read(lambda u: u.outbox.latest_choices(who.id)) == buttons


async def test_a_conversation_is_told_from_its_cursors(database: AnyDatabase, clock: FixedClock) -> None:
    who = await meet(database, clock)
    start = Incoming("e0", MEI, Kind.START)
    rows = await database.turn(
        lambda u: u.inbox.add([start, said(1, "在吗"), said(9, "我", BO)], clock.now())
    )
    clock.advance(timedelta(seconds=1))
    reply = await database.turn(lambda u: u.outbox.add(who, Outgoing("在的"), REPLY, clock.now(), edits="3"))
    assert reply is not None
    lines = await database.read(lambda u: u.outbox.history(who, 0, 0, 10))
    assert [(line.mine, line.message.text, line.event_id, line.edits) for line in lines] == [
        (True, "在吗", "e1", ""),
        (False, "在的", "", "3"),
    ]
    assert (lines[0].id, lines[1].id) == (rows[1].id, reply.id)
    assert lines[1].at == clock.now()
    assert await database.read(lambda u: u.outbox.history(who, reply.id, rows[1].id, 10)) == []
    newest = await database.read(lambda u: u.outbox.history(who, 0, 0, 1))
    assert [line.message.text for line in newest] == ["在的"]


async def test_what_was_held_back_is_told_when_it_has_left(database: AnyDatabase, clock: FixedClock) -> None:
    who = await meet(database, clock)
    night, morning = clock.now(), clock.now() + timedelta(hours=10)
    held = await database.turn(
        lambda u: u.outbox.add(who, Outgoing("早安"), REMINDER, night, not_before=morning)
    )
    reply = await database.turn(lambda u: u.outbox.add(who, Outgoing("收到"), REPLY, night))
    assert held is not None
    assert reply is not None
    lines = await database.read(lambda u: u.outbox.history(who, 0, 0, 10))
    assert [line.message.text for line in lines] == ["收到"]
    await database.turn(lambda u: u.outbox.sent(held.id, "", morning))
    late = await database.read(lambda u: u.outbox.history(who, reply.id, 0, 10))
    assert [(line.message.text, line.at) for line in late] == [("早安", morning)]


async def test_the_newest_line_of_each_address(database: AnyDatabase, clock: FixedClock) -> None:
    mei, bo = await meet(database, clock), await meet(database, clock, BO)
    silent = await meet(database, clock, Address("web", "x", "x"))
    for who in (mei, bo, mei):
        await database.turn(lambda u, who=who: u.outbox.add(who, Outgoing("好"), REPLY, clock.now()))  # type: ignore[misc]
    ids = [mei.id, bo.id, silent.id]
    newest = await database.read(lambda u: u.outbox.newest("web", ids))
    assert newest.keys() == {mei.id, bo.id}
    assert newest[mei.id] > newest[bo.id]
    assert await database.read(lambda u: u.outbox.newest("telegram", ids)) == {}
    assert await database.read(lambda u: u.outbox.newest("web", [])) == {}


async def test_a_person_is_met_at_first_sight(database: AnyDatabase, clock: FixedClock) -> None:
    event = Incoming("e1", MEI, Kind.TEXT, name="梅" * 200)
    who, state = await database.turn(lambda u: u.addresses.enter(event, clock.now()))
    assert (who.address, who.name, who.reachable, who.session_at) == (MEI, "梅" * 128, True, None)
    assert state == State()
    renamed = Incoming("e2", MEI, Kind.TEXT, name="小梅")
    same, _ = await database.turn(lambda u: u.addresses.enter(renamed, clock.now()))
    assert (same.id, same.name) == (who.id, "小梅")
    silent, _ = await database.turn(lambda u: u.addresses.enter(said(3), clock.now()))
    assert silent.name == "小梅"


async def test_a_form_under_way_is_kept(database: AnyDatabase, clock: FixedClock) -> None:
    who = await meet(database, clock)
    state = State("visit", 2, {"who": "张三", "kinds": ["a"]}, 5)
    await database.turn(lambda u: u.addresses.save_dialog(who.id, state, clock.now()))
    assert (await database.turn(lambda u: u.addresses.enter(said(1), clock.now())))[1] == state
    done = State(revision=6)
    await database.turn(lambda u: u.addresses.save_dialog(who.id, done, clock.now()))
    assert (await database.turn(lambda u: u.addresses.enter(said(2), clock.now())))[1] == done


async def test_an_address_belongs_to_one_person(database: AnyDatabase, clock: FixedClock) -> None:
    now = clock.now()
    staff = await database.turn(lambda u: u.people.add_staff("manager", "王经理", None, now))
    customer = await database.turn(lambda u: u.people.add_customer("张三", now))
    who = await database.turn(lambda u: u.addresses.add(MEI, now, customer_id=customer.id))
    again = await database.turn(lambda u: u.addresses.add(MEI, now, staff_id=staff.id))
    assert (who.customer_id, again.id, again.staff_id, again.customer_id) == (
        customer.id,
        who.id,
        staff.id,
        None,
    )
    assert await database.read(lambda u: u.addresses.get(who.id)) == again
    assert await database.turn(lambda u: u.addresses.add(MEI, now)) == again
    await database.turn(lambda u: u.addresses.bind(who.id, customer_id=customer.id))
    assert await database.read(lambda u: u.addresses.of_staff(staff.id)) == []
    assert [a.id for a in await database.read(lambda u: u.addresses.of_customer(customer.id))] == [who.id]
    assert await database.read(lambda u: u.addresses.get(999)) is None
    assert await database.read(lambda u: u.addresses.at(BO)) is None


async def test_the_latest_used_address_comes_first(database: AnyDatabase, clock: FixedClock) -> None:
    staff = await database.turn(lambda u: u.people.add_staff("manager", "王", None, clock.now()))
    places = [Address("web", str(n), str(n)) for n in range(3)]
    made = [
        await database.turn(lambda u, p=p: u.addresses.add(p, clock.now(), staff_id=staff.id))  # type: ignore[misc]
        for p in places
    ]
    await database.turn(lambda u: u.addresses.touch(made[1].id, clock.now()))
    found = await database.read(lambda u: u.addresses.of_staff(staff.id))
    assert [a.id for a in found] == [made[1].id, made[2].id, made[0].id]
    assert found[0].session_at == clock.now()


async def test_wrong_codes_and_reach_are_noted(database: AnyDatabase, clock: FixedClock) -> None:
    who = await meet(database, clock)
    await database.turn(lambda u: u.addresses.wrong_code(who.id, 3, clock.now()))
    await database.turn(lambda u: u.addresses.reach(who.id, False))
    found = await database.read(lambda u: u.addresses.at(MEI))
    assert found is not None
    assert (found.wrong_codes, found.locked_until, found.reachable) == (3, clock.now(), False)
