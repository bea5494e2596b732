"""Being in touch in time: what a period asks of customers, and what a contact settles (D-4 to D-6, O3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.services import duties, routing
from bot.services.cadence_ledgers import AFTER, CADENCE, FACE, FIRST, Opening, Standing, Term, Waiting
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Customer, Duty
from bot.standard import cadence
from bot.standard.deadline import Due

CHUNK, SETTLED = 750, 500
"""Customers in one turn: nobody else waits longer for the store than such a turn takes."""

MET = "met"


def sweep(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Work some customers' days out, else raise what some owe; return how many were looked at."""
    today = desk.today(now)
    if unsettled := uow.cadence.unsettled(SETTLED):
        _settle(uow, desk, unsettled, today, now)
        return len(unsettled)
    for kind in (CADENCE, FACE):
        waiting = uow.cadence.due(kind, today, CHUNK)
        if waiting is not None:
            _raise(uow, desk, kind, waiting, now)
            return waiting.count
    return 0


def _settle(uow: UnitOfWork, desk: Desk, customer_ids: list[int], today: date, now: datetime) -> None:
    uow.cadence.recount(customer_ids, desk.policy.cadence.effective)
    wishing = uow.cadence.wishing(customer_ids)
    uow.cadence.settle(customer_ids, list(terms(desk, today)), today, now)
    if wishing:
        pending = uow.cadence.pending(CADENCE, [each.customer_id for each in wishing])
        days = [(each.customer_id, _wish_from(desk, each, today)) for each in wishing]
        uow.cadence.plan([(which, day) for which, day in days if which not in pending])


def _raise(uow: UnitOfWork, desk: Desk, kind: str, waiting: Waiting, now: datetime) -> None:
    today, day = desk.today(now), waiting.day
    asked = [term for term in terms(desk, today) if term.kind == kind]
    if kind == CADENCE:
        asked.append(_wish(desk, day, now))
    nobodys = routing.responsible(uow, None)
    nobodys_id = nobodys.id if nobodys else None
    owed = []
    for term in asked:
        # Opened as of its day, however late the clock looks: its ladder is then the same for everybody.
        opened = max(_midnight(desk, day), term.begins_at) if not term.wish else _midnight(desk, day)
        owed.append((term, opening_of(desk, kind, opened, term.due, nobodys_id)))
    uow.cadence.raise_all(waiting, owed, now)


def opening_of(desk: Desk, ladder: str, opened: datetime, due: Due, nobodys: int | None) -> Opening:
    """Return how duties of one ladder are born at a moment: the same for all of them."""
    _, next_at = duties.standing(desk, ladder, opened, due.at, opened - timedelta(microseconds=1))
    return Opening(opened, next_at, desk.policy.version, nobodys)


def terms(desk: Desk, today: date) -> Iterator[Term]:
    """Yield what the periods of today ask: of the tiers by their months, of important VIPs face to face."""
    by_months: dict[int, list[str]] = {}
    for name, tier in desk.policy.tiers.items():
        by_months.setdefault(tier.months, []).append(name)
    for months, tiers in by_months.items():
        yield _term(desk, CADENCE, cadence.period(months, today), tuple(tiers))
    yield _term(desk, FACE, cadence.period(desk.policy.cadence.face_months, today), ())


def _term(desk: Desk, kind: str, within: cadence.Period, tiers: tuple[str, ...]) -> Term:
    return Term(
        kind,
        tiers,
        within.name,
        _midnight(desk, within.first),
        _midnight(desk, cadence.late_from(within, desk.policy)),
        end_of(desk, cadence.due_day(within, desk.calendar)),
        within.last + timedelta(days=1),
    )


def _wish(desk: Desk, day: date, now: datetime) -> Term:
    """Return what customers ask for themselves whose wish is raised on a day (D-6)."""
    wished = cadence.on_or_before(day + timedelta(days=desk.policy.cadence.lead_days), desk.calendar)
    name = f"{cadence.WISH}{wished}"
    return Term(CADENCE, (), name, now, now, end_of(desk, wished), None, wish=True)


def _wish_from(desk: Desk, standing: Standing, today: date) -> date:
    """Return from which day a customer's own wish is raised; not before today where it is overdue already."""
    return max(_wished(desk, standing) - timedelta(days=desk.policy.cadence.lead_days), today)


def _wished(desk: Desk, standing: Standing) -> date:
    since = desk.local(standing.contacted_at or standing.created_at).date()
    return cadence.wished(since, standing.wish_days or 0, desk.calendar)


def reckoned(desk: Desk, duty: Duty) -> Due:
    """Return by when an open duty is owed by the calendar as it is known now (4.D)."""
    calendar, opened = desk.calendar, desk.today(duty.opened_at)
    if duty.kind == FIRST:
        day, provisional = calendar.add(opened, desk.policy.cadence.first_days)
        return replace(end_of(desk, day), provisional=provisional)
    if duty.kind == AFTER:
        return end_of(desk, calendar.on_or_after(opened + timedelta(days=desk.policy.cadence.after_days)))
    if duty.period.startswith(cadence.WISH):
        return end_of(desk, cadence.on_or_before(duty.due_day, calendar))
    return end_of(desk, cadence.due_day(cadence.named(duty.period), calendar))


def end_of(desk: Desk, day: date) -> Due:
    """Return the close of business of a day as a deadline, provisional where its year is not published."""
    at = desk.calendar.at(day, desk.policy.hours.end_of_day)
    return Due(at, day, not desk.calendar.known(day))


def _midnight(desk: Desk, day: date) -> datetime:
    return desk.calendar.at(day, time.min)


def touched(uow: UnitOfWork, desk: Desk, customer_id: int | None, now: datetime) -> None:
    """Settle at once what a contact meets, and open again what one met that was struck out (T16)."""
    if customer_id is None:
        return
    uow.cadence.recount([customer_id], desk.policy.cadence.effective)
    standing = uow.cadence.standing(customer_id)
    if standing is None:
        return
    for kind in (CADENCE, FACE, FIRST, AFTER):
        _judge(uow, desk, kind, standing, now)
    unsettled = standing.cadence_on is not None and standing.cadence_on <= cadence.CHANGED
    if standing.wish_days and not unsettled and not _exempt(standing):
        open_now = uow.cadence.pending(CADENCE, [customer_id])
        day = None if open_now else _wish_from(desk, standing, desk.today(now))
        uow.cadence.plan([(customer_id, day)])


def _judge(uow: UnitOfWork, desk: Desk, kind: str, standing: Standing, now: datetime) -> None:
    """Close the newest duty of a kind where it is met, open it again where it no longer is."""
    newest = uow.cadence.latest(kind, standing.customer_id)
    duty = uow.duties.get(newest) if newest is not None else None
    if duty is None:
        return
    met = _met(desk, duty, standing)
    if met and duty.closed_at is None:
        uow.duties.close(duty.id, MET, now)
    elif not met and duty.closed_why == MET:
        rung, next_at = duties.standing(desk, duty.ladder, duty.opened_at, duty.due_at, now)
        uow.cadence.reopen(duty.id, rung, next_at)


def _met(desk: Desk, duty: Duty, standing: Standing) -> bool:
    at = standing.visited_at if duty.kind == FACE else standing.contacted_at
    if at is None:
        return False
    if duty.period.startswith(cadence.WISH):
        return _wished(desk, standing) > duty.due_day
    if duty.kind in (CADENCE, FACE):
        return desk.local(at).date() >= cadence.first_day(duty.period)
    return duty.kind == FIRST or at > duty.opened_at


def _exempt(standing: Standing) -> str:
    return cadence.exempt(standing.status, standing.do_not_contact, standing.wish_days)


def welcome(uow: UnitOfWork, desk: Desk, customer: Customer, now: datetime) -> None:
    """Owe a new customer the first contact within the working days of the policy (O3)."""
    day, provisional = desk.calendar.add(desk.today(now), desk.policy.cadence.first_days)
    due = replace(end_of(desk, day), provisional=provisional)
    about = duties.Subject(FIRST, f"customer:{customer.id}", "1", FIRST, customer.manager_id, customer.id)
    duties.raise_duty(uow, desk, about, due, now)


def follow_up(uow: UnitOfWork, desk: Desk, case: Case, now: datetime) -> None:
    """Owe a call some days after a transaction is completed (D-21)."""
    if case.kind != "request" or case.customer_id is None:
        return
    day = desk.calendar.on_or_after(desk.today(now) + timedelta(days=desk.policy.cadence.after_days))
    about = duties.Subject(
        AFTER,
        f"customer:{case.customer_id}",
        f"{case.id}-{case.revision}",
        "call",
        case.owner_id,
        case.customer_id,
        text=case.text,
    )
    duties.raise_duty(uow, desk, about, end_of(desk, day), now)


def not_done_after_all(uow: UnitOfWork, case: Case, now: datetime) -> None:
    """Drop the call after a transaction that the customer calls unsolved (D-21)."""
    if case.kind == "request" and case.customer_id is not None:
        for duty in uow.duties.open_of_subject(AFTER, f"customer:{case.customer_id}"):
            if duty.period.partition("-")[0] == str(case.id):
                uow.duties.close(duty.id, "reopened", now)
