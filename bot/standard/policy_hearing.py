"""How free words are told apart: questions, wishes, suggestions, emergencies (N1, A19, D-26)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from bot.standard.policy_reader import Keys, Range

PERILS = ("fire", "gas", "shock", "injury", "fraud", "outage")
"""What an emergency may be: where life is in danger comes first."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """How several questions in one message, and those that lean on the last one, are told (N1)."""

    quiet_seconds: float
    joints: tuple[str, ...]
    shortest: Annotated[int, Range(2)]
    most: Annotated[int, Range(1)]
    leans: tuple[str, ...]
    longest_lean: Annotated[int, Range(2)]
    most_offers: Annotated[int, Range(1)]
    longest_wish: Annotated[int, Range(2)]
    longest_courtesy: Annotated[int, Range(2)]
    asking: tuple[str, ...]
    suggesting: tuple[str, ...]
    not_suggesting: tuple[str, ...]
    wishes: Mapping[str, tuple[str, ...]]
    courtesies: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Emergency:
    """What tells of an emergency, in small letters (D-26).

    `unless` lists longer words that mean no harm; with one of `supposed` a text speaks of what is not so.
    """

    unless: tuple[str, ...]
    supposed: tuple[str, ...]
    words: Annotated[Mapping[str, tuple[str, ...]], Keys(PERILS)]
