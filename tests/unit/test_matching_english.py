"""Questions in English: answered where it is clear, offered where it is close, pinyin and small talk left."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from bot.services.hearing_english import grams, in_english, normalise, root
from bot.services.knowledge import Knowledge
from bot.services.matching import Match
from bot.services.query_records import English, Query
from bot.standard.policy import shipped
from locales import TRADES, off_topic, starter_queries

QUESTIONS = Path(__file__).parents[1] / "data/english_questions.tsv"
RIGHT, FOUND, WRONG = 0.5, 0.85, 0.04


def _queries(trade: str) -> tuple[Query, ...]:
    found = []
    for number, q in enumerate(starter_queries(trade), 1):
        assert q.english is not None
        told = English(q.english.title, q.english.answer, q.english.wordings)
        found.append(Query(number, q.title, q.answer, (), None, None, "钱芳", english=told))
    return tuple(found)


@cache
def _knows(trade: str) -> Knowledge:
    knowledge = Knowledge(shipped(), off_topic(), off_topic("en"))
    knowledge.learn(_queries(trade))
    return knowledge


def _title(match: Match) -> str:
    return _queries("telecom")[match.best - 1].english.title if match.best else ""


def test_every_known_wording_is_answered() -> None:
    for query in _queries("telecom"):
        for wording in (query.english.title, *query.english.wordings):
            assert _knows("telecom").match(wording) == Match(best=query.id, score=1.0), wording


@pytest.mark.parametrize(
    "asked",
    [
        "How do I check my balance?",
        "hello, how do I check my balance please",
        "HOW DO I CHECK MY BALANCE!!",
        "checking my balance",
    ],
)
def test_marks_courtesies_and_typing_do_not_matter(asked: str) -> None:
    assert _title(_knows("telecom").match(asked)) == "Check my balance"


@pytest.mark.parametrize("trade", TRADES)
def test_questions_that_nobody_had_in_mind(trade: str) -> None:
    """Questions written apart from the wordings: most are answered, hardly any wrongly (A7)."""
    rows = [line.split("\t") for line in QUESTIONS.read_text("utf-8").splitlines()]
    titles = {query.title: query.id for query in _queries(trade)}
    asked = [(_knows(trade).match(q), titles[title]) for kind, q, title in rows if kind == trade]
    assert sum(match.best == own for match, own in asked) >= RIGHT * len(asked)
    found = sum(own in (match.best, *match.choices) for match, own in asked)
    assert found >= FOUND * len(asked)
    assert sum(match.best not in (None, own) for match, own in asked) <= WRONG * len(asked)
    assert not any(_knows(trade).match(q).best for kind, q, _ in rows if kind == "-")


@pytest.mark.parametrize("line", off_topic("en"))
def test_small_talk_is_not_answered(line: str) -> None:
    assert _knows("telecom").match(line).best is None


@pytest.mark.parametrize("asked", ["zenme cha huafei", "zen me cha yu e", "怎么查余额", "查yue"])
def test_chinese_and_pinyin_are_heard_as_before(asked: str) -> None:
    chinese = Knowledge(shipped(), off_topic())
    chinese.learn([replace(query, english=English()) for query in _queries("telecom")])
    assert _knows("telecom").match(asked) == chinese.match(asked)


@pytest.mark.parametrize("asked", ["", "？？？", "😊", "/"])
def test_nothing_is_made_of_nothing(asked: str) -> None:
    assert _knows("telecom").match(asked) == Match()


def test_what_is_one_word_is_heard_as_one() -> None:
    assert {root("charged"), root("charging"), root("charges")} == {root("charge")}
    assert {root("stopped"), root("stops")} == {"stop"}
    assert grams(normalise("topping up my cell phone")) == grams(normalise("I topped-up my mobile phone"))
    assert grams(normalise("the")) == grams(normalise("The!"))


def test_english_has_letters_and_none_of_chinese() -> None:
    assert in_english("SIM") and not in_english("SIM卡") and not in_english("123")


def test_the_answer_helps_to_find_its_entry() -> None:
    told = English("Opening hours", "Our service halls are open at weekends too.", ())
    query = Query(7, "营业时间", "九点", ("几点开门",), None, None, "钱芳", english=told)
    other = Query(8, "过户", "好", ("过户",), None, None, "钱芳")
    knowledge = Knowledge(shipped())
    knowledge.learn((query, other))
    assert knowledge.match("are the service halls open at weekends").best == 7
