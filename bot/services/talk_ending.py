"""How conversations end: by the customer's goodbye or by idle time, never by us first (A9, A12, L4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.errors import Stale
from bot.services import cadence, cases, duties, post, talk_handing, talk_waiting, talk_words, talks
from bot.services.buttons import Rows
from bot.services.contacts import REACHED
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Contactable
from bot.services.talk_records import BOT, ENDED, LIVE, WAITING, Talk
from bot.standard.masking import mask_phone

GOODBYE, IDLE, DROPPED, GONE = "goodbye", "idle", "dropped", "gone"
CALLED, WITHDRAWN, BY_STAFF = "callback", "withdrawn", "staff"
"""Why a conversation is over."""

Hearing = Callable[[UnitOfWork, Desk, Talk, datetime], None]
AFTER: list[Hearing] = []
"""What is done once a conversation is over and recorded: whoever asks how it was adds itself here (4.H)."""

_MOST_LINES = 400
_LONGEST = 6000
_LOOKED_AT = 100


def closed(uow: UnitOfWork, desk: Desk, talk: Talk, now: datetime) -> None:
    """Let whatever follows a conversation that is over begin."""
    for hearing in AFTER:
        hearing(uow, desk, talk, now)


def complaint_open(uow: UnitOfWork, talk: Talk) -> bool:
    """Return whether the customer has a complaint that is not settled (L4)."""
    theirs = uow.cases.of_person(talk.customer_id, talk.address_id, _LOOKED_AT)
    return any(case.kind == "complaint" and case.state == cases.OPEN for case in theirs)


def closing(uow: UnitOfWork, desk: Desk, talk: Talk, now: datetime) -> None:
    """Note that all is said for our part: the customer's goodbye is waited for, or some idle time (A12)."""
    next_at = now + timedelta(minutes=desk.policy.talks.closing_minutes)
    if not uow.talks.change(talk.id, talk.revision, closing_at=now, next_at=next_at):
        raise Stale("talk-over")
    talk_waiting.over(uow, talk, "answered", now)


def closing_words(uow: UnitOfWork, desk: Desk, talk: Talk) -> str:
    """Return the words that close a conversation (A12)."""
    return talks.theirs(uow, desk, talk).say("b15-closing")


def end(uow: UnitOfWork, desk: Desk, talk: Talk, why: str, now: datetime, words: str = "") -> Talk:
    """End a conversation once: what was said becomes a contact on the customer's file (C2, T16).

    `words`: what the customer hears last; whatever follows a conversation comes after it.
    """
    if not uow.talks.change(
        talk.id, talk.revision, state=ENDED, ended_at=now, ended_why=why, next_at=None, number=0
    ):
        raise Stale("talk-over")
    talk_waiting.over(uow, talk, why, now)
    if talk.opened_at is not None:
        _record(uow, desk, talk, now)
        if why not in (DROPPED, GONE):
            _settle_case(uow, desk, talk, now)
    elif why in (CALLED, WITHDRAWN):
        _withdraw_case(uow, talk, why, now)
    over = uow.talks.get(talk.id)
    assert over is not None  # conversations are never deleted
    if words:
        talks.to_customer(uow, desk, over, words, now)
    if talk.opened_at is not None:
        closed(uow, desk, over, now)
    return over


def _record(uow: UnitOfWork, desk: Desk, talk: Talk, now: datetime) -> None:
    """Write what was said into the customer's file; in touch is only who wrote back (T16)."""
    if talk.customer_id is None or talk.staff_id is None:
        return
    lines = list(reversed(uow.talks.lines(talk.id, _MOST_LINES)))
    words = [talk_words.spoken(uow, desk, talk, line) for line in lines if line.side != BOT]
    content = "\n".join(words) or desk.say("talk-nothing-said")
    if len(content) > _LONGEST:
        content = content[: _LONGEST - 1] + "…"
    outcome = REACHED if talk.answered else "no_answer"
    contact = uow.contacts.add(
        "chat", talk.customer_id, talk.staff_id, content, now, happened_at=talk.opened_at, outcome=outcome
    )
    uow.files.attach([line.file_id for line in lines if line.file_id is not None], contact_id=contact.id)
    uow.talks.record(talk.id, contact.id)
    cadence.touched(uow, desk, talk.customer_id, now)


def _settle_case(uow: UnitOfWork, desk: Desk, talk: Talk, now: datetime) -> None:
    """Close what a person was asked for: they came, and it was talked about."""
    case = uow.cases.get(talk.case_id) if talk.case_id is not None else None
    if case is None or case.state != cases.OPEN:
        return
    if uow.cases.change(
        case.id,
        case.revision,
        state=cases.CLOSED,
        closed_at=now,
        answer=desk.say("talk-answered"),
        answered_at=now,
        answered_by=talk.staff_id,
    ):
        uow.cases.note(case.id, "talked", now, talk.staff_id)
        duties.end_of_case(uow, case.id, "talked", now)


def _withdraw_case(uow: UnitOfWork, talk: Talk, why: str, now: datetime) -> None:
    """Owe nothing for a wish that another took the place of; a question asked with it is owed its answer."""
    case = uow.cases.get(talk.case_id) if talk.case_id is not None else None
    if case is None or case.state != cases.OPEN or (why == CALLED and case.category != talks.MARK):
        return
    if uow.cases.change(case.id, case.revision, state=cases.WITHDRAWN, closed_at=now):
        uow.cases.note(case.id, "withdrawn", now)
        duties.end_of_case(uow, case.id, "withdrawn", now)


def call_instead(uow: UnitOfWork, desk: Desk, place: Contactable, now: datetime) -> None:
    """Wait for nobody any longer who is to be called; a conversation that is going on stays open (A4)."""
    talk = talks.current(uow, place)
    if talk is None:
        return
    customer = talk_words.who(uow, desk, talk)
    if talk.state == WAITING:
        end(uow, desk, talk, CALLED, now)
    else:
        talk_waiting.over(uow, talk, "chosen", now)
        tell(uow, desk, talk, desk.say("push-talk-call", talk=talk_words.label(uow, desk, talk)), now)
        return
    tell(uow, desk, talk, desk.say("push-talk-called", customer=customer), now)


def tell(uow: UnitOfWork, desk: Desk, talk: Talk, text: str, now: datetime, rows: Rows = ()) -> None:
    """Tell whoever is asked or speaks what became of a conversation."""
    if talk.staff_id is not None:
        post.to_staff(uow, desk, talk.staff_id, post.Note(text, rows, urgent=True, live=True), now)


def goodbye(uow: UnitOfWork, desk: Desk, talk: Talk, now: datetime) -> None:
    """End a conversation on the customer's own goodbye (A12)."""
    label = talk_words.label(uow, desk, talk)
    over = end(uow, desk, talk, GOODBYE, now, closing_words(uow, desk, talk))
    tell(uow, desk, over, desk.say("push-talk-goodbye", talk=label), now, talk_words.over_rows(desk, over))


def gone(uow: UnitOfWork, desk: Desk, place: Contactable, now: datetime) -> None:
    """End the conversation of a customer who left the chat: they are called (A9); staff are stood in for."""
    if place.staff_id is not None:
        if talks.reached(uow, place.staff_id) is None:
            talk_handing.leaves(uow, desk, place.staff_id, now)
        return
    talk = uow.talks.at(place.id)
    if talk is None:
        return
    label = talk_words.label(uow, desk, talk) if talk.state == LIVE else talk_words.who(uow, desk, talk)
    over = end(uow, desk, talk, GONE, now)
    case = talk_waiting.owe_call(uow, desk, over, now) if talk.opened_at is not None else None
    phrase = "push-talk-gone-call" if case is not None else "push-talk-gone"
    tell(uow, desk, over, desk.say(phrase, talk=label), now)


def tick(uow: UnitOfWork, desk: Desk, now: datetime, limit: int = 20) -> int:
    """End conversations in which nobody said anything for long; return how many were looked at (A12)."""
    due = uow.talks.due(now, limit)
    for talk in due:
        _idle(uow, desk, talk, now)
    return len(due)


def _idle(uow: UnitOfWork, desk: Desk, talk: Talk, now: datetime) -> None:
    label = talk_words.label(uow, desk, talk)
    if complaint_open(uow, talk):
        # L4: who complains is never cut off; the one who speaks with them is reminded instead.
        later = now + timedelta(minutes=desk.policy.talks.idle_minutes)
        if uow.talks.change(talk.id, talk.revision, next_at=later):
            tell(
                uow,
                desk,
                talk,
                desk.say("push-talk-complaint", talk=label),
                now,
                talk_words.end_rows(desk, talk),
            )
        return
    why = DROPPED if talk.unanswered else IDLE
    try:
        over = end(uow, desk, talk, why, now, closing_words(uow, desk, talk) if why == IDLE else "")
    except Stale:
        return  # somebody said something at this very moment
    if why == IDLE:
        tell(uow, desk, over, desk.say("push-talk-idle", talk=label), now, talk_words.over_rows(desk, over))
        return
    case = talk_waiting.owe_call(uow, desk, over, now)
    if case is not None:
        text = talks.theirs(uow, desk, talk).say("talk-will-call", phone=mask_phone(case.phone))
        talks.to_customer(uow, desk, over, text, now)
    phrase = "push-talk-gone-call" if case is not None else "push-talk-dropped-idle"
    tell(uow, desk, over, desk.say(phrase, talk=label), now, talk_words.over_rows(desk, over))
