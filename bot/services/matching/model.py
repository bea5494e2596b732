"""A matcher as arrays: what is known, how it is weighed, from where on it is sure; handed on as bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.services.matching.index import Floats, Grams, Index, Ints, build
from bot.services.matching.tongue import CHINESE, Tongue

Entry = tuple[str, Sequence[str]]
"""A standard question's title and its sample wordings."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which score on an answer is given, or a choice offered."""

    answer: float
    suggest: float


@dataclass(frozen=True, slots=True)
class Limits:
    """Which share of held-out wordings may go wrong: answered falsely, or passed over (A7).

    `near` are questions of the trade that have no answer, `far` those of no trade. From `surest` on one is
    answered in any case. Fewer than `fewest` wordings tell nothing: then the nearest one decides, by the
    thresholds `nearest`; after `enough` no more are asked.
    """

    wrong: float
    near: float
    far: float
    missed: float
    surest: float
    fewest: int
    enough: int
    nearest: Thresholds


@dataclass(frozen=True, slots=True)
class Weights:
    """How nearness to known wordings becomes a place along a few directions, and that speaks for entries."""

    directions: Floats
    entries: Floats


@dataclass(frozen=True, slots=True)
class Model:
    """Known wordings, each with the number of its entry; off-topic ones have the number after the last entry.

    Without weights the nearest wording decides: that needs no fitting.
    """

    index: Index
    owners: Ints
    entries: int
    thresholds: Thresholds
    weights: Weights | None = None

    def scores(self, features: Grams) -> Floats:
        """Return per entry how sure it is that it answers a question, 0 to 1; last, that it is small talk."""
        near = self.index.nearness(features)
        if self.weights is None:
            return nearest(near, self.owners, self.entries)
        placed = (near + np.float32(1)) @ self.weights.directions
        return likelihoods(np.asarray(placed @ self.weights.entries))

    def pack(self) -> bytes:
        """Return the model as bytes."""
        index, weights = self.index, self.weights
        arrays: dict[str, NDArray[Any]] = {
            "vocabulary": index.vocabulary,
            "rarity": index.rarity,
            "starts": index.starts,
            "wordings": index.wordings,
            "weights": index.weights,
            "owners": self.owners,
            "shape": np.array([index.size, self.entries], np.int64),
            "thresholds": np.array([self.thresholds.answer, self.thresholds.suggest], np.float64),
        }
        if weights is not None:
            arrays |= {"directions": weights.directions, "entries": weights.entries}
        kept = io.BytesIO()
        np.savez_compressed(kept, allow_pickle=False, **arrays)
        return kept.getvalue()


def unpack(kept: bytes) -> Model:
    """Return the model that `pack` made bytes of."""
    with np.load(io.BytesIO(kept), allow_pickle=False) as arrays:
        size, entries = (int(n) for n in arrays["shape"])
        index = Index(
            arrays["vocabulary"],
            arrays["rarity"],
            arrays["starts"],
            arrays["wordings"],
            arrays["weights"],
            size,
        )
        fitted = "directions" in arrays
        weights = Weights(arrays["directions"], arrays["entries"]) if fitted else None
        answer, suggest = (float(t) for t in arrays["thresholds"])
        return Model(index, arrays["owners"], entries, Thresholds(answer, suggest), weights)


def likelihoods(spoken: NDArray[Any]) -> Floats:
    """Return how likely each class is, by what speaks for it."""
    risen = np.exp(spoken - spoken.max(-1, keepdims=True))
    shares: Floats = risen / risen.sum(-1, keepdims=True)
    return shares


def nearest(near: Floats, owners: Ints, entries: int) -> Floats:
    """Return per entry how near its nearest wording is, 0 to 1; last, the nearest small talk."""
    best = np.zeros(entries + 1, np.float32)
    np.maximum.at(best, owners, near / 2)
    return best


@dataclass(frozen=True, slots=True)
class Wordings:
    """Every wording once, in the order of the entries, the off-topic lines last."""

    texts: tuple[str, ...]
    owners: Ints
    entries: int
    tongue: Tongue = CHINESE

    def features(self) -> list[Grams]:
        """Return the features of each wording; whoever only serves by a fitted model does not need them."""
        return [self.tongue.grams(text) for text in self.texts]


def wordings(entries: Sequence[Entry], off_topic: Sequence[str], tongue: Tongue = CHINESE) -> Wordings:
    """Return what is known, normalised; what two entries share stands under each."""
    told: dict[tuple[str, int], None] = {}
    lines = [(w, i) for i, (title, samples) in enumerate(entries) for w in (title, *samples)]
    for wording, owner in [*lines, *((line, len(entries)) for line in off_topic)]:
        if plain := tongue.normalise(wording):
            told[plain, owner] = None
    texts = tuple(text for text, _ in told)
    owners = np.array([owner for _, owner in told], np.int32)
    return Wordings(texts, owners, len(entries), tongue)


def light(known: Wordings, thresholds: Thresholds) -> Model:
    """Return what can be had at once: the nearest wording decides."""
    return Model(build(known.features()), known.owners, known.entries, thresholds)
