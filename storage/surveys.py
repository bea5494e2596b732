"""Requests for customers' opinions: put down by one statement, for one customer or for many (H1, H2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Integer,
    String,
    bindparam,
    case,
    cast,
    exists,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from bot.services.survey_records import (
    ASKED,
    EXPIRED,
    REFUSED,
    WAITING,
    Asking,
    Improvement,
    Occasion,
    Survey,
    Tally,
    Views,
)
from storage.cadence_raising import EXEMPT
from storage.duty_raising import owner_of
from storage.moment import UtcTime
from storage.session import Both, Session, hot
from storage.tables import addresses, cases, customers, improvements, surveys

_ROW = tuple(surveys.c[name] for name in Survey.__dataclass_fields__)
_GET = hot(select(*_ROW).where(surveys.c.id == bindparam("survey_id")))
_FOUND = hot(
    select(*_ROW).where(
        surveys.c.customer_id == bindparam("customer_id"), surveys.c.subject == bindparam("subject")
    )
)
_DUE = hot(
    select(*_ROW)
    # To the letter what the index says, which else is of no use.
    .where(surveys.c.state == literal_column(f"'{WAITING}'"), surveys.c.send_at <= bindparam("now"))
    .order_by(surveys.c.send_at, surveys.c.id)
    .limit(bindparam("count", type_=Integer))
)
_LAST = hot(select(func.max(customers.c.id)))
_CHANGE = update(surveys).where(
    surveys.c.id == bindparam("which"), surveys.c.state == bindparam("from_state")
)
_OVERDUE = (
    select(surveys.c.id)
    .where(surveys.c.state == literal_column(f"'{ASKED}'"), surveys.c.expires_at <= bindparam("now"))
    .order_by(surveys.c.expires_at)
    .limit(bindparam("count", type_=Integer))
)
# A day's share runs out at one moment: some of them in each turn.
_EXPIRE = hot(
    update(surveys).where(surveys.c.id.in_(_OVERDUE), surveys.c.state == literal(ASKED)).values(state=EXPIRED)
)
_REACHED = exists().where(
    addresses.c.customer_id == customers.c.id, addresses.c.reachable, addresses.c.session_at.is_not(None)
)
_WILLING = _REACHED & ~EXEMPT & ~customers.c.surveys_off & ~customers.c.do_not_disturb
_MAY_ASK = hot(select(customers.c.id).where(customers.c.id == bindparam("customer_id"), _WILLING))
_SILENCED = hot(select(customers.c.surveys_off).where(customers.c.id == bindparam("customer_id")))
_SPAN = customers.c.id.between(bindparam("first", type_=Integer), bindparam("last", type_=Integer))
# Whoever puts a request down holds the customer's row: of two, the second sees what the first put down.
_LOCK = hot(select(customers.c.id).where(_SPAN).order_by(customers.c.id).with_for_update(key_share=True))
_COMPLAINS = exists().where(
    cases.c.customer_id == customers.c.id, cases.c.kind == "complaint", cases.c.closed_at.is_(None)
)


def _putting(manager: ColumnElement[Any], *which: ColumnElement[bool]) -> Both:
    """Return the statement that puts a request down for everybody of a span who may be asked."""
    before = exists().where(
        surveys.c.customer_id == customers.c.id, surveys.c.created_at > bindparam("since", type_=UtcTime())
    )
    tiers = customers.c.tier.in_(bindparam("vip_tiers", expanding=True))
    born: dict[str, ColumnElement[Any]] = {
        "customer_id": customers.c.id,
        "manager_id": manager,
        "about": cast(bindparam("about", type_=String), String),
        "subject": cast(bindparam("subject", type_=String), String),
        "case_id": cast(bindparam("case_id", type_=Integer), Integer),
        "vip": case((or_(customers.c.vip, tiers), literal(True)), else_=literal(False, Boolean)),
        "state": literal(WAITING),
        "send_at": bindparam("send_at", type_=UtcTime()),
        "created_at": bindparam("now", type_=UtcTime()),
    }
    rows = select(*born.values()).where(_SPAN, _WILLING, ~before, *which)
    return Both(
        sqlite.insert(surveys).from_select(list(born), rows).on_conflict_do_nothing(),
        postgresql.insert(surveys).from_select(list(born), rows).on_conflict_do_nothing(),
    )


_ONE = _putting(cast(bindparam("manager_id", type_=Integer), Integer))
_MANY = _putting(
    owner_of(literal(None, Integer)),
    customers.c.contacted_at >= bindparam("contacted", type_=UtcTime()),
    ~_COMPLAINS,
)


class Surveys:
    """Implements `survey_records.Surveys`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def request(self, occasion: Occasion, asking: Asking) -> Survey | None:
        """Put down to ask a customer who may be asked; None where they may not, or are asked already."""
        span = {"first": occasion.customer_id, "last": occasion.customer_id}
        self._session.rows(_LOCK, span)
        about = {"about": occasion.about, "subject": occasion.subject, "case_id": occasion.case_id}
        values = {**span, **about, "manager_id": occasion.manager_id, **_born(asking)}
        if self._session.change(_ONE, values) != 1:
            return None
        found = {"customer_id": occasion.customer_id, "subject": occasion.subject}
        return Survey(*self._session.row(_FOUND, found))

    def request_all(self, period: str, since: datetime, first: int, last: int, asking: Asking) -> int:
        """Put down to ask every customer of a span of ids who was in contact since a moment (H1)."""
        span = {"first": first, "last": last}
        self._session.rows(_LOCK, span)
        about = {"about": "quarter", "subject": f"quarter:{period}", "case_id": None, "contacted": since}
        return self._session.change(_MANY, {**span, **about, **_born(asking)})

    def last_customer(self) -> int:
        """Return the highest id of a customer; 0 where there is none."""
        return int(self._session.row(_LAST)[0] or 0)

    def get(self, survey_id: int) -> Survey | None:
        """Return a request."""
        row = self._session.row(_GET, {"survey_id": survey_id})
        return None if row is None else Survey(*row)

    def waiting(self, now: datetime, limit: int) -> list[Survey]:
        """Return requests that are to be sent by now, oldest first."""
        return [Survey(*row) for row in self._session.rows(_DUE, {"now": now, "count": limit})]

    def willing(self, customer_id: int) -> bool:
        """Return whether a customer may be asked: reached by a chat, and neither exempt nor tired of it."""
        return self._session.row(_MAY_ASK, {"customer_id": customer_id}) is not None

    def change(self, survey_id: int, from_state: str, **fields: Any) -> bool:
        """Change a request that is in a state; False where it has moved on."""
        changed = {"which": survey_id, "from_state": from_state}
        return self._session.change(_CHANGE.values(**fields), changed) == 1

    def expire(self, now: datetime, limit: int) -> int:
        """End some of the requests that nobody answered in time; return how many."""
        return self._session.change(_EXPIRE, {"now": now, "count": limit})

    def silence(self, customer_id: int, off: bool) -> None:
        """Let a customer be asked no more, or again; what was asked and not answered ends."""
        self._session.change(update(customers).where(customers.c.id == customer_id).values(surveys_off=off))
        if off:
            open_now = surveys.c.state.in_((WAITING, ASKED))
            theirs = update(surveys).where(surveys.c.customer_id == customer_id, open_now)
            self._session.change(theirs.values(state=REFUSED))

    def silenced(self, customer_id: int) -> bool:
        """Return whether a customer wants to be asked no more."""
        row = self._session.row(_SILENCED, {"customer_id": customer_id})
        return row is not None and bool(row[0])

    def tallies(self, owner_ids: Collection[int] | None, since: datetime, until: datetime) -> list[Tally]:
        """Return how satisfied the customers of some managers, or of all, were in a span of time."""
        asked = select(surveys.c.manager_id, func.count()).where(
            surveys.c.asked_at >= since, surveys.c.asked_at < until, *_of(owner_ids)
        )
        scored = select(surveys.c.manager_id, surveys.c.score, func.count()).where(
            *_scored(owner_ids, since, until)
        )
        counts: dict[int | None, int] = {
            row[0]: row[1] for row in self._session.rows(asked.group_by(surveys.c.manager_id))
        }
        scores: dict[int | None, dict[int, int]] = defaultdict(dict)
        for row in self._session.rows(scored.group_by(surveys.c.manager_id, surveys.c.score)):
            scores[row[0]][row[1]] = row[2]
        whose = sorted({*counts, *scores}, key=lambda each: (each is None, each or 0))
        return [Tally(each, scores.get(each, {}), counts.get(each, 0)) for each in whose]

    def views(self, owner_ids: Collection[int] | None, since: datetime, until: datetime) -> Views:
        """Return what VIPs said in a span of time (H5)."""
        names = ("score", "brand", "service", "rewards")
        means = [func.avg(surveys.c[name]) for name in names]
        row = self._session.row(
            select(func.count(), *means).where(surveys.c.vip, *_scored(owner_ids, since, until))
        )
        return Views(int(row[0]), *(float(mean or 0) for mean in row[1:]))

    def low(
        self, owner_ids: Collection[int] | None, low: int, since: datetime, limit: int
    ) -> Sequence[Survey]:
        """Return the low scores since a moment, the latest first (H4)."""
        wanted = select(*_ROW).where(surveys.c.score <= low, surveys.c.answered_at >= since, *_of(owner_ids))
        found = self._session.rows(wanted.order_by(surveys.c.answered_at.desc()).limit(limit))
        return [Survey(*row) for row in found]

    def improve(
        self, staff_id: int, survey_id: int | None, text: str, now: datetime, category: str = ""
    ) -> None:
        """Keep what is to be done better, because of one score or in what a category is about (H2)."""
        about = {"survey_id": survey_id, "category": category}
        values = {"staff_id": staff_id, "text": text, "at": now, **about}
        self._session.change(insert(improvements).values(**values))

    def improvements(self, since: datetime, limit: int) -> list[Improvement]:
        """Return what was to be done better since a moment, the latest first (H2)."""
        columns = (improvements.c[name] for name in Improvement.__dataclass_fields__)
        wanted = select(*columns).where(improvements.c.at >= since)
        found = self._session.rows(wanted.order_by(improvements.c.id.desc()).limit(limit))
        return [Improvement(*row) for row in found]


def _born(asking: Asking) -> dict[str, Any]:
    return {
        "send_at": asking.send_at,
        "now": asking.now,
        "since": asking.since,
        "vip_tiers": list(asking.vip_tiers),
    }


def _of(owner_ids: Collection[int] | None) -> list[ColumnElement[bool]]:
    return [] if owner_ids is None else [surveys.c.manager_id.in_(sorted(owner_ids))]


def _scored(owner_ids: Collection[int] | None, since: datetime, until: datetime) -> list[ColumnElement[bool]]:
    within = surveys.c.answered_at >= since, surveys.c.answered_at < until
    return [surveys.c.score.is_not(None), *within, *_of(owner_ids)]
