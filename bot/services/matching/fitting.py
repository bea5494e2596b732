"""Fit a model, and find from where on it may answer, from the standard questions alone.

The classifier is a multinomial logistic regression over how near a question is to the known wordings, in the
few hundred directions in which these differ most. The thresholds come from asking the questions' own
wordings: a fifth of them is held back, a fifth of the entries as questions of the trade that have no answer,
and a fifth of the off-topic lines.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.services.matching.hearing import Grams
from bot.services.matching.index import Floats, Index, Ints, build
from bot.services.matching.model import Limits, Model, Thresholds, Weights, Wordings, light, likelihoods

FOLDS = 5
ENOUGH = 700
"""So many wordings asked are enough to find the thresholds, where there are many."""
MANY = 1000
UNKNOWN, OFF_TOPIC = -2, -1
CHOICES = 3

_LANDMARKS = 2400
_DIRECTIONS = 384
_WHOLE = 700
_ROUNDS = 40
_STRICT = 20.0
_CHUNK = 1000
_SEED = 20


def fit(known: Wordings, limits: Limits) -> Model:
    """Return the fitted model with its thresholds; where nothing is to be told apart, the light one."""
    if not known.entries:
        return light(known, limits.safe)
    return _fitted(known.features, known.owners, known.entries, calibrate(known, limits))


def _fitted(features: Sequence[Grams], owners: Ints, entries: int, thresholds: Thresholds) -> Model:
    landmarks = _landmarks(owners)
    index = build([features[i] for i in landmarks])
    directions, strengths = _directions(index, [features[i] for i in landmarks])
    placed = np.concatenate([_near(index, features[i : i + _CHUNK]) @ directions for i in _chunks(features)])
    weights = Weights(
        directions, _regression(placed, strengths * len(owners) / len(landmarks), owners, entries + 1)
    )
    return Model(index, owners[landmarks], entries, thresholds, weights)


def _chunks(rows: Sequence[object]) -> range:
    return range(0, len(rows), _CHUNK)


def _landmarks(owners: Ints) -> Ints:
    """Return the wordings that others are compared with: all, or of very many some of each entry."""
    if len(owners) <= _LANDMARKS:
        return np.arange(len(owners), dtype=np.int32)
    nth = np.zeros(len(owners), np.int32)
    seen: dict[int, int] = {}
    for number, owner in enumerate(owners.tolist()):
        nth[number] = seen[owner] = seen.get(owner, -1) + 1
    return np.sort(np.argsort(nth, kind="stable")[:_LANDMARKS]).astype(np.int32)


def _near(index: Index, features: Sequence[Grams]) -> Floats:
    """Return how near wordings are to the landmarks; one more than that, for the bias."""
    return np.stack([index.nearness(grams) for grams in features]) + np.float32(1)


def _directions(index: Index, features: Sequence[Grams]) -> tuple[Floats, Floats]:
    """Return what turns nearness into places along the strongest directions, and how strong these are."""
    near = _near(index, features)
    if len(near) <= _WHOLE:
        strengths, vectors = np.linalg.eigh(near)
    else:
        base = np.random.default_rng(_SEED).standard_normal((len(near), _DIRECTIONS + 16)).astype(np.float32)
        for _ in range(3):
            base, _triangle = np.linalg.qr(near @ base)
        strengths, small = np.linalg.eigh(base.T @ near @ base)
        vectors = base @ small
    order = np.argsort(-strengths)[: len(near) if len(near) <= _WHOLE else _DIRECTIONS]
    order = order[strengths[order] > 1e-4 * strengths[order[0]]]
    return (vectors[:, order] / np.sqrt(strengths[order])).astype(np.float32), strengths[order].astype(
        np.float32
    )


def _regression(placed: NDArray[Any], strengths: NDArray[Any], owners: Ints, classes: int) -> Floats:
    """Return the weights of each class: accelerated steps, by a bound of the curvature that is diagonal."""
    step = (1 / (strengths / 2 + 1 / _STRICT))[:, None].astype(np.float32)
    weights = ahead = np.zeros((placed.shape[1], classes), np.float32)
    pace = 1.0
    for _ in range(_ROUNDS):
        slope = -ahead / np.float32(_STRICT)
        for start in range(0, len(placed), _CHUNK):
            part, own = placed[start : start + _CHUNK], owners[start : start + _CHUNK]
            missed = -likelihoods(part @ ahead)
            missed[np.arange(len(own)), own] += 1
            slope += part.T @ missed
        taken = ahead + step * slope
        faster = (1 + math.sqrt(1 + 4 * pace * pace)) / 2
        ahead = taken + np.float32((pace - 1) / faster) * (taken - weights)
        weights, pace = taken, faster
    return weights


# --- the thresholds


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking held-out wordings: whose they are, the best entries, and the score of the first."""

    true: NDArray[np.int64]
    best: NDArray[np.int64]
    score: NDArray[np.float64]


def calibrate(known: Wordings, limits: Limits) -> Thresholds:
    """Return the lowest thresholds that keep to the limits when held-out wordings are asked."""
    if (known.owners < known.entries).sum() < limits.fewest:
        return limits.safe
    asked = ask_held_out(known)
    inside = asked.true >= 0
    wrong = inside & (asked.best[:, 0] != asked.true)
    near, far = asked.true == UNKNOWN, asked.true == OFF_TOPIC
    answer = max(
        _above(asked.score[wrong], limits.wrong * inside.sum()),
        _above(asked.score[near], limits.near * near.sum()),
        _above(asked.score[far], limits.far * far.sum()),
    )
    offered = inside & (asked.best == asked.true[:, None]).any(1)
    suggest = float(np.quantile(asked.score[offered], limits.missed)) if offered.any() else answer
    return Thresholds(
        _trusted(answer, limits.safe.answer, limits), _trusted(suggest, limits.safe.suggest, limits)
    )


def _trusted(measured: float, safe: float, limits: Limits) -> float:
    return limits.trust * measured + (1 - limits.trust) * safe


def _above(scores: NDArray[np.float64], allowed: float) -> float:
    """Return the lowest threshold which at most so many of the scores reach."""
    falling = np.sort(scores)[::-1]
    return 0.0 if len(falling) <= allowed else float(np.nextafter(falling[int(allowed)], 2))


def ask_held_out(known: Wordings) -> Asked:
    """Ask wordings that a model fitted without them has not seen, nor the entries of some of them."""
    true: list[int] = []
    best: list[list[int]] = []
    score: list[float] = []
    for fold in _folds(known):
        kept = [known.features[i] for i in fold.kept]
        model = _fitted(kept, fold.owners, known.entries, Thresholds(1, 1))
        for number, owner in fold.asked:
            scores = model.scores(known.features[number])[:-1]
            order = np.argsort(-scores, kind="stable")[:CHOICES]
            true.append(owner)
            best.append([*order.tolist(), *[-9] * (CHOICES - len(order))])
            score.append(float(scores[order[0]]) if len(order) else 0.0)
    return Asked(np.array(true), np.array(best).reshape(len(true), CHOICES), np.array(score))


@dataclass(frozen=True, slots=True)
class _Fold:
    kept: Sequence[int]
    owners: Ints
    asked: Sequence[tuple[int, int]]


def _folds(known: Wordings) -> Iterator[_Fold]:
    """Yield which wordings are kept and which are asked, fold by fold, until enough have been asked."""
    group = list(range(known.entries))
    random.Random(_SEED).shuffle(group)
    asked = 0
    for fold in range(FOLDS):
        kept: list[int] = []
        questions: list[tuple[int, int]] = []
        nth: dict[int, int] = {}
        for number, owner in enumerate(known.owners.tolist()):
            nth[owner] = nth.get(owner, owner) + 1
            if owner < known.entries and group[owner] % FOLDS == fold:
                questions.append((number, UNKNOWN))
            elif nth[owner] % FOLDS == fold:
                questions.append((number, owner if owner < known.entries else OFF_TOPIC))
            else:
                kept.append(number)
        if not kept or not questions:
            continue
        yield _Fold(kept, known.owners[kept], questions)
        asked += len(questions)
        if asked >= ENOUGH and len(known.owners) > MANY:
            return
