"""Planning a visit: whom, why, where, when, and how the customer hears of it (B18, D-7, D-9, T17)."""

from __future__ import annotations

from typing import Any

from bot.dialog.form import Answered, Form, Option, State, Step, Values
from bot.dialog.press import Press, button
from bot.errors import BadInput
from bot.services import visit_telling, visits
from bot.services import visit_words as words
from bot.services.desk import excerpt
from bot.services.records import Customer
from bot.services.visit_records import VisitPlan
from bot.standard.access import CUSTOMER
from bot.standard.policy_visits import VISIT_KINDS
from handlers import agreeing, appointing, filling, gate
from handlers.finding import customer_options, pick_customer
from handlers.logging import WAY_OF
from handlers.routes import LOGGERS, router
from handlers.turn import Rows, Turn

PURPOSES = ("usage", "product", "problem", "contract")
SHOWN = 8
LONGEST_PLACE = 100


def _customer(turn: Turn, text: str, _: Values) -> Answered:
    found = pick_customer(turn, text)
    return Answered(str(found.id), found.name)


def _kinds(turn: Turn, _: Values) -> list[Option]:
    return [Option(kind, words.kind_words(turn.desk, kind)) for kind in VISIT_KINDS]


def _purposes(turn: Turn, _: Values) -> list[Option]:
    usual = [(name, turn.say(f"visit-purpose-{name}")) for name in PURPOSES]
    return [Option(name, said, said) for name, said in usual]


def _places(turn: Turn, values: Values) -> list[Option]:
    kind = str(values.get("visit_kind", ""))
    theirs = turn.say(f"visit-their-place-{kind}") if kind in WAY_OF.values() or kind == "home" else ""
    address = "" if kind == "reception" else _address(turn, int(values["customer"]))
    places = [address or theirs, turn.say("visit-our-place")]
    return [Option(str(number), place[:30], place) for number, place in enumerate(places) if place]


def _address(turn: Turn, customer_id: int) -> str:
    file = turn.uow.profiles.get(customer_id)
    return excerpt(file.address, LONGEST_PLACE) if file is not None else ""


def _ways(turn: Turn, values: Values) -> list[Option]:
    reached = visit_telling.reachable(turn.uow, int(values["customer"]))
    names = ("send", "phoned") if reached else ("phoned", "later")
    return [Option(name, turn.say(f"how-{name}")) for name in names]


def _agreed(turn: Turn, values: Values) -> list[Option]:
    slots = appointing.moments(turn, values.get("slots"))
    return [Option(appointing.stamp(turn, at), turn.desk.time_words(at)) for at in slots]


def _which(values: Values) -> bool:
    return values.get("how") == "phoned" and "," in str(values.get("slots", ""))


PLAN: Form[Turn] = Form(
    "plan",
    (
        Step("customer", "ask-customer", options=customer_options, check=_customer),
        Step("visit_kind", "ask-plan-kind", options=_kinds, typed=False),
        Step("purpose", "ask-plan-purpose", options=_purposes, check=appointing.to_be_said),
        Step("venue", "ask-plan-place", options=_places, check=appointing.to_be_said),
        Step("slots", "ask-plan-slots", options=appointing.slot_options, check=appointing.typed_slots),
        Step("how", "ask-plan-how", options=_ways, typed=False),
        Step("agreed", "ask-plan-agreed", options=_agreed, check=appointing.typed_slots, when=_which),
    ),
    "summary-plan",
    "button-save",
)


def _derived(turn: Turn, values: Values) -> Values:
    """Fill in what the file says of the customer: the kind of visit and the address."""
    if "customer" not in values or "visit_kind" in values:
        return values
    customer = turn.uow.people.customer(int(values["customer"]))
    kind = WAY_OF.get(customer.kind if customer is not None else "", "home")
    found = {"visit_kind": kind, "visit_kind.label": words.kind_words(turn.desk, kind)}
    address = _address(turn, int(values["customer"]))
    if address and "venue" not in values:
        found |= {"venue": address, "venue.label": address}
    return {**values, **found}


filling.DERIVED["plan"] = _derived
gate.guard("plan", "purpose", "venue", purpose="visit-purpose-problem")


@router.command("plan", (CUSTOMER, *LOGGERS))
def plan(turn: Turn) -> None:
    """Plan a visit with the customer named, guided; a customer is shown their own appointments (B18)."""
    if turn.staff is None:
        agreeing.mine(turn)
        return
    values: dict[str, Any] = {"hint": turn.argument} if turn.argument else {}
    name = turn.argument
    for kind in VISIT_KINDS:
        said = words.kind_words(turn.desk, kind)
        if said in name or said[:2] in name.split():
            values |= {"visit_kind": kind, "visit_kind.label": said}
            name = name.replace(said, "").replace(said[:2], "").strip()
    if name:
        try:
            values |= _known(turn, pick_customer(turn, name))
        except BadInput as error:
            turn.reply(turn.say(error.phrase_id, **error.slots))
            values["hint"] = name
    _begin(turn, values)


@router.press("plan-new", LOGGERS)
def plan_pressed(turn: Turn, press: Press) -> None:
    """Plan a visit with the customer whose card is shown."""
    begin(turn, pick_customer(turn, str(press.subject), by_id=True))


def begin(turn: Turn, customer: Customer, **values: Any) -> None:
    """Plan a visit with a customer, with what else is known of it."""
    _begin(turn, {**_known(turn, customer), **values})


def _known(turn: Turn, customer: Customer) -> dict[str, Any]:
    file = turn.uow.profiles.get(customer.id)
    if file is not None and file.do_not_contact:
        turn.reply(turn.say("plan-no-contact", customer=customer.name))
    for there in turn.uow.visits.of_customer(customer.id, 1):
        turn.reply(turn.say("plan-already", what=words.line(turn.desk, there, customer)))
    return {"customer": str(customer.id), "customer.label": customer.name}


def _begin(turn: Turn, values: dict[str, Any]) -> None:
    filling.begin(turn, PLAN, **{appointing.SINCE: turn.now.isoformat(), **values})


@router.form(PLAN)
def save(turn: Turn, state: State) -> None:
    """Keep the plan; the customer is asked, or what was agreed on the phone is ticked (B18, D-9)."""
    values = state.values
    customer = pick_customer(turn, str(values["customer"]), by_id=True)
    slots = appointing.moments(turn, values["slots"])
    agreed = appointing.moments(turn, values.get("agreed")) or slots
    try:
        for at in {*slots, *agreed[:1]}:
            visits.require_free(turn.uow, turn.desk, turn.me.id, at, turn.now)
    except BadInput as error:
        # It was taken, or passed, while the form lay open: everything else is kept.
        turn.reply(turn.say(error.phrase_id, **error.slots))
        kept = {k: v for k, v in values.items() if k.split(".")[0] not in ("slots", "agreed", "draft")}
        _begin(turn, {**kept, appointing.SINCE: turn.now.isoformat()})
        return
    wanted = visits.Wanted(
        customer, str(values["visit_kind"]), str(values["purpose"]), str(values["venue"]), slots
    )
    for said in (wanted.purpose, wanted.place):
        gate.record(turn, said, None)
    how = str(values["how"])
    made = visits.plan(turn.uow, turn.desk, turn.me, wanted, turn.now, send=how == "send")
    if how == "phoned":
        made = visits.agree(turn.uow, turn.desk, made, agreed[0], turn.now, staff_id=turn.me.id, phoned=True)
        visit_telling.confirm(turn.uow, turn.desk, made, turn.now)
    told(turn, made, customer)


def told(turn: Turn, plan: VisitPlan, customer: Customer) -> None:
    """Say how a plan stands with the customer now, and what can be done."""
    if plan.at is not None:
        said = turn.say(
            "saved-plan-agreed", customer=customer.name, time=words.when(turn.desk, plan), place=plan.place
        )
        if plan.short:
            said = f"{said}\n{turn.say('saved-plan-short')}"
    else:
        phrase = "saved-plan-sent" if plan.noticed_at is not None else "saved-plan-phone"
        said = turn.say(phrase, customer=customer.name)
    turn.reply(said, words.staff_rows(turn.desk, plan))


@router.command("appointments", (CUSTOMER, *LOGGERS))
def mine(turn: Turn) -> None:
    """List one's appointments, in order of time, each with what can be done about it."""
    if turn.staff is None:
        agreeing.mine(turn)
        return
    turn.reply(*_list(turn, 0))


@router.press("plans-page", LOGGERS)
def page(turn: Turn, press: Press) -> None:
    """Show another page of one's appointments."""
    turn.show(*_list(turn, max(press.subject, 0)))


def _list(turn: Turn, number: int) -> tuple[str, Rows]:
    plans = turn.uow.visits.of_manager(turn.me.id, SHOWN * 20)
    if not plans:
        return turn.say("plans-none"), turn.home()
    first = min(number, (len(plans) - 1) // SHOWN) * SHOWN
    lines, rows = [turn.say("plans-head", count=str(len(plans)))], []
    for count, plan in enumerate(plans[first : first + SHOWN], first + 1):
        what = words.line(turn.desk, plan, turn.uow.people.customer(plan.customer_id))
        lines.append(turn.say("plans-line", number=str(count), what=what))
        label = f"{count} {turn.say('button-plan-show')}"
        rows.append((button(label, "plan-show", plan.id, words.LATEST),))
    if len(plans) > first + SHOWN:
        rows.append((button(turn.say("button-more"), "plans-page", first // SHOWN + 1),))
    return "\n".join(lines), tuple(rows)
