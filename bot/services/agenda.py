"""Today: what is overdue, due and planned for one person, and whom to be in touch with (O7, F9, D-4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from bot.services import digest, digest_words
from bot.services.desk import Desk
from bot.services.digest_ledgers import Line, Matters
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Duty, Staff


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the day."""

    duty: Duty
    case: Case | None
    title: str
    group: str


SHOWN = 60
"""Lines looked at; more than a day holds."""
LATE = 200
"""Late matters of a team that are listed; the count is of all."""


def today(uow: UnitOfWork, desk: Desk, staff: Staff, now: datetime) -> Sequence[Item]:
    """Return a person's open duties, overdue first, as many working days ahead as the policy shows.

    Customers to be in touch with are those that the day's share puts forward; who stands in for somebody
    sees their duties too (E16).
    """
    local = desk.local(now)
    tonight = datetime.combine(local.date(), time.max, tzinfo=desk.zone)
    last, _ = desk.calendar.add(local.date(), desk.policy.agenda.days_ahead)
    horizon = datetime.combine(last, time.max, tzinfo=desk.zone)
    owners = digest.owners_read_by(uow, staff.id, local.date())
    listed = [d for d in uow.digests.due(owners, horizon, SHOWN) if d.due_at <= horizon]
    lines = [Line(_group(desk, duty, now, tonight), duty) for duty in sorted(listed, key=_pressing)]
    lines += digest.put_forward(uow, desk, owners, now)
    matters = uow.digests.matters([line.duty for line in lines])
    return [_item(uow, desk, staff, matters, line) for line in lines]


def _pressing(duty: Duty) -> tuple[datetime, int]:
    return duty.due_at, duty.id


def _group(desk: Desk, duty: Duty, now: datetime, tonight: datetime) -> str:
    if duty.kind in digest.PLANNED and desk.local(duty.due_at).date() == desk.today(now):
        return "today"
    return "overdue" if duty.due_at < now else "today" if duty.due_at <= tonight else "later"


def _item(uow: UnitOfWork, desk: Desk, staff: Staff, matters: Matters, line: Line) -> Item:
    title = digest_words.title(desk, matters, line)
    if line.duty.owner_id != staff.id:
        owner = uow.people.staff(line.duty.owner_id)
        title = f"{desk.say('push-for', staff=owner.name if owner else desk.say('nobody'))}{title}"
    return Item(line.duty, matters.cases.get(line.duty.case_id or 0), title, line.section)


def late_in_team(uow: UnitOfWork, desk: Desk, members: frozenset[int], now: datetime) -> Sequence[Item]:
    """Return what a leader's people have let pass, the oldest first; customers' wishes among it (D-6, E1)."""
    late = uow.digests.late_ones(members, now, LATE)
    matters = uow.digests.matters(late)
    lines = (Line("overdue", duty) for duty in late)
    return [
        Item(
            line.duty,
            matters.cases.get(line.duty.case_id or 0),
            digest_words.title(desk, matters, line),
            line.section,
        )
        for line in lines
    ]
