"""What a manager writes often: offered with questions, kept from a record, dropped when stale (C2, C3)."""

from __future__ import annotations

from bot.dialog.form import Option, Values
from bot.dialog.press import Press, button
from bot.errors import NotAllowed, Stale
from bot.services.desk import excerpt
from handlers.routes import LOGGERS, router
from handlers.turn import Rows, Turn, row

SHOWN = 8
_LABEL = 20


def usual(turn: Turn, _: Values) -> list[Option]:
    """Return what the speaker writes often, most used first."""
    kept = turn.uow.phrases.of_staff(turn.me.id, SHOWN)
    return [Option(f"q{phrase.id}", excerpt(phrase.text, _LABEL), phrase.text) for phrase in kept]


@router.press("phrase-keep", LOGGERS)
def keep(turn: Turn, press: Press) -> None:
    """Keep a record's words for the next time."""
    contact = turn.uow.contacts.get(press.subject)
    if contact is None or contact.undone_at is not None:
        raise Stale
    if contact.manager_id != turn.me.id:
        raise NotAllowed
    turn.uow.phrases.add(turn.me.id, contact.content)
    kept = turn.say("phrase-kept", text=excerpt(contact.content, 60))
    turn.reply(kept, row(button(turn.say("button-phrases"), "menu", value="phrases")))


@router.command("phrases", LOGGERS)
def phrases(turn: Turn) -> None:
    """List what the speaker writes often, each with its 删除."""
    turn.reply(*_list(turn))


def _list(turn: Turn) -> tuple[str, Rows]:
    kept = turn.uow.phrases.of_staff(turn.me.id, SHOWN)
    if not kept:
        return turn.say("phrases-none"), turn.home()
    lines = [
        turn.say("phrases-line", number=str(number), text=excerpt(phrase.text, 60))
        for number, phrase in enumerate(kept, 1)
    ]
    drops = tuple(
        button(f"{number} {turn.say('button-drop')}", "phrase-drop", phrase.id)
        for number, phrase in enumerate(kept, 1)
    )
    rows = tuple(drops[start : start + 4] for start in range(0, len(drops), 4))
    return "\n".join([turn.say("phrases-head"), *lines]), rows


@router.press("phrase-drop", LOGGERS)
def drop(turn: Turn, press: Press) -> None:
    """Drop words that are no longer wanted."""
    phrase = turn.uow.phrases.get(press.subject)
    if phrase is None:
        raise Stale
    if phrase.staff_id != turn.me.id:
        raise NotAllowed
    turn.uow.phrases.remove(phrase.id)
    turn.show(*_list(turn))
