"""Plans of visits: changed only from the state they were seen in, every step noted (D-7 to D-13)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, insert, select, update

from bot.services.visit_records import OPEN, VisitEvent, VisitPlan
from storage.fields import complete
from storage.session import Session, hot
from storage.tables import visit_events, visit_plans

_NAMES = (
    *(
        "id",
        "customer_id",
        "manager_id",
        "kind",
        "purpose",
        "place",
        "state",
        "slots",
        "at",
        "phoned",
        "short",
    ),
    *("noticed_at", "travel_minutes", "kit", "arrived_at", "left_at", "punctual", "moves", "reason", "fault"),
    *("created_at", "revision"),
)
_ROW = tuple(visit_plans.c[name] for name in _NAMES)
_DEFAULTS: dict[str, Any] = {
    "purpose": "",
    "place": "",
    "state": "proposed",
    "slots": (),
    "at": None,
    "phoned": False,
    "short": False,
    "noticed_at": None,
    "travel_minutes": 0,
    "kit": (),
    "arrived_at": None,
    "left_at": None,
    "punctual": "",
    "moves": 0,
    "reason": "",
    "fault": "",
    "revision": 0,
}
_OPEN = visit_plans.c.state.in_(OPEN)

_ADD = insert(visit_plans).returning(visit_plans.c.id)
_GET = hot(select(*_ROW).where(visit_plans.c.id == bindparam("plan_id")))
_THIS = update(visit_plans).where(
    visit_plans.c.id == bindparam("plan_id"), visit_plans.c.revision == bindparam("from_revision")
)
_NEXT = {"revision": visit_plans.c.revision + 1}
_SAME = update(visit_plans).where(visit_plans.c.id == bindparam("plan_id"))
_BETWEEN = (
    select(*_ROW)
    .where(
        visit_plans.c.manager_id == bindparam("manager_id"),
        visit_plans.c.at >= bindparam("since"),
        visit_plans.c.at < bindparam("until"),
        _OPEN,
    )
    .order_by(visit_plans.c.at, visit_plans.c.id)
)
_OF_MANAGER = (
    select(*_ROW)
    .where(visit_plans.c.manager_id == bindparam("manager_id"), _OPEN)
    .order_by(visit_plans.c.at.is_(None), visit_plans.c.at, visit_plans.c.id)
    .limit(bindparam("count", type_=Integer))
)
_OF_CUSTOMER = (
    select(*_ROW)
    .where(visit_plans.c.customer_id == bindparam("customer_id"), _OPEN)
    .order_by(visit_plans.c.at.is_(None), visit_plans.c.at, visit_plans.c.id)
    .limit(bindparam("count", type_=Integer))
)
_NOTE = hot(insert(visit_events))
_EVENTS = (
    select(visit_events.c.at, visit_events.c.what, visit_events.c.staff_id, visit_events.c.text)
    .where(visit_events.c.plan_id == bindparam("plan_id"))
    .order_by(visit_events.c.id)
)


class Visits:
    """Implements `ledgers.Visits`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, customer_id: int, manager_id: int, kind: str, now: datetime, **fields: Any) -> VisitPlan:
        """Keep a new plan."""
        given = {"customer_id": customer_id, "manager_id": manager_id, "kind": kind, "created_at": now}
        values = complete(_DEFAULTS, fields, **given)
        row = self._session.row(_ADD, _kept(values))
        return VisitPlan(
            id=row[0], **{**values, "slots": tuple(values["slots"]), "kit": tuple(values["kit"])}
        )

    def get(self, plan_id: int) -> VisitPlan | None:
        """Return a plan."""
        row = self._session.row(_GET, {"plan_id": plan_id})
        return None if row is None else _read(row)

    def change(self, plan_id: int, revision: int, **fields: Any) -> bool:
        """Change a plan drawn at `revision`; False where it has moved on since."""
        statement = _THIS.values({**_kept(fields), **_NEXT})
        return self._session.change(statement, {"plan_id": plan_id, "from_revision": revision}) == 1

    def hand_over(self, plan_id: int, manager_id: int) -> None:
        """Give a plan to another manager; buttons drawn of it stay good."""
        self._session.change(_SAME.values(manager_id=manager_id), {"plan_id": plan_id})

    def pack(self, plan_id: int, kit: Sequence[str]) -> None:
        """Keep what has been ticked of the kit; that is no new state of the plan (K1)."""
        self._session.change(_SAME.values(kit=list(kit)), {"plan_id": plan_id})

    def note(
        self, plan_id: int, what: str, now: datetime, staff_id: int | None = None, text: str = ""
    ) -> None:
        """Append to a plan's log."""
        values = {"plan_id": plan_id, "at": now, "what": what, "staff_id": staff_id, "text": text}
        self._session.change(_NOTE, values)

    def events(self, plan_id: int) -> list[VisitEvent]:
        """Return a plan's log, oldest first."""
        return [VisitEvent(*row) for row in self._session.rows(_EVENTS, {"plan_id": plan_id})]

    def between(self, manager_id: int, since: datetime, until: datetime) -> list[VisitPlan]:
        """Return a manager's appointments from a moment up to another, in order of time."""
        values = {"manager_id": manager_id, "since": since, "until": until}
        return [_read(row) for row in self._session.rows(_BETWEEN, values)]

    def of_manager(self, manager_id: int, limit: int) -> list[VisitPlan]:
        """Return a manager's open plans, appointed ones first in order of time."""
        values = {"manager_id": manager_id, "count": limit}
        return [_read(row) for row in self._session.rows(_OF_MANAGER, values)]

    def of_customer(self, customer_id: int, limit: int) -> list[VisitPlan]:
        """Return a customer's open plans, appointed ones first in order of time."""
        values = {"customer_id": customer_id, "count": limit}
        return [_read(row) for row in self._session.rows(_OF_CUSTOMER, values)]


def _kept(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields as their columns hold them."""
    values = dict(fields)
    if "slots" in values:
        values["slots"] = [at.isoformat() for at in values["slots"]]
    if "kit" in values:
        values["kit"] = list(values["kit"])
    return values


def _read(row: Any) -> VisitPlan:
    values = dict(zip(_NAMES, row, strict=True))
    values["slots"] = tuple(datetime.fromisoformat(at) for at in values["slots"])
    values["kit"] = tuple(values["kit"])
    return VisitPlan(**values)
