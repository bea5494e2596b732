"""Which answer of an entry a customer is given, and its slots filled with the company's facts (N1, T12)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

_SLOT = re.compile(r"[{｛]\s*([^{}｛｝]*?)\s*[}｝]")
VIP = "vip"
"""A variant for customers of every tier that counts as VIP."""


def slots(text: str) -> list[str]:
    """Return the names of a text's slots, each once, in order."""
    return list(dict.fromkeys(match[1] for match in _SLOT.finditer(text)))


def without_slots(text: str) -> str:
    """Return a text without its slots."""
    return _SLOT.sub("", text)


def missing(texts: Iterable[str], facts: Mapping[str, str]) -> list[str]:
    """Return the slots of some texts that no fact fills, each once."""
    return list(dict.fromkeys(name for text in texts for name in slots(text) if not facts.get(name)))


def fill(text: str, facts: Mapping[str, str]) -> str:
    """Return a text with its slots filled; raise KeyError where a fact is missing (T12)."""

    def value(match: re.Match[str]) -> str:
        if not facts.get(match[1]):
            raise KeyError(match[1])
        return facts[match[1]]

    return _SLOT.sub(value, text)


_PHONE = re.compile(r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)", re.ASCII)


def without_numbers(text: str) -> str:
    """Return a customer's question without phone numbers: as others may read it, on one line (G3)."""
    return " ".join(_PHONE.sub("***", text).split())


def kept(text: str, names: Mapping[str, str]) -> str:
    """Return a text with its slots as they are kept: ｛营业时间｝ by the fact's own name."""
    return _SLOT.sub(lambda match: f"{{{names.get(match[1], match[1])}}}", text)


def named(text: str, words: Mapping[str, str]) -> str:
    """Return a text with its slots as editors write them: ｛营业时间｝."""
    return _SLOT.sub(lambda match: f"｛{words.get(match[1], match[1])}｝", text)


def fitness(tier: str, product: str, own_tier: str, vip: bool, tags: Collection[str]) -> int:
    """Return how well a variant fits a customer; 0 where it does not. A product weighs more than a tier."""
    if tier and tier != own_tier and not (tier == VIP and vip):
        return 0
    if product and product not in tags:
        return 0
    return 4 * bool(product) + 2 * (bool(tier) and tier != VIP) + (tier == VIP)
