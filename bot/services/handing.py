"""Who may act on a duty, and a duty given to a colleague with a reason, and taken back (E4, E16)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.errors import BadInput, NotAllowed, NotFound, Stale
from bot.services import absences, buttons, cases, duties, held, post, visit_words
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Duty, Staff
from bot.standard.digests import SILENT

HANDED, BACK = "handed", "handed_back"


def mine(uow: UnitOfWork, desk: Desk, staff: Staff, duty_id: int, now: datetime) -> Duty:
    """Return an open duty that is somebody's own, or of whom they stand in for; raise where it is not."""
    duty = uow.duties.get(duty_id)
    if duty is None:
        raise NotFound
    if not acts_for(uow, desk, staff, duty, now):
        raise NotAllowed
    if duty.closed_at is not None:
        raise Stale
    return duty


def acts_for(uow: UnitOfWork, desk: Desk, staff: Staff, duty: Duty, now: datetime) -> bool:
    """Return whether somebody owns a duty, is the customer's deputy, or stands in for its owner (E16)."""
    if duty.owner_id == staff.id:
        return True
    customer = uow.people.customer(duty.customer_id)
    if customer is not None and staff.id in (customer.manager_id, customer.deputy_id):
        return True
    if duty.owner_id is None:
        return False
    return absences.standing_in(uow, duty.owner_id, desk.today(now), customer) == staff.id


def colleagues(uow: UnitOfWork, desk: Desk, staff: Staff, duty: Duty, now: datetime) -> Sequence[Staff]:
    """Return to whom a duty can be given: the customer's manager and deputy first, then one's own team."""
    customer = uow.people.customer(duty.customer_id)
    first = [customer.deputy_id, customer.manager_id] if customer is not None else []
    leader = uow.people.staff(staff.under_id)
    team = [leader.id, *sorted(uow.people.under(leader.id))] if leader is not None else []
    today = desk.today(now)
    found: dict[int, Staff] = {}
    for staff_id in (*first, *team[1:], *team[:1]):
        person = uow.people.staff(staff_id)
        usable = person is not None and person.active and person.id not in (staff.id, duty.owner_id)
        if person is not None and usable and absences.away(uow, person.id, today) is None:
            found.setdefault(person.id, person)
    return list(found.values())


def hand(
    uow: UnitOfWork, desk: Desk, staff: Staff, duty: Duty, to: Staff, reason: str, now: datetime
) -> bool:
    """Give a duty with its case to a colleague, who hears of it; return whether a chat reached them."""
    if duty.kind in (*visit_words.KINDS, *SILENT) or to.id == duty.owner_id:
        raise Stale
    case = _give(uow, desk, duty, to.id, staff, reason, now)
    uow.pushes.acted(duty.id, staff.id, "hand_over", now)
    fresh = uow.duties.get(duty.id) or duty
    what = duties.title(desk, fresh, case, uow.people.customer(duty.customer_id))
    due = duties.due_words(desk, duty)
    text = desk.say("push-handed", staff=staff.name, what=what, reason=reason, due=due)
    rows = (buttons.for_owner(desk, case, fresh), *buttons.put_off(desk, fresh))
    return post.to_staff(uow, desk, to.id, post.Note(text, rows), now)


def take_back(uow: UnitOfWork, desk: Desk, staff: Staff, duty: Duty, was_id: int, now: datetime) -> None:
    """Take back what was just given away; the colleague hears of that too. Raise BadInput once it is late."""
    minutes = desk.policy.session.undo_minutes
    handed = uow.records.get(mark(duty.id, staff.id))
    if handed is None or now - datetime.fromisoformat(handed) > timedelta(minutes=minutes):
        raise BadInput("error-hand-late", minutes=str(minutes))
    holder = duty.owner_id
    if duty.closed_at is not None or holder is None or holder == was_id:
        raise Stale
    case = _give(uow, desk, duty, was_id, staff, "", now)
    what = duties.title(desk, duty, case, uow.people.customer(duty.customer_id))
    note = post.Note(desk.say("push-handed-back", staff=staff.name, what=what))
    post.to_staff(uow, desk, holder, note, now)


def mark(duty_id: int, staff_id: int) -> str:
    """Return under which name it is kept when somebody gave a duty away."""
    return f"handed:{duty_id}:{staff_id}"


def _give(
    uow: UnitOfWork, desk: Desk, duty: Duty, to_id: int, staff: Staff, reason: str, now: datetime
) -> Case | None:
    case = uow.cases.get(duty.case_id) if duty.case_id is not None else None
    if case is not None and case.state == cases.OPEN:
        if not uow.cases.change(case.id, case.revision, owner_id=to_id):
            raise Stale
        uow.cases.note(case.id, HANDED if reason else BACK, now, staff.id, reason)
        for other in uow.duties.open_of_case(case.id):
            uow.duties.hand_over(other.id, to_id)
        held.handed(uow, desk, case.id, duty.owner_id, uow.people.staff(to_id), now)
    uow.duties.hand_over(duty.id, to_id)
    uow.records.put(mark(duty.id, staff.id), now.isoformat())
    return uow.cases.get(case.id) if case is not None else None
