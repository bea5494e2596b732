"""Customers are told how far their own matter is: each step once, progress now and then (C4, D-25)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.dialog.press import button
from bot.services import announcing, buttons, cases, post
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Staff


def taken(uow: UnitOfWork, desk: Desk, case: Case, staff: Staff, now: datetime) -> None:
    """Tell that somebody has taken a matter up, the first time somebody does (D-26)."""
    theirs = post.for_customer(uow, desk, case.customer_id, case.address_id)
    role = theirs.say(f"who-{staff.role}")
    due = theirs.due_words(case.due_at, case.provisional)
    _tell(uow, desk, case, "taken", now, "taken", role=role, staff=staff.name, due=due)


def referred(uow: UnitOfWork, desk: Desk, case: Case, department: str, now: datetime) -> None:
    """Tell which department looks into a matter (D-25)."""
    _tell(uow, desk, case, "referred", now, f"referred:{department}", department=department)


def progress(uow: UnitOfWork, desk: Desk, case: Case, text: str, now: datetime) -> None:
    """Tell what was noted as progress, once in so many hours; the rest stands in the details."""
    span = timedelta(hours=desk.policy.voice.progress_hours)
    _tell(uow, desk, case, "progress", now, f"progress:{(now - case.created_at) // span}", text=text)


def _tell(uow: UnitOfWork, desk: Desk, case: Case, step: str, now: datetime, key: str, **slots: str) -> None:
    if case.author_id is not None or case.state != cases.OPEN:
        return  # what colleagues wrote down is told by them
    theirs = post.for_customer(uow, desk, case.customer_id, case.address_id)
    kind = theirs.say(f"case-{case.kind}")
    text = theirs.say(f"told-{step}", kind=kind, reference=desk.reference(case), **slots)
    # Who has reported something serious waits for word at any hour; others are left their night's rest (T3).
    note = post.Note(
        text, show_matter(theirs, case), announcing.serious(desk, case), f"case:{case.id}:told:{key}"
    )
    post.to_customer(uow, desk, note, now, customer_id=case.customer_id, address_id=case.address_id)


def show_matter(desk: Desk, case: Case) -> buttons.Rows:
    """Return the button that shows a customer their own matter in full."""
    return ((button(desk.say("button-matter"), "matter-show", case.id),),)
