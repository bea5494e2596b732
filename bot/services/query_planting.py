"""Putting a starter set into the store: approved by somebody named, as first versions (O2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.query_records import APPROVED, Content, English, Variant
from bot.standard import answers
from locales import StarterQuery


def plant(
    uow: UnitOfWork, desk: Desk, starter: Iterable[StarterQuery], approved_by: str, now: datetime
) -> int:
    """Add the starter questions whose titles are not on file yet; return how many."""
    planted = 0
    for query in starter:
        query_id = uow.queries.add(query.title)
        if query_id is None:
            continue
        decided = {"approved_by": approved_by, "decided_at": now}
        uow.queries.write(query_id, APPROVED, content(desk, query), (), now, **decided)
        planted += 1
    return planted


def content(desk: Desk, query: StarterQuery) -> Content:
    """Return a starter question as an entry's content."""
    english = query.english
    told = {} if english is None else dict(english.tiers)
    return Content(
        query.title,
        query.answer,
        query.wordings,
        tuple(Variant(answer, tier=tier, english=told.get(tier, "")) for tier, answer in query.tiers),
        query.buttons,
        str(getattr(desk.policy.departments, query.department)) if query.department else "",
        english=English() if english is None else English(english.title, english.answer, english.wordings),
    )


def set_facts(uow: UnitOfWork, facts: Mapping[str, str], by: str, now: datetime) -> None:
    """Set facts that are not set yet."""
    known = uow.facts.all()
    for name, value in facts.items():
        if name not in known:
            uow.facts.put(name, value, by, now)


def missing_facts(starter: Iterable[StarterQuery], known: Mapping[str, str]) -> list[str]:
    """Return the facts that a starter set asks for and the company has not given (T12)."""
    return answers.missing([query.answer for query in starter], known)
