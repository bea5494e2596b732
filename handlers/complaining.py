"""A customer complains: what it is about, how bad it is, what happened, in any order (C4, D-26, L4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.dialog.form import Form, Option, State, Step, Values
from bot.dialog.message import Choice
from bot.dialog.press import Press, button
from bot.errors import BadInput
from bot.services import complaints
from bot.services.complaints import Filed
from bot.services.desk import excerpt
from bot.services.records import Case
from bot.standard import deadline
from bot.standard.masking import mask_phone
from handlers import aside, asked, customer, filling
from handlers.attached import attached
from handlers.following import own_case
from handlers.routes import CUSTOMERS, router
from handlers.turn import Rows, Turn

BEFORE = "told"
"""In the form: what was said just before it began, to be taken as what happened by one tap."""
_SHOWN = 12
_WORKING = ("working_hours", "working_days")


def _said_before(turn: Turn, values: Values) -> list[Option]:
    """Offer what was just said: nobody who is upset tells it twice."""
    before = str(values.get(BEFORE, ""))
    if not before:
        return []
    return [Option(BEFORE, turn.say("voice-as-said", text=excerpt(before, _SHOWN)), before, before)]


COMPLAINT: Form[Turn] = Form(
    "complaint",
    (
        Step("category", "ask-category", options=customer.categories, typed=False),
        Step("severity", "voice-severity", options=customer.severities, typed=False),
        Step("text", "voice-facts", options=_said_before),
    ),
    "summary-complaint",
    "button-submit",
)


@router.command("complain", CUSTOMERS)
def complain(turn: Turn) -> None:
    """Take a complaint, calmly (A21)."""
    before = "" if turn.argument or aside.idle(turn) else asked.last(turn)
    turn.reply(turn.say("a21-calm-query"))
    begin(turn, **({BEFORE: before} if before else customer.given(turn.argument)))


def begin(turn: Turn, **known: Any) -> None:
    """Ask what a complaint is about; how bad it is is asked in plain words, with what follows from it."""
    spans = {name: span_words(turn, name) for name in customer.SEVERITIES}
    filling.begin(turn, COMPLAINT, **spans, **known)


def span_words(turn: Turn, severity: str) -> str:
    """Return within how long a complaint is answered."""
    span = deadline.span_of("complaint", severity, turn.desk.policy)
    if span.amount == 1 and span.unit in _WORKING:
        return turn.say(f"span-one-{span.unit}")
    return turn.say(f"span-{span.unit}", amount=str(span.amount))


def _meanwhile(turn: Turn, state: State) -> State:
    """Keep what is told where a choice is asked for: an upset customer tells it when they like."""
    before = str(state.values.get("text") or "")
    text = f"{before}\n{turn.text}" if before else turn.text
    limit = turn.desk.policy.texts.max_question
    if len(text) > limit:
        raise BadInput("error-too-long", limit=str(limit))
    turn.reply(turn.say("voice-kept"))
    return State(
        state.form, state.step, {**state.values, "text": text, "text.label": text}, state.revision + 1
    )


filling.MEANWHILE[COMPLAINT.name] = _meanwhile


@router.form(COMPLAINT)
def done(turn: Turn, state: State) -> None:
    """Open the complaint; serious ones go up at once, network faults to their department (D-26, B12)."""
    values = state.values
    report = replace(
        customer.report_of(turn, "complaint", values["text"]),
        severity=values["severity"],
        category=values["category"],
        files=attached(values),
    )
    filed = complaints.file(turn.uow, turn.desk, report, turn.now)
    turn.reply("\n".join(_thanks(turn, filed)), _rows(turn, filed))


def _thanks(turn: Turn, filed: Filed) -> list[str]:
    """Return the prescribed words that fit, number and due time, and who was told (A20, A22, A23)."""
    case, lines = filed.case, []
    if filed.again:
        lines.append(turn.say("a22-apology"))
    if case.category == complaints.NETWORK:
        lines.append(turn.say("a23-network"))
    lines.append(
        turn.say(
            "thanks-complaint",
            number=turn.desk.reference(case),
            due=turn.voice.due_words(case.due_at, case.provisional),
        )
    )
    if filed.department:
        lines.append(turn.say("voice-routed", department=filed.department))
    if filed.leader is not None:
        role = turn.say(f"who-{filed.leader.role}")
        lines.append(turn.say("voice-leader-told", role=role, staff=filed.leader.name))
        lines.append(turn.say("voice-hotline"))
    return lines


def _rows(turn: Turn, filed: Filed) -> Rows:
    case = filed.case
    first = (
        button(turn.say("button-add"), "matter-add", case.id),
        button(turn.say("menu-progress"), "menu", value="progress"),
    )
    return (call_row(turn, case), first) if case.severity == "urgent" else (first,)


def call_row(turn: Turn, case: Case) -> tuple[Choice, ...]:
    """Return whom to call about something urgent: the number on file, masked, or another (D-26, A4)."""
    other = button(turn.say("button-other-number"), "urgent-call", case.id, value="other")
    phone = turn.customer.phone if turn.customer else ""
    if not phone:
        return (button(turn.say("menu-callback"), "urgent-call", case.id, value="other"),)
    return (button(turn.say("button-call-number", phone=mask_phone(phone)), "urgent-call", case.id), other)


@router.press("urgent-call", CUSTOMERS)
def call(turn: Turn, press: Press) -> None:
    """Promise a call within minutes to whom something urgent troubles (D-26)."""
    case = own_case(turn, press.subject)
    promised = complaints.open_callback(turn.uow, case)
    if promised is not None:
        due = turn.voice.due_words(promised.due_at, promised.provisional)
        turn.reply(turn.say("call-promised", reference=turn.desk.reference(promised), due=due))
        return
    phone = turn.customer.phone if turn.customer else ""
    if phone and press.value != "other":
        customer.call_soon(turn, phone)
        return
    soon = {"wanted": "soon", "wanted.label": turn.say("wanted-soon"), customer.PRESSING: "1"}
    filling.begin(turn, customer.CALLBACK, **soon)
