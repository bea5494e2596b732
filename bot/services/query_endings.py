"""Before an answer expires its owner is told, and once more when it has: each time once (N1)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.dialog.press import button
from bot.services import post, routing
from bot.services.buttons import Rows
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.query_records import Version
from bot.standard.access import ADMIN, HEAD, SUPERVISOR

_MARK = "queries_looked"
SOON, GONE = "soon", "gone"


def tick(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Tell the owners of answers that end, looking once a day; return 0."""
    today = desk.today(now)
    if uow.records.get(_MARK) == f"{today}":
        return 0
    uow.records.put(_MARK, f"{today}")
    until = today + timedelta(days=desk.policy.queries.ending_days)
    for version in uow.queries.ending(today, until):
        last = version.content.valid_to
        assert last is not None  # it ends
        gone = last < today
        _tell(uow, desk, version, GONE if gone else SOON, now)
        uow.queries.tell(version.id, GONE if gone else SOON)
    return 0


def _tell(uow: UnitOfWork, desk: Desk, version: Version, how: str, now: datetime) -> None:
    owner = uow.people.staff(version.content.owner_id)
    if owner is None or not owner.active:
        owner = routing.first_of(uow, SUPERVISOR, HEAD, ADMIN)
    last = version.content.valid_to
    if owner is None or last is None:
        return
    phrase = "push-query-ended" if how == GONE else "push-query-ending"
    text = desk.say(phrase, title=version.content.title, day=desk.day_words(last))
    rows: Rows = ((button(desk.say("button-details"), "query-show", version.query_id),),)
    post.to_staff(uow, desk, owner.id, post.Note(text, rows, dedup=f"query:{version.id}:{how}"), now)
