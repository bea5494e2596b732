"""Scripts: what is wrong with them is said in one line, and every way ends with closing words (4.B, A12)."""

from __future__ import annotations

import copy
import json
import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.standard import scripts_running as running
from bot.standard import times
from bot.standard.policy import load as policy
from bot.standard.scripts import BACK, END, Book, ScriptError, sayings
from bot.standard.scripts_checking import load
from bot.standard.scripts_running import Known, Run, Wanting
from bot.standard.workdays import WorkCalendar
from bot.wording import Wording

FILE = Path(__file__).parents[3] / "locales" / "zh-CN" / "scripts.toml"
DATA = tomllib.loads(FILE.read_text("utf-8"))
WORDS = Wording(company="示例通信", hotline="400-000-0000")
PHRASES = {phrase: WORDS.slots_of(phrase) for phrase in WORDS.ids()}
BOOK: Book = load(DATA, PHRASES)
ALL = frozenset(BOOK.script)
ASKED = frozenset({"address", "home_phone", "employer", "post", "birthday", "wish_days"})
TALKS = sorted(name for name, script in BOOK.script.items() if script.kind in ("call", "visit"))

Spoil = Callable[[dict[str, Any]], None]


def _step(data: dict[str, Any], name: str) -> dict[str, Any]:
    part, step = name.split(".")
    found: dict[str, Any] = data["script"][part]["step"][step]
    return found


WRONG: dict[str, tuple[Spoil, str]] = {
    "unknown step": (
        lambda d: _step(d, "first.identify")["outcomes"][0].update(next="nowhere"),
        "first.identify: leads to first.nowhere, which is no step",
    ),
    "unknown start": (lambda d: d["script"]["first"].update(start="nowhere"), "first: start nowhere"),
    "unknown detour": (lambda d: d["detours"][0].update(to="no.where"), "busy leads to no.where"),
    "missing phrase": (
        lambda d: _step(d, "first.introduce").update(say=["b1-nothing"]),
        "first.introduce: there is no wording b1-nothing",
    ),
    "missing label": (
        lambda d: _step(d, "first.introduce")["outcomes"][0].update(id="perhaps"),
        "first.introduce: there is no wording answer-perhaps",
    ),
    "unreachable step": (
        lambda d: _step(d, "first.identify").update(outcomes=[{"id": "wrong", "next": "busy.farewell"}]),
        "first.introduce: no way leads to it",
    ),
    "no closing": (
        lambda d: _step(d, "close.bye").update(closing=False),
        "close.bye: delighted ends without closing words (A12)",
    ),
    "no way to closing": (
        lambda d: _step(d, "zero.introduce").update(outcomes=[{"id": "may", "next": "introduce"}]),
        "no way leads",
    ),
    "unfilled words": (
        lambda d: _step(d, "first.identify").update(say=["XXX"]),
        "first.identify: XXX has an unfilled slot (T12)",
    ),
    "unfilled source": (lambda d: d["script"]["first"].update(source="D18 ＊＊＊"), "unfilled slot (T12)"),
    "nobody approved": (
        lambda d: d["script"]["comparison"].update(active=True),
        "comparison: active, but nobody approved it (O2)",
    ),
    "no version": (lambda d: d["script"]["first"].update(version=""), "first: it has no version (O2)"),
    "an answer twice": (
        lambda d: _step(d, "first.identify")["outcomes"].append({"id": "yes", "next": "introduce"}),
        "first.identify: the answer yes stands twice",
    ),
    "nothing to say": (lambda d: _step(d, "first.ask").update(say=[]), "first.ask: a step must have words"),
    "unknown flag": (
        lambda d: _step(d, "first.ask").update(say=["b1-purpose?sunny"]),
        "first.ask: b1-purpose depends on sunny",
    ),
    "unknown reader": (
        lambda d: _step(d, "busy.time").update(read="stars"),
        "busy.time: stars reads nothing",
    ),
    "unknown result": (
        lambda d: _step(d, "busy.time")["outcomes"][0].update(result="happy"),
        "has the result happy",
    ),
    "unknown key": (lambda d: d["script"]["first"].update(colour="red"), "scripts.script.first.colour"),
    "asks without a way around": (
        lambda d: _step(d, "gather.address").pop("skip"),
        "gather.address: it asks for what may be known already",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_one_line_that_names_the_step(name: str) -> None:
    spoil, message = WRONG[name]
    data = copy.deepcopy(DATA)
    spoil(data)
    with pytest.raises(ScriptError) as caught:
        load(data, PHRASES)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_comparison_is_shipped_out_of_force() -> None:
    """T5: shown to nobody before somebody approves it; T13: calls are not said to be free."""
    assert [name for name, script in BOOK.script.items() if not script.active] == ["comparison"]
    assert BOOK.script["comparison"].approved_by == ""
    assert policy().scripts.free_call is False
    step = BOOK.step("first.ask")
    assert step is not None
    assert sayings(step, {"free_call": False}) == ["b1-purpose"]
    assert sayings(step, {"free_call": True}) == ["b1-free-call", "b1-purpose"]
    explain = BOOK.step("unhappy.explain")
    assert explain is not None
    offered = running.offered(BOOK, explain, Known(active=ALL - {"comparison"}))
    assert "compare" not in [outcome.id for outcome in offered]


def test_every_time_on_a_button_can_be_read() -> None:
    calendar = WorkCalendar()
    now = datetime(2026, 9, 29, 10, tzinfo=calendar.zone)
    entered = [
        o.enter for s in BOOK.script.values() for step in s.step.values() for o in step.outcomes if o.enter
    ]
    assert entered
    for text in entered:
        (found,) = times.find(text, now, calendar)
        assert found.at > now


known = st.builds(
    Known,
    missing=st.sets(st.sampled_from(sorted(ASKED))).map(frozenset),
    flags=st.fixed_dictionaries({name: st.booleans() for name in ("named", "free_call", "arrears", "hall")}),
    active=st.sampled_from([ALL, ALL - {"comparison"}]),
    filed=st.sets(st.sampled_from(["user_name", "user_relation"])).map(frozenset),
)


def _answered(run: Run, answer: str, about: Known) -> Run:
    """Take an answer, after typing whatever it needs."""
    for _ in range(5):
        try:
            return running.take(BOOK, run, answer, about)
        except Wanting as wanting:
            fields = {} if wanting.what == "note" else {wanting.what: "1"}
            run = running.write(run, "客户说的话", fields, "客户说的话")
    raise AssertionError(answer)


@given(st.sampled_from(TALKS), known, st.data())
def test_every_button_leads_on_and_back_and_the_end_is_never_far(
    script: str, about: Known, data: st.DataObject
) -> None:
    """From every step that can be reached every button leads somewhere; the talk can always be closed."""
    run = running.begin(BOOK, Run(script), about)
    for _ in range(data.draw(st.integers(0, 25))):
        step = BOOK.step(run.at)
        if step is None:
            break
        for outcome in running.offered(BOOK, step, about):
            after = _answered(run, outcome.id, about)
            assert after.at == END or BOOK.step(after.at) is not None
            returned = running.back(after)
            assert (returned.at, returned.stack) == (run.at, run.stack)
        turns = [d.id for d in BOOK.detours if d.to.partition(".")[0] != step.part]
        for turn in turns:
            assert BOOK.step(running.turn_aside(BOOK, run, turn, about).at) is not None
        if data.draw(st.booleans()) and turns and len(run.stack) < 3:
            run = running.turn_aside(BOOK, run, data.draw(st.sampled_from(turns)), about)
        else:
            offered = [outcome.id for outcome in running.offered(BOOK, step, about)]
            run = _answered(run, data.draw(st.sampled_from(offered)), about)
    assert _closes(run, about)


def _closes(run: Run, about: Known) -> bool:
    """Return whether closing words are said on some way from here."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    edge = [run]
    while edge:
        here = edge.pop()
        step = BOOK.step(here.at)
        if step is None or step.closing:
            return True
        if (here.at, here.stack) in seen:
            continue
        seen.add((here.at, here.stack))
        edge += [_answered(here, outcome.id, about) for outcome in running.offered(BOOK, step, about)]
    return False


@given(st.sampled_from(TALKS), known, st.lists(st.integers(0, 9), max_size=12))
def test_a_talk_is_kept_and_read_back_whole(script: str, about: Known, taps: list[int]) -> None:
    run = running.begin(BOOK, Run(script), about)
    for tap in taps:
        step = BOOK.step(run.at)
        if step is None:
            break
        offered = running.offered(BOOK, step, about)
        run = _answered(run, offered[tap % len(offered)].id, about)
    kept = json.loads(json.dumps(running.to_dict(run), ensure_ascii=False))
    assert running.from_dict(run.script, run.at, kept) == run


def test_a_detour_comes_back_to_where_it_was() -> None:
    about = Known(missing=ASKED, active=ALL)
    run = running.begin(BOOK, Run("second"), about)
    aside = running.turn_aside(BOOK, run, "product", about)
    assert (aside.at, aside.stack) == ("product.offer", ("second.ask",))
    assert running.take(BOOK, aside, "keen", about).at == "second.ask"
    with pytest.raises(LookupError):
        running.turn_aside(BOOK, aside, "product", about)


def test_somebody_sensitive_is_asked_nothing_personal_any_more() -> None:
    """B11, G4: the field asked about is refused, the other personal ones are passed over in this talk."""
    about = Known(missing=ASKED, active=ALL)
    run = running.take(BOOK, running.begin(BOOK, Run("second"), about), "fine", about)
    assert run.at == "gather.address"
    run = running.turn_aside(BOOK, run, "sensitive", about)
    run = running.take(BOOK, run, "has_card", about)
    assert run.at == "gather.interval"
    assert running.declined(BOOK, run) == {"address", "home_phone"}


def test_nothing_known_is_asked() -> None:
    about = Known(missing=frozenset(), active=ALL)
    run = running.take(BOOK, running.begin(BOOK, Run("second"), about), "fine", about)
    assert run.at == "close.bye"


def test_a_talk_without_a_way_back_ends_with_closing_words() -> None:
    about = Known(active=ALL)
    run = Run("second", "product.offer")
    assert running.take(BOOK, run, "keen", about).at == "close.bye"
    assert BACK not in (run.at, END)


def test_an_answer_of_another_step_is_none() -> None:
    about = Known(active=ALL)
    run = running.begin(BOOK, Run("first"), about)
    with pytest.raises(LookupError):
        running.take(BOOK, run, "monthly", about)
