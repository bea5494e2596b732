"""Judge and mend what we or the staff are about to say; never what a customer said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.standard.policy import PhraseRule, Policy

_QUOTED = r"「[^「」]*」|『[^『』]*』|“[^“”]*”"
_FILLER = "XxＸｘ*＊×✕✖"
_UNFILLED = re.compile(rf"(?<![{_FILLER}])(?:(?<!\d)[{_FILLER}]{{3,}}|[{_FILLER}]{{3,}}(?![{_FILLER}\d]))")
_CHAIN = re.compile(r"[!！][\s?？~～]*[!！]|[?？][!！]|[!！][?？]")
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\ufe0f\u20e3"
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u2614\u2615\u2639\u263a\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab"
    "\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e"
    "\u2753-\u2755\u2757\u2764\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55]"
)
_SENTENCE = re.compile(r"(?:\.(?!\s|$)|[^。！!；;\n？?.])+(?:[。！!；;\n？?]|\.(?=\s|$))*")
_STOP = r"(?!(?<=\d)[,.:](?=\d))[，。！？；：…—（）()!?;,.:\s]"
_CLAUSE = re.compile(rf"((?:{_STOP})*)((?:{_QUOTED}|(?!{_STOP}).)*)")
_PLAIN = re.compile(r"([\s\W]*)([^.!?;。！？；\n]+)")
_ASKS = re.compile(
    r"\s*(?:(?:[^，,？?]{1,12}[，,]\s*)?请问|(?:[A-Z][^,?]{1,24}, )?(?:May (?:I|we)|Could you|Would you)\b)"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that is not to be said, and what to say instead."""

    word: str
    suggestion: str


def forbidden(text: str, policy: Policy) -> list[Hit]:
    """Return what must not be said to a customer (A6, A13), in order of appearance."""
    return [Hit(rule.word, rule.say) for rule in _found(text, policy)]


def kinder(text: str, policy: Policy) -> str:
    """Return the text with every clause that has such a phrase replaced by what is said instead."""
    text, mended = _PLAIN.sub(lambda sentence: _said_anew(sentence, policy), text), ""
    for stops, clause in _CLAUSE.findall(text):
        says = dict.fromkeys(hit.suggestion for hit in forbidden(clause, policy))
        fresh = [say for say in says if say not in mended]
        if says and not fresh:
            continue  # it was said just before: twice would be no kinder
        mended += stops + ("，".join(fresh) if says else clause)
    return mended


def _said_anew(sentence: re.Match[str], policy: Policy) -> str:
    """Return an English sentence, said in other words as a whole where it has what must not be said."""
    says = [hit.suggestion for hit in forbidden(sentence[2], policy) if hit.word.isascii()]
    return sentence[1] + ". ".join(dict.fromkeys(says)) if says else sentence[0]


def unfilled(text: str) -> bool:
    """Tell whether a slot was left as a run of X or stars (T12); a masked number is none."""
    return _UNFILLED.search(text) is not None


def too_loud(text: str) -> bool:
    """Tell whether a text has emoji or chains of exclamation marks (T6)."""
    return _EMOJI.search(text) is not None or _CHAIN.search(text) is not None


def asks_politely(question: str) -> bool:
    """Tell whether every question in a text starts with 请问, or as politely in English (A2, A24)."""
    sentences = _SENTENCE.findall(question)
    asked = [s for s in sentences if "？" in s or "?" in s] or sentences[:1]
    return bool(asked) and all(_ASKS.match(sentence) for sentence in asked)


def _found(text: str, policy: Policy) -> Iterator[PhraseRule]:
    rules = {rule.word: rule for rule in (*policy.phrases.forbidden, *policy.phrases.disrespectful)}
    harmless = tuple(word for rule in rules.values() for word in rule.unless)
    for match in _pattern(tuple(rules), harmless).finditer(text.replace("’", "'")):
        if (rule := rules.get(match[0].lower())) is not None:
            yield rule


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...], harmless: tuple[str, ...]) -> re.Pattern[str]:
    # What is harmless and what is quoted is matched first, so that it is stepped over.
    literals = sorted({*words, *harmless}, key=len, reverse=True)
    return re.compile("|".join([_QUOTED, *(re.escape(word) for word in literals)]), re.IGNORECASE)
