"""Gates over the English catalogues: whole for who reads them, of the same slots, plain and polite (A24)."""

from __future__ import annotations

import ast
import logging
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.standard import phrases, policy
from bot.standard.languages import TAGS, foreign, reads_english
from bot.wording import Translation, Wording
from handlers import answering, routes
from handlers.routes import router
from tests.unit.test_wording import DEFAULTS, SAMPLES

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests/golden/prescribed_en.txt"
LONGEST = 400

WHOLE = ("customer", "greetings", "privacy", "survey", "talk", "voice")
"""Catalogues of which customers read every phrase."""
PART = ("prescribed", "visits", "files", "ladder", "records", "staff", "web")
"""Catalogues of which they read some; CUSTOMER_ROOMS shows which."""
STAFF = (
    *("cadence", "calendars", "customers_file", "digest", "importing", "oneline", "scripts", "system"),
    *("privacy_staff", "queries_staff", "survey_staff", "talk_staff", "voice_staff"),
)
"""Catalogues that only staff read."""
CUSTOMER_ROOMS = (
    *("afterwards", "agreeing", "asking", "common", "complaining", "customer", "following", "matters"),
    *("speaking", "surveying", "talking"),
)
"""Modules of handlers that speak to customers, but for what they write to staff with `turn.desk`."""
SPOKEN = re.compile(r"a\d+-.*|b15-closing|b18-.*|b22-.*")
"""What is prescribed to be written to a customer; the scripts of phone calls are spoken (4.B)."""

_HAN = re.compile(r"[\u3400-\u9fff\uff00-\uffef]")
_BOTH = ("speak-mandarin", "offer-english")
"""Phrases that name each language in its own words."""


@cache
def _source() -> Wording:
    return Wording(**DEFAULTS)


@cache
def _english() -> Wording:
    return Wording(TAGS["english"], **{**DEFAULTS, "company": "Example Telecom", "card": "VIP card"})


def _said(phrase_id: str) -> Iterator[str]:
    slots = dict.fromkeys(_english().slots_of(phrase_id) - {"company", "hotline", "card"}, "sample")
    for title in ("mr", "ms", "none") if "title" in slots else ("",):
        yield _english().say(phrase_id, **{**slots, **({"title": title} if title else {})})


def _asked_of_customers() -> set[str]:
    """Return the phrases that customers' handlers are sure to say, or that their forms ask."""
    found: set[str] = set()
    for room in CUSTOMER_ROOMS:
        tree = ast.parse((ROOT / "handlers" / f"{room}.py").read_text("utf-8"))
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            if called.partition("[")[0] in ("turn.say", "BadInput", "Step", "Form", "turn.voice.say"):
                found |= {
                    str(a.value) for a in node.args if isinstance(a, ast.Constant) and "-" in str(a.value)
                }
    return found


def test_every_catalogue_says_who_reads_it() -> None:
    folder = ROOT / "locales/zh-CN"
    assert {f.stem for f in folder.glob("*.ftl")} == {*WHOLE, *PART, *STAFF}


@pytest.mark.parametrize("catalogue", WHOLE)
def test_what_customers_read_is_there_in_english(catalogue: str) -> None:
    assert set(_source().ids(catalogue)) - set(_english().ids()) == set()


def test_what_is_prescribed_for_customers_is_there_in_english() -> None:
    prescribed = {i for i in _source().ids("prescribed") if SPOKEN.fullmatch(i)}
    assert set(_english().ids("prescribed")) == prescribed


def test_the_page_is_there_in_english() -> None:
    page = {i for i in _source().ids("web") if i.startswith("web-")}
    assert set(_english().ids("web")) == page


def test_what_customers_handlers_say_is_there_in_english() -> None:
    staff = {"bound-staff", "staff-hello", "error-contact-staff", "help-head-staff", "error-code-customer"}
    assert _asked_of_customers() - staff - set(_english().ids()) == set()


def test_no_english_without_its_source() -> None:
    assert [i for i in _english().ids() if i not in _source().ids()] == []
    there = {i: _source().catalogue(i) for i in _english().ids()}
    assert {i: _english().catalogue(i) for i in there} == there


@pytest.mark.parametrize("phrase_id", _english().ids())
def test_it_has_the_same_slots(phrase_id: str) -> None:
    assert _english().slots_of(phrase_id) == _source().slots_of(phrase_id)


@pytest.mark.parametrize("phrase_id", _english().ids())
def test_it_is_plain_and_polite(phrase_id: str) -> None:
    for text in _said(phrase_id):
        assert phrase_id in _BOTH or not _HAN.search(text)
        assert text == text.strip() != "" and "  " not in text
        assert len(text) <= LONGEST
        assert "!" not in text and not phrases.too_loud(text) and not phrases.unfilled(text)
        assert phrases.forbidden(text, policy.load()) == []
        assert "?" not in text or phrases.asks_politely(text)


def test_prescribed_wordings_are_golden_in_english() -> None:
    """Every prescribed wording in English, to the letter; HUIFANG_GOLDEN=write renews the file on purpose."""
    said = {
        **SAMPLES,
        "manager": "Wang Min",
        "surname": "Zhang",
        "name": "Zhang San",
        "purpose": "your renewal",
    }
    said |= {"due": "18:00 on Sat 10 Oct", "time": "10:00 on Fri 9 Oct", "place": "your office"}
    said |= {"options": "morning; afternoon", "reason": "a closed road", "previous_manager": "Chen Gang"}
    lines = [f"{i} = {_english().say(i, **said)}" for i in _english().ids("prescribed")]
    if os.environ.get("HUIFANG_GOLDEN") == "write":
        GOLDEN.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_english_commands_are_those_of_the_house() -> None:
    assert answering.HANDLERS
    ours, house = routes.commands("en"), routes.commands()
    assert set(ours) <= set(house)
    words = [(word.lower(), name) for book in (house, ours) for name, c in book.items() for word in c.names]
    told: dict[str, str] = {}
    for word, name in words:
        assert told.setdefault(word, name) == name, f"{word} calls {told[word]} and {name}"
    offered = [name for name in house if house[name].menu and name in router.commands]
    theirs = [name for name in offered if {"customer", "guest"} & router.commands[name].roles]
    assert [name for name in theirs if not routes.typed_as(name, "en").isascii()] == []
    assert all(word.isascii() for command in ours.values() for word in command.names)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("How do I check my balance", True),
        ("my internet is not working", True),
        ("I'd like to speak to someone", True),
        ("zenme cha huafei", False),
        ("wo yao tou su", False),
        ("hi", False),
        ("OK", False),
        ("5G", False),
        ("13800138000", False),
        ("please 帮我看看", False),
        ("", False),
    ],
)
def test_english_is_told_from_pinyin(text: str, english: bool) -> None:
    assert reads_english(text) is english


@pytest.mark.parametrize(
    ("locale", "other"), [("en-US", True), ("fr", True), ("zh-hans", False), ("", False)]
)
def test_a_platform_tells_who_reads_another_language(locale: str, other: bool) -> None:
    assert foreign(locale) is other


def test_what_is_missing_is_said_in_chinese_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    english = Translation("en", _source(), **DEFAULTS)
    with caplog.at_level(logging.ERROR):
        assert [english.say("staff-hello", name="王强") for _ in range(2)] == [
            _source().say("staff-hello", name="王强")
        ] * 2
    assert [record.getMessage() for record in caplog.records] == [
        "not said in translation: staff-hello (PhraseMissing)"
    ]
    assert english.slots_of("staff-hello") == _source().slots_of("staff-hello")


def test_a_phrase_on_file_is_said_again_in_english() -> None:
    english = Translation("en", _source(), **DEFAULTS)
    assert english.again(_source().say("visit-purpose-usage")) == "how the service works for you"
    assert english.again("把宽带提速") == "把宽带提速"
    assert _source().again("把宽带提速") == "把宽带提速"
