"""The customer's file beyond what every turn needs: one frozen record per table row (C1, C9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.standard.yearday import YearDay


@dataclass(frozen=True, slots=True)
class Profile:
    """A customer's file (C1); `Customer` holds what every turn needs."""

    id: int
    account: str | None
    label: str
    status: str
    region: str
    post: str
    employer: str
    address: str
    home_phone: str
    user_name: str
    user_phone: str
    user_relation: str
    language: str
    preferences: str
    taboos: str
    birthday: YearDay | None
    wish_days: int | None
    contact_hours: str
    do_not_ask: tuple[str, ...]
    do_not_contact: bool
    refusals: int
    card: str
    greetings: bool | None
    tags: str
    source: str
    updated_at: datetime | None
    revision: int
    do_not_disturb: bool = False


@dataclass(frozen=True, slots=True)
class Liaison:
    """A person to talk to at a group customer (联系人)."""

    id: int
    customer_id: int
    name: str
    post: str
    phone: str
    birthday: YearDay | None
    note: str


@dataclass(frozen=True, slots=True)
class Anniversary:
    """A day of the year that means something to a customer."""

    id: int
    customer_id: int
    name: str
    day: YearDay


@dataclass(frozen=True, slots=True)
class Bill:
    """What a customer paid for one month, in fen (C9)."""

    customer_id: int
    month: str
    amount: int
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a file changed: by whom, from what to what."""

    at: datetime
    staff_id: int | None
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a customer's history: a contact or a case."""

    what: str
    id: int
    at: datetime


CONTACT, CASE = "contact", "case"

__all__ = ["CASE", "CONTACT", "Anniversary", "Bill", "Change", "Entry", "Liaison", "Profile", "YearDay"]
