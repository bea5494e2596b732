"""The brief before a visit: what is known, missing and fitting, and what to take along (D-8, F5, K1–K3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from bot.dialog.message import Choice
from bot.dialog.press import button
from bot.services import bill_words, cases, queries
from bot.services import visit_words as words
from bot.services.desk import Desk, excerpt, names
from bot.services.ports import UnitOfWork
from bot.services.query_records import Query
from bot.services.records import Customer
from bot.services.visit_records import VisitPlan
from bot.standard import birthdays, scripts_choosing
from bot.standard.addressing import address
from bot.standard.yearday import YearDay
from locales import offers

IN_ONE = 3
"""Appointments in one message; more are hard to read on a phone."""
_CASES, _OFFERS, _LATEST = 3, 2, 3


def next_day(desk: Desk, day: date) -> datetime:
    """Return the first moment of the day after."""
    return desk.calendar.at(day + timedelta(days=1), time.min)


def messages(
    uow: UnitOfWork, desk: Desk, plans: Sequence[VisitPlan], now: datetime
) -> Iterator[tuple[str, words.Rows]]:
    """Yield the brief of a day's appointments: with the kit to tick where it is one, else a list."""
    if len(plans) == 1:
        yield one(uow, desk, plans[0], now)
        return
    for first in range(0, len(plans), IN_ONE):
        part = plans[first : first + IN_ONE]
        lines = [head(desk, plans)] if first == 0 else []
        rows = []
        for number, plan in enumerate(part, first + 1):
            lines.append(f"{number}、{about(uow, desk, plan, now)}")
            rows.append(tuple(_tap(desk, name, plan, f"{number} ") for name in ("kit", "show")))
        yield "\n".join(lines), tuple(rows)


def head(desk: Desk, plans: Sequence[VisitPlan]) -> str:
    """Return the line above a day's appointments."""
    at = plans[0].at
    assert at is not None  # only what is agreed is briefed
    day = desk.day_words(desk.local(at).date())
    return desk.say("push-appointment-brief", day=day, count=str(len(plans)))


def one(uow: UnitOfWork, desk: Desk, plan: VisitPlan, now: datetime) -> tuple[str, words.Rows]:
    """Return one appointment's brief with its kit to be ticked in place (K1–K3)."""
    text = "\n".join([head(desk, [plan]), about(uow, desk, plan, now), words.kit_line(desk, plan)])
    last = tuple(_tap(desk, name, plan) for name in ("show", "move"))
    offers = tuple((button(q.title, "query-card", q.id),) for q in _fitting(uow, desk, plan, now))
    return text, (*words.kit_rows(desk, plan, whole=True), *offers, last)


def _tap(desk: Desk, name: str, plan: VisitPlan, prefix: str = "") -> Choice:
    return button(prefix + desk.say(f"button-plan-{name}"), f"plan-{name}", plan.id, words.LATEST)


def about(uow: UnitOfWork, desk: Desk, plan: VisitPlan, now: datetime) -> str:
    """Return what is known of an appointment and its customer, what is missing and what fits (D-8)."""
    customer = uow.people.customer(plan.customer_id)
    lines = [
        words.line(desk, plan, customer),
        desk.say("visit-about", purpose=plan.purpose, place=plan.place),
    ]
    if customer is not None:
        lines += [*_wishes(uow, desk, customer), *_history(uow, desk, customer)]
        lines += [*_days(uow, desk, customer, now), *_bills(uow, desk, customer, now)]
        lines += [*_missing(uow, desk, customer), *_offers(uow, desk, plan, now)]
    return "\n".join(lines)


def _wishes(uow: UnitOfWork, desk: Desk, customer: Customer) -> Iterator[str]:
    """Yield what to mind: taboos first (C1)."""
    file = uow.profiles.get(customer.id)
    if file is None:
        return
    for name in ("taboos", "preferences", "contact_hours"):
        if getattr(file, name):
            yield desk.say(f"brief-{name}", text=excerpt(getattr(file, name), 60))
    people = uow.profiles.liaisons(customer.id)[:_LATEST]
    if people:
        yield desk.say("brief-liaisons", people=names([f"{p.name}{p.post}" for p in people]))


def _history(uow: UnitOfWork, desk: Desk, customer: Customer) -> Iterator[str]:
    """Yield the last contact, and what is still owed."""
    last = next(iter(uow.contacts.of_customer(customer.id, 1)), None)
    if last is None:
        yield desk.say("brief-first")
    else:
        day = desk.day_words(desk.local(last.happened_at).date())
        kind = desk.say(f"kind-{last.kind}")
        yield desk.say("brief-last", day=day, kind=kind, content=excerpt(last.content))
    owed = [c for c in uow.cases.of_person(customer.id, 0, 20) if c.state == cases.OPEN]
    for case in owed[:_CASES]:
        yield desk.say(
            "brief-owed",
            kind=desk.say(f"case-{case.kind}"),
            reference=desk.reference(case),
            text=excerpt(case.text, 30),
            due=desk.due_words(case.due_at, case.provisional),
        )
    if len(owed) > _CASES:
        yield desk.say("brief-owed-more", count=str(len(owed) - _CASES))


def _days(uow: UnitOfWork, desk: Desk, customer: Customer, now: datetime) -> Iterator[str]:
    """Yield birthdays and anniversaries that are near (D-8, D-17)."""
    file = uow.profiles.get(customer.id)
    known: list[tuple[str, YearDay | None]] = [
        (desk.say("brief-birthday-of", name=customer.name), file.birthday if file is not None else None)
    ]
    known += [
        (desk.say("brief-birthday-of", name=p.name), p.birthday) for p in uow.profiles.liaisons(customer.id)
    ]
    known += [(a.name, a.day) for a in uow.profiles.anniversaries(customer.id)]
    today = desk.today(now)
    last = today + timedelta(days=desk.policy.visits.birthday_days)
    for name, day in known:
        found = next(birthdays.falls(day, today, last), None) if day is not None else None
        if found is not None:
            yield desk.say("brief-day", name=name, day=desk.day_words(found.on))


def _bills(uow: UnitOfWork, desk: Desk, customer: Customer, now: datetime) -> list[str]:
    """Return how the bill has changed, in the card's words (D-8, C9)."""
    return bill_words.lines(desk, uow.profiles.bills(customer.id, 2), now)


def _missing(uow: UnitOfWork, desk: Desk, customer: Customer) -> Iterator[str]:
    """Yield what the file lacks and may be asked for (B6–B9, B11)."""
    file = uow.profiles.get(customer.id)
    if file is None:
        return
    wanted = [name for name in scripts_choosing.asked_of(customer.kind) if name not in file.do_not_ask]
    lacking = [name for name in wanted if getattr(file, name) in (None, "")]
    if lacking:
        yield desk.say("brief-missing", fields=names([desk.say(f"brief-field-{name}") for name in lacking]))


def _offers(uow: UnitOfWork, desk: Desk, plan: VisitPlan, now: datetime) -> Iterator[str]:
    """Yield what can be introduced, in the company's approved words (D-8, B19)."""
    offered = offers()
    fitting = [query for query in _spoken_of(uow, desk, plan, now) if query.title in offered]
    if fitting:
        yield desk.say("brief-offers", titles=names([query.title for query in fitting[:_OFFERS]]))


def _fitting(uow: UnitOfWork, desk: Desk, plan: VisitPlan, now: datetime) -> list[Query]:
    """Return the approved answers to have at hand: how a trouble is met, what can be introduced (L8)."""
    return _spoken_of(uow, desk, plan, now)[:_OFFERS]


def _spoken_of(uow: UnitOfWork, desk: Desk, plan: VisitPlan, now: datetime) -> list[Query]:
    """Return approved answers that fit what the visit is about, and what was talked of last (N1)."""
    said = " ".join([plan.purpose, *(c.content for c in uow.contacts.of_customer(plan.customer_id, _LATEST))])
    return [q for q in queries.all_in_force(uow, desk, now) if _shared(said, q.title)]


def _shared(said: str, title: str) -> bool:
    """Return whether a title's own words were spoken: half of its pairs of letters stand in what was said."""
    pairs = {title[n : n + 2] for n in range(len(title) - 1)}
    return bool(pairs) and 2 * sum(pair in said for pair in pairs) >= len(pairs)


def on_arrival(uow: UnitOfWork, desk: Desk, plan: VisitPlan, now: datetime, manager: str) -> str:
    """Return what to have in mind at the door: the matter, what is owed, and how to begin (F5, B16, L1)."""
    customer = uow.people.customer(plan.customer_id)
    if customer is None:
        return desk.say("visit-about", purpose=plan.purpose, place=plan.place)
    lines = [about(uow, desk, plan, now)]
    if plan.kind == "reception":
        return "\n".join(lines)
    first = not uow.contacts.of_customer(customer.id, 1)
    slots = {"purpose": plan.purpose}
    if first:
        lines.append(desk.say("brief-begin", words=desk.say("b16-introduce", manager=manager, **slots)))
    else:
        called = address(customer.name, customer.gender)
        lines.append(desk.say("brief-begin", words=desk.say("b19-purpose", **called, **slots)))
    lines += [desk.say(f"brief-conduct-{plan.kind}"), desk.say("brief-lookup")]
    return "\n".join(lines)
