"""What is checked of every answer an editor writes: it is to be sent to customers (A6, A8, T6, T12)."""

from __future__ import annotations

from bot.dialog.form import Answered, Values
from bot.errors import BadInput
from bot.services import queries
from bot.services.desk import names
from bot.standard import phrases
from handlers import gate
from handlers.turn import Turn

NOTHING_WORDS = ("无", "没有", "不要", "删除", "none")


def answer_check(turn: Turn, text: str, values: Values) -> Answered:
    """Refuse what is never sent to a customer, however approved (A6, A8, T6, T12)."""
    checked = gate.check(turn, text, values)
    words = list(dict.fromkeys(hit.word for hit in phrases.forbidden(text, turn.desk.policy)))
    if words:
        quoted = names([turn.say("quoted", text=word) for word in words])
        raise BadInput("error-query-words", words=quoted, kinder=phrases.kinder(text, turn.desk.policy))
    if ("？" in text or "?" in text) and not phrases.asks_politely(text):
        raise BadInput("error-query-impolite")
    return Answered(queries.kept(str(checked.value)), queries.shown(text))
