"""Who is away, and who stands in meanwhile (E16)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from bot.errors import BadInput, NotAllowed, Stale
from bot.services import calendars, post, routing
from bot.services.buttons import staff_menu
from bot.services.calendar_ledgers import Absence
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Customer, Staff
from bot.standard.access import ADMIN, HEAD, MANAGER, SUPERVISOR

MAY_DEPUTISE = (MANAGER, SUPERVISOR, HEAD)
BEGUN: list[Callable[[UnitOfWork, Desk, int, datetime], None]] = []
"""What is done as somebody's absence begins: whoever hands something on then adds itself here."""
_COUNTED = 200  # open duties counted; more nobody has
_PROPOSED = 6


def away(uow: UnitOfWork, staff_id: int, day: date) -> Absence | None:
    """Return what keeps somebody away on a day; None where they are there."""
    return uow.absences.on(staff_id, day)


def standing_in(uow: UnitOfWork, staff_id: int, day: date, customer: Customer | None = None) -> int:
    """Return who is spoken to instead of somebody on a day: themselves where they are there.

    Else the deputy of the absence, the customer's deputy, or the next rung up, whoever of them is there;
    where all are away it is said to the person themselves, never to nobody.
    """
    found = _there(uow, staff_id, day, customer, set())
    return staff_id if found is None else found


def _there(
    uow: UnitOfWork, staff_id: int, day: date, customer: Customer | None, seen: set[int]
) -> int | None:
    seen.add(staff_id)
    person = uow.people.staff(staff_id)
    active = person is not None and person.active
    absence = away(uow, staff_id, day) if active else None
    if active and absence is None:
        return staff_id
    deputies = (absence.deputy_id if absence else None, customer.deputy_id if customer else None)
    for candidate in (*deputies, *_upper(uow, staff_id)):
        if candidate is None or candidate in seen:
            continue
        found = _there(uow, candidate, day, customer, seen)
        if found is not None:
            return found
    return None


def _upper(uow: UnitOfWork, staff_id: int) -> list[int]:
    rungs = (routing.above(uow, staff_id, role) for role in (SUPERVISOR, HEAD, ADMIN))
    return [person.id for person in rungs if person is not None]


def covered(uow: UnitOfWork, staff_id: int) -> frozenset[int]:
    """Return for whom somebody stands in at this moment; the deputy of a deputy stands in for both."""
    found: set[int] = set()
    waiting = [staff_id]
    while waiting:
        fresh = set(uow.absences.covered_by(waiting.pop())) - found - {staff_id}
        found |= fresh
        waiting += fresh
    return frozenset(found)


def may_register(uow: UnitOfWork, me: Staff, whom: Staff) -> bool:
    """Return whether one may say that somebody is away: oneself, or of one's people."""
    if me.id == whom.id:
        return True
    if me.role == HEAD:
        return whom.role in (MANAGER, SUPERVISOR)
    return me.role == SUPERVISOR and whom.id in routing.team(uow, me)


def check_days(uow: UnitOfWork, desk: Desk, whom: Staff, first: date, last: date, now: datetime) -> None:
    """Raise BadInput for days that are over, too many, the wrong way round, or taken already."""
    if last < first:
        raise BadInput("error-leave-order", first=desk.day_words(first), last=desk.day_words(last))
    if last < desk.today(now):
        raise BadInput("error-leave-past", day=desk.day_words(last))
    longest = desk.policy.leave.longest_days
    if (last - first).days >= longest:
        raise BadInput("error-leave-long", limit=str(longest))
    there = uow.absences.between((whom.id,), first, last)
    if there:
        days = calendars.span_words(desk, there[0].first, there[0].last)
        raise BadInput("error-leave-overlap", staff=whom.name, days=days)


def check_deputy(uow: UnitOfWork, desk: Desk, whom: Staff, deputy: Staff, first: date, last: date) -> None:
    """Raise BadInput for a deputy who cannot stand in: oneself, another role, gone, or away then."""
    if deputy.id == whom.id:
        raise BadInput("error-leave-self")
    if not deputy.active or deputy.role not in MAY_DEPUTISE:
        raise BadInput("error-leave-deputy", staff=deputy.name)
    there = uow.absences.between((deputy.id,), first, last)
    if there:
        days = calendars.span_words(desk, there[0].first, there[0].last)
        raise BadInput("error-leave-away", staff=deputy.name, days=days)


def proposals(uow: UnitOfWork, whom: Staff, first: date, last: date) -> list[Staff]:
    """Return who could stand in: deputies of one's customers first, then those of one's own rung."""
    known = [*uow.absences.deputies_of(whom.id), *(p.id for p in uow.people.with_role(whom.role))]
    if whom.under_id is not None:
        known.append(whom.under_id)
    found: list[Staff] = []
    for staff_id in dict.fromkeys(known):
        person = uow.people.staff(staff_id)
        if person is None or not person.active or person.id == whom.id or person.role not in MAY_DEPUTISE:
            continue
        if not uow.absences.between((person.id,), first, last):
            found.append(person)
    return found[:_PROPOSED]


def register(
    uow: UnitOfWork,
    desk: Desk,
    me: Staff,
    whom: Staff,
    days: tuple[date, date],
    deputy: Staff | None,
    note: str,
    now: datetime,
) -> Absence:
    """Keep an absence; one that has come begins at once."""
    if not may_register(uow, me, whom):
        raise NotAllowed
    check_days(uow, desk, whom, *days, now)
    if deputy is not None:
        check_deputy(uow, desk, whom, deputy, *days)
    deputy_id = deputy.id if deputy is not None else None
    absence = uow.absences.add(whom.id, *days, now, deputy_id=deputy_id, author_id=me.id, note=note)
    uow.records.audit("absence", f"absence:{absence.id}", now, me.id)
    if me.id != whom.id:
        words = calendars.span_words(desk, *days)
        text = desk.say(
            "push-leave-registered", staff=me.name, days=words, deputy=deputy_words(uow, desk, absence)
        )
        post.to_staff(uow, desk, whom.id, post.Note(text), now)
    if absence.first <= desk.today(now):
        _begin(uow, desk, absence, now)
    return absence


def deputy_words(uow: UnitOfWork, desk: Desk, absence: Absence) -> str:
    """Return who stands in, in words."""
    deputy = uow.people.staff(absence.deputy_id)
    return deputy.name if deputy is not None else desk.say("leave-no-deputy")


def cancel(uow: UnitOfWork, desk: Desk, me: Staff, absence_id: int, now: datetime) -> Absence:
    """Cancel an absence; whoever stands in already hears that it is over."""
    absence = uow.absences.get(absence_id)
    whom = uow.people.staff(absence.staff_id) if absence is not None else None
    if absence is None or whom is None or not may_register(uow, me, whom):
        raise NotAllowed
    if not uow.absences.cancel(absence.id, now):
        raise Stale
    uow.records.audit("absence-cancelled", f"absence:{absence.id}", now, me.id)
    told = {whom.id} | ({absence.deputy_id} if absence.deputy_id and absence.begun_at else set())
    words = calendars.span_words(desk, absence.first, absence.last)
    for staff_id in sorted(told - {me.id}):
        text = desk.say("push-leave-cancelled-own", whom=whom.name, days=words)
        if me.id != whom.id:
            text = desk.say("push-leave-cancelled", staff=me.name, whom=whom.name, days=words)
        post.to_staff(uow, desk, staff_id, post.Note(text), now)
    return absence


def tick(uow: UnitOfWork, desk: Desk, now: datetime, limit: int) -> int:
    """Begin what has come and end what is over, each once; return how many were looked at."""
    today = desk.today(now)
    over = uow.absences.ending(today, limit)
    for absence in over:
        _end(uow, desk, absence, now)
    come = uow.absences.beginning(today, limit)
    for absence in come:
        _begin(uow, desk, absence, now)
    return len(over) + len(come)


def _begin(uow: UnitOfWork, desk: Desk, absence: Absence, now: datetime) -> None:
    """Tell whoever stands in for whom, how many customers, and what falls due meanwhile."""
    whom = uow.people.staff(absence.staff_id)
    if not uow.absences.begin(absence.id, now) or whom is None:
        return
    stands_in = standing_in(uow, whom.id, desk.today(now))
    for begins in BEGUN:
        begins(uow, desk, whom.id, now)
    person = uow.people.staff(stands_in)
    if person is None or stands_in == whom.id:
        return
    customers, due = _served(uow, desk, absence)
    text = desk.say(
        "push-leave-begins" if due else "push-leave-begins-free",
        whom=whom.name,
        days=calendars.span_words(desk, absence.first, absence.last),
        customers=str(customers),
        due=str(due),
    )
    note = post.Note(text, staff_menu(desk, person.role), dedup=f"absence:{absence.id}:begins:{stands_in}")
    post.to_staff(uow, desk, stands_in, note, now)


def _served(uow: UnitOfWork, desk: Desk, absence: Absence) -> tuple[int, int]:
    """Return how many customers somebody serves, and how much falls due until they are back."""
    until = datetime.combine(absence.last + timedelta(days=1), time.min, tzinfo=desk.zone)
    due = uow.duties.of_owner(absence.staff_id, until, _COUNTED)
    return uow.absences.served(absence.staff_id), len(due)


def _end(uow: UnitOfWork, desk: Desk, absence: Absence, now: datetime) -> None:
    """Tell who is back what waits, and who stood in that it is over; nothing had changed hands."""
    whom = uow.people.staff(absence.staff_id)
    if not uow.absences.end(absence.id, now) or whom is None or absence.begun_at is None:
        return
    if away(uow, whom.id, desk.today(now)) is not None:
        return  # away still, by the next absence: it tells for itself
    until = datetime.combine(desk.today(now) + timedelta(days=1), time.min, tzinfo=desk.zone)
    open_now = uow.duties.of_owner(whom.id, until, _COUNTED)
    text = desk.say("push-leave-back", deputy=deputy_words(uow, desk, absence), due=str(len(open_now)))
    note = post.Note(text, staff_menu(desk, whom.role), dedup=f"absence:{absence.id}:back")
    post.to_staff(uow, desk, whom.id, note, now)
    if absence.deputy_id is not None:
        over = post.Note(desk.say("push-leave-over", whom=whom.name), dedup=f"absence:{absence.id}:over")
        post.to_staff(uow, desk, absence.deputy_id, over, now)
