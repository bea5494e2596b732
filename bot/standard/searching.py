"""What a customer is found by, and what a person looks for: a search is the beginning of a term.

A name stands under each of its endings (张三丰: 张三丰, 三丰, 丰), in whole pinyin and in initials, a surname
of several readings under each (单: shan, dan); a phone number stands back to front, so that its last digits
are a beginning too. So one kind of index serves every kind of search, on either database.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, product

from bot.standard.readings import readings

TAIL = "τ"
"""Stands before a phone number written back to front; no name begins so."""
SERVED_BY = "ω"
"""Stands before the number of who serves a customer: a scope is a term like any other (G1)."""

_LONGEST = 24  # characters of a name or an employer that are looked through
_VARIANTS = 8  # readings of one name that are kept
_SHORT = 4  # up to so many characters a name may be read in every way, and from any of them on
_BETWEEN = re.compile(r"[\s,，、;；/|]+")
_BOTH = re.compile(r"(\D+?)(?:尾号|电话|手机)?([0-9]+)")
_TAIL_SAID = re.compile(r"(?:电话|手机|号码)?尾号(?=[0-9]+$)")
_COURTESY = re.compile(r"(?:经理|先生|女士|小姐|老师|主任|老板|师傅|总|董|哥|姐|工|局|处|科|行长|店长)$")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: beginnings of terms, any of which will do, and the text as it was typed."""

    text: str
    beginnings: tuple[str, ...]
    surname: str = ""
    named: str = ""
    numbered: tuple[str, ...] = ()
    """The beginning of a name, and of a number that goes with it: 张伟 0103 tells two of one name apart."""


def terms(name: str, phone: str, account: str | None, employer: str, tags: str) -> str:
    """Return what a customer is found by, separated by spaces."""
    found: dict[str, None] = {}
    for term in _name(name):
        found[term] = None
    if phone and (digits := _folded(phone)):
        found[TAIL + digits[::-1]] = None
        found[digits] = None
    if account and (folded := _folded(account)):
        found[folded] = None
    if employer:
        for term in _employer(employer):
            found[term] = None
    for tag in _BETWEEN.split(tags) if tags else ():
        if folded := _folded(tag):
            found[folded] = None
    return " ".join(found)


def wanted(text: str, fewest_digits: int) -> Wanted | None:
    """Read what is typed to find somebody; None where it is too little to look for."""
    # 尾号0104 is how the product itself names a number.
    folded = _TAIL_SAID.sub("", _folded(text)[:_LONGEST], count=1)
    if not folded:
        return None
    if folded.isdigit() and folded.isascii():
        # A number begins a phone or an account, or ends a phone.
        return None if len(folded) < fewest_digits else Wanted(text, (TAIL + folded[::-1], folded))
    if folded.isascii() and len(folded) < 2:
        return None
    both = _BOTH.fullmatch(folded)
    if both is not None and len(both[2]) >= fewest_digits:
        return Wanted(text, (folded,), named=both[1], numbered=(TAIL + both[2][::-1], both[2]))
    courteous = _COURTESY.sub("", folded)
    surname = courteous if courteous != folded and 0 < len(courteous) <= 2 else ""
    return Wanted(text, (folded,), surname)


def _name(name: str) -> Iterator[str]:
    plain = _folded(name)[:_LONGEST]
    yield from _endings(plain)
    words = name.split()
    if len(words) > 1:
        yield from filter(None, (_folded(word)[:_LONGEST] for word in words[1:]))
    if plain.isascii():
        return
    for syllables in _readings(plain):
        yield from _spelt(syllables, any_start=len(plain) <= _SHORT)


@lru_cache(maxsize=4096)
def _employer(employer: str) -> tuple[str, ...]:
    """Return an employer's terms; many customers share one."""
    plain = _folded(employer)[:_LONGEST]
    spelt = () if plain.isascii() else tuple(_spelt(_plain_reading(plain), any_start=False))
    return (*_endings(plain), *spelt)


def _endings(text: str) -> Iterator[str]:
    """Yield a text and every ending that begins with a Chinese character or a word of other letters."""
    for start in range(len(text)):
        if not start or not text[start].isascii() or not text[start - 1].isascii():
            yield text[start:]


def _spelt(syllables: tuple[str, ...], *, any_start: bool) -> Iterator[str]:
    """Yield the pinyin of a reading: whole, initials, and the surname whole before initials (zhangsf)."""
    initials = "".join(s[0] for s in syllables)
    yield "".join(syllables)
    yield initials
    if not any_start:
        return
    yield syllables[0]
    yield syllables[0] + initials[1:]
    for start in range(1, len(syllables)):
        yield "".join(syllables[start:])
        if start < len(syllables) - 1:
            yield initials[start:]


def _readings(text: str) -> Iterable[tuple[str, ...]]:
    """Return how a name may be read: the surname in every way, the rest too where the name is short."""
    if len(text) > _SHORT:
        usual = _plain_reading(text)
        return [(first, *usual[1:]) for first in _spellings(text[0], surname=True)]
    ways = [_spellings(text[0], surname=True), *(_spellings(character) for character in text[1:])]
    return islice(product(*ways), _VARIANTS)


def _plain_reading(text: str) -> tuple[str, ...]:
    return tuple(_spellings(character)[0] for character in text)


@cache
def _spellings(character: str, *, surname: bool = False) -> tuple[str, ...]:
    """Return every reading of a character without its tone, the likeliest first."""
    if character.isascii():
        return (character,)
    ways = readings(character)
    return (ways if surname else ways[:1]) or (character,)


@cache
def _kept(character: str) -> str:
    return character if character.isalnum() else ""


def _folded(text: str) -> str:
    """Return the letters and digits of a text, in one width and one case."""
    if text.isascii() and text.isalnum():
        return text.lower()
    return "".join(map(_kept, unicodedata.normalize("NFKC", text).casefold()))
