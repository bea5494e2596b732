"""What an entry says in English, asked one by one: title, answer, sample wordings (A24, N1)."""

from __future__ import annotations

import re

from bot.dialog.form import Answered, Step, Values
from bot.errors import BadInput
from bot.services import queries
from bot.services.desk import names
from bot.services.matching import normalise
from bot.services.query_records import Content, English
from bot.standard import answers
from handlers.query_answers import NOTHING_WORDS, answer_check
from handlers.turn import Turn

PART = "qenglish"
NONE = "-"
_HAN = re.compile(r"[\u3400-\u9fff]")


def _title(turn: Turn, text: str, _: Values) -> Answered:
    if text in NOTHING_WORDS:
        return Answered(NONE, turn.say("query-no-english"))
    limit = turn.desk.policy.queries.longest_english_title
    if len(text) > limit:
        raise BadInput("error-query-english-title", limit=str(limit))
    return Answered(_english(text), text)


def _answer(turn: Turn, text: str, values: Values) -> Answered:
    _english(answers.without_slots(text))
    return answer_check(turn, text, values)


def _wordings(turn: Turn, text: str, _: Values) -> Answered:
    rules = turn.desk.policy.queries
    lines = [line.strip(" \t,;.") for line in re.split(r"[\n\r]+", text)]
    wordings = list({normalise(line): line for line in lines if any(c.isalnum() for c in line)}.values())
    if any(len(line) > rules.longest_english_wording for line in wordings):
        raise BadInput("error-query-wording-long", limit=str(rules.longest_english_wording))
    if len(wordings) > rules.most_wordings:
        raise BadInput("error-query-wordings-many", limit=str(rules.most_wordings))
    if not wordings:
        raise BadInput("error-query-wordings-none")
    return Answered([_english(line) for line in wordings], names(wordings, "; "))


def _english(text: str) -> str:
    """Return a text that is in English; raise BadInput where it is not."""
    if _HAN.search(text):
        raise BadInput("error-query-english-chinese")
    return text


def _asked(values: Values) -> bool:
    return values.get("part") == PART


def _told(values: Values) -> bool:
    return _asked(values) and values.get("qentitle") != NONE


STEPS: tuple[Step[Turn], ...] = (
    Step("qentitle", "ask-query-entitle", check=_title, required=False, when=_asked),
    Step("qenanswer", "ask-query-enanswer", check=_answer, required=False, when=_told),
    Step("qenwordings", "ask-query-enwordings", check=_wordings, required=False, when=_told),
)
"""A question that is passed over leaves what stands."""


def standing(turn: Turn, content: Content) -> dict[str, str]:
    """Return what an entry says in English now, as the questions tell it."""
    told, nothing = content.english, turn.say("query-nothing")
    return {
        "entitle": told.title or nothing,
        "enanswer": queries.shown(told.answer) or nothing,
        "enwordings": "\n".join(told.wordings) or nothing,
    }


def changed(content: Content, values: Values) -> English:
    """Return what an entry says in English from now on."""
    if values.get("qentitle") == NONE:
        return English()
    told = content.english
    return English(
        str(values.get("qentitle") or told.title),
        str(values.get("qenanswer") or told.answer),
        tuple(values.get("qenwordings") or told.wordings),
    )
