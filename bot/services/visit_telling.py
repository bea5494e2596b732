"""Who hears what of an appointment: the customer where a chat reaches them, and whoever keeps it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.services import post
from bot.services import visit_words as words
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Staff
from bot.services.visit_records import VisitPlan
from bot.standard import appointments


def reachable(uow: UnitOfWork, customer_id: int) -> bool:
    """Return whether a chat reaches a customer who does not object to being written to."""
    file = uow.profiles.get(customer_id)
    if file is not None and file.do_not_contact:
        return False
    return any(p.reachable and p.session_at is not None for p in uow.addresses.of_customer(customer_id))


Telling = Callable[[Desk], str]
"""What is said of an appointment, by the desk that says it: in the customer's language (A24)."""


def _nothing(_: Desk) -> words.Rows:
    return ()


def to_customer(
    uow: UnitOfWork,
    desk: Desk,
    about: VisitPlan,
    text: Telling,
    now: datetime,
    rows: Callable[[Desk], words.Rows] = _nothing,
) -> bool:
    """Write to the customer of an appointment in their language; False where no chat reaches them.

    At night only what cannot wait is said: an appointment less than half a working day ahead (T3).
    """
    if not reachable(uow, about.customer_id):
        return False
    first = about.at or min(about.slots)
    pressing = appointments.short_notice(now, first, desk.policy, desk.calendar)
    theirs = post.for_customer(uow, desk, about.customer_id)
    # One word in the morning, the newest: what the night has changed is not told first.
    unheard(uow, about)
    key = f"{_key(about)}{about.revision}:{now.timestamp():.0f}"
    note = post.Note(text(theirs), rows(theirs), pressing, key)
    return post.to_customer(uow, desk, note, now, customer_id=about.customer_id, address_id=None)


def unheard(uow: UnitOfWork, about: VisitPlan) -> bool:
    """Take back what the customer of an appointment was to hear in the morning; False where nothing was."""
    return uow.outbox.withdraw(_key(about)) > 0


def _key(about: VisitPlan) -> str:
    return f"appointment:{about.id}:"


def confirm(uow: UnitOfWork, desk: Desk, agreed: VisitPlan, now: datetime) -> bool:
    """Send the customer the confirmation of an appointment; False where no chat reaches them (B18)."""
    return to_customer(
        uow,
        desk,
        agreed,
        lambda theirs: words.confirmed(theirs, agreed),
        now,
        lambda theirs: words.customer_rows(theirs, agreed, now),
    )


def manager(
    uow: UnitOfWork, desk: Desk, about: VisitPlan, text: str, rows: words.Rows, now: datetime, *, urgent: bool
) -> None:
    """Tell whoever keeps an appointment what became of it."""
    dedup = f"visit:{about.id}:{about.revision}:{about.state}"
    post.to_staff(uow, desk, about.manager_id, post.Note(text, rows, urgent, dedup), now)


def owner(uow: UnitOfWork, desk: Desk, about: VisitPlan, staff: Staff, now: datetime) -> None:
    """Tell the manager where somebody else moved or cancelled the appointment."""
    if staff.id != about.manager_id:
        text = f"{desk.say('push-plan-by', staff=staff.name)}\n{words.staff_view(uow, desk, about)}"
        manager(uow, desk, about, text, words.staff_rows(desk, about), now, urgent=True)
