"""Days of the year: a week ahead, the day before, and the day with words for the greeting (D-17, D-18)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.services import duties, post, pushes, routing, undisturbed
from bot.services.buttons import Rows, for_owner
from bot.services.cadence import end_of, opening_of
from bot.services.desk import Desk
from bot.services.moments_ledgers import MOMENT, WHOSE, Whose, Yearly
from bot.services.ports import UnitOfWork
from bot.services.records import Customer, Duty
from bot.standard import birthdays
from bot.standard.addressing import address
from bot.standard.policy import Rung

CHUNK, SETTLED = 400, 500
"""Days in one turn: nobody else waits longer for the store than such a turn takes."""

THE_DAY = "day"
SENT = "sent"


def sweep(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Work out when some days come next, else raise what comes; return how many were looked at."""
    today = desk.today(now)
    for whose in WHOSE:
        if unsettled := uow.year_days.unsettled(whose, SETTLED):
            uow.year_days.plan(whose, [_falls(each, today) for each in unsettled])
            return len(unsettled)
    late = timedelta(days=desk.policy.moments.late_days)
    for whose in WHOSE:
        until = today + timedelta(days=desk.policy.moments.ahead_days)
        day, found = uow.year_days.due(whose, until, CHUNK)
        if found:
            if day >= today - late:
                _raise(uow, desk, whose, found, day, today)
            uow.year_days.plan(whose, [_following(each) for each in found])
            return len(found)
    uow.year_days.lapse(now - late, now)
    return 0


def _falls(each: Yearly, today: date) -> tuple[int, date | None, int | None]:
    """Return when a day comes next, today included."""
    if each.day is None:
        return each.id, None, None
    found = birthdays.next_on(each.day, today)
    return each.id, found.on, found.year


def _following(each: Yearly) -> tuple[int, date | None, int | None]:
    """Return when a day comes in the year after the one that it is counted by."""
    if each.day is None or each.next_year is None or each.next_year + 1 >= birthdays.LAST_YEAR:
        return each.id, None, None
    found = birthdays.in_year(each.day, each.next_year + 1)
    return each.id, found.on, found.year


def _raise(
    uow: UnitOfWork, desk: Desk, whose: Whose, found: Sequence[Yearly], day: date, today: date
) -> None:
    by_year: dict[int, list[int]] = defaultdict(list)
    for each in found:
        if each.next_year is not None:
            by_year[each.next_year].append(each.id)
    nobodys = routing.responsible(uow, None)
    opened = desk.calendar.at(today, time.min)
    # Nobody is born later for holidays that are not published yet.
    due = replace(end_of(desk, day), provisional=False)
    opening = opening_of(desk, MOMENT, opened, due, nobodys.id if nobodys else None)
    words = {
        "customer": desk.say("moment-birthday"),
        "liaison": desk.say("moment-birthday-of"),
        "anniversary": "",
    }
    for year, ids in by_year.items():
        uow.year_days.raise_all(whose, ids, year, words[whose], due, opening)


def greeting(uow: UnitOfWork, desk: Desk, duty: Duty, customer: Customer, *, sent: bool = False) -> str:
    """Return the words of the greeting for a day, in the standard's tone (A16, T6).

    `sent`: we say it ourselves, where the session has its 您好 already (A1).
    """
    tail = "-sent" if sent else ""
    whose, _, which = duty.subject.partition(":")
    if whose == "liaison":
        person = uow.year_days.person("liaison", int(which))
        return desk.say("greeting-birthday", **address(person.name if person else customer.name, ""))
    called = address(customer.name, customer.gender)
    if whose == "anniversary":
        return desk.say(f"greeting-anniversary{tail}", **called, day=duty.text)
    return desk.say(f"greeting-birthday{tail}", **called)


def speak(uow: UnitOfWork, desk: Desk, duty: Duty, rung: Rung, now: datetime) -> None:
    """Speak of a day; on the day itself who agreed to greetings is greeted first (D-18)."""
    customer = uow.people.customer(duty.customer_id)
    if customer is None:
        return
    words = greeting(uow, desk, duty, customer)
    what = duties.title(desk, duty, None, customer)
    phrase, rows = f"push-moment-{rung.name}", rows_of(desk, duty)
    if rung.name == THE_DAY and _greeted(uow, desk, duty, customer, now):
        phrase, rows = "push-moment-sent", ()
        words = greeting(uow, desk, duty, customer, sent=True)
    text = desk.say(phrase, what=what, greeting=words, day=desk.day_words(duty.due_day))
    for role in rung.to:
        staff_id = duties.recipient(uow, duty, role)
        if staff_id is not None:
            note = post.Note(text, rows, rung.urgent, f"duty:{duty.id}:{rung.name}:{staff_id}")
            pushes.push(uow, desk, staff_id, note, now, duty=duty, rung=rung.name, waits=rung.digest)


def rows_of(desk: Desk, duty: Duty) -> Rows:
    """Return what can be done about a day in one tap."""
    return (for_owner(desk, None, duty),)


def _greeted(uow: UnitOfWork, desk: Desk, duty: Duty, customer: Customer, now: datetime) -> bool:
    """Greet a customer who agreed to it and can be reached; that settles the day."""
    if not duty.subject.startswith("customer:") or not undisturbed.may_push(
        uow, customer.id, undisturbed.GREETING
    ):
        return False
    theirs = post.for_customer(uow, desk, customer)
    note = post.Note(greeting(uow, theirs, duty, customer, sent=True), dedup=f"greeting:{duty.id}")
    if not post.to_customer(uow, desk, note, now, customer_id=customer.id, address_id=None):
        return False
    uow.duties.close(duty.id, SENT, now)
    return True


duties.SPEAKING[MOMENT] = speak
