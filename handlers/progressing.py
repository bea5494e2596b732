"""进展: what was done about a case, seen by the customer, and the ladder counts anew (E1)."""

from __future__ import annotations

from bot.dialog.form import Form, State, Step
from bot.dialog.press import Press
from bot.errors import BadInput, Stale
from bot.services import cases, progress
from bot.standard import numbering
from handlers import casework, filling, gate
from handlers.routes import OWNERS, router
from handlers.turn import Turn

HEADWAY: Form[Turn] = Form(
    "headway", (Step("text", "ask-headway", check=gate.check),), "summary-headway", "button-save"
)
gate.guard("headway")


@router.command("headway", OWNERS)
def headway(turn: Turn) -> None:
    """Note progress by a case's number and words in one line."""
    number, _, text = turn.argument.partition(" ")
    found = numbering.parse_reference(number)
    if found is None:
        raise BadInput("error-headway-which")
    _ask(turn, found[1], text.strip())


@router.press("case-headway", OWNERS)
def pressed(turn: Turn, press: Press) -> None:
    """Ask what was done about a case."""
    _ask(turn, press.subject, "")


def _ask(turn: Turn, case_id: int, text: str) -> None:
    case = cases.for_staff(turn.uow, turn.me, case_id, turn.now)
    if case.state != cases.OPEN:
        raise Stale
    known = {"text": text, "text.label": text} if text else {}
    filling.begin(turn, HEADWAY, case=str(case.id), about=casework.details(turn, case), **known)


@router.form(HEADWAY)
def noted(turn: Turn, state: State) -> None:
    """Keep the progress; whoever was told that the case waits hears it."""
    case = cases.for_staff(turn.uow, turn.me, int(state.values["case"]), turn.now)
    text = str(state.values["text"])
    progress.note(turn.uow, turn.desk, case, turn.me, text, turn.now)
    gate.record(turn, text, case.id)
    turn.reply(turn.say("headway-noted", reference=turn.desk.reference(case)), turn.home())
