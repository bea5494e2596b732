"""Wordings as places in the directions in which they differ most, and what speaks there for entries.

The classifier is a multinomial logistic regression over how near a question is to the known wordings.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.services.matching.index import Floats, Grams, Index, Ints, build
from bot.services.matching.model import likelihoods

_LANDMARKS = 2400
_DIRECTIONS = 384
_WHOLE = 700
_ROUNDS = 40
_STRICT = 20.0
_CHUNK = 1000
_SEED = 20


@dataclass(frozen=True, slots=True)
class Space:
    """Wordings, each with its place; its directions are by how near one is to the landmarks among them."""

    index: Index
    landmarks: Ints
    directions: Floats
    strengths: Floats
    placed: Floats

    def regression(self, kept: NDArray[np.intp], owners: Ints, classes: int) -> Floats:
        """Return what speaks for each class by the wordings kept: accelerated steps, by a diagonal bound."""
        share = len(kept) / len(self.landmarks)
        step = (1 / (self.strengths * share / 2 + 1 / _STRICT))[:, None].astype(np.float32)
        weights = ahead = np.zeros((self.placed.shape[1], classes), np.float32)
        pace = 1.0
        for _ in range(_ROUNDS):
            slope = -ahead / np.float32(_STRICT)
            for start in range(0, len(kept), _CHUNK):
                part = kept[start : start + _CHUNK]
                placed = self.placed[part]
                missed = -likelihoods(placed @ ahead)
                missed[np.arange(len(part)), owners[part]] += 1
                slope += placed.T @ missed
            taken = ahead + step * slope
            faster = (1 + math.sqrt(1 + 4 * pace * pace)) / 2
            ahead = taken + np.float32((pace - 1) / faster) * (taken - weights)
            weights, pace = taken, faster
        return weights


def space(features: Sequence[Grams], owners: Ints) -> Space:
    """Return wordings placed by what they have in common."""
    landmarks = _landmarks(owners)
    index = build([features[i] for i in landmarks])
    near = _near(index, [features[i] for i in landmarks])
    directions, strengths = _directions(near)
    if len(landmarks) == len(features):
        placed = near @ directions
    else:
        chunks = range(0, len(features), _CHUNK)
        placed = np.concatenate([_near(index, features[i : i + _CHUNK]) @ directions for i in chunks])
    return Space(index, landmarks, directions, strengths, placed)


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


def _directions(near: NDArray[Any]) -> tuple[Floats, Floats]:
    """Return what turns nearness into places along the strongest directions, and how strong these are."""
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
    directions = (vectors[:, order] / np.sqrt(strengths[order])).astype(np.float32)
    return directions, strengths[order].astype(np.float32)
