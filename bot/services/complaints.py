"""Complaints as customers bring them: told to whom it concerns, added to, taken back (C4, D-26)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.errors import Stale
from bot.services import (
    announcing,
    buttons,
    cases,
    departments,
    duties,
    post,
    progress,
    recovery,
    routing,
    verdicts,
)
from bot.services.cases import Report
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Customer, Duty, Staff
from bot.standard.access import SUPERVISOR

ADDED = "added"
ADDABLE = ("complaint", "suggestion", "opinion", "question", "request")
"""What a customer can add facts and photos to, and take back, while it is open."""
NETWORK, DEVICE = "network", "device"
_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class Filed:
    """A complaint on file: which department looks into it, which leader was told, whether it comes again."""

    case: Case
    department: str = ""
    leader: Staff | None = None
    again: bool = False


def file(uow: UnitOfWork, desk: Desk, report: Report, now: datetime, *, announce: bool = True) -> Filed:
    """Open a customer's complaint; a network fault goes to its department at once (B12, A22, D-26).

    `announce`: False where its owner hears it as it is said.
    """
    again = report.category == DEVICE and _before(uow, desk, report, now)
    case = cases.open_case(uow, desk, report, now, announce=announce)
    department = ""
    if report.category == NETWORK:
        name = departments.usual_for(desk, NETWORK)
        if departments.route(uow, desk, case, name, now):
            department = name
    leader = routing.above(uow, case.owner_id, SUPERVISOR)
    if again and leader is not None:
        _tell_again(uow, desk, case, report.customer, leader, now)
    return Filed(case, department, leader if announcing.serious(desk, case) else None, again)


def urgent_since(uow: UnitOfWork, customer_id: int | None, address_id: int, since: datetime) -> bool:
    """Return whether an urgent complaint of a person's is open that was made since a moment (D-26)."""
    theirs = uow.cases.of_person(customer_id, address_id, _LOOKED_AT)
    return any(
        case.kind == "complaint"
        and case.severity == "urgent"
        and case.state == cases.OPEN
        and case.created_at >= since
        for case in theirs
    )


def _before(uow: UnitOfWork, desk: Desk, report: Report, now: datetime) -> bool:
    """Return whether the same person complained of a device not long ago (A22, B13)."""
    customer_id = report.customer.id if report.customer is not None else None
    since = now - timedelta(days=desk.policy.voice.repeat_days)
    if report.address_id is None:
        return False
    return any(
        case.kind == "complaint"
        and case.category == DEVICE
        and case.state != cases.WITHDRAWN
        and case.created_at >= since
        for case in uow.cases.of_person(customer_id, report.address_id, _LOOKED_AT)
    )


def _tell_again(
    uow: UnitOfWork, desk: Desk, case: Case, customer: Customer | None, leader: Staff, now: datetime
) -> None:
    said = announcing.said(desk, case, customer)
    note = post.Note(
        desk.say("push-device-again", **said), buttons.show_case(desk, case), dedup=f"case:{case.id}:again"
    )
    if not announcing.serious(desk, case):  # else the alert is with them already
        post.to_staff(uow, desk, leader.id, note, now)


def open_callback(uow: UnitOfWork, case: Case) -> Case | None:
    """Return the call that is promised to the person of a case already."""
    theirs = uow.cases.of_person(case.customer_id, case.address_id or 0, _LOOKED_AT)
    return next((each for each in theirs if each.kind == "callback" and each.state == cases.OPEN), None)


def call_soon(uow: UnitOfWork, desk: Desk, report: Report, now: datetime) -> Case:
    """Promise a call about something urgent, at any hour; a leader hears of it with the owner (D-26)."""
    urgent = replace(
        report, severity="urgent", due=duties.minutes_after(now, desk.policy.voice.urgent_call_minutes, desk)
    )
    call = cases.open_case(uow, desk, urgent, now)
    leader = routing.above(uow, call.owner_id, SUPERVISOR)
    if leader is not None and leader.id != call.owner_id:
        words = announcing.said(desk, call, report.customer)
        text = desk.say("push-call-soon", **words, phone=call.phone)
        owed = [d for d in uow.duties.open_of_case(call.id) if d.kind == "callback"]
        rows = buttons.for_supervisor(desk, owed[0]) if owed else ()
        note = post.Note(text, rows, urgent=True, dedup=f"case:{call.id}:soon")
        post.to_staff(uow, desk, leader.id, note, now)
    return call


def add(uow: UnitOfWork, desk: Desk, case: Case, text: str, files: Sequence[int], now: datetime) -> Case:
    """Add facts and files to an open matter; whoever sees to it is told. Raise Stale once it is over."""
    # Who is writing the answer looks at it once more: what is new may change it.
    if case.state != cases.OPEN or case.kind not in ADDABLE or not uow.cases.change(case.id, case.revision):
        raise Stale
    uow.files.attach(files, case_id=case.id)
    said = text or desk.say("added-files", count=str(len(files)))
    if text and files:
        said = f"{text}\n{desk.say('added-files', count=str(len(files)))}"
    uow.cases.note(case.id, ADDED, now, text=said)
    fresh = uow.cases.get(case.id)
    assert fresh is not None  # changed a moment ago in this very turn
    whom = {case.owner_id} if case.owner_id is not None else set()
    whom |= {duty.owner_id for duty in departments.asked(uow, case) if duty.owner_id is not None}
    if announcing.serious(desk, case):
        whom |= set(uow.duties.told_of_case(case.id))
    verdicts.tell(uow, desk, fresh, "push-added", said, whom, now)
    return fresh


def withdraw(uow: UnitOfWork, desk: Desk, case: Case, revision: int, now: datetime) -> None:
    """Take a matter back on the customer's own word (H6); raise Stale where it has moved on."""
    if case.kind not in (*ADDABLE, "callback") or case.state not in (cases.OPEN, cases.ANSWERED):
        raise Stale
    if not uow.cases.change(case.id, revision, state=cases.WITHDRAWN, closed_at=now):
        raise Stale
    uow.cases.note(case.id, "withdrawn", now)
    owed = [duty for duty in uow.duties.open_of_case(case.id) if duty.owner_id is not None]
    duties.end_of_case(uow, case.id, "withdrawn", now)
    customer = desk.call(uow.people.customer(case.customer_id))
    also = (case.owner_id, *_asked(owed))
    recovery.tell(uow, desk, case, "push-taken-back", now, but=(), also=also, customer=customer)


def _asked(owed: Sequence[Duty]) -> list[int | None]:
    return [duty.owner_id for duty in owed if duty.kind == progress.DEPARTMENT]
