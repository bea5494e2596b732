"""Provisional deadlines put right once a year's holidays are known (4.D)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.services import absences, cadence, duties, plans_due, post
from bot.services.buttons import DEPARTMENT, staff_menu
from bot.services.cadence_ledgers import AFTER, CADENCE, FACE, FIRST
from bot.services.cadence_words import MONTH_PLAN
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Duty
from bot.standard import deadline
from bot.standard.deadline import Due
from bot.standard.workdays import WorkCalendar

SETTLED = "calendar-settled"
"""The mark of the days by which every open deadline has been looked at."""
_COUNTED = "calendar-counted"
GIVEN = ("promise", "callback")
"""Kinds whose day may have been promised or wished for: such a day stays, it only loses its mark."""

BY_THE_CALENDAR: Mapping[str, Callable[[Desk, Duty], Due]] = {
    **dict.fromkeys((CADENCE, FACE, FIRST, AFTER), cadence.reckoned),
    MONTH_PLAN: plans_due.reckoned,
    DEPARTMENT: lambda desk, duty: desk.due(DEPARTMENT, "", duty.opened_at),
}
"""How duties are reckoned anew that are no answer to a case; the day of all others was given, and stays."""


def outdated(uow: UnitOfWork, desk: Desk) -> bool:
    """Tell whether the calendar has changed since the open deadlines were looked at."""
    return (uow.records.get(SETTLED) or "") != desk.calendar.mark


def settle(uow: UnitOfWork, desk: Desk, after: int, limit: int, now: datetime) -> int | None:
    """Put a chunk of provisional deadlines right; return where to go on, None where all were looked at."""
    found = uow.reckonings.unsettled(after, limit)
    counted: Counter[str] = Counter()
    for duty_id in found:
        duty = uow.duties.get(duty_id)
        if duty is not None and _settle(uow, desk, duty, now) and duty.owner_id is not None:
            counted[str(duty.owner_id)] += 1
    if counted:
        # In the same commit as the deadlines: nobody is told of more or less, whatever dies in between.
        told = counted + Counter(json.loads(uow.records.get(_COUNTED) or "{}"))
        uow.records.put(_COUNTED, json.dumps(told))
    return found[-1] if len(found) == limit else None


def finish(uow: UnitOfWork, desk: Desk, mark: str, now: datetime) -> None:
    """Tell each owner once how many deadlines are certain now."""
    counted: dict[str, int] = json.loads(uow.records.get(_COUNTED) or "{}")
    uow.records.put(_COUNTED, "{}")
    uow.records.put(SETTLED, mark)
    for owner, count in sorted(counted.items()):
        staff_id = absences.standing_in(uow, int(owner), desk.today(now))
        person = uow.people.staff(staff_id)
        if person is not None:
            text = desk.say("push-calendar-settled", count=str(count))
            note = post.Note(
                text, staff_menu(desk, person.role), dedup=f"calendar:{mark}:{now:%y%m%d%H%M}:{owner}"
            )
            post.to_staff(uow, desk, staff_id, note, now)


def _settle(uow: UnitOfWork, desk: Desk, duty: Duty, now: datetime) -> bool:
    """Put one deadline right; return whether it is certain now."""
    due = _due(uow, desk, duty)
    if due.provisional and due.at == duty.due_at:
        return False
    reached, following = duties.standing(desk, duty.ladder, duty.opened_at, due.at, now)
    if duty.rung < reached:
        reached, following = duty.rung, now  # a rung that has come by the new reckoning speaks yet
    stopped = duty.acked_at is not None or duty.next_at is None
    kept = uow.reckonings.settle(
        duty.id, due, duty.rung if stopped else reached, None if stopped else following
    )
    if kept and duty.case_id is not None:
        uow.reckonings.settle_case(duty.case_id, due)
    return kept and not due.provisional


def _due(uow: UnitOfWork, desk: Desk, duty: Duty) -> Due:
    case = uow.cases.get(duty.case_id) if duty.case_id is not None else None
    if case is not None and duty.kind == case.kind and not _given(desk, duty, case):
        return desk.due(case.kind, case.severity, duty.opened_at)
    if duty.kind in BY_THE_CALENDAR:
        return BY_THE_CALENDAR[duty.kind](desk, duty)
    return Due(duty.due_at, duty.due_day, not desk.calendar.known(duty.due_day))


def _given(desk: Desk, duty: Duty, case: Case) -> bool:
    """Tell whether a day was promised: it is none that the years known at the time would have given."""
    if duty.kind not in GIVEN:
        return False
    before = WorkCalendar(desk.zone)
    reckoned = deadline.due(case.kind, case.severity, desk.local(duty.opened_at), desk.policy, before)
    return reckoned.at != duty.due_at
