"""Ask a model: the words as they stand first, then what is nearest in meaning."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.services.matching.match import MAX_CHOICES, Match
from bot.services.matching.model import Model, Wordings


class Matcher:
    """A model, the wordings it was made of, and the ids of their entries."""

    def __init__(self, ids: Sequence[int], known: Wordings, model: Model) -> None:
        self._ids = tuple(ids)
        self._model = model
        self._tongue = known.tongue
        self._exact: dict[str, list[int]] = {}
        for text, owner in zip(known.texts, known.owners.tolist(), strict=True):
            self._exact.setdefault(text, []).append(owner)

    def match(self, text: str) -> Match:
        """Return what answers a question, or up to three that may, or nothing."""
        tongue = self._tongue
        plain = tongue.normalise(text)
        if not plain or not self._ids:
            return Match()
        if (hits := self._exact.get(plain)) is not None:
            return self._hit([owner for owner in hits if owner < len(self._ids)])
        *sure, small_talk = self._model.scores(tongue.grams(plain)).tolist()
        scores = np.array(sure)
        order = np.argsort(-scores, kind="stable")[:MAX_CHOICES].tolist()
        first = float(scores[order[0]])
        if first >= self._model.thresholds.answer:
            return Match(self._ids[order[0]], first)
        if first <= max(self._model.thresholds.suggest, tongue.faint) or small_talk > tongue.small_talk:
            return Match(score=first)
        return Match(
            score=first, choices=tuple(self._ids[i] for i in order if scores[i] >= tongue.close * first)
        )

    def _hit(self, owners: Sequence[int]) -> Match:
        """Return the entry whose wording a question is; one that two share is a choice."""
        if len(owners) == 1:
            return Match(self._ids[owners[0]], 1.0)
        return Match(score=float(bool(owners)), choices=tuple(self._ids[i] for i in owners[:MAX_CHOICES]))
