"""Forms as data: one question a message, 返回 and 取消 on every step, a summary before saving."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

T = TypeVar("T")  # the handlers' turn, handed through and never looked into
Values = Mapping[str, Any]

PAGE = 8  # choices shown at once; more go on pages


@dataclass(frozen=True, slots=True)
class Option:
    """A quick choice: its value and words; `kept`, and `told`, where what is kept or told is neither."""

    value: str
    label: str
    kept: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A checked answer: the value kept and the words for the summary."""

    value: Any
    label: str


@dataclass(frozen=True, slots=True)
class Step(Generic[T]):
    """One question. `question` is a phrase id; `check` raises a BotError that says what would be right."""

    field: str
    question: str
    options: Callable[[T, Values], Sequence[Option]] | None = None
    check: Callable[[T, str, Values], Answered] | None = None
    typed: bool = True
    required: bool = True
    when: Callable[[Values], bool] | None = None


@dataclass(frozen=True, slots=True)
class Form(Generic[T]):
    """A named list of steps; `summary` is the phrase id above the summary, `save` that of its button."""

    name: str
    steps: tuple[Step[T], ...]
    summary: str
    save: str


@dataclass(frozen=True, slots=True)
class State:
    """Where a person stands in a form; `step == len(steps)` is the summary."""

    form: str = ""
    step: int = 0
    values: Values = field(default_factory=dict)
    revision: int = 0


def _open(step: Step[T], values: Values) -> bool:
    return step.field not in values and _wanted(step, values)


def _wanted(step: Step[T], values: Values) -> bool:
    return step.when is None or step.when(values)


def start(form: Form[T], values: Values, revision: int) -> State:
    """Begin at the first question that is not answered already."""
    return settle(form, State(form.name, 0, dict(values), revision + 1))


def settle(form: Form[T], state: State) -> State:
    """Move on to the next open question, or to the summary."""
    step = state.step
    while step < len(form.steps) and not _open(form.steps[step], state.values):
        step += 1
    return State(state.form, step, state.values, state.revision)


def current(form: Form[T], state: State) -> Step[T] | None:
    """Return the question that is open; None at the summary."""
    return form.steps[state.step] if state.step < len(form.steps) else None


def answer(form: Form[T], state: State, turn: T, text: str, *, chosen: bool) -> State:
    """Take an answer and move on; raise `check`'s error, or LookupError where only the choices will do."""
    step = form.steps[state.step]
    options = step.options(turn, state.values) if step.options else ()
    picked = next((o for o in options if text == o.value), None) if chosen else pick(options, text)
    if picked is not None:
        kept = Answered(picked.kept or picked.value, picked.told or picked.kept or picked.label)
    elif chosen or not step.typed:
        raise LookupError(text)
    else:
        text = text.strip()
        kept = step.check(turn, text, state.values) if step.check else Answered(text, text)
    values = {**state.values, step.field: kept.value, f"{step.field}.label": kept.label}
    values.pop("page", None)
    return settle(form, State(state.form, state.step + 1, values, state.revision + 1))


def skip(form: Form[T], state: State) -> State:
    """Leave an optional question open and move on; a required one stays."""
    step = form.steps[state.step]
    if step.required:
        return state
    values = {k: v for k, v in state.values.items() if k != "page"}
    values |= {step.field: "", f"{step.field}.label": ""}
    return settle(form, State(state.form, state.step + 1, values, state.revision + 1))


def pick(options: Sequence[Option], text: str) -> Option | None:
    """Return the option whose number on the page or whose label was typed."""
    wanted = text.strip()
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(options):
        return options[int(wanted) - 1]
    return next((o for o in options if o.label.casefold() == wanted.casefold()), None)


def back(form: Form[T], state: State) -> State:
    """Return to the question that was asked before; at the first one stay. Its answer is asked again."""
    step, given = state.step - 1, state.values
    while step >= 0 and not (f"{form.steps[step].field}.label" in given and _wanted(form.steps[step], given)):
        step -= 1
    if step < 0:
        return State(state.form, state.step, state.values, state.revision + 1)
    name = form.steps[step].field
    values = {k: v for k, v in state.values.items() if k not in (name, f"{name}.label", "page")}
    return State(state.form, step, values, state.revision + 1)


def turn_page(state: State, page: int) -> State:
    """Show another page of the same question."""
    return State(state.form, state.step, {**state.values, "page": page}, state.revision + 1)


def answered(form: Form[T], state: State) -> list[tuple[str, str]]:
    """Return field and words of every answer, in order, for the summary."""
    return [
        (step.field, str(state.values[f"{step.field}.label"]))
        for step in form.steps
        if f"{step.field}.label" in state.values
    ]
