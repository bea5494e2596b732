"""Setting the facts that answers have as slots, and telling which answers lack one (T12)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.errors import BadInput
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.query_records import Query
from bot.services.records import Staff
from bot.standard import answers, phrases
from locales import fact_names, in_english

LONGEST_NAME, LONGEST_VALUE = 16, 120


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact as administrators see it: its word, its value, how many answers in force ask for it."""

    name: str
    word: str
    value: str
    used: int
    fixed: bool
    """Given by the settings, not in the chat."""
    english: bool = False
    """The English words of another fact; without them that one's own stand (A24)."""


def word_of(name: str) -> str:
    """Return the word by which editors know a fact."""
    return fact_names().get(name, name)


def name_of(desk: Desk, text: str) -> str:
    """Return the name of a fact that was typed by its name or its word; raise BadInput where it is none."""
    typed = text.strip().strip("{}｛｝").strip()
    name = next((name for name, word in fact_names().items() if typed == word), typed)
    if name in desk.facts:
        raise BadInput("error-fact-fixed", name=word_of(name))
    if not name or len(name) > LONGEST_NAME or any(c in name for c in "{}｛｝ ：:"):
        raise BadInput("error-fact-name", limit=str(LONGEST_NAME))
    return name


def checked(desk: Desk, value: str) -> str:
    """Return a value that may stand in an answer; raise BadInput otherwise."""
    if len(value) > LONGEST_VALUE or "\n" in value:
        raise BadInput("error-fact-long", limit=str(LONGEST_VALUE))
    if phrases.unfilled(value) or answers.slots(value) or phrases.forbidden(value, desk.policy):
        raise BadInput("error-fact-value")
    return value


def put(uow: UnitOfWork, desk: Desk, name: str, value: str, me: Staff, now: datetime) -> None:
    """Set a fact; what stood there before stays on record."""
    uow.facts.put(name, value, me.name, now)
    uow.records.audit("company-fact", f"fact:{name}", now, me.id)


def listed(uow: UnitOfWork, desk: Desk) -> list[Shown]:
    """Return every fact that is set, shipped or asked for by an answer on file."""
    known = {**uow.facts.all(), **desk.facts}
    used: dict[str, int] = {}
    told: dict[str, int] = {}
    for entry in uow.queries.entries():
        newest = entry.newest()
        if newest is None or entry.retired_at is not None:
            continue
        content = newest.content
        texts = (content.answer, *(variant.answer for variant in content.variants))
        for slot in {_plain(slot) for slot in answers.slots(content.english.answer)} - {*desk.facts}:
            told[in_english(slot)] = told.get(in_english(slot), 0) + 1
        for slot in {_plain(slot) for text in texts for slot in answers.slots(text)}:
            used[slot] = used.get(slot, 0) + 1
    names = dict.fromkeys((*desk.facts, *used, *known, *told))
    return [
        Shown(
            name,
            word_of(name),
            known.get(name, ""),
            used.get(name, 0) or told.get(name, 0),
            name in desk.facts,
            name not in used and name in told,
        )
        for name in names
    ]


def _plain(slot: str) -> str:
    return next((name for name, word in fact_names().items() if slot == word), slot)


def held_back(uow: UnitOfWork, desk: Desk, known: Mapping[str, str], now: datetime) -> list[Query]:
    """Return the approved entries that are not answered because a fact is missing."""
    valid = uow.queries.valid(desk.today(now))
    return [query for query in valid if answers.missing([query.answer], known)]
