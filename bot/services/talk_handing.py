"""A conversation goes on with somebody else: handed over, or its person is away (A9, E16, E2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.errors import Stale
from bot.services import (
    absences,
    announcing,
    duties,
    handing,
    held,
    post,
    routing,
    talk_waiting,
    talk_words,
    talks,
)
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Staff
from bot.services.talk_records import ENDED, LIVE, WAITING, Talk
from bot.standard.access import SUPERVISOR
from bot.standard.deadline import Due


def candidates(uow: UnitOfWork, desk: Desk, talk: Talk, staff: Staff, now: datetime) -> Sequence[Staff]:
    """Return to whom a conversation can be handed: the customer's own people first, then the team."""
    owed = uow.duties.open_of_case(talk.case_id) if talk.case_id is not None else []
    found = handing.colleagues(uow, desk, staff, owed[0], now) if owed else []
    upper = routing.above(uow, staff.id, SUPERVISOR)
    people = [*found, *([upper] if upper is not None else [])]
    return list({person.id: person for person in people if person.id not in (talk.staff_id,)}.values())


def leader(uow: UnitOfWork, desk: Desk, staff: Staff, now: datetime) -> Staff | None:
    """Return who is asked for help: the next rung up who is there (E2)."""
    upper = routing.above(uow, staff.id, SUPERVISOR)
    if upper is None:
        return None
    there = absences.standing_in(uow, upper.id, desk.today(now))
    return uow.people.staff(there) if there != staff.id else None


def hand(
    uow: UnitOfWork, desk: Desk, talk: Talk, to: Staff, told: str, now: datetime, *, by: Staff | None = None
) -> Talk:
    """Hand a conversation to somebody, who is asked to come; the customer is told why in one line.

    `told`: what the customer reads; nothing where they have not spoken with anybody yet.
    """
    if talk.state == ENDED or to.id == talk.staff_id:
        raise Stale("talk-over")
    was_live = talk.state == LIVE
    if not uow.talks.change(
        talk.id, talk.revision, state=WAITING, staff_id=to.id, number=0, next_at=None, closing_at=None
    ):
        raise Stale("talk-over")
    talk_waiting.over(uow, talk, "handed", now)
    fresh = uow.talks.get(talk.id)
    assert fresh is not None  # conversations are never deleted
    _give_case(uow, desk, fresh, to, by, now)
    if told:
        talks.to_customer(uow, desk, fresh, told, now)
    customer = uow.people.customer(fresh.customer_id)
    if talk_waiting.served(desk, customer, now) or was_live:
        talk_waiting.start(uow, desk, fresh, now)
    _ask(uow, desk, fresh, to, by, now)
    return fresh


def _give_case(uow: UnitOfWork, desk: Desk, talk: Talk, to: Staff, by: Staff | None, now: datetime) -> None:
    case = uow.cases.get(talk.case_id) if talk.case_id is not None else None
    if case is None or case.closed_at is not None:
        return
    if uow.cases.change(case.id, case.revision, owner_id=to.id):
        uow.cases.note(case.id, handing.HANDED, now, by.id if by else None)
        for duty in uow.duties.open_of_case(case.id):
            uow.duties.hand_over(duty.id, to.id)
        held.handed(uow, desk, case.id, case.owner_id, to, now)


def _ask(uow: UnitOfWork, desk: Desk, talk: Talk, to: Staff, by: Staff | None, now: datetime) -> None:
    """Ask the new one to come, with the brief; a VIP's wait goes up the ladder from here (D-14)."""
    case = uow.cases.get(talk.case_id) if talk.case_id is not None else None
    who = by.name if by is not None else desk.say("talk-bot")
    if case is not None and routing.is_vip(desk, uow.people.customer(talk.customer_id)):
        announcing.watch(uow, desk, case, now)
        return
    text = f"{desk.say('push-talk-handed', staff=who)}\n{talk_words.brief(uow, desk, talk)}"
    note = post.Note(text, (talk_words.asked_row(desk, talk),), urgent=True, live=True)
    post.to_staff(uow, desk, to.id, note, now)


def promise(uow: UnitOfWork, desk: Desk, talk: Talk, staff: Staff, due: Due, now: datetime) -> bool:
    """Promise the customer by when they are met (C8); False where no chat tells them so."""
    talk_waiting.over(uow, talk, "promised", now)
    case = uow.cases.get(talk.case_id) if talk.case_id is not None else None
    if case is None or not uow.cases.change(
        case.id, case.revision, due_at=due.at, provisional=due.provisional
    ):
        raise Stale
    uow.cases.note(case.id, "promised", now, staff.id)
    for duty in uow.duties.open_of_case(case.id):
        uow.duties.close(duty.id, "promised", now)
    about = duties.Subject(
        case.kind,
        f"case:{case.id}",
        f"promised-{case.revision}",
        "callback",
        staff.id,
        case.customer_id,
        case_id=case.id,
        address_id=case.address_id,
    )
    duties.raise_duty(uow, desk, about, due, now)
    speaks = talks.theirs(uow, desk, talk)
    text = speaks.say("talk-will-come", time=speaks.time_words(due.at))
    return talks.to_customer(uow, desk, talk, text, now)


def if_away(uow: UnitOfWork, desk: Desk, talk: Talk, now: datetime) -> Talk:
    """Hand a conversation on where its person has left, or is reached by nothing (A9)."""
    person = uow.people.staff(talk.staff_id)
    if person is not None and person.active and talks.reached(uow, person.id) is not None:
        return talk  # on leave perhaps, but here: they came by themselves
    return _hand_on(uow, desk, talk, now)


def _hand_on(uow: UnitOfWork, desk: Desk, talk: Talk, now: datetime) -> Talk:
    person = uow.people.staff(talk.staff_id)
    customer = uow.people.customer(talk.customer_id)
    if person is None or not person.active:
        owner = routing.responsible(uow, customer)
        to_id = absences.standing_in(uow, owner.id, desk.today(now), customer) if owner else None
    else:
        to_id = absences.standing_in(uow, person.id, desk.today(now), customer)
        if to_id == person.id and talks.reached(uow, person.id) is None:
            upper = routing.above(uow, person.id, SUPERVISOR)
            to_id = upper.id if upper is not None and talks.reached(uow, upper.id) is not None else to_id
    to = uow.people.staff(to_id)
    if to is None or to.id == talk.staff_id:
        return talk
    told = talks.theirs(uow, desk, talk).say("talk-handed-away", staff=to.name) if talk.state == LIVE else ""
    return hand(uow, desk, talk, to, told, now)


def leaves(uow: UnitOfWork, desk: Desk, staff_id: int, now: datetime) -> None:
    """Hand on every conversation of somebody who is not there any more."""
    for talk in uow.talks.of_staff([staff_id]):
        _hand_on(uow, desk, talk, now)


def ask_again(uow: UnitOfWork, desk: Desk, talk: Talk, now: datetime) -> Talk:
    """Ask for a person once more who did not come the last time (A3, A4)."""
    talk_waiting.over(uow, talk, "asked-again", now)
    talk = if_away(uow, desk, talk, now)
    if not uow.talks.touch(talk.id, asked_at=now):
        raise Stale("talk-over-write-again")
    fresh = uow.talks.get(talk.id)
    assert fresh is not None  # conversations are never deleted
    if talk_waiting.served(desk, uow.people.customer(fresh.customer_id), now):
        talk_waiting.start(uow, desk, fresh, now)
    if fresh.staff_id is not None:
        text = f"{desk.say('push-talk-again')}\n{talk_words.brief(uow, desk, fresh)}"
        note = post.Note(text, (talk_words.asked_row(desk, fresh),), urgent=True, live=True)
        post.to_staff(uow, desk, fresh.staff_id, note, now)
    return fresh


absences.BEGUN.append(leaves)
