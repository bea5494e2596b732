"""In which language somebody is spoken to: as they chose, offered once, never switched silently (A24)."""

from __future__ import annotations

import re

CHINESE, ENGLISH = "mandarin", "english"
"""What a customer's file says of their language; empty and a dialect are written in Chinese."""
OFFERED = "offered"
"""What stands at an address once English was offered there; it still reads Chinese."""
TAGS = {ENGLISH: "en"}
"""The folders of the catalogues, and what pages and platforms call the languages."""
SOURCE_TAG = "zh-CN"

# Words of English that no pinyin is spelt like: one of them among several words is English.
_TELLING = frozenset(
    (
        *("what", "how", "when", "where", "why", "who", "which", "the", "is", "are", "my", "your", "please"),
        *("help", "this", "that", "need", "want", "would", "could", "should", "with", "from", "hello", "not"),
        *("thanks", "thank", "speak", "english", "bill", "phone", "number", "does", "have", "has", "there"),
        *("about", "card", "account", "balance", "check", "problem", "working", "internet", "service"),
        *("complain", "complaint", "call"),
    )
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[a-z]+")
_FEW = 2


def reads_english(text: str) -> bool:
    """Tell whether a text is written in English: not in pinyin, nor a word such as hi or OK."""
    if _HAN.search(text):
        return False
    words = _WORD.findall(text.lower())
    return len(words) >= _FEW and any(word in _TELLING for word in words)


def foreign(locale: str) -> bool:
    """Tell whether a platform says that somebody reads another language than Chinese."""
    return bool(locale) and not locale.lower().startswith("zh")
