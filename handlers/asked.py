"""The question that is being sorted out: kept in the dialog until it is answered or taken down (A7)."""

from __future__ import annotations

from bot.dialog.form import State
from bot.services.query_records import Ask
from handlers import aside
from handlers.turn import Turn

ASKED = "asked"
OFFERS = "offers"
"""How many choices in a row were shown of which none was taken."""


def remember(turn: Turn, text: str, offers: int = 0) -> None:
    """Keep the question that is being sorted out; without `offers` the row of choices is over."""
    if turn.state.form:  # an old choice pressed in between must not end the form under way
        return
    values: dict[str, str | int] = {ASKED: text, OFFERS: offers} if offers else {ASKED: text}
    turn.keep(State(values=values, revision=turn.state.revision + 1))


def last(turn: Turn) -> str:
    """Return the question that is being sorted out; empty where there is none."""
    return str(turn.state.values.get(ASKED, "")) if not turn.state.form else ""


def of(turn: Turn, ask_id: int) -> Ask | None:
    """Return the question of the speaker's under whose answer, or choices, something was pressed."""
    ask = turn.uow.asks.get(ask_id) if ask_id else None
    return ask if ask is not None and ask.address_id == turn.who.id else None


def forget(turn: Turn, of: Ask | None) -> None:
    """Forget what was asked, once a person has it; `of`: but not what was asked with it, or since."""
    if of is None or last(turn) in ("", of.text):
        turn.forget_asked()


def offers(turn: Turn) -> int:
    """Return how many choices in a row were shown in this session of which none was taken."""
    return 0 if turn.state.form or aside.idle(turn) else int(turn.state.values.get(OFFERS, 0))
