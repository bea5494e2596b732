"""Obligations to be in touch, for many customers in one statement (D-4 to D-6, T15, T16)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    String,
    Update,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)

from bot.services.cadence_ledgers import CADENCE, FACE, Exemption, Opening, Standing, Term, Waiting
from bot.standard.access import MANAGER
from bot.standard.cadence import CHANGED, WISH
from storage.cadence_raising import (
    DAY,
    SINCE,
    SUBJECT,
    WISHING,
    births,
    followings,
    meant,
    owed_by,
    periods,
    raising_of,
)
from storage.duty_raising import Source, closing_by, closing_values, raise_each
from storage.moment import UtcTime
from storage.session import Session, hot
from storage.tables import cases, contacts, customers, duties, staff

_NEVER = literal(datetime(1970, 1, 1, tzinfo=UTC), UtcTime())
_FACES = ("visit", "reception")

_STAFF = Source(staff, staff.c.id, "staff:")
_STANDING = tuple(
    customers.c[name]
    for name in (
        *("id", "tier", "vip", "wish_days", "status", "do_not_contact", "created_at"),
        *("contacted_at", "visited_at", "cadence_on", "face_on"),
    )
)
_ONE = hot(select(*_STANDING).where(customers.c.id == bindparam("customer_id")))
# The oldest first, and each row locked before its duties are: whoever logs a contact goes the same way.
_UNSETTLED = (
    select(customers.c.id)
    .where(customers.c.cadence_on <= CHANGED)
    .order_by(customers.c.cadence_on, customers.c.id)
    .with_for_update(key_share=True)
)
_PLAN = update(customers).where(customers.c.id == bindparam("which")).values(cadence_on=bindparam("day"))
_LATEST = (
    select(duties.c.id)
    .where(duties.c.kind == bindparam("kind"), duties.c.subject == bindparam("subject"))
    .order_by(duties.c.id.desc())
    .limit(1)
)
_REOPEN = (
    update(duties)
    .where(duties.c.id == bindparam("duty_id"), duties.c.closed_at.is_not(None))
    .values(closed_at=None, closed_why="", revision=duties.c.revision + 1)
)


class Cadence:
    """Implements `cadence_ledgers.Cadence`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def unsettled(self, limit: int) -> list[int]:
        """Return customers whose days are to be worked out, locked for this turn."""
        return [row[0] for row in self._session.rows(_UNSETTLED.limit(limit))]

    def recount(self, customer_ids: Sequence[int], effective: Mapping[str, Sequence[str]]) -> None:
        """Find their last contact that counts, and the last face to face, in what is on record (T16)."""
        counting = tuple((kind, tuple(outcomes)) for kind, outcomes in effective.items())
        for counted in _recounts(counting):
            self._session.change(counted, {"these": list(customer_ids)})

    def settle(self, customer_ids: Sequence[int], terms: Sequence[Term], today: date, now: datetime) -> None:
        """Set from when the next obligation is to be raised; close those that are met or no longer owed."""
        these = customers.c.id.in_(customer_ids)
        for kind in (CADENCE, FACE):
            self._close(these & ~owed_by(kind, terms), kind, "exempt", now)
        for term in terms:
            theirs = these & meant(term)
            self._close(theirs, term.kind, "changed", now, duties.c.period != term.period)
            met = theirs & (SINCE[term.kind] >= term.begins_at)
            self._close(met, term.kind, "met", now)
        self._settle_wishes(these & WISHING, now)
        # Who is changed joins today; everybody else joined when put on file (T15).
        since = case(
            (customers.c.cadence_on == literal(CHANGED, Date), literal(now, UtcTime())),
            else_=customers.c.created_at,
        )
        days = {DAY[kind].name: _first_day(kind, terms, since, today) for kind in (CADENCE, FACE)}
        self._session.change(update(customers).where(these).values(days))

    def standing(self, customer_id: int) -> Standing | None:
        """Return how a customer stands."""
        row = self._session.row(_ONE, {"customer_id": customer_id})
        return None if row is None else Standing(*row)

    def wishing(self, customer_ids: Sequence[int]) -> list[Standing]:
        """Return those of some customers who named an interval of their own."""
        wanted = select(*_STANDING).where(customers.c.id.in_(customer_ids), WISHING)
        return [Standing(*row) for row in self._session.rows(wanted.order_by(customers.c.id))]

    def plan(self, days: Sequence[tuple[int, date | None]]) -> None:
        """Set from which day customers' wishes are to be raised."""
        self._session.change_many(_PLAN, [{"which": which, "day": day} for which, day in days])

    def due(self, kind: str, today: date, limit: int) -> Waiting | None:
        """Return customers of the oldest day on which something is to be raised, locked for this turn."""
        column = DAY[kind]
        # What is yet to be worked out is no day.
        oldest = self._session.row(select(func.min(column)).where(column > CHANGED, column <= today))[0]
        if oldest is None:
            return None
        # Asked as a span and in the order of the index: PostgreSQL else walks all customers by their ids.
        theirs = select(customers.c.id).where(column.between(oldest, oldest))
        theirs = theirs.order_by(column, customers.c.id).limit(limit)
        ids = [row[0] for row in self._session.rows(theirs.with_for_update(key_share=True))]
        return Waiting(oldest, ids[0], ids[-1], len(ids)) if ids else None

    def raise_all(self, waiting: Waiting, owed: Sequence[tuple[Term, Opening]], now: datetime) -> int:
        """Raise what those waiting owe and have not, in place of older duties; return how many are new.

        Whom no term is meant for any more has nothing to be raised until worked out again.
        """
        if not owed:
            return 0
        raising = raising_of(tuple((term.kind, term.tiers, term.wish) for term, _ in owed))
        values = {"day": waiting.day, "first": waiting.first, "last": waiting.last}
        self._session.change(raising.lapse, {**values, **closing_values("lapsed", now), **periods(owed)})
        raised = self._session.change(raising.insert, {**values, **births(owed)})
        self._session.change(raising.following, {**values, **followings(owed)})
        return raised

    def raise_for_managers(self, term: Term, opening: Opening, now: datetime) -> int:
        """Raise a duty for every manager who serves anybody, in place of older ones; return how many."""
        serving = (
            staff.c.active,
            staff.c.role == MANAGER,
            staff.c.created_at < term.late_at,
            exists().where(or_(customers.c.manager_id == staff.c.id, customers.c.deputy_id == staff.c.id)),
        )
        subjects = select(_STAFF.prefix + cast(staff.c.id, String))
        older = duties.c.subject.in_(subjects) & (duties.c.period != term.period)
        self._session.change(closing_by(duties.c.kind == term.kind, older), closing_values("lapsed", now))
        return raise_each(self._session, _STAFF, term.kind, term.period, term.due, opening, *serving)

    def latest(self, kind: str, customer_id: int) -> int | None:
        """Return the newest duty of a kind about a customer, open or not."""
        row = self._session.row(_LATEST, {"kind": kind, "subject": f"{SUBJECT}{customer_id}"})
        return None if row is None else int(row[0])

    def reopen(self, duty_id: int, rung: int, next_at: datetime | None) -> None:
        """Open a duty again that was closed by a contact struck out since."""
        self._session.change(_REOPEN, {"duty_id": duty_id, "rung": rung, "next_at": next_at})

    def exempt(
        self, manager_ids: Collection[int] | None, longest: Mapping[str, int], limit: int
    ) -> list[Exemption]:
        """Return whom their own wish exempts, of some managers (0: nobody's; None: all)."""
        longer = [
            and_(customers.c.tier == tier, customers.c.wish_days > days) for tier, days in longest.items()
        ]
        wanted = select(
            *(customers.c[name] for name in ("id", "name", "tier", "manager_id", "wish_days")),
            customers.c.do_not_contact,
        ).where(
            customers.c.status != "left",
            or_(customers.c.do_not_contact, customers.c.wish_days == 0, *longer),
        )
        if manager_ids is not None:
            wanted = wanted.where(func.coalesce(customers.c.manager_id, 0).in_(sorted(manager_ids)))
        found = wanted.order_by(customers.c.manager_id, customers.c.id).limit(limit)
        return [Exemption(*row) for row in self._session.rows(found)]

    def pending(self, kind: str, customer_ids: Sequence[int]) -> set[int]:
        """Return those of some customers about whom a duty of a kind is open."""
        theirs = duties.c.customer_id.in_(customer_ids)
        wanted = select(duties.c.customer_id).where(
            duties.c.closed_at.is_(None), duties.c.kind == kind, theirs
        )
        return {row[0] for row in self._session.rows(wanted)}

    def _settle_wishes(self, whose: ColumnElement[bool], now: datetime) -> None:
        """Close what a wish replaces, what a changed wish asked for, and what has been kept since."""
        self._close(whose, CADENCE, "changed", now, ~duties.c.period.startswith(WISH))
        self._close(whose & (customers.c.cadence_on == CHANGED), CADENCE, "changed", now)
        contacted = select(customers.c.contacted_at).where(customers.c.id == duties.c.customer_id)
        self._close(whose, CADENCE, "met", now, contacted.scalar_subquery() > duties.c.opened_at)

    def _close(
        self,
        whose: ColumnElement[bool],
        kind: str,
        why: str,
        now: datetime,
        *which: ColumnElement[bool],
    ) -> None:
        theirs = duties.c.customer_id.in_(select(customers.c.id).where(whose))
        self._session.change(closing_by(duties.c.kind == kind, theirs, *which), closing_values(why, now))


def _first_day(
    kind: str, terms: Sequence[Term], since: ColumnElement[Any], today: date
) -> ColumnElement[Any]:
    """Return from which day a customer's next obligation is to be raised; a wish is worked out apart."""
    column = DAY[kind]
    choices = []
    for term in terms:
        if term.kind != kind:
            continue
        later = or_(SINCE[kind] >= term.begins_at, since >= term.late_at)
        choices.append((meant(term), case((later, literal(term.next_on, Date)), else_=literal(today, Date))))
    return case(*choices, else_=literal(None, column.type))


@cache
def _recounts(counting: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[Update, Update]:
    """Return what finds the last contacts of some customers; made once, since every contact asks for it."""
    effective = dict(counting)
    these = update(customers).where(customers.c.id.in_(bindparam("these", expanding=True)))
    met = {
        "contacted_at": _last_contact(effective, tuple(effective)),
        "visited_at": _last_contact(effective, _FACES),
    }
    answered = _last_answer(effective)
    newer = answered > func.coalesce(customers.c.contacted_at, _NEVER)
    return these.values(met), these.where(newer).values(contacted_at=answered)


def _last_contact(effective: Mapping[str, Sequence[str]], kinds: Sequence[str]) -> Any:
    counting = [
        and_(contacts.c.kind == kind, contacts.c.outcome.in_(effective[kind]))
        for kind in kinds
        if effective.get(kind)
    ]
    return (
        select(func.max(contacts.c.happened_at))
        .where(
            contacts.c.customer_id == customers.c.id,
            contacts.c.undone_at.is_(None),
            or_(*counting) if counting else contacts.c.id.is_(None),
        )
        .scalar_subquery()
    )


def _last_answer(effective: Mapping[str, Sequence[str]]) -> Any:
    """Return when a customer's own message was answered last, or a call made that was asked for (T16)."""
    theirs = [
        cases.c.author_id.is_(None) & cases.c.address_id.is_not(None) & (cases.c.kind != "callback"),
        cases.c.kind == "callback",
    ]
    counting = [
        which for which, kind in zip(theirs, ("chat", "callback"), strict=True) if effective.get(kind)
    ]
    return (
        select(func.max(cases.c.answered_at))
        .where(
            cases.c.customer_id == customers.c.id,
            cases.c.state != "withdrawn",
            cases.c.answered_at.is_not(None),
            or_(*counting) if counting else cases.c.id.is_(None),
        )
        .scalar_subquery()
    )
