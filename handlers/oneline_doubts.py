"""What a typed line left in doubt: one tap each on the summary, and a line typed in mid-form (C2, C3, C8)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.dialog.form import Form, State, current
from bot.dialog.message import Kind
from bot.dialog.press import Press, button
from bot.errors import Stale
from bot.services.desk import excerpt
from handlers import drawing, filling
from handlers.logging import FORMS
from handlers.routes import LOGGERS, router
from handlers.turn import Rows, Turn

CHOICES = "choices"
"""In a form's values: what each doubtful field may be, by field, in the order of likelihood."""
INSTEAD = "instead"
"""In a form's values: a line typed in mid-form, until it is said what it was meant for."""
Choice = tuple[str, str]
NEW, ANSWER = "new", "answer"
_MOST = 4
_SHOWN = 60


def rows(turn: Turn, state: State) -> Rows:
    """Return a button for everything else that a doubtful field may mean."""
    found: list[tuple[Any, ...]] = []
    for field, choices in _choices(state).items():
        if field == "theirs":
            found.append((_pick(turn, state, field, 0, turn.say("button-line-theirs")),))
            continue
        taken = _taken(state, field)
        others = [(i, value, words) for i, (value, words) in enumerate(choices) if value != taken]
        for index, value, words in others[:_MOST]:
            phrase = f"button-line-kind-{value}" if field == "kind" else f"button-line-{field}"
            label = turn.say(phrase) if field == "kind" else turn.say(phrase, what=words)
            found.append((_pick(turn, state, field, index, label),))
    return tuple(found)


def _choices(state: State) -> Mapping[str, Sequence[Choice]]:
    kept: Mapping[str, Sequence[Choice]] = state.values.get(CHOICES) or {}
    return kept


def _taken(state: State, field: str) -> str:
    if field == "kind":
        return state.form
    if field == "due":
        promises = state.values.get("promise") or [""]
        return str(promises[0][1]) if isinstance(promises[0], list | tuple) else ""
    return str(state.values.get(field, ""))


def _pick(turn: Turn, state: State, field: str, index: int, label: str) -> Any:
    return button(label, "line-pick", state.step, state.revision, f"{field}={index}")


@router.press("line-pick", LOGGERS)
def pick(turn: Turn, press: Press) -> None:
    """Take one of the other readings; a press from an earlier summary shows the present one."""
    state = turn.state
    form, _ = router.forms.get(state.form, (None, None))
    if form is None or form.name not in _NAMES:
        raise Stale
    if (press.revision, press.subject) != (state.revision, state.step) or current(form, state) is not None:
        turn.reply(turn.say("error-stale-step"))
        filling.ask(turn, form, state)
        return
    field, _, place = press.value.partition("=")
    choices = _choices(state).get(field, ())
    if not place.isdecimal() or int(place) >= len(choices):
        raise Stale
    value, words = choices[int(place)]
    _TAKE.get(field, _take)(turn, form, state, field, (value, words))


def _take(turn: Turn, form: Form[Turn], state: State, field: str, choice: Choice) -> None:
    value, words = choice
    _show(turn, form, state, {field: value, f"{field}.label": words})


def _take_kind(turn: Turn, form: Form[Turn], state: State, field: str, choice: Choice) -> None:
    """Go over to the form of another kind with everything that is known."""
    other = FORMS[choice[0]]
    values = {key: kept for key, kept in state.values.items() if key not in ("outcome", "outcome.label")}
    if other.name == "call":
        values |= {"outcome": "reached", "outcome.label": turn.say("outcome-reached")}
    filling.show(turn, other, State(other.name, len(other.steps), values, state.revision + 1))


def _take_due(turn: Turn, form: Form[Turn], state: State, field: str, choice: Choice) -> None:
    value, words = choice
    text = _promise(state)
    label = turn.say("promise-by", text=text, time=words)
    _show(turn, form, state, {"promise": [[text, value]], "promise.label": label})


def _take_theirs(turn: Turn, form: Form[Turn], state: State, field: str, choice: Choice) -> None:
    """Take a promise as the customer's own: it is content, and its time is when to come again."""
    text, content = _promise(state), str(state.values.get("content") or "")
    promise = (state.values.get("promise") or [""])[0]
    content = content if text in content else f"{content} {text}".strip()
    values: dict[str, Any] = {"promise": [], "promise.label": ""}
    values |= {"content": content, "content.label": content}
    if isinstance(promise, list | tuple) and promise[1]:
        at = datetime.fromisoformat(promise[1])
        values |= {"next": promise[1], "next.label": turn.desk.time_words(at)}
    left = {key: kept for key, kept in _choices(state).items() if key != "theirs"}
    _show(turn, form, state, {**values, CHOICES: left})


def _promise(state: State) -> str:
    promise = (state.values.get("promise") or [""])[0]
    return str(promise[0]) if isinstance(promise, list | tuple) else str(promise)


def _show(turn: Turn, form: Form[Turn], state: State, values: Mapping[str, Any]) -> None:
    filling.show(turn, form, State(form.name, state.step, {**state.values, **values}, state.revision + 1))


_TAKE: dict[str, Callable[[Turn, Form[Turn], State, str, Choice], None]] = {
    "kind": _take_kind,
    "due": _take_due,
    "theirs": _take_theirs,
}
_NAMES = ("visit", "reception", "call", "report")


Drawing = Callable[[Turn, State], Rows]


def beside(more: Drawing, before: Drawing | None) -> Drawing:
    """Return a form's further rows with more ahead of them."""

    def both(turn: Turn, state: State) -> Rows:
        return (*more(turn, state), *(before(turn, state) if before else ()))

    return both


drawing.EXTRAS |= {name: beside(rows, drawing.EXTRAS.get(name)) for name in _NAMES}


def asks_instead(turn: Turn) -> None:
    """Ask what a log line typed in mid-form is meant for, rather than swallow it as an answer."""
    state = turn.state
    kept = {**state.values, INSTEAD: {"text": turn.text, "revision": state.revision}}
    turn.keep(State(state.form, state.step, kept, state.revision))
    asked = tuple(
        button(turn.say(f"button-line-{name}"), f"line-{name}", 0, state.revision) for name in (NEW, ANSWER)
    )
    turn.reply(turn.say("ask-line-instead", text=excerpt(turn.text, _SHOWN)), (asked,))


def waiting(turn: Turn) -> str:
    """Return the line typed in mid-form that waits to be sorted out; "" where there is none."""
    said = turn.state.values.get(INSTEAD, {})
    return str(said["text"]) if said and said["revision"] == turn.state.revision else ""


def waited(turn: Turn, press: Press) -> str:
    """Return the line that a button sorts out; raise Stale where it no longer waits."""
    text = waiting(turn)
    if not text or press.revision != turn.state.revision:
        raise Stale
    return text


@router.press("line-answer", LOGGERS)
def answer_pressed(turn: Turn, press: Press) -> None:
    """Take the line as the answer to the open question."""
    answer(turn, waited(turn, press))


def answer(turn: Turn, text: str) -> None:
    """Answer the open question with a line that had waited."""
    turn.event = replace(turn.event, kind=Kind.TEXT, text=text, choice="", ref=None)
    filling.typed(turn, router)
