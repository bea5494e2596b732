"""The day of an appointment: the kit, the way, arriving, leaving, and its record (C3, D-8 to D-12)."""

from __future__ import annotations

from typing import Any

from bot.dialog.form import Form, Values
from bot.dialog.press import Press, button
from bot.errors import Stale
from bot.services import contacts, visit_brief, visit_course
from bot.services import visit_words as words
from bot.services.visit_records import AGREED, ARRIVED, VisitPlan
from bot.standard import appointments
from handlers import appointing, filling, keeping
from handlers.logging import RECEPTION, VISIT
from handlers.routes import LOGGERS, router
from handlers.turn import Turn


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
    came = visit_course.arrive(turn.uow, turn.desk, plan, turn.now, turn.me.id)
    lines = [_noted(turn, came)]
    met = appointments.arrival(plan.kind, plan.at, turn.now, turn.desk.policy)
    if plan.kind != "reception" and not met.met:
        early = appointments.early_minutes(plan.kind, turn.desk.policy)
        if early:
            lines.append(turn.say("arrived-short", minutes=str(early)))
    lines.append(visit_brief.on_arrival(turn.uow, turn.desk, came, turn.now, turn.me.name))
    turn.show("\n".join(lines), words.staff_rows(turn.desk, came))


def _noted(turn: Turn, came: VisitPlan) -> str:
    time = f"{turn.desk.local(turn.now):%H:%M}"
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
    if values.get("plan"):
        customer_id = logged.contact.customer_id
        visit_course.recorded(turn.uow, int(values["plan"]), customer_id, turn.now, turn.me.id)


keeping.KEPT.append(_close)
