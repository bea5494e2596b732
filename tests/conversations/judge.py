"""What everybody in a town was told, judged by the standard's own rules."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.standard import phrases

if TYPE_CHECKING:
    from tests.conversations.town import Person, Said, Town

MOST_TO_A_CUSTOMER, MOST_TO_STAFF = 1000, 2000
STAFF_WORDS = ("责任人", "上报", "已知悉", "督办", "逾期", "员工", "命令行", "指示")
# A28 and A12 leave no room for 请问; so do questions a person is quoted with.
_QUOTED = re.compile(r"“[^”]*”")
_SENTENCE = re.compile(r"(?:\.(?!\s)|[^。！!；;\n？?.])+[？?]")
_LEAK = re.compile(
    r"[{}]|\bNone\b|\b(?:address|case|duty|customer|staff|contact)[:-]\d|error-|Traceback|datetime"
)
_PHONE = re.compile(r"(?<!\d)138000001\d\d(?!\d)")


def judge(town: Town) -> None:
    """Raise AssertionError for anything said that should not have been said."""
    for person in town.people.values():
        staff = person.name in town.staff
        for number, said in enumerate(person.seat.seen()):
            where = f"{person.name} was told:\n{said.text}"
            _everybody(said, where)
            if staff:
                _staff(said, where, town.staff[person.name].role)
            else:
                _customer(town, person, said, where)
                _greeted(town, person, number, where)


def _everybody(said: Said, where: str) -> None:
    assert said.text.strip(), where
    assert not _LEAK.search(said.text), where
    for label, choice in said.buttons:
        assert label.strip() and len(label) <= 40, f"{label!r}: {where}"
        assert 1 <= len(choice.encode()) <= 64, f"{choice!r}: {where}"


def _staff(said: Said, where: str, role: str) -> None:
    assert len(said.text) <= MOST_TO_STAFF, where
    # The number to be called stands in the details of one case, and in the word to whoever shall call (G2).
    shown = ("回电：", "电话：", "登记号码：") if role == "manager" else ("回电：", "登记号码：")
    lines = [line for line in said.text.split("\n") if not line.startswith(shown)]
    assert not _PHONE.search("\n".join(lines)), where


def _customer(town: Town, person: Person, said: Said, where: str) -> None:
    policy = town.house.desk.policy
    ours = said.text
    for words in sorted((*person.words, *town.knowingly), key=len, reverse=True):
        if len(words) > 3:
            ours = ours.replace(words, "")
    assert len(said.text) <= MOST_TO_A_CUSTOMER, where
    assert not phrases.forbidden(ours, policy), where
    assert not phrases.unfilled(ours) and not phrases.too_loud(ours), where
    for sentence in _SENTENCE.findall(_QUOTED.sub("", ours)):
        assert phrases.asks_politely(sentence), f"{sentence!r}: {where}"
    for word in STAFF_WORDS:
        assert word not in ours, f"{word}: {where}"
    assert not _PHONE.search(ours), where


def _greeted(town: Town, person: Person, number: int, where: str) -> None:
    """A session opens with A1; within one minute nobody is greeted again."""
    at = person.heard_at
    desk = town.house.desk
    greetings = tuple(said.say("a1-greeting") for said in (desk.words, *desk.tongues.values()))
    idle = timedelta(minutes=town.house.desk.policy.session.idle_minutes)
    text = person.seat.seen()[number].text
    if number == 0 or at[number] - at[number - 1] > idle:
        assert text.startswith(greetings), f"not greeted: {where}"
    elif at[number] == at[number - 1]:
        assert not any(greeting in text for greeting in greetings), f"greeted twice: {where}"
