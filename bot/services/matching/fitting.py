"""Fit a model, and find from where on it may answer, from the standard questions alone.

The thresholds come from asking the questions' own wordings: of each entry some are held back in turn, and
some entries wholly, as questions of the trade that have no answer; so are some of the off-topic lines.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.services.matching.index import Floats, Grams, table
from bot.services.matching.model import Limits, Model, Thresholds, Weights, Wordings, light, likelihoods
from bot.services.matching.space import Space, space

FOLDS, TURNS = 8, 4
UNKNOWN, OFF_TOPIC = -2, -1
CHOICES = 3

_SEED = 20


def fit(known: Wordings, limits: Limits) -> Model:
    """Return the fitted model with its thresholds; where nothing tells these, the light one."""
    if (known.owners < known.entries).sum() < limits.fewest:
        return light(known, limits.nearest)
    features = known.features()
    placed = space(features, known.owners)
    thresholds = calibrate(ask_held_out(known, features, placed, limits.enough), limits)
    if thresholds is None:
        return light(known, limits.nearest)
    everything = np.arange(len(features))
    weights = Weights(placed.directions, placed.regression(everything, known.owners, known.entries + 1))
    return Model(placed.index, known.owners[placed.landmarks], known.entries, thresholds, weights)


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking held-out wordings: whose they are, the best entries, and the score of the first."""

    true: NDArray[np.int64]
    best: NDArray[np.int64]
    score: NDArray[np.float64]


def calibrate(asked: Asked, limits: Limits) -> Thresholds | None:
    """Return the lowest thresholds that keep to the limits; nothing where too few wordings were asked."""
    inside = asked.true >= 0
    wrong = inside & (asked.best[:, 0] != asked.true)
    near, far = asked.true == UNKNOWN, asked.true == OFF_TOPIC
    if min(inside.sum(), near.sum()) < limits.fewest:
        return None
    answer = max(
        _above(asked.score[wrong], limits.wrong * inside.sum()),
        _above(asked.score[near], limits.near * near.sum()),
        _above(asked.score[far], limits.far * far.sum()),
    )
    offered = inside & (asked.best == asked.true[:, None]).any(1)
    suggest = float(np.quantile(asked.score[offered], limits.missed)) if offered.any() else answer
    answer = min(answer, limits.surest)
    return Thresholds(answer, min(suggest, answer))


def _above(scores: NDArray[np.float64], allowed: float) -> float:
    """Return the lowest threshold which at most so many of the scores reach."""
    falling = np.sort(scores)[::-1]
    return 0.0 if len(falling) <= allowed else float(np.nextafter(falling[int(allowed)], 2))


def ask_held_out(known: Wordings, features: Sequence[Grams], placed: Space, enough: int) -> Asked:
    """Ask wordings that a model fitted without them has not seen, nor the entries of some of them."""
    told = table(features)
    whole = told.lengths()
    true: list[NDArray[np.int64]] = []
    best: list[NDArray[np.int64]] = []
    score: list[NDArray[np.float64]] = []
    for asked, owners in _folds(known, enough):
        kept = np.ones(len(features), bool)
        kept[asked] = False
        shorter = whole / told.lengths(kept)
        weights = placed.regression(np.flatnonzero(kept), known.owners, known.entries + 1)
        rows: list[Floats] = []
        for number in asked.tolist():
            near = (placed.index.by_part(features[number]) * shorter[number][:, None]).sum(0)
            rows.append((near + 1).astype(np.float32) @ placed.directions)
        scores = likelihoods(np.stack(rows) @ weights)[:, :-1]
        order = np.argsort(-scores, axis=1, kind="stable")[:, :CHOICES]
        true.append(owners)
        best.append(np.pad(order, ((0, 0), (0, CHOICES - order.shape[1])), constant_values=-9))
        score.append(scores.max(1).astype(np.float64))
    return Asked(np.concatenate(true), np.concatenate(best), np.concatenate(score))


def _folds(known: Wordings, enough: int) -> Iterator[tuple[NDArray[np.intp], NDArray[np.int64]]]:
    """Yield which wordings are asked and whose they are, fold by fold, until enough have been asked."""
    chance = random.Random(_SEED)
    wordings = Counter(known.owners.tolist())
    count = 0
    for _ in range(TURNS):
        group = chance.sample(range(known.entries), known.entries)
        turn = chance.sample(range(len(known.owners)), len(known.owners))
        nth: dict[int, int] = {}
        place: list[int] = [0] * len(turn)
        for number in turn:
            owner = int(known.owners[number])
            place[number] = nth[owner] = nth.get(owner, owner) + 1
        for fold in range(FOLDS):
            asked: list[int] = []
            owners: list[int] = []
            for number, owner in enumerate(known.owners.tolist()):
                if owner < known.entries and group[owner] % FOLDS == fold:
                    asked.append(number)
                    owners.append(UNKNOWN)
                elif place[number] % FOLDS == fold and wordings[owner] > 1:
                    asked.append(number)
                    owners.append(owner if owner < known.entries else OFF_TOPIC)
            if len(asked) in (0, len(place)):
                continue
            yield np.array(asked), np.array(owners)
            count += len(asked)
            if count >= enough:
                return
