"""Match a question in English to a standard question, by the house's own models (A7, A24).

English wordings have a model of their own: beside the Chinese ones they would only be further from
everything, and the thresholds of either language would be found on questions of the other.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.services import hearing_english
from bot.services.hearing_english import normalise
from bot.services.matching.index import Grams, keyed
from bot.services.matching.match import MAX_CHOICES, Match
from bot.services.matching.model import Entry, Model, Wordings

_CLOSE = 0.1
"""An entry is offered only where its score reaches this share of the best one's."""
_FAINT = 0.15
"""What scores less is not offered: of a few wordings each it is as likely about anything."""
_SMALL_TALK = 0.6
"""What is so likely small talk is not taken for a question."""


def grams(plain: str) -> Grams:
    """Return the features of a normalised question: its words and pairs of them, and how they are spelt."""
    found = hearing_english.grams(plain)
    return keyed((g for g in found if g.startswith("c")), (g for g in found if g.startswith("p")))


def wordings(entries: Sequence[Entry], off_topic: Sequence[str]) -> Wordings:
    """Return what is known, normalised; what two entries share stands under each."""
    told: dict[tuple[str, int], None] = {}
    lines = [(w, i) for i, (title, samples) in enumerate(entries) for w in (title, *samples)]
    for wording, owner in [*lines, *((line, len(entries)) for line in off_topic)]:
        if plain := normalise(wording):
            told[plain, owner] = None
    texts = tuple(text for text, _ in told)
    owners = np.array([owner for _, owner in told], np.int32)
    return Wordings(texts, owners, len(entries), grams)


class EnglishMatcher:
    """A model, the wordings it was made of, and the ids of their entries."""

    def __init__(self, ids: Sequence[int], known: Wordings, model: Model) -> None:
        self._ids = tuple(ids)
        self._model = model
        self._exact: dict[str, list[int]] = {}
        for text, owner in zip(known.texts, known.owners.tolist(), strict=True):
            self._exact.setdefault(text, []).append(owner)

    def match(self, text: str) -> Match:
        """Return what answers a question, or up to three that may, or nothing."""
        plain = normalise(text)
        if not plain or not self._ids:
            return Match()
        if (hits := self._exact.get(plain)) is not None:
            return self._hit([owner for owner in hits if owner < len(self._ids)])
        *sure, small_talk = self._model.scores(grams(plain)).tolist()
        order = sorted(range(len(sure)), key=lambda i: -sure[i])[:MAX_CHOICES]
        first = float(sure[order[0]])
        if first >= self._model.thresholds.answer:
            return Match(self._ids[order[0]], first)
        if first <= max(self._model.thresholds.suggest, _FAINT) or small_talk > _SMALL_TALK:
            return Match(score=first)
        return Match(score=first, choices=tuple(self._ids[i] for i in order if sure[i] >= _CLOSE * first))

    def _hit(self, owners: Sequence[int]) -> Match:
        """Return the entry whose wording a question is; one that two share is a choice."""
        if len(owners) == 1:
            return Match(self._ids[owners[0]], 1.0)
        return Match(score=float(bool(owners)), choices=tuple(self._ids[i] for i in owners[:MAX_CHOICES]))
