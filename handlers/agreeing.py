"""The customer's side of an appointment: choose, wish otherwise, change, cancel, arrive (B18, A18, D-13)."""

from __future__ import annotations

from datetime import datetime

from bot.dialog.form import Answered, Form, State, Step, Values
from bot.dialog.press import Press
from bot.errors import BadInput
from bot.services import calling, post, routing, visit_course, visit_telling, visits
from bot.services import visit_words as words
from bot.services.visit_records import AGREED, ARRIVED, PROPOSED, THEIRS, WISHED, VisitPlan
from bot.standard import times
from bot.standard.access import CUSTOMER
from handlers import filling
from handlers.routes import router
from handlers.turn import Turn

LISTED = 5
_LONGEST = 60
_LONGEST_ANSWER = 20
_ANY = (PROPOSED, WISHED, AGREED)


def _wish(turn: Turn, text: str, _: Values) -> Answered:
    at = calling.understood(turn.voice, text, turn.now)
    if at is None:
        raise BadInput("error-time")
    return Answered(at.isoformat(), turn.voice.time_words(at))


def _why(turn: Turn, text: str, _: Values) -> Answered:
    said = " ".join(text.split())
    if len(said) > _LONGEST:
        raise BadInput("error-too-long", limit=str(_LONGEST))
    return Answered(said, said)


_WISH: Step[Turn] = Step("wish", "ask-slot-wish", check=_wish)
OTHER: Form[Turn] = Form("slotwish", (_WISH,), "summary-slotwish", "button-submit")
CHANGE: Form[Turn] = Form(
    "slotchange",
    (_WISH, Step("why", "ask-slot-why", check=_why, required=False)),
    "summary-slotchange",
    "button-submit",
)
DROP: Form[Turn] = Form(
    "slotdrop",
    (Step("why", "ask-slot-drop", check=_why, required=False),),
    "summary-slotdrop",
    "button-submit",
)


def _own(turn: Turn, plan_id: int) -> VisitPlan:
    """Return a plan of the speaker's own; raise BadInput for anybody else's."""
    plan = turn.uow.visits.get(plan_id)
    if plan is None or turn.customer is None or plan.customer_id != turn.customer.id:
        raise BadInput("error-not-yours")
    return plan


def _standing(turn: Turn, plan_id: int, revision: int, *states: str) -> VisitPlan | None:
    """Return one's plan while it stands as it was shown; else show how it stands now and return None."""
    plan = _own(turn, plan_id)
    if plan.revision == revision and plan.state in states:
        return plan
    _show(turn, plan, turn.say("error-stale"))
    return None


def _show(turn: Turn, plan: VisitPlan, said: str = "") -> None:
    view = words.customer_view(turn.voice, plan, turn.now)
    rows = words.customer_rows(turn.voice, plan, turn.now) or turn.home()
    turn.reply(f"{said}\n{view}" if said else view, rows)


def mine(turn: Turn) -> None:
    """Show a customer their appointments, each with what can be done about it."""
    plans = turn.uow.visits.of_customer(turn.customer.id, LISTED) if turn.customer is not None else []
    if not plans:
        turn.reply(turn.say("yours-none"), turn.home())
        return
    turn.reply(turn.say("yours-head"))
    for plan in plans:
        _show(turn, plan)


@router.press("slot-pick", (CUSTOMER,))
def picked(turn: Turn, press: Press) -> None:
    """Fix the time that was chosen; one taken meanwhile is told, and the others stay (B18)."""
    plan = _standing(turn, press.subject, press.revision, PROPOSED)
    if plan is None:
        return
    number = int(press.value) if press.value.isdecimal() else len(plan.slots)
    if number >= len(plan.slots):
        _show(turn, plan, turn.say("error-stale"))
        return
    _choose(turn, plan, number)


def _choose(turn: Turn, plan: VisitPlan, number: int) -> None:
    at = plan.slots[number]
    if at <= turn.now:
        _show(turn, plan, turn.say("slot-over", time=turn.voice.time_words(at)))
        return
    try:
        visits.require_free(turn.uow, turn.desk, plan.manager_id, at, turn.now, plan.id)
    except BadInput:
        label = turn.voice.time_words(at)
        left = tuple(r for r in words.slot_rows(turn.voice, plan, turn.now) if r[0].label != label)
        turn.reply(turn.say("slot-gone", time=label), left)
        return
    agreed = visits.agree(turn.uow, turn.desk, plan, at, turn.now)
    turn.show(words.confirmed(turn.voice, agreed), words.customer_rows(turn.voice, agreed, turn.now))
    assert turn.customer is not None  # a plan of the speaker's own
    text = turn.desk.say("push-plan-chosen", customer=turn.customer.name, time=turn.desk.time_words(at))
    if agreed.short:
        text = f"{text}\n{turn.desk.say('visit-short')}"
    rows = words.staff_rows(turn.desk, agreed)
    visit_telling.manager(turn.uow, turn.desk, agreed, text, rows, turn.now, urgent=agreed.short)


@router.press("slot-other", (CUSTOMER,))
def other(turn: Turn, press: Press) -> None:
    """Ask which time the customer would prefer (B18)."""
    _begin(turn, press, OTHER, PROPOSED, WISHED)


@router.press("slot-change", (CUSTOMER,))
def change(turn: Turn, press: Press) -> None:
    """Ask to when the customer wishes to move an appointment."""
    _begin(turn, press, CHANGE, AGREED)


@router.press("slot-drop", (CUSTOMER,))
def drop(turn: Turn, press: Press) -> None:
    """Ask the customer to confirm that an appointment is off."""
    _begin(turn, press, DROP, AGREED)


def _begin(turn: Turn, press: Press, form: Form[Turn], *states: str) -> None:
    plan = _standing(turn, press.subject, press.revision, *states)
    if plan is not None:
        filling.begin(turn, form, plan=str(plan.id), revision=plan.revision)


def named_a_time(turn: Turn) -> bool:
    """Take a short text that names a time as the answer to times proposed; False where it is none."""
    if turn.customer is None or len(turn.text) > _LONGEST_ANSWER:
        return False
    offered = [p for p in turn.uow.visits.of_customer(turn.customer.id, LISTED) if p.state == PROPOSED]
    if len(offered) != 1 or not times.find(
        turn.text, turn.desk.local(turn.now), turn.desk.calendar, turn.desk.policy.hours
    ):
        return False
    answer = _wish(turn, turn.text, {})
    known = {"wish": answer.value, "wish.label": answer.label}
    filling.begin(turn, OTHER, plan=str(offered[0].id), revision=offered[0].revision, **known)
    return True


@router.form(OTHER)
def wished(turn: Turn, state: State) -> None:
    """Tell the manager which time the customer would prefer."""
    _wished(turn, state)


@router.form(CHANGE)
def changed(turn: Turn, state: State) -> None:
    """Tell the manager to when the customer wishes to move, and why."""
    _wished(turn, state)


def _wished(turn: Turn, state: State) -> None:
    values = state.values
    plan = _standing(turn, int(values["plan"]), int(values["revision"]), *_ANY)
    if plan is None:
        return
    at = datetime.fromisoformat(str(values["wish"]))
    if plan.state == PROPOSED and at in plan.slots:
        _choose(turn, plan, plan.slots.index(at))  # named in words, it is one of those proposed
        return
    visits.wish(turn.uow, turn.desk, plan, at, turn.now, str(values.get("why", "")))
    manager = turn.uow.people.staff(plan.manager_id)
    name = manager.name if manager is not None else turn.desk.facts["company"]
    turn.reply(turn.say("slot-wished", time=turn.voice.time_words(at), manager=name))


@router.press("slot-none", (CUSTOMER,))
def unneeded(turn: Turn, press: Press) -> None:
    """Take it that the customer does not wish to be visited now (D-13)."""
    plan = _standing(turn, press.subject, press.revision, PROPOSED, WISHED)
    if plan is not None:
        visit_course.drop(turn.uow, turn.desk, plan, THEIRS, "", turn.now)
        turn.show(turn.say("slot-dropped"))


@router.form(DROP)
def dropped(turn: Turn, state: State) -> None:
    """Cancel on the customer's word; the manager hears why (D-13)."""
    values = state.values
    plan = _standing(turn, int(values["plan"]), int(values["revision"]), *_ANY)
    if plan is not None:
        visit_course.drop(turn.uow, turn.desk, plan, THEIRS, str(values.get("why", "")), turn.now)
        turn.reply(turn.say("slot-dropped"))


@router.press("slot-here", (CUSTOMER,))
def here_pressed(turn: Turn, press: Press) -> None:
    """Welcome a customer who came to an appointment at our place (A18)."""
    plan = _standing(turn, press.subject, press.revision, AGREED)
    if plan is not None:
        _welcome(turn, plan)


@router.command("here", (CUSTOMER,))
def here(turn: Turn) -> None:
    """Welcome a customer who says that they have come; the manager is told at once (A18)."""
    assert turn.customer is not None  # only customers reach this
    plans = turn.uow.visits.of_customer(turn.customer.id, LISTED)
    today = turn.desk.today(turn.now)
    came = [p for p in plans if p.kind == "reception" and p.at and turn.desk.local(p.at).date() == today]
    if came and came[0].state == ARRIVED:
        turn.reply(turn.say("a18-welcome"))
    elif came:
        _welcome(turn, came[0])
    else:
        turn.reply(turn.say("here-none"))
        manager = routing.responsible(turn.uow, turn.customer)
        if manager is not None:
            note = post.Note(turn.desk.say("push-plan-here", customer=turn.customer.name), urgent=True)
            post.to_staff(turn.uow, turn.desk, manager.id, note, turn.now)


def _welcome(turn: Turn, plan: VisitPlan) -> None:
    came = visit_course.arrive(turn.uow, turn.desk, plan, turn.now, turn.now)
    turn.reply(turn.say("here-welcome"))
    customer = turn.desk.call(turn.customer)
    text = (
        f"{turn.desk.say('push-plan-here', customer=customer)}\n{words.staff_view(turn.uow, turn.desk, came)}"
    )
    rows = words.staff_rows(turn.desk, came)
    visit_telling.manager(turn.uow, turn.desk, came, text, rows, turn.now, urgent=True)
