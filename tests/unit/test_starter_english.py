"""The shipped standard queries in English: one each, of the same slots, plain, polite, told apart (A24)."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from bot.services.hearing_english import normalise
from bot.standard import answers, phrases, policy
from locales import TRADES, StarterQuery, fact_names, in_english, off_topic, starter_english, starter_queries

LONGEST_ANSWER = 330  # what is read on a phone at a glance
FEWEST = 6
HAN = re.compile(r"[\u3400-\u9fff\uff00-\uffef]")
EVERY = [(trade, query) for trade in TRADES for query in starter_queries(trade)]
each = pytest.mark.parametrize(("trade", "query"), EVERY, ids=[f"{t}-{q.title}" for t, q in EVERY])


@pytest.mark.parametrize("trade", TRADES)
def test_every_entry_has_english_and_nothing_else_has(trade: str) -> None:
    assert set(starter_english(trade)) == {query.title for query in starter_queries(trade)}


@each
def test_it_says_the_same(trade: str, query: StarterQuery) -> None:
    assert query.english is not None
    assert [tier for tier, _ in query.english.tiers] == [tier for tier, _ in query.tiers]
    pairs = [(query.answer, query.english.answer)]
    pairs += zip(dict(query.tiers).values(), dict(query.english.tiers).values(), strict=True)
    for own, english in pairs:
        assert set(answers.slots(own)) == set(answers.slots(english))


@each
def test_it_keeps_the_standard(trade: str, query: StarterQuery) -> None:
    assert query.english is not None
    rules = policy.load()
    for text in (query.english.title, query.english.answer, *(text for _, text in query.english.tiers)):
        assert not HAN.search(text)
        assert text == text.strip() != "" and "  " not in text
        assert "!" not in text and not phrases.too_loud(text) and not phrases.unfilled(text)
        assert phrases.forbidden(text, rules) == []
        assert "?" not in text or phrases.asks_politely(text)
        assert not re.search(r"\d", text.replace("5G", "")), "figures are the company's facts"
        assert len(text) <= LONGEST_ANSWER
    assert len(query.english.title) <= rules.queries.longest_english_title


@each
def test_it_has_wordings(trade: str, query: StarterQuery) -> None:
    assert query.english is not None
    rules = policy.load()
    assert len({normalise(wording) for wording in query.english.wordings}) >= FEWEST
    for wording in query.english.wordings:
        assert len(wording) <= rules.queries.longest_english_wording
        assert not HAN.search(wording)


@pytest.mark.parametrize("trade", TRADES)
def test_no_wording_belongs_to_two(trade: str) -> None:
    told = list(starter_english(trade).values())
    every = [normalise(words) for english in told for words in {english.title, *english.wordings}]
    every += [normalise(line) for line in off_topic("en")]
    assert [wording for wording, count in Counter(every).items() if count > 1] == []


def test_facts_in_words_may_be_told_in_english() -> None:
    names = fact_names()
    used = {slot for _, q in EVERY if q.english for slot in answers.slots(q.english.answer)}
    assert used <= set(names)
    spoken = used - {"company", "hotline", "overseas_hotline"}
    assert {in_english(name) for name in spoken} <= set(names)
    assert in_english("过户专柜") == "过户专柜英文"
