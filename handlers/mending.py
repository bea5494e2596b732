"""What can still be done on a form's summary: 改 an answer, or 补充 what was never asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.dialog.form import Form, State, Step, Values
from handlers.turn import Turn

CHANGE, ADD = "e", "+"
"""What a button of the summary carries: alone to choose a field, followed by the field's place to ask it."""
CHOOSING, BEFORE, WHAT = "choosing", "before", "what"
_PASSING = (CHOOSING, BEFORE, WHAT, "page", "draft")


class Offered:
    """Says of a question that it is never asked by itself, only offered on the summary, where it fits."""

    def __init__(self, fits: Callable[[Values], bool] | None = None) -> None:
        self._fits = fits

    def __call__(self, values: Values) -> bool:
        """Return that it is not asked."""
        return False

    def fits(self, values: Values) -> bool:
        """Return whether it is offered beside what is known so far."""
        return self._fits is None or self._fits(values)


offered = Offered()
"""Of every record alike."""


def fields(form: Form[Turn], state: State, what: str) -> list[int]:
    """Return the places of the fields that can be changed, or of those that can be added."""
    return [place for place, step in enumerate(form.steps) if _fits(step, state.values, what)]


def _fits(step: Step[Turn], values: Values, what: str) -> bool:
    if what == ADD:
        return isinstance(step.when, Offered) and step.when.fits(values)
    asked = step.field in values and (step.when is None or step.when(values))
    return asked or bool(values.get(f"{step.field}.label"))


def begin(form: Form[Turn], state: State, what: str) -> State:
    """Choose what to change or add; where there is one field only, it is asked at once."""
    places = fields(form, state, what)
    if len(places) == 1:
        return ask(form, state, places[0], what)
    values = {**state.values, CHOOSING: what}
    return State(state.form, state.step, values, state.revision + 1)


def choosing(state: State) -> str:
    """Return what is being chosen: a field to change, to add, or nothing."""
    return str(state.values.get(CHOOSING, ""))


def ask(form: Form[Turn], state: State, place: int, what: str) -> State:
    """Open the question of a field; what stands there now is kept until another answer is in."""
    name = form.steps[place].field
    own = (name, f"{name}.label")
    before = {key: state.values[key] for key in own if key in state.values}
    values = {key: kept for key, kept in state.values.items() if key not in (*own, *_PASSING)}
    values |= {BEFORE: before, WHAT: what}
    return State(state.form, place, values, state.revision + 1)


def mending(state: State) -> bool:
    """Tell whether a single field was opened from the summary."""
    return BEFORE in state.values


def stands(state: State, name: str) -> str:
    """Return the words that stand in the summary for the field that is open; "" where none do."""
    return str(state.values.get(BEFORE, {}).get(f"{name}.label", ""))


def before(values: Values) -> tuple[list[Any], str]:
    """Return the items, and their words, of the list to which one more is being added."""
    held = values.get(BEFORE, {}) if values.get(WHAT) == ADD else {}
    name = next((name for name, kept in held.items() if isinstance(kept, list)), "")
    return (list(held[name]), str(held[f"{name}.label"])) if name else ([], "")


def leave(form: Form[Turn], state: State) -> State:
    """Return to the summary; what stood there stands again."""
    values = {key: kept for key, kept in state.values.items() if key not in _PASSING}
    values |= state.values.get(BEFORE, {})
    return State(state.form, len(form.steps), values, state.revision + 1)


def close(state: State) -> State:
    """Drop what was kept for going back, once another answer is in."""
    if BEFORE not in state.values:
        return state
    values = {key: kept for key, kept in state.values.items() if key not in _PASSING}
    return State(state.form, state.step, values, state.revision)


def chosen(form: Form[Turn], state: State, value: str) -> State:
    """Take a button of the summary, or raise LookupError where it is none of those shown."""
    what, place = value[:1], value[1:]
    if not place:
        return begin(form, state, what)
    if not place.isdecimal() or int(place) not in fields(form, state, what):
        raise LookupError(value)
    return ask(form, state, int(place), what)
