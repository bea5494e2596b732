"""What of a question counts: its characters and how they sound; not width, script, courtesies or typing.

A character typed wrongly, a word typed in pinyin, and sounds that many speakers do not tell apart (zh/z, n/l,
ang/an, hu/f) all leave the same fuzzy syllables, so they stand beside the characters themselves. Words of
asking are heard alike where they mean the same, whatever the trade.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from bot.standard.readings import readings

if TYPE_CHECKING:
    from opencc import OpenCC

LONGEST = 120

_FILLERS = re.compile(
    "请问一下|请问|麻烦问一下|麻烦问|麻烦您|麻烦你|麻烦|您好|你好|谢谢您|谢谢你|谢谢|劳驾|我想问一下|我想问|想问一下|想问"
    "|咨询一下|想咨询|帮忙|一下|^亲|^那个|^对了|[啊呀哦噢呢吧嘛哈]+$"
)
_TOKENS = re.compile(r"[a-z]+|[0-9]+|[^a-z0-9]")
_ALIKE = {
    "怎么": "怎样 怎么样 如何 咋 咋样 咋个",
    "为什么": "为何 为啥 什么原因 怎么会 怎么回事",
    "为什么老": "怎么老",
    "什么": "啥",
    "何时": "什么时候 啥时候 什么时间 几时 几号 哪天",
    "多久": "多长时间 几天",
    "哪": "哪里 哪儿 在哪",
    "能": "能不能 能否 可否 可不可以 可以 是否可以",
    "是": "是不是 是否",
    "有": "有没有",
    "没": "没有 还没 未",
    "不能": "无法 不可以 不了 没办法 没法",
    "你": "您 你们",
    "我": "我们 咱们 俺",
    "账": "帐",
    "登录": "登陆",
}
_SAID_AS = {word: said for said, words in _ALIKE.items() for word in words.split()}
_OTHERWISE_SAID = re.compile("|".join(sorted(_SAID_AS, key=len, reverse=True)))
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
_BREATHED = {"hu": "fu", "hua": "fa", "huo": "fo", "hui": "fei", "hun": "fen", "huan": "fan"}
_LONGEST_SYLLABLE, _SPELLINGS = 6, 4
_FIRST, _LAST = "\u4e00", "\u9fff"


def normalise(text: str) -> str:
    """Return a question without what does not matter: width, case, script, punctuation, courtesies."""
    folded = unicodedata.normalize("NFKC", text[: 4 * LONGEST]).lower()
    simplified = folded if folded.isascii() else _simplifier().convert(folded)
    plain = "".join(c for c in simplified if c.isalnum())[:LONGEST]
    return _FILLERS.sub("", plain) or plain


def written(plain: str) -> list[str]:
    """Return the characters of a normalised question, Latin words whole; what means the same alike."""
    return _TOKENS.findall(_OTHERWISE_SAID.sub(lambda found: _SAID_AS[found[0]], plain))


def heard(token: str) -> Sequence[tuple[str, ...]]:
    """Return the fuzzy syllables of a character or of a run of Latin letters, first as it is likeliest spelt.

    What has none is heard as itself: yue may be 月 or 余额, wifi is no pinyin.
    """
    if len(token) == 1:
        sound = syllable(token)
        return ((fuzzy(sound) if sound else f"={token}",),)
    spelt = _spelt(token) if token.isalpha() else ()
    return [tuple(fuzzy(part) for part in parts) for parts in spelt] or ((f"={token}",),)


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
def _spelt(word: str) -> tuple[tuple[str, ...], ...]:
    """Return how a word may be spelt in pinyin, in the fewest syllables first, then in one more."""
    fewest: list[int | None] = [*[None] * len(word), 0]
    for start in reversed(range(len(word))):
        rests = [n for end in _ends(word, start) if (n := fewest[end]) is not None]
        fewest[start] = 1 + min(rests) if rests else None
    least = fewest[0]
    if least is None:
        return ()
    found = islice(_spellings(word, 0, least + 1, fewest), 4 * _SPELLINGS)
    return tuple(sorted(found, key=len)[:_SPELLINGS])


def _spellings(word: str, start: int, left: int, fewest: Sequence[int | None]) -> Iterator[tuple[str, ...]]:
    if start == len(word):
        yield ()
    for end in _ends(word, start):
        needed = fewest[end]
        if needed is not None and needed < left:
            for rest in _spellings(word, end, left - 1, fewest):
                yield (word[start:end], *rest)


def _ends(word: str, start: int) -> list[int]:
    """Return where a syllable that begins there may end, the longest first."""
    last = min(start + _LONGEST_SYLLABLE, len(word))
    return [end for end in range(last, start, -1) if word[start:end] in _known_syllables()]


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
