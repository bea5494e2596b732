"""The company's facts that answers have as slots: shown and set by administrators, kept on record (T12)."""

from __future__ import annotations

from bot.dialog.form import Answered, Form, Option, State, Step, Values
from bot.dialog.press import Press, button
from bot.errors import BadInput
from bot.services import company_facts as service
from bot.services import queries
from bot.standard.access import ADMIN
from handlers import filling
from handlers.query_answers import NOTHING_WORDS
from handlers.routes import router
from handlers.turn import Turn

ADMINS = (ADMIN,)


def _names(turn: Turn, _: Values) -> list[Option]:
    return [Option(one.name, one.word) for one in service.listed(turn.uow, turn.desk) if not one.fixed]


def _name(turn: Turn, text: str, _: Values) -> Answered:
    name = service.name_of(turn.desk, text)
    return Answered(name, service.word_of(name))


def _value(turn: Turn, text: str, _: Values) -> Answered:
    if text in NOTHING_WORDS:
        return Answered("", turn.say("fact-taken-away"))
    return Answered(service.checked(turn.desk, text), text)


FACT: Form[Turn] = Form(
    "fact",
    (Step("fname", "ask-fact-name", _names, _name), Step("fvalue", "ask-fact-value", check=_value)),
    "summary-fact",
    "button-save",
)


@router.command("facts", ADMINS)
def facts(turn: Turn) -> None:
    """Show the company's facts and which of them answers lack; or set one: 企业信息 营业时间 9:00至18:00."""
    if turn.argument:
        name, _, value = turn.argument.partition(" ")
        if not value.strip():
            raise BadInput("error-fact-how")
        _put(turn, service.name_of(turn.desk, name), _value(turn, value.strip(), {}).value)
        return
    lines = [turn.say("facts-head")]
    for one in service.listed(turn.uow, turn.desk):
        missing = "facts-line-untranslated" if one.english else "facts-line-missing"
        phrase = "facts-line" if one.value else missing
        slots = {"value": one.value} if one.value else {"count": str(one.used)}
        lines.append(turn.say(phrase, name=one.word, **slots))
    turn.reply("\n".join(lines), ((button(turn.say("button-set-fact"), "fact-set"),),))


@router.press("fact-set", ADMINS)
def set_pressed(turn: Turn, press: Press) -> None:
    """Ask which fact is to be set."""
    filling.begin(turn, FACT)


@router.form(FACT)
def saved(turn: Turn, state: State) -> None:
    """Keep a fact; who set it and what stood there before stays on record."""
    _put(turn, str(state.values["fname"]), str(state.values["fvalue"]))


def _put(turn: Turn, name: str, value: str) -> None:
    service.put(turn.uow, turn.desk, name, value, turn.me, turn.now)
    known = queries.facts(turn.uow, turn.desk)
    held = service.held_back(turn.uow, turn.desk, known, turn.now)
    said = turn.say("fact-set" if value else "fact-gone", name=service.word_of(name))
    left = turn.say("facts-held", count=str(len(held))) if held else turn.say("facts-whole")
    turn.reply(f"{said}\n{left}", turn.home())
