import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.standard.phrases import Hit, asks_politely, forbidden, kinder, too_loud, unfilled
from bot.standard.policy import shipped

POLICY = shipped()
RULES = (*POLICY.phrases.forbidden, *POLICY.phrases.disrespectful)


def test_forbidden_words_come_with_a_suggestion() -> None:
    assert forbidden("这个我不知道，没办法", POLICY) == [
        Hit("不知道", "需要为您核实后答复"),
        Hit("没办法", "会尽力为您想办法"),
    ]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("这个我不知道", "需要为您核实后答复"),
        ("不知道，你自己看着办", "需要为您核实后答复，以您的意见为准"),
        ("张先生，这个我没办法改。周五给您送去！", "张先生，会尽力为您想办法。周五给您送去！"),
        ("不清楚，真的不知道。", "需要为您核实后答复。"),
        ("您说「不行，不知道」我没办法", "会尽力为您想办法"),
        ("明天10:30我没办法来，改周五", "会尽力为您想办法，改周五"),
        ("不知道没办法", "需要为您核实后答复，会尽力为您想办法"),
    ],
)
def test_the_whole_clause_is_said_more_kindly(text: str, mended: str) -> None:
    """A6: a phrase replaced in the midst of its words would leave no sentence."""
    assert kinder(text, POLICY) == mended


@pytest.mark.parametrize(
    "text",
    [
        "您知不知道新套餐",
        "电话里听不清楚，请您再说一遍",
        "您说「不知道怎么办」",
        "您提到“没办法上网”",
        "滚动公告",
        "",
    ],
)
def test_harmless_text_is_left_alone(text: str) -> None:
    assert forbidden(text, POLICY) == []
    assert kinder(text, POLICY) == text


@given(
    st.lists(
        st.sampled_from(
            [*(rule.word for rule in RULES), "我", "，", "。", "10:30", "「", "」", "请您", "不", "没"]
        ),
        max_size=8,
    )
)
def test_kinder_text_is_clean(parts: list[str]) -> None:
    mended = kinder("".join(parts), POLICY)
    assert forbidden(mended, POLICY) == []
    assert kinder(mended, POLICY) == mended


@pytest.mark.parametrize(
    "text", ["电话是XXXXXXX", "您好，***先生", "＊＊＊", "XXXX年", "133XXXX", "***1234", "×××公司"]
)
def test_unfilled_slots(text: str) -> None:
    assert unfilled(text)


@pytest.mark.parametrize("text", ["138****1234", "尾号1234", "张*", "XX", "3×4×5", "010****5678，张**"])
def test_filled_text(text: str) -> None:
    assert not unfilled(text)


@pytest.mark.parametrize("text", ["好的！！", "好!!", "好的😊", "完成✅", "真的？！", "❤"])
def test_too_loud(text: str) -> None:
    assert too_loud(text)


@pytest.mark.parametrize("text", ["您好！", "您好！请稍等！", "第①步 → 完成", "★ 重要", "真的吗？"])
def test_calm_enough(text: str) -> None:
    assert not too_loud(text)


@pytest.mark.parametrize(
    "text",
    [
        *("请问您贵姓？", "您好，请问您贵姓？", "感谢您。请问还有别的吗？", "请问您的电话"),
        *("Please wait, it is version 1.5. May I ask what happened?", "Could you name a time?"),
    ],
)
def test_polite_questions(text: str) -> None:
    assert asks_politely(text)


@pytest.mark.parametrize(
    "text", ["您贵姓？", "", "请问您贵姓？电话呢？", "您的电话", "What is it?", "May I ask? And what is it?"]
)
def test_blunt_questions(text: str) -> None:
    assert not asks_politely(text)
