"""Changing standard queries: a draft, a named approver who is not its author, a day it begins (E9, O2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.dialog.press import button
from bot.errors import BadInput, NotAllowed, NotFound, Stale
from bot.services import post, queries, query_checks
from bot.services.buttons import Rows
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.query_records import (
    APPROVED,
    DRAFT,
    DROPPED,
    RETURNED,
    SUBMITTED,
    Content,
    Entry,
    Version,
)
from bot.services.records import Staff
from bot.standard import languages
from bot.standard.access import ADMIN, HEAD, SUPERVISOR

EDITORS = (SUPERVISOR, HEAD, ADMIN)
_LONGEST = 128
APPROVERS = (SUPERVISOR, HEAD)
"""Who may put an answer in force: never one of its authors (E9, O2)."""


def entry(uow: UnitOfWork, query_id: int) -> Entry:
    """Return an entry; raise NotFound."""
    found = uow.queries.entry(query_id)
    if found is None:
        raise NotFound
    return found


def version(uow: UnitOfWork, version_id: int) -> Version:
    """Return a version; raise NotFound."""
    found = uow.queries.version(version_id)
    if found is None:
        raise NotFound
    return found


def may_edit(me: Staff, draft: Version | None) -> bool:
    """Return whether somebody may change an entry: leaders and administrators, a manager the own proposal."""
    return me.role in EDITORS or draft is None or me.id in draft.authors


def create(uow: UnitOfWork, content: Content, me: Staff, now: datetime) -> Version:
    """Begin a new entry as a draft; raise BadInput where its title is on file."""
    query_id = uow.queries.add(content.title)
    if query_id is None:
        raise BadInput("error-query-title", title=content.title)
    return version(uow, uow.queries.write(query_id, DRAFT, content, [me.id], now))


def edit(uow: UnitOfWork, query_id: int, me: Staff, now: datetime, **changes: Any) -> Version:
    """Change an entry's draft, or begin one from what is on file; what is in force stays as it is."""
    found = entry(uow, query_id)
    draft, basis = found.open, found.newest()
    if basis is None:
        raise NotFound
    if not may_edit(me, draft):
        raise NotAllowed("error-query-draft-others")
    title = str(changes.get("title", basis.content.title))
    if uow.queries.titled(title) not in (None, query_id):
        raise BadInput("error-query-title", title=title)
    if draft is None:
        # What was approved to begin some day begins when the new version is approved.
        begun = replace(basis.content, valid_from=None)
        return version(uow, uow.queries.write(query_id, DRAFT, replace(begun, **changes), [me.id], now))
    authors = [*draft.authors, *([] if me.id in draft.authors else [me.id])]
    fields = {"state": DRAFT, "authors": authors, "at": now}
    if not uow.queries.change(draft.id, draft.revision, replace(draft.content, **changes), **fields):
        raise Stale
    return version(uow, draft.id)


def learn(uow: UnitOfWork, desk: Desk, query_id: int, wording: str, me: Staff, now: datetime) -> Version:
    """Put a wording into an entry's draft, whoever works on it; what is taught is never refused for that."""
    found = entry(uow, query_id)
    basis = found.newest()
    if basis is None:
        raise NotFound
    taught = _taught(desk, basis.content, wording)
    draft = found.open
    if draft is None or may_edit(me, draft):
        return edit(uow, query_id, me, now, **taught)
    fields = {"state": DRAFT, "authors": [*draft.authors, me.id], "at": now}
    if not uow.queries.change(draft.id, draft.revision, replace(draft.content, **taught), **fields):
        raise Stale
    return version(uow, draft.id)


def _taught(desk: Desk, content: Content, wording: str) -> dict[str, Any]:
    """Return an entry's wordings with one more, among those of its language (A24)."""
    english = languages.reads_english(wording)
    there = content.english.wordings if english else content.wordings
    if wording in there or len(there) >= desk.policy.queries.most_wordings:
        raise BadInput("error-teach-there", title=content.title)
    more = (*there, wording)
    return {"english": replace(content.english, wordings=more)} if english else {"wordings": more}


def restore(uow: UnitOfWork, old: Version, me: Staff, now: datetime) -> Version:
    """Begin a draft that says what an old version said; it is approved like any other."""
    content = replace(old.content, valid_from=None, valid_to=None)
    return edit(uow, old.query_id, me, now, **{name: getattr(content, name) for name in content.__slots__})


def drop(uow: UnitOfWork, draft: Version, me: Staff) -> None:
    """Let a draft go; an entry that never had another version is free for its title again."""
    if not may_edit(me, draft):
        raise NotAllowed
    if not uow.queries.change(draft.id, draft.revision, state=DROPPED):
        raise Stale
    if entry(uow, draft.query_id).newest() is None:
        uow.queries.rename(draft.query_id, f"#{draft.query_id} {draft.content.title}"[:_LONGEST])


def submit(uow: UnitOfWork, desk: Desk, draft: Version, me: Staff, now: datetime) -> Staff:
    """Put a draft before whoever may approve it; raise BadInput for what must be mended first."""
    if draft.state not in (DRAFT, RETURNED):
        raise Stale
    if not may_edit(me, draft):
        raise NotAllowed
    findings = query_checks.look(uow, desk, draft.query_id, draft.content)
    if findings.faults:
        raise BadInput("error-query-faults", faults="\n".join(findings.faults))
    approver = approver_of(uow, draft.authors, me)
    if approver is None:
        raise BadInput("error-query-nobody")
    if not uow.queries.change(draft.id, draft.revision, state=SUBMITTED, at=now):
        raise Stale
    sent = version(uow, draft.id)
    words = desk.say("push-query-submitted", staff=me.name, **told(desk, sent))
    text = "\n".join([words, *findings.remarks])
    note = post.Note(text, decide_rows(desk, sent), dedup=f"query:{sent.id}:{sent.revision}")
    post.to_staff(uow, desk, approver.id, note, now)
    return approver


def approver_of(uow: UnitOfWork, authors: Sequence[int], me: Staff) -> Staff | None:
    """Return who decides: the next above the editor who may, else the longest-serving one."""
    person = uow.people.staff(me.under_id)
    seen = {me.id}
    while person is not None and person.id not in seen:
        if person.active and person.role in APPROVERS and person.id not in authors:
            return person
        seen.add(person.id)
        person = uow.people.staff(person.under_id)
    others = (one for role in APPROVERS for one in uow.people.with_role(role))
    return next((one for one in others if one.id not in authors and one.id != me.id), None)


def told(desk: Desk, one: Version) -> dict[str, str]:
    """Return what is said of a version in a line."""
    content = one.content
    return {
        "title": content.title,
        "number": str(one.number),
        "answer": queries.shown(content.answer) or desk.say("query-nothing"),
    }


def decide_rows(desk: Desk, one: Version) -> Rows:
    """Return 批准 · 另定生效日 · 退回 · 查看原版."""
    return (
        (
            button(desk.say("button-approve"), "query-approve", one.id, one.revision, style="primary"),
            button(desk.say("button-approve-on"), "query-approve-on", one.id, one.revision),
            button(desk.say("button-send-back"), "query-send-back", one.id, one.revision),
        ),
        (
            button(desk.say("button-see-draft"), "query-version", one.id),
            button(desk.say("button-see-current"), "query-current", one.query_id),
        ),
    )


def _to_decide(uow: UnitOfWork, version_id: int, revision: int, me: Staff) -> Version:
    one = version(uow, version_id)
    if me.role not in APPROVERS:
        raise NotAllowed
    if one.state != SUBMITTED or one.revision != revision:
        raise Stale
    if me.id in one.authors:
        raise NotAllowed("error-query-own")
    return one


def approve(
    uow: UnitOfWork,
    desk: Desk,
    version_id: int,
    revision: int,
    me: Staff,
    now: datetime,
    begins: date | None = None,
    *,
    quiet: bool = False,
) -> Version:
    """Put a version in force from a day on, today where none is named (O2).

    Its authors hear of it, unless it is one of many (`quiet`).
    """
    one = _to_decide(uow, version_id, revision, me)
    today = desk.today(now)
    first = max(begins or one.content.valid_from or today, today)
    last = one.content.valid_to
    if last is not None and last < first:
        raise BadInput("error-query-over", day=desk.day_words(last))
    if not uow.queries.rename(one.query_id, one.content.title):
        raise BadInput("error-query-title", title=one.content.title)
    content = replace(one.content, valid_from=first)
    decided = {"state": APPROVED, "approved_by": me.name, "decided_at": now}
    if not uow.queries.change(one.id, one.revision, content, **decided):
        raise Stale
    uow.queries.retire(one.query_id, None, "")
    uow.records.audit("query-approved", f"query:{one.query_id}:{one.number}", now, me.id)
    day = desk.say("query-today") if first == today else desk.day_words(first)
    if not quiet:
        _tell_authors(uow, desk, one, me, "push-query-approved", now, day=day)
    return version(uow, one.id)


def send_back(
    uow: UnitOfWork, desk: Desk, version_id: int, revision: int, me: Staff, comment: str, now: datetime
) -> Version:
    """Give a draft back with what is to be changed."""
    one = _to_decide(uow, version_id, revision, me)
    if not uow.queries.change(one.id, one.revision, state=RETURNED, comment=comment, decided_at=now):
        raise Stale
    _tell_authors(uow, desk, one, me, "push-query-returned", now, comment=comment)
    return version(uow, one.id)


def _tell_authors(
    uow: UnitOfWork, desk: Desk, one: Version, me: Staff, phrase: str, now: datetime, **slots: str
) -> None:
    words = desk.say(phrase, title=one.content.title, staff=me.name, **slots)
    rows: Rows = ((button(desk.say("button-details"), "query-show", one.query_id),),)
    for staff_id in one.authors:
        dedup = f"query:{one.id}:{one.revision}:decided:{staff_id}"
        post.to_staff(uow, desk, staff_id, post.Note(words, rows, dedup=dedup), now)


def retire(uow: UnitOfWork, query_id: int, me: Staff, now: datetime) -> None:
    """Take an entry out of use at once; raise Stale where it is."""
    if me.role not in EDITORS:
        raise NotAllowed
    if not uow.queries.retire(query_id, now, me.name):
        raise Stale
    uow.records.audit("query-retired", f"query:{query_id}", now, me.id)


def waiting(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries with a version that waits for approval."""
    return [one for one in entries if one.open is not None and one.open.state == SUBMITTED]
