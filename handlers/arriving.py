"""The day of an appointment: the kit, the way, arriving, leaving, and its record (C3, D-8 to D-12)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bot.dialog.form import Answered, Form, Option, State, Step, Values
from bot.dialog.press import Press, button
from bot.errors import BadInput, Stale
from bot.services import contacts, visit_brief, visit_course
from bot.services import visit_words as words
from bot.services.records import Contact
from bot.services.visit_records import AGREED, ARRIVED, VisitPlan
from bot.standard import appointments, times
from handlers import appointing, filling, keeping
from handlers.logging import RECEPTION, VISIT
from handlers.routes import LOGGERS, router
from handlers.turn import Turn, row


@router.press("plan-brief", LOGGERS)
def brief(turn: Turn, press: Press) -> None:
    """Show what is known before a visit, with the kit to tick (D-8, K1–K3)."""
    plan = appointing.pressed(turn, press, AGREED, ARRIVED)
    if plan is not None:
        turn.reply(*visit_brief.one(turn.uow, turn.desk, plan, turn.now))


@router.press("plan-kit", LOGGERS)
def kit(turn: Turn, press: Press) -> None:
    """Show the kit of a visit, to be ticked in place (K1–K3)."""
    plan = appointing.pressed(turn, press, AGREED, ARRIVED)
    if plan is not None:
        turn.reply(_kit(turn, plan), words.kit_rows(turn.desk, plan, whole=False))


def _kit(turn: Turn, plan: VisitPlan) -> str:
    what = words.line(turn.desk, plan, turn.uow.people.customer(plan.customer_id))
    return f"{what}\n{words.kit_line(turn.desk, plan)}"


@router.press("kit-tick", LOGGERS)
def ticked(turn: Turn, press: Press) -> None:
    """Tick an item of the kit, or take the tick back, on the very message (K1)."""
    plan = appointing.of_staff(turn, press.subject)
    if plan.state not in (AGREED, ARRIVED):
        appointing.show_as_it_is(turn, plan)
        return
    listed: tuple[str, ...] = getattr(turn.desk.policy.kit, plan.kind)
    view, which = press.value[:1], press.value[1:]
    if which == "all":
        packed = listed
    elif which.isdecimal() and int(which) < len(listed):
        item = listed[int(which)]
        others = tuple(i for i in plan.kit if i != item)
        packed = others if item in plan.kit else (*others, item)
    else:
        raise Stale
    turn.uow.visits.pack(plan.id, packed)
    fresh = appointing.of_staff(turn, plan.id)
    if view == "b":
        turn.show(*visit_brief.one(turn.uow, turn.desk, fresh, turn.now))
    else:
        turn.show(_kit(turn, fresh), words.kit_rows(turn.desk, fresh, whole=False))


@router.press("plan-travel", LOGGERS)
def travel(turn: Turn, press: Press) -> None:
    """Ask how long the way takes, so that the reminder comes in time (D-10)."""
    plan = appointing.pressed(turn, press, AGREED)
    if plan is not None:
        choices = tuple(
            button(turn.say("travel-minutes", minutes=str(n)), "plan-minutes", plan.id, plan.revision, str(n))
            for n in turn.desk.policy.visits.travel_choices
        )
        turn.reply(turn.say("ask-travel"), (choices[:3], choices[3:]) if choices[3:] else (choices,))


@router.press("plan-minutes", LOGGERS)
def minutes(turn: Turn, press: Press) -> None:
    """Keep how long the way takes (D-10)."""
    plan = appointing.pressed(turn, press, AGREED)
    if plan is None or plan.at is None:
        return
    if not press.value.isdecimal() or int(press.value) not in turn.desk.policy.visits.travel_choices:
        raise Stale
    fresh = visit_course.travel(turn.uow, turn.desk, plan, int(press.value), turn.now)
    leave = appointments.departure(plan.kind, plan.at, fresh.travel_minutes, turn.desk.policy)
    if leave > turn.now:
        said = turn.say("travel-saved", minutes=press.value, time=turn.desk.time_words(leave))
    else:
        said = turn.say("travel-over", minutes=press.value)
    appointing.show(turn, fresh, said)


@router.press("plan-arrive", LOGGERS)
def arrive(turn: Turn, press: Press) -> None:
    """Note an arrival, punctual or not, and say what to have in mind at the door (D-10 to D-12, F5)."""
    plan = appointing.pressed(turn, press, AGREED)
    if plan is None or plan.at is None:
        return
    if turn.now - plan.at > timedelta(minutes=turn.desk.policy.visits.visit_minutes):
        # The visit is likely over: when it began is asked, and kept as told afterwards (O1).
        filling.begin(turn, ARRIVED_AT, **appointing.about(plan, turn.now))
        return
    if appointments.too_early(plan.at, turn.now, turn.desk.policy):
        _ask_early(turn, plan, plan.at)
        return
    _arrived(turn, plan, turn.now, listed=press.revision == words.LATEST)


def _ask_early(turn: Turn, plan: VisitPlan, at: datetime) -> None:
    """Ask whether one has come hours or days before the time, or wishes to move it (D-12)."""
    days = (turn.desk.local(at).date() - turn.desk.today(turn.now)).days
    hours = max(round((at - turn.now) / timedelta(hours=1)), 1)
    left = turn.say("plan-hours-left", hours=str(hours))
    left = turn.say("plan-days-left", days=str(days)) if days else left
    names = ("plan-early", "plan-move")
    taps = [button(turn.say(f"button-{name}"), name, plan.id, plan.revision) for name in names]
    turn.reply(turn.say("ask-plan-early", time=turn.desk.time_words(at), left=left), row(*taps))


@router.press("plan-early", LOGGERS)
def early(turn: Turn, press: Press) -> None:
    """Note an arrival long before the time, after it was asked about."""
    plan = appointing.pressed(turn, press, AGREED)
    if plan is not None:
        _arrived(turn, plan, turn.now, listed=False)


def _hours(turn: Turn, values: Values) -> list[Option]:
    plan = appointing.of_staff(turn, int(values["plan"]))
    if plan.at is None:
        return []
    early = appointments.departure(plan.kind, plan.at, 0, turn.desk.policy)
    since = datetime.fromisoformat(str(values[appointing.SINCE]))
    return [Option(at.isoformat(), turn.desk.time_words(at)) for at in dict.fromkeys((early, plan.at, since))]


def _hour(turn: Turn, text: str, values: Values) -> Answered:
    plan = appointing.of_staff(turn, int(values["plan"]))
    day = turn.desk.local(plan.at or turn.now).replace(hour=0, minute=0)
    found = times.find(text, day, turn.desk.calendar, turn.desk.policy.hours)
    if not found or not found[0].has_time:
        raise BadInput("error-clock")
    if found[0].at > turn.now:
        raise BadInput("error-happened-later", time=turn.desk.time_words(found[0].at))
    return Answered(found[0].at.isoformat(), turn.desk.time_words(found[0].at))


ARRIVED_AT: Form[Turn] = Form(
    "arrivedat",
    (Step("came", "ask-plan-came", options=_hours, check=_hour),),
    "summary-arrivedat",
    "button-save",
)


@router.form(ARRIVED_AT)
def told(turn: Turn, state: State) -> None:
    """Keep when one arrived, told afterwards."""
    plan = appointing.filled(turn, state.values)
    if plan is not None:
        _arrived(turn, plan, datetime.fromisoformat(str(state.values["came"])), listed=True)


def _arrived(turn: Turn, plan: VisitPlan, at: datetime, *, listed: bool) -> None:
    """Note an arrival; a list that it was pressed in stays as it is."""
    assert plan.at is not None  # only what is agreed is arrived at
    came = visit_course.arrive(turn.uow, turn.desk, plan, at, turn.now, turn.me.id, sure=True)
    lines = [_noted(turn, came)]
    met = appointments.arrival(plan.kind, plan.at, at, turn.desk.policy)
    if plan.kind != "reception" and not met.met:
        early = appointments.early_minutes(plan.kind, turn.desk.policy)
        if early:
            lines.append(turn.say("arrived-short", minutes=str(early)))
    lines.append(visit_brief.on_arrival(turn.uow, turn.desk, came, turn.now, turn.me.name))
    say = turn.reply if listed else turn.show
    say("\n".join(lines), words.staff_rows(turn.desk, came))


def _noted(turn: Turn, came: VisitPlan) -> str:
    time = f"{turn.desk.local(came.arrived_at or turn.now):%H:%M}"
    if not came.punctual:
        return turn.say("visit-came", time=time)
    return turn.say("arrived-noted", time=time, punctual=turn.say(f"punctual-{came.punctual}"))


@router.press("plan-left", LOGGERS)
def left(turn: Turn, press: Press) -> None:
    """Note the end of a visit and open its record with what is known filled in (C3)."""
    plan = appointing.of_staff(turn, press.subject)
    if plan.state != ARRIVED:
        appointing.show_as_it_is(turn, plan)
        return
    gone = visit_course.leave(turn.uow, plan, turn.now, turn.me.id)
    form = _form(gone)
    if turn.state.form == form.name and turn.state.values.get("plan") == str(gone.id):
        filling.ask(turn, form, turn.state)  # tapped twice: what has been answered stays
        return
    filling.begin(turn, form, **_known(turn, gone))


def _form(plan: VisitPlan) -> Form[Turn]:
    return RECEPTION if plan.kind == "reception" else VISIT


def _known(turn: Turn, plan: VisitPlan) -> dict[str, Any]:
    """Return what a plan knows of the record of its visit (C3)."""
    customer = turn.uow.people.customer(plan.customer_id)
    values: dict[str, Any] = {"plan": str(plan.id), "customer": str(plan.customer_id)}
    said = {"customer": turn.desk.call(customer), "purpose": plan.purpose, "place": plan.place}
    for name, at in (("arrived", plan.arrived_at), ("left", plan.left_at)):
        if at is not None:
            said[name] = f"{turn.desk.local(at):%H:%M}"
    if plan.at is not None:
        said["planned"] = turn.desk.time_words(plan.at)
    values |= {name: text for name, text in said.items() if name != "customer"}
    values |= {f"{name}.label": text for name, text in said.items()}
    return values if plan.kind == "reception" else {**values, "way": plan.kind}


def _close(turn: Turn, logged: contacts.Logged, values: Values) -> None:
    """Close the plan whose visit has been written down (C3)."""
    contact = logged.contact
    if values.get("plan"):
        visit_course.recorded(turn.uow, int(values["plan"]), contact.customer_id, turn.now, turn.me.id)
    elif contact.kind in ("visit", "reception"):
        # Written in one line instead of from the appointment: it is the same visit.
        of = (contact.customer_id, turn.me.id, contact.kind)
        plan = visit_course.of_record(turn.uow, turn.desk, *of, contact.happened_at)
        if plan is not None and visit_course.recorded(
            turn.uow, plan.id, contact.customer_id, turn.now, turn.me.id
        ):
            turn.reply(turn.say("plan-closed", time=words.when(turn.desk, plan)))


def _reopen(turn: Turn, contact: Contact) -> None:
    """Open the plan again whose record was struck out (O1)."""
    if contact.plan_id is not None:
        visit_course.reopened(turn.uow, turn.desk, contact.plan_id, turn.now, turn.me.id)


keeping.KEPT.append(_close)
keeping.UNDONE.append(_reopen)
