"""What is heard before everything else, however many ask at the same moment (D-26)."""

from __future__ import annotations

from collections.abc import Callable

from bot.dialog.message import Incoming, Kind
from bot.services.desk import Desk
from bot.standard import hearing
from handlers.routes import command_of

_SERIOUS = "complain"


def pressing(desk: Desk) -> Callable[[Incoming], bool]:
    """Return what tells a serious event: a complaint, an emergency, or a tap, which may be what files one."""

    def serious(event: Incoming) -> bool:
        if event.kind in (Kind.CHOICE, Kind.FORM):
            return True
        if event.kind is not Kind.TEXT:
            return False
        text, policy = event.text, desk.policy
        return (
            bool(hearing.emergency(text, policy.emergency))
            or command_of(text)[0] == _SERIOUS
            or hearing.wish(text, policy.hearing) == _SERIOUS
        )

    return serious
