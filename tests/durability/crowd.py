"""Customers and managers on file, what they ask, and what became of it."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from typing import Any

import asyncpg

from bot.dialog.form import State
from bot.dialog.message import Address
from bot.services.digest_ledgers import EVENING, MORNING, OFF
from bot.services.ports import UnitOfWork
from storage.engine import open_database
from tests.agreed import agree
from tests.durability.processes import Telegram

CUSTOMERS, MANAGERS, SEATED = 100, 40, 8
MESSAGES = 200
FIRST_CUSTOMER, FIRST_MANAGER = 500_000, 900_000

Questions = list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of everything that was asked."""

    lost: int
    worked_twice: int
    unworked: int
    queued: int
    unsent: int
    missing: int
    doubled: int

    def holds(self, doubled: int = 0) -> None:
        """Expect every message worked once, every word sent, and at most so many sent twice."""
        assert (self.lost, self.worked_twice, self.unworked) == (0, 0, 0), self
        assert (self.unsent, self.missing) == (0, 0), self
        assert self.doubled <= doubled, self


def settle(url: str, *, customers: int = CUSTOMERS, channel: str = "telegram", form: str = "") -> None:
    """Put everybody on file, bound to their chats; `form` leaves each customer at its summary."""

    def people(uow: UnitOfWork) -> None:
        now = datetime.now(UTC)
        managers = [uow.people.add_staff("manager", f"经理{n}", None, now).id for n in range(MANAGERS)]
        for staff_id, kind in product(managers, (MORNING, EVENING)):
            uow.digests.choose(staff_id, kind, OFF)  # what is counted is the same at every hour of the day
        for number, staff_id in enumerate(managers[:SEATED]):
            uow.addresses.add(_at(channel, FIRST_MANAGER + number), now, staff_id=staff_id)
        for number in range(customers):
            # Only the customers of seated managers raise alerts.
            manager = managers[-1] if form else managers[number % MANAGERS]
            customer = uow.people.add_customer(f"客户{number}", now, manager_id=manager)
            who = uow.addresses.add(_at(channel, FIRST_CUSTOMER + number), now, customer_id=customer.id)
            agree(uow, customer.id, who.id, now)
            if form:
                text = f"周末延长营业 {number}"
                state = State(form, 1, {"text": text, "text.label": text}, 1)
                uow.addresses.save_dialog(who.id, state, now)

    async def run() -> None:
        database = open_database(url)
        await database.turn(people)
        await database.close()

    asyncio.run(run())


def _at(channel: str, number: int) -> Address:
    return Address(channel, str(number), str(number))


def sit_down(telegram: Telegram) -> None:
    """Let the managers who have a seat open their chats."""
    for number in range(SEATED):
        telegram.do("open", user=FIRST_MANAGER + number)


def questions(count: int = MESSAGES, first: int = 0) -> Questions:
    """Return who asks what: things nobody can answer at once, so that each becomes a case."""
    return [(FIRST_CUSTOMER + n % CUSTOMERS, f"zx-{n}") for n in range(first, first + count)]


def alerts(count: int = MESSAGES) -> int:
    """Return how many of those questions are told to a manager who has a seat."""
    return sum(n % CUSTOMERS % MANAGERS < SEATED for n in range(count))


def rows(url: str, statement: str) -> list[tuple[Any, ...]]:
    """Read from a store directly."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=10)) as connection:
            return connection.execute(statement).fetchall()

    async def ask() -> list[tuple[Any, ...]]:
        connection = await asyncpg.connect(url, timeout=5)
        try:
            return [tuple(row) for row in await connection.fetch(statement)]
        finally:
            await connection.close()

    return asyncio.run(ask())


def count(url: str, table: str, where: str = "1 = 1") -> int:
    """Count rows."""
    return int(rows(url, f"SELECT count(*) FROM {table} WHERE {where}")[0][0])


def unfinished(url: str) -> int:
    """Return how much is still to be worked or sent."""
    return count(url, "inbox", "done_at IS NULL") + count(url, "outbox", "sent_at IS NULL AND why = ''")


def outcome(url: str, telegram: Telegram, asked: Iterable[tuple[int, str]]) -> Outcome:
    """Compare what was asked with what the store holds and with what the chats show."""
    wanted = {text for _, text in asked}
    worked = Counter(text for (text,) in rows(url, "SELECT text FROM cases"))
    queued = Counter(_queued(url))
    shown = Counter((chat, text) for chat, texts in telegram.sent().items() for text in texts)
    return Outcome(
        lost=len(wanted - worked.keys()),
        worked_twice=worked.total() - len(worked),
        unworked=count(url, "inbox", "done_at IS NULL"),
        queued=queued.total(),
        unsent=count(url, "outbox", "sent_at IS NULL"),
        missing=(queued - shown).total(),
        doubled=(shown - queued).total(),
    )


def in_flight(url: str, telegram: Telegram) -> int:
    """Return how many words are in a chat and not marked as sent, now that the product is dead."""
    shown = {(chat, text) for chat, texts in telegram.sent().items() for text in texts}
    unmarked = _queued(url, "o.sent_at IS NULL")
    return sum(one in shown for one in unmarked)


def _queued(url: str, where: str = "1 = 1") -> list[tuple[int, str]]:
    statement = (
        f"SELECT a.chat, o.payload FROM outbox o JOIN addresses a ON a.id = o.address_id WHERE {where}"
    )
    found = rows(url, statement)
    return [(int(chat), json.loads(payload)["text"]) for chat, payload in found]
