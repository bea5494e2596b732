"""Keeping what a talk came to, all in one commit, and taking all of it back (C2, O1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.errors import NotAllowed, NotFound, Stale
from bot.services import cases, contacts, scripts
from bot.services.customer_records import Profile
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Contact, Customer, Staff
from bot.services.script_outcomes import Opening, Summary, summary, wish_words
from bot.services.script_reading import pack, unpack
from bot.services.script_records import SAVED, UNDONE, ScriptRun
from bot.services.scripts import Talk
from bot.standard import scripts_running as running
from bot.standard.deadline import Due
from bot.standard.scripts import Book

_MONTH_DAYS = 31  # the longest month: a wish of once a month keeps the monthly rule


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved."""

    contact: Contact
    cases: Sequence[Case]
    callback: Case | None


def save(
    uow: UnitOfWork, desk: Desk, book: Book, talk: Talk, me: Staff, outcome: str, now: datetime
) -> Saved:
    """Keep the record, the file and what is owed, in one commit; raise Stale where it was saved before."""
    told = summary(desk, book, talk, outcome, now)
    script = desk.say("told-version", script=desk.say(f"script-{talk.run.script}"), version=talk.version)
    kind = "visit" if book.script[talk.run.script].kind == "visit" else "call"
    cut = _cut(uow, talk)
    logged = contacts.log(
        uow,
        desk,
        me,
        contacts.Told(
            kind,
            talk.customer,
            told.content,
            outcome=told.outcome if kind == "call" else "",
            next_at=told.next_at,
            fields={"script": script, "satisfaction": told.satisfaction, "consent": told.consent},
            called_back=cut is not None,
            put_off=told.put_off,
            files=tuple(int(number) for number in talk.kept.values.get("files", ())),
        ),
        now,
    )
    opened = [_open(uow, desk, talk.customer, me, o, logged.contact, now) for o in told.openings]
    callback = _call_again(uow, desk, talk, told, me, logged.contact, cut, now)
    before = _file(uow, talk, told, me, now)
    _tell(uow, desk, talk, told, me, now)
    values = {**running.to_dict(talk.run), "before": before}
    ended = {
        "state": SAVED,
        "version": talk.version,
        "contact_id": logged.contact.id,
        "ended_at": now,
        "values": values,
    }
    if not uow.scripts.change(talk.kept.id, talk.kept.revision, **ended):
        raise Stale
    return Saved(logged.contact, opened, callback)


def _open(
    uow: UnitOfWork, desk: Desk, customer: Customer, me: Staff, o: Opening, contact: Contact, now: datetime
) -> Case:
    report = cases.Report(
        o.kind,
        o.text,
        customer,
        author=me,
        contact_id=contact.id,
        severity=o.severity,
        category=o.category,
    )
    case = cases.open_case(uow, desk, report, now)
    if o.escalate:
        said = {"customer": customer.name, "reference": desk.reference(case)}
        scripts.tell_above(uow, desk, me, "push-device", now, **said)
    return case


def _cut(uow: UnitOfWork, talk: Talk) -> Case | None:
    """Return the call back that is still owed since the line broke in the talk (A9)."""
    case = uow.cases.get(int(talk.kept.values.get("owed", 0)))
    return case if case is not None and case.state == cases.OPEN else None


def _call_again(
    uow: UnitOfWork,
    desk: Desk,
    talk: Talk,
    told: Summary,
    me: Staff,
    contact: Contact,
    cut: Case | None,
    now: datetime,
) -> Case | None:
    """Return the call owed: at the time agreed (B5, D-19), or because the line broke (A9)."""
    if cut is not None:
        # What was told when the line broke stands: it is owed sooner than a call back after a record.
        uow.cases.change(cut.id, cut.revision, contact_id=contact.id)
        return cut
    if told.wanted_at is None:
        return None
    wanted = desk.time_words(told.wanted_at)
    by = desk.local(told.wanted_at) + timedelta(minutes=desk.policy.callback.window_minutes)
    report = cases.Report(
        "callback",
        desk.say("case-text-callback"),
        talk.customer,
        author=me,
        contact_id=contact.id,
        phone=talk.customer.phone or desk.say("script-no-phone"),
        wanted=wanted,
        due=Due(by, by.date(), not desk.calendar.known(by.date())),
    )
    return cases.open_case(uow, desk, report, now)


def _file(uow: UnitOfWork, talk: Talk, told: Summary, me: Staff, now: datetime) -> dict[str, Any]:
    """Bring the file up to date; return what stood there, and what was added, for the undo."""
    old = {name: _plain(getattr(talk.profile, name)) for name in told.changes}
    new = {name: _plain(value) for name, value in told.changes.items()}
    if told.changes:
        uow.profiles.change(talk.customer.id, me.id, now, **told.changes)
    added = [
        uow.profiles.add_anniversary(talk.customer.id, name, unpack(day)).id
        for name, day in told.anniversaries
    ]
    return {"old": old, "new": new, "anniversaries": added}


def _plain(value: Any) -> Any:
    """Return a field's value as JSON holds it."""
    if hasattr(value, "lunar"):
        return pack(value)
    return list(value) if isinstance(value, tuple) else value


def _tell(uow: UnitOfWork, desk: Desk, talk: Talk, told: Summary, me: Staff, now: datetime) -> None:
    """Let the supervisor know what frees us from calling (B5, D-6, T4)."""
    name = talk.customer.name
    if told.changes.get("do_not_contact"):
        scripts.tell_above(uow, desk, me, "push-do-not-contact", now, customer=name)
    wish = told.changes.get("wish_days")
    tier = desk.policy.tiers[talk.customer.tier]
    if wish is not None and (wish == 0 or wish > tier.months * _MONTH_DAYS):
        uow.records.audit("cadence-exempt", f"customer:{talk.customer.id}", now, me.id)
        said = {"customer": name, "wish": wish_words(desk, wish), "tier": tier.label}
        scripts.tell_above(uow, desk, me, "push-exempt", now, **said)


def undo(uow: UnitOfWork, desk: Desk, run_id: int, me: Staff, now: datetime) -> ScriptRun:
    """Take back the record with what it raised and what it changed in the file (O1)."""
    kept = uow.scripts.get(run_id)
    if kept is None:
        raise NotFound
    if kept.manager_id != me.id:
        raise NotAllowed
    if kept.state != SAVED or kept.contact_id is None:
        raise Stale
    contacts.undo(uow, desk, kept.contact_id, me, now)
    if not uow.scripts.change(kept.id, kept.revision, state=UNDONE):
        raise Stale
    before = kept.values.get("before", {})
    profile = uow.profiles.get(kept.customer_id)
    if profile is not None:
        _restore(uow, profile, before, me, now)
    for anniversary in before.get("anniversaries", ()):
        uow.profiles.remove_anniversary(anniversary, now)
    if {"do_not_contact", "wish_days"} & before.get("new", {}).keys():
        customer = uow.people.customer(kept.customer_id)
        scripts.tell_above(uow, desk, me, "push-script-undone", now, customer=desk.call(customer))
    return kept


def _restore(uow: UnitOfWork, profile: Profile, before: Mapping[str, Any], me: Staff, now: datetime) -> None:
    """Put back what stood in the file, where nobody has changed it since."""
    fields: dict[str, Any] = {}
    for name, old in before.get("old", {}).items():
        if _plain(getattr(profile, name)) != before["new"][name]:
            continue
        fields[name] = (
            unpack(old) if name == "birthday" and old else tuple(old) if name == "do_not_ask" else old
        )
    if fields:
        uow.profiles.change(profile.id, me.id, now, **fields)
