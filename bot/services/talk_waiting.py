"""Nobody waits for a person longer than three minutes without being offered a call (A4, A9, D-3)."""

from __future__ import annotations

from datetime import datetime

from bot.services import cases, duties, post, routing, talk_words
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Customer, Duty
from bot.services.talk_records import LIVE, Talk
from bot.standard.deadline import Due
from bot.standard.masking import mask_phone
from bot.standard.policy import Rung

WAIT, TALK, PHONE = "wait", "talk", "phone"
_LOOKED_AT = 100


def next_open(desk: Desk, now: datetime) -> datetime:
    """Return from when somebody is there by the company's hours: the same moment within them (T8)."""
    hours = desk.policy.hours
    return desk.calendar.add_hours(now, 0, hours.open, hours.close)


def is_open(desk: Desk, now: datetime) -> bool:
    """Return whether the company works at a moment."""
    return (
        next_open(desk, now) == desk.local(now) < desk.calendar.at(desk.today(now), desk.policy.hours.close)
    )


def served(desk: Desk, customer: Customer | None, now: datetime) -> bool:
    """Return whether somebody comes at once: by day, and to a VIP at any hour (D-14)."""
    return is_open(desk, now) or routing.is_vip(desk, customer)


def start(uow: UnitOfWork, desk: Desk, talk: Talk, now: datetime) -> None:
    """Start the three minutes in which whoever is asked may come; who waits already waits no longer (A4)."""
    if call_promised(uow, talk):
        return
    due = desk.due(WAIT, "", now)
    for duty in uow.duties.open_of_address(talk.address_id, WAIT):
        if duty.due_at > now:
            # One person waits once, and is offered a call once: from when they began to wait.
            uow.duties.close(duty.id, "talk", now)
            due = min(due, Due(desk.local(duty.due_at), duty.due_day, duty.provisional), key=lambda d: d.at)
    _raise(uow, desk, talk, f"asked-{talk.revision}", WAIT, due, now)


def unanswered(uow: UnitOfWork, desk: Desk, talk: Talk, line_id: int, now: datetime) -> None:
    """Start the three minutes in which what the customer wrote, or waits for, is answered (A4)."""
    if not of(uow, talk):
        _raise(uow, desk, talk, f"line-{line_id}", TALK, desk.due(WAIT, "", now), now)


def on_the_phone(uow: UnitOfWork, desk: Desk, talk: Talk, now: datetime) -> None:
    """Start the three minutes of a customer whose manager has to answer the telephone (A27, A4)."""
    _raise(uow, desk, talk, f"{PHONE}-{now:%y%m%d%H%M%S}", TALK, desk.due(WAIT, "", now), now)


def of(uow: UnitOfWork, talk: Talk) -> list[Duty]:
    """Return what waits in a conversation."""
    return uow.duties.open_of_subject(WAIT, f"talk:{talk.id}")


def over(uow: UnitOfWork, talk: Talk, why: str, now: datetime) -> None:
    """Wait no longer: somebody came, or answered."""
    for duty in of(uow, talk):
        uow.duties.close(duty.id, why, now)


def _raise(
    uow: UnitOfWork, desk: Desk, talk: Talk, period: str, ladder: str, due: Due, now: datetime
) -> None:
    about = duties.Subject(
        WAIT,
        f"talk:{talk.id}",
        period,
        ladder,
        talk.staff_id,
        talk.customer_id,
        case_id=talk.case_id,
        address_id=talk.address_id,
    )
    duties.raise_duty(uow, desk, about, due, now)


def call_promised(uow: UnitOfWork, talk: Talk) -> bool:
    """Return whether the customer is to be called already."""
    theirs = uow.cases.of_person(talk.customer_id, talk.address_id, _LOOKED_AT)
    return any(case.kind == "callback" and case.state == cases.OPEN for case in theirs)


def owe_call(uow: UnitOfWork, desk: Desk, talk: Talk, now: datetime) -> Case | None:
    """Owe the customer of a broken conversation a call (A9); None where it is owed, or no number is known."""
    customer = uow.people.customer(talk.customer_id)
    if customer is None or not customer.phone or call_promised(uow, talk):
        return None
    text = desk.say("talk-dropped")
    soon = desk.say("wanted-soon")
    report = cases.Report("callback", text, customer, talk.address_id, phone=customer.phone, wanted=soon)
    return cases.open_case(uow, desk, report, now)


def _speak(uow: UnitOfWork, desk: Desk, duty: Duty, rung: Rung, now: datetime) -> None:
    """Remind whoever is asked; then apologise and offer a call; then owe one."""
    talk = uow.talks.get(int(duty.subject.partition(":")[2]))
    fresh = uow.duties.get(duty.id)
    if talk is None or talk.state != LIVE or fresh is None or fresh.closed_at is not None:
        return
    if "customer" in rung.to:
        if not call_promised(uow, talk):
            duties.offer_callback(uow, desk, duty, uow.people.customer(talk.customer_id), now)
        return
    if rung.name == "dropped":
        _drop(uow, desk, talk, duty, now)
    for role in rung.to:
        staff_id = duties.recipient(uow, duty, role)
        if staff_id is None:
            continue
        owner = uow.people.staff(talk.staff_id)
        text = desk.say(
            f"push-talk-{rung.name}",
            talk=talk_words.label(uow, desk, talk),
            owner=owner.name if owner else desk.say("nobody"),
        )
        mine = staff_id == talk.staff_id
        row = talk_words.focus_row(uow, desk, talk) if mine else talk_words.take_row(desk, talk)
        duties.tell(uow, desk, duty, rung, staff_id, post.Note(text, (row,), rung.urgent), now)


def _drop(uow: UnitOfWork, desk: Desk, talk: Talk, duty: Duty, now: datetime) -> None:
    """Promise the customer a call; what is written later goes on in the conversation (A9)."""
    case = owe_call(uow, desk, talk, now)
    if case is not None:
        speaks = post.for_customer(uow, desk, talk.customer_id, talk.address_id)
        text = speaks.say("talk-will-call", phone=mask_phone(case.phone))
        note = post.Note(text, urgent=True, live=True, dedup=f"duty:{duty.id}:call")
        post.to_customer(uow, desk, note, now, customer_id=talk.customer_id, address_id=talk.address_id)


duties.SPEAKING[TALK] = _speak
