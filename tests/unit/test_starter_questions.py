"""Questions that the starter sets had not seen: mostly helped, hardly ever answered wrongly (A7, N1)."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.services.knowledge import Knowledge
from bot.services.matching import normalise
from bot.services.query_records import Query
from bot.standard.policy import shipped
from locales import TRADES, off_topic, starter_queries

DATA = Path(__file__).parents[1] / "data"
HELPED = {"": 0.75, "_late": 0.88}
"""Which share is answered or offered at least: of roundabout questions, and of everyday ones."""
each_set = pytest.mark.parametrize(("trade", "part"), [(t, part) for t in TRADES for part in HELPED])


def asked(trade: str, part: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / f"questions_{trade}{part}.json").read_text("utf-8"))
    return found


@cache
def taught(trade: str) -> tuple[Knowledge, dict[int, str]]:
    """Return what knows a starter set, by thresholds found from it."""
    queries = [
        Query(i, q.title, q.answer, q.wordings, None, None, "钱芳")
        for i, q in enumerate(starter_queries(trade))
    ]
    knowledge = Knowledge(shipped(), off_topic())
    knowledge.learn(queries)
    return knowledge, {query.id: query.title for query in queries}


@each_set
def test_the_questions_are_new_and_whole(trade: str, part: str) -> None:
    data = asked(trade, part)
    titles = {query.title for query in starter_queries(trade)}
    known = {normalise(w) for q in starter_queries(trade) for w in (q.title, *q.wordings)}
    known |= {normalise(line) for line in off_topic()}
    questions = [*(question for question, _ in data["test"]), *data["near"], *data["off_topic"]]
    assert data["trade"] == trade
    assert {title for _, title in data["test"]} <= titles
    assert [question for question in questions if normalise(question) in known] == []
    assert max(Counter(map(normalise, questions)).values()) == 1


@each_set
def test_a_new_question_is_helped_and_not_answered_wrongly(trade: str, part: str) -> None:
    knowledge, titles = taught(trade)
    seen: Counter[str] = Counter()
    data = asked(trade, part)
    for question, title in data["test"]:
        found = knowledge.match(question)
        right = found.best is not None and titles[found.best] == title
        seen["helped"] += right or title in [titles[choice] for choice in found.choices]
        seen["wrong"] += found.best is not None and not right
    seen["near"] = sum(knowledge.match(question).best is not None for question in data["near"])
    assert seen["helped"] >= HELPED[part] * len(data["test"])
    assert seen["wrong"] <= 0.04 * len(data["test"])
    assert seen["near"] <= 0.1 * len(data["near"])
    assert [q for q in data["off_topic"] if knowledge.match(q).best is not None] == []
