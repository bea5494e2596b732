"""Which of one's customers a text speaks of that is neither a command nor a record (C1, G1)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.services import customers
from bot.services.ports import UnitOfWork
from bot.services.records import Customer, Staff

READ = 80  # letters looked at: what is longer is no odd line
SHORTEST, LONGEST = 2, 12
MOST = 24
_PARTED = re.compile(r"[\w·（）()]+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A customer called by the whole name, with what stands before and behind it."""

    customer: Customer
    before: str
    after: str


def mentioned(uow: UnitOfWork, staff: Staff, text: str) -> list[Mention]:
    """Return whom of those that a staff member may serve a text calls by name, longer names first."""
    parts = (part[0] for part in _PARTED.finditer(text[:READ]))
    names = {
        part[start : start + length]
        for part in parts
        for length in range(SHORTEST, LONGEST + 1)
        for start in range(len(part) - length + 1)
    }
    found = uow.people.called(names, MOST) if names else []
    mine = sorted((c for c in found if customers.may(uow, staff, c)), key=lambda c: -len(c.name))
    # 张三丰 is not 张三 as well.
    longest = [c for c in mine if not any(c.name in other.name and c.name != other.name for other in mine)]
    return [Mention(c, *_around(text, c.name)) for c in longest]


def _around(text: str, name: str) -> tuple[str, str]:
    before, _, after = text.partition(name)
    return before.strip(), after.strip()
