"""Takes a person out of every table; what must be kept stays without the person (G3, T21).

Complaints stay, without name and number; contacts stay as a count of what happened. Everything else about the
person is gone, also from what staff were told: lines that name them are taken out of the history.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update

from bot.services.privacy_ledgers import EXPORT, ToldBy, Whose
from bot.standard.masking import without_phones
from storage.erasing_words import anew, forget_typed, scrub_history
from storage.session import Session
from storage.tables import (
    addresses,
    anniversaries,
    attachments,
    bills,
    case_events,
    cases,
    consents,
    contact_edits,
    contacts,
    customer_changes,
    customers,
    dialogs,
    duties,
    file_contents,
    files,
    import_rows,
    imports,
    inbox,
    invites,
    liaisons,
    links,
    outbox,
    query_asks,
    script_runs,
    surveys,
    talk_lines,
    talks,
    visit_events,
    visit_plans,
)

KEPT = ("complaint",)
"""Kinds of cases whose words are kept, without the person."""
ERASED = "erased"
_EMPTY = (
    *("gender", "phone", "label", "region", "post", "employer", "address", "home_phone", "note"),
    *("user_name", "user_phone", "user_relation", "language", "preferences", "taboos"),
    *("contact_hours", "tags", "source", "card", "search"),
)
_NONE = (
    *("account", "manager_id", "deputy_id", "do_not_ask", "greetings", "wish_days", "cadence_on", "face_on"),
    *("next_on", "next_year", "contacted_at", "visited_at", "birth_year", "birth_month", "birth_day"),
)
_HELD_FOR = timedelta(hours=1)
"""How long what was typed to a customer may have been asked about before it was passed on."""
_OVER = ("done", "undone", "cancelled", "failed")

More = Callable[[Session, Whose, datetime], None]
FURTHER: list[More] = []
"""What tables of other rooms do when a person is erased: each adds its own."""


def heard_from(whose: Whose) -> ColumnElement[bool]:
    """Return the condition for what a person sent."""
    theirs = select(addresses.c.id).where(
        addresses.c.id.in_(whose.address_ids),
        addresses.c.channel == inbox.c.channel,
        addresses.c.user == inbox.c.user,
        addresses.c.chat == inbox.c.chat,
    )
    return theirs.exists()


def heard_by(whose: Whose) -> ColumnElement[bool]:
    """Return the condition for what a person was sent."""
    return outbox.c.address_id.in_(whose.address_ids)


def cases_of(whose: Whose) -> ColumnElement[bool]:
    """Return the condition for a person's cases; a chat that changed hands has its earlier owner's too."""
    asked = and_(cases.c.customer_id.is_(None), cases.c.address_id.in_(whose.address_ids))
    return asked if whose.customer_id is None else or_(cases.c.customer_id == whose.customer_id, asked)


def files_of(whose: Whose) -> ColumnElement[bool]:
    """Return the condition for the files a person sent, and those kept with what is theirs."""
    matters = select(cases.c.id).where(cases_of(whose))
    met = select(contacts.c.id).where(contacts.c.customer_id == whose.customer_id)
    kept = select(attachments.c.file_id).where(
        or_(attachments.c.case_id.in_(matters), attachments.c.contact_id.in_(met))
    )
    theirs = or_(files.c.address_id.in_(whose.address_ids), files.c.id.in_(kept))
    return theirs if whose.customer_id is None else or_(theirs, handed_out(whose.customer_id))


def handed_out(customer_id: int | None = None) -> ColumnElement[bool]:
    """Return the condition for files that hand out what is kept of somebody, or of one customer."""
    begins = EXPORT if customer_id is None else f"{EXPORT}{customer_id}:"
    return func.coalesce(files.c.source, "").startswith(begins)


def erase(session: Session, whose: Whose, name: str, gone: str, told: ToldBy, now: datetime) -> None:
    """Take a person out of every table."""
    _talks(session, whose, now)
    _files(session, whose)
    _asks(session, whose, gone)
    _cases(session, whose, gone, told.names, now)
    _duties(session, whose, now)
    if whose.customer_id is not None:
        _contacts(session, whose.customer_id, gone, now)
        _visits(session, whose.customer_id)
        _surveys(session, whose.customer_id)
        _sheets(session, whose.customer_id)
        _file(session, whose.customer_id, name, now)
    for more in FURTHER:
        more(session, whose, now)
    scrub_history(session, whose, gone, (*told.names, *told.quotes))
    _conversation(session, whose)


def _conversation(session: Session, whose: Whose) -> None:
    """Empty what was said; the rows stay: no event is worked twice, and no number is used again."""
    done = or_(inbox.c.done_at.is_not(None), inbox.c.event_id == whose.current_event)
    for row_id, payload in session.rows(select(inbox.c.id, inbox.c.payload).where(heard_from(whose), done)):
        bare = {"id": payload["id"], "sender": payload["sender"], "kind": "back"}
        session.change(update(inbox).where(inbox.c.id == row_id), {"payload": bare})
    session.change(
        update(outbox).where(heard_by(whose)), {"payload": {"text": ""}, "why": ERASED, "detail": ""}
    )
    here = addresses.c.id.in_(whose.address_ids)
    session.change(
        anew(dialogs).where(dialogs.c.address_id.in_(whose.address_ids)),
        {"form": "", "step": 0, "values": {}},
    )
    session.change(update(addresses).where(here), {"customer_id": None, "name": ""})


def _files(session: Session, whose: Whose) -> None:
    ids = [row[0] for row in session.rows(select(files.c.id).where(files_of(whose)))]
    session.change(delete(attachments).where(attachments.c.file_id.in_(ids)))
    session.change(delete(file_contents).where(file_contents.c.file_id.in_(ids)))
    # A sheet may have come from the very chat: its row stays where an import points at it.
    held = select(imports.c.file_id).where(imports.c.file_id.is_not(None))
    session.change(delete(files).where(files.c.id.in_(ids), files.c.id.not_in(held)))
    session.change(update(files).where(files.c.id.in_(ids)), {"name": "", "caption": "", "remote": ""})


def _cases(session: Session, whose: Whose, gone: str, needles: Sequence[str], now: datetime) -> None:
    rows = session.rows(
        select(cases.c.id, cases.c.kind, cases.c.text, cases.c.answer, cases.c.closed_at).where(
            cases_of(whose)
        )
    )
    for case_id, kind, text, answer, closed_at in rows:
        kept = kind in KEPT
        over = {} if closed_at is not None else {"state": "withdrawn", "closed_at": now}
        words = {
            "text": without(text, needles, gone) if kept else gone,
            "answer": without(answer, needles, gone) if kept and answer else "",
        }
        bare = {"phone": "", "wanted": "", "address_id": None}
        session.change(anew(cases).where(cases.c.id == case_id), words | bare | over)
        for event_id, said in session.rows(
            select(case_events.c.id, case_events.c.text).where(
                case_events.c.case_id == case_id, case_events.c.text != ""
            )
        ):
            left = without(said, needles, gone) if kept else ""
            session.change(update(case_events).where(case_events.c.id == event_id), {"text": left})


def without(text: str, needles: Sequence[str], gone: str) -> str:
    """Return a text in which nothing names the person any more."""
    for needle in needles:
        text = text.replace(needle, gone)
    return without_phones(text, gone)


def _talks(session: Session, whose: Whose, now: datetime) -> None:
    """Forget what was said with a person of ours, also where it was typed and passed on."""
    theirs: ColumnElement[bool] = talks.c.address_id.in_(whose.address_ids)
    if whose.customer_id is not None:
        theirs = or_(theirs, talks.c.customer_id == whose.customer_id)
    lines = talk_lines.c.talk_id.in_(select(talks.c.id).where(theirs))
    carried = select(talk_lines.c.parcel_id).where(lines, talk_lines.c.parcel_id.is_not(None))
    session.change(update(outbox).where(outbox.c.id.in_(carried)), {"payload": {"text": ""}, "why": ERASED})
    spoken = select(talk_lines.c.text, talk_lines.c.at).where(lines, talk_lines.c.staff_id.is_not(None))
    for text, at in session.rows(spoken):
        forget_typed(session, text, at - _HELD_FOR, at)
    session.change(delete(talk_lines).where(lines))
    session.change(
        anew(talks).where(theirs, talks.c.ended_at.is_(None)),
        {"state": "ended", "ended_at": now, "ended_why": ERASED, "next_at": None},
    )


def _asks(session: Session, whose: Whose, gone: str) -> None:
    """Forget in whose words something was asked; that it was asked, and what came of it, counts on."""
    theirs: ColumnElement[bool] = query_asks.c.address_id.in_(whose.address_ids)
    if whose.customer_id is not None:
        theirs = or_(theirs, query_asks.c.customer_id == whose.customer_id)
    session.change(update(query_asks).where(theirs), {"text": gone})


def _duties(session: Session, whose: Whose, now: datetime) -> None:
    theirs: ColumnElement[bool] = duties.c.address_id.in_(whose.address_ids)
    if whose.customer_id is not None:
        theirs = or_(duties.c.customer_id == whose.customer_id, theirs)
    session.change(
        update(duties).where(theirs, duties.c.closed_at.is_(None)),
        {"closed_at": now, "closed_why": ERASED, "next_at": None, "again_at": None},
    )
    session.change(update(duties).where(theirs), {"text": "", "address_id": None})


def _contacts(session: Session, customer_id: int, gone: str, now: datetime) -> None:
    theirs = contacts.c.customer_id == customer_id
    met = select(contacts.c.id).where(theirs)
    session.change(delete(contact_edits).where(contact_edits.c.contact_id.in_(met)))
    session.change(update(contacts).where(theirs), {"content": gone, "fields": None, "next_at": None})
    session.change(
        anew(script_runs).where(script_runs.c.customer_id == customer_id),
        {"values": {}},
    )
    session.change(
        update(script_runs).where(script_runs.c.customer_id == customer_id, script_runs.c.ended_at.is_(None)),
        {"state": "dropped", "ended_at": now},
    )


def _visits(session: Session, customer_id: int) -> None:
    theirs = visit_plans.c.customer_id == customer_id
    plans = select(visit_plans.c.id).where(theirs)
    session.change(update(visit_events).where(visit_events.c.plan_id.in_(plans)), {"text": ""})
    open_ = visit_plans.c.state.not_in(("done", "cancelled"))
    session.change(update(visit_plans).where(theirs, open_), {"state": "cancelled"})
    session.change(
        anew(visit_plans).where(theirs),
        {"purpose": "", "place": "", "reason": "", "slots": []},
    )


def _surveys(session: Session, customer_id: int) -> None:
    """Forget in whose words they were satisfied or not; the score counts on, and nobody is asked any more."""
    theirs = surveys.c.customer_id == customer_id
    session.change(update(surveys).where(theirs), {"words": ""})
    session.change(
        update(surveys).where(theirs, surveys.c.state.in_(("waiting", "asked"))), {"state": "expired"}
    )


def _sheets(session: Session, customer_id: int) -> None:
    """Forget the rows of imported sheets that brought the customer in, and those sheets themselves."""
    for import_id, bases, file_id in session.rows(
        select(imports.c.id, imports.c.bases, imports.c.file_id).where(imports.c.state.in_(_OVER))
    ):
        made, rows = customer_id - int((bases or {}).get("customer", customer_id)), import_rows.c
        about = or_(and_(rows.part == "customer", rows.row_id == customer_id), rows.owner_id == customer_id)
        if made > 0:
            about = or_(about, and_(rows.part == "customer", rows.place == made), rows.owner_place == made)
        numbers = [
            row[0] for row in session.rows(select(rows.number).where(rows.import_id == import_id, about))
        ]
        if numbers:
            session.change(delete(import_rows).where(rows.import_id == import_id, rows.number.in_(numbers)))
            session.change(delete(file_contents).where(file_contents.c.file_id == file_id))


def _file(session: Session, customer_id: int, name: str, now: datetime) -> None:
    for table in (liaisons, anniversaries, bills, customer_changes):
        session.change(delete(table).where(table.c.customer_id == customer_id))
    session.change(update(consents).where(consents.c.customer_id == customer_id), {"code_hash": ""})
    unused = and_(invites.c.customer_id == customer_id, invites.c.used_at.is_(None))
    session.change(update(invites).where(unused), {"used_at": now})
    session.change(update(links).where(links.c.customer_id == customer_id), {"customer_id": None})
    left: dict[str, Any] = dict.fromkeys(_EMPTY, "") | dict.fromkeys(_NONE)
    left |= {"name": name, "vip": False, "do_not_contact": True, "do_not_disturb": True, "refusals": 0}
    left |= {"birth_lunar": False, "birth_leap": False, "erased_at": now, "updated_at": now}
    session.change(anew(customers).where(customers.c.id == customer_id), left)
