"""What of a question counts: its characters and how they sound; not width, script, courtesies or typing.

A character typed wrongly, a word typed in pinyin, and sounds that many speakers do not tell apart (zh/z, n/l,
ang/an, hu/f) all leave the same fuzzy syllables, so they are counted beside the characters themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.standard.readings import readings

if TYPE_CHECKING:
    from opencc import OpenCC

LONGEST = 120

_FILLERS = re.compile(
    "请问一下|请问|麻烦问一下|麻烦问|麻烦您|麻烦你|麻烦|您好|你好|谢谢您|谢谢你|谢谢|劳驾|我想问一下|我想问|想问一下|想问"
    "|咨询一下|想咨询|帮忙|一下|^亲|^那个|[啊呀哦噢呢吧嘛哈]+$"
)
_TOKENS = re.compile(r"[a-z]+|[0-9]+|[^a-z0-9]")
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
_BREATHED = {"hu": "fu", "hua": "fa", "huo": "fo", "hui": "fei", "hun": "fen", "huan": "fan"}
_LONGEST_SYLLABLE = 6
_FIRST, _LAST = "\u4e00", "\u9fff"

Grams = Mapping[str, int]
"""How often each feature stands in a text: `c…` characters and pairs of them, `p…` syllables and pairs."""


def normalise(text: str) -> str:
    """Return a question without what does not matter: width, case, script, punctuation, courtesies."""
    folded = unicodedata.normalize("NFKC", text[: 4 * LONGEST]).lower()
    simplified = folded if folded.isascii() else _simplifier().convert(folded)
    plain = "".join(c for c in simplified if c.isalnum())[:LONGEST]
    return _FILLERS.sub("", plain) or plain


def grams(plain: str) -> Counter[str]:
    """Return the features of a normalised question."""
    written = _TOKENS.findall(plain)
    heard = [sound for token in written for sound in _sounds(token)]
    found: Counter[str] = Counter()
    _count(found, "c", written)
    _count(found, "p", heard)
    return found


def _count(found: Counter[str], mark: str, parts: Sequence[str]) -> None:
    found.update(mark + part for part in parts)
    found.update(f"{mark}{one} {two}" for one, two in pairwise(parts))


def _sounds(token: str) -> Iterable[str]:
    """Return the fuzzy syllables of a character or of a run of Latin letters; itself where it has none."""
    if len(token) == 1:
        heard = syllable(token)
        return (fuzzy(heard),) if heard else (f"={token}",)
    spelt = _spelt(token) if token.isalpha() else None
    return (f"={token}",) if spelt is None else [fuzzy(part) for part in spelt]


@lru_cache(maxsize=4096)
def syllable(character: str) -> str:
    """Return the usual reading of a character without its tone; empty where it has none."""
    return next(iter(readings(character)), "") if _FIRST <= character <= _LAST else ""


@lru_cache(maxsize=4096)
def fuzzy(heard: str) -> str:
    """Return a syllable as those hear it who do not tell zh from z, n from l, ang from an or hu from f."""
    for wide, narrow in _INITIALS:
        if heard.startswith(wide):
            heard = narrow + heard[len(wide) :]
            break
    if heard.endswith("ng"):
        heard = heard[:-1]
    return _BREATHED.get(heard, heard).replace("v", "u")


@lru_cache(maxsize=4096)
def _spelt(word: str) -> tuple[str, ...] | None:
    """Return the fewest syllables that spell a word in pinyin; None where it is no pinyin."""
    known = _known_syllables()
    best: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
    for start in range(len(word)):
        so_far = best[start]
        if so_far is None:
            continue
        for end in range(start + 1, min(start + _LONGEST_SYLLABLE, len(word)) + 1):
            if word[start:end] in known:
                there = best[end]
                if there is None or len(so_far) + 1 < len(there):
                    best[end] = (*so_far, word[start:end])
    return best[-1]


@cache
def _known_syllables() -> frozenset[str]:
    """Return every syllable; of single letters only those that are words."""
    characters = map(chr, range(ord(_FIRST), ord(_LAST) + 1))
    heard = {sound for character in characters for sound in readings(character)[:1]}
    spelt = {s for s in heard if len(s) > 1 or s in ("a", "e")}
    return frozenset(spelt | {s.replace("v", "u") for s in spelt})


@cache
def _simplifier() -> OpenCC:
    from opencc import OpenCC  # its tables are not needed before the first question

    return OpenCC("t2s")
