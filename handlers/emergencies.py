"""An emergency in free words: what to do first, then what helps, by one tap (D-26)."""

from __future__ import annotations

from bot.dialog.press import Press, button
from bot.services import queries
from bot.standard import hearing
from handlers import asked, complaining, customer, filling
from handlers.routes import CUSTOMERS, router
from handlers.turn import Rows, Turn, row

CALL = "call"


def met(turn: Turn, text: str) -> bool:
    """Meet an emergency calmly and offer what helps; False where a text tells of none (A21, D-26)."""
    peril = hearing.emergency(text, turn.desk.policy.emergency)
    if not peril:
        return False
    asked.remember(turn, text)
    rows: Rows = (
        (button(turn.say("button-emergency"), "emergency"),),
        (
            button(turn.say("menu-callback"), "emergency", value=CALL),
            button(turn.say("menu-human"), "menu", value="human"),
        ),
    )
    turn.reply(turn.say("emergency-calm", peril=peril), (*rows, *_approved(turn)))
    return True


def _approved(turn: Turn) -> Rows:
    """Return the approved answer that fits, as a tap of its own; what is approved is Chinese (A24)."""
    match = turn.prepared.match
    if match is None or match.best is None or turn.voice.translated:
        return ()
    query = queries.in_force(turn.uow, turn.desk, match.best, turn.now)
    return row(button(query.title, "query-pick", query.id)) if query is not None else ()


@router.press("emergency", CUSTOMERS)
def pressed(turn: Turn, press: Press) -> None:
    """Open an urgent complaint with what was typed as its facts, or a call within minutes (D-26)."""
    if press.value == CALL:
        soon = {"wanted": "soon", "wanted.label": turn.say("wanted-soon"), customer.PRESSING: "1"}
        filling.begin(turn, customer.CALLBACK, **soon)
        return
    text = asked.last(turn)
    # Whoever has asked something else since then tells anew what happened.
    told = text if hearing.emergency(text, turn.desk.policy.emergency) else ""
    urgent = {"severity": "urgent", "severity.label": turn.say("severity-urgent")}
    complaining.begin(turn, **urgent, **customer.given(told))
