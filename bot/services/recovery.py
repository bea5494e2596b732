"""Whoever was told that something is late, or waits, hears what became of it (E1)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.services import post
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Case


def woken(uow: UnitOfWork, desk: Desk, case_id: int | None, now: datetime) -> Collection[int]:
    """Return whom a case's ladders have woken this night: whoever lies awake hears at once how it stands.

    They need not get up, and hear it without a sound; everybody else hears it in the morning (D-14, T3).
    """
    local, quiet = desk.local(now), desk.policy.quiet
    if case_id is None or not quiet.covers(local.time()):
        return ()
    evening = local.date() if local.time() >= quiet.start else local.date() - timedelta(days=1)
    return uow.pushes.woken(case_id, desk.calendar.at(evening, quiet.start))


def others(
    uow: UnitOfWork, desk: Desk, case_id: int | None, told: Collection[int | None], text: str, now: datetime
) -> None:
    """Tell those who were alerted that somebody sees to it (D-14, D-26)."""
    awake = woken(uow, desk, case_id, now)
    for staff_id in sorted(person for person in set(told) if person is not None):
        post.to_staff(uow, desk, staff_id, post.Note(text, silent=staff_id in awake), now)


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
    awake = woken(uow, desk, case.id, now)
    for staff_id in sorted(person for person in told if person is not None):
        dedup = f"{phrase}:{case.id}:{now.timestamp():.0f}:{staff_id}"
        note = post.Note(text, dedup=dedup, silent=staff_id in awake)
        post.to_staff(uow, desk, staff_id, note, now)
