"""Work logs, and what they are drafted from (F9)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, Integer, String, bindparam, func, literal, select, union_all

from bot.services.digest_ledgers import Done, WorkLog
from storage.moment import UtcTime
from storage.session import Session, hot, upsert
from storage.tables import cases, contacts, work_logs

_STAFF: BindParameter[Any] = bindparam("staff_ids", expanding=True)
_SINCE = bindparam("since", type_=UtcTime)
_all = union_all(
    select(
        contacts.c.manager_id.label("staff_id"),
        contacts.c.kind.label("kind"),
        contacts.c.customer_id.label("customer_id"),
        contacts.c.content.label("text"),
        contacts.c.recorded_at.label("at"),
    ).where(
        contacts.c.manager_id.in_(_STAFF), contacts.c.recorded_at >= _SINCE, contacts.c.undone_at.is_(None)
    ),
    select(
        cases.c.answered_by, literal("answer", String), cases.c.customer_id, cases.c.text, cases.c.answered_at
    ).where(cases.c.answered_by.in_(_STAFF), cases.c.answered_at >= _SINCE),
).subquery("done")
_ranked = select(
    _all,
    func.row_number().over(partition_by=_all.c.staff_id, order_by=_all.c.at).label("place"),
).subquery("ranked")
_DONE = (
    select(*(_ranked.c[name] for name in ("staff_id", "kind", "customer_id", "text", "at")))
    .where(_ranked.c.place <= bindparam("most", type_=Integer))
    .order_by(_ranked.c.staff_id, _ranked.c.place)
)
_SIGN = upsert(work_logs, ["staff_id", "day"], ["summary", "plan", "problems", "signed_at"])
_LOG = hot(
    select(*(work_logs.c[each.name] for each in fields(WorkLog))).where(
        work_logs.c.staff_id == bindparam("whose"), work_logs.c.day == bindparam("on_day")
    )
)


class WorkLogs:
    """Implements `digest_ledgers.WorkLogs`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def done(self, staff_ids: Collection[int], since: datetime, most: int) -> dict[int, list[Done]]:
        """Return what people recorded and answered since a moment, oldest first."""
        found: dict[int, list[Done]] = {staff_id: [] for staff_id in staff_ids}
        values = {"staff_ids": sorted(staff_ids), "since": since, "most": most}
        for staff_id, *rest in self._session.rows(_DONE, values):
            found[staff_id].append(Done(*rest))
        return found

    def sign(self, log: WorkLog) -> None:
        """Keep a work log; one signed before gives way."""
        self._session.change(_SIGN, asdict(log))

    def get(self, staff_id: int, day: date) -> WorkLog | None:
        """Return somebody's work log of a day."""
        row = self._session.row(_LOG, {"whose": staff_id, "on_day": day})
        return None if row is None else WorkLog(*row)
