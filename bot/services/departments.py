"""What a department looks into: asked with a due time of its own, fed back to the owner (D-25)."""

from __future__ import annotations

from datetime import datetime

from bot.errors import BadInput, NotAllowed, NotFound, Stale
from bot.services import announcing, buttons, cases, duties, post, pushes, telling
from bot.services.desk import Desk, excerpt
from bot.services.ports import UnitOfWork
from bot.services.progress import DEPARTMENT, REFERRED
from bot.services.records import Case, Customer, Duty, Staff


def person(uow: UnitOfWork, department: str) -> Staff | None:
    """Return who answers for a department; None where nobody does, or has left."""
    kept = uow.records.get(_mark(department))
    found = uow.people.staff(int(kept)) if kept else None
    return found if found is not None and found.active else None


def appoint(uow: UnitOfWork, desk: Desk, department: str, staff: Staff, me: Staff, now: datetime) -> None:
    """Let somebody answer for a department (E5); raise BadInput where the policy has no such department."""
    if department not in desk.policy.departments.names():
        raise BadInput("error-department-none", names="、".join(desk.policy.departments.names()))
    uow.records.put(_mark(department), str(staff.id))
    uow.records.audit("department", f"staff:{staff.id}", now, me.id)


def _mark(department: str) -> str:
    return f"department:{department}"


def fitting(uow: UnitOfWork, desk: Desk, case: Case) -> list[str]:
    """Return the departments that somebody answers for, the one of the case's category first."""
    names = [name for name in desk.policy.departments.names() if person(uow, name) is not None]
    usual = usual_for(desk, case.category)
    return sorted(names, key=lambda name: name != usual)


def usual_for(desk: Desk, category: str) -> str:
    """Return the department that matters of a category go to."""
    return str(getattr(desk.policy.departments, category, "")) or desk.policy.departments.other


def asked(uow: UnitOfWork, case: Case) -> list[Duty]:
    """Return what departments still owe about a case."""
    return [duty for duty in uow.duties.open_of_case(case.id) if duty.kind == DEPARTMENT]


def refer(
    uow: UnitOfWork,
    desk: Desk,
    case: Case,
    department: str,
    text: str,
    me: Staff,
    now: datetime,
    *,
    by_itself: bool = False,
) -> Duty:
    """Ask a department to look into a case; the case stays its owner's. Raise Stale once it is over.

    `by_itself`: in the owner's name, who has not seen the case yet.
    """
    who = person(uow, department)
    if case.state != cases.OPEN:
        raise Stale
    if who is None:
        raise BadInput("error-department-nobody", department=department)
    said = desk.say("department-asked", department=department, text=text)
    # A second tap on one form finds the first one's question open.
    if any(duty.text == said for duty in asked(uow, case)):
        raise Stale
    times = sum(event.what == REFERRED for event in uow.cases.events(case.id))
    uow.cases.note(case.id, REFERRED, now, me.id, said)
    if not by_itself:
        announcing.attended(uow, case.id, me.id, now)
    about = duties.Subject(
        DEPARTMENT,
        f"case:{case.id}",
        str(times + 1),
        DEPARTMENT,
        who.id,
        case.customer_id,
        case_id=case.id,
        text=said,
    )
    duty = duties.raise_duty(uow, desk, about, desk.due(DEPARTMENT, "", now), now)
    if duty is None:
        raise Stale
    customer = uow.people.customer(case.customer_id)
    _ask(uow, desk, case, duty, customer, me, now)
    if not by_itself:
        telling.referred(uow, desk, case, department, now)
    return duty


def route(uow: UnitOfWork, desk: Desk, case: Case, department: str, now: datetime) -> bool:
    """Put what a customer reports before its department by itself (B12); False where it has nobody."""
    who, owner = person(uow, department), uow.people.staff(case.owner_id)
    if who is None or owner is None or who.id == owner.id:
        return False
    refer(uow, desk, case, department, desk.say("department-look"), owner, now, by_itself=True)
    return True


def _ask(
    uow: UnitOfWork, desk: Desk, case: Case, duty: Duty, customer: Customer | None, me: Staff, now: datetime
) -> None:
    assert duty.owner_id is not None  # raised a moment ago for a person
    words = desk.say(
        "push-department-new",
        staff=me.name,
        asked=duty.text,
        customer=desk.call(customer),
        reference=desk.reference(case),
        text=excerpt(case.text, 200),
        due=desk.due_words(duty.due_at, duty.provisional),
    )
    urgent = announcing.pressing(desk, case, customer, now)
    rows = (buttons.for_department(desk, duty),)
    note = post.Note(words, rows, urgent, f"duty:{duty.id}:{announcing.NEW}")
    pushes.push(uow, desk, duty.owner_id, note, now, duty=duty, rung=announcing.NEW, waits=False)


def open_for(uow: UnitOfWork, duty_id: int, me: Staff) -> Duty:
    """Return what a department owes, for whom it was put before; raise where it is over or not theirs."""
    duty = uow.duties.get(duty_id)
    if duty is None or duty.kind != DEPARTMENT:
        raise NotFound
    if me.id != duty.owner_id and me.id not in uow.duties.told(duty.id):
        raise NotAllowed
    if duty.closed_at is not None:
        raise Stale
    return duty


def feed_back(uow: UnitOfWork, desk: Desk, duty: Duty, me: Staff, text: str, now: datetime) -> Case:
    """Give a department's findings to whose case it is, who answers the customer (D-25)."""
    case = uow.cases.get(duty.case_id) if duty.case_id is not None else None
    if case is None or not uow.duties.close(duty.id, "fed-back", now):
        raise Stale
    uow.cases.note(case.id, DEPARTMENT, now, me.id, text)
    customer = uow.people.customer(case.customer_id)
    words = desk.say(
        "push-department-back",
        staff=me.name,
        asked=duty.text,
        customer=desk.call(customer),
        reference=desk.reference(case),
        text=text,
        due=desk.due_words(case.due_at, case.provisional),
    )
    owed = [d for d in uow.duties.open_of_case(case.id) if d.kind == case.kind]
    urgent = announcing.pressing(desk, case, customer, now)
    if case.owner_id is not None and owed:
        note = post.Note(words, buttons.answer_customer(desk, case), urgent, f"duty:{duty.id}:back")
        pushes.push(uow, desk, case.owner_id, note, now, duty=owed[0], rung=f"back{duty.id}", waits=False)
    for staff_id in uow.duties.told(duty.id):
        if staff_id not in (me.id, case.owner_id):
            done = desk.say("push-department-done", reference=desk.reference(case), staff=me.name)
            post.to_staff(uow, desk, staff_id, post.Note(done, dedup=f"duty:{duty.id}:done:{staff_id}"), now)
    return case
