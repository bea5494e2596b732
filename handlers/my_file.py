"""我的资料: what is kept about oneself, seen, handed out, withdrawn, erased (G3, T21)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.dialog.message import Choice
from bot.dialog.press import Press, button
from bot.errors import Stale
from bot.services import consents, erasing, own_file
from bot.services.customer_records import Profile
from bot.services.file_records import KeptFile
from bot.services.own_file import Asked
from bot.services.privacy_ledgers import AGREED, EXPORT, EXPORTED
from bot.standard.masking import mask_phone
from handlers import binding
from handlers.routes import CUSTOMERS, router
from handlers.turn import Rows, Turn, row

SHOWN = (
    "name",
    "phone",
    "home_phone",
    "address",
    "employer",
    "post",
    "birthday",
    "contact_hours",
    "language",
)
"""What is shown at once; everything else is in what is handed out."""
NUMBERS = ("phone", "home_phone", "user_phone")
_SURE = "sure"
_COUNTED = ("cases", "contacts", "files")


def asked(turn: Turn) -> Asked:
    """Return whose data the speaker may see: their own, and nothing of a file where no account is tied."""
    whose = own_file.whose(turn.uow, turn.customer, turn.who, turn.event.id)
    return Asked(turn.uow, turn.voice, turn.say, whose, turn.customer)


@router.command("mydata", CUSTOMERS)
def show(turn: Turn) -> None:
    """Show what is kept, numbers masked, with what can be done about it."""
    turn.reply(*_view(turn))


def _view(turn: Turn) -> tuple[str, Rows]:
    theirs = asked(turn)
    counts = turn.uow.keepings.counts(theirs.whose)
    kept = turn.say("own-counts", **{name: str(count) for name, count in counts.items()})
    export, erase = _act(turn, "export"), _act(turn, "erase")
    if turn.customer is None:
        return "\n".join([turn.say("own-guest"), kept]), ((export, erase),)
    profile = turn.uow.profiles.get(turn.customer.id)
    assert profile is not None  # the customer is there
    lines = [turn.say("own-head"), *_lines(turn, theirs), *_wishes(turn, profile), kept, _agreed(turn)]
    return "\n".join(lines), (
        (_act(turn, "correct"), export),
        (_act(turn, "disturb" if profile.do_not_disturb else "quiet"), _greeting(turn, profile)),
        (_act(turn, "withdraw"), erase),
    )


def _act(turn: Turn, what: str, value: str = "") -> Choice:
    return button(turn.say(f"button-own-{what}"), "own", value=value or what)


def _greeting(turn: Turn, profile: Profile) -> Choice:
    return _act(turn, "no-greetings" if profile.greetings else "greetings")


def _lines(turn: Turn, theirs: Asked) -> list[str]:
    return [
        turn.say("summary-line", label=turn.say(f"own-{name}"), value=shown(theirs, name, value))
        for name, value in own_file.values(theirs)
        if name in SHOWN
    ]


def shown(theirs: Asked, name: str, value: Any) -> str:
    """Return a field's value as it is shown in a chat: numbers masked (G2)."""
    return mask_phone(value) if name in NUMBERS else own_file.words(theirs, name, value)


def _wishes(turn: Turn, profile: Profile) -> list[str]:
    return [
        turn.say("own-quiet-on" if profile.do_not_disturb else "own-quiet-off"),
        turn.say("own-greetings-on" if profile.greetings else "own-greetings-off"),
    ]


def _agreed(turn: Turn) -> str:
    assert turn.customer is not None  # only a bound customer is shown a file
    said = turn.uow.consents.standing(turn.customer.id)
    if said is None or said.what != AGREED:
        return turn.say("own-not-agreed")
    return turn.say("own-agreed", time=turn.voice.time_words(said.at), version=said.version)


@router.command("quiet", CUSTOMERS)
def quiet_typed(turn: Turn) -> None:
    """免打扰 in one word: nothing unasked is pushed any more."""
    if turn.customer is None:
        turn.reply(turn.say("own-quiet-guest"), turn.home())
        return
    quiet(turn)


def quiet(turn: Turn) -> None:
    """Push nothing unasked to the customer; what is theirs is still answered."""
    _set(turn, "own-quiet-kept", "disturb", do_not_disturb=True)


def disturb(turn: Turn) -> None:
    """Let what is not urgent be pushed again."""
    _set(turn, "own-disturb-kept", "quiet", do_not_disturb=False)


def greet(turn: Turn) -> None:
    """Keep that greetings are agreed to (D-18)."""
    _set(turn, "own-greetings-kept", "no-greetings", greetings=True)


def greet_not(turn: Turn) -> None:
    """Keep that greetings are not wished (D-18)."""
    _set(turn, "own-no-greetings-kept", "greetings", greetings=False)


def _set(turn: Turn, said: str, back: str, **wish: bool) -> None:
    assert turn.customer is not None  # routed so
    turn.uow.profiles.change(turn.customer.id, None, turn.now, **wish)
    turn.reply(
        turn.say(said), row(_act(turn, back), button(turn.say("help-name-mydata"), "menu", value="mydata"))
    )


def export(turn: Turn) -> None:
    """Hand out everything that is kept: to read, and for machines (G3)."""
    theirs = asked(turn)
    for kind, kept in files_of(turn, theirs):
        turn.reply_file(kept, turn.say(f"own-export-{kind}"))
    turn.uow.keepings.requested(EXPORTED, theirs.whose.customer_id, None, "", turn.now)


def files_of(turn: Turn, theirs: Asked) -> list[tuple[str, KeptFile]]:
    """Keep the two files of an export for the chat that asked; they are no part of a later one."""
    found, source = own_file.sections(theirs), f"{EXPORT}{theirs.whose.customer_id or 0}:{turn.event.id}"
    made = (
        ("text", own_file.as_text(theirs, found, turn.now), "text/plain", ".txt"),
        ("json", own_file.as_json(theirs, found, turn.now), "application/json", ".json"),
    )
    name = f"{turn.say('own-file-name')}-{turn.desk.today(turn.now):%Y%m%d}"
    return [
        (
            kind,
            turn.uow.files.add(
                "document", name + ending, mime, content, turn.who.id, turn.now, source=source + ending
            ),
        )
        for kind, content, mime, ending in made
    ]


def withdraw(turn: Turn) -> None:
    """Ask once whether the consent is to be withdrawn."""
    turn.reply(turn.say("own-ask-withdraw"), row(_act(turn, "withdraw-sure"), _act(turn, "back")))


def withdrawn(turn: Turn) -> None:
    """End every tie; the chat is a guest's from now on."""
    assert turn.customer is not None  # routed so
    consents.withdraw(turn.uow, turn.desk, turn.who, turn.customer.id, turn.now)
    turn.customer = None
    binding.show_menu(turn)
    turn.reply(turn.say("own-withdrawn"), turn.home())


def erase(turn: Turn) -> None:
    """Ask once more, and say plainly what has to be kept (G3)."""
    phrase = "own-ask-erase" if turn.customer is not None else "own-ask-erase-guest"
    turn.reply(turn.say(phrase), row(_act(turn, "erase-sure"), _act(turn, "back")))


def erased(turn: Turn) -> None:
    """Erase everything that need not be kept, in this commit."""
    erasing.erase(turn.uow, turn.desk, turn.customer, turn.who, turn.now, event=turn.event.id)
    turn.customer = None
    turn.kept = None  # where they stood in the conversation is gone as well
    binding.show_menu(turn)
    turn.begin_anew(turn.say("own-erased"), turn.home())


def back(turn: Turn) -> None:
    """Leave everything as it is."""
    turn.reply(turn.say("own-left"), turn.home())


ACTS: dict[str, tuple[Callable[[Turn], None], bool]] = {
    "export": (export, False),
    "erase": (erase, False),
    "erase-sure": (erased, False),
    "back": (back, False),
    "quiet": (quiet, True),
    "disturb": (disturb, True),
    "greetings": (greet, True),
    "no-greetings": (greet_not, True),
    "withdraw": (withdraw, True),
    "withdraw-sure": (withdrawn, True),
}
"""What the buttons do, and whether an account has to be tied for it; `my_corrections` adds its own."""


@router.press("own", CUSTOMERS)
def pressed(turn: Turn, press: Press) -> None:
    """Do what a button of 我的资料 says, for oneself alone: it names nobody."""
    act, tied = ACTS.get(press.value, (None, True))
    if act is None or (tied and turn.customer is None):
        raise Stale
    act(turn)
