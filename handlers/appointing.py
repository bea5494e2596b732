"""What every step of an appointment shares: whose it is, how it stands, times to choose (B18, G1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.dialog.form import Answered, Option, Values
from bot.dialog.press import Press
from bot.errors import BadInput, NotAllowed, NotFound
from bot.services import absences, visits
from bot.services import visit_words as words
from bot.services.desk import names
from bot.services.visit_records import VisitPlan
from bot.standard import phrases, times
from handlers.finding import may
from handlers.turn import Turn

_STAMP = "%Y%m%d%H%M"
LONGEST = 60  # what goes into a sentence to the customer
SINCE = "since"
"""When a form was begun: what it proposes stays the same while it lies open."""


def of_staff(turn: Turn, plan_id: int) -> VisitPlan:
    """Return a plan of a customer whom the speaker may serve (G1)."""
    plan = turn.uow.visits.get(plan_id)
    customer = turn.uow.people.customer(plan.customer_id) if plan is not None else None
    if plan is None or customer is None:
        raise NotFound
    if not may(turn, customer) and not _pays(turn, plan):
        raise NotAllowed
    return plan


def _pays(turn: Turn, plan: VisitPlan) -> bool:
    """Tell whether the speaker pays a visit for somebody who is away that day, if not today (E16)."""
    if plan.at is None:
        return False
    day = turn.desk.today(plan.at)
    return absences.standing_in(turn.uow, plan.manager_id, day) == turn.me.id


def pressed(turn: Turn, press: Press, *states: str) -> VisitPlan | None:
    """Return the plan of a button while it stands as drawn; else show how it stands now and return None."""
    plan = of_staff(turn, press.subject)
    if press.revision in (words.LATEST, plan.revision) and plan.state in states:
        return plan
    show_as_it_is(turn, plan)
    return None


def filled(turn: Turn, values: Values) -> VisitPlan | None:
    """Return the plan that a form was begun about, while it stands as it did; else show how it stands now."""
    plan = of_staff(turn, int(values["plan"]))
    if plan.revision == values["revision"]:
        return plan
    show_as_it_is(turn, plan)
    return None


def show_as_it_is(turn: Turn, plan: VisitPlan) -> None:
    """Answer an old button with the present state."""
    view = words.staff_view(turn.uow, turn.desk, plan)
    turn.reply(f"{turn.say('plan-stale')}\n{view}", words.staff_rows(turn.desk, plan) or turn.home())


def show(turn: Turn, plan: VisitPlan, said: str = "") -> None:
    """Show a plan in place of the message whose button was pressed."""
    view = words.staff_view(turn.uow, turn.desk, plan)
    rows = words.staff_rows(turn.desk, plan) or turn.home()
    turn.show(f"{said}\n\n{view}" if said else view, rows)


def about(plan: VisitPlan, now: datetime) -> dict[str, object]:
    """Return what a form about a plan begins with."""
    values: dict[str, object] = {"plan": str(plan.id), "revision": plan.revision, SINCE: now.isoformat()}
    return values | {"customer": str(plan.customer_id)}


def stamp(turn: Turn, at: datetime) -> str:
    """Return a time as a button carries it."""
    return f"{turn.desk.local(at):{_STAMP}}"


def moments(turn: Turn, stamps: object) -> tuple[datetime, ...]:
    """Return the times that a form keeps."""
    parts = [part for part in str(stamps or "").split(",") if part]
    return tuple(datetime.strptime(part, _STAMP).replace(tzinfo=turn.desk.zone) for part in parts)


def slot_options(turn: Turn, values: Values) -> list[Option]:
    """Return free times: all of them to choose from, or one alone."""
    plan_id, customer_id = int(values.get("plan", 0)), int(values["customer"])
    plan = turn.uow.visits.get(plan_id) if plan_id else None
    manager_id = plan.manager_id if plan is not None else turn.me.id
    since = datetime.fromisoformat(str(values[SINCE]))
    slots = visits.suggested(turn.uow, turn.desk, manager_id, customer_id, since, plan_id)
    one = [Option(stamp(turn, at), turn.desk.time_words(at)) for at in slots]
    if len(slots) < 2:
        return one
    local = [turn.desk.local(at) for at in slots]
    short = names([turn.say("visit-slot", day=str(at.day), time=f"{at:%H:%M}") for at in local])
    every = ",".join(stamp(turn, at) for at in slots)
    return [Option(every, turn.say("visit-slots-any", times=short)), *one]


def typed_slots(turn: Turn, text: str, values: Values) -> Answered:
    """Read the times that were typed: to come, and on top of nothing else."""
    found = times.find(text, turn.desk.local(turn.now), turn.desk.calendar, turn.desk.policy.hours)
    if not found:
        raise BadInput("error-time")
    limit = turn.desk.policy.visits.slots
    slots = sorted({when.at for when in found})
    if len(slots) > limit:
        raise BadInput("error-plan-many", limit=str(limit))
    require_free(turn, slots, values)
    return Answered(",".join(stamp(turn, at) for at in slots), words.times(turn.desk, slots))


def require_free(turn: Turn, slots: Sequence[datetime], values: Values) -> None:
    """Raise BadInput for a time that is over or taken; mention one that is short notice (D-7, D-9)."""
    plan_id = int(values.get("plan", 0))
    plan = turn.uow.visits.get(plan_id) if plan_id else None
    manager_id = plan.manager_id if plan is not None else turn.me.id
    for at in slots:
        visits.require_free(turn.uow, turn.desk, manager_id, at, turn.now, plan_id)
    short = [at for at in slots if visits.short(turn.desk, turn.now, at)]
    if short:
        turn.reply(turn.say("plan-short-slots", times=words.times(turn.desk, short)))


def to_be_said(turn: Turn, text: str, _: Values) -> Answered:
    """Take words that the customer will read: short, filled in; curt ones are pointed out before they go."""
    said = " ".join(text.split())
    if len(said) > LONGEST:
        raise BadInput("error-plan-words", limit=str(LONGEST))
    if phrases.unfilled(said):
        raise BadInput("error-unfilled")
    if phrases.too_loud(said):
        raise BadInput("error-too-loud")
    return Answered(said, said)
