"""What is heard before everything else, however many ask at the same moment (D-26)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from bot.dialog.message import Incoming, Kind
from bot.services.desk import Desk
from bot.standard import hearing
from handlers.routes import command_of

_SERIOUS = "complain"
_LATELY = 256


def pressing(desk: Desk) -> Callable[[Incoming], bool]:
    """Return what tells a serious event: a complaint, an emergency, or a tap, which may be what files one."""

    policy = desk.policy

    # Asked as an event comes in and again as its turn is prepared.
    @lru_cache(_LATELY)
    def serious(text: str) -> bool:
        return (
            bool(hearing.emergency(text, policy.emergency))
            or command_of(text)[0] == _SERIOUS
            or hearing.wish(text, policy.hearing) == _SERIOUS
        )

    def first(event: Incoming) -> bool:
        if event.kind is Kind.TEXT:
            return serious(event.text)
        return event.kind in (Kind.CHOICE, Kind.FORM)

    return first
