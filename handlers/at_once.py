"""Forms that are saved with their last answer, without a summary: what is saved so can be taken back."""

from __future__ import annotations

from collections.abc import Callable

from bot.dialog import form as forms
from bot.dialog.form import Form, State
from bot.errors import BadInput
from handlers.turn import Turn

SAVERS: dict[str, Callable[[Turn, State], None]] = {}
"""What saves them, by the form's name."""


def saved(turn: Turn, form: Form[Turn], state: State) -> bool:
    """Save a form that asks nothing more, where it is one of these; refused, its question stands."""
    if form.name not in SAVERS or forms.current(form, state) is not None:
        return False
    before = turn.kept
    turn.forget()
    try:
        SAVERS[form.name](turn, state)
    except BadInput:
        turn.kept = before
        raise
    return True
