"""What speaks of an appointment in time: the brief, setting out, an arrival missed (D-8, D-10, D-13)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.errors import Stale
from bot.services import absences, duties, post, pushes, visit_brief
from bot.services import visit_words as words
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Duty
from bot.services.visit_records import AGREED, ARRIVED, PROPOSED, WISHED, VisitPlan
from bot.standard import appointments, ladder
from bot.standard.deadline import Due
from bot.standard.policy import Rung

BRIEF = "brief"
_STANDS = {
    "proposal": (PROPOSED, WISHED),
    "appointment": (AGREED,),
    "departure": (AGREED,),
    "visiting": (ARRIVED,),
}


def subject(plan: VisitPlan) -> str:
    """Return the subject of a plan's duties."""
    return f"{words.SUBJECT}{plan.id}"


def raise_for(
    uow: UnitOfWork, desk: Desk, about: VisitPlan, kind: str, at: datetime, now: datetime
) -> Duty | None:
    """Raise a duty about a plan, once for each state of it."""
    told = duties.Subject(
        kind,
        subject(about),
        f"{at:%Y%m%d%H%M}-{about.revision}",
        kind,
        about.manager_id,
        about.customer_id,
        text=words.what(desk, about),
    )
    provisional = not desk.calendar.known(at.date())
    return duties.raise_duty(uow, desk, told, Due(at, at.date(), provisional), now)


def close(
    uow: UnitOfWork, about: VisitPlan, why: str, now: datetime, kinds: Sequence[str] = words.KINDS
) -> None:
    """Close the duties of a plan."""
    for kind in kinds:
        for duty in uow.duties.open_of_subject(kind, subject(about)):
            uow.duties.close(duty.id, why, now)


def change(uow: UnitOfWork, seen: VisitPlan, **fields: object) -> VisitPlan:
    """Change a plan from the state it was seen in; raise Stale where it has moved on."""
    if not uow.visits.change(seen.id, seen.revision, **fields):
        raise Stale
    fresh = uow.visits.get(seen.id)
    assert fresh is not None  # changed a moment ago in this very turn
    return fresh


def propose(uow: UnitOfWork, desk: Desk, offered: VisitPlan, now: datetime) -> None:
    """Remind the manager of times that nobody has chosen, while a notice is still in time (D-9)."""
    first = min(offered.slots)
    limit = appointments.notice_limit(first, desk.policy, desk.calendar)
    raise_for(uow, desk, offered, "proposal", desk.local(max(limit, now + (first - now) / 2)), now)


def appoint(uow: UnitOfWork, desk: Desk, agreed: VisitPlan, at: datetime, now: datetime) -> None:
    """Raise what speaks of an appointment; where the hour of the brief is past, it comes at once (D-8)."""
    local = desk.local(at)
    duty = raise_for(uow, desk, agreed, "appointment", local, now)
    rungs = desk.policy.ladders["appointment"]
    brief = next((r for r in rungs if r.name == BRIEF), None)
    steps = ladder.moments(rungs, desk.local(now), local, desk.policy, desk.calendar)
    if duty is not None and brief is not None and all(step.rung.name != BRIEF for step in steps):
        speak(uow, desk, duty, brief, now)
    set_out(uow, desk, agreed, now)


def set_out(uow: UnitOfWork, desk: Desk, agreed: VisitPlan, now: datetime) -> None:
    """Remind of the time to set out, as early as the way and the kind of visit ask (D-10, D-11)."""
    if agreed.at is None or agreed.kind == "reception":
        return
    local = desk.local(agreed.at)
    leave = appointments.departure(agreed.kind, local, agreed.travel_minutes, desk.policy)
    if leave > now:
        raise_for(uow, desk, agreed, "departure", leave, now)


def await_record(uow: UnitOfWork, desk: Desk, arrived: VisitPlan, now: datetime) -> None:
    """Remind of the record of a visit at the end of the day, or when the visit may be over (C3)."""
    local = desk.local(now)
    evening = desk.calendar.at(local.date(), desk.policy.hours.end_of_day)
    later = local + timedelta(minutes=desk.policy.visits.visit_minutes)
    raise_for(uow, desk, arrived, "visiting", max(evening, later), now)


def speak(uow: UnitOfWork, desk: Desk, duty: Duty, rung: Rung, now: datetime) -> None:
    """Say what a rung has to say, where the plan still stands as it did; each once."""
    plan = uow.visits.get(words.plan_of(duty))
    if plan is None or plan.state not in _STANDS[duty.kind] or not _in_time(plan, duty, rung, now):
        return
    for role in rung.to:
        staff_id = duties.recipient(uow, duty, role)
        if staff_id is None:
            continue
        if duty.kind == "appointment" and rung.name == BRIEF:
            if uow.duties.escalated(duty.id, rung.name, staff_id, now):
                _brief(uow, desk, plan, staff_id, now)
            continue
        customer = uow.people.customer(plan.customer_id)
        text = desk.say(
            f"push-{duty.ladder}-{rung.name}",
            what=words.line(desk, plan, customer),
            due=_be_there(desk, plan),
            minutes=str(plan.travel_minutes),
        )
        rows = words.missed_rows(desk, plan) if rung.name == "missed" else words.staff_rows(desk, plan)
        dedup = f"duty:{duty.id}:{rung.name}:{staff_id}"
        note = post.Note(text, rows, rung.urgent, dedup)
        pushes.push(uow, desk, staff_id, note, now, duty=duty, rung=rung.name, waits=rung.digest)


def _in_time(plan: VisitPlan, duty: Duty, rung: Rung, now: datetime) -> bool:
    """Return whether a word about an appointment still makes sense."""
    if duty.kind not in ("appointment", "departure"):
        return True
    before = duty.kind == "departure" or rung.name == BRIEF
    return plan.at is not None and (not before or now < plan.at)


def _be_there(desk: Desk, plan: VisitPlan) -> str:
    """Return when to be there, in words."""
    if plan.at is None:
        return words.when(desk, plan)
    early = appointments.departure(plan.kind, plan.at, 0, desk.policy)
    return desk.time_words(early)


def _brief(uow: UnitOfWork, desk: Desk, first: VisitPlan, staff_id: int, now: datetime) -> None:
    """Send one brief for every appointment of that day that has not been briefed yet (D-8)."""
    assert first.at is not None  # agreed, or nothing would speak
    day = desk.local(first.at).date()
    begin = desk.calendar.at(day, datetime.min.time())
    plans = [first]
    for plan in uow.visits.between(first.manager_id, max(begin, now), visit_brief.next_day(desk, day)):
        if plan.id == first.id or plan.state != AGREED:
            continue
        open_duties = uow.duties.open_of_subject("appointment", subject(plan))
        if open_duties and uow.duties.escalated(open_duties[0].id, BRIEF, staff_id, now):
            plans.append(plan)
    plans.sort(key=lambda plan: (plan.at or now, plan.id))
    # Whoever is there on the day pays the visits (E16).
    there = absences.standing_in(uow, staff_id, day)
    away = uow.people.staff(staff_id) if there != staff_id else None
    for_whom = f"{desk.say('push-for', staff=away.name)}\n" if away is not None else ""
    waits = ladder.audible(desk.local(now), desk.policy, desk.calendar)
    for number, (text, rows) in enumerate(visit_brief.messages(uow, desk, plans, now)):
        # What would come after the appointment comes at night.
        pressing = waits >= (plans[0].at or now)
        dedup = f"brief:{plans[0].id}:{plans[0].revision}:{len(plans)}:{number}"
        post.to_staff(uow, desk, there, post.Note(f"{for_whom}{text}", rows, pressing, dedup), now)


for _ladder in words.KINDS:
    duties.SPEAKING[_ladder] = speak
