"""The phrase gate: what staff are about to send to a customer is looked at first (A6, A13, E8, L3, T12)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.dialog.form import Answered, State, Values
from bot.dialog.press import Press, button
from bot.errors import BadInput, Stale
from bot.services.desk import names
from bot.standard import phrases
from handlers import drawing, filling
from handlers.routes import OWNERS, router
from handlers.turn import Rows, Turn

FIELD = "text"
"""The field of a guarded form that holds the words for the customer."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """Fields of a form that a customer reads, with phrases that stand in for them where no clause fits."""

    fields: tuple[str, ...]
    instead: Mapping[str, str]


_GUARDED: dict[str, Guarded] = {}


def guard(form: str, *fields: str, **instead: str) -> None:
    """Let a form's texts for a customer pass the gate: 用建议的说法 · 改 · 仍然发送 on its summary.

    `instead`: by field, what replaces words that stand in the middle of a sentence, where no clause fits.
    """
    _GUARDED[form] = Guarded(fields or (*instead, FIELD)[:1], instead)
    drawing.REMARKS[form] = _remark
    drawing.EXTRAS[form] = _kinder


def check(turn: Turn, text: str, _: Values) -> Answered:
    """Refuse what is never sent: too long, a slot left open (T12), emoji and chains of marks (T6)."""
    limit = turn.desk.policy.texts.max_answer
    if len(text) > limit:
        raise BadInput("error-too-long", limit=str(limit))
    if phrases.unfilled(text):
        raise BadInput("error-unfilled")
    if phrases.too_loud(text):
        raise BadInput("error-too-loud")
    return Answered(text, text)


def _curt(turn: Turn, state: State) -> dict[str, str]:
    """Return the guarded fields with something in them that should not be said."""
    texts = {name: str(state.values.get(name) or "") for name in _GUARDED[state.form].fields}
    return {name: text for name, text in texts.items() if _words(turn, text)}


def _kinder_words(turn: Turn, state: State, name: str, text: str) -> str:
    instead = _GUARDED[state.form].instead.get(name)
    return turn.say(instead) if instead else phrases.kinder(text, turn.desk.policy)


def _words(turn: Turn, text: str) -> list[str]:
    """Return what should not be said, each once (A6, A13)."""
    return list(dict.fromkeys(hit.word for hit in phrases.forbidden(text, turn.desk.policy)))


def _remark(turn: Turn, state: State) -> drawing.Remark | None:
    """Point out what should not be said and how it is said more kindly."""
    curt = _curt(turn, state)
    if not curt:
        return None
    words = list(dict.fromkeys(word for text in curt.values() for word in _words(turn, text)))
    kinder = names([_kinder_words(turn, state, name, text) for name, text in curt.items()], "；")
    quoted = names([turn.say("quoted", text=word) for word in words])
    shown = turn.say("gate-remark", words=quoted, kinder=kinder)
    return drawing.Remark(shown, "button-send-anyway", next(iter(curt)))


def _kinder(turn: Turn, state: State) -> Rows:
    """Return 用建议的说法, where what is suggested may be sent as it stands."""
    curt = _curt(turn, state)
    if not curt:
        return ()
    try:
        for name, text in curt.items():
            check(turn, _kinder_words(turn, state, name, text), {})
    except BadInput:
        return ()
    label = turn.say("option-kinder")
    return ((button(label, "gate-kinder", state.step, state.revision, style="primary"),),)


@router.press("gate-kinder", OWNERS)
def kinder(turn: Turn, press: Press) -> None:
    """Put the kinder wording in the place of what was typed."""
    state = turn.state
    if drawing.REMARKS.get(state.form) is not _remark or (press.revision, press.subject) != (
        state.revision,
        state.step,
    ):
        raise Stale
    values = dict(state.values)
    for name, text in _curt(turn, state).items():
        values |= dict.fromkeys((name, f"{name}.label"), _kinder_words(turn, state, name, text))
    form, _ = router.forms[state.form]
    filling.show(turn, form, State(state.form, state.step, values, state.revision + 1))


def record(turn: Turn, text: str, case_id: int | None) -> None:
    """Keep what was sent although it should not be said: for the supervisor, and in the case's log (E8)."""
    for word in _words(turn, text):
        turn.uow.violations.add(turn.me.id, case_id, word, text, turn.now)
        if case_id is not None:
            turn.uow.cases.note(case_id, "violation", turn.now, turn.me.id, word)
