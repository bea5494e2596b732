"""The buttons that pushes and lists carry: one place, so that each matter looks the same everywhere."""

from __future__ import annotations

from bot.dialog.message import Choice
from bot.dialog.press import button
from bot.services import cadence_words, visit_words
from bot.services.desk import Desk
from bot.services.records import Case, Customer, Duty
from bot.standard.access import ADMIN, HEAD, MANAGER, SUPERVISOR
from bot.standard.digests import SILENT
from bot.standard.masking import mask_phone

Row = tuple[Choice, ...]
Rows = tuple[Row, ...]
LISTED = "list"
_DETAILS = "case-show:"
DEPARTMENT = "department"
CAUSES = ("fault", "bill", "attitude", "slow", "unclear", "other")
"""What may turn out to be behind a complaint (C4)."""


def customer_menu(desk: Desk) -> Rows:
    """Return the five plain choices of a customer (N4, A4)."""
    first = tuple(button(desk.say(f"menu-{name}"), "menu", value=name) for name in ("ask", "handle", "voice"))
    second = tuple(button(desk.say(f"menu-{name}"), "menu", value=name) for name in ("callback", "progress"))
    return (first, second)


def for_owner(desk: Desk, case: Case | None, duty: Duty, prefix: str = "") -> Row:
    """Return what an owner can do about a duty in one tap; in a list, behind the line's number."""
    if duty.kind in visit_words.KINDS:
        return visit_words.for_duty(desk, duty, prefix)
    if duty.kind in cadence_words.KINDS:
        return cadence_words.for_duty(desk, duty, prefix)
    listed, kind = LISTED if prefix else "", "call" if duty.kind == "call" else "visit"
    if case is None:
        return (
            button(prefix + desk.say(f"button-log-{kind}"), "duty-log", duty.id, duty.revision),
            button(prefix + desk.say("button-postpone"), "duty-later", duty.id, duty.revision),
        )
    if duty.kind == DEPARTMENT:
        return for_department(desk, duty, prefix)
    if case.kind == "promise":
        done = button(prefix + desk.say("button-done"), "promise-done", case.id, case.revision, listed)
        label = prefix + desk.say("button-feedback")
        return (
            *(() if case.done_at is not None else (done,)),
            button(label, "promise-feedback", case.id, case.revision),
            button(prefix + desk.say("button-details"), "case-show", case.id),
        )
    if case.kind == "callback":
        return (
            button(prefix + desk.say("button-called"), "callback-done", case.id, case.revision, listed),
            button(prefix + desk.say("button-no-answer"), "callback-missed", case.id, case.revision, listed),
            button(prefix + desk.say("button-details"), "case-show", case.id),
        )
    return (
        button(prefix + desk.say("button-answer"), "case-answer", case.id, case.revision),
        button(prefix + desk.say("button-details"), "case-show", case.id),
    )


def for_department(desk: Desk, duty: Duty, prefix: str = "") -> Row:
    """Return what whoever was asked for a department can do (D-25)."""
    return (button(prefix + desk.say("button-feed-back"), "department-reply", duty.id),)


def further(desk: Desk, case: Case) -> Row:
    """Return what else can be done about an open case: note progress, ask a department (D-25, E1)."""
    headway = button(desk.say("button-headway"), "case-headway", case.id)
    if case.kind in ("callback", "promise"):
        return (headway,)
    return (headway, button(desk.say("button-refer"), "case-refer", case.id))


def answer_customer(desk: Desk, case: Case) -> Rows:
    """Return what is left once a department has fed back: to answer the customer (D-25)."""
    label = desk.say("button-answer-customer")
    return (
        (
            button(label, "case-answer", case.id, case.revision, style="primary"),
            button(desk.say("button-details"), "case-show", case.id),
        ),
    )


def put_off(desk: Desk, duty: Duty, prefix: str = "") -> Rows:
    """Return 稍后 · 转交; an appointment has its own ways to be moved, an alert can wait for nobody."""
    if duty.kind in (*visit_words.KINDS, *SILENT):
        return ()
    later = button(prefix + desk.say("button-later"), "later", duty.id)
    return ((later, button(prefix + desk.say("button-hand-over"), "hand-over", duty.id)),)


def for_line(desk: Desk, case: Case | None, duty: Duty, number: int) -> Row:
    """Return what can be done in one tap about a line of a list: done, log, later, hand over (O7)."""
    prefix = f"{number} "
    own = (tap for tap in for_owner(desk, case, duty, prefix) if not tap.id.startswith(_DETAILS))
    further = put_off(desk, duty, prefix)
    return (*own, *(further[0] if further else ()))


def for_own_alert(desk: Desk, own: Row, alert: Duty) -> Rows:
    """Return what somebody can do about an alert on a matter of their own: take note, and see to it."""
    return ((button(desk.say("button-acknowledge"), "duty-ack", alert.id, style="primary"),), own)


def for_supervisor(desk: Desk, duty: Duty) -> Rows:
    """Return 已知悉 · 接手 · 指示 (E2)."""
    return (
        (
            button(desk.say("button-acknowledge"), "duty-ack", duty.id, style="primary"),
            button(desk.say("button-take-over"), "duty-take", duty.id),
            button(desk.say("button-instruct"), "duty-instruct", duty.id),
        ),
        *(((button(desk.say("button-details"), "case-show", duty.case_id),),) if duty.case_id else ()),
    )


def solved_or_not(desk: Desk, case: Case) -> Rows:
    """Return 已解决 · 未解决, drawn from the case as answered (H6)."""
    return (
        (
            button(desk.say("button-solved"), "case-solved", case.id, case.revision),
            button(desk.say("button-unsolved"), "case-unsolved", case.id, case.revision),
        ),
    )


def show_case(desk: Desk, case: Case) -> Rows:
    """Return the button that shows staff a case whole."""
    return ((button(desk.say("button-details"), "case-show", case.id),),)


def close_case(desk: Desk, case: Case) -> Row:
    """Return 结案, by which a leader closes with a reason what its customer does not confirm (H6)."""
    return (button(desk.say("button-close"), "case-close", case.id),)


def causes(desk: Desk, case: Case) -> Rows:
    """Return what may turn out to be behind a complaint, three in a row (C4)."""
    if case.kind != "complaint":
        return ()
    taps = [button(desk.say(f"cause-{name}"), "case-cause", case.id, value=name) for name in CAUSES]
    return (tuple(taps[:3]), tuple(taps[3:]))


def leave_number(desk: Desk, customer: Customer | None, duty: Duty) -> Rows:
    """Return the choices of A4: the number on file, masked, another one, or no call."""
    rows: list[Row] = []
    if customer is not None and customer.phone:
        label = desk.say("button-call-number", phone=mask_phone(customer.phone))
        rows.append((button(label, "wait-call", duty.id),))
    rows.append(
        (
            button(desk.say("button-other-number"), "wait-other", duty.id),
            button(desk.say("button-keep-waiting"), "wait-stay", duty.id),
        )
    )
    return tuple(rows)


_FIRST = {
    ADMIN: ("today", "help"),
    MANAGER: ("today", "visit", "help"),
    SUPERVISOR: ("today", "late", "help"),
    HEAD: ("today", "late", "help"),
}


def staff_menu(desk: Desk, role: str) -> Rows:
    """Return what a staff member of a role reaches first."""
    names = _FIRST.get(role, ("help",))
    return (tuple(button(desk.say(f"menu-{name}"), "menu", value=name) for name in names),)
