"""结案: a leader closes with a reason what its customer does not confirm; a cause is kept (H6, O4, C4)."""

from __future__ import annotations

from bot.dialog.form import Form, State, Step
from bot.dialog.press import Press, button
from bot.errors import Stale
from bot.services import buttons, cases, closing
from bot.services.records import Case
from bot.standard.access import HEAD
from handlers import casework, filling, gate
from handlers.reviewing import team
from handlers.routes import LEADERS, OWNERS, router
from handlers.turn import Turn

SHOWN = 8

CLOSING: Form[Turn] = Form(
    "closing", (Step("text", "ask-close-reason", check=gate.check),), "summary-close", "button-close"
)
gate.guard("closing")


@router.command("close", LEADERS)
def listed(turn: Turn) -> None:
    """List answered complaints of one's people that wait for their customers' word (H6)."""
    owners = None if turn.role == HEAD else {*team(turn), turn.me.id}
    found = closing.waiting(turn.uow, turn.desk, owners, SHOWN)
    if not found:
        turn.reply(turn.say("close-none"), turn.home())
        return
    lines = [_line(turn, number, case) for number, case in enumerate(found, 1)]
    rows = [
        (
            button(f"{number} {turn.say('button-close')}", "case-close", case.id),
            button(f"{number} {turn.say('button-details')}", "case-show", case.id),
        )
        for number, case in enumerate(found, 1)
    ]
    turn.reply("\n".join([turn.say("close-head"), *lines]), tuple(rows))


def _line(turn: Turn, number: int, case: Case) -> str:
    owner = turn.uow.people.staff(case.owner_id)
    since = closing.allowed_from(turn.uow, turn.desk, case)
    return turn.say(
        "close-line",
        number=str(number),
        reference=turn.desk.reference(case),
        customer=turn.desk.call(turn.uow.people.customer(case.customer_id)),
        owner=owner.name if owner else turn.say("nobody"),
        answered=turn.desk.time_words(case.answered_at or turn.now),
        state=turn.say("close-waits", time=turn.desk.time_words(since))
        if since is not None and turn.now < since
        else turn.say("close-may"),
    )


@router.press("case-close", LEADERS)
def ask(turn: Turn, press: Press) -> None:
    """Ask a leader why a case is closed without its customer's word (H6)."""
    case = cases.for_staff(turn.uow, turn.me, press.subject, turn.now)
    if case.state != cases.ANSWERED:
        raise Stale
    closing.must_wait(turn.uow, turn.desk, case, turn.now)
    filling.begin(turn, CLOSING, case=str(case.id), about=casework.details(turn, case))


@router.form(CLOSING)
def closed(turn: Turn, state: State) -> None:
    """Close the case; the reason stands in its log, the customer is told kindly."""
    case = cases.for_staff(turn.uow, turn.me, int(state.values["case"]), turn.now)
    reason = str(state.values["text"])
    reached = closing.close(turn.uow, turn.desk, case, turn.me, reason, turn.now)
    gate.record(turn, reason, case.id)
    phrase = "close-done" if reached else "close-by-phone"
    turn.reply(turn.say(phrase, reference=turn.desk.reference(case)), buttons.causes(turn.desk, case))


@router.press("case-cause", OWNERS)
def cause(turn: Turn, press: Press) -> None:
    """Keep what was behind a complaint, once it is over (C4)."""
    case = cases.for_staff(turn.uow, turn.me, press.subject, turn.now)
    closing.found_cause(turn.uow, case, turn.me, press.value, turn.now)
    words = turn.say(f"cause-{press.value}")
    turn.show(turn.say("cause-kept", reference=turn.desk.reference(case), cause=words))
