"""A new case is made known: by day at once, by night in the morning, a VIP's at any hour (D-14, D-26, T3)."""

from __future__ import annotations

from datetime import datetime

from bot.services import buttons, duties, post, pushes, routing, talk_words, told_before
from bot.services.desk import Desk, excerpt
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Customer, Duty
from bot.services.talk_records import WAITING
from bot.standard.policy import Rung

VIP = "vip"
NEW = "new"
"""The rung under which it is on record that a new case was told."""


def said(desk: Desk, case: Case, customer: Customer | None) -> dict[str, str]:
    """Return what is said of a case to staff."""
    kind = desk.say(f"case-{case.kind}")
    if serious(desk, case):
        kind = desk.say(f"severity-{case.severity}") + kind
    return {
        "kind": kind,
        "reference": desk.reference(case),
        "customer": desk.call(customer),
        "text": excerpt(case.text, 200),
        "due": desk.due_words(case.due_at, case.provisional),
    }


def serious(desk: Desk, case: Case) -> bool:
    """Return whether a case is of those that alert a leader (D-26)."""
    return case.severity in desk.policy.alerts.severities


def pressing(desk: Desk, case: Case, customer: Customer | None, now: datetime) -> bool:
    """Return whether word of a case goes out now: by day, and of a VIP or what is serious at any hour."""
    night = desk.policy.quiet.covers(desk.local(now).time())
    return not night or serious(desk, case) or routing.is_vip(desk, customer)


def announce(
    uow: UnitOfWork, desk: Desk, case: Case, duty: Duty, now: datetime, *, asked: bool, files: int
) -> None:
    """Tell the owner of a new case; `asked`: the customer said it and waits, no colleague wrote it down."""
    customer = uow.people.customer(case.customer_id)
    wanted = asked and case.kind in desk.policy.vip.kinds and routing.is_vip(desk, customer)
    # What is serious is with a leader already, who is asked to take note of it (D-26).
    if wanted and not (case.kind == "complaint" and serious(desk, case)):
        watch(uow, desk, case, now)
        return
    if case.owner_id is None:
        return
    text, row = _told(uow, desk, case, duty, customer, files, now)
    dedup = f"case:{case.id}:{NEW}"
    note = post.Note(text, (row,), pressing(desk, case, customer, now), dedup)
    pushes.push(uow, desk, case.owner_id, note, now, duty=duty, rung=NEW, waits=False)


def made_known(uow: UnitOfWork, desk: Desk, case: Case, now: datetime, *, files: int = 0) -> None:
    """Tell of a case that was opened quietly: its customer waits (A3)."""
    owed = [duty for duty in uow.duties.open_of_case(case.id) if duty.kind == case.kind]
    if owed:
        announce(uow, desk, case, owed[0], now, asked=True, files=files)


def _told(
    uow: UnitOfWork, desk: Desk, case: Case, duty: Duty, customer: Customer | None, files: int, now: datetime
) -> tuple[str, buttons.Row]:
    """Return what is said of a case and what can be done; who asks for a person is met in one tap (A5)."""
    talk = uow.talks.of_case(case.id)
    if talk is not None and talk.state == WAITING:
        return talk_words.brief(uow, desk, talk), talk_words.asked_row(desk, talk)
    return _new(uow, desk, case, customer, files, now), buttons.for_owner(desk, case, duty)


def _new(
    uow: UnitOfWork, desk: Desk, case: Case, customer: Customer | None, files: int, now: datetime
) -> str:
    words = said(desk, case, customer)
    if case.kind == "callback":
        number = case.phone or desk.say("card-no-phone")
        text = desk.say("push-new-callback", **words, phone=number, wanted=case.wanted)
    else:
        text = desk.say("push-new-case", **words)
        if tried := told_before.words(uow, desk, case, now):
            text = f"{text}\n{tried}"
    if post.for_customer(uow, desk, customer, case.address_id).translated:
        text = f"{text}\n{desk.say('push-in-english')}"
    return f"{text}\n{desk.say('case-files', count=str(files))}" if files else text


def watch(uow: UnitOfWork, desk: Desk, case: Case, now: datetime) -> None:
    """Call for somebody to see to a VIP's request, one after the other until one does (D-14)."""
    about = duties.Subject(
        VIP,
        f"case:{case.id}",
        str(case.revision),
        VIP,
        case.owner_id,
        case.customer_id,
        case_id=case.id,
        address_id=case.address_id,
    )
    duties.raise_duty(uow, desk, about, desk.due(VIP, "", now), now)


def _speak(uow: UnitOfWork, desk: Desk, duty: Duty, rung: Rung, now: datetime) -> None:
    """Put a VIP's request before the next person, at any hour; who has it already is not told again."""
    case = uow.cases.get(duty.case_id) if duty.case_id is not None else None
    owed = [d for d in uow.duties.open_of_case(case.id) if d.kind == case.kind] if case is not None else []
    if case is None or not owed:
        return
    customer = uow.people.customer(duty.customer_id)
    owner = uow.people.staff(duty.owner_id)
    told = set(uow.duties.told(duty.id))
    # Where no deputy is named the leader hears in their place, and decides as one.
    theirs = {duty.owner_id, customer.deputy_id if customer is not None else None}
    for role in rung.to:
        staff_id = duties.recipient(uow, duty, role, case)
        if staff_id is None or staff_id in told:
            continue
        files = len(uow.files.of_case(case.id))
        text, own = _told(uow, desk, case, owed[0], customer, files, now)
        who = owner.name if owner else desk.say("nobody")
        talk = uow.talks.of_case(case.id)
        waits = talk is not None and talk.state == WAITING
        tail = desk.say("talk-take-note" if waits else "vip-take-note")
        text = f"{desk.say(f'push-vip-{rung.name}', owner=who)}\n{text}\n{tail}"
        alert = buttons.for_own_alert(desk, own, duty)
        rows = (*alert[1:], *alert[:1]) if waits else alert
        if staff_id not in theirs:
            rows = (*((own[:1],) if waits else ()), *buttons.for_supervisor(desk, duty))
        reached = duties.tell(uow, desk, duty, rung, staff_id, post.Note(text, rows, rung.urgent), now, told)
        told |= {staff_id, *({reached} if reached is not None else ())}


def attended(uow: UnitOfWork, case_id: int, staff_id: int, now: datetime) -> None:
    """Note that somebody sees to a case: a VIP's request is called for no further (D-14)."""
    for duty in uow.duties.open_of_case(case_id):
        if duty.kind == VIP and uow.duties.acknowledge(duty.id, staff_id, now):
            uow.duties.close(duty.id, "acknowledged", now)


duties.SPEAKING[VIP] = _speak
