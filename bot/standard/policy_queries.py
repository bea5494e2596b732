"""The numbers of the standard queries: when an editor is warned, when an owner is told (N1, O2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.standard.policy_reader import Range


@dataclass(frozen=True, slots=True)
class Queries:
    """How standard queries are kept, and what is made of questions that found no answer."""

    few_wordings: Annotated[int, Range(1)]
    most_wordings: Annotated[int, Range(1)]
    longest_wording: Annotated[int, Range(1)]
    longest_title: Annotated[int, Range(1, 128)]
    longest_english_wording: Annotated[int, Range(1)]
    longest_english_title: Annotated[int, Range(1, 128)]
    own_buttons: Annotated[int, Range(0, 5)]
    ending_days: Annotated[int, Range(1)]
    usage_days: Annotated[int, Range(1)]
    unsolved_days: Annotated[int, Range(1)]
    ask_days: Annotated[int, Range(1)]
    listed: Annotated[int, Range(1, 8)]
