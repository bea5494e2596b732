"""Questions as people spoil them: homophones, wrong sounds, words in pinyin, traditional script."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from random import Random

from opencc import OpenCC

from bot.services.matching.hearing import fuzzy, syllable

Spoil = Callable[[str, Random], str]


@cache
def _common() -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    """Return the characters of daily use by their syllable, and by what it may be taken for."""
    rows = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    same: dict[str, list[str]] = defaultdict(list)
    alike: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        character = row.decode("gb2312", "ignore")
        if character and syllable(character):
            same[syllable(character)].append(character)
            alike[fuzzy(syllable(character))].append(character)
    return same, alike


def homophone(text: str, chance: Random) -> str:
    """Put another character of the same syllable for one or two."""
    same, _ = _common()
    return _changed(text, chance, lambda c: [x for x in same.get(syllable(c), ()) if x != c])


def misheard(text: str, chance: Random) -> str:
    """Put a character of a syllable that many do not tell apart for one or two."""
    _, alike = _common()
    return _changed(
        text, chance, lambda c: [x for x in alike.get(fuzzy(syllable(c)), ()) if syllable(x) != syllable(c)]
    )


def in_pinyin(text: str, chance: Random) -> str:
    """Spell two characters in pinyin."""
    pairs = [i for i in range(len(text) - 1) if syllable(text[i]) and syllable(text[i + 1])]
    if not pairs:
        return text
    at = chance.choice(pairs)
    return text[:at] + syllable(text[at]) + syllable(text[at + 1]) + text[at + 2 :]


def traditional(text: str, chance: Random) -> str:
    """Write in traditional characters."""
    return str(_traditional().convert(text))


SPOILT: Mapping[str, Spoil] = {
    "homophone": homophone,
    "fuzzy": misheard,
    "pinyin": in_pinyin,
    "traditional": traditional,
}


@cache
def _traditional() -> OpenCC:
    return OpenCC("s2t")


def _changed(text: str, chance: Random, others: Callable[[str], list[str]]) -> str:
    places = [(at, found) for at, c in enumerate(text) if syllable(c) and (found := others(c))]
    chance.shuffle(places)
    changed = list(text)
    for at, found in places[: 1 if len(text) < 8 else 2]:
        changed[at] = chance.choice(found)
    return "".join(changed)
