"""Words typed soon after a tap that asked for some: they belong to it, without a form (H1, H6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.dialog.form import State
from handlers.turn import Turn

AFTER = "after"
TAKERS: dict[str, Callable[[Turn, int, str], bool]] = {}
"""What keeps such words, by the kind of tap: whether they were taken."""

FIRM: set[str] = set()
"""Kinds of taps whose first words are never a question of its own."""


def expect(turn: Turn, kind: str, subject: int) -> None:
    """Take what the speaker types in the next minutes as said about a tap, while no form is open."""
    if turn.state.form:
        return
    until = turn.now + timedelta(minutes=turn.desk.policy.voice.words_minutes)
    values = {**turn.state.values, AFTER: [kind, subject, until.isoformat(), 0]}
    turn.keep(State(values=values, revision=turn.state.revision + 1))


def takes(turn: Turn, text: str) -> bool:
    """Keep words with the tap that asked for them; a question that has an answer is answered instead.

    The first words are about it in any case where the tap is one of FIRM.
    """
    kept = turn.state.values.get(AFTER)
    if turn.state.form or not isinstance(kept, list):
        return False
    kind, subject, until, count = (
        str(kept[0]),
        int(kept[1]),
        datetime.fromisoformat(str(kept[2])),
        int(kept[3]),
    )
    match = turn.prepared.match
    question = match is not None and match.best is not None
    if turn.now > until or (question and (count or kind not in FIRM)):
        return False
    if not TAKERS[kind](turn, subject, text):
        return False
    values = {**turn.state.values, AFTER: [kind, subject, until.isoformat(), count + 1]}
    turn.keep(State(values=values, revision=turn.state.revision + 1))
    return True
