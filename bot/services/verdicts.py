"""The customer's word on an answer: 已解决 closes, 未解决 goes one rung up each time (H6, E1)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.errors import Stale
from bot.services import announcing, buttons, cadence, cases, duties, post, pushes, routing, surveys
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Duty
from bot.standard.access import HEAD, SUPERVISOR

SOLVED, UNSOLVED, MISSING, CLOSED = "solved", "unsolved", "missing", "closed"
"""What a case's log says of its end: the customer's word, what they miss, a leader's reason."""


def confirm(uow: UnitOfWork, desk: Desk, case: Case, revision: int, now: datetime) -> None:
    """Close a case on the customer's own word (H6); raise Stale where it has moved on."""
    if case.state != cases.ANSWERED or not uow.cases.change(
        case.id, revision, state=cases.CLOSED, closed_at=now
    ):
        raise Stale
    uow.cases.note(case.id, SOLVED, now)
    duties.end_of_case(uow, case.id, SOLVED, now)
    if case.owner_id is not None:
        customer = uow.people.customer(case.customer_id)
        text = desk.say("push-solved", **announcing.said(desk, case, customer))
        urgent = announcing.pressing(desk, case, customer, now)
        note = post.Note(text, buttons.causes(desk, case), urgent)
        post.to_staff(uow, desk, case.owner_id, note, now)
    surveys.after_case(uow, desk, case, surveys.AFTER_CASE, now)


def may_reopen(uow: UnitOfWork, desk: Desk, case: Case, now: datetime) -> bool:
    """Return whether a customer may call a case unsolved: once answered, and for some time once closed."""
    if case.state == cases.ANSWERED:
        return True
    if case.state != cases.CLOSED or case.kind == "callback" or case.closed_at is None:
        return False
    return now - case.closed_at <= timedelta(days=desk.policy.voice.reopen_days)


def reopen(uow: UnitOfWork, desk: Desk, case: Case, revision: int, now: datetime) -> Case:
    """Reopen a case the customer calls unsolved, one rung higher; raise Stale where it has moved on."""
    due = desk.due(case.kind, case.severity, now)
    if not may_reopen(uow, desk, case, now) or not uow.cases.change(
        case.id,
        revision,
        state=cases.OPEN,
        due_at=due.at,
        provisional=due.provisional,
        done_at=None,
        fed_back_at=None,
        closed_at=None,
    ):
        raise Stale
    uow.cases.note(case.id, UNSOLVED, now)
    duties.end_of_case(uow, case.id, UNSOLVED, now)
    opened = uow.cases.get(case.id)
    assert opened is not None  # changed a moment ago in this very turn
    duty = cases.owe(uow, desk, opened, str(opened.revision), due, now)
    if duty is not None:
        _tell(uow, desk, opened, duty, now)
    cadence.not_done_after_all(uow, opened, now)
    return opened


def _concerned(uow: UnitOfWork, case: Case) -> dict[int, bool]:
    """Return whom an unsolved case goes to, and whether as a leader: the supervisor, from the second time
    on the head as well (E1)."""
    times = sum(event.what == UNSOLVED for event in uow.cases.events(case.id))
    told = {case.owner_id: False} if case.owner_id is not None else {}
    for role in (SUPERVISOR, HEAD)[:times]:
        upper = routing.above(uow, case.owner_id, role)
        if upper is not None:
            told.setdefault(upper.id, True)
    return told


def highest(uow: UnitOfWork, case: Case) -> str:
    """Return the role of the highest leader who sees to an unsolved case with its owner."""
    leaders = [uow.people.staff(staff_id) for staff_id, leads in _concerned(uow, case).items() if leads]
    roles = [person.role for person in leaders if person is not None]
    return HEAD if HEAD in roles else SUPERVISOR


def _tell(uow: UnitOfWork, desk: Desk, case: Case, duty: Duty, now: datetime) -> None:
    """Tell the owner and whoever is above that a customer calls a case unsolved."""
    customer = uow.people.customer(case.customer_id)
    times = str(sum(event.what == UNSOLVED for event in uow.cases.events(case.id)))
    text = desk.say("push-unsolved", **announcing.said(desk, case, customer), times=times)
    if case.answer:
        text = f"{text}\n{desk.say('push-unsolved-answer', text=case.answer)}"
    urgent = announcing.pressing(desk, case, customer, now)
    for staff_id, leads in _concerned(uow, case).items():
        rows = buttons.for_supervisor(desk, duty) if leads else (buttons.for_owner(desk, case, duty),)
        note = post.Note(text, rows, urgent, f"duty:{duty.id}:unsolved:{staff_id}")
        pushes.push(uow, desk, staff_id, note, now, duty=duty, rung="unsolved", waits=False)


def missing(uow: UnitOfWork, desk: Desk, case: Case, text: str, now: datetime) -> None:
    """Keep what a customer still misses and tell whoever sees to it; raise Stale once it is answered anew."""
    if case.state != cases.OPEN:
        raise Stale
    uow.cases.note(case.id, MISSING, now, text=text)
    tell(uow, desk, case, "push-missing", text, _concerned(uow, case), now)


def tell(
    uow: UnitOfWork, desk: Desk, case: Case, phrase: str, text: str, whom: Collection[int], now: datetime
) -> None:
    """Tell those who see to a case what its customer said further."""
    customer = uow.people.customer(case.customer_id)
    said = {"kind": desk.say(f"case-{case.kind}"), "reference": desk.reference(case)}
    words = desk.say(phrase, **said, customer=desk.call(customer), text=text)
    number = len(uow.cases.events(case.id))
    owed = [duty for duty in uow.duties.open_of_case(case.id) if duty.kind == case.kind]
    urgent = announcing.pressing(desk, case, customer, now)
    for staff_id in sorted(whom):
        mine = staff_id == case.owner_id and owed
        rows = (buttons.for_owner(desk, case, owed[0]),) if mine else buttons.show_case(desk, case)
        note = post.Note(words, rows, urgent, f"case:{case.id}:said:{number}:{staff_id}")
        post.to_staff(uow, desk, staff_id, note, now)
