"""Filling in a form: shows the open question, takes answers, pages, 返回, 取消, and the summary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Any

from bot.dialog import form as forms
from bot.dialog.form import Form, State, Values
from bot.dialog.message import Choice
from bot.dialog.press import Press, button, decode
from bot.dialog.router import Router
from bot.errors import BadInput, BotError, Stale
from bot.services.desk import excerpt
from handlers import aside, at_once, mending
from handlers.routes import router as house
from handlers.turn import Rows, Turn

EXTRAS: dict[str, Callable[[Turn, State], Rows]] = {}
"""Further rows of buttons on a form's summary, by the form's name; their presses are their own."""

DERIVED: dict[str, Callable[[Turn, Values], Values]] = {}
"""What follows from the answers given so far, by the form's name: filled in before the next question."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is pointed out on a summary: its words, 保存 in other words, and the field a typed text mends."""

    text: str
    save: str
    mends: str = ""


REMARKS: dict[str, Callable[[Turn, State], Remark | None]] = {}
"""What is to be pointed out before a form is saved, by the form's name."""

ACTION = "form"
SHOWN = 500
FIELDS = 12  # fields to choose from at once
BACK, CANCEL, SAVE, SKIP, PAGE = "<", "x", "ok", "-", ">"
SAID = "said"
"""What was typed before a form was taken up again, and at which revision it is offered as the answer."""
_MEND = {mending.CHANGE: "change", mending.ADD: "add"}


def begin(turn: Turn, form: Form[Turn], **values: Any) -> None:
    """Start a form with what is known already, and ask what is not."""
    if turn.state.form in house.forms:
        aside.put(turn, house.forms[turn.state.form][0])
    state = _derived(turn, form, forms.start(form, values, turn.state.revision))
    given = {**state.values, aside.GIVEN: aside.answers(form, state)}
    _move(turn, form, State(state.form, state.step, given, state.revision))


def show(turn: Turn, form: Form[Turn], state: State) -> None:
    """Keep a form as it now stands and show it."""
    _move(turn, form, state)


def ask(turn: Turn, form: Form[Turn], state: State) -> None:
    """Show the open question, or the summary."""
    step = forms.current(form, state)
    rows = _rows(turn, form, state)
    if step is None:
        what = mending.choosing(state)
        turn.reply(_summary(turn, form, state) if not what else turn.say(f"ask-mend-{_MEND[what]}"), rows)
        return
    slots = {k: str(v) for k, v in state.values.items() if isinstance(v, str) and v and "." not in k}
    known = turn.desk.words.slots_of(step.question)
    question = turn.say(step.question, **{k: v for k, v in slots.items() if k in known})
    stands = mending.stands(state, step.field)
    if stands:
        question = f"{turn.say('mend-stands', value=excerpt(stands, SHOWN))}\n{question}"
    turn.reply(question, rows)


def _rows(turn: Turn, form: Form[Turn], state: State) -> Rows:
    """Return the buttons of the open question, or of the summary."""
    step = forms.current(form, state)
    if step is None:
        return _choosing(turn, form, state) if mending.choosing(state) else _closing(turn, form, state)
    rows: list[tuple[Choice, ...]] = []
    if step.options is not None:
        options = step.options(turn, state.values)
        page = int(state.values.get("page", 0))
        shown = options[page * forms.PAGE : (page + 1) * forms.PAGE]
        rows += _grid([_button(state, o.label, f"={o.value}") for o in shown])
        if len(options) > (page + 1) * forms.PAGE:
            rows.append((_button(state, turn.say("button-more"), f"{PAGE}{page + 1}"),))
    if step.typed and (said := _said(state)):
        rows.append((_button(state, turn.say("button-said", text=excerpt(said, 12)), SAID),))
    if not step.required:
        skip = "button-clear" if mending.mending(state) else "button-skip"
        rows.append((_button(state, turn.say(skip), SKIP),))
    return (*rows, _tail(turn, state))


def _said(state: State) -> str:
    said = state.values.get(SAID, {})
    return str(said["text"]) if said and said["revision"] == state.revision else ""


def _closing(turn: Turn, form: Form[Turn], state: State) -> Rows:
    """Return what can be done on the summary: what the form adds of its own, 补充, 保存, 改."""
    extras = EXTRAS[form.name](turn, state) if form.name in EXTRAS else ()
    remark = _remark(turn, form, state)
    mend = tuple(
        _button(state, turn.say(f"button-mend-{name}"), what)
        for what, name in _MEND.items()
        # 返回 asks a single answer again: there is nothing to choose.
        if len(mending.fields(form, state, what)) > (what == mending.CHANGE and not remark)
    )
    if remark and remark.mends:
        # What is better comes first; saving as it stands is no longer what is meant.
        return (*extras, (*mend, _button(state, turn.say(remark.save), SAVE)), _tail(turn, state))
    save = _button(state, turn.say(remark.save if remark else form.save), SAVE, "primary")
    # A typed line was never asked for step by step: it is taken back whole.
    leave = "button-undo" if "raw" in state.values else "button-cancel"
    return ((save, *mend), *extras, _tail(turn, state, leave))


def _choosing(turn: Turn, form: Form[Turn], state: State) -> Rows:
    """Return the fields that can be changed or added, a page of them."""
    what = mending.choosing(state)
    places = mending.fields(form, state, what)
    page = int(state.values.get("page", 0))
    rows = _grid(
        [
            _button(state, turn.say(f"field-{form.steps[place].field}"), f"{what}{place}")
            for place in places[page * FIELDS : (page + 1) * FIELDS]
        ]
    )
    if len(places) > (page + 1) * FIELDS:
        rows.append((_button(state, turn.say("button-more"), f"{PAGE}{page + 1}"),))
    return (*rows, _tail(turn, state))


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


def _summary(turn: Turn, form: Form[Turn], state: State) -> str:
    lines = [
        turn.say("summary-line", label=turn.say(f"field-{name}"), value=excerpt(words, SHOWN))
        for name, words in forms.answered(form, state)
        if words
    ]
    remark = _remark(turn, form, state)
    return "\n".join([turn.say(form.summary), *lines, *([remark.text] if remark else [])])


def _remark(turn: Turn, form: Form[Turn], state: State) -> Remark | None:
    return REMARKS[form.name](turn, state) if form.name in REMARKS else None


def pressed(turn: Turn, router: Router[Turn], press: Press) -> None:
    """Take a form's button; one from an earlier step is answered with the present question."""
    found = router.forms.get(turn.state.form)
    if found is None:
        raise Stale
    form, _ = found
    state = turn.state
    if press.revision != state.revision or press.subject != state.step:
        turn.reply(turn.say("error-stale-step"))
        ask(turn, form, state)
        return
    if press.value == CANCEL:
        cancel(turn)
    elif press.value == BACK:
        go_back(turn, form)
    elif press.value.startswith(PAGE) and press.value[1:].isdecimal():
        _move(turn, form, forms.turn_page(state, int(press.value[1:])))
    elif forms.current(form, state) is None:
        if press.value == SAVE and not mending.choosing(state):
            save(turn, router)
        else:
            _move(turn, form, mending.chosen(form, state, press.value))
    elif press.value == SAID and _said(state):
        _move(turn, form, mending.close(forms.answer(form, state, turn, _said(state), chosen=False)))
    elif press.value == SKIP:
        _move(turn, form, mending.close(forms.skip(form, state)))
    else:
        answer = forms.answer(form, state, turn, press.value.removeprefix("="), chosen=True)
        _move(turn, form, mending.close(answer))


def save(turn: Turn, router: Router[Turn]) -> None:
    """Hand a finished form to its handler."""
    _, done = router.forms[turn.state.form]
    state = turn.state
    turn.forget()
    try:
        done(turn, state)
    except BotError as error:
        # The form is finished; asking its summary again would only be refused again.
        error.ends_form = True
        raise
    aside.mention(turn)


def go_back(turn: Turn, form: Form[Turn]) -> None:
    """Ask the question before again."""
    state = turn.state
    inside = mending.mending(state) or mending.choosing(state)
    _move(turn, form, mending.leave(form, state) if inside else forms.back(form, state))


def cancel(turn: Turn) -> None:
    """Leave the form; nothing of it is kept."""
    turn.forget()
    turn.reply(turn.say("form-cancelled"), turn.home())
    aside.mention(turn)


def _move(turn: Turn, form: Form[Turn], state: State) -> None:
    state = _derived(turn, form, state)
    if at_once.saved(turn, form, state):
        return
    turn.keep(state)
    ask(turn, form, state)


def _derived(turn: Turn, form: Form[Turn], state: State) -> State:
    if form.name not in DERIVED:
        return state
    state = State(state.form, state.step, DERIVED[form.name](turn, state.values), state.revision)
    step = forms.current(form, state)
    return state if step is None or step.field not in state.values else forms.settle(form, state)


def typed(turn: Turn, router: Router[Turn]) -> None:
    """Take a typed answer; one that does not fit is explained and the question stands."""
    form, _ = router.forms[turn.state.form]
    state = turn.state
    step = forms.current(form, state)
    try:
        said = meant(turn, form, state)
        if said is not None:
            pressed(turn, router, said)
            return
        if step is None:
            state = _mended(turn, form, state)
        if not any(c.isalnum() for c in turn.text):
            raise BadInput("error-need-text")
        _move(turn, form, mending.close(forms.answer(form, state, turn, turn.text, chosen=False)))
    except LookupError:
        turn.reply(turn.say("error-choose"))
        ask(turn, form, state)
    except BadInput as error:
        turn.reply(turn.say(error.phrase_id, **error.slots))
        # What was typed is kept, so that a step can offer to mend it.
        state = State(state.form, state.step, {**state.values, "draft": turn.text}, state.revision + 1)
        _move(turn, form, state)


def _mended(turn: Turn, form: Form[Turn], state: State) -> State:
    """Open the field that a text typed on the summary mends; raise LookupError where it mends none."""
    remark = None if mending.choosing(state) else _remark(turn, form, state)
    places = [place for place, step in enumerate(form.steps) if remark and step.field == remark.mends]
    if not places:
        raise LookupError(turn.text)
    return mending.ask(form, state, places[0], mending.CHANGE)


def meant(turn: Turn, form: Form[Turn], state: State) -> Press | None:
    """Return the button whose label, or number among the choices shown, was typed instead of pressed."""
    choices = [choice for line in _rows(turn, form, state) for choice in line]
    step = forms.current(form, state)
    # Where words are asked for, a bare number is an answer: only what was offered to choose is counted.
    counted = choices if step is None else [c for c in choices if (p := decode(c.id)) and p.value[:1] in "=>"]
    text = turn.text
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
    if 1 <= number <= len(counted):
        return decode(counted[number - 1].id)
    return next((decode(c.id) for c in choices if c.label == text), None)
