"""The numbers of the visit pipeline (D-7 to D-13, T2, T17)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Annotated

from bot.standard.policy_reader import Keys, Range

VISIT_KINDS = ("group", "home", "store", "reception")
VISIT_LADDERS = ("proposal", "appointment", "departure", "visiting")


@dataclass(frozen=True, slots=True)
class Kit:
    """What is taken along to a group, a home or a store, and made ready for visitors (K1, K2, K3, K6)."""

    group: tuple[str, ...]
    home: tuple[str, ...]
    store: tuple[str, ...]
    reception: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Visits:
    """How visits are appointed, kept and reminded of."""

    half_day_hours: Annotated[int, Range(1)]
    early_minutes: Annotated[Mapping[str, int], Keys(VISIT_KINDS)]
    tolerance_minutes: int
    early_question_minutes: int
    visit_minutes: Annotated[int, Range(1)]
    travel_minutes: int
    travel_choices: tuple[int, ...]
    starts: tuple[time, ...]
    step_minutes: Annotated[int, Range(1)]
    slots: Annotated[int, Range(1, 3)]
    days_ahead: Annotated[int, Range(1)]
    birthday_days: int
