"""Handing out one's own customers and records as a sheet: within one's reach, marked, audited (G3)."""

from __future__ import annotations

from bot.dialog.press import Press, button
from bot.errors import Stale
from bot.services.importing import records
from bot.services.query_editing import EDITORS
from handlers.importing import put_down
from handlers.routes import OWNERS, router
from handlers.turn import Turn, row

QUERIES = "export-queries"


@router.command("export", OWNERS)
def ask(turn: Turn) -> None:
    """Ask what is to be handed out."""
    turn.reply(
        turn.say("ask-export"),
        row(
            *(
                button(turn.say(f"import-kind-{kind.removeprefix('export-')}"), "export", value=kind)
                for kind in _offered(turn)
            )
        ),
    )


@router.press("export", OWNERS)
def export(turn: Turn, press: Press) -> None:
    """Put an export down; it is sent when it is written, and who took it is noted (G3)."""
    if press.value not in _offered(turn):
        raise Stale
    turn.uow.records.audit(press.value, f"staff:{turn.me.id}", turn.now, turn.me.id)
    put_down(turn, press.value, "", "export-wait")


def _offered(turn: Turn) -> list[str]:
    """Return what somebody may take out; the standard queries are their editors' (E9)."""
    return [kind for kind in records.EXPORTS if kind != QUERIES or turn.role in EDITORS]
