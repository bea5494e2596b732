"""Progress on a case: noted by who works on it, seen by the customer, and the ladder counts anew (E1)."""

from __future__ import annotations

from datetime import datetime

from bot.errors import Stale
from bot.services import announcing, cases, duties, recovery, telling
from bot.services.desk import Desk, excerpt
from bot.services.ports import UnitOfWork
from bot.services.records import Case, CaseEvent, Staff

PROGRESS, REFERRED, DEPARTMENT = "progress", "referred", "department"
"""What a case's log says of its way to an answer: a step done, a department asked, its feedback."""


def note(uow: UnitOfWork, desk: Desk, case: Case, staff: Staff, text: str, now: datetime) -> None:
    """Note what was done about a case, and tell whom its ladder told; raise Stale once it is over."""
    if case.state != cases.OPEN:
        raise Stale
    uow.cases.note(case.id, PROGRESS, now, staff.id, text)
    announcing.attended(uow, case.id, staff.id, now)
    for duty in uow.duties.open_of_case(case.id):
        if duty.kind == case.kind and duty.acked_at is None:
            duties.progressed(uow, desk, duty, now)
    telling.progress(uow, desk, case, text, now)
    told = excerpt(text, 100)
    recovery.tell(uow, desk, case, "push-progress", now, but=(staff.id,), staff=staff.name, text=told)


def steps(uow: UnitOfWork, case: Case) -> list[CaseEvent]:
    """Return what was done about a case on the way to its answer, oldest first."""
    return [e for e in uow.cases.events(case.id) if e.what in (PROGRESS, REFERRED, DEPARTMENT)]


def for_customer(uow: UnitOfWork, desk: Desk, case: Case) -> str:
    """Return how far an open case has come, in words for the customer; empty where nothing is noted."""
    done = steps(uow, case) if case.state == cases.OPEN else []
    return step_words(desk, done[-1]) if done else ""


def step_words(desk: Desk, event: CaseEvent) -> str:
    """Return a step in words for the customer: what a department says is for colleagues."""
    text = excerpt(event.text, 60) if event.what == PROGRESS else ""
    named = next((n for n in desk.policy.departments.names() if event.text.startswith(n)), "")
    department = named or desk.say("some-department")
    time = desk.time_words(event.at)
    return desk.say(f"progress-step-{event.what}", text=text, department=department, time=time)
