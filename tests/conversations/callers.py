"""Managers on the phone: what the stories of scripts begin with."""

from __future__ import annotations

from bot.services.customer_records import Bill, Profile
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Contact
from tests.conversations.town import Person, Town


async def profile_of(place: Town, name: str) -> Profile:
    customer = place.customers[name]
    found = await place.house.database.read(lambda uow: uow.profiles.get(customer.id))
    assert found is not None
    return found


async def records_of(place: Town, name: str) -> list[Contact]:
    customer = place.customers[name]
    return await place.house.database.read(lambda uow: uow.contacts.of_customer(customer.id, 10))


async def cases_of(place: Town, name: str) -> list[Case]:
    customer = place.customers[name]
    return await place.house.database.read(lambda uow: uow.cases.of_person(customer.id, 0, 20))


async def change(place: Town, name: str, **fields: object) -> None:
    customer, now = place.customers[name], place.clock.now()
    await place.house.database.turn(lambda uow: uow.profiles.change(customer.id, None, now, **fields))


async def has_called(place: Town, name: str, content: str = "谈了宽带续约") -> None:
    """Put an earlier call on file."""
    customer, manager, now = place.customers[name], place.staff["王强"], place.clock.now()

    def add(uow: UnitOfWork) -> None:
        uow.contacts.add("call", customer.id, manager.id, content, now, outcome="reached")

    await place.house.database.turn(add)


async def bills(place: Town, name: str, **months: tuple[int, str]) -> None:
    customer = place.customers[name]

    def put(uow: UnitOfWork) -> None:
        for month, (amount, state) in months.items():
            uow.profiles.put_bill(
                Bill(customer.id, month.replace("m", "").replace("_", "-"), amount, state, "")
            )

    await place.house.database.turn(put)


async def calls(place: Town, name: str = "王芳") -> Person:
    wang = place.people.get("王强") or await place.sits("王强")
    await wang.says(f"打电话 {name}")
    await wang.presses("已接通")
    return wang


async def aside(wang: Person, label: str) -> None:
    await wang.presses("其他情况")
    await wang.presses(label)


async def asking(place: Town) -> Person:
    """Bring a second call to the question how things are."""
    await has_called(place, "王芳")
    return await calls(place)
