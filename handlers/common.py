"""What everybody can say: start, help, bind, cancel."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.dialog.form import State
from bot.dialog.press import Press
from bot.errors import BadInput
from bot.services import languages, letting_in
from bot.standard import masking
from handlers import customer, filling
from handlers.routes import CUSTOMERS, EVERYBODY, commands, menu_of, router, typed_as
from handlers.turn import Turn

TAKEN_BACK: list[Callable[[Turn], bool]] = []
"""What 取消 takes back where no form is open; the first that had something to take back has answered."""
CODE = "code"
_CODE_TYPED = re.compile(r"[A-Za-z0-9]{4,12}|(?=.*\d)[A-Za-z0-9]{2,6}[ -][A-Za-z0-9]{2,6}")


@router.command("start", EVERYBODY)
def start(turn: Turn) -> None:
    """Greet and show the first choices; a code that came with a link is used at once."""
    if turn.argument:
        let_in(turn, turn.argument)
        return
    show_menu(turn)
    if turn.staff is not None:
        turn.reply(turn.say("staff-hello", name=turn.staff.name), turn.home())
        return
    turn.reply(f"{customer.manager_words(turn)}\n{turn.say('home-hint')}", turn.home())
    if turn.customer is None and turn.desk.doors.shares_contact(turn.who.channel):
        turn.reply(turn.say("bind-by-contact"), ask_contact=turn.say("button-share-number"))


def show_menu(turn: Turn) -> None:
    """Let the platform show the commands of the speaker's role."""
    turn.menu = tuple((name, turn.say(words)) for name, words in menu_of(turn.role))


@router.command("help", EVERYBODY)
def show_help(turn: Turn) -> None:
    """Say what the speaker's role can do."""
    lines = [
        turn.say("help-line", name=typed_as(name, turn.voice.words.locale), what=turn.say(f"help-{name}"))
        for name, command in commands().items()
        if command.menu and name in router.commands and turn.role in router.commands[name].roles
    ]
    head = "help-head-staff" if turn.staff is not None else "help-head"
    tail = [turn.say(f"help-tail-{turn.role}")] if turn.staff is not None else []
    turn.reply("\n".join([turn.say(head), *lines, *tail]), turn.home())


@router.command("bind", CUSTOMERS)
def bind(turn: Turn) -> None:
    """Ask for the one-time code, or for one's own number where the platform can share it (G7)."""
    if turn.argument:
        let_in(turn, turn.argument)
    elif turn.customer is not None:
        turn.reply(customer.manager_words(turn), turn.home())
    elif turn.desk.doors.shares_contact(turn.who.channel):
        _expect_code(turn)
        turn.reply(turn.say("bind-by-contact"), ask_contact=turn.say("button-share-number"))
    else:
        _expect_code(turn)
        turn.reply(turn.say("bind-by-code"))


def _expect_code(turn: Turn) -> None:
    """Remember that a code was asked for, unless a form is under way."""
    if not turn.state.form:
        turn.keep(State(values={**turn.state.values, CODE: True}, revision=turn.state.revision + 1))


def meant_as_code(turn: Turn) -> bool:
    """Return whether what was typed is a code, mistyped perhaps: one that was asked for may look odd."""
    if letting_in.looks_like_code(turn.text):
        return True
    asked = CODE in turn.state.values and not turn.state.form
    return asked and _CODE_TYPED.fullmatch(turn.text) is not None and not masking.normal_phone(turn.text)


def let_in(turn: Turn, code: str) -> None:
    """Use a one-time code and say who the chat belongs to from now on."""
    letting_in.redeem(turn.uow, turn.voice, turn.who, code, turn.now)
    settle_in(turn)


def settle_in(turn: Turn) -> None:
    """Welcome whoever was just tied to this chat."""
    who = turn.uow.addresses.get(turn.who.id)
    assert who is not None  # the address of this very turn
    if CODE in turn.state.values and not turn.state.form:
        values = {name: value for name, value in turn.state.values.items() if name != CODE}
        turn.keep(State(values=values, revision=turn.state.revision + 1))
    turn.staff = turn.uow.people.staff(who.staff_id)
    turn.customer = turn.uow.people.customer(who.customer_id)
    if turn.customer is not None:
        languages.brought(turn.uow, who, turn.customer, turn.now)
        turn.customer = turn.uow.people.customer(who.customer_id)
    show_menu(turn)
    if turn.staff is not None:
        turn.forget()  # a customer's form is no work of theirs
        turn.reply(
            turn.say("bound-staff", name=turn.staff.name, role=turn.say(f"role-{turn.staff.role}")),
            turn.home(),
        )
        return
    assert turn.customer is not None  # a code belongs to one or the other
    turn.reply(f"{turn.say('bound-customer')}\n{customer.manager_words(turn)}", turn.home())


def contact(turn: Turn) -> None:
    """Take a shared number: only one's own (G7)."""
    if turn.staff is not None:
        raise BadInput("error-contact-staff")
    if not turn.event.phone:
        raise BadInput("error-contact-foreign")
    letting_in.bind_by_phone(turn.uow, turn.who, turn.event.phone, turn.now)
    settle_in(turn)


@router.command("cancel", EVERYBODY)
def cancel(turn: Turn) -> None:
    """Leave the form under way."""
    if turn.state.form:
        filling.cancel(turn)
    elif not any(takes_back(turn) for takes_back in TAKEN_BACK):
        turn.reply(turn.say("nothing-to-cancel"), turn.home())


@router.press("menu", EVERYBODY)
def menu(turn: Turn, press: Press) -> None:
    """Do what a menu button names, for those who may."""
    route = router.commands.get(press.value)
    if route is None or turn.role not in route.roles:
        raise BadInput("error-not-for-role")
    route.handler(turn)
