"""Match free words to a standard question: answer, offer three, or leave it to people (A7)."""

from bot.services.matching.hearing import normalise
from bot.services.matching.match import MAX_CHOICES, Match

__all__ = ["MAX_CHOICES", "Match", "normalise"]
