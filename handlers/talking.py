"""A customer asks for a person (A3, A5)."""

from __future__ import annotations

from handlers import asking
from handlers.routes import CUSTOMERS, router
from handlers.turn import Turn


@router.command("human", CUSTOMERS)
def human(turn: Turn) -> None:
    """Ask the manager to come to the chat (A3, A5)."""
    request(turn, asking.asked_last(turn) or turn.desk.say("human-wanted"))


def request(turn: Turn, text: str, files: tuple[int, ...] = ()) -> None:
    """Ask a person to look at something, files with it (A3)."""
    asking.take_down(turn, text, files)
