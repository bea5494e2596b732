"""What people agreed to, what is kept about one of them, and taking them out, on both databases (G3, T21)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.dialog.form import State
from bot.dialog.message import Address, Choice, Incoming, Kind, Outgoing
from bot.services.ports import REMINDER, REPLY, UnitOfWork
from bot.services.privacy_ledgers import (
    AGREED,
    ASKED,
    BY_CODE,
    ERASED,
    EXPORT,
    REFUSED,
    WITHDRAWN,
    ToldBy,
    Whose,
)
from bot.services.records import Contactable, Customer, Staff
from bot.services.talk_records import CUSTOMER, ENDED, STAFF
from bot.standard.yearday import YearDay
from storage import tables
from storage.engine import AnyDatabase
from storage.session import Session

NOW = datetime(2026, 9, 29, 2, tzinfo=UTC)
NAME, PHONE = "张三", "13800000101"
GONE, NUMBERED = "（已删除）", "已删除客户1"
HIDDEN = (
    NAME,
    PHONE,
    "幸福路",
    "远大商贸",
    "合同原件",
    "断网的那栋楼",
    "她的口信",
    "名片",
    "a photo",
    "龙井",
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is in the story, and what is theirs."""

    staff: Staff
    customer: Customer
    other: Customer
    place: Contactable
    desk: Contactable
    elsewhere: Contactable

    @property
    def whose(self) -> Whose:
        return Whose(self.customer.id, (self.place.id,))


def people(uow: UnitOfWork) -> Cast:
    staff = uow.people.add_staff("manager", "王强", None, NOW)
    customer = uow.people.add_customer(NAME, NOW, phone=PHONE, manager_id=staff.id)
    other = uow.people.add_customer("王芳", NOW, phone="13800000102", manager_id=staff.id)
    places = [
        uow.addresses.add(Address("web", name, name), NOW, **tie)
        for name, tie in (
            ("z", {"customer_id": customer.id}),
            ("w", {"staff_id": staff.id}),
            ("f", {"customer_id": other.id}),
        )
    ]
    return Cast(staff, customer, other, *places)


def furnish(uow: UnitOfWork) -> Cast:
    """Put something of the person into every corner, and something of somebody else beside it."""
    cast = people(uow)
    customer, other, staff, place = cast.customer, cast.other, cast.staff, cast.place
    uow.profiles.change(
        *(customer.id, None, NOW),
        address="幸福路7号",
        employer="远大商贸",
        birthday=YearDay(8, 15, 1980),
        preferences="龙井",
    )
    for number, (who, words) in enumerate((("z", "我的合同原件在哪"), ("f", "怎么查余额"))):
        event = Incoming(f"e{number}", Address("web", who, who), Kind.TEXT, words)
        (row,) = uow.inbox.add([event], NOW)
        uow.inbox.finish(row.id, NOW)
    uow.outbox.add(place, Outgoing(f"{NAME}，您好。"), REPLY, NOW)
    card = Outgoing(f"新的咨询\n客户：{NAME}\n{other.name}", ((Choice("a", "王芳"), Choice("b", NAME)),))
    uow.outbox.add(cast.desk, card, REMINDER, NOW, dedup="card")
    uow.outbox.add(cast.desk, Outgoing("客户：王芳"), REMINDER, NOW)
    for kind, text in (("question", "我的合同原件在哪"), ("complaint", f"断网两天，{NAME}，{PHONE}")):
        case = uow.cases.add(
            kind,
            text,
            NOW,
            NOW,
            state="open",
            customer_id=customer.id,
            address_id=place.id,
            owner_id=staff.id,
        )
        uow.cases.note(case.id, "added", NOW, text=f"断网的那栋楼在{NAME}家" if kind == "question" else "")
    contact = uow.contacts.add("call", customer.id, staff.id, "谈了幸福路的事", NOW, happened_at=NOW)
    uow.contacts.add("call", other.id, staff.id, "谈了宽带", NOW, happened_at=NOW)
    kept = uow.files.add("photo", "名片.jpg", "image/jpeg", b"a photo", place.id, NOW)
    uow.files.attach([kept.id], contact_id=contact.id)
    talk = uow.talks.add(place.id, NOW, staff_id=staff.id, customer_id=customer.id)
    assert talk is not None
    uow.talks.say(talk.id, CUSTOMER, "她的口信", NOW)
    uow.talks.say(talk.id, STAFF, "好的，她的口信收到", NOW, staff_id=staff.id)
    uow.addresses.save_dialog(cast.desk.id, State("visit", 1, {"customer.label": NAME}, 1), NOW)
    uow.drafts.add(staff.id, State("visit", 1, {"content": f"{NAME}说的"}, 1), NOW)
    uow.consents.note(customer.id, place.id, AGREED, "1", NOW, how=BY_CODE, code_hash="hash")
    return cast


def _rows(uow: UnitOfWork) -> list[str]:
    session: Session = uow.people._session  # type: ignore[attr-defined]
    return [
        f"{table.name}: {dict(row._mapping)}"
        for table in tables.metadata.tables.values()
        for row in session.rows(select(table))
    ]


def _leaves(uow: UnitOfWork, cast: Cast) -> None:
    told = ToldBy((NAME, PHONE), ("我的合同原件在哪",))
    uow.keepings.erase(cast.whose, NUMBERED, GONE, told, NOW + timedelta(hours=1))
    uow.keepings.requested(ERASED, cast.customer.id, None, "", NOW)


async def test_consent_is_appended_and_the_newest_word_counts(database: AnyDatabase) -> None:
    def work(uow: UnitOfWork) -> None:
        cast = people(uow)
        mine, place = cast.customer.id, cast.place.id
        assert uow.consents.standing(mine) is None and uow.consents.latest(place) is None
        asked = uow.consents.note(mine, place, ASKED, "1", NOW, how=BY_CODE, channel="web", code_hash="hash")
        assert uow.consents.standing(mine) == uow.consents.latest(place) == asked
        agreed = uow.consents.note(mine, place, AGREED, "1", NOW, how=BY_CODE, channel="web")
        again = uow.consents.note(mine, cast.elsewhere.id, ASKED, "2", NOW)
        # Being asked once more takes back nothing that was said.
        assert uow.consents.standing(mine) == agreed
        assert uow.consents.latest(cast.elsewhere.id) == again and uow.consents.latest(place) == agreed
        refused = uow.consents.note(mine, place, REFUSED, "2", NOW)
        withdrawn = uow.consents.note(mine, None, WITHDRAWN, "2", NOW)
        assert uow.consents.standing(mine) == withdrawn
        assert uow.consents.of_customer(mine) == [asked, agreed, again, refused, withdrawn]
        assert uow.consents.of_customer(cast.other.id) == []

    await database.turn(work)


async def test_all_that_is_kept_of_one_person_is_read(database: AnyDatabase) -> None:
    cast = await database.turn(furnish)

    def read(uow: UnitOfWork) -> None:
        spoken = uow.keepings.spoken(cast.whose, 50)
        heard = [line.heard.text for line in spoken if line.heard is not None]
        said = [line.said.text for line in spoken if line.said is not None]
        assert (heard, said) == (["我的合同原件在哪"], [f"{NAME}，您好。"])
        assert [kept.name for kept in uow.keepings.files(cast.whose)] == ["名片.jpg"]
        written = uow.keepings.written(cast.whose)
        assert "谈了幸福路的事" in written and "谈了宽带" not in written
        assert uow.keepings.counts(cast.whose) == {"messages": 1, "cases": 2, "contacts": 1, "files": 1}
        guest = uow.keepings.counts(Whose(None, (cast.elsewhere.id,)))
        assert guest == {"messages": 1, "cases": 0, "contacts": 0, "files": 0}

    await database.read(read)


async def test_what_was_handed_out_is_deleted_in_time(database: AnyDatabase) -> None:
    cast = await database.turn(furnish)
    source = f"{EXPORT}{cast.customer.id}:1"

    def hand_out(uow: UnitOfWork) -> int:
        kept = uow.files.add("document", "资料.json", "application/json", b"{}", None, NOW, source=source)
        return kept.id

    number = await database.turn(hand_out)
    # It is no part of what it hands out.
    files = await database.read(lambda uow: [kept.id for kept in uow.keepings.files(cast.whose)])
    assert number not in files
    assert await database.turn(lambda uow: uow.keepings.expire(NOW)) == 0
    assert await database.turn(lambda uow: uow.keepings.expire(NOW + timedelta(days=1))) == 1
    assert await database.read(lambda uow: uow.files.content(number)) is None
    assert len(await database.read(lambda uow: uow.keepings.files(cast.whose))) == 1


async def test_nothing_of_an_erased_person_is_left_and_all_of_others(database: AnyDatabase) -> None:
    cast = await database.turn(furnish)
    before = await database.read(_rows)
    assert [words for words in HIDDEN if not any(words in line for line in before)] == []
    await database.turn(lambda uow: _leaves(uow, cast))
    left = await database.read(_rows)
    for words in HIDDEN:
        assert [line for line in left if words in line] == []
    # Payloads are written as JSON writes them; both ways of writing a name are looked for.
    assert [line for line in left if "\\u5f20\\u4e09" in line] == []

    def look(uow: UnitOfWork) -> None:
        assert uow.keepings.erased(cast.customer.id) and not uow.keepings.erased(cast.other.id)
        kept = uow.people.customer(cast.customer.id)
        assert kept is not None and (kept.name, kept.phone) == (NUMBERED, "")
        complaint, question = (uow.cases.get(number) for number in (2, 1))
        assert (
            complaint is not None and complaint.text.startswith("断网两天") and complaint.state == "withdrawn"
        )
        assert question is not None and question.text == GONE
        assert uow.talks.of_customer(cast.customer.id) == []
        talk = uow.talks.get(1)
        assert talk is not None and talk.state == ENDED
        assert uow.addresses.of_customer(cast.customer.id) == []
        other = uow.people.customer(cast.other.id)
        assert other is not None and (other.name, other.phone) == ("王芳", "13800000102")
        assert [
            line.heard.text
            for line in uow.keepings.spoken(Whose(None, (cast.elsewhere.id,)), 9)
            if line.heard
        ]
        assert any("谈了宽带" in line for line in left) and any("客户：王芳" in line for line in left)

    await database.read(look)


async def test_erasing_that_breaks_off_changes_nothing(database: AnyDatabase) -> None:
    cast = await database.turn(furnish)
    before = await database.read(_rows)

    def breaks(uow: UnitOfWork) -> None:
        _leaves(uow, cast)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.turn(breaks)
    assert await database.read(_rows) == before


async def test_a_guests_chat_is_erased_alone(database: AnyDatabase) -> None:
    def work(uow: UnitOfWork) -> None:
        cast = furnish(uow)
        guest = uow.addresses.add(Address("web", "g", "g"), NOW)
        (row,) = uow.inbox.add([Incoming("g1", guest.address, Kind.TEXT, "访客的话")], NOW)
        uow.inbox.finish(row.id, NOW)
        uow.cases.add("question", "访客的话", NOW, NOW, state="open", address_id=guest.id)
        uow.keepings.erase(Whose(None, (guest.id,)), "", GONE, ToldBy((), ("访客的话",)), NOW)
        left = _rows(uow)
        assert not [line for line in left if "访客的话" in line]
        kept = uow.people.customer(cast.customer.id)
        assert kept is not None and kept.name == NAME
        assert any("她的口信" in line for line in left)

    await database.turn(work)
