"""The numbers of pushes and digests: how many, when, how long (4.D, O7, F9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Annotated

from bot.standard.policy_reader import PolicyError, Range


@dataclass(frozen=True, slots=True)
class Pushes:
    """How often somebody is written to about one matter, and how far back the report of it looks (I6)."""

    per_hour: Annotated[int, Range(1)]
    later_hours: Annotated[int, Range(1)]
    report_days: Annotated[int, Range(1)]
    report_lines: Annotated[int, Range(1)]


@dataclass(frozen=True, slots=True)
class Digest:
    """When the messages of the day come, and what stands in them (O7, F9)."""

    morning: time
    evening: time
    morning_choices: tuple[time, ...]
    evening_choices: tuple[time, ...]
    lines: Annotated[int, Range(1)]
    most: Annotated[int, Range(1)]
    cadence_most: Annotated[int, Range(1)]
    last_days: Annotated[int, Range(1)]
    unacted_days: Annotated[int, Range(1)]
    late_lines: Annotated[int, Range(1)]
    at_a_time: Annotated[int, Range(1)]


def check(digest: Digest, quiet: Callable[[time], bool]) -> None:
    """Refuse messages of the day in quiet hours, or an evening before its morning; raise PolicyError (T3)."""
    hours = {"morning": digest.morning, "evening": digest.evening}
    for name in ("morning_choices", "evening_choices"):
        hours |= {f"{name}[{n}]": hour for n, hour in enumerate(getattr(digest, name))}
    for name, hour in hours.items():
        if quiet(hour):
            raise PolicyError(f"digest.{name}: {hour:%H:%M} is wrong, it must not lie in the quiet hours")
    if digest.evening <= digest.morning:
        raise PolicyError(f"digest.evening: {digest.evening:%H:%M} is wrong, it must be after digest.morning")
