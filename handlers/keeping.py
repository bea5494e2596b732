"""Keeping what was logged: a contact with the duties heard in it, or a complaint (C2–C4, D-1, O1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.dialog.form import State
from bot.dialog.press import Press, button
from bot.services import cases, contacts
from bot.services.cases import Report
from bot.services.records import Case
from handlers.finding import pick_customer
from handlers.logging import CALL, RECEPTION, REPORT, VISIT
from handlers.routes import LOGGERS, router
from handlers.turn import Turn, row


@router.form(VISIT)
def visit_done(turn: Turn, state: State) -> None:
    """Keep a visit."""
    _keep(turn, state, "visit")


@router.form(RECEPTION)
def reception_done(turn: Turn, state: State) -> None:
    """Keep a reception."""
    _keep(turn, state, "reception")


@router.form(CALL)
def call_done(turn: Turn, state: State) -> None:
    """Keep a call."""
    _keep(turn, state, "call")


def _keep(turn: Turn, state: State, kind: str) -> None:
    values = state.values
    customer = pick_customer(turn, values["customer"], by_id=True)
    at = values.get("next", "none")
    told = contacts.Told(
        kind,
        customer,
        str(values.get("content") or turn.say(f"outcome-{values.get('outcome', 'reached')}")),
        suggestions=_list(values.get("suggestion")),
        opinions=_list(values.get("opinion")),
        complaints=_list(values.get("complaint")),
        promises=_list(values.get("promise")),
        severity=str(values.get("severity", "normal")),
        outcome=str(values.get("outcome", "reached")),
        next_at=None if at in ("none", "") else datetime.fromisoformat(at),
    )
    logged = contacts.log(turn.uow, turn.desk, turn.me, told, turn.now)
    planned = turn.uow.duties.get(int(values.get("duty", 0)))
    # Who goes back in the form and names another customer has not kept this appointment.
    if planned is not None and planned.customer_id == customer.id:
        turn.uow.duties.close(planned.id, "visited", turn.now)
    lines = [turn.say(f"saved-{kind}", customer=customer.name)]
    lines += [_case_line(turn, case) for case in logged.cases]
    if told.next_at is not None:
        lines.append(turn.say("saved-next", time=turn.desk.time_words(told.next_at)))
    turn.reply(
        "\n".join(lines),
        row(
            button(turn.say("button-undo"), "contact-undo", logged.contact.id),
            button(turn.say("menu-today"), "menu", value="today"),
        ),
    )


def _list(value: Any) -> Sequence[str]:
    return [str(v) for v in value] if isinstance(value, list) else []


def _case_line(turn: Turn, case: Case) -> str:
    return turn.say(
        "saved-case",
        kind=turn.say(f"case-{case.kind}"),
        reference=turn.desk.reference(case),
        due=turn.desk.due_words(case.due_at, case.provisional),
    )


@router.form(REPORT)
def report_done(turn: Turn, state: State) -> None:
    """File the complaint; a serious one alerts the supervisor in this very turn (D-26)."""
    values = state.values
    customer = pick_customer(turn, values["customer"], by_id=True)
    told = Report(
        "complaint",
        str(values["text"]),
        customer,
        author=turn.me,
        severity=str(values["severity"]),
        category=str(values["category"]),
    )
    case = cases.open_case(turn.uow, turn.desk, told, turn.now)
    alerted = case.severity in turn.desk.policy.alerts.severities
    lines = [turn.say("saved-complaint", customer=customer.name), _case_line(turn, case)]
    lines += [turn.say("saved-alerted")] if alerted else []
    turn.reply(
        "\n".join(lines),
        row(
            button(turn.say("button-answer"), "case-answer", case.id, case.revision),
            button(turn.say("menu-today"), "menu", value="today"),
        ),
    )


@router.press("contact-undo", LOGGERS)
def undo(turn: Turn, press: Press) -> None:
    """Strike out what was just saved (O1)."""
    contact = contacts.undo(turn.uow, turn.desk, press.subject, turn.me, turn.now)
    customer = turn.uow.people.customer(contact.customer_id)
    turn.show(turn.say("undone", customer=turn.desk.call(customer)), turn.home())
