"""The judge is shown conversations that are spoilt in one way each, and has to tell (A1–A3, A6, A12, A24)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.standard import policy
from bot.wording import Translation, Wording
from tests.conversations.rules import Book, Deed, Heard, Talk, breaches

FACTS = {"company": "星河通信", "hotline": "400-000-1019"}
HOUSE = Wording(**FACTS)
BOOK = Book(
    policy.load(),
    (HOUSE, Translation("en", HOUSE, **FACTS)),
    frozenset(("再见", "拜拜", "bye")),
    frozenset(("english",)),
    frozenset(("中文",)),
    ("星河通信", "王强"),
)
TEN = datetime(2026, 9, 29, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
SOON = TEN + timedelta(minutes=3)
LATER = TEN + timedelta(hours=5)
CLOSING = HOUSE.say("b15-closing")

GOOD = Talk(
    "张三",
    [
        Heard("您好，星河通信！\n请问有什么可以帮您？", TEN, (("咨询", "menu:0:0:ask"),)),
        Heard(
            "请您稍等一下。请您谅解，您的问题我已经记下，最晚在10月9日（周五）18:00前答复。编号W1001。",
            SOON,
            (("我的进度", "menu:0:0:progress"),),
        ),
        Heard(CLOSING, SOON),
    ],
    [
        Deed("opens", "", TEN, 0),
        Deed("says", "合同原件在哪里", SOON, 1),
        Deed("says", "再见", SOON, 2),
    ],
    typed=("合同原件在哪里", "再见"),
    waits=("W1001",),
)


def _saying(number: int, text: str, **fields: object) -> Talk:
    """Return the good conversation with one thing said otherwise."""
    heard = list(GOOD.heard)
    heard[number] = replace(heard[number], text=text, **fields)  # type: ignore[arg-type]
    return replace(GOOD, heard=heard)


def _then(*heard: Heard) -> Talk:
    """Return the good conversation, going on."""
    return replace(GOOD, heard=[*GOOD.heard, *heard])


ENGLISH = [Deed("says", "english", TEN, 0)]
SPOILT = {
    "not greeted": ("opens", _saying(0, "请问有什么可以帮您？")),
    "greeted in other words": ("opens", _saying(0, "你好，星河通信！请问有什么可以帮您？")),
    "greeted in the middle": ("opens", _saying(1, f"请您稍等一下。W1001。您好，星河通信！{'再答复您。'}")),
    "greeted twice": ("opens", _then(Heard("您好，星河通信！\n好的。", SOON + timedelta(minutes=5)))),
    "a new session is not greeted": ("opens", _then(Heard("好的。", LATER))),
    "asked bluntly": ("asks", _saying(0, "您好，星河通信！\n您要咨询什么？")),
    "asked bluntly after a polite question": (
        "asks",
        _saying(0, "您好，星河通信！\n请问有什么可以帮您？要办什么？"),
    ),
    "asked bluntly in English": ("asks", _saying(0, "您好，星河通信！\nPlease wait. What do you want?")),
    "not asked to wait": ("asks_to_wait", _saying(1, "您的问题已经记下，编号W1001。")),
    "asked to wait in other words": ("asks_to_wait", _saying(1, "请等一会儿。您的问题已经记下，编号W1001。")),
    "the number is never told": ("asks_to_wait", _saying(1, "请您稍等一下。您的问题已经记下。")),
    "no closing words": ("closes", _saying(2, "好的。")),
    "half of the closing words": ("closes", _saying(2, HOUSE.say("a12-goodbye"))),
    "no answer to goodbye": ("closes", replace(GOOD, heard=GOOD.heard[:2])),
    "closed before goodbye": ("closes", _saying(1, f"请您稍等一下。编号W1001。{CLOSING}")),
    "a question is cut off": ("closes", _saying(1, "请您稍等一下。编号W1001。打扰您了！再见。")),
    "a forbidden word": ("never_said", _saying(1, "请您稍等一下。编号W1001，这个我不知道。")),
    "a forbidden word in English": ("never_said", _saying(1, "请您稍等一下。编号W1001. I don’t know.")),
    "a forbidden word on a button": (
        "never_said",
        _saying(0, GOOD.heard[0].text, buttons=(("没办法", "x"),)),
    ),
    "a VIP hears of closed hours": ("never_said", _saying(1, "请您稍等一下。编号W1001，现在是非工作时间。")),
    "too loud": ("for_customers", _saying(1, "请您稍等一下！！编号W1001。")),
    "a slot is left open": ("for_customers", _saying(1, "请您稍等一下。编号W1001，请拨打XXXXXXX。")),
    "in the words of staff": ("for_customers", _saying(1, "请您稍等一下。编号W1001，责任人王强。")),
    "a number is shown whole": ("private", _saying(1, "请您稍等一下。编号W1001，13800000101。")),
    "the machine speaks": ("whole", _saying(1, "请您稍等一下。编号W1001，{due}。")),
    "too long": ("whole", _saying(1, "请您稍等一下。编号W1001。" + "长" * 1000)),
    "a button that no platform carries": (
        "whole",
        _saying(0, GOOD.heard[0].text, buttons=(("好", "x" * 65),)),
    ),
    "Chinese to who chose English": ("one_language", replace(GOOD, deeds=[*ENGLISH, *GOOD.deeds[1:]])),
}


def test_a_good_conversation_is_not_blamed() -> None:
    assert breaches(GOOD, BOOK) == []


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_conversation_is_reported(how: str) -> None:
    rule, talk = SPOILT[how]
    found = breaches(talk, BOOK)
    assert found and {breach.partition(":")[0] for breach in found} == {rule}, found


def test_what_a_person_wrote_is_nobodys_breach() -> None:
    quoted = "请您稍等一下。编号W1001“你们是不是什么都不知道？”"
    talk = replace(_saying(1, quoted), typed=("你们是不是什么都不知道？", "再见"))
    assert breaches(talk, BOOK) == []


def test_after_idle_time_the_bot_may_close() -> None:
    assert breaches(_then(Heard(f"您好，星河通信！\n{CLOSING}", LATER)), BOOK) == []
    left_open = replace(GOOD, heard=[*GOOD.heard[:2], Heard(f"您好，星河通信！\n{CLOSING}", LATER)])
    assert breaches(replace(left_open, deeds=GOOD.deeds[:2]), BOOK) == []


def test_staff_are_judged_by_their_own_rules() -> None:
    talk = Talk("王强", [Heard("新的咨询W1001\n电话：13800000101", TEN)], role="manager")
    assert breaches(talk, BOOK) == []
    assert breaches(replace(talk, role="head"), BOOK)
