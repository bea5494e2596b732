"""How a language is heard, and from where on what was nearly understood is offered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.services.matching import hearing, index
from bot.services.matching.index import Grams


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of questions: what of them counts, and what of a score."""

    normalise: Callable[[str], str]
    grams: Callable[[str], Grams]
    close: float
    """An entry is offered only where its score reaches this share of the best one's."""
    small_talk: float
    """What is so likely small talk is not taken for a question."""
    faint: float = 0.0
    """What scores no more is not offered, whatever the thresholds say."""


CHINESE = Tongue(hearing.normalise, index.grams, close=0.05, small_talk=0.8)
