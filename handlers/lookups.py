"""The approved answers at hand for staff: looked up during a visit, or offered by its brief (B19, L8, N1)."""

from __future__ import annotations

from bot.dialog.press import Press, button
from bot.errors import BadInput, Stale
from bot.services import queries
from bot.services.query_records import Query
from handlers.routes import WORKERS, router
from handlers.turn import Turn


def look_up(turn: Turn) -> None:
    """Show the approved answer that fits what was typed, or those that may be meant; nothing is recorded."""
    if not turn.argument:
        raise BadInput("error-lookup-what")
    match = turn.prepared.match
    best = _in_force(turn, match.best) if match is not None and match.best is not None else None
    if best is not None:
        _show(turn, best)
        return
    found = [q for i in (match.choices if match is not None else ()) if (q := _in_force(turn, i)) is not None]
    if not found:
        raise BadInput("error-lookup-none", text=turn.argument[:20])
    rows = tuple((button(query.title, "query-card", query.id),) for query in found)
    turn.reply(turn.say("lookup-which"), rows)


def _in_force(turn: Turn, query_id: int) -> Query | None:
    """Return a standard question whose answer may be told today (N1)."""
    return queries.in_force(turn.uow, turn.desk, query_id, turn.now)


@router.press("query-card", WORKERS)
def card(turn: Turn, press: Press) -> None:
    """Show an approved answer to whoever explains it to a customer (L8)."""
    query = _in_force(turn, press.subject)
    if query is None:
        raise Stale
    _show(turn, query)


def _show(turn: Turn, query: Query) -> None:
    answer = queries.answer_for(turn.uow, turn.desk, query, None)
    turn.reply(turn.say("lookup-card", title=query.title, answer=answer, approver=query.approved_by))
