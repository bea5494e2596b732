"""What stands in the messages of the day: read for many people at once (O7, D-4)."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sqlalchemy import BindParameter, Integer, Select, and_, bindparam, case, func, not_, or_, select

from bot.services.digest_ledgers import MORNING
from bot.services.push_ledgers import DEAD
from bot.services.records import Case, Duty
from bot.standard.digests import SILENT, SPREAD
from storage.moment import UtcTime
from storage.searching import CUSTOMER
from storage.tables import cases, customers, digest_lines, digests, duties, escalations

DUTY = tuple(duties.c[each.name] for each in fields(Duty))
_CASE = tuple(cases.c[each.name] for each in fields(Case))
OPEN = duties.c.closed_at.is_(None)
OWNERS = duties.c.owner_id.in_(bindparam("owner_ids", expanding=True))
STAFF: BindParameter[Any] = bindparam("staff_ids", expanding=True)
_MOST = bindparam("most", type_=Integer)
_TONIGHT = bindparam("tonight", type_=UtcTime)
# What was put off until another day is not put forward before it.
_NOT_PUT_OFF = or_(duties.c.again_at.is_(None), duties.c.again_at < _TONIGHT)
# Hidden from the index that begins with the kind: it would lead SQLite through everybody's duties.
_SPREAD = func.coalesce(duties.c.kind, "").in_(SPREAD)


def _ranked(found: Any, *columns: Any) -> Select[Any]:
    """Return the first of each group: those numbered up to `most`."""
    return select(*(found.c[column.name] for column in columns)).where(found.c.place <= _MOST)


_due = (
    select(
        *DUTY,
        func.row_number()
        .over(partition_by=duties.c.owner_id, order_by=(duties.c.due_at, duties.c.id))
        .label("place"),
    )
    .where(
        OPEN,
        OWNERS,
        not_(_SPREAD),
        duties.c.kind.not_in(SILENT),
        duties.c.ladder != "retry",
        or_(duties.c.due_at < _TONIGHT, and_(duties.c.next_at < _TONIGHT, _NOT_PUT_OFF)),
    )
    .subquery("due")
)
DUE = _ranked(_due, *DUTY).order_by(_due.c.owner_id, _due.c.due_at, _due.c.id)
SHARES = (
    select(
        duties.c.owner_id,
        duties.c.due_day,
        duties.c.period,
        func.min(duties.c.opened_at, type_=UtcTime),
        func.count(),
    )
    .where(OPEN, OWNERS, _SPREAD)
    .group_by(duties.c.owner_id, duties.c.due_day, duties.c.period)
    .order_by(duties.c.owner_id, duties.c.due_day, duties.c.period)
)
_TIER = case({"diamond": 0, "gold": 1, "silver": 2}, value=customers.c.tier, else_=3)
_spread = (
    select(
        *DUTY,
        customers.c.contacted_at,
        _TIER.label("tier"),
        func.row_number()
        .over(
            partition_by=(duties.c.owner_id, duties.c.due_day, duties.c.period),
            order_by=(_TIER, customers.c.contacted_at.asc().nulls_first(), duties.c.id),
        )
        .label("place"),
    )
    .join_from(duties, customers, customers.c.id == duties.c.customer_id)
    .where(OPEN, OWNERS, _SPREAD, _NOT_PUT_OFF)
    .subquery("spread")
)
SPREAD_FIRST = _ranked(_spread, *DUTY, customers.c.contacted_at).order_by(
    _spread.c.owner_id, _spread.c.due_day, _spread.c.period, _spread.c.place
)
_READ_SINCE = (
    select(digest_lines.c.id)
    .join(digests, digests.c.id == digest_lines.c.digest_id)
    .where(
        digest_lines.c.duty_id == escalations.c.duty_id,
        digests.c.staff_id == escalations.c.recipient_id,
        digests.c.kind == MORNING,
        digests.c.at >= escalations.c.at,
    )
    .exists()
)
_pending = (
    select(
        escalations.c.recipient_id,
        escalations.c.via,
        *DUTY,
        func.row_number()
        .over(partition_by=escalations.c.recipient_id, order_by=(escalations.c.at, escalations.c.id))
        .label("place"),
    )
    .join_from(escalations, duties, duties.c.id == escalations.c.duty_id)
    .where(
        escalations.c.recipient_id.in_(STAFF),
        escalations.c.at >= bindparam("since", type_=UtcTime),
        escalations.c.acted_at.is_(None),
        escalations.c.via != DEAD,
        OPEN,
        not_(_SPREAD),
        not_(_READ_SINCE),
    )
    .subquery("pending")
)
PENDING = _ranked(_pending, escalations.c.recipient_id, escalations.c.via, *DUTY).order_by(
    _pending.c.recipient_id, _pending.c.place
)
CASES = select(*_CASE).where(cases.c.id.in_(bindparam("ids", expanding=True)))
CUSTOMERS = select(*CUSTOMER).where(customers.c.id.in_(bindparam("ids", expanding=True)))
