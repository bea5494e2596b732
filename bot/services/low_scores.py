"""A low score is a promise: somebody is in touch within the hour, and a leader knows (H4)."""

from __future__ import annotations

from datetime import datetime

from bot.services import duties, post, routing
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Contact, Duty
from bot.services.survey_records import LOW_SCORE, Survey
from bot.standard.access import SUPERVISOR

CALLED = "called"


def raise_duty(
    uow: UnitOfWork, desk: Desk, survey: Survey, score: int, about: str, now: datetime
) -> datetime | None:
    """Put a low score before the manager and a leader; return by when the customer is called (H4)."""
    customer = uow.people.customer(survey.customer_id)
    manager = uow.people.staff(survey.manager_id)
    if manager is None or not manager.active:
        manager = routing.responsible(uow, customer)
    what = duties.Subject(
        LOW_SCORE,
        f"customer:{survey.customer_id}",
        f"survey:{survey.id}",
        LOW_SCORE,
        manager.id if manager is not None else None,
        survey.customer_id,
        text=desk.say("low-score", score=desk.say(f"score-{score}"), about=about),
    )
    due = desk.due(LOW_SCORE, "", now)
    duties.raise_duty(uow, desk, what, due, now)
    return due.at


def tell_words(uow: UnitOfWork, desk: Desk, survey: Survey, text: str, now: datetime) -> None:
    """Tell whoever sees to a low score what the customer said with it."""
    customer = uow.people.customer(survey.customer_id)
    words = desk.say("push-survey-words", customer=desk.call(customer), text=text)
    number = len(survey.words)
    for duty in _open(uow, survey.customer_id):
        leader = routing.above(uow, duty.owner_id, SUPERVISOR)
        whom = {duty.owner_id, leader.id if leader is not None else None, *uow.duties.told(duty.id)}
        for staff_id in sorted(person for person in whom if person is not None):
            dedup = f"survey:{survey.id}:words:{number}:{staff_id}"
            post.to_staff(uow, desk, staff_id, post.Note(words, dedup=dedup), now)


def attended(uow: UnitOfWork, customer_id: int | None, now: datetime) -> None:
    """Note that a customer who was not satisfied was spoken with (H4)."""
    for duty in _open(uow, customer_id):
        uow.duties.close(duty.id, CALLED, now)


def struck_out(uow: UnitOfWork, desk: Desk, contact: Contact) -> None:
    """Owe the call again that a record struck out since had settled (O1)."""
    newest = uow.cadence.latest(LOW_SCORE, contact.customer_id)
    duty = uow.duties.get(newest) if newest is not None else None
    if duty is None or duty.closed_why != CALLED or duty.closed_at != contact.recorded_at:
        return
    rung, next_at = duties.standing(desk, duty.ladder, duty.opened_at, duty.due_at, contact.recorded_at)
    uow.cadence.reopen(duty.id, rung, next_at)


def _open(uow: UnitOfWork, customer_id: int | None) -> list[Duty]:
    if customer_id is None:
        return []
    return uow.duties.open_of_subject(LOW_SCORE, f"customer:{customer_id}")
