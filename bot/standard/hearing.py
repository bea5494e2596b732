"""What is asked in one message: several questions, or one that leans on the last (N1)."""

from __future__ import annotations

import re

from bot.standard.policy import Hearing

_STOPS = "?\uff1f\u3002;\uff1b!\uff01\n"
"""Question marks, full stops, semicolons, exclamation marks and new lines, of either width."""


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
    if len(text) > rules.longest_wish or any(word in text for word in rules.asking):
        return ""
    known = {**rules.wishes, **(rules.courtesies if len(text) <= rules.longest_courtesy else {})}
    return next((name for name, said in known.items() if any(word in text for word in said)), "")
