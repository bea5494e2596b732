"""A person is asked for, comes, and speaks with the customer through the bot (A3, A5, A9, D-14)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.errors import BadInput, NotAllowed, NotFound, Stale
from bot.services import absences, announcing, cases, post, recovery, routing, talk_waiting, talk_words
from bot.services.buttons import Rows
from bot.services.desk import Desk
from bot.services.file_records import KeptFile
from bot.services.ports import UnitOfWork
from bot.services.records import Contactable, Customer, Staff
from bot.services.talk_records import BOT, CUSTOMER, ENDED, LIVE, STAFF, WAITING, Talk, TalkLine
from bot.standard.access import HEAD, SUPERVISOR

MARK = "talk"
"""The category of a case that asks for nothing but a person."""


def request(
    uow: UnitOfWork,
    desk: Desk,
    place: Contactable,
    customer: Customer | None,
    text: str,
    now: datetime,
    *,
    files: Sequence[int] = (),
    category: str = "",
) -> Talk:
    """Ask for a person: whoever answers for the customer, or stands in, hears of it at once (A3, E16)."""
    report = cases.Report("question", text, customer, place.id, category=category, files=files)
    case = cases.open_case(uow, desk, report, now, announce=False)
    owner = routing.responsible(uow, customer)
    staff_id = absences.standing_in(uow, owner.id, desk.today(now), customer) if owner else None
    talk = uow.talks.add(
        place.id,
        now,
        customer_id=customer.id if customer is not None else None,
        staff_id=staff_id,
        case_id=case.id,
    )
    if talk is None:
        raise Stale("talk-asked-already")
    if talk_waiting.served(desk, customer, now):
        talk_waiting.start(uow, desk, talk, now)
    announcing.made_known(uow, desk, case, now, files=len(files))
    return talk


def current(uow: UnitOfWork, place: Contactable) -> Talk | None:
    """Return the conversation to which what is said at a place belongs; a live one follows its customer."""
    here = uow.talks.at(place.id)
    if here is not None or place.customer_id is None:
        return here
    theirs = uow.talks.of_customer(place.customer_id)
    return next((talk for talk in theirs if talk.state == LIVE), theirs[0] if theirs else None)


def for_staff(uow: UnitOfWork, staff: Staff, talk_id: int) -> Talk:
    """Return a conversation that a staff member may join or lead (G1); raise where it is none of theirs."""
    talk = uow.talks.get(talk_id)
    if talk is None:
        raise NotFound
    case = uow.cases.get(talk.case_id) if talk.case_id is not None else None
    mine = talk.staff_id == staff.id or staff.role == HEAD
    mine = mine or (staff.role == SUPERVISOR and talk.staff_id in routing.team(uow, staff))
    if not mine and not (case is not None and cases.may_work(uow, staff, case)):
        raise NotAllowed
    return talk


def own(uow: UnitOfWork, staff: Staff, talk_id: int) -> Talk:
    """Return a conversation that is going on and one's own; raise Stale where it is over, or another's."""
    talk = for_staff(uow, staff, talk_id)
    if talk.state != LIVE or talk.staff_id != staff.id:
        raise Stale("talk-not-yours")
    return talk


def join(uow: UnitOfWork, desk: Desk, talk: Talk, staff: Staff, now: datetime) -> Talk:
    """Come to a conversation: the customer hears A5's words once; who was slower is told so."""
    if talk.state == ENDED:
        raise Stale("talk-over")
    if talk.state == LIVE and talk.staff_id == staff.id:
        return focus(uow, talk, staff, now)
    if talk.state == LIVE:
        raise _taken(uow, talk)
    return _enter(uow, desk, talk, staff, now)


def take(uow: UnitOfWork, desk: Desk, talk: Talk, staff: Staff, now: datetime) -> Talk:
    """Take a conversation over from whoever is asked or speaks, as a leader may (E2)."""
    if talk.state == ENDED:
        raise Stale("talk-over")
    if talk.state == LIVE and talk.staff_id == staff.id:
        return focus(uow, talk, staff, now)
    return _enter(uow, desk, talk, staff, now)


def _taken(uow: UnitOfWork, talk: Talk) -> BadInput:
    other = uow.people.staff(talk.staff_id)
    return BadInput("talk-taken", staff=other.name if other else "")


def _enter(uow: UnitOfWork, desk: Desk, talk: Talk, staff: Staff, now: datetime) -> Talk:
    mine = talk_words.live_of(uow, staff.id)
    used = {each.number for each in mine}
    changed = uow.talks.change(
        talk.id,
        talk.revision,
        state=LIVE,
        staff_id=staff.id,
        number=next(n for n in range(1, len(used) + 2) if n not in used),
        focus_at=_newest(mine, now),
        opened_at=talk.opened_at or now,
        introduced_id=staff.id,
        closing_at=None,
        next_at=now + timedelta(minutes=desk.policy.talks.idle_minutes),
    )
    fresh = uow.talks.get(talk.id)
    assert fresh is not None  # conversations are never deleted
    if not changed:
        raise _taken(uow, fresh) if fresh.state == LIVE else Stale("talk-over")
    talk_waiting.over(uow, fresh, "joined", now)
    text = desk.say("push-talk-taken", staff=staff.name, customer=talk_words.who(uow, desk, talk))
    if fresh.case_id is not None:
        uow.cases.note(fresh.case_id, "joined", now, staff.id)
        alerted = set(recovery.woken(uow, desk, fresh.case_id, now)) - {staff.id, talk.staff_id}
        recovery.others(uow, desk, fresh.case_id, alerted, text, now)
        announcing.attended(uow, fresh.case_id, staff.id, now)
        uow.pushes.acted_on_case(fresh.case_id, staff.id, "join", now)
    if talk.staff_id is not None and talk.staff_id != staff.id:
        post.to_staff(uow, desk, talk.staff_id, post.Note(text, urgent=True, live=True), now)
    if talk.introduced_id != staff.id:
        _introduce(uow, desk, fresh, staff, now)
    return fresh


def _introduce(uow: UnitOfWork, desk: Desk, talk: Talk, staff: Staff, now: datetime) -> None:
    """Say A5's words, once for each person who comes; a leader says what they are (A5)."""
    phrase = "talk-leader-here" if staff.role in (SUPERVISOR, HEAD) else "a5-takeover"
    to_customer(uow, desk, talk, theirs(uow, desk, talk).say(phrase, manager=staff.name), now)


def theirs(uow: UnitOfWork, desk: Desk, talk: Talk) -> Desk:
    """Return the desk as it speaks to the customer of a conversation (A24)."""
    return post.for_customer(uow, desk, talk.customer_id, talk.address_id)


def focus(uow: UnitOfWork, talk: Talk, staff: Staff, now: datetime) -> Talk:
    """Let what somebody types from now on go to this conversation."""
    uow.talks.touch(talk.id, focus_at=_newest(talk_words.live_of(uow, staff.id), now))
    return uow.talks.get(talk.id) or talk


def _newest(mine: Sequence[Talk], now: datetime) -> datetime:
    """Return a moment after every other at which somebody turned to a conversation."""
    return _after(now, max((each.focus_at for each in mine if each.focus_at is not None), default=None))


def _after(now: datetime, before: datetime | None) -> datetime:
    """Return now, or a moment after what was before where the clock has not moved since."""
    return now if before is None or before < now else before + timedelta(microseconds=1)


def to_customer(uow: UnitOfWork, desk: Desk, talk: Talk, text: str, now: datetime, rows: Rows = ()) -> bool:
    """Tell the customer something that is ours to say; it stands in the conversation."""
    line = uow.talks.say(talk.id, BOT, text, now)
    return _carry(uow, desk, talk, text, line, now, rows=rows)


def from_staff(
    uow: UnitOfWork, desk: Desk, talk: Talk, line: TalkLine, kept: KeptFile | None, now: datetime
) -> None:
    """Pass on what a staff member says; raise BadInput where nothing reaches the customer."""
    later = desk.policy.talks.closing_minutes if talk.closing_at else desk.policy.talks.idle_minutes
    answered = max(now, talk.customer_at or now)
    if not uow.talks.touch(talk.id, staff_at=answered, next_at=now + timedelta(minutes=later)):
        raise Stale("talk-over")
    if not _carry(uow, desk, talk, line.text, line, now, kept=kept):
        raise BadInput("talk-unreached", customer=talk_words.who(uow, desk, talk))
    talk_waiting.over(uow, talk, "answered", now)


def _carry(
    uow: UnitOfWork,
    desk: Desk,
    talk: Talk,
    text: str,
    line: TalkLine,
    now: datetime,
    *,
    kept: KeptFile | None = None,
    rows: Rows = (),
) -> bool:
    file = kept.carried() if kept is not None else None
    words = text
    if kept is not None and not text:
        speaks = theirs(uow, desk, talk)
        words = speaks.say("talk-sent-file", kind=speaks.say(f"file-kind-{kept.kind}"))
    note = post.Note(words, rows, urgent=True, dedup=f"talk-line:{line.id}", file=file, live=True)
    return post.to_customer(uow, desk, note, now, customer_id=talk.customer_id, address_id=talk.address_id)


def from_customer(
    uow: UnitOfWork,
    desk: Desk,
    talk: Talk,
    place: Contactable,
    text: str,
    kept: KeptFile | None,
    now: datetime,
) -> TalkLine:
    """Keep what the customer says and pass it on; whoever is asked hears it with its heading (A9)."""
    file_id = kept.id if kept is not None else None
    line = uow.talks.say(talk.id, CUSTOMER, text, now, file_id=file_id)
    fields: dict[str, Any] = {"address_id": place.id, "customer_id": place.customer_id or talk.customer_id}
    if talk.state == LIVE:
        later = now + timedelta(minutes=desk.policy.talks.idle_minutes)
        said_at = _after(now, talk.staff_at)
        fields |= {"customer_at": said_at, "answered": True, "closing_at": None, "next_at": later}
    if not uow.talks.touch(talk.id, **fields):
        raise Stale("talk-over-write-again")
    tell_staff(uow, desk, talk, line, kept, now)
    if talk.state == LIVE:
        talk_waiting.unanswered(uow, desk, talk, line.id, now)
    return line


def tell_staff(
    uow: UnitOfWork, desk: Desk, talk: Talk, line: TalkLine, kept: KeptFile | None, now: datetime
) -> None:
    """Pass a customer's line on to whoever speaks with them, with one tap to answer where it needs one."""
    place = reached(uow, talk.staff_id)
    if place is None or talk.staff_id is None:
        return
    focused = talk_words.focus_of(uow, talk.staff_id)
    text = line.text
    rows: Rows = ()
    if kept is not None:
        words = desk.say("talk-file", kind=desk.say(f"file-kind-{kept.kind}"))
        # Not every platform draws a map.
        where = uow.files.content(kept.id) if kept.kind == "position" else None
        text = " ".join(part for part in (words, where.decode() if where else "", line.text) if part)
    if talk.state == WAITING:
        said = desk.say("talk-line-waiting", customer=talk_words.who(uow, desk, talk), text=text)
        rows = (talk_words.asked_row(desk, talk),)
    else:
        said = talk_words.headed(uow, desk, talk, text)
        if focused is not None and focused.id != talk.id:
            said = f"{said}\n{desk.say('talk-focus-is', talk=talk_words.label(uow, desk, focused))}"
            rows = (talk_words.focus_row(uow, desk, talk),)
    file = kept.carried() if kept is not None else None
    note = post.Note(said, rows, urgent=True, dedup=f"talk-line:{line.id}", file=file, live=True)
    parcel = post.carry(uow, place, note, now)
    if parcel is not None:
        uow.talks.carried(line.id, parcel.id)


def reached(uow: UnitOfWork, staff_id: int | None) -> Contactable | None:
    """Return the chat in which a staff member is reached."""
    person = uow.people.staff(staff_id)
    if person is None or not person.active:
        return None
    places = uow.addresses.of_staff(person.id)
    return next((place for place in places if place.reachable and place.session_at is not None), None)


def said_by(
    uow: UnitOfWork, talk: Talk, staff: Staff, text: str, kept: KeptFile | None, now: datetime, held: str = ""
) -> TalkLine:
    """Keep what a staff member typed or sent; `held` until they have said what it is for."""
    file_id = kept.id if kept is not None else None
    return uow.talks.say(talk.id, STAFF, text, now, staff_id=staff.id, file_id=file_id, held=held)
