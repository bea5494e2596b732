"""Filling in a form: shows the open question, takes answers, pages, 返回, 取消, and the summary."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.dialog import form as forms
from bot.dialog.form import Form, State, Values
from bot.dialog.press import Press, decode
from bot.dialog.router import Router
from bot.errors import BadInput, BotError, Stale
from handlers import aside, at_once, drawing, mending
from handlers.routes import router as house
from handlers.turn import Turn

DERIVED: dict[str, Callable[[Turn, Values], Values]] = {}
"""What follows from the answers given so far, by the form's name: filled in before the next question."""

MEANWHILE: dict[str, Callable[[Turn, State], State]] = {}
"""What words are that are typed where only a choice would do, by the form's name: they are kept with it."""


def begin(turn: Turn, form: Form[Turn], **values: Any) -> None:
    """Start a form with what is known already, and ask what is not."""
    if turn.state.form in house.forms:
        aside.put(turn, house.forms[turn.state.form][0])
    state = _derived(turn, form, forms.start(form, values, turn.state.revision))
    begun = {aside.GIVEN: aside.answers(form, state), aside.BEGUN: turn.now.isoformat()}
    given = {**state.values, **begun}
    _move(turn, form, State(state.form, state.step, given, state.revision))


def show(turn: Turn, form: Form[Turn], state: State) -> None:
    """Keep a form as it now stands and show it."""
    _move(turn, form, state)


def ask(turn: Turn, form: Form[Turn], state: State) -> None:
    """Show the open question, or the summary."""
    turn.reply(drawing.words(turn, form, state), drawing.rows(turn, form, state))


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
    if press.value == drawing.CANCEL:
        cancel(turn)
    elif press.value == drawing.BACK:
        go_back(turn, form)
    elif press.value.startswith(drawing.PAGE) and press.value[1:].isdecimal():
        _move(turn, form, forms.turn_page(state, int(press.value[1:])))
    elif forms.current(form, state) is None:
        if press.value == drawing.SAVE and not mending.choosing(state):
            save(turn, router)
        else:
            _move(turn, form, mending.chosen(form, state, press.value))
    elif press.value == drawing.SAID and drawing.said(state):
        _move(turn, form, mending.close(forms.answer(form, state, turn, drawing.said(state), chosen=False)))
    elif press.value == drawing.SKIP:
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
    go_on(turn)


def go_back(turn: Turn, form: Form[Turn]) -> None:
    """Ask the question before again."""
    state = turn.state
    inside = mending.mending(state) or mending.choosing(state)
    _move(turn, form, mending.leave(form, state) if inside else forms.back(form, state))


def take_back(turn: Turn, form: Form[Turn]) -> None:
    """Take back what is being filled in: a single field opened from the summary, else the form."""
    inside = mending.mending(turn.state) or mending.choosing(turn.state)
    if inside:
        go_back(turn, form)
    else:
        cancel(turn)


def cancel(turn: Turn) -> None:
    """Leave the form; nothing of it is kept."""
    turn.forget()
    turn.reply(turn.say("form-cancelled"), turn.home())
    aside.mention(turn)
    go_on(turn)


def interrupted(turn: Turn) -> Values:
    """Return the form under way as what interrupts it carries it along."""
    state = turn.state
    if state.form not in house.forms:
        return {}
    return {aside.INTERRUPTED: {"form": state.form, "step": state.step, "values": dict(state.values)}}


def go_on(turn: Turn) -> bool:
    """Go on with the form that was interrupted by what is done now; False where none was."""
    kept = turn.state.values.get(aside.INTERRUPTED)
    if not kept or kept["form"] not in house.forms or (turn.kept is not None and turn.kept.form):
        return False
    form, _ = house.forms[kept["form"]]
    turn.reply(turn.say("form-goes-on"))
    # What had been drawn of it before is of no use any more.
    _move(turn, form, State(form.name, kept["step"], kept["values"], turn.state.revision + 2))
    return True


def _move(turn: Turn, form: Form[Turn], state: State) -> None:
    state = _derived(turn, form, state)
    if at_once.saved(turn, form, state):
        return
    turn.keep(state)
    ask(turn, form, state)


def _derived(turn: Turn, form: Form[Turn], state: State) -> State:
    if form.name not in DERIVED:
        return state
    values, step = DERIVED[form.name](turn, state.values), forms.current(form, state)
    if step is None and values != state.values:
        # What follows from a change may be asked: a complaint has to have its severity.
        return forms.settle(form, State(state.form, 0, values, state.revision))
    state = State(state.form, state.step, values, state.revision)
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
        if form.name in MEANWHILE and any(c.isalnum() for c in turn.text):
            _move(turn, form, mending.close(MEANWHILE[form.name](turn, state)))
        else:
            turn.reply(turn.say("error-choose"))
            ask(turn, form, state)
    except BadInput as error:
        turn.reply(turn.say(error.phrase_id, **error.slots))
        # What was typed is kept, so that a step can offer to mend it.
        state = State(state.form, state.step, {**state.values, "draft": turn.text}, state.revision + 1)
        _move(turn, form, state)


def _mended(turn: Turn, form: Form[Turn], state: State) -> State:
    """Open the field that a text typed on the summary mends; raise LookupError where it mends none."""
    remark = drawing.remark(turn, form, state)
    places = [place for place, step in enumerate(form.steps) if remark and step.field == remark.mends]
    if not places:
        raise LookupError(turn.text)
    return mending.ask(form, state, places[0], mending.CHANGE)


def meant(turn: Turn, form: Form[Turn], state: State) -> Press | None:
    """Return the button whose label, or number among the choices shown, was typed instead of pressed."""
    choices = [choice for line in drawing.rows(turn, form, state) for choice in line]
    step = forms.current(form, state)
    # Where words are asked for, a bare number is an answer: only what was offered to choose is counted.
    counted = choices if step is None else [c for c in choices if (p := decode(c.id)) and p.value[:1] in "=>"]
    text = turn.text
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
    if 1 <= number <= len(counted):
        return decode(counted[number - 1].id)
    return next((decode(c.id) for c in choices if c.label.casefold() == text.casefold()), None)
