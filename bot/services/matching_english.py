"""Match a question in English to a standard question, by the house's own models (A7, A24).

English wordings have a model of their own: beside the Chinese ones they would only be further from
everything, and the thresholds of either language would be found on questions of the other.
"""

from __future__ import annotations

from bot.services import hearing_english
from bot.services.matching.index import Grams, keyed
from bot.services.matching.tongue import Tongue


def _grams(plain: str) -> Grams:
    """Return the features of a normalised question: its words and pairs of them, and how they are spelt."""
    found = hearing_english.grams(plain)
    return keyed((g for g in found if g.startswith("c")), (g for g in found if g.startswith("p")))


# What scores faintly is not offered: of a few wordings each it is as likely about anything.
ENGLISH = Tongue(hearing_english.normalise, _grams, close=0.1, small_talk=0.6, faint=0.15)
