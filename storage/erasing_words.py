"""Takes lines that name an erased person out of what staff were told, typed and put aside (G3)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, Text, Update, and_, cast, delete, or_, select, update

from bot.services.privacy_ledgers import Whose
from storage.session import Session
from storage.tables import (
    dialogs,
    drafts,
    duties,
    escalations,
    inbox,
    outbox,
    quick_phrases,
    violations,
    work_logs,
)

_LOGGED = ("summary", "plan", "problems")


def scrub_history(session: Session, whose: Whose, gone: str, needles: Sequence[str]) -> None:
    """Take a person's name, number and words out of everybody else's conversations and notes."""
    _told(session, whose, gone)
    if not needles:
        return
    _said(session, whose, gone, needles)
    _typed(session, gone, needles)
    session.change(delete(drafts).where(_found(drafts, "values", needles)))
    session.change(
        anew(dialogs).where(_found(dialogs, "values", needles)),
        {"form": "", "step": 0, "values": {}},
    )
    session.change(delete(quick_phrases).where(_written(quick_phrases.c.text, needles)))
    for row_id, text in session.rows(
        select(violations.c.id, violations.c.text).where(_written(violations.c.text, needles))
    ):
        left = lines_without(text, needles, gone)
        session.change(update(violations).where(violations.c.id == row_id), {"text": left})
    for name in _LOGGED:
        column = work_logs.c[name]
        for row_id, text in session.rows(select(work_logs.c.id, column).where(_written(column, needles))):
            left = lines_without(text, needles, gone)
            session.change(update(work_logs).where(work_logs.c.id == row_id), {name: left})


def anew(table: Table) -> Update:
    """Return an update by which buttons drawn from a table's rows are known as old."""
    return update(table).values(revision=table.c.revision + 1)


def lines_without(text: str, needles: Sequence[str], gone: str) -> str:
    """Return a text whose lines that name the person say that they are gone."""
    return "\n".join(gone if _names(line, needles) else line for line in text.split("\n"))


def _names(text: str, needles: Sequence[str]) -> bool:
    return any(needle in text for needle in needles)


def _told(session: Session, whose: Whose, gone: str) -> None:
    """Empty what was told of the person's own matters alone, whoever was told."""
    if whose.customer_id is None:
        return
    matters = select(duties.c.id).where(duties.c.customer_id == whose.customer_id)
    parcels = select(escalations.c.parcel_id).where(
        escalations.c.duty_id.in_(matters), escalations.c.parcel_id.is_not(None)
    )
    session.change(update(outbox).where(outbox.c.id.in_(parcels)), {"payload": {"text": gone}})


def _said(session: Session, whose: Whose, gone: str, needles: Sequence[str]) -> None:
    """Clean what was sent to anybody: a card as a whole, else the lines and buttons that name the person."""
    about = _found(outbox, "payload", needles)
    if whose.customer_id is not None:
        pressed = cast(outbox.c.payload, Text).contains(f":{whose.customer_id}:", autoescape=True)
        about = or_(
            about, and_(cast(outbox.c.payload, Text).contains('"customer-', autoescape=True), pressed)
        )
    for row_id, payload in session.rows(select(outbox.c.id, outbox.c.payload).where(about)):
        rows = payload.get("choices", [])
        theirs = {_customer(tap[0]) for row in rows for tap in row} - {0}
        head = payload["text"].partition("\n")[0]
        if theirs == {whose.customer_id} or _names(head, needles):
            session.change(update(outbox).where(outbox.c.id == row_id), {"payload": {"text": gone}})
            continue
        left: dict[str, Any] = dict(payload) | {"text": lines_without(payload["text"], needles, gone)}
        kept = [
            [tap for tap in row if not _names(tap[1], needles) and _customer(tap[0]) != whose.customer_id]
            for row in rows
        ]
        left["choices"] = [row for row in kept if row]
        if left != payload:
            session.change(update(outbox).where(outbox.c.id == row_id), {"payload": left})


def _customer(choice: str) -> int:
    """Return the customer that a button is about; 0 where it is about none."""
    action, _, rest = choice.partition(":")
    subject = rest.partition(":")[0]
    return int(subject) if action.startswith("customer-") and subject.isdecimal() else 0


def _typed(session: Session, gone: str, needles: Sequence[str]) -> None:
    """Clean what staff typed and has been worked."""
    done = inbox.c.done_at.is_not(None)
    found = session.rows(select(inbox.c.id, inbox.c.payload).where(done, _found(inbox, "payload", needles)))
    for row_id, payload in found:
        text = lines_without(payload.get("text", ""), needles, gone)
        session.change(update(inbox).where(inbox.c.id == row_id), {"payload": dict(payload) | {"text": text}})


def forget_typed(session: Session, text: str, since: datetime, until: datetime) -> None:
    """Empty what staff typed of exactly these words between two moments."""
    same = cast(inbox.c.payload, Text).contains(f'"text": {json.dumps(text)}', autoescape=True)
    then = and_(inbox.c.received_at >= since, inbox.c.received_at <= until, inbox.c.done_at.is_not(None))
    for row_id, payload in session.rows(select(inbox.c.id, inbox.c.payload).where(then, same)):
        session.change(update(inbox).where(inbox.c.id == row_id), {"payload": dict(payload) | {"text": ""}})


def _found(table: Table, column: str, needles: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition for JSON that holds one of some words, as JSON writes them."""
    written = [json.dumps(needle)[1:-1] for needle in needles]
    return _written(cast(table.c[column], Text), written)


def _written(column: Any, needles: Sequence[str]) -> ColumnElement[bool]:
    return or_(*(column.contains(needle, autoescape=True) for needle in needles))
