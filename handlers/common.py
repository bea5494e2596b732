"""What everybody can say: start, help, cancel."""

from __future__ import annotations

from collections.abc import Callable

from bot.dialog.press import Press
from bot.errors import BadInput
from handlers import binding, customer, filling
from handlers.routes import EVERYBODY, commands, router, typed_as
from handlers.turn import Turn

TAKEN_BACK: list[Callable[[Turn], bool]] = []
"""What 取消 takes back where no form is open; the first that had something to take back has answered."""


@router.command("start", EVERYBODY)
def start(turn: Turn) -> None:
    """Greet and show the first choices; a code that came with a link is used at once."""
    if turn.argument:
        binding.by_code(turn, turn.argument)
        return
    binding.show_menu(turn)
    if turn.staff is not None:
        turn.reply(turn.say("staff-hello", name=turn.staff.name), turn.home())
        return
    turn.reply(f"{customer.manager_words(turn)}\n{turn.say('home-hint')}", turn.home())
    if turn.customer is None and turn.desk.doors.shares_contact(turn.who.channel):
        turn.reply(turn.say("bind-by-contact"), ask_contact=turn.say("button-share-number"))


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
