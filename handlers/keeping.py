"""Keeping what was logged: a contact with the duties heard in it, or a complaint (C2–C4, D-1, O1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from bot.dialog.form import State, Values
from bot.dialog.press import Press, button
from bot.errors import NotAllowed, Stale
from bot.services import cases, contacts
from bot.services.cases import Report
from bot.services.records import Case, Contact, Customer
from handlers import drawing, particulars
from handlers.attached import attached
from handlers.finding import pick_customer
from handlers.logging import CALL, RECEPTION, REPORT, VISIT
from handlers.routes import LOGGERS, router
from handlers.turn import Rows, Turn, row

Kept = Callable[[Turn, contacts.Logged, Values], None]
KEPT: list[Kept] = []
"""What else is done once a contact is kept, in the same turn: a plan is closed, a run of a script ends."""

UNDONE: list[Callable[[Turn, Contact], None]] = []
"""What else is taken back once a contact is struck out, in the same turn: a plan is open again."""


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
    customer = pick_customer(turn, str(values["customer"]), by_id=True)
    told = _told(turn, values, kind, customer)
    logged = contacts.log(turn.uow, turn.desk, turn.me, told, turn.now)
    turn.uow.phrases.used(turn.me.id, told.content)
    planned = turn.uow.duties.get(int(values.get("duty", 0)))
    # Who goes back in the form and names another customer has not kept this appointment.
    if planned is not None and planned.customer_id == told.customer.id:
        turn.uow.duties.close(planned.id, "visited", turn.now)
    for further in KEPT:
        further(turn, logged, values)
    turn.reply("\n".join(_receipt(turn, told, logged)), _after(turn, told, logged))


def _told(turn: Turn, values: Values, kind: str, customer: Customer) -> contacts.Told:
    at, outcome = str(values.get("next") or "none"), str(values.get("outcome") or "reached")
    happened = str(values.get("happened") or "")
    return contacts.Told(
        kind,
        customer,
        str(values.get("content") or turn.say(f"outcome-{outcome}")),
        suggestions=_list(values.get("suggestion")),
        opinions=_list(values.get("opinion")),
        complaints=_list(values.get("complaint")),
        promises=_promises(values.get("promise")),
        severity=str(values.get("severity") or "normal"),
        outcome=outcome,
        next_at=None if at == "none" else datetime.fromisoformat(at),
        questions=_list(values.get("question")),
        fields={name: str(values.get(f"{name}.label") or "") for name in particulars.KEPT},
        plan_id=int(values["plan"]) if values.get("plan") else None,
        happened_at=datetime.fromisoformat(happened) if happened else None,
        files=[int(file) for file in values.get("files") or ()],
    )


def _list(value: Any) -> Sequence[str]:
    return [str(v) for v in value] if isinstance(value, list) else []


def _promises(value: Any) -> Sequence[contacts.Promised]:
    """Return promises, those that carry their time with it (C8)."""
    return [particulars.promised(item) for item in value] if isinstance(value, list) else []


def _receipt(turn: Turn, told: contacts.Told, logged: contacts.Logged) -> list[str]:
    lines = [turn.say(f"saved-{told.kind}", customer=told.customer.name)]
    lines += [_case_line(turn, case) for case in logged.cases]
    if told.next_at is not None:
        lines.append(turn.say("saved-next", time=turn.desk.time_words(told.next_at)))
    if logged.backdated:
        happened = turn.desk.time_words(logged.contact.happened_at)
        lines.append(turn.say("saved-backdated", happened=happened, recorded=turn.desk.time_words(turn.now)))
    return lines


def _after(turn: Turn, told: contacts.Told, logged: contacts.Logged) -> Rows:
    contact = logged.contact
    again = told.kind == "call" and told.outcome in contacts.UNANSWERED and told.next_at is None
    later = (button(turn.say("button-call-again"), "call-again", contact.id),) if again else ()
    usual = () if again else (button(turn.say("button-phrase-keep"), "phrase-keep", contact.id),)
    return (
        (
            button(turn.say("button-undo"), "contact-undo", contact.id),
            button(turn.say("button-mend-change"), "contact-change", contact.id),
            button(turn.say("button-mend-add"), "contact-add", contact.id),
        ),
        (*later, *usual, button(turn.say("menu-today"), "menu", value="today")),
    )


def _case_line(turn: Turn, case: Case) -> str:
    return turn.say(
        "saved-promise" if case.kind == "promise" else "saved-case",
        kind=turn.say(f"case-{case.kind}"),
        reference=turn.desk.reference(case),
        due=turn.desk.due_words(case.due_at, case.provisional),
    )


@router.press("call-again", LOGGERS)
def call_again(turn: Turn, press: Press) -> None:
    """Remind of a call that nobody answered a while later (C6)."""
    contact = turn.uow.contacts.get(press.subject)
    if contact is None or contact.undone_at is not None:
        raise Stale
    if contact.manager_id != turn.me.id:
        raise NotAllowed
    at = contacts.call_again(turn.uow, turn.desk, contact, turn.me, turn.now)
    if at is None:
        raise Stale
    turn.reply(turn.say("call-again-saved", time=turn.desk.time_words(at)))


def _repeats(turn: Turn, state: State) -> drawing.Remark | None:
    """Point out that the record before said the same, before this one is saved (O1)."""
    customer = turn.uow.people.customer(int(state.values.get("customer") or 0))
    if customer is None or not state.values.get("content"):
        return None
    before = contacts.repeats(turn.uow, turn.me, _told(turn, state.values, state.form, customer))
    if before is None:
        return None
    whose = turn.desk.call(turn.uow.people.customer(before.customer_id))
    time = turn.desk.time_words(before.happened_at)
    return drawing.Remark(turn.say("remark-repeats", customer=whose, time=time), "button-save-anyway")


drawing.REMARKS |= dict.fromkeys(("visit", "reception", "call"), _repeats)


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
        files=attached(values),
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
    for further in UNDONE:
        further(turn, contact)
    customer = turn.uow.people.customer(contact.customer_id)
    turn.show(turn.say("undone", customer=turn.desk.call(customer)), turn.home())
