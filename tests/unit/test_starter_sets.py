"""The shipped standard queries: whole, polite, told apart, and what customers really ask (A6, A8, T12)."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.services import queries
from bot.services.matching import normalise
from bot.standard import answers, hearing, phrases, policy
from locales import TRADES, StarterQuery, fact_names, off_topic, offers, sample, starter_queries
from tests.conversations.rules import STAFF_WORDS

LONGEST_ANSWER = 150  # what is read on a phone at a glance; the policy allows more
FEWEST = {"telecom": 80, "bank": 60}
FEWEST_WORDINGS = 12
EVERY = [(trade, query) for trade in TRADES for query in starter_queries(trade)]
each = pytest.mark.parametrize(("trade", "query"), EVERY, ids=[f"{t}-{q.title}" for t, q in EVERY])


@pytest.mark.parametrize("trade", TRADES)
def test_a_set_covers_its_trade(trade: str) -> None:
    assert len(starter_queries(trade)) >= FEWEST[trade]


@each
def test_an_answer_keeps_the_standard(trade: str, query: StarterQuery) -> None:
    rules = policy.load()
    for answer in (query.answer, *(answer for _, answer in query.tiers)):
        assert not phrases.forbidden(answer, rules)
        assert not phrases.unfilled(answer)
        assert not phrases.too_loud(answer)
        assert "？" not in answer or phrases.asks_politely(answer)
        assert "您" in answer
        assert "你" not in answer
        assert not [word for word in STAFF_WORDS if word in query.title + answer]
        assert len(answer) <= min(LONGEST_ANSWER, rules.texts.max_answer)
        assert not any(c.isdigit() for c in answer.replace("5G", "")), "figures are the company's facts"
        assert set(answers.slots(answer)) <= set(fact_names())


@each
def test_an_entry_is_whole(trade: str, query: StarterQuery) -> None:
    rules = policy.load()
    titles = {other.title for other in starter_queries(trade)}
    assert len(query.title) <= rules.queries.longest_title
    assert len({normalise(wording) for wording in query.wordings}) >= FEWEST_WORDINGS
    assert all(len(wording) <= rules.queries.longest_wording for wording in query.wordings)
    assert len(query.buttons) <= rules.queries.own_buttons
    for name in query.buttons:
        target = name.removeprefix(queries.TARGET)
        assert target in titles if name.startswith(queries.TARGET) else name in queries.FOLLOW_UPS
    assert all(tier == answers.VIP or tier in rules.tiers for tier, _ in query.tiers)
    assert not query.department or getattr(rules.departments, query.department)


@each
def test_a_wording_reaches_its_entry(trade: str, query: StarterQuery) -> None:
    """None is taken for a wish, a suggestion, an emergency, two questions or the rest of one."""
    rules = policy.load()
    for wording in query.wordings:
        assert not hearing.wish(wording, rules.hearing), wording
        assert hearing.suggests(wording, rules.hearing) is None, wording
        assert not hearing.emergency(wording, rules.emergency), wording
        assert hearing.questions(wording, rules.hearing) == (wording,)
        assert not hearing.leans(wording, rules.hearing), wording


@pytest.mark.parametrize("trade", TRADES)
def test_no_wording_belongs_to_two(trade: str) -> None:
    every = [normalise(w) for query in starter_queries(trade) for w in (query.title, *query.wordings)]
    every += [normalise(line) for line in off_topic()]
    assert [wording for wording, count in Counter(every).items() if count > 1] == []


def test_what_can_be_introduced_is_on_file() -> None:
    assert offers() <= {query.title for query in starter_queries("telecom")}


def test_the_demo_knows_every_fact() -> None:
    known = {*sample().facts, "company", "hotline"}
    assert set(fact_names()) <= known
