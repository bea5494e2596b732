"""What a customer was answered before a person was asked: whoever helps does not say it again (N1, A7)."""

from __future__ import annotations

from datetime import datetime

from bot.services.desk import Desk, names
from bot.services.ports import UnitOfWork
from bot.services.query_records import NONE, UNSOLVED
from bot.services.records import Case


def words(uow: UnitOfWork, desk: Desk, case: Case, now: datetime) -> str:
    """Return what did not help the customer of a question; empty where nothing was tried."""
    ask = uow.asks.of_case(case.id) if case.kind == "question" else None
    if ask is None or ask.outcome not in (UNSOLVED, NONE):
        return ""
    shown = (ask.query_id,) if ask.outcome == UNSOLVED else ask.offered
    found = [uow.queries.get(entry, desk.today(now)) for entry in shown if entry is not None]
    titles = names([f"“{query.title}”" for query in found if query is not None])
    return desk.say(f"case-tried-{ask.outcome}", titles=titles) if titles else ""
