"""Reference numbers that can be said on the phone."""

from __future__ import annotations

import re
import unicodedata

LETTERS = {
    "complaint": "T",
    "suggestion": "J",
    "opinion": "Y",
    "question": "W",
    "callback": "H",
    "promise": "C",
    "request": "B",
}
_KINDS = {letter: kind for kind, letter in LETTERS.items()}
_FIRST = 1000
_REFERENCE = re.compile(r"(?<![A-Z0-9])([TJYWHCB])[ -]?(\d{4,12})(?![A-Z0-9])", re.ASCII)


def reference(kind: str, id: int) -> str:
    """Return a case's number as it is told to a person."""
    return f"{LETTERS[kind]}{_FIRST + id}"


def alone(text: str) -> tuple[str, int] | None:
    """Return the kind and id of a number that is all of a text."""
    match = _REFERENCE.fullmatch(unicodedata.normalize("NFKC", text).strip().upper())
    return parse_reference(match[0]) if match else None


def without(text: str) -> str:
    """Return what a text says beside the first number in it."""
    plain = unicodedata.normalize("NFKC", text)
    match = _REFERENCE.search(plain.upper())
    return plain if match is None else f"{plain[: match.start()]}{plain[match.end() :]}".strip()


def parse_reference(text: str) -> tuple[str, int] | None:
    """Return the kind and id of the first number in a text, however it was typed."""
    match = _REFERENCE.search(unicodedata.normalize("NFKC", text).upper())
    if match is None or int(match[2]) <= _FIRST:
        return None
    return _KINDS[match[1]], int(match[2]) - _FIRST
