"""Scripts gone through: one row a talk, so that it outlives a restart and an interruption (B1–B20)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, insert, select, update

from bot.services.script_records import RUNNING, ScriptRun
from storage.session import Session, hot
from storage.tables import script_runs

_ROW = (
    *(script_runs.c[name] for name in ("id", "script", "version", "customer_id", "manager_id")),
    *(script_runs.c[name] for name in ("contact_id", "state", "step", "values", "revision")),
    *(script_runs.c[name] for name in ("started_at", "ended_at")),
)
_ADD = insert(script_runs).returning(*_ROW)
_GET = hot(select(*_ROW).where(script_runs.c.id == bindparam("run_id")))
_OPEN = (
    select(*_ROW)
    .where(script_runs.c.manager_id == bindparam("manager_id"), script_runs.c.state == RUNNING)
    .order_by(script_runs.c.id.desc())
    .limit(bindparam("count", type_=Integer))
)


class Scripts:
    """Implements `ledgers.Scripts`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        script: str,
        version: str,
        customer_id: int,
        manager_id: int,
        values: Mapping[str, Any],
        now: datetime,
    ) -> ScriptRun:
        """Begin a talk."""
        people = {"customer_id": customer_id, "manager_id": manager_id}
        row = self._session.row(
            _ADD, {"script": script, "version": version, "values": dict(values), "started_at": now, **people}
        )
        return ScriptRun(*row)

    def get(self, run_id: int) -> ScriptRun | None:
        """Return a talk."""
        row = self._session.row(_GET, {"run_id": run_id})
        return None if row is None else ScriptRun(*row)

    def change(self, run_id: int, revision: int, **fields: Any) -> bool:
        """Change a talk drawn at `revision`; False where it has moved on since."""
        there = update(script_runs).where(script_runs.c.id == run_id, script_runs.c.revision == revision)
        return self._session.change(there.values(**fields, revision=revision + 1)) == 1

    def under_way(self, manager_id: int, limit: int) -> list[ScriptRun]:
        """Return a person's talks under way, the latest begun first."""
        rows = self._session.rows(_OPEN, {"manager_id": manager_id, "count": limit})
        return [ScriptRun(*row) for row in rows]
