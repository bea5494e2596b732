"""Whoever was told that something is late, or waits, hears what became of it (E1)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.services import post
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Case


def tell(
    uow: UnitOfWork,
    desk: Desk,
    case: Case,
    phrase: str,
    now: datetime,
    *,
    but: Collection[int | None],
    also: Collection[int | None] = (),
    **slots: str,
) -> None:
    """Tell everybody to whom any ladder of a case has spoken, each once."""
    text = desk.say(phrase, kind=desk.say(f"case-{case.kind}"), reference=desk.reference(case), **slots)
    told = {*uow.duties.told_of_case(case.id), *also} - set(but)
    for staff_id in sorted(person for person in told if person is not None):
        dedup = f"{phrase}:{case.id}:{now.timestamp():.0f}:{staff_id}"
        post.to_staff(uow, desk, staff_id, post.Note(text, dedup=dedup), now)
