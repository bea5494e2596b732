"""How near a question is to each known wording: TF-IDF over its features, by an inverted index.

A feature is a number: a character, two characters in their order though others stand between them, a fuzzy
syllable, two syllables side by side.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.services.matching.hearing import heard, written

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Grams = NDArray[np.int64]
"""The features of a text in rising order, each once: those of its characters first."""

UNSEEN = 0.5
"""What no wording contains lengthens a question: it may be about something else. It counts half of the
rarest, since most of what people add is of no account."""

_SHARES = np.array([[4 / 3], [2 / 3]], np.float32)
"""What is heard follows from what is written: it counts half as much."""

_APART = 16
"""Characters that stand further apart have nothing to do with each other."""

_BITS = 31
_SOUND = 1 << 62
_WHOLE_WORD = 1 << 30


def grams(plain: str) -> Grams:
    """Return the features of a normalised question."""
    tokens = written(plain)
    characters = _numbers(tokens)
    ways = [heard(token) for token in tokens]
    sounds = _numbers([part for spelt in ways for part in spelt[0]])
    one, other = _pairs(len(characters))
    found = [characters << _BITS, characters[one] << _BITS | characters[other], *_beside(sounds)]
    found += [key for spelt in ways for way in spelt[1:] for key in _beside(_numbers(way))]
    return np.unique(np.concatenate(found))


def keyed(found: Iterable[str], sounds: Iterable[str]) -> Grams:
    """Return features that are told in words: what stands for characters, and what for sounds."""
    return np.unique(np.array([*map(_key, found), *(_key(gram) | _SOUND for gram in sounds)], np.int64))


def _key(gram: str) -> int:
    return int.from_bytes(blake2b(gram.encode(), digest_size=8).digest(), "big") & (_SOUND - 1)


def _beside(sounds: Grams) -> tuple[Grams, Grams]:
    return sounds << _BITS | _SOUND, sounds[:-1] << _BITS | sounds[1:] | _SOUND


@lru_cache(maxsize=128)
def _pairs(count: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    one, other = np.triu_indices(count, 1)
    close = other - one <= _APART
    return one[close], other[close]


def _numbers(tokens: Iterable[str]) -> Grams:
    return np.array([_number(token) for token in tokens], np.int64)


@lru_cache(maxsize=16384)
def _number(token: str) -> int:
    return ord(token) if len(token) == 1 else _WHOLE_WORD | crc32(token.encode()) & (_WHOLE_WORD - 1)


@dataclass(frozen=True, slots=True)
class Index:
    """Wordings by feature: of feature i, `wordings[starts[i]:starts[i + 1]]` with the same of `weights`."""

    vocabulary: Grams
    rarity: Floats
    starts: Ints
    wordings: Ints
    weights: Floats
    size: int

    def nearness(self, grams: Grams) -> Floats:
        """Return per wording how near its characters and sounds are, by their cosines: 0 to 2."""
        shared: Floats = self.by_part(grams).sum(0)
        return shared

    def by_part(self, grams: Grams) -> Floats:
        """Return per wording how near its characters are, and how near its sounds."""
        if not len(self.vocabulary):
            return np.zeros((2, self.size), np.float32)
        place = np.minimum(np.searchsorted(self.vocabulary, grams), len(self.vocabulary) - 1)
        known = self.vocabulary[place] == grams
        part = (grams >= _SOUND).astype(np.int32)
        values = np.where(known, self.rarity[place], UNSEEN * rarest(self.size))
        values /= np.sqrt(np.bincount(part, values * values, 2))[part]
        begin, end = self.starts[place[known]], self.starts[place[known] + 1]
        counts = end - begin
        where = np.repeat(begin - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        owner = self.wordings[where] + np.repeat(part[known] * self.size, counts)
        shared = np.bincount(owner, self.weights[where] * np.repeat(values[known], counts), 2 * self.size)
        return shared.reshape(2, self.size).astype(np.float32) * _SHARES


@dataclass(frozen=True, slots=True)
class Table:
    """Features of many wordings, one after the other: each with its wording, its number and its rarity."""

    wordings: Ints
    columns: NDArray[np.intp]
    vocabulary: Grams
    rarity: Floats
    size: int

    def lengths(self, kept: NDArray[np.bool_] | None = None) -> NDArray[Any]:
        """Return the length of each wording's characters and sounds, as if only the kept ones were known."""
        values = self.rarity[self.columns]
        if kept is not None:
            known = np.bincount(self.columns[kept[self.wordings]], minlength=len(self.vocabulary)) > 0
            values = np.where(known[self.columns], values, UNSEEN * rarest(int(kept.sum())))
        part = (self.vocabulary >= _SOUND)[self.columns]
        squares = np.bincount(self.wordings * 2 + part, values * values, 2 * self.size)
        return np.sqrt(np.maximum(squares, 1e-9)).reshape(self.size, 2)


def table(texts: Sequence[Grams]) -> Table:
    """Return the features of texts."""
    wordings = np.repeat(np.arange(len(texts), dtype=np.int32), [len(text) for text in texts])
    every = np.concatenate(texts) if len(texts) else np.zeros(0, np.int64)
    vocabulary, columns, found = np.unique(every, return_inverse=True, return_counts=True)
    rarity = (np.log((len(texts) + 1) / (found + 1)) + 1).astype(np.float32)
    return Table(wordings, columns, vocabulary, rarity, len(texts))


def build(texts: Sequence[Grams]) -> Index:
    """Return the index of known wordings."""
    told = table(texts)
    order = np.argsort(told.columns, kind="stable")
    columns, wordings = told.columns[order], told.wordings[order]
    part = (told.vocabulary >= _SOUND)[columns].astype(np.intp)
    weights = told.rarity[columns] / told.lengths()[wordings, part]
    starts = np.searchsorted(columns, np.arange(len(told.vocabulary) + 1)).astype(np.int32)
    return Index(told.vocabulary, told.rarity, starts, wordings, weights.astype(np.float32), len(texts))


def rarest(size: int) -> float:
    """Return the rarity of what stands in one of so many wordings."""
    return math.log((size + 1) / 2) + 1
