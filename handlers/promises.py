"""Promises: 办结 and 反馈 are two ticks; what was promised is owed until the customer knows (C8, O5)."""

from __future__ import annotations

from bot.dialog.form import Form, Option, State, Step, Values
from bot.dialog.press import Press
from bot.errors import BadInput, Stale
from bot.services import buttons, cases, post, promises
from bot.services.records import Case
from handlers import casework, filling, gate
from handlers.routes import OWNERS, router
from handlers.turn import Turn

TOLD = "told"


def _told(turn: Turn, _: Values) -> list[Option]:
    return [Option(TOLD, turn.say("option-told"))]


FEEDBACK: Form[Turn] = Form(
    "feedback",
    (Step("text", "ask-feedback", options=_told, check=gate.check),),
    "summary-feedback",
    "button-send",
)
gate.guard("feedback")


def _promise(turn: Turn, press: Press) -> Case:
    case = cases.for_staff(turn.uow, turn.me, press.subject, turn.now)
    if case.kind != "promise" or case.state != cases.OPEN or case.revision != press.revision:
        raise Stale
    return case


@router.press("promise-done", OWNERS)
def done(turn: Turn, press: Press) -> None:
    """Tick a promise as kept: it stays on the list until the customer knows."""
    case = _promise(turn, press)
    if case.done_at is not None:
        raise Stale
    promises.kept(turn.uow, case, turn.me, turn.now)
    words = turn.say("promise-done", reference=turn.desk.reference(case))
    if press.value == buttons.LISTED:
        casework.noted(turn, press, words, ())
        return
    turn.show(words)
    casework.show_case(turn, case.id)


@router.press("promise-feedback", OWNERS)
def feedback(turn: Turn, press: Press) -> None:
    """Ask what the customer is told of a promise that was kept."""
    case = _promise(turn, press)
    if case.done_at is None:
        raise BadInput("error-promise-first", reference=turn.desk.reference(case))
    about = casework.details(turn, case)
    if not post.reaches(turn.uow, case.customer_id, case.address_id):
        about = f"{about}\n{turn.say('feedback-by-phone')}"
    filling.begin(turn, FEEDBACK, case=str(case.id), revision=case.revision, about=about)


@router.form(FEEDBACK)
def fed_back(turn: Turn, state: State) -> None:
    """Tell the customer, or note that the customer was told; that closes the promise (C8)."""
    case = cases.for_staff(turn.uow, turn.me, int(state.values["case"]), turn.now)
    if case.state != cases.OPEN or case.revision != state.values["revision"]:
        raise Stale
    text = str(state.values["text"])
    reference = turn.desk.reference(case)
    if text == TOLD or not post.reaches(turn.uow, case.customer_id, case.address_id):
        said = "" if text == TOLD else text
        promises.told(turn.uow, turn.desk, case, turn.me, said, turn.now)
        turn.reply(turn.say("feedback-noted", reference=reference), turn.home())
        return
    cases.answer(turn.uow, turn.desk, case, turn.me, text, turn.now)
    gate.record(turn, text, case.id)
    turn.reply(turn.say("feedback-sent", reference=reference), turn.home())
