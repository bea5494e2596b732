"""What a manager does about an appointment: accept, tick, propose again, move, cancel (A29, A30, D-13)."""

from __future__ import annotations

from datetime import datetime

from bot.dialog.form import Answered, Form, Option, State, Step, Values
from bot.dialog.press import Press
from bot.errors import BadInput
from bot.services import visit_course, visit_telling, visits
from bot.services import visit_words as words
from bot.services.visit_records import AGREED, OPEN, OURS, PROPOSED, THEIRS, WISHED, VisitPlan
from handlers import appointing, filling, gate
from handlers.routes import LOGGERS, router
from handlers.turn import Turn

_OURS_BECAUSE = ("task", "meeting", "traffic", "health")
_THEIRS_BECAUSE = ("busy", "unneeded")


def _motives(turn: Turn, values: Values) -> list[Option]:
    listed = _THEIRS_BECAUSE if values.get("cause") == THEIRS else _OURS_BECAUSE
    said = [(name, turn.say(f"motive-{name}")) for name in listed]
    return [Option(name, text, text) for name, text in said]


def _reason(turn: Turn, text: str, values: Values) -> Answered:
    said = " ".join(text.split())
    if len(said) > appointing.LONGEST:
        raise BadInput("error-plan-words", limit=str(appointing.LONGEST))
    return gate.check(turn, said, values)


def _causes(turn: Turn, _: Values) -> list[Option]:
    return [Option(name, turn.say(f"cause-{name}")) for name in (THEIRS, OURS)]


def _open_slots(turn: Turn, values: Values) -> list[Option]:
    plan = appointing.of_staff(turn, int(values["plan"]))
    slots = [at for at in plan.slots if at > turn.now]
    return [Option(appointing.stamp(turn, at), turn.desk.time_words(at)) for at in slots]


_MOTIVE: Step[Turn] = Step(gate.FIELD, "ask-plan-motive", options=_motives, check=_reason)
_SLOTS: Step[Turn] = Step(
    "slots", "ask-plan-new", options=appointing.slot_options, check=appointing.typed_slots
)
MOVE: Form[Turn] = Form("move", (_MOTIVE, _SLOTS), "summary-move", "button-send")
AGAIN: Form[Turn] = Form("again", (_SLOTS,), "summary-again", "button-send")
PHONED: Form[Turn] = Form(
    "phoned",
    (Step("agreed", "ask-plan-agreed", options=_open_slots, check=appointing.typed_slots),),
    "summary-phoned",
    "button-save",
)
CANCEL: Form[Turn] = Form(
    "plancancel",
    (
        Step("cause", "ask-plan-cause", options=_causes, typed=False),
        Step(gate.FIELD, "ask-plan-why", options=_motives, check=_reason),
    ),
    "summary-plancancel",
    "button-save",
)
for _form in (MOVE, CANCEL):
    gate.guard(_form.name, text="motive-kinder")


@router.press("plan-show", LOGGERS)
def show(turn: Turn, press: Press) -> None:
    """Show a plan as it stands."""
    plan = appointing.of_staff(turn, press.subject)
    rows = words.staff_rows(turn.desk, plan) or turn.home()
    turn.reply(words.staff_view(turn.uow, turn.desk, plan), rows)


@router.press("plan-accept", LOGGERS)
def accept(turn: Turn, press: Press) -> None:
    """Accept the time that the customer wished; it is confirmed to them (B18)."""
    plan = appointing.pressed(turn, press, WISHED)
    if plan is not None:
        agreed = visits.agree(turn.uow, turn.desk, plan, plan.slots[0], turn.now, staff_id=turn.me.id)
        _agreed(turn, agreed)


def _agreed(turn: Turn, agreed: VisitPlan) -> None:
    customer = turn.desk.call(turn.uow.people.customer(agreed.customer_id))
    reached = visit_telling.confirm(turn.uow, turn.desk, agreed, turn.now)
    time = words.when(turn.desk, agreed)
    said = turn.say("saved-plan-agreed", customer=customer, time=time, place=agreed.place)
    if not reached and not agreed.phoned:
        said = f"{said}\n{turn.say('moved-phone', words=words.confirmed(turn.desk, agreed))}"
    if agreed.short:
        said = f"{said}\n{turn.say('saved-plan-short')}"
    turn.show(said, words.staff_rows(turn.desk, agreed))


@router.press("plan-phoned", LOGGERS)
def phoned(turn: Turn, press: Press) -> None:
    """Tick that a time was agreed on the phone: the one proposed, or which of them (D-9)."""
    plan = appointing.pressed(turn, press, PROPOSED, WISHED)
    if plan is None:
        return
    slots = [at for at in plan.slots if at > turn.now]
    if len(slots) == 1:
        _tick(turn, plan, slots[0])
    else:
        filling.begin(turn, PHONED, **appointing.about(plan, turn.now))


def _tick(turn: Turn, plan: VisitPlan, at: datetime) -> None:
    _agreed(turn, visits.agree(turn.uow, turn.desk, plan, at, turn.now, staff_id=turn.me.id, phoned=True))


@router.form(PHONED)
def phoned_done(turn: Turn, state: State) -> None:
    """Fix the time that was agreed on the phone."""
    plan = appointing.filled(turn, state.values)
    if plan is not None:
        _tick(turn, plan, appointing.moments(turn, state.values["agreed"])[0])


@router.press("plan-again", LOGGERS)
def again(turn: Turn, press: Press) -> None:
    """Ask for other times to propose."""
    plan = appointing.pressed(turn, press, PROPOSED, WISHED)
    if plan is not None:
        filling.begin(turn, AGAIN, **appointing.about(plan, turn.now))


@router.form(AGAIN)
def again_done(turn: Turn, state: State) -> None:
    """Propose other times to the customer (B18)."""
    plan = appointing.filled(turn, state.values)
    if plan is None:
        return
    slots = appointing.moments(turn, state.values["slots"])
    sent = visits.again(turn.uow, turn.desk, plan, slots, turn.me, turn.now)
    customer = turn.desk.call(turn.uow.people.customer(sent.customer_id))
    phrase = "saved-plan-sent" if sent.noticed_at is not None else "saved-plan-phone"
    turn.reply(turn.say(phrase, customer=customer), words.staff_rows(turn.desk, sent))


@router.press("plan-move", LOGGERS)
def move(turn: Turn, press: Press) -> None:
    """Ask why an appointment moves, and to when (A29, A30)."""
    plan = appointing.pressed(turn, press, AGREED)
    if plan is not None:
        filling.begin(turn, MOVE, **appointing.about(plan, turn.now))


@router.form(MOVE)
def moved(turn: Turn, state: State) -> None:
    """Tell the customer reason, apology and new times; the move is counted (A29, A30)."""
    plan = appointing.filled(turn, state.values)
    if plan is None:
        return
    slots = appointing.moments(turn, state.values["slots"])
    reason = str(state.values[gate.FIELD])
    gate.record(turn, reason, None)
    sent, said = visit_course.move(turn.uow, turn.desk, plan, reason, slots, turn.me, turn.now)
    if sent.noticed_at is not None:
        customer = turn.desk.call(turn.uow.people.customer(sent.customer_id))
        turn.reply(turn.say("moved-sent", customer=customer), words.staff_rows(turn.desk, sent))
    else:
        turn.reply(turn.say("moved-phone", words=said), words.staff_rows(turn.desk, sent))


@router.press("plan-cancel", LOGGERS)
def cancel(turn: Turn, press: Press) -> None:
    """Ask whose cause it is that an appointment is off (D-13)."""
    plan = appointing.pressed(turn, press, *OPEN[:-1])
    if plan is not None:
        filling.begin(turn, CANCEL, **appointing.about(plan, turn.now))


@router.form(CANCEL)
def cancelled(turn: Turn, state: State) -> None:
    """Cancel an appointment with its cause; ours counts as a broken one (D-13)."""
    plan = appointing.filled(turn, state.values)
    if plan is None:
        return
    cause, reason = str(state.values["cause"]), str(state.values[gate.FIELD])
    if cause == OURS:
        gate.record(turn, reason, None)
    off, unsaid = visit_course.cancel(turn.uow, turn.desk, plan, cause, reason, turn.me, turn.now)
    customer = turn.desk.call(turn.uow.people.customer(off.customer_id))
    if unsaid:
        turn.reply(turn.say("cancelled-phone", customer=customer, words=unsaid), turn.home())
    else:
        turn.reply(turn.say("cancelled-sent", customer=customer), turn.home())
