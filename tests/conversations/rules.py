"""What a conversation must keep, one rule a function: each tells of every breach that it finds (4.A).

A rule sees a conversation as data, so that it can be shown a spoilt one as well: see test_judge.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.standard import phrases
from bot.standard.policy import Policy
from bot.wording import Wording

MOST_TO_A_CUSTOMER, MOST_TO_STAFF = 1000, 2000
STAFF_WORDS = ("责任人", "上报", "已知悉", "督办", "逾期", "员工", "命令行", "指示")
# A28 and A12 leave no room for 请问; so do questions a person is quoted with.
_QUOTED = re.compile(r"“[^”]*”")
_SENTENCE = re.compile(r"(?:\.(?!\s)|[^。！!；;\n？?.])+[？?]")
_LEAK = re.compile(
    r"[{}]|\bNone\b|\b(?:address|case|duty|customer|staff|contact)[:-]\d|error-|Traceback|datetime"
)
_PHONE = re.compile(r"(?<!\d)138000001\d\d(?!\d)")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that was said to a person, and when they had it before them."""

    text: str
    at: datetime
    buttons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that a person did: words typed, a button pressed; `before`: how much they had heard."""

    what: str
    text: str
    at: datetime
    before: int


@dataclass(slots=True)
class Talk:
    """One person's whole conversation."""

    name: str
    heard: Sequence[Heard]
    deeds: Sequence[Deed] = ()
    role: str = ""
    """A staff member's role; empty of a customer or a guest."""
    typed: Sequence[str] = ()
    """What the person typed, and what staff wrote to them knowingly: no words of ours."""
    colleagues: Sequence[str] = ()
    """What staff typed: words of people, though they must pass the gate."""
    ended: Sequence[datetime] = ()
    """When staff said that all is said: what a customer answers then is their goodbye (A12, L4)."""
    waits: Sequence[str] = ()
    """Numbers of the questions of theirs that were not answered at once."""


@dataclass(frozen=True, slots=True)
class Book:
    """What the rules go by: the policy, the words of each language, and what people type to say goodbye."""

    policy: Policy
    tongues: Sequence[Wording]
    goodbyes: frozenset[str]
    english: frozenset[str]
    chinese: frozenset[str]
    names: Sequence[str] = field(default_factory=tuple)

    def said(self, phrase: str) -> tuple[str, ...]:
        """Return a phrase in every language."""
        return tuple(words.say(phrase) for words in self.tongues)

    @property
    def closing(self) -> timedelta:
        """Return after how long without a word the bot may close, once all is said for our part (A12)."""
        return timedelta(minutes=self.policy.talks.closing_minutes)

    @property
    def idle(self) -> timedelta:
        """Return after how long a session is over."""
        return timedelta(minutes=self.policy.session.idle_minutes)


Rule = Callable[[Talk, Book], Iterator[str]]


def _ours(talk: Talk, text: str, *others: Sequence[str]) -> str:
    """Return a text without what people themselves wrote."""
    for words in sorted({*talk.typed, *(w for other in others for w in other)}, key=len, reverse=True):
        if len(words) > _SHORT:
            text = text.replace(words, "")
    return text


def _all(heard: Heard) -> str:
    return "\n".join((heard.text, *(label for label, _ in heard.buttons)))


def whole(talk: Talk, book: Book) -> Iterator[str]:
    """Nothing empty, nothing of the machine's, buttons that every platform carries."""
    most = MOST_TO_STAFF if talk.role else MOST_TO_A_CUSTOMER
    for heard in talk.heard:
        if not heard.text.strip() or len(heard.text) > most:
            yield f"empty or too long: {heard.text}"
        if _LEAK.search(heard.text):
            yield f"the machine speaks: {heard.text}"
        for label, choice in heard.buttons:
            if not label.strip() or len(label) > 40 or not 1 <= len(choice.encode()) <= 64:
                yield f"button {label!r} ({choice!r}): {heard.text}"


def private(talk: Talk, book: Book) -> Iterator[str]:
    """Numbers are masked but where somebody shall call them (G2)."""
    # The number to be called stands in the details of one case, and in the word to whoever shall call (G2).
    shown = ("回电：", "电话：", "登记号码：") if talk.role == "manager" else ("回电：", "登记号码：")
    for heard in talk.heard:
        text = _ours(talk, heard.text) if not talk.role else heard.text
        lines = [line for line in text.split("\n") if not (talk.role and line.startswith(shown))]
        if _PHONE.search("\n".join(lines)):
            yield f"a number is shown whole: {heard.text}"


def for_customers(talk: Talk, book: Book) -> Iterator[str]:
    """Customers are not spoken to in the words of staff, nor loudly, nor with slots left open (T6, T12)."""
    for heard in talk.heard if not talk.role else ():
        ours = _ours(talk, _all(heard))
        if phrases.unfilled(ours) or phrases.too_loud(ours):
            yield f"left open or too loud: {heard.text}"
        yield from (f"{word} is for staff: {heard.text}" for word in STAFF_WORDS if word in ours)


def never_said(talk: Talk, book: Book) -> Iterator[str]:
    """No forbidden word in anything sent to a customer, its buttons included (A6, A13)."""
    for heard in talk.heard if not talk.role else ():
        for hit in phrases.forbidden(_ours(talk, _all(heard)), book.policy):
            yield f"{hit.word} was said: {heard.text}"


def opens(talk: Talk, book: Book) -> Iterator[str]:
    """A customer's session opens as prescribed, and is opened once (A1)."""
    greetings, last = book.said("a1-greeting"), None
    for number, heard in enumerate(talk.heard if not talk.role else ()):
        begins = heard.text.startswith(greetings)
        earlier = talk.heard[number - 1] if number else None
        if not begins and (earlier is None or heard.at - earlier.at > book.idle):
            yield f"not greeted: {heard.text}"
        if not begins and any(greeting in heard.text for greeting in greetings):
            yield f"greeted in the middle: {heard.text}"
        if begins and last is not None and abs(heard.at - last) <= book.idle:
            yield f"greeted twice: {heard.text}"
        last = heard.at if begins else last


def asks(talk: Talk, book: Book) -> Iterator[str]:
    """Every question to a customer begins with 请问, or as politely in English (A2)."""
    for heard in talk.heard if not talk.role else ():
        for sentence in _SENTENCE.findall(_QUOTED.sub("", _ours(talk, heard.text, talk.colleagues))):
            if not phrases.asks_politely(sentence):
                yield f"{sentence!r} is not asked politely: {heard.text}"


def asks_to_wait(talk: Talk, book: Book) -> Iterator[str]:
    """Where an answer is not immediate the customer is asked to wait, in the standard's words (A3)."""
    wait = [words.rstrip("。.") for words in book.said("a3-wait")]
    # Out of hours nobody is to wait: it is said when somebody will be there (T8).
    wait += [re.split("[，,]", words)[0] for words in book.said("talk-noted")]
    for reference in talk.waits:
        first = next((heard for heard in talk.heard if reference in heard.text), None)
        if first is None:
            yield f"{reference} was never told to whoever waits for it"
        elif not any(words in first.text for words in wait):
            yield f"{reference} without being asked to wait: {first.text}"


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\s，,。.！!~～]+", " ", text).split()).lower()


def _in_form(talk: Talk, deed: Deed) -> bool:
    """Tell whether a question was open when somebody did something: what is typed then answers it."""
    before = [
        label for heard in talk.heard[max(0, deed.before - 3) : deed.before] for label, _ in heard.buttons
    ]
    return any(label in ("取消", "Cancel", "撤销", "Undo") for label in before)


def closes(talk: Talk, book: Book) -> Iterator[str]:
    """After a customer's goodbye the closing words stand, and never before it, but after idle time (A12)."""
    if talk.role:
        return
    closing = book.said("b15-closing")
    for number, deed in enumerate(talk.deeds):
        following = talk.deeds[number + 1].before if number + 1 < len(talk.deeds) else len(talk.heard)
        answer = "\n".join(heard.text for heard in talk.heard[deed.before : following])
        byes = deed.what == "says" and _plain(deed.text) in book.goodbyes and not _in_form(talk, deed)
        if byes and not any(words in answer for words in closing):
            yield f"said {deed.text!r}, and heard no closing words, but: {answer}"
    goodbye = tuple(words.rstrip("。.").split("！")[-1].split(". ")[-1] for words in book.said("a12-goodbye"))
    for number, heard in enumerate(talk.heard):
        if not any(words in _QUOTED.sub("", _ours(talk, heard.text, talk.colleagues)) for words in goodbye):
            continue
        last = next((deed for deed in reversed(talk.deeds) if deed.before <= number), None)
        bade = last is not None and _plain(last.text).endswith(tuple(book.goodbyes))
        bade = bade or any(at <= heard.at for at in talk.ended)
        if not bade and (last is None or heard.at - last.at < book.closing):
            yield f"closed before the customer said goodbye: {heard.text}"


def one_language(talk: Talk, book: Book) -> Iterator[str]:
    """Who chose English reads English: of Chinese only names, and what people themselves wrote (A24)."""
    switches = [(0, False)]
    for deed in talk.deeds:
        chosen = deed.text.strip().lower()
        if chosen in book.english or (deed.what == "presses" and chosen == "english"):
            switches.append((deed.before, True))
        elif chosen in book.chinese or (deed.what == "presses" and chosen == "中文"):
            switches.append((deed.before, False))
    help_line = book.tongues[-1].say("english-help")
    for number, heard in enumerate(talk.heard if not talk.role else ()):
        english = [on for since, on in switches if since <= number][-1]
        if not english or help_line in heard.text:
            continue
        ours = _ours(talk, _all(heard), talk.colleagues, book.names)
        for name in sorted((*book.names, "中文"), key=len, reverse=True):
            ours = ours.replace(name, "")
        if _HAN.search(ours):
            yield f"Chinese to who reads English: {heard.text} {[label for label, _ in heard.buttons]}"


RULES: tuple[Rule, ...] = (
    whole,
    private,
    for_customers,
    never_said,
    opens,
    asks,
    asks_to_wait,
    closes,
    one_language,
)


def breaches(talk: Talk, book: Book) -> list[str]:
    """Return every breach of every rule in a conversation."""
    return [f"{rule.__name__}: {talk.name}: {found}" for rule in RULES for found in rule(talk, book)]
