"""What everybody in a town was told, judged by the standard's own rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.ports import UnitOfWork
from bot.wording import Translation
from handlers.routes import commands
from tests.conversations.rules import Book, Deed, Heard, Talk, breaches

if TYPE_CHECKING:
    from tests.conversations.town import Person, Town

_LOOKED_AT = 200


async def judge(town: Town) -> None:
    """Raise AssertionError for anything said that should not have been said, or left unsaid."""
    book = book_of(town)
    waits = await town.house.database.read(lambda uow: _waits(uow, town))
    roles = await town.house.database.read(lambda uow: _roles(uow, town))
    talks = [_talk(town, person, roles[name], waits.get(name, ())) for name, person in town.people.items()]
    found = [breach for talk in talks for breach in breaches(talk, book)]
    for words in town.house.desk.tongues.values():
        if isinstance(words, Translation) and words.missed:
            found.append(f"not said in translation: {sorted(words.missed)}")
    assert not found, "\n\n".join(found)


def book_of(town: Town) -> Book:
    """Return what the rules go by in a town."""
    desk = town.house.desk

    def typed(name: str) -> frozenset[str]:
        books = (commands(), commands("en"))
        return frozenset(word.lower() for book in books if name in book for word in book[name].names)

    company = (desk.facts["company"],)
    return Book(
        desk.policy,
        (desk.words, *desk.tongues.values()),
        typed("goodbye"),
        typed("english"),
        typed("chinese"),
        (*company, *town.staff, *town.customers, *town.people),
    )


def _talk(town: Town, person: Person, role: str, waits: tuple[str, ...]) -> Talk:
    heard = [
        Heard(said.text, at, tuple(said.buttons))
        for said, at in zip(person.seat.seen(), person.heard_at, strict=True)
    ]
    colleagues = [words for name in town.staff if name in town.people for words in town.people[name].words]
    return Talk(
        person.name,
        heard,
        person.deeds,
        role,
        (*person.words, *town.knowingly),
        colleagues,
        [deed.at for name in town.staff if name in town.people for deed in _endings(town.people[name])],
        waits,
    )


def _endings(staff: Person) -> list[Deed]:
    return [deed for deed in staff.deeds if deed.what == "presses" and deed.text in ("结束对话", "确认结束")]


def _roles(uow: UnitOfWork, town: Town) -> dict[str, str]:
    """Return the role of everybody in a town, of those as well who were let in by a code meanwhile."""
    found = {name: town.staff[name].role if name in town.staff else "" for name in town.people}
    for name, person in town.people.items():
        place = uow.addresses.at(person.seat.address())
        staff = uow.people.staff(place.staff_id) if place is not None else None
        found[name] = staff.role if staff is not None else found[name]
    return found


def _waits(uow: UnitOfWork, town: Town) -> dict[str, tuple[str, ...]]:
    """Return the numbers of the questions that each person in a town asked, and that waited for a person."""
    found: dict[str, tuple[str, ...]] = {}
    for name, person in town.people.items():
        place = uow.addresses.at(person.seat.address())
        if place is None or place.staff_id is not None:
            continue
        theirs = uow.cases.of_person(place.customer_id, place.id, _LOOKED_AT)
        mine = [case for case in theirs if case.address_id == place.id and case.author_id is None]
        asked = [case for case in mine if case.kind == "question"]
        found[name] = tuple(town.house.desk.reference(case) for case in asked)
    return found
