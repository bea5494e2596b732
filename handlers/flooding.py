"""Too many messages at once: the surplus is not worked, and that is said; later ones are (G7, M2)."""

from __future__ import annotations

from datetime import timedelta

from bot.dialog.message import Kind, Outgoing
from bot.services.ports import REPLY
from bot.services.records import InboxRow
from handlers.turn import Turn


def held_back(turn: Turn, kept: InboxRow) -> bool:
    """Return whether an event is surplus: then nothing of it is worked, and its sender hears so.

    Staff, whose work comes in heaps, are never held back, nor are buttons: a tap answers a question of ours.
    """
    flood = turn.desk.policy.flood
    if turn.staff is not None or turn.event.kind not in (Kind.TEXT, Kind.FILE):
        return False
    since = kept.received_at - timedelta(seconds=flood.seconds)
    if not turn.uow.inbox.flooding(kept, flood.messages, since):
        return False
    words = Outgoing(turn.say("flood-wait"))
    span = int(kept.received_at.timestamp()) // flood.seconds
    told = f"flood:{turn.who.id}:{span}"
    turn.uow.outbox.add(turn.who, words, REPLY, turn.now, dedup=told)
    return True
