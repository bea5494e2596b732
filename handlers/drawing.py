"""What a form looks like: the open question or the summary, with the buttons below it (C2, C3, N4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from bot.dialog import form as forms
from bot.dialog.form import Form, State
from bot.dialog.message import Choice
from bot.dialog.press import button
from bot.services.desk import excerpt
from handlers import mending
from handlers.attached import attached
from handlers.turn import Rows, Turn

EXTRAS: dict[str, Callable[[Turn, State], Rows]] = {}
"""Further rows of buttons on a form's summary, by the form's name; their presses are their own."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is pointed out on a summary: its words, 保存 in other words, and the field a typed text mends."""

    text: str
    save: str
    mends: str = ""


REMARKS: dict[str, Callable[[Turn, State], Remark | None]] = {}
"""What is to be pointed out before a form is saved, by the form's name."""


@dataclass(frozen=True, slots=True)
class Closing:
    """What heads a summary and saves it, where that is not what the form says of itself."""

    head: str
    save: str


CLOSINGS: dict[str, Callable[[Turn, State], Closing | None]] = {}
"""Heads and buttons of summaries that depend on what was answered, by the form's name."""

ACTION = "form"
SHOWN = 500
FIELDS = 12  # fields to choose from at once
BACK, CANCEL, SAVE, SKIP, PAGE = "<", "x", "ok", "-", ">"
SAID = "said"
"""What was typed before a form was taken up again, and at which revision it is offered as the answer."""
_MEND = {mending.CHANGE: "change", mending.ADD: "add"}


def rows(turn: Turn, form: Form[Turn], state: State) -> Rows:
    """Return the buttons of the open question, or of the summary."""
    step = forms.current(form, state)
    if step is None:
        return _choosing(turn, form, state) if mending.choosing(state) else _closing(turn, form, state)
    drawn: list[tuple[Choice, ...]] = []
    if step.options is not None:
        options = step.options(turn, state.values)
        page = int(state.values.get("page", 0))
        shown = options[page * forms.PAGE : (page + 1) * forms.PAGE]
        drawn += _grid([_button(state, o.label, f"={o.value}") for o in shown])
        if len(options) > (page + 1) * forms.PAGE:
            drawn.append((_button(state, turn.say("button-more"), f"{PAGE}{page + 1}"),))
    if step.typed and (before := said(state)):
        drawn.append((_button(state, turn.say("button-said", text=excerpt(before, 12)), SAID),))
    if not step.required:
        skip = "button-clear" if mending.mending(state) else "button-skip"
        drawn.append((_button(state, turn.say(skip), SKIP),))
    return (*drawn, _tail(turn, state))


def said(state: State) -> str:
    """Return what was typed before the form was taken up again, while it is offered as the answer."""
    kept = state.values.get(SAID, {})
    return str(kept["text"]) if kept and kept["revision"] == state.revision else ""


def _closing(turn: Turn, form: Form[Turn], state: State) -> Rows:
    """Return what can be done on the summary: what the form adds of its own, 补充, 保存, 改."""
    extras = EXTRAS[form.name](turn, state) if form.name in EXTRAS else ()
    noted = remark(turn, form, state)
    mend = tuple(
        _button(state, turn.say(f"button-mend-{name}"), what)
        for what, name in _MEND.items()
        # 返回 asks a single answer again: there is nothing to choose.
        if len(mending.fields(form, state, what)) > (what == mending.CHANGE and not noted)
    )
    if noted and noted.mends:
        # What is better comes first; saving as it stands is no longer what is meant.
        return (*extras, (*mend, _button(state, turn.say(noted.save), SAVE)), _tail(turn, state))
    own = _own(turn, form, state)
    words = noted.save if noted else own.save if own else form.save
    save = _button(state, turn.say(words), SAVE, "primary")
    # A typed line was never asked for step by step: it is taken back whole.
    leave = "button-undo" if "raw" in state.values else "button-cancel"
    return ((save, *mend), *extras, _tail(turn, state, leave))


def _choosing(turn: Turn, form: Form[Turn], state: State) -> Rows:
    """Return the fields that can be changed or added, a page of them."""
    what = mending.choosing(state)
    places = mending.fields(form, state, what)
    page = int(state.values.get("page", 0))
    drawn = _grid(
        [
            _button(state, turn.say(f"field-{form.steps[place].field}"), f"{what}{place}")
            for place in places[page * FIELDS : (page + 1) * FIELDS]
        ]
    )
    if len(places) > (page + 1) * FIELDS:
        drawn.append((_button(state, turn.say("button-more"), f"{PAGE}{page + 1}"),))
    return (*drawn, _tail(turn, state))


def _grid(choices: list[Choice]) -> list[tuple[Choice, ...]]:
    """Lay buttons out so that long ones stay readable on a narrow phone."""
    width = (
        1 if any(len(c.label) > 12 for c in choices) else 2 if any(len(c.label) > 5 for c in choices) else 4
    )
    # Five are three and two, not four and a straggler.
    width = ceil(len(choices) / ceil(len(choices) / width)) if choices else width
    return [tuple(choices[i : i + width]) for i in range(0, len(choices), width)]


def _button(state: State, label: str, value: str, style: str = "") -> Choice:
    return button(label, ACTION, state.step, state.revision, value, style)


def _tail(turn: Turn, state: State, leave: str = "button-cancel") -> tuple[Choice, ...]:
    return (_button(state, turn.say("button-back"), BACK), _button(state, turn.say(leave), CANCEL))


def words(turn: Turn, form: Form[Turn], state: State) -> str:
    """Return the open question, or the summary."""
    step = forms.current(form, state)
    if step is None:
        what = mending.choosing(state)
        return _summary(turn, form, state) if not what else turn.say(f"ask-mend-{_MEND[what]}")
    slots = {k: str(v) for k, v in state.values.items() if isinstance(v, str) and v and "." not in k}
    known = turn.desk.words.slots_of(step.question)
    question = turn.say(step.question, **{k: v for k, v in slots.items() if k in known})
    stands = mending.stands(state, step.field)
    if stands:
        question = f"{turn.say('mend-stands', value=excerpt(stands, SHOWN))}\n{question}"
    return question


def _summary(turn: Turn, form: Form[Turn], state: State) -> str:
    lines = [
        turn.say("summary-line", label=turn.say(f"field-{name}"), value=excerpt(said, SHOWN))
        for name, said in forms.answered(form, state)
        if said
    ]
    if files := attached(state.values):
        lines.append(turn.say("case-files", count=str(len(files))))
    own, noted = _own(turn, form, state), remark(turn, form, state)
    head = own.head if own else turn.say(form.summary)
    return "\n".join([head, *lines, *([noted.text] if noted else [])])


def _own(turn: Turn, form: Form[Turn], state: State) -> Closing | None:
    return CLOSINGS[form.name](turn, state) if form.name in CLOSINGS else None


def remark(turn: Turn, form: Form[Turn], state: State) -> Remark | None:
    """Return what is pointed out on a summary; None where there is nothing, or no summary."""
    summary = forms.current(form, state) is None and not mending.choosing(state)
    return REMARKS[form.name](turn, state) if summary and form.name in REMARKS else None
