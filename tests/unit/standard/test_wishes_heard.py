"""Wishes and emergencies in free words: nearly all are heard, and nothing is done that nobody wished."""

from __future__ import annotations

import pytest

from bot.standard import hearing
from bot.standard.policy import shipped
from tests.data.wishes import EMERGENCIES, WISHES

RULES, PERILS = shipped().hearing, shipped().emergency


def heard(text: str) -> str:
    """Return what a message has done, as a customer's words are heard."""
    if hearing.emergency(text, PERILS):
        return "emergency"
    return "suggest" if hearing.suggests(text, RULES) is not None else hearing.wish(text, RULES)


def test_nothing_is_done_that_nobody_wished() -> None:
    told = [(text, name, heard(text)) for text, name in WISHES]
    assert len(told) >= 60
    assert [each for each in told if each[2] and each[2] != each[1]] == []


def test_nearly_every_wish_is_heard() -> None:
    wished = [(text, name) for text, name in WISHES if name]
    missed = [text for text, name in wished if heard(text) != name]
    assert len(missed) <= 0.1 * len(wished), missed


def test_emergencies_are_told_from_what_sounds_like_one() -> None:
    wrong = [(text, name, hearing.emergency(text, PERILS)) for text, name in EMERGENCIES]
    assert [each for each in wrong if each[1] != each[2]] == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("我想提个建议", ""),
        ("我想提个建议。", ""),
        ("我想提个建议，希望周末开门", "希望周末开门"),
        ("您好，我想提个建议：希望周末开门，谢谢", "希望周末开门，谢谢"),
        ("我建议你们周末也开门", "我建议你们周末也开门"),
        ("营业厅周末不开门，我提个意见", "营业厅周末不开门，我提个意见"),
        ("我想提个建议，能不能周末开门？", "能不能周末开门？"),
        ("给你们提点意见", ""),
    ],
)
def test_what_is_suggested_is_kept(text: str, kept: str) -> None:
    assert hearing.suggests(text, RULES) == kept


@pytest.mark.parametrize("text", ["怎么提建议", "提个建议有奖励吗", "我不想提建议", "", "，，。"])
def test_a_question_is_no_suggestion(text: str) -> None:
    assert hearing.suggests(text, RULES) is None
