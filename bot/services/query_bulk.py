"""Many drafts at once: put before their approvers, and approved, each by the same rules (E9, O2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.dialog.press import button
from bot.errors import BotError
from bot.services import post, query_checks, query_editing
from bot.services.desk import Desk, names
from bot.services.ports import UnitOfWork
from bot.services.query_records import DRAFT, RETURNED, SUBMITTED, Version
from bot.services.records import Staff

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Done:
    """How many versions were taken further, how many were not, and before whom they are."""

    done: int
    left: int
    people: tuple[str, ...] = ()


def drafts(uow: UnitOfWork, me: Staff) -> list[Version]:
    """Return the drafts that somebody had a hand in and has not put before anybody."""
    found = (entry.open for entry in uow.queries.entries())
    return [v for v in found if v is not None and v.state in (DRAFT, RETURNED) and me.id in v.authors]


def waiting(uow: UnitOfWork, me: Staff) -> list[Version]:
    """Return the versions that somebody may approve: those they had no hand in (E9)."""
    found = (entry.open for entry in uow.queries.entries())
    return [v for v in found if v is not None and v.state == SUBMITTED and me.id not in v.authors]


def submit_all(uow: UnitOfWork, desk: Desk, me: Staff, now: datetime) -> Done:
    """Put one's drafts before their approvers, who hear of them in one message."""
    told: dict[int, list[Version]] = {}
    owned, left = query_checks.owners(uow.queries.entries()), 0
    for draft in drafts(uow, me):
        approver = query_editing.approver_of(uow, draft.authors, me)
        faults = query_checks.look(uow, desk, draft.query_id, draft.content, owned).faults
        sent = approver is not None and not faults
        if not sent or not uow.queries.change(draft.id, draft.revision, state=SUBMITTED, at=now):
            left += 1
            continue
        assert approver is not None  # or it would not have been sent
        told.setdefault(approver.id, []).append(draft)
    people = []
    for staff_id, versions in told.items():
        titles = names([version.content.title for version in versions[:_NAMED]])
        words = desk.say("push-queries-submitted", staff=me.name, count=str(len(versions)), titles=titles)
        rows = ((button(desk.say("button-see-waiting"), "query-page", value=SUBMITTED),),)
        dedup = f"queries:{versions[0].id}:{versions[0].revision}:{len(versions)}:{staff_id}"
        post.to_staff(uow, desk, staff_id, post.Note(words, rows, dedup=dedup), now)
        person = uow.people.staff(staff_id)
        people += [person.name] if person is not None else []
    return Done(sum(map(len, told.values())), left, tuple(people))


def approve_all(uow: UnitOfWork, desk: Desk, me: Staff, now: datetime) -> Done:
    """Approve what somebody may, each from its own day on; what cannot be is left as it is."""
    left, counts = 0, dict[int, int]()
    found = waiting(uow, me)
    for version in found:
        try:
            query_editing.approve(uow, desk, version.id, version.revision, me, now, quiet=True)
        except BotError:
            left += 1
            continue
        for staff_id in version.authors:
            counts[staff_id] = counts.get(staff_id, 0) + 1
    for staff_id, count in counts.items():
        words = desk.say("push-queries-approved", staff=me.name, count=str(count))
        dedup = f"queries:approved:{found[0].id}:{found[0].revision}:{staff_id}"
        post.to_staff(uow, desk, staff_id, post.Note(words, dedup=dedup), now)
    return Done(len(found) - left, left)
