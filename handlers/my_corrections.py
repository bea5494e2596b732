"""更正 one's own file: harmless fields at once, name and number by the manager (C1, O1, T21)."""

from __future__ import annotations

from bot.dialog.form import Answered, Form, State, Step, Values
from bot.dialog.press import Press, button
from bot.errors import BadInput, Stale
from bot.services import cases, post
from bot.services.cases import Report
from bot.standard.masking import mask_phone, normal_phone
from handlers import at_once, enrolling, filling, my_file
from handlers.file_fields import day_from, day_of
from handlers.routes import CUSTOMERS, router
from handlers.turn import Turn, row

AT_ONCE = ("address", "home_phone", "employer", "post", "birthday", "contact_hours")
BY_MANAGER = ("name", "phone")
"""By these a customer is known to the company: they are changed by a person who has checked."""
WIDTH = 3
FORM = "own-"


def _words(turn: Turn, text: str, _: Values) -> Answered:
    limit = turn.desk.policy.customers.longest_words
    text = " ".join(text.split())
    if len(text) > limit:
        raise BadInput("error-too-long", limit=str(limit))
    if not any(c.isalnum() for c in text):
        raise BadInput("error-need-text")
    return Answered(text, text)


def _short(turn: Turn, text: str, values: Values) -> Answered:
    text = str(_words(turn, text, values).value)
    if len(text) > enrolling.LONGEST_NAME:
        raise BadInput("error-too-long", limit=str(enrolling.LONGEST_NAME))
    return Answered(text, text)


def _number(turn: Turn, text: str, _: Values) -> Answered:
    phone = normal_phone(text)
    if phone is None:
        raise BadInput("error-phone")
    return Answered(phone, mask_phone(phone))


CHECKS = {
    **{"address": _words, "employer": _words, "post": _short, "contact_hours": _short, "name": _short},
    **{"home_phone": _number, "phone": _number, "birthday": day_of},
}


def choose(turn: Turn) -> None:
    """Offer the fields that can be corrected, one question each."""
    taps = [button(turn.say(f"own-{name}"), "own-field", value=name) for name in (*AT_ONCE, *BY_MANAGER)]
    rows = tuple(tuple(taps[i : i + WIDTH]) for i in range(0, len(taps), WIDTH))
    turn.reply(turn.say("own-ask-field"), rows)


my_file.ACTS["correct"] = (choose, True)


@router.press("own-field", CUSTOMERS)
def picked(turn: Turn, press: Press) -> None:
    """Ask what a field of one's own file is to be."""
    if turn.customer is None or press.value not in CHECKS:
        raise Stale
    filling.begin(turn, router.forms[FORM + press.value][0], about=turn.say(f"own-{press.value}"))


def save(turn: Turn, state: State) -> None:
    """Keep a correction, or ask the manager for it; either is acknowledged."""
    if turn.customer is None:
        raise Stale
    name = state.form.removeprefix(FORM)
    if name in BY_MANAGER:
        _ask_manager(turn, name, state)
        return
    value = day_from(state.values[name]) if name == "birthday" else state.values[name]
    changes = turn.uow.profiles.change(turn.customer.id, None, turn.now, **{name: value})
    field = turn.say(f"own-{name}")
    again = row(
        button(turn.say("button-own-correct"), "own", value="correct"),
        button(turn.say("help-name-mydata"), "menu", value="mydata"),
    )
    turn.reply(turn.say("own-corrected", field=field, value=state.values[f"{name}.label"]), again)
    manager_id = turn.customer.manager_id
    if changes and manager_id is not None:
        text = turn.desk.say(
            "push-own-corrected", customer=turn.customer.name, field=turn.desk.say(f"own-{name}")
        )
        post.to_staff(turn.uow, turn.desk, manager_id, post.Note(text), turn.now)


def _ask_manager(turn: Turn, name: str, state: State) -> None:
    assert turn.customer is not None  # asked above
    said = str(state.values[name])
    # The manager reads it.
    text = turn.desk.say("own-request", field=turn.desk.say(f"own-{name}"), value=said)
    report = Report("request", text, turn.customer, turn.who.id, files=())
    case = cases.open_case(turn.uow, turn.desk, report, turn.now)
    turn.reply(
        turn.say(
            "own-requested",
            field=turn.say(f"own-{name}"),
            number=turn.desk.reference(case),
            due=turn.voice.due_words(case.due_at, case.provisional),
        ),
        row(button(turn.say("menu-progress"), "menu", value="progress")),
    )


for _name, _check in CHECKS.items():
    _question = "own-ask-birthday" if _name == "birthday" else "own-ask-value"
    _form: Form[Turn] = Form(
        FORM + _name, (Step(_name, _question, check=_check),), "own-ask-value", "button-submit"
    )
    router.form(_form)(save)
    at_once.SAVERS[_form.name] = save
