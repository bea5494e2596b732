"""The forms that visits, calls and complaints are logged by, step by step or from one line (C2–C4, D-1)."""

from __future__ import annotations

from datetime import timedelta

from bot.dialog.form import Answered, Form, Option, Step, Values
from bot.errors import BadInput
from bot.standard import times
from handlers import filling, phrasing
from handlers.customer import categories, severities
from handlers.finding import customer_options, pick_customer
from handlers.particulars import (
    AT_CALLS,
    AT_VISITS,
    DIRECTION,
    FURTHER_HEARD,
    WAY,
    WAYS,
    heard,
)
from handlers.turn import Turn

NO_ANSWER = ("no_answer", "busy", "refused", "wrong_number", "cut_off")
HEARD = ("suggestion", "opinion", "complaint", "promise")
WAY_OF = {"group": "group", "merchant": "store"}
"""How a customer of a kind is visited; anybody else at home (D8, D10, D12)."""


def _customer(turn: Turn, text: str, _: Values) -> Answered:
    found = pick_customer(turn, text)
    return Answered(str(found.id), found.name)


def _nothing_heard(turn: Turn, _: Values) -> list[Option]:
    return [Option("none", turn.say("option-none"))]


def _outcomes(turn: Turn, _: Values) -> list[Option]:
    return [Option(value, turn.say(f"outcome-{value}")) for value in ("reached", *NO_ANSWER)]


def _next_times(turn: Turn, _: Values) -> list[Option]:
    today = turn.desk.local(turn.now)
    morning = turn.desk.policy.hours.morning
    tomorrow, _provisional = turn.desk.calendar.add(today.date(), 1)
    weeks = [turn.desk.calendar.on_or_after(today.date() + timedelta(days=7 * n)) for n in (1, 2)]
    options = [Option("none", turn.say("option-no-next"))]
    for day in (tomorrow, *weeks):
        at = turn.desk.calendar.at(day, morning)
        options.append(Option(at.isoformat(), turn.desk.time_words(at)))
    return options


def upcoming(turn: Turn, text: str, _: Values) -> Answered:
    """Read a time to come; say what would be understood where it is none, or past."""
    found = times.find(text, turn.desk.local(turn.now), turn.desk.calendar, turn.desk.policy.hours)
    if not found:
        raise BadInput("error-time")
    if found[0].at <= turn.now:
        raise BadInput("error-time-past", time=turn.desk.time_words(found[0].at))
    return Answered(found[0].at.isoformat(), turn.desk.time_words(found[0].at))


def _reached(values: Values) -> bool:
    return values.get("outcome", "reached") not in NO_ANSWER


_WHO: Step[Turn] = Step("customer", "ask-customer", options=customer_options, check=_customer)
_SAID: Step[Turn] = Step("content", "ask-content", options=phrasing.usual, when=_reached)
_HEARD: Step[Turn] = Step("suggestion", "ask-heard", options=_nothing_heard, check=heard, when=_reached)
_NEXT: Step[Turn] = Step("next", "ask-next", options=_next_times, check=upcoming)

VISIT: Form[Turn] = Form(
    "visit",
    (_WHO, WAY, _SAID, _HEARD, *FURTHER_HEARD, _NEXT, *AT_VISITS),
    "summary-visit",
    "button-save",
)
RECEPTION: Form[Turn] = Form(
    "reception", (_WHO, _SAID, _HEARD, *FURTHER_HEARD, _NEXT, *AT_VISITS), "summary-reception", "button-save"
)
CALL: Form[Turn] = Form(
    "call",
    (
        _WHO,
        DIRECTION,
        Step("outcome", "ask-outcome", options=_outcomes, typed=False),
        _SAID,
        _HEARD,
        *FURTHER_HEARD,
        _NEXT,
        *AT_CALLS,
    ),
    "summary-call",
    "button-save",
)
REPORT: Form[Turn] = Form(
    "report",
    (
        _WHO,
        Step("severity", "ask-severity-staff", options=severities, typed=False),
        Step("category", "ask-category-staff", options=categories, typed=False),
        Step("text", "ask-facts-staff"),
    ),
    "summary-report",
    "button-save",
)


def _way(turn: Turn, values: Values) -> Values:
    """Preset how a customer is visited, and mark a severity that nothing was complained of with as open."""
    values = _severity(turn, values)
    chosen = str(values.get("customer", ""))
    if not chosen or values.get("way.of") == chosen:
        return values
    way = str(values.get("way", "")) if "way.of" not in values else ""
    customer = turn.uow.people.customer(int(chosen))
    if way not in WAYS:
        way = WAY_OF.get(customer.kind if customer is not None else "", "home")
    return {**values, "way": way, "way.label": turn.say(f"way-{way}"), "way.of": chosen}


def _direction(turn: Turn, values: Values) -> Values:
    """Preset that a call logged step by step was ours."""
    values = _severity(turn, values)
    way = str(values.get("direction", "out"))
    if "direction.label" in values or ("raw" in values and "direction" not in values):
        return values
    return {**values, "direction": way, "direction.label": turn.say(f"direction-{way}")}


def _severity(turn: Turn, values: Values) -> Values:
    """Show how serious what was complained of is; without a complaint there is no severity (D-26)."""
    known = str(values.get("severity", ""))
    if known and not values.get("complaint"):
        return {key: kept for key, kept in values.items() if key not in ("severity", "severity.label")}
    if known and "severity.label" not in values:
        return {**values, "severity.label": turn.say(f"severity-{known}")}
    return values


filling.DERIVED |= {"visit": _way, "reception": _severity, "call": _direction}
FORMS = {"visit": VISIT, "reception": RECEPTION, "call": CALL, "complaint": REPORT}
