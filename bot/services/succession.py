"""What is open changes hands: 接手, and whoever serves a customer from now on gets what is owed (E2, E4)."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.errors import BadInput, Stale
from bot.services import cases, duties, held, post, routing, visit_words, visits
from bot.services.desk import Desk, names
from bot.services.ports import UnitOfWork
from bot.services.records import Customer, Duty, Staff
from bot.services.visit_records import VisitPlan
from bot.standard.access import MANAGER, SUPERVISOR

CASE, DUTY, PLAN = "case", "duty", "plan"
_LOOKED_AT = 500  # open matters of one customer; more nobody has
Owners = Mapping[str, int]
"""Open matters, as case:12, with whose they are."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What changed hands with a customer: from whom, to whom, and how much of it."""

    to: Staff | None = None
    former: Collection[int] = ()
    matters: int = 0
    plans: int = 0
    clashes: tuple[datetime, ...] = field(default=())

    def words(self, desk: Desk) -> str:
        """Return the counts in words; empty where nothing was open."""
        counts = (("matters", self.matters), ("plans", self.plans))
        return names([desk.say(f"moved-{name}", count=str(count)) for name, count in counts if count])


def follow(
    uow: UnitOfWork, desk: Desk, staff: Staff, before: Customer, now: datetime, undone: int | None = None
) -> Moved:
    """Give what is open about a customer to whoever answers for them now; `undone`: back to whose it was.

    What a new manager had of the customer before stays theirs when the change is undone.
    """
    to = routing.responsible(uow, uow.people.customer(before.id))
    old = routing.responsible(uow, before)
    uow.outbox.withdraw(f"handover:{before.id}:")  # by the morning somebody else serves them
    former = {before.manager_id, old.id if old is not None else None}
    if to is None:
        return Moved()
    whose = {owner for owner in former if owner is not None and owner != to.id}
    kept = _kept(uow, before.id, undone)
    standing = _open(uow, before.id)
    moved = {m: owner for m, owner in standing.items() if owner in whose and m not in kept["own"]}
    for matter, owner in moved.items():
        _give(uow, desk, matter, owner, int(kept["moved"].get(matter, to.id)), staff, now)
    if undone is None and moved:
        profile = uow.profiles.get(before.id)
        assert profile is not None  # changed a moment ago in this very turn
        own = [matter for matter, owner in standing.items() if owner == to.id]
        words = json.dumps({"moved": moved, "own": own})
        uow.records.put(_mark(before.id, profile.revision), words)
    return _counted(uow, desk, to, whose, moved, now)


def _mark(customer_id: int, revision: int) -> str:
    return f"moved:{customer_id}:{revision}"


def _kept(uow: UnitOfWork, customer_id: int, revision: int | None) -> dict[str, dict[str, int]]:
    """Return what moved at a change of the file, and what was the new manager's own before."""
    words = uow.records.get(_mark(customer_id, revision)) if revision is not None else None
    return json.loads(words) if words else {"moved": {}, "own": {}}


def _open(uow: UnitOfWork, customer_id: int) -> dict[str, int]:
    """Return everything open about a customer with whose it is; what waits for their 已解决 is open too."""
    theirs = uow.cases.of_person(customer_id, 0, _LOOKED_AT)
    owned = [(CASE, c.id, c.owner_id) for c in theirs if c.state in (cases.OPEN, cases.ANSWERED)]
    owned += [(DUTY, duty.id, duty.owner_id) for duty in uow.history.coming(customer_id, _LOOKED_AT)]
    owned += [(PLAN, plan.id, plan.manager_id) for plan in uow.visits.of_customer(customer_id, _LOOKED_AT)]
    return {f"{kind}:{number}": owner for kind, number, owner in owned if owner is not None}


def _give(
    uow: UnitOfWork, desk: Desk, matter: str, was_id: int, to_id: int, staff: Staff, now: datetime
) -> None:
    kind, _, number = matter.partition(":")
    if kind == CASE:
        uow.cases.hand_over(int(number), to_id)
        uow.cases.note(int(number), "handed", now, staff.id)
        held.handed(uow, desk, int(number), was_id, uow.people.staff(to_id), now)
    elif kind == DUTY:
        uow.duties.hand_over(int(number), to_id)
    else:
        uow.visits.hand_over(int(number), to_id)
        uow.visits.note(int(number), "handed", now, staff.id)


def _counted(
    uow: UnitOfWork, desk: Desk, to: Staff, former: Collection[int], moved: Owners, now: datetime
) -> Moved:
    """Count what people call a matter: a case is one with its reminders, an appointment with its own."""
    matters, plans, clashes = 0, 0, []
    for matter in moved:
        kind, _, number = matter.partition(":")
        if kind == CASE:
            case = uow.cases.get(int(number))
            matters += case is not None and case.state == cases.OPEN
        elif kind == DUTY:
            duty = uow.duties.get(int(number))
            matters += duty is not None and duty.case_id is None and duty.kind not in visit_words.KINDS
        elif (plan := uow.visits.get(int(number))) is not None:
            plans += 1
            clashes += _clash(uow, desk, plan, now)
    return Moved(to, frozenset(former), matters, plans, tuple(sorted(clashes)))


def _clash(uow: UnitOfWork, desk: Desk, plan: VisitPlan, now: datetime) -> list[datetime]:
    """Return the time of the appointment that a plan given to somebody falls on top of."""
    other = visits.clash_of(uow, desk, plan, plan.at, now) if plan.at is not None else None
    return [other] if other is not None else []


def take_over(uow: UnitOfWork, desk: Desk, duty: Duty, staff: Staff, now: datetime) -> tuple[datetime, ...]:
    """Make a leader the owner of a duty with its case or appointment; the owner before is told (接手).

    Return the time of an appointment of their own that it falls on top of. Raises Stale where somebody else
    changed the case at this very moment.
    """
    before, visit = duty.owner_id, duty.kind in visit_words.KINDS
    if visit and staff.role not in (MANAGER, SUPERVISOR):
        raise BadInput("error-plan-take")  # only who writes records can go there
    case = uow.cases.get(duty.case_id) if duty.case_id is not None else None
    if case is not None and case.state == cases.OPEN:
        if not uow.cases.change(case.id, case.revision, owner_id=staff.id):
            raise Stale
        uow.cases.note(case.id, "taken", now, staff.id)
        for other in uow.duties.open_of_case(case.id):
            uow.duties.hand_over(other.id, staff.id)
        held.handed(uow, desk, case.id, before, staff, now)
    uow.duties.hand_over(duty.id, staff.id)
    clashes = _take_plan(uow, desk, duty, staff, now) if visit else []
    if before is not None and before != staff.id:
        what = duties.title(desk, duty, case, uow.people.customer(duty.customer_id))
        note = post.Note(desk.say("push-taken", what=what, staff=staff.name), urgent=True)
        post.to_staff(uow, desk, before, note, now)
    return tuple(clashes)


def _take_plan(uow: UnitOfWork, desk: Desk, duty: Duty, staff: Staff, now: datetime) -> list[datetime]:
    """Take an appointment over with everything that speaks of it: who takes it goes there."""
    plan_id = visit_words.plan_of(duty)
    uow.visits.hand_over(plan_id, staff.id)
    uow.visits.note(plan_id, "taken", now, staff.id)
    for kind in visit_words.KINDS:
        for other in uow.duties.open_of_subject(kind, duty.subject):
            uow.duties.hand_over(other.id, staff.id)
    plan = uow.visits.get(plan_id)
    return _clash(uow, desk, plan, now) if plan is not None else []
