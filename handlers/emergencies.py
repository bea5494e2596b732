"""An emergency in free words: what to do first, then what helps, by one tap (D-26)."""

from __future__ import annotations

from bot.dialog.form import Form, State, Values
from bot.dialog.press import Press, button
from bot.errors import Stale
from bot.services import queries
from bot.standard import hearing
from handlers import asked, complaining, customer, filling, talking
from handlers.routes import CUSTOMERS, router
from handlers.turn import Rows, Turn, row

CALL, HUMAN, ON = "call", "human", "on"
TOLD = "peril.told"
"""In an open form: the words that told of an emergency."""
_CATEGORIES = {"outage": "network"}
"""What a complaint about a danger is filed under, where not under others (C4)."""
MET = "peril"
"""In a complaint: what danger its customer has been told about."""


def met(turn: Turn, text: str) -> bool:
    """Meet an emergency calmly and offer what helps; False where a text tells of none (A21, D-26)."""
    peril = hearing.emergency(text, turn.desk.policy.emergency)
    if not peril:
        return False
    asked.remember(turn, text)
    turn.reply(turn.say("emergency-calm", peril=peril), (*_rows(turn), *_approved(turn)))
    return True


def _rows(turn: Turn) -> Rows:
    return (
        (button(turn.say("button-emergency"), "emergency"),),
        (
            button(turn.say("menu-callback"), "emergency", value=CALL),
            button(turn.say("menu-human"), "emergency", value=HUMAN),
        ),
    )


def amid_form(turn: Turn, form: Form[Turn]) -> bool:
    """Meet an emergency typed into an open form at once; the form is kept (D-26).

    In a complaint the words are what happened, and make it urgent: False, they are its answer.
    """
    peril = hearing.emergency(turn.text, turn.desk.policy.emergency)
    state = turn.state
    if not peril or turn.staff is not None or filling.meant(turn, form, state) is not None:
        return False
    if form.name == complaining.COMPLAINT.name:
        if state.values.get(MET) != peril:
            turn.reply(turn.say("emergency-in-form", peril=peril))
        values = {**state.values, **_urgent(turn), MET: peril}
        turn.state = State(state.form, state.step, values, state.revision)
        return False
    # The buttons of the open question stay good: nothing has been answered.
    turn.keep(State(state.form, state.step, {**state.values, TOLD: turn.text}, state.revision))
    words = f"{turn.say('emergency-calm', peril=peril)}\n{turn.say('emergency-form-kept')}"
    on = row(button(turn.say("button-go-on-filling"), "emergency", value=ON))
    turn.reply(words, (*_rows(turn), *on))
    return True


def _urgent(turn: Turn) -> Values:
    return {"severity": "urgent", "severity.label": turn.say("severity-urgent")}


def _approved(turn: Turn) -> Rows:
    """Return the approved answer that fits, as a tap of its own, in the reader's language (A24)."""
    match = turn.prepared.match
    if match is None or match.best is None:
        return ()
    query = queries.in_force(turn.uow, turn.desk, match.best, turn.now)
    if query is None or (turn.voice.translated and not query.english.answer):
        return ()
    return row(button(queries.title_for(turn.voice, query), "query-pick", query.id))


@router.press("emergency", CUSTOMERS)
def pressed(turn: Turn, press: Press) -> None:
    """Open an urgent complaint with what was typed as its facts, a call within minutes, or a talk (D-26)."""
    if press.value == ON:
        _go_on(turn)
        return
    kept = filling.interrupted(turn)
    text = str(turn.state.values.get(TOLD, "")) if kept else asked.last(turn)
    if press.value == HUMAN:
        if kept:
            turn.go_on(State(values=kept, revision=turn.state.revision + 1))
        talking.request(turn, text)
        return
    if press.value == CALL:
        soon = {"wanted": "soon", "wanted.label": turn.say("wanted-soon"), customer.PRESSING: "1"}
        own = {} if turn.state.form == customer.CALLBACK.name else kept
        filling.begin(turn, customer.CALLBACK, **soon, **own)
        return
    peril = hearing.emergency(text, turn.desk.policy.emergency)
    if not peril:
        # Whoever has asked something else since then tells anew what happened.
        complaining.begin(turn, **_urgent(turn), **kept)
        return
    _file(turn, peril, text, kept)


def _file(turn: Turn, peril: str, told: str, kept: Values) -> None:
    """Open the complaint with this one tap: in danger nobody is asked for a category (D-26)."""
    values = {"category": _CATEGORIES.get(peril, "other"), **_urgent(turn), **customer.given(told), **kept}
    form = complaining.COMPLAINT
    turn.state = State(form.name, len(form.steps), values, turn.state.revision)
    filling.save(turn, router)


def _go_on(turn: Turn) -> None:
    """Go on with the form that was being filled in."""
    if turn.state.form in router.forms:
        filling.ask(turn, router.forms[turn.state.form][0], turn.state)
    elif not filling.go_on(turn):
        raise Stale
