"""What of an English question counts: its words without endings and courtesies, and how they are spelt.

The counterpart of `matching.hearing`, which hears Chinese: there spaces mean nothing, here they part words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

LONGEST = 240

_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[a-z]+|[0-9]+")
_COURTESY = re.compile(
    r"^(?:(?:hi|hello|hey|good (?:morning|afternoon|evening)|excuse me|please|sorry|and|also)\b[\s,.!]*)+"
    r"|\b(?:please|thanks|thank you|many thanks)\b"
)
# Several words for one thing, and one thing spelt in several ways.
_SPELT = tuple(
    (re.compile(rf"\b(?:{spelt})\b"), f" {one} ")
    for spelt, one in (
        ("top(?:ped|ping)?[ -]?ups?|recharg(?:e|es|ed|ing)", "topup"),
        ("wi[ -]fi|wireless|wlan", "wifi"),
        ("log(?:ged|ging)?[ -]?(?:in|on)|sign(?:ed|ing)?[ -]?(?:in|on)(?! up)", "login"),
        ("e[ -]sims?", "esim"),
        ("sim[ -]?cards?|sims", "sim"),
        ("set[ -]top[ -]box|tv[ -]box", "tvbox"),
        ("hot[ -]spots?|tethering", "hotspot"),
        ("(?:cell|mobile)[ -]?phones?|cellphones?|handsets?|smartphones?|mobiles", "phone"),
        ("fibre|fiber|broad[ -]band", "broadband"),
        ("roam(?:ing|s)?", "roaming"),
        ("overseas|foreign countr(?:y|ies)|another country|other countries|out of the country", "abroad"),
        ("bills?|invoices? for the month|statements?", "bill"),
        ("branch(?:es)?|service halls?|stores?|shops?|outlets?", "branch"),
        ("plans?|packages?|tariffs?", "plan"),
        ("terminat(?:e|ed|ing)|unsubscrib(?:e|ed|ing)|deactivat(?:e|ed|ing)", "cancel"),
        ("turn(?:ed)? on|switch(?:ed)? on|activat(?:e|ed|ing|ion)|enabl(?:e|ed|ing)", "activate"),
        ("turn(?:ed)? off|switch(?:ed)? off|disabl(?:e|ed|ing)", "turnoff"),
        ("cash machines?|atms?", "atm"),
        ("remit(?:tance|tances|ted|ting)?|wire|transfers?|transferred|transferring", "transfer"),
        ("mortgages?|home loans?|housing loans?", "mortgage"),
        ("opening (?:hours|times?)|business hours|hours of business", "opening hours"),
        ("stol(?:e|en)", "stolen"),
        ("slow(?:ly)?", "slow"),
        (
            "does not|doesnt|do not|dont|is not|isnt|are not|arent|cannot|cant|could not|couldnt|unable to",
            "not",
        ),
    )
)
_SLIGHT = frozenset(
    _WORD.findall(
        "a an the i im ive id me my mine we our us you your it its is are am be was were been do does did to"
        " of in on at for and or with by from this that there these those so as if but can could would should"
        " shall will may might have has had just any want need like know tell how what which please help some"
        " about someone somebody something s t ll re ve m d"
    )
)
_PIECE = 4


def in_english(text: str) -> bool:
    """Tell whether a text may be English: it has letters, and none of Chinese."""
    return not _HAN.search(text) and any(c.isascii() and c.isalpha() for c in text)


def normalise(text: str) -> str:
    """Return a question without what does not matter: case, width, marks, courtesies."""
    folded = unicodedata.normalize("NFKC", text[: 2 * LONGEST]).lower().replace("’", "'")
    folded = folded.replace("'s ", " ").replace("'", "")
    bare = _COURTESY.sub(" ", folded)
    plain = " ".join(_WORD.findall(bare)) or " ".join(_WORD.findall(folded))
    return plain[:LONGEST]


def grams(plain: str) -> Counter[str]:
    """Return the features of a normalised question: `c…` words and pairs of them, `p…` pieces of words."""
    spelt = plain
    for pattern, one in _SPELT:
        spelt = pattern.sub(one, spelt)
    written = spelt.split()
    words = [root(word) for word in written if word not in _SLIGHT] or [root(word) for word in written]
    found: Counter[str] = Counter()
    found.update(f"c{word}" for word in words)
    found.update(f"c{one} {two}" for one, two in pairwise(words))
    found.update(f"p{piece}" for word in words for piece in _pieces(word))
    return found


def _pieces(word: str) -> Iterator[str]:
    """Yield what a word is spelt of: one letter typed wrongly leaves most of it."""
    edged = f"<{word}>"
    yield from (edged[i : i + _PIECE] for i in range(max(1, len(edged) - _PIECE + 1)))


@lru_cache(maxsize=8192)
def root(word: str) -> str:
    """Return a word without the commonest endings: charges, charged and charging are one."""
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        kept = len(word) - len(ending)
        if word.endswith(ending) and kept >= 3 and not word.endswith(("ss", "us", "is")):
            word = word[:kept] + instead
            if ending in ("ing", "ed") and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word
