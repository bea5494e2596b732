"""Logging visits, calls and complaints from the phone, guided or in one line (C2–C4, D-1)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.dialog.form import Answered, Form, Option, Step, Values
from bot.errors import BadInput
from bot.services.desk import names
from bot.standard import logline, times
from bot.standard.logline import LogLine
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
from handlers.routes import LOGGERS, commands, router
from handlers.turn import Turn

NO_ANSWER = ("no_answer", "busy", "refused", "wrong_number", "cut_off")
HEARD = ("suggestion", "opinion", "complaint", "promise")
WAY_OF = {"group": "group", "store": "store", "shop": "store"}
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


@router.command("visit", LOGGERS)
def visit(turn: Turn) -> None:
    """Log a visit, guided, or from the line typed (C3)."""
    _command(turn, VISIT)


@router.command("call", LOGGERS)
def call(turn: Turn) -> None:
    """Log a call (C2)."""
    _command(turn, CALL)


@router.command("reception", LOGGERS)
def reception(turn: Turn) -> None:
    """Log a customer's visit to us (C3)."""
    _command(turn, RECEPTION)


@router.command("report", LOGGERS)
def report(turn: Turn) -> None:
    """File a complaint for a customer (C4, D-26)."""
    _command(turn, REPORT)


def _command(turn: Turn, form: Form[Turn]) -> None:
    kind = "complain" if form is REPORT else form.name
    if turn.argument and one_line(turn, f"{commands()[kind].names[1]} {turn.argument}"):
        return
    filling.begin(turn, form, **({"hint": turn.argument} if turn.argument else {}))


def one_line(turn: Turn, text: str) -> bool:
    """Start a form filled from one typed line, ready to be saved; False where the line is no log."""
    line = logline.parse(text.strip(), turn.desk.local(turn.now), turn.desk.calendar, turn.desk.policy.hours)
    if line is None:
        return False
    values: dict[str, Any] = {"raw": text.strip(), "hint": line.who}
    if line.who:
        try:
            customer = pick_customer(turn, line.who)
            values |= {"customer": str(customer.id), "customer.label": customer.name}
        except BadInput as error:
            turn.reply(turn.say(error.phrase_id, **error.slots))
    if line.kind == "complaint":
        values |= _complaint_values(turn, line)
    else:
        values |= _contact_values(turn, line)
    filling.begin(turn, FORMS[line.kind], **values)
    return True


def _complaint_values(turn: Turn, line: LogLine) -> dict[str, Any]:
    text = names([t for t in (line.content, *line.complaints) if t], "；")
    values = {"severity": line.severity, "severity.label": turn.say(f"severity-{line.severity}")}
    values |= {"category": "other", "category.label": turn.say("category-other")}
    return values | ({"text": text, "text.label": text} if text else {})


def _contact_values(turn: Turn, line: LogLine) -> dict[str, Any]:
    values: dict[str, Any] = {"severity": line.severity}
    heard = (line.suggestions, line.opinions, line.complaints, line.promises)
    for kind, texts in zip(HEARD, heard, strict=True):
        values[kind] = list(texts)
        values[f"{kind}.label"] = names(list(texts), "；")
    if line.kind == "call":
        outcome = line.outcome or "reached"
        values |= {"outcome": outcome, "outcome.label": turn.say(f"outcome-{outcome}")}
    content = line.content or (names(values["suggestion"], "；") if values["suggestion"] else "")
    if content:
        values |= {"content": content, "content.label": content}
    if line.next is not None and line.next.at > turn.now:
        values |= {"next": line.next.at.isoformat(), "next.label": turn.desk.time_words(line.next.at)}
    elif line.next is None:
        values |= {"next": "none", "next.label": ""}
    else:
        turn.reply(turn.say("error-time-past", time=turn.desk.time_words(line.next.at)))
    return values
