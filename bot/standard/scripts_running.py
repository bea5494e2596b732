"""Going through a script: where the talk is, what was tapped and typed, what it all comes to (B1–B20)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.standard.scripts import BACK, END, Book, Outcome, Step

CLOSING = "close.bye"
NOTE = "note"


@dataclass(frozen=True, slots=True)
class Known:
    """What the talk depends on: fields the file lacks and may be asked for, flags, scripts in force."""

    missing: frozenset[str] = frozenset()
    flags: Mapping[str, bool] = field(default_factory=dict)
    active: frozenset[str] = frozenset()
    filed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Move:
    """An answer tapped, with where the talk was before; `step` is empty for a detour."""

    at: str
    stack: tuple[str, ...]
    answer: str
    detour: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """A text typed at a step: what was read in it, and what is left of it as a note."""

    at: str
    text: str
    fields: Mapping[str, str] = field(default_factory=dict)
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A talk under way; `at` is empty before it began, END when it is over."""

    script: str
    at: str = ""
    stack: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    entries: tuple[Entry, ...] = ()
    slots: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> Mapping[str, str]:
        """Return what was read in everything typed; what was typed last counts."""
        found: dict[str, str] = {}
        for entry in self.entries:
            found |= entry.fields
        for move in self.moves:
            found |= move.fields
        return found


class Wanting(LookupError):
    """An answer cannot be taken before something is typed; `what` is a field, or NOTE."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


def begin(book: Book, run: Run, known: Known) -> Run:
    """Go to the first step."""
    return _go(book, run, book.start(run.script), (), known)


def take(book: Book, run: Run, answer: str, known: Known, fields: Mapping[str, str] | None = None) -> Run:
    """Take an answer and go on; raise LookupError for none of this step, Wanting where text comes first.

    `fields` is what was read in the text that the answer enters.
    """
    step = book.step(run.at)
    outcome = step.outcome(answer) if step else None
    if step is None or outcome is None or outcome not in offered(book, step, known):
        raise LookupError(answer)
    for need in () if outcome.enter else outcome.needs:
        if not _there(run, need, known):
            raise Wanting(need)
    moved = replace(run, moves=(*run.moves, Move(run.at, run.stack, answer, fields=dict(fields or {}))))
    stack = (*run.stack, outcome.then) if outcome.then else run.stack
    return _go(book, moved, outcome.next, stack, known)


def skip(book: Book, run: Run, known: Known) -> Run:
    """Leave out a step whose words cannot be said; raise LookupError where it has no way around."""
    step = book.step(run.at)
    if step is None or not step.skip:
        raise LookupError(run.at)
    moved = replace(run, moves=(*run.moves, Move(run.at, run.stack, "")))
    return _go(book, moved, step.skip, run.stack, known)


def turn_aside(book: Book, run: Run, detour_id: str, known: Known) -> Run:
    """Go through another matter; the talk comes back to where it was, past what was declined (B11)."""
    detour = next((d for d in book.detours if d.id == detour_id), None)
    step = book.step(run.at)
    if detour is None or step is None or step.part == detour.to.partition(".")[0]:
        raise LookupError(detour_id)
    target = step.skip if detour.decline and step.skip else run.at
    moved = replace(run, moves=(*run.moves, Move(run.at, run.stack, detour_id, detour=True)))
    return _go(book, moved, detour.to, (*run.stack, target), known)


def finish(run: Run) -> Run:
    """End the talk here, without the steps that are left."""
    return replace(run, at=END, stack=(), moves=(*run.moves, Move(run.at, run.stack, "")))


def back(run: Run) -> Run:
    """Take the last answer back; before the first there is nothing to take back."""
    if not run.moves:
        return replace(run, at="", stack=())
    last = run.moves[-1]
    return replace(run, at=last.at, stack=last.stack, moves=run.moves[:-1])


def write(run: Run, text: str, fields: Mapping[str, str], rest: str) -> Run:
    """Keep a text typed at this step."""
    return replace(run, entries=(*run.entries, Entry(run.at, text, dict(fields), rest)))


def fill(run: Run, slot: str, text: str) -> Run:
    """Keep what the words lacked (T12)."""
    return replace(run, slots={**run.slots, slot: " ".join(text.split())})


def unwrite(run: Run) -> Run:
    """Drop what was typed at this step."""
    return replace(run, entries=tuple(entry for entry in run.entries if entry.at != run.at))


def written(run: Run, at: str) -> list[Entry]:
    """Return what was typed at a step."""
    return [entry for entry in run.entries if entry.at == at]


def offered(book: Book, step: Step, known: Known) -> list[Outcome]:
    """Return a step's answers, without those that lead into a script not in force (T5, O2)."""
    return [o for o in step.outcomes if o.next in (BACK, END) or o.next.partition(".")[0] in known.active]


def open_fields(book: Book, run: Run, step: Step, known: Known) -> list[str]:
    """Return the fields a step still asks for: missing, not refused, not typed yet."""
    done = declined(book, run) | set(run.fields)
    if step.personal and any(m.detour and m.answer == "sensitive" for m in run.moves):
        return []  # B11: the subject was changed
    return [name for name in step.asks if name in known.missing and name not in done]


def declined(book: Book, run: Run) -> set[str]:
    """Return the fields the customer would not tell in this talk (B11, G4)."""
    refused: set[str] = set()
    aside = {d.id for d in book.detours if d.decline}
    for move in run.moves:
        step = book.step(move.at)
        outcome = step.outcome(move.answer) if step and not move.detour else None
        if step and (move.answer in aside if move.detour else outcome is not None and outcome.decline):
            refused |= set(step.asks) - set(run.fields)
    return refused


def answers(book: Book, run: Run) -> list[tuple[Step, Outcome]]:
    """Return every answer tapped, in order, without detours."""
    pairs = [(step, step.outcome(m.answer)) for m in run.moves if not m.detour and (step := book.step(m.at))]
    return [(step, outcome) for step, outcome in pairs if outcome is not None]


def _there(run: Run, need: str, known: Known) -> bool:
    if need == NOTE:
        return any(entry.at == run.at for entry in run.entries)
    return need in run.fields or need in known.filed


def _go(book: Book, run: Run, target: str, stack: tuple[str, ...], known: Known) -> Run:
    """Go to a step, past those that have nothing to ask and those not in force."""
    while True:
        if target == BACK:
            target, stack = (stack[-1], stack[:-1]) if stack else (CLOSING, ())
            continue
        step = book.step(target)
        if step is None or target == END:
            return replace(run, at=END, stack=())
        idle = bool(step.asks) and not open_fields(book, run, step, known)
        if not idle or not step.skip:
            return replace(run, at=target, stack=stack)
        target = step.skip


def to_dict(run: Run) -> dict[str, Any]:
    """Return a JSON-ready form of a run, without the script's name and the step."""
    return {
        "stack": list(run.stack),
        "moves": [[m.at, list(m.stack), m.answer, m.detour, dict(m.fields)] for m in run.moves],
        "entries": [[e.at, e.text, dict(e.fields), e.rest] for e in run.entries],
        "slots": dict(run.slots),
    }


def from_dict(script: str, at: str, data: Mapping[str, Any]) -> Run:
    """Read back what `to_dict` wrote."""
    moves: Sequence[Any] = data.get("moves", ())
    return Run(
        script,
        at,
        tuple(data.get("stack", ())),
        tuple(Move(m[0], tuple(m[1]), m[2], m[3], m[4]) for m in moves),
        tuple(Entry(*e) for e in data.get("entries", ())),
        data.get("slots", {}),
    )
