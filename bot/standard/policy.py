"""The policy: every number, ladder and list of the service standard, read from TOML."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import time
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Literal

from bot.standard import policy_digest, policy_ladders
from bot.standard.policy_cadence import TIME_LADDERS, Cadence, Moments
from bot.standard.policy_calendar import Calendar, Leave
from bot.standard.policy_customers import Customers, Records
from bot.standard.policy_digest import Digest, Pushes
from bot.standard.policy_hearing import Emergency, Hearing
from bot.standard.policy_imports import Imports
from bot.standard.policy_ladders import UPWARD_LADDERS, Departments, Rung, Span, Vip
from bot.standard.policy_privacy import Flood, Privacy
from bot.standard.policy_queries import Queries
from bot.standard.policy_reader import Keys, PolicyError, Range, read
from bot.standard.policy_scripts import Scripts
from bot.standard.policy_talks import TALK_LADDERS, Talks
from bot.standard.policy_visits import VISIT_LADDERS, Kit, Visits
from bot.standard.policy_voice import VOICE_KINDS, VOICE_LADDERS, Survey, Voice

__all__ = ["Policy", "PolicyError", "Rung", "Span", "load", "shipped"]

SEVERITIES = ("normal", "major", "urgent")
ASKED = ("suggestion", "opinion", "question", "complaint", "promise", "callback", "request")
KINDS = (*ASKED, "wait", "alert", *UPWARD_LADDERS, *VOICE_KINDS)
_SPOKEN = ("reply", "alert", "wait", "visit", "call", "callback", "retry")
LADDERS = (*_SPOKEN, *UPWARD_LADDERS, *VISIT_LADDERS, *TIME_LADDERS, *TALK_LADDERS, *VOICE_LADDERS)
TIERS = ("diamond", "gold", "silver", "standard")


@dataclass(frozen=True, slots=True)
class Hours:
    """When the company works, and what a part of the day means."""

    open: time
    close: time
    morning: time
    afternoon: time
    evening: time
    end_of_day: time


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours in which only what is urgent is said; equal ends mean none."""

    start: time
    end: time

    def covers(self, moment: time) -> bool:
        """Tell whether a local time of day is quiet."""
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end


@dataclass(frozen=True, slots=True)
class Tier:
    """A customer tier and how often it is to be spoken with (D-4, D-22)."""

    label: str
    months: Annotated[int, Range(1)]
    vip: bool


@dataclass(frozen=True, slots=True)
class Alerts:
    """Which complaints alert the supervisor at once (D-26)."""

    severities: tuple[Literal["normal", "major", "urgent"], ...]


@dataclass(frozen=True, slots=True)
class Callback:
    """When an unanswered call is tried again, and how soon after a wished time one is owed (A4, C6)."""

    retry_minutes: Annotated[int, Range(1)]
    window_minutes: Annotated[int, Range(1)]


@dataclass(frozen=True, slots=True)
class Agenda:
    """How far the list of the day looks ahead (O7)."""

    days_ahead: int


@dataclass(frozen=True, slots=True)
class Session:
    """How long a conversation and its undo stay open (A1, O1)."""

    idle_minutes: int
    undo_minutes: int


@dataclass(frozen=True, slots=True)
class Access:
    """How codes and links let people in (G7)."""

    invite_hours: int
    link_days: int
    wrong_codes: Annotated[int, Range(1)]
    lock_minutes: int
    wrong_overall: Annotated[int, Range(1)]
    wrong_guessing: Annotated[int, Range(1)]
    alerts_per_hour: Annotated[int, Range(1)]


@dataclass(frozen=True, slots=True)
class Retention:
    """How long what was worked is kept (G3)."""

    event_days: Annotated[int, Range(1)]


@dataclass(frozen=True, slots=True)
class Files:
    """Which files are taken, and how large (C3)."""

    max_megabytes: Annotated[int, Range(1)]
    spreadsheet_megabytes: Annotated[int, Range(1)]
    spreadsheets: tuple[str, ...]
    per_record: Annotated[int, Range(1)]
    per_day: Annotated[int, Range(1)]
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """How long texts may be (A8)."""

    max_question: Annotated[int, Range(1)]
    max_answer: Annotated[int, Range(1)]


@dataclass(frozen=True, slots=True)
class Matching:
    """When a question is answered, when a choice is offered, and what may go wrong with it (A7)."""

    wrong: Annotated[float, Range(0, 1)]
    near: Annotated[float, Range(0, 1)]
    far: Annotated[float, Range(0, 1)]
    missed: Annotated[float, Range(0, 1)]
    surest: Annotated[float, Range(0, 1)]
    fewest: Annotated[int, Range(1)]
    enough: Annotated[int, Range(1)]
    surest_english: Annotated[float, Range(0, 1)]
    near_upper: Annotated[float, Range(0, 1)]
    near_lower: Annotated[float, Range(0, 1)]


@dataclass(frozen=True, slots=True)
class Rate:
    """How fast a platform takes messages."""

    per_second: Annotated[float, Range(0.001)]
    per_chat_seconds: float


@dataclass(frozen=True, slots=True)
class Sending:
    """The platforms that limit sending."""

    telegram: Rate


@dataclass(frozen=True, slots=True)
class PhraseRule:
    """A word never said to a customer, and what to say instead."""

    word: str
    say: str
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrases:
    """What we never say (A6, A13); `anger` is what an upset customer says (A11)."""

    forbidden: tuple[PhraseRule, ...]
    disrespectful: tuple[PhraseRule, ...]
    anger: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """The whole policy; `version` is a short hash of its effective content."""

    hours: Hours
    quiet: Quiet
    tiers: Annotated[Mapping[str, Tier], Keys(TIERS)]
    deadlines: Annotated[Mapping[str, Annotated[Mapping[str, Span], Keys(SEVERITIES)]], Keys(KINDS)]
    ladders: Annotated[Mapping[str, tuple[Rung, ...]], Keys(LADDERS)]
    alerts: Alerts
    vip: Vip
    departments: Departments
    voice: Voice
    survey: Survey
    cadence: Cadence
    moments: Moments
    calendar: Calendar
    leave: Leave
    callback: Callback
    agenda: Agenda
    pushes: Pushes
    digest: Digest
    session: Session
    records: Records
    customers: Customers
    access: Access
    privacy: Privacy
    flood: Flood
    retention: Retention
    files: Files
    imports: Imports
    texts: Texts
    matching: Matching
    hearing: Hearing
    emergency: Emergency
    queries: Queries
    sending: Sending
    kit: Kit
    visits: Visits
    scripts: Scripts
    talks: Talks
    phrases: Phrases
    version: str = field(default="", metadata={"computed": True})


def load(overlay: Path | None = None) -> Policy:
    """Read the shipped policy, with a company's own file over it."""
    data = tomllib.loads(resources.files("bot.standard").joinpath("policy.toml").read_text("utf-8"))
    if overlay is not None:
        data = _merge(data, _overlay(overlay))
    policy: Policy = read(Policy, data, "")
    _check(policy)
    content = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return replace(policy, version=hashlib.sha256(content.encode()).hexdigest()[:12])


@cache
def shipped() -> Policy:
    """Return the policy as shipped, without a company's changes."""
    return load()


def _overlay(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise PolicyError(f"{path}: cannot be read ({error.strerror}), it must be a TOML file") from error
    except ValueError as error:
        raise PolicyError(f"{path}: not valid TOML in UTF-8: {' '.join(str(error).split())}") from error


def _merge(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        below = merged.get(key)
        both = isinstance(below, dict) and isinstance(value, dict)
        merged[key] = _merge(below, value) if both and below is not None else value
    return merged


def _check(policy: Policy) -> None:
    hours = policy.hours
    if hours.open >= hours.close:
        raise PolicyError(f"hours.close: {hours.close:%H:%M} is wrong, it must be after hours.open")
    if policy.matching.near_lower > policy.matching.near_upper:
        raise PolicyError("matching.near_lower: it must be at most matching.near_upper")
    policy_ladders.check(policy.ladders, policy.deadlines)
    policy_digest.check(policy.digest, policy.quiet.covers)
    _check_phrases(policy.phrases)


def _check_phrases(phrases: Phrases) -> None:
    words = [rule.word for rule in (*phrases.forbidden, *phrases.disrespectful)]
    for name in ("forbidden", "disrespectful"):
        for index, rule in enumerate(getattr(phrases, name)):
            where = f"phrases.{name}[{index}]"
            if not rule.word:
                raise PolicyError(f"{where}.word: it must not be empty")
            if any(word and word in rule.say for word in words):
                raise PolicyError(f"{where}.say: it must not itself contain a phrase that is forbidden")
