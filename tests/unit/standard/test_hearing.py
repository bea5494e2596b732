"""One message may hold several questions, or lean on the one before (N1)."""

from __future__ import annotations

import pytest

from bot.standard import hearing
from bot.standard.policy import shipped

RULES = shipped().hearing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("怎么查余额", ("怎么查余额",)),
        ("怎么查余额？另外宽带怎么续费", ("怎么查余额", "宽带怎么续费")),
        ("怎么查余额，顺便问国际漫游怎么开", ("怎么查余额", "国际漫游怎么开")),
        ("怎么查余额\n怎么补卡\n怎么换套餐", ("怎么查余额", "怎么补卡", "怎么换套餐")),
        ("您好。怎么查余额？谢谢。", ("您好。怎么查余额？谢谢。",)),
        ("？！。", ("？！。",)),
        ("一二三？四五六？七八九？十百千？", ("一二三？四五六？七八九？十百千？",)),
    ],
)
def test_questions_of_one_message(text: str, expected: tuple[str, ...]) -> None:
    assert hearing.questions(text, RULES) == expected


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("那宽带呢", "宽带呢"),
        ("那么要多少钱", "要多少钱"),
        ("怎么查余额", ""),
        ("那合同原件放在你们哪位同事那里了", ""),
    ],
)
def test_what_leans_on_the_question_before(text: str, added: str) -> None:
    assert hearing.leans(text, RULES) == added


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("我想找你们经理投诉", "complain"),
        ("帮我转人工吧", "human"),
        ("给我回个电话", "callback"),
        ("查一下我上次反映的事情", "progress"),
        ("谢谢啦", "thanks"),
        ("先这样再见", "goodbye"),
        ("帮忙开通，谢谢", ""),
        ("怎么投诉", ""),
        ("我不投诉", ""),
        ("投诉电话是多少", ""),
        ("别给我打电话了", ""),
        ("人工客服几点下班", ""),
        ("宽带装好以后谢谢你们派人来看一下信号的事情", ""),
    ],
)
def test_a_wish_in_free_words(text: str, name: str) -> None:
    assert hearing.wish(text, RULES) == name
