"""Scripts as data: what is said step by step, which answers there are, where each leads (4.B, O2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from bot.standard.policy_reader import Keys

Kind = Literal["call", "visit", "part", "notice"]
Opened = Literal["", "suggestion", "complaint", "question", "request"]

BACK, END = "<", "."
FLAGS = ("named", "free_call", "arrears", "hall")
READERS = ("text", "address", "work", "dates", "interval", "time", "user")
RESULTS = ("", "no_time", "unwilling", "wrong_number")
SETTABLE = ("greetings", "wish_days", "do_not_contact", "card")


class ScriptError(ValueError):
    """The scripts are wrong; the message is one line that names the script and the step."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer that can be tapped: where it leads and what it records.

    `then`: a step to come back to; `keep`: the answer stands in the record; `enter`: a text taken as typed;
    `needs`: fields, or a note, without which the answer cannot be taken; `open`: a case of that kind.
    """

    id: str
    next: str
    then: str = ""
    keep: bool = False
    enter: str = ""
    set: Annotated[Mapping[str, str], Keys(SETTABLE)] = field(default_factory=dict)
    decline: bool = False
    refusal: bool = False
    needs: tuple[str, ...] = ()
    open: Opened = ""
    severity: Literal["normal", "major", "urgent"] = "normal"
    category: Literal["", "network", "tariff", "service", "device", "card", "other"] = ""
    escalate: bool = False
    result: str = ""
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One message to the manager: what to say, what to listen for, which answers there are."""

    say: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    listen: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    read: str = ""
    personal: bool = False
    skip: str = ""
    slots: Mapping[str, str] = field(default_factory=dict)
    closing: bool = False
    name: str = field(default="", metadata={"computed": True})

    @property
    def part(self) -> str:
        """Return the script it belongs to."""
        return self.name.partition(".")[0]

    def outcome(self, outcome_id: str) -> Outcome | None:
        """Return an answer by its id."""
        return next((o for o in self.outcomes if o.id == outcome_id), None)


@dataclass(frozen=True, slots=True)
class Script:
    """A script with who approved it and when (O2)."""

    kind: Kind
    rule: str
    source: str
    version: str
    approved_by: str
    approved_on: str
    start: str
    step: Mapping[str, Step]
    active: bool = True
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Detour:
    """A matter that may come up at any step: its part is gone through, then the talk goes on."""

    id: str
    to: str
    decline: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """All scripts; steps are named script.step."""

    detours: tuple[Detour, ...]
    script: Mapping[str, Script]

    def step(self, name: str) -> Step | None:
        """Return a step by its full name."""
        part, _, step = name.partition(".")
        script = self.script.get(part)
        return script.step.get(step) if script else None

    def start(self, name: str) -> str:
        """Return the full name of a script's first step."""
        return f"{name}.{self.script[name].start}"


def said(entry: str) -> tuple[str, str, bool]:
    """Return a saying's phrase, the flag it depends on ("" for none), and whether the flag must stand."""
    phrase, _, flag = entry.partition("?")
    return phrase, flag.removeprefix("!"), not flag.startswith("!")


def sayings(step: Step, flags: Mapping[str, bool]) -> list[str]:
    """Return the phrases a step says where the flags stand as they do."""
    parts = [said(entry) for entry in step.say]
    return [phrase for phrase, flag, wanted in parts if not flag or flags.get(flag, False) is wanted]
