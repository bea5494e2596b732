"""Standard queries as customers meet them: what may be answered today, to whom, in which words (N1, T12)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from bot.dialog.message import Choice
from bot.dialog.press import button
from bot.services import routing
from bot.services.buttons import Rows
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.query_records import Query, Variant
from bot.services.records import Customer
from bot.standard import answers
from locales import fact_names, in_english

TARGET = "query:"
"""A follow-up that leads to another entry, by its title."""
FOLLOW_UPS = ("handle", "complain", "suggest", "progress")
"""Follow-ups that are commands of customers."""


def facts(uow: UnitOfWork, desk: Desk) -> Mapping[str, str]:
    """Return the company's facts by their names, and by the words that editors know them by.

    Who reads English reads a fact's English words where the company gave some, else its own.
    """
    known = {**uow.facts.all(), **desk.facts}
    if desk.translated:
        known |= {name: told for name in known if (told := known.get(in_english(name)))}
    words = {word: known[name] for name, word in fact_names().items() if name in known}
    return {**words, **known}


def fact_words(uow: UnitOfWork, desk: Desk) -> list[str]:
    """Return the slots that an answer may have today, as editors write them."""
    known = {**uow.facts.all(), **desk.facts}
    translated = {in_english(name) for name in known}
    return [shown(f"{{{name}}}") for name in known if name not in translated]


def shown(text: str) -> str:
    """Return an answer as editors see it, its slots by their words."""
    return answers.named(text, fact_names())


def kept(text: str) -> str:
    """Return an answer that an editor wrote as it is kept."""
    return answers.kept(text, {word: name for name, word in fact_names().items()})


def in_force(uow: UnitOfWork, desk: Desk, query_id: int, now: datetime) -> Query | None:
    """Return a standard query that may be answered today: approved, valid, every slot of it filled."""
    query = uow.queries.get(query_id, desk.today(now))
    return query if query is not None and _whole(query, facts(uow, desk)) else None


def all_in_force(uow: UnitOfWork, desk: Desk, now: datetime) -> list[Query]:
    """Return every standard query that may be answered today."""
    known = facts(uow, desk)
    return [query for query in uow.queries.valid(desk.today(now)) if _whole(query, known)]


def _whole(query: Query, known: Mapping[str, str]) -> bool:
    """Return whether the plain answer can be sent as it stands (T12)."""
    return not answers.missing([query.answer], known)


def answer_for(uow: UnitOfWork, desk: Desk, query: Query, customer: Customer | None) -> str:
    """Return the answer that fits a customer best, slots filled; guests get the plain one (N1).

    Who reads English reads it in English; an answer that is kept in Chinese alone says so (A24).
    """
    known = facts(uow, desk)
    found = _best(uow, desk, query, customer, known)
    if not desk.translated:
        return answers.fill(found.answer, known)
    if found.english and not answers.missing([found.english], known):
        return answers.fill(found.english, known)
    return f"{answers.fill(found.answer, known)}\n{desk.say('english-help')}"


def title_for(desk: Desk, query: Query) -> str:
    """Return an entry's title as somebody reads it on a button (A24)."""
    return (query.english.title if desk.translated else "") or query.title


def _best(
    uow: UnitOfWork, desk: Desk, query: Query, customer: Customer | None, known: Mapping[str, str]
) -> Variant:
    plain = Variant(query.answer, english=query.english.answer)
    if customer is None or not query.variants:
        return plain
    profile = uow.profiles.get(customer.id)
    tags = profile.tags.split() if profile is not None else []
    vip = routing.is_vip(desk, customer)
    fitting = [
        (fits, variant)
        for variant in query.variants
        if not answers.missing([variant.answer], known)
        and (fits := answers.fitness(variant.tier, variant.product, customer.tier, vip, tags))
    ]
    return max(fitting, key=lambda one: one[0])[1] if fitting else plain


def follow_ups(uow: UnitOfWork, desk: Desk, query: Query, ask_id: int, now: datetime) -> Rows:
    """Return an entry's own follow-ups, then 没有解决 · 转人工 · 请回电话; each knows its own question."""
    own = tuple(_own(uow, desk, query.buttons, now))
    usual = (
        button(desk.say("button-not-helped"), "query-none", ask_id),
        button(desk.say("menu-human"), "query-human", ask_id),
        button(desk.say("menu-callback"), "menu", value="callback"),
    )
    return (*((one,) for one in own), usual)


def _own(uow: UnitOfWork, desk: Desk, names: Iterable[str], now: datetime) -> Iterator[Choice]:
    for name in names:
        if name in FOLLOW_UPS:
            yield button(desk.say(f"menu-{name}"), "menu", value=name)
        elif name.startswith(TARGET):
            title = name.removeprefix(TARGET)
            query_id = uow.queries.titled(title)
            query = in_force(uow, desk, query_id, now) if query_id is not None else None
            if query is not None:
                yield button(title_for(desk, query), "query-pick", query.id)
