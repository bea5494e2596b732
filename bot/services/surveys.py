"""Customers are asked how satisfied they are: after something is done, seldom, never at night (H1, H2)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.dialog.press import button
from bot.errors import Stale
from bot.services import low_scores, post, undisturbed
from bot.services.buttons import Rows
from bot.services.desk import Desk, excerpt
from bot.services.ports import UnitOfWork
from bot.services.records import Case
from bot.services.survey_records import ANSWERED, ASKED, REFUSED, VIEWS, WAITING, Asking, Occasion, Survey
from bot.standard import ladder

_LATER = timedelta(hours=1)
_ENDED = 1_000
"""How many requests end in one turn: nobody waits long for it."""
AFTER_CASE = "case"
"""What is asked about once a customer has called a matter solved."""
SCORES = (5, 4, 3, 2, 1)
"""From 很满意 to 很不满意."""


def request(uow: UnitOfWork, desk: Desk, occasion: Occasion, now: datetime) -> None:
    """Ask a customer about what was done, now or in the morning; nobody too often (H2)."""
    if occasion.about not in desk.policy.survey.after or occasion.customer_id is None:
        return
    morning = ladder.audible(desk.local(now), desk.policy, desk.calendar)
    survey = uow.surveys.request(occasion, asking(desk, morning, now))
    if survey is not None and survey.send_at <= now:
        ask(uow, desk, survey, now)


def after_case(uow: UnitOfWork, desk: Desk, case: Case, about: str, now: datetime) -> None:
    """Ask about a matter that is over: its customer called it solved, or was called back (H1)."""
    occasion = Occasion(about, f"case:{case.id}", case.customer_id, case.owner_id, case.id)
    request(uow, desk, occasion, now)


def asking(desk: Desk, send_at: datetime, now: datetime) -> Asking:
    """Return how requests are born at a moment."""
    tiers = tuple(name for name, tier in desk.policy.tiers.items() if tier.vip)
    return Asking(send_at, now, now - timedelta(days=desk.policy.survey.days), tiers)


def tick(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """End some of what nobody answered in time, then send some of what waits; 0 where that was all."""
    ended = uow.surveys.expire(now, _ENDED)
    if ended == _ENDED:
        return ended
    if desk.policy.quiet.covers(desk.local(now).time()):
        return 0
    waiting = uow.surveys.waiting(now, desk.policy.survey.at_a_time)
    for survey in waiting:
        ask(uow, desk, survey, now)
    return len(waiting)


def ask(uow: UnitOfWork, desk: Desk, survey: Survey, now: datetime) -> None:
    """Send a request once, unless the customer has had enough, is out of reach, or is talking to a person."""
    expires = now + timedelta(days=desk.policy.survey.expire_days)
    if not uow.surveys.willing(survey.customer_id) or not undisturbed.may_push(
        uow, survey.customer_id, undisturbed.SURVEY
    ):
        uow.surveys.change(survey.id, WAITING, state=REFUSED)
        return
    case = uow.cases.get(survey.case_id) if survey.case_id is not None else None
    reopened = case is not None and case.closed_at is None and survey.about == AFTER_CASE
    if reopened or uow.talks.of_customer(survey.customer_id):
        # Nobody is asked in the middle of a conversation with a person, nor while it is not solved after all.
        uow.surveys.change(survey.id, WAITING, send_at=now + _LATER)
        return
    if not uow.surveys.change(survey.id, WAITING, state=ASKED, asked_at=now, expires_at=expires):
        return
    where = case.address_id if case is not None else None
    theirs = post.for_customer(uow, desk, survey.customer_id, where)
    note = post.Note(question(uow, theirs, survey), score_rows(theirs, survey), dedup=f"survey:{survey.id}")
    post.to_customer(uow, desk, note, now, customer_id=survey.customer_id, address_id=where)


def question(uow: UnitOfWork, desk: Desk, survey: Survey) -> str:
    """Return the question, naming what it is about."""
    return desk.say("survey-ask", about=about(uow, desk, survey))


def about(uow: UnitOfWork, desk: Desk, survey: Survey) -> str:
    """Return what a request is about, as its customer knows it."""
    case = uow.cases.get(survey.case_id) if survey.case_id is not None else None
    slots = {"kind": "", "reference": "", "text": ""}
    if case is not None:
        kind, reference = desk.say(f"case-{case.kind}"), desk.reference(case)
        slots = {"kind": kind, "reference": reference, "text": excerpt(case.text, 20)}
    return desk.say(f"survey-about-{survey.about}", **slots)


def score_rows(desk: Desk, survey: Survey) -> Rows:
    """Return the five answers, and the one tap that ends all asking (H1)."""
    taps = [button(desk.say(f"score-{n}"), "survey-score", survey.id, value=str(n)) for n in SCORES]
    off = button(desk.say("button-surveys-off"), "survey-off", survey.id)
    return (tuple(taps[:3]), tuple(taps[3:]), (off,))


def view_rows(desk: Desk, survey: Survey, view: str) -> Rows:
    """Return the five answers to one of the three questions for VIPs (H5)."""
    taps = [button(desk.say(f"view-{n}"), "survey-view", survey.id, value=f"{view}-{n}") for n in SCORES]
    return (tuple(taps[:3]), tuple(taps[3:]))


def answered(uow: UnitOfWork, desk: Desk, survey: Survey, score: int, now: datetime) -> datetime | None:
    """Keep a score; a low one is seen to within the hour (H4): return by when, None for any other.

    Raises Stale where it was answered before, or is over.
    """
    if not uow.surveys.change(survey.id, ASKED, state=ANSWERED, score=score, answered_at=now):
        raise Stale("error-survey-over" if survey.state != ANSWERED else "error-survey-answered")
    if score > desk.policy.survey.low:
        return None
    return low_scores.raise_duty(uow, desk, survey, score, about(uow, desk, survey), now)


def viewed(uow: UnitOfWork, survey: Survey, view: str, score: int) -> str:
    """Keep a VIP's answer to one of the three questions; return the next question, empty after the last (H5).

    Raises Stale where that question was answered before.
    """
    if survey.state != ANSWERED or getattr(survey, view) is not None:
        raise Stale("error-survey-answered")
    uow.surveys.change(survey.id, ANSWERED, **{view: score})
    return next((name for name in VIEWS if name != view and getattr(survey, name) is None), "")


def add_words(uow: UnitOfWork, desk: Desk, survey: Survey, text: str, now: datetime) -> None:
    """Keep a few words with a score; whoever sees to a low one reads them (H4)."""
    words = f"{survey.words}\n{text}" if survey.words else text
    uow.surveys.change(survey.id, ANSWERED, words=words)
    if survey.score is not None and survey.score <= desk.policy.survey.low:
        low_scores.tell_words(uow, desk, survey, text, now)
