"""Reads scripts and says what is wrong with them: dead ends, missing words, no closing (A12, T12)."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.standard.phrases import unfilled
from bot.standard.policy_reader import PolicyError, read
from bot.standard.scripts import (
    BACK,
    END,
    FLAGS,
    READERS,
    RESULTS,
    Book,
    Outcome,
    Script,
    ScriptError,
    Step,
    said,
)


def load(data: Mapping[str, Any], phrases: Container[str] | None = None) -> Book:
    """Read scripts; raise ScriptError, one line, for the first thing wrong in them.

    `phrases` are the phrase ids there are; without them words are not looked up.
    """
    try:
        book: Book = read(Book, data, "scripts")
    except PolicyError as error:
        raise ScriptError(str(error)) from None
    book = Book(book.detours, {part: _with_names(part, script) for part, script in book.script.items()})
    for problem in problems(book, phrases):
        raise ScriptError(f"scripts: {problem}")
    return book


def _with_names(part: str, script: Script) -> Script:
    """Return a script whose steps know their full names and lead to full names."""

    def full(name: str) -> str:
        return name if not name or name in (BACK, END) or "." in name else f"{part}.{name}"

    def named(name: str, step: Step) -> Step:
        outcomes = tuple(replace(o, next=full(o.next), then=full(o.then)) for o in step.outcomes)
        return replace(step, name=f"{part}.{name}", skip=full(step.skip), outcomes=outcomes)

    return replace(script, step={name: named(name, step) for name, step in script.step.items()})


def problems(book: Book, phrases: Container[str] | None) -> Iterator[str]:
    """Yield everything wrong with the scripts, each in one line that names where."""
    for name, script in book.script.items():
        if script.start not in script.step:
            yield f"{name}: start {script.start} is no step of it"
            return
        yield from _approval(name, script)
        for step in script.step.values():
            yield from _step(book, step, phrases)
    for detour in book.detours:
        if book.step(detour.to) is None:
            yield f"detours: {detour.id} leads to {detour.to}, which is no step"
    yield from _ways(book)


def _approval(name: str, script: Script) -> Iterator[str]:
    if script.active and not (script.approved_by and script.approved_on):
        yield f"{name}: active, but nobody approved it (O2)"
    if not script.version:
        yield f"{name}: it has no version (O2)"
    for text in (script.source, script.rule, script.approved_by):
        if unfilled(text):
            yield f"{name}: {text} has an unfilled slot (T12)"


def _step(book: Book, step: Step, phrases: Container[str] | None) -> Iterator[str]:
    if not step.say or not step.outcomes:
        yield f"{step.name}: a step must have words and answers"
    if step.read and step.read not in READERS:
        yield f"{step.name}: {step.read} reads nothing, known are {', '.join(READERS)}"
    if step.asks and not step.skip:
        yield f"{step.name}: it asks for what may be known already and does not say where to go then"
    for target in filter(None, (step.skip,)):
        yield from _target(book, step, target)
    seen: set[str] = set()
    for outcome in step.outcomes:
        if outcome.id in seen:
            yield f"{step.name}: the answer {outcome.id} stands twice"
        seen.add(outcome.id)
        yield from _outcome(book, step, outcome)
    yield from _words(step, phrases)


def _outcome(book: Book, step: Step, outcome: Outcome) -> Iterator[str]:
    for target in filter(None, (outcome.next, outcome.then)):
        yield from _target(book, step, target)
    if outcome.next == END and not step.closing:
        yield f"{step.name}: {outcome.id} ends without closing words (A12)"
    if outcome.result not in RESULTS:
        yield f"{step.name}: {outcome.id} has the result {outcome.result}, known are {', '.join(RESULTS[1:])}"
    if outcome.needs and not (step.read or "note" in outcome.needs):
        yield f"{step.name}: {outcome.id} needs what the step does not read"


def _target(book: Book, step: Step, target: str) -> Iterator[str]:
    if target not in (BACK, END) and book.step(target) is None:
        yield f"{step.name}: leads to {target}, which is no step"


def _words(step: Step, phrases: Container[str] | None) -> Iterator[str]:
    for entry in step.say:
        phrase, flag, _ = said(entry)
        if flag and flag not in FLAGS:
            yield f"{step.name}: {phrase} depends on {flag}, known are {', '.join(FLAGS)}"
        if unfilled(entry):
            yield f"{step.name}: {entry} has an unfilled slot (T12)"
    if phrases is None:
        return
    named = [said(entry)[0] for entry in step.say] + [o.reply for o in step.outcomes if o.reply]
    needed = [
        *named,
        *step.listen,
        *(f"answer-{o.id}" for o in step.outcomes),
        f"step-{step.name.replace('.', '-')}",
    ]
    for phrase in needed:
        if phrase not in phrases:
            yield f"{step.name}: there is no wording {phrase}"


def _ways(book: Book) -> Iterator[str]:
    """Yield steps nobody can reach, and steps from which no closing step can be reached."""
    if any(True for step in _steps(book) for o in step.outcomes if _unknown(book, o.next, o.then)):
        return  # said already
    reached: set[str] = set()
    entries = [book.start(name) for name, script in book.script.items() if script.kind != "part"]
    entries += [detour.to for detour in book.detours]
    edge = list(entries)
    while edge:
        name = edge.pop()
        step = book.step(name)
        if name in reached or step is None:
            continue
        reached.add(name)
        edge += [t for o in step.outcomes for t in (o.next, o.then, step.skip) if t]
    for step in _steps(book):
        if step.name not in reached:
            yield f"{step.name}: no way leads to it"
    closable = {step.name for step in _steps(book) if step.closing}
    growing = True
    while growing:
        more = {s.name for s in _steps(book) if s.name not in closable and _leads(s, closable)}
        closable |= more
        growing = bool(more)
    for step in _steps(book):
        if step.name not in closable:
            yield f"{step.name}: no way leads from it to closing words (A12)"


def _leads(step: Step, closable: set[str]) -> bool:
    # Whoever came by a detour goes back to a step of the talk, which is looked at by itself.
    return any(o.next == BACK or {o.next, o.then} & closable for o in step.outcomes)


def _unknown(book: Book, *targets: str) -> bool:
    return any(t and t not in (BACK, END) and book.step(t) is None for t in targets)


def _steps(book: Book) -> Iterator[Step]:
    for script in book.script.values():
        yield from script.step.values()
