"""How near a question is to each known wording: TF-IDF over its features, by an inverted index."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.services.matching.hearing import Grams

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

_CHARACTERS, _SOUNDS = "c", "p"


@dataclass(frozen=True, slots=True)
class Index:
    """Wordings by feature: of feature i, `wordings[starts[i]:starts[i + 1]]` with the same of `weights`."""

    vocabulary: Mapping[str, int]
    rarity: Floats
    starts: Ints
    wordings: Ints
    weights: Floats
    size: int

    def nearness(self, grams: Grams) -> Floats:
        """Return per wording the cosine of its characters plus that of its sounds: 0 to 2."""
        # What no wording contains lengthens the question's vector all the same: it is about something else.
        known, values = weigh(grams, self.vocabulary, self.rarity, _rarest(self.size))
        if not known:
            return np.zeros(self.size, np.float32)
        spans = [slice(self.starts[i], self.starts[i + 1]) for i in known]
        where = np.concatenate([self.wordings[span] for span in spans])
        what = np.concatenate([self.weights[span] * value for span, value in zip(spans, values, strict=True)])
        return np.bincount(where, what, self.size).astype(np.float32)


def build(texts: Sequence[Grams]) -> Index:
    """Return the index of known wordings."""
    found: Counter[str] = Counter()
    for grams in texts:
        found.update(grams.keys())
    vocabulary = {gram: i for i, gram in enumerate(found)}
    whole = len(texts) + 1
    rarity = np.array([math.log(whole / (n + 1)) + 1 for n in found.values()], np.float32)
    features: list[int] = []
    owners: list[int] = []
    weights: list[float] = []
    for number, grams in enumerate(texts):
        known, values = weigh(grams, vocabulary, rarity, 1.0)
        features += known
        owners += [number] * len(known)
        weights += values
    column = np.array(features, np.int32)
    order = np.argsort(column, kind="stable")
    starts = np.searchsorted(column[order], np.arange(len(vocabulary) + 1)).astype(np.int32)
    wordings = np.array(owners, np.int32)[order]
    return Index(vocabulary, rarity, starts, wordings, np.array(weights, np.float32)[order], len(texts))


def weigh(
    grams: Grams, vocabulary: Mapping[str, int], rarity: Floats, unknown: float
) -> tuple[list[int], list[float]]:
    """Return a text's known features and their weights: characters and sounds each a vector of length one."""
    known: list[int] = []
    values: list[float] = []
    for part in (_CHARACTERS, _SOUNDS):
        first, squares = len(known), 0.0
        for gram, count in grams.items():
            if not gram.startswith(part):
                continue
            number = vocabulary.get(gram)
            if number is None:
                squares += unknown * unknown
                continue
            value = (1 + math.log(count)) * float(rarity[number])
            squares += value * value
            known.append(number)
            values.append(value)
        length = math.sqrt(squares) or 1.0
        values[first:] = [value / length for value in values[first:]]
    return known, values


def _rarest(size: int) -> float:
    return math.log((size + 1) / 2) + 1
