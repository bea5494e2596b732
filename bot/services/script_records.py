"""What is kept of a script gone through, and of who approved one (B1–B20, O2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

RUNNING, SAVED, DROPPED, UNDONE = "running", "saved", "dropped", "undone"


@dataclass(frozen=True, slots=True)
class ScriptRun:
    """One talk along a script; `values` is what was tapped and typed so far."""

    id: int
    script: str
    version: str
    customer_id: int
    manager_id: int
    contact_id: int | None
    state: str
    step: str
    values: Mapping[str, Any]
    revision: int
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Approval:
    """Whether a version of a script is in force, who said so and when (O2)."""

    version: str
    active: bool
    by: str
    on: str


class Scripts(Protocol):
    """Talks along a script: they outlive a restart and an interruption."""

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

    def get(self, run_id: int) -> ScriptRun | None:
        """Return a talk."""

    def change(self, run_id: int, revision: int, **fields: Any) -> bool:
        """Change a talk drawn at `revision`; False where it has moved on since."""

    def under_way(self, manager_id: int, limit: int) -> list[ScriptRun]:
        """Return a person's talks under way, the latest begun first."""
