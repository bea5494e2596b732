"""The words of the product, by language; zh-CN is the source."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class StarterQuery:
    """A standard question of the starter data, its answer's slots filled."""

    title: str
    answer: str
    wordings: tuple[str, ...]


def starter_queries(company: str, hotline: str, locale: str = "zh-CN") -> tuple[StarterQuery, ...]:
    """Return the starter questions with the company's name and hotline put in."""
    return tuple(
        StarterQuery(
            entry["title"],
            entry["answer"].format(company=company, hotline=hotline),
            tuple(entry["wordings"]),
        )
        for entry in _read(locale)["query"]
    )


@cache
def offers(locale: str = "zh-CN") -> frozenset[str]:
    """Return the titles of what can be introduced to a customer; the other questions are about troubles."""
    return frozenset(_read(locale)["offers"])


def off_topic(locale: str = "zh-CN") -> tuple[str, ...]:
    """Return small talk and questions of other trades: what must not be answered as if it were ours."""
    return tuple(_read(locale)["off_topic"])


def _read(locale: str) -> dict[str, list[Any]]:
    text = resources.files("locales").joinpath(locale, "queries.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True)
class SampleStaff:
    """A fictional staff member of the demo."""

    name: str
    role: str
    phone: str = ""
    under: str = ""
    pane: str = "staff"
    open: bool = False


@dataclass(frozen=True, slots=True)
class SampleLiaison:
    """A person to talk to at a fictional group customer; the birthday so many days from the first start."""

    name: str
    post: str = ""
    phone: str = ""
    birthday_in: int | None = None


@dataclass(frozen=True, slots=True)
class SampleCustomer:
    """A fictional customer of the demo; `seated` ones have a chat, the others are only on file."""

    name: str
    manager: str
    bound: bool = False
    seated: bool = True
    phone: str = ""
    gender: str = ""
    kind: str = "person"
    tier: str = "standard"
    vip: bool = False
    open: bool = False
    birthday_in: int | None = None
    lunar: bool = False
    bills: tuple[int, ...] = ()
    unused: bool = False
    file: Mapping[str, Any] = field(default_factory=dict)
    liaisons: tuple[SampleLiaison, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleVisit:
    """A visit that happened before the demo was first opened."""

    customer: str
    manager: str
    working_days_ago: int
    content: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """The demo's company, people and past."""

    company: str
    hotline: str
    approver: str
    staff: tuple[SampleStaff, ...]
    customers: tuple[SampleCustomer, ...]
    visits: tuple[SampleVisit, ...]


def sample(locale: str = "zh-CN") -> Sample:
    """Return the demo's fictional company, people and past."""
    data = tomllib.loads(resources.files("locales").joinpath(locale, "sample.toml").read_text("utf-8"))
    return Sample(
        data["company"],
        data["hotline"],
        data["approver"],
        tuple(SampleStaff(**entry) for entry in data["staff"]),
        tuple(_customer(**entry) for entry in data["customer"]),
        tuple(SampleVisit(**entry) for entry in data["visit"]),
    )


def _customer(liaison: tuple[Mapping[str, Any], ...] = (), **entry: Any) -> SampleCustomer:
    liaisons = tuple(SampleLiaison(**person) for person in liaison)
    return SampleCustomer(**{**entry, "bills": tuple(entry.get("bills", ()))}, liaisons=liaisons)
