"""The words of the product, by language; zh-CN is the source."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

TRADES = ("telecom", "bank")
"""The trades for which there is a starter set of standard queries."""


@dataclass(frozen=True, slots=True)
class StarterEnglish:
    """What a standard question of the starter data says in English."""

    title: str
    answer: str
    wordings: tuple[str, ...]
    tiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StarterQuery:
    """A standard question of the starter data; the company's facts are slots of its answer."""

    title: str
    answer: str
    wordings: tuple[str, ...]
    buttons: tuple[str, ...] = ()
    tiers: tuple[tuple[str, str], ...] = ()
    """Other answers by tier; `vip` stands for every tier that counts as VIP."""
    department: str = ""
    """The category of complaints whose department looks into it, as the policy has them."""
    english: StarterEnglish | None = None


def starter_queries(trade: str = "telecom", locale: str = "zh-CN") -> tuple[StarterQuery, ...]:
    """Return the starter questions of a trade, subject by subject."""
    english = starter_english(trade)
    return tuple(
        StarterQuery(
            entry["title"],
            entry["answer"],
            tuple(entry["wordings"]),
            tuple(entry.get("buttons", ())),
            tuple(entry.get("tiers", {}).items()),
            entry.get("department", ""),
            english.get(entry["title"]),
        )
        for subject in _subjects(locale, trade)
        for entry in subject["query"]
    )


@cache
def starter_english(trade: str = "telecom") -> Mapping[str, StarterEnglish]:
    """Return what the starter questions of a trade say in English, by their titles in the source language."""
    return {
        title: StarterEnglish(
            told["title"], told["answer"], tuple(told["wordings"]), tuple(told.get("tiers", {}).items())
        )
        for subject in _subjects("en", trade)
        for title, told in subject.items()
    }


def _subjects(locale: str, trade: str) -> list[dict[str, Any]]:
    folder = resources.files("locales").joinpath(locale, "queries", trade)
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]


@cache
def offers(locale: str = "zh-CN") -> frozenset[str]:
    """Return the titles of what can be introduced to a customer; the other questions are about troubles."""
    return frozenset(_around(locale)["offers"])


def off_topic(locale: str = "zh-CN") -> tuple[str, ...]:
    """Return small talk and questions of other trades: what must not be answered as if it were ours."""
    return tuple(_around(locale)["off_topic"])


@cache
def fact_names(locale: str = "zh-CN") -> Mapping[str, str]:
    """Return the facts that shipped answers ask for, and the words by which editors know them (T12)."""
    return {name: fact["label"] for name, fact in _facts(locale).items()}


def in_english(fact: str) -> str:
    """Return the name of the fact that holds another one's English words, shipped or a company's own."""
    return f"{fact}_en" if fact in _facts("zh-CN") else f"{fact}英文"


@cache
def _facts(locale: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(resources.files("locales").joinpath(locale, "facts.toml").read_text("utf-8"))


@cache
def _around(locale: str) -> dict[str, list[Any]]:
    text = resources.files("locales").joinpath(locale, "queries", "around.toml").read_text(encoding="utf-8")
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
    facts: Mapping[str, str]
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
        data["facts"],
        tuple(SampleStaff(**entry) for entry in data["staff"]),
        tuple(_customer(**entry) for entry in data["customer"]),
        tuple(SampleVisit(**entry) for entry in data["visit"]),
    )


def _customer(liaison: tuple[Mapping[str, Any], ...] = (), **entry: Any) -> SampleCustomer:
    liaisons = tuple(SampleLiaison(**person) for person in liaison)
    return SampleCustomer(**{**entry, "bills": tuple(entry.get("bills", ()))}, liaisons=liaisons)
