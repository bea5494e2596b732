"""An answered complaint stays open until the customer's word, or a leader's reason (H6, O4, C4)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.dialog.press import button
from bot.errors import BadInput, Stale
from bot.services import buttons, cases, duties, post, pushes, telling, verdicts
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Duty, Staff
from bot.standard.policy import Rung

REMIND = "remind"


def allowed_from(uow: UnitOfWork, desk: Desk, case: Case) -> datetime | None:
    """Return from when a leader may close what the customer has not confirmed; None: at once (H6)."""
    reached = post.reaches(uow, case.customer_id, case.address_id)
    if not reached or case.answered_at is None:
        return None
    return desk.due(cases.CONFIRM, "", case.answered_at).at


def must_wait(uow: UnitOfWork, desk: Desk, case: Case, now: datetime) -> None:
    """Raise BadInput while the customer still has time to say 已解决 or 未解决 (H6)."""
    since = allowed_from(uow, desk, case)
    if since is not None and now < since:
        raise BadInput("error-close-early", time=desk.time_words(since))


def close(uow: UnitOfWork, desk: Desk, case: Case, staff: Staff, reason: str, now: datetime) -> bool:
    """Close an answered case with a leader's reason; the customer is told kindly and may reopen it (H6).

    Return whether a chat reached the customer. Raises Stale where it has moved on, BadInput where the
    customer still has time to say 已解决 or 未解决.
    """
    must_wait(uow, desk, case, now)
    if case.state != cases.ANSWERED or not uow.cases.change(
        case.id, case.revision, state=cases.CLOSED, closed_at=now
    ):
        raise Stale
    uow.cases.note(case.id, verdicts.CLOSED, now, staff.id, reason)
    duties.end_of_case(uow, case.id, verdicts.CLOSED, now)
    closed = uow.cases.get(case.id)
    assert closed is not None  # changed a moment ago in this very turn
    theirs = post.for_customer(uow, desk, case.customer_id, case.address_id)
    words = theirs.say(
        "closed-for-you",
        kind=theirs.say(f"case-{case.kind}"),
        reference=desk.reference(case),
        reason=reason,
    )
    again = button(theirs.say("button-again"), "case-unsolved", case.id, closed.revision)
    rows = ((again, *telling.show_matter(theirs, case)[0]),)
    note = post.Note(words, rows, dedup=f"case:{case.id}:closed:{closed.revision}")
    if case.owner_id not in (None, staff.id):
        text = desk.say("push-closed", reference=desk.reference(case), staff=staff.name, reason=reason)
        post.to_staff(uow, desk, int(case.owner_id or 0), post.Note(text), now)
    return post.to_customer(uow, desk, note, now, customer_id=case.customer_id, address_id=case.address_id)


def waiting(uow: UnitOfWork, desk: Desk, owner_ids: Collection[int] | None, limit: int) -> list[Case]:
    """Return answered cases that wait for their customers' word, of some owners or of all, oldest first."""
    return uow.cases.unconfirmed(desk.policy.voice.confirm, owner_ids, limit)


def found_cause(uow: UnitOfWork, case: Case, staff: Staff, cause: str, now: datetime) -> None:
    """Keep what was behind a complaint (C4); raise Stale for one that is not over."""
    if case.state != cases.CLOSED or cause not in buttons.CAUSES:
        raise Stale
    if not uow.cases.change(case.id, case.revision, cause=cause):
        raise Stale
    uow.cases.note(case.id, "cause", now, staff.id, cause)


def _speak(uow: UnitOfWork, desk: Desk, duty: Duty, rung: Rung, now: datetime) -> None:
    """Ask the customer once more; later tell the leader that a reason may close it (H6)."""
    case = uow.cases.get(duty.case_id) if duty.case_id is not None else None
    if case is None or case.state != cases.ANSWERED:
        return
    if "customer" in rung.to:
        _ask_again(uow, desk, case, duty, now)
    customer = uow.people.customer(case.customer_id)
    text = desk.say(
        "push-confirm-close",
        what=duties.title(desk, duty, case, customer),
        answered=desk.time_words(case.answered_at or now),
        text=case.answer,
    )
    for role in rung.to:
        staff_id = duties.recipient(uow, duty, role, case)
        if staff_id is not None:
            rows = (buttons.close_case(desk, case), *buttons.show_case(desk, case))
            note = post.Note(text, rows, rung.urgent, f"duty:{duty.id}:{rung.name}:{staff_id}")
            pushes.push(uow, desk, staff_id, note, now, duty=duty, rung=rung.name, waits=rung.digest)


def _ask_again(uow: UnitOfWork, desk: Desk, case: Case, duty: Duty, now: datetime) -> None:
    theirs = post.for_customer(uow, desk, case.customer_id, case.address_id)
    text = theirs.say(
        "confirm-please",
        kind=theirs.say(f"case-{case.kind}"),
        reference=desk.reference(case),
        asked=cases.asked(theirs, case),
        text=case.answer,
    )
    note = post.Note(text, buttons.solved_or_not(theirs, case), dedup=f"duty:{duty.id}:{REMIND}")
    if post.to_customer(uow, desk, note, now, customer_id=case.customer_id, address_id=case.address_id):
        uow.cases.note(case.id, "reminded", now)


duties.SPEAKING[cases.CONFIRM] = _speak
