"""What a talk comes to: the record, what changes in the file, what is owed (C2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.services.desk import Desk, names
from bot.services.script_reading import day_words, unpack
from bot.services.scripts import Talk
from bot.standard import scripts_running as running
from bot.standard.scripts import END, Book, Outcome, Step, said
from bot.standard.scripts_running import Run

REACHED = "reached"
NETWORK = "network"
NO_TIME = "no_time"
PUT_OFF = (NO_TIME, "unwilling")
"""Who has no time, or is not willing this time, was reached all the same (B5)."""
_TEXTS = ("address", "home_phone", "employer", "post", "user_name", "user_phone", "user_relation")


@dataclass(frozen=True, slots=True)
class Opening:
    """A matter of the talk that becomes a case."""

    kind: str
    text: str
    severity: str
    category: str
    escalate: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything a talk comes to, before it is saved."""

    outcome: str
    content: str
    next_at: datetime | None
    wanted_at: datetime | None
    changes: Mapping[str, Any]
    anniversaries: Sequence[tuple[str, str]]
    refused: Sequence[str]
    openings: Sequence[Opening]
    satisfaction: str
    consent: str
    closed: bool
    put_off: bool


def summary(desk: Desk, book: Book, talk: Talk, outcome: str, now: datetime) -> Summary:
    """Return what a talk comes to; `outcome` where nobody was reached, else it is in the talk."""
    run = talk.run
    taken = running.answers(book, run)
    result = outcome or next((o.result for _, o in reversed(taken) if o.result), "") or REACHED
    time = run.fields.get("time", "")
    at = datetime.fromisoformat(time) if time else None
    changes = _changes(book, talk, taken)
    wish = changes.get("wish_days")
    again = str(talk.kept.values.get("later") or "")
    at = datetime.fromisoformat(again) if again and outcome else at
    later = result == NO_TIME or bool(again)
    if at is None and wish and not later:
        day = desk.calendar.on_or_after(desk.today(now) + timedelta(days=int(wish)))
        at = desk.calendar.at(day, desk.policy.hours.morning)
    pleased = next((o.id for step, o in reversed(taken) if step.name == running.CLOSING and o.keep), "")
    marked = [tuple(m.split("|", 1)) for m in run.fields.get("anniversary", "").split(";") if m]
    return Summary(
        REACHED if result in PUT_OFF else result,
        _content(desk, book, run, taken, result),
        None if later else at,
        at if later else None,
        changes,
        [(name, day) for name, day in marked],
        sorted(running.declined(book, run)),
        [
            *(_opening(desk, book, talk, step, o) for step, o in taken if o.open),
            *_broken_off(desk, run, taken),
        ],
        desk.say(f"answer-{pleased}") if pleased else "",
        _consent(desk, book, run),
        _closed(book, talk.run) or bool(outcome),
        result in PUT_OFF,
    )


def _consent(desk: Desk, book: Book, run: Run) -> str:
    """Return what the customer told of themselves after hearing what it is for (T21)."""
    told = {entry.at for entry in run.entries if entry.fields}
    steps = [step for name in sorted(told) if (step := book.step(name)) is not None and step.personal]
    subjects = names([step_words(desk, step.name) for step in steps])
    return desk.say("script-consent", subjects=subjects) if steps else ""


def _closed(book: Book, run: Run) -> bool:
    """Return whether the talk ended with closing words (A12)."""
    last = run.moves[-1] if run.moves else None
    step = book.step(last.at) if last else None
    return run.at == END and last is not None and bool(last.answer) and step is not None and step.closing


def _content(desk: Desk, book: Book, run: Run, taken: Sequence[tuple[Step, Outcome]], result: str) -> str:
    """Return the record's text: what was answered and noted, step by step; nothing typed is dropped."""
    pieces: dict[str, list[str]] = {}
    for at in (*(move.at for move in run.moves), *(entry.at for entry in run.entries)):
        pieces[at] = []
    for step, outcome in taken:
        if outcome.keep:
            pieces[step.name] += [*_filled(desk, run, step), desk.say(f"answer-{outcome.id}")]
    for entry in run.entries:
        pieces[entry.at] += [entry.rest] if entry.rest else []
    told = []
    for at, texts in pieces.items():
        words = names(texts)
        if texts and book.step(at) is not None:
            words = desk.say("told-piece", step=step_words(desk, at), text=words)
        told += [words] if words else []
    head = desk.say(f"script-{run.script}") if result == REACHED else desk.say(f"outcome-{result}")
    return names([head, *told], "；")


def _filled(desk: Desk, run: Run, step: Step) -> list[str]:
    """Return what the manager filled into a step's words: the product, the offer (B19, B20)."""
    phrases = [said(entry)[0] for entry in step.say]
    needed = [step.slots.get(slot, slot) for p in phrases for slot in sorted(desk.words.slots_of(p))]
    return [run.slots[slot] for slot in needed if slot in run.slots]


def step_words(desk: Desk, name: str) -> str:
    """Return what a step is about."""
    return desk.say(f"step-{name.replace('.', '-')}")


def _changes(book: Book, talk: Talk, taken: Sequence[tuple[Step, Outcome]]) -> dict[str, Any]:
    run, profile = talk.run, talk.profile
    changes: dict[str, Any] = {name: run.fields[name] for name in _TEXTS if name in run.fields}
    if "wish_days" in run.fields:
        changes["wish_days"] = int(run.fields["wish_days"])
    if "birthday" in run.fields:
        changes["birthday"] = unpack(run.fields["birthday"])
    for _, outcome in taken:
        for name, text in outcome.set.items():
            changes[name] = _value(text)
    refused = running.declined(book, run)
    if refused - set(profile.do_not_ask):
        changes["do_not_ask"] = tuple(sorted({*profile.do_not_ask, *refused}))
    if any(outcome.refusal for _, outcome in taken):
        changes["refusals"] = profile.refusals + 1
    return {name: value for name, value in changes.items() if getattr(profile, name) != value}


def _value(text: str) -> bool | int | str:
    if text in ("yes", "no"):
        return text == "yes"
    return int(text) if text.isdigit() else text


def _opening(desk: Desk, book: Book, talk: Talk, step: Step, outcome: Outcome) -> Opening:
    """Return a matter with what was said about it in its part of the talk."""
    run = talk.run
    heard = [e.text for e in run.entries if e.at.partition(".")[0] == step.part]
    heard += [
        desk.say(f"answer-{o.id}")
        for s, o in running.answers(book, run)
        if s.part == step.part and o.keep and s.part in ("network", "device")
    ]
    text = names(heard, "，") or desk.say(f"answer-{outcome.id}")
    if step.part == "holder":
        user = run.fields.get("user_name") or talk.profile.user_name
        text = desk.say("case-text-transfer", holder=talk.customer.name, user=user)
    elif step.part == "sensitive":
        text = desk.say("case-text-card", text=text)
    elif step.part == "network":
        text = desk.say("case-text-network", text=text)
    elif outcome.escalate:
        text = desk.say("case-text-device", text=text)
    severity = outcome.severity if outcome.open == "complaint" else ""
    return Opening(outcome.open, text, severity, outcome.category, outcome.escalate)


def _broken_off(desk: Desk, run: Run, taken: Sequence[tuple[Step, Outcome]]) -> list[Opening]:
    """Return the network fault whose place was told before the talk ended: it is looked into too (B12)."""
    heard = [entry.text for entry in run.entries if entry.at.partition(".")[0] == NETWORK]
    if not heard or any(step.part == NETWORK and outcome.open for step, outcome in taken):
        return []
    text = desk.say("case-text-network", text=names(heard, "，"))
    return [Opening("request", text, "", NETWORK, False)]


def wish_words(desk: Desk, days: int) -> str:
    """Return how often a customer wishes to be called (B9)."""
    return desk.say("script-days", days=str(days)) if days else desk.say("script-never")


def field_words(desk: Desk, name: str, value: Any) -> str:
    """Return a change of the file in words, for the summary."""
    if name == "wish_days":
        words = wish_words(desk, int(value))
    elif name == "birthday":
        words = day_words(desk, value)
    elif name == "greetings":
        words = desk.say("script-agreed" if value else "script-declined")
    elif name == "card":
        words = desk.say("script-card-received" if value == "received" else "script-card-none")
    elif name == "do_not_contact":
        words = desk.say("script-do-not-contact")
    else:
        words = str(value)
    return desk.say("told-piece", step=desk.say(f"told-{name}"), text=words)


def anniversary_words(desk: Desk, name: str, day: str) -> str:
    """Return a day that means something in words."""
    return desk.say("told-piece", step=name, text=day_words(desk, unpack(day)))


def typed_words(desk: Desk, name: str, value: str) -> list[str]:
    """Return what was read in a text, in words."""
    if name == "time":
        return [desk.time_words(datetime.fromisoformat(value))]
    if name == "birthday":
        return [day_words(desk, unpack(value))]
    if name == "wish_days":
        return [wish_words(desk, int(value))]
    if name == "anniversary":
        return [anniversary_words(desk, *marked.split("|", 1)) for marked in value.split(";")]
    return [value]
