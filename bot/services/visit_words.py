"""How appointments read and what can be done about them in one tap: the same wherever they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.dialog.message import Choice
from bot.dialog.press import button
from bot.services.desk import Desk, names
from bot.services.ports import UnitOfWork
from bot.services.records import Customer, Duty
from bot.services.visit_records import AGREED, ARRIVED, PROPOSED, WISHED, VisitPlan
from bot.standard.addressing import address

Row = tuple[Choice, ...]
Rows = tuple[Row, ...]
_KITS_IN_A_ROW = 2


def kind_words(desk: Desk, kind: str) -> str:
    """Return the kind of a visit in words."""
    return desk.say(f"visit-kind-{kind}")


def times(desk: Desk, slots: Sequence[datetime]) -> str:
    """Return several times in words."""
    return desk.listed([desk.time_words(at) for at in slots])


def when(desk: Desk, plan: VisitPlan) -> str:
    """Return when a plan is, or the times that are open to choice."""
    return desk.time_words(plan.at) if plan.at is not None else times(desk, plan.slots)


def what(desk: Desk, plan: VisitPlan) -> str:
    """Return kind and purpose in one line, for a duty."""
    return desk.say("visit-what", kind=kind_words(desk, plan.kind), purpose=plan.purpose)


def line(desk: Desk, plan: VisitPlan, customer: Customer | None) -> str:
    """Return an appointment in one line."""
    return desk.say(
        "visit-line",
        time=when(desk, plan),
        kind=kind_words(desk, plan.kind),
        customer=desk.call(customer),
        state=desk.say(f"visit-state-{plan.state}"),
    )


def staff_view(uow: UnitOfWork, desk: Desk, plan: VisitPlan) -> str:
    """Return a plan as it stands, for staff."""
    customer = uow.people.customer(plan.customer_id)
    lines = [
        desk.say(
            "visit-head",
            kind=kind_words(desk, plan.kind),
            customer=desk.call(customer),
            state=desk.say(f"visit-state-{plan.state}"),
        ),
        desk.say("visit-when", time=when(desk, plan)),
        desk.say("visit-about", purpose=plan.purpose, place=plan.place),
    ]
    if plan.arrived_at is not None:
        lines.append(_arrived(desk, plan, plan.arrived_at))
    if plan.short:
        lines.append(desk.say("visit-short"))
    if plan.moves:
        lines.append(desk.say("visit-moved", count=str(plan.moves)))
    if plan.reason:
        lines.append(desk.say("visit-because", reason=plan.reason))
    if plan.fault and plan.at is not None and plan.state == "cancelled":
        lines.append(desk.say(f"visit-fault-{plan.fault}"))
    return "\n".join(lines)


def _arrived(desk: Desk, plan: VisitPlan, at: datetime) -> str:
    time = f"{desk.local(at):%H:%M}"
    if not plan.punctual:
        return desk.say("visit-came", time=time)
    return desk.say("visit-arrived", time=time, punctual=desk.say(f"punctual-{plan.punctual}"))


def staff_rows(desk: Desk, plan: VisitPlan) -> Rows:
    """Return what a manager can do about a plan as it stands."""

    def tap(name: str, style: str = "") -> Choice:
        return button(desk.say(f"button-plan-{name}"), f"plan-{name}", plan.id, plan.revision, style=style)

    if plan.state == PROPOSED:
        return ((tap("phoned"), tap("again"), tap("cancel")),)
    if plan.state == WISHED:
        return ((tap("accept", "primary"),), (tap("again"), tap("phoned"), tap("cancel")))
    if plan.state == AGREED:
        minutes = desk.say("button-plan-travel", minutes=str(plan.travel_minutes))
        travel = button(minutes, "plan-travel", plan.id, plan.revision)
        return (
            (tap("arrive", "primary"), tap("move"), tap("cancel")),
            (tap("kit"), *(() if plan.kind == "reception" else (travel,)), tap("brief")),
        )
    if plan.state == ARRIVED:
        return ((tap("left", "primary"), tap("brief")),)
    return ()


def for_duty(desk: Desk, duty: Duty, prefix: str = "") -> Row:
    """Return what the owner of an appointment's duty can do; in a list, behind the line's number.

    The buttons carry no revision: what they lead to looks at the plan as it stands.
    """
    plan_id = plan_of(duty)
    taps = {
        "proposal": ("phoned", "show"),
        "appointment": ("arrive", "move", "show"),
        "departure": ("arrive", "move", "show"),
        "visiting": ("left", "show"),
    }[duty.kind]
    return tuple(
        button(prefix + desk.say(f"button-plan-{name}"), f"plan-{name}", plan_id, LATEST) for name in taps
    )


LATEST = -1
"""The revision of a button that stands for whatever the plan has become."""
SUBJECT = "visit:"
KINDS = ("proposal", "appointment", "departure", "visiting")


def plan_of(duty: Duty) -> int:
    """Return the number of the plan that a duty is about."""
    number = duty.subject.removeprefix(SUBJECT)
    return int(number) if number.isdecimal() else 0


def missed_rows(desk: Desk, plan: VisitPlan) -> Rows:
    """Return what may have become of an appointment that nobody noted (D-12, D-13)."""
    arrive, move, cancel = staff_rows(desk, plan)[0]
    return ((arrive,), (move, cancel))


def slot_rows(desk: Desk, plan: VisitPlan, now: datetime) -> Rows:
    """Return the times to come that a customer may choose from, and their own preference (B18)."""
    slots = tuple(
        (button(desk.time_words(at), "slot-pick", plan.id, plan.revision, str(number)),)
        for number, at in enumerate(plan.slots)
        if at > now
    )
    last = tuple(
        button(desk.say(f"button-slot-{name}"), f"slot-{name}", plan.id, plan.revision)
        for name in ("other", "none")
    )
    return (*slots, last)


def customer_rows(desk: Desk, plan: VisitPlan, now: datetime) -> Rows:
    """Return what a customer can do about an appointment as it stands."""
    if plan.state == PROPOSED:
        return slot_rows(desk, plan, now)
    if plan.state not in (WISHED, AGREED):
        return ()
    taps = ("other", "none") if plan.at is None else ("change", "drop")
    row = tuple(
        button(desk.say(f"button-slot-{name}"), f"slot-{name}", plan.id, plan.revision) for name in taps
    )
    if plan.kind != "reception" or plan.at is None:
        return (row,)
    return ((button(desk.say("button-slot-here"), "slot-here", plan.id, plan.revision),), row)


def customer_view(desk: Desk, plan: VisitPlan, now: datetime) -> str:
    """Return an appointment as a customer reads it; of times to choose from, those to come."""
    kind, time = desk.say(f"visit-name-{plan.kind}"), when(desk, plan)
    place = desk.again(plan.place)
    if plan.state == PROPOSED:
        time = times(desk, [at for at in plan.slots if at > now])
        if not time:
            return desk.say("visit-yours-over", kind=kind, place=place)
    purpose = desk.again(plan.purpose)
    return desk.say(f"visit-yours-{plan.state}", time=time, kind=kind, place=place, purpose=purpose)


def ask_slot(desk: Desk, plan: VisitPlan, customer: Customer, manager: str) -> str:
    """Return the words by which times are proposed (B18)."""
    phrase = "visit-ask-reception" if plan.kind == "reception" else "b18-ask-slot"
    slots = {"manager": manager, "purpose": desk.again(plan.purpose), "options": times(desk, plan.slots)}
    return desk.say(phrase, **address(customer.name, customer.gender), **slots)


def confirmed(desk: Desk, plan: VisitPlan) -> str:
    """Return the words that confirm an appointment (B18)."""
    phrase = "visit-confirm-reception" if plan.kind == "reception" else "b18-confirm"
    return desk.say(phrase, time=when(desk, plan), place=desk.again(plan.place))


_MOVING = {"group": "a29-reschedule", "store": "a29-reschedule", "home": "a30-reschedule"}


def moved(desk: Desk, plan: VisitPlan, before: datetime, reason: str) -> str:
    """Return reason, apology and new times (A29; A30 at homes)."""
    phrase = _MOVING.get(plan.kind, "visit-move-reception")
    time, options = desk.time_words(before), times(desk, plan.slots)
    return desk.say(phrase, reason=desk.again(reason), time=time, options=options)


def cancelled(desk: Desk, plan: VisitPlan, reason: str, *, ours: bool) -> str:
    """Return the words by which a customer hears that an appointment is off (D-13)."""
    kind = desk.say(f"visit-name-{plan.kind}")
    if not ours:
        return desk.say("visit-off-theirs", time=when(desk, plan), kind=kind)
    return desk.say("visit-off-ours", time=when(desk, plan), kind=kind, reason=desk.again(reason))


def kit_rows(desk: Desk, plan: VisitPlan, *, whole: bool) -> Rows:
    """Return the kit of a plan's kind to be ticked (K1–K3); `whole` where the brief stands above it."""
    listed: tuple[str, ...] = getattr(desk.policy.kit, plan.kind)
    view = "b" if whole else "k"
    labels = [desk.say("kit-packed", item=item) if item in plan.kit else item for item in listed]
    taps = [button(label, "kit-tick", plan.id, 0, f"{view}{n}") for n, label in enumerate(labels)]
    rows = [tuple(taps[n : n + _KITS_IN_A_ROW]) for n in range(0, len(taps), _KITS_IN_A_ROW)]
    if set(listed) - set(plan.kit):
        rows.append((button(desk.say("button-kit-all"), "kit-tick", plan.id, 0, f"{view}all"),))
    return tuple(rows)


def kit_line(desk: Desk, plan: VisitPlan) -> str:
    """Return how far the kit is packed."""
    listed: tuple[str, ...] = getattr(desk.policy.kit, plan.kind)
    left = [item for item in listed if item not in plan.kit]
    if not left:
        return desk.say("kit-whole", count=str(len(listed)))
    return desk.say("kit-left", count=str(len(left)), items=names(left))
