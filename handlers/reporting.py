"""上报: a matter is taken one level up, with the reason, before it becomes a dispute (E2, L3)."""

from __future__ import annotations

from bot.dialog.form import Form, State, Step
from bot.dialog.press import Press
from bot.errors import BadInput, Stale
from bot.services import buttons, cases, duties, post, routing
from bot.services.records import Case, Duty
from bot.standard.access import SUPERVISOR
from handlers import casework, filling
from handlers.routes import LOGGERS, router
from handlers.turn import Turn

UP: Form[Turn] = Form("up", (Step("text", "ask-up"),), "summary-up", "button-send")


def _open(turn: Turn, case_id: int) -> tuple[Case, Duty]:
    """Return an open case of the speaker's own with what is owed of it."""
    case = cases.for_staff(turn.uow, turn.me, case_id, turn.now)
    owed = [duty for duty in turn.uow.duties.open_of_case(case.id) if duty.kind == case.kind]
    if case.state != cases.OPEN or not owed:
        raise Stale
    return case, owed[0]


@router.press("case-up", LOGGERS)
def up(turn: Turn, press: Press) -> None:
    """Ask why a matter is taken up."""
    case, _ = _open(turn, press.subject)
    if routing.above(turn.uow, turn.me.id, SUPERVISOR) is None:
        raise BadInput("error-up-nobody")
    filling.begin(turn, UP, case=str(case.id), about=casework.details(turn, case))


@router.form(UP)
def reported(turn: Turn, state: State) -> None:
    """Tell whoever leads the speaker at once: 已知悉 · 接手 · 指示."""
    case, duty = _open(turn, int(state.values["case"]))
    upper = routing.above(turn.uow, turn.me.id, SUPERVISOR)
    if upper is None:
        raise BadInput("error-up-nobody")
    reason = str(state.values["text"])
    turn.uow.cases.note(case.id, "reported-up", turn.now, turn.me.id, reason)
    what = duties.title(turn.desk, duty, case, turn.uow.people.customer(case.customer_id))
    words = turn.say("push-up", staff=turn.me.name, what=what, reason=reason)
    note = post.Note(words, buttons.for_supervisor(turn.desk, duty), urgent=True)
    sent = post.to_staff(turn.uow, turn.desk, upper.id, note, turn.now)
    turn.reply(turn.say("up-sent" if sent else "up-unreached", staff=upper.name), turn.home())
