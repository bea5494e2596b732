"""What is meant by a message: questions, one that leans on the last, a wish, an emergency (N1, D-26)."""

from __future__ import annotations

import re

from bot.standard.policy_hearing import PERILS, Emergency, Hearing

_STOPS = "?\uff1f\u3002;\uff1b!\uff01\n"
"""Question marks, full stops, semicolons, exclamation marks and new lines, of either width."""
_ROOM = 4
_CLAUSES = re.compile(r"[\s,\uff0c\u3002;\uff1b!\uff01:\uff1a\u3001]+")


def questions(text: str, rules: Hearing) -> tuple[str, ...]:
    """Return the questions of a message, in order; one where there is but one."""
    between = "|".join([f"[{re.escape(_STOPS)}]+", *map(re.escape, rules.joints)])
    parts = [part.strip(" ,\uff0c\u3001") for part in re.split(between, text)]
    kept = [part for part in parts if sum(c.isalnum() for c in part) >= rules.shortest]
    return tuple(kept) if 1 < len(kept) <= rules.most else (text,)


def leans(text: str, rules: Hearing) -> str:
    """Return what a question adds to the one before it; empty where it stands for itself."""
    plain = text.strip()
    if len(plain) > rules.longest_lean:
        return ""
    for start in sorted(rules.leans, key=len, reverse=True):
        if plain.startswith(start):
            return plain.removeprefix(start)
    return ""


def wish(text: str, rules: Hearing) -> str:
    """Return the command whose wish a short message states; empty where it asks or declines."""
    # An English word takes the room of several characters.
    plain, room = text.lower(), _ROOM if text.isascii() else 1
    if len(plain) > room * rules.longest_wish or any(word in plain for word in rules.asking):
        return ""
    known = {**rules.wishes, **(rules.courtesies if len(plain) <= rules.longest_courtesy else {})}
    return next((name for name, said in known.items() if any(word in plain for word in said)), "")


def suggests(text: str, rules: Hearing) -> str | None:
    """Return what is suggested in free words; None where nothing is, "" where it is still to come (A19).

    What stands before such words is part of it, and so are the words themselves where it goes on at once.
    """
    start = 0
    for clause in [*_CLAUSES.split(text), ""]:
        place = text.index(clause, start)
        rest = text[place + len(clause) :].strip(" \t\n,\uff0c\u3002;\uff1b!\uff01:\uff1a\u3001")
        lead = next((word for word in rules.suggesting if word in clause), "")
        if lead:
            if any(word in clause for word in rules.not_suggesting):
                return None
            further = sum(c.isalnum() for c in clause.partition(lead)[2]) >= rules.shortest
            before = place and sum(c.isalnum() for c in text[:place]) > rules.longest_courtesy
            return text if further or before else rest
        start = place + len(clause)
    return None


def emergency(text: str, rules: Emergency) -> str:
    """Return which emergency a text tells of, danger to life first; empty where it tells of none (D-26)."""
    plain = text.lower()
    if any(word in plain for word in rules.supposed):
        return ""
    for harmless in rules.unless:
        plain = plain.replace(harmless, " ")
    return next((peril for peril in PERILS if any(word in plain for word in rules.words.get(peril, ()))), "")
