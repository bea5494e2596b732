"""The one router of the house, and which roles reach what."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bot.dialog.router import Router
from bot.standard import languages
from bot.standard.access import ADMIN, CUSTOMER, GUEST, HEAD, MANAGER, STAFF, SUPERVISOR
from handlers.turn import Turn

CUSTOMERS = (GUEST, CUSTOMER)
LOGGERS = (MANAGER, SUPERVISOR)
LEADERS = (SUPERVISOR, HEAD)
WORKERS = (MANAGER, SUPERVISOR, HEAD)
LAST_RUNG = (SUPERVISOR, HEAD, ADMIN)
OWNERS = (*WORKERS, ADMIN)
"""Where nobody else is on file, what is owed and what goes up ends with an administrator (E1, E4)."""
EVERYBODY = (*CUSTOMERS, *STAFF)

WITH_TEXT = frozenset(
    (
        *("ask", "handle", "complain", "suggest", "callback", "bind"),
        *("visit", "call", "reception", "report", "customers", "newcustomer", "invite", "revoke"),
        "edit",
        *("dial", "scripts"),
        *("calendar", "leave"),
        "plan",
        *("headway", "departments"),
        *("morning", "evening"),
        *("queries", "newquery", "facts"),
        "behalf",
    )
)
"""Commands that take what follows them; after the others a text is talk that only begins with the word."""

SMALL_TALK = ("okay", "thanks", "goodbye")
_MARKS = re.compile(r"[\s，,。：:！!？?；;、~～]+")
_SAID_OUTRIGHT = 4
_LONGEST_WORD = 8
_LONGEST_SAYING = 40

router: Router[Turn] = Router()


@dataclass(frozen=True, slots=True)
class Command:
    """A command's typed names and its name in a platform's menu."""

    names: tuple[str, ...]
    menu: str


@cache
def commands(locale: str = "zh-CN") -> Mapping[str, Command]:
    """Read what people type to call the commands."""
    text = resources.files("locales").joinpath(locale, "commands.toml").read_text("utf-8")
    return {
        name: Command(tuple(entry["names"]), entry.get("menu", ""))
        for name, entry in tomllib.loads(text).items()
    }


def learn() -> None:
    """Teach the router the words of the commands, in every language (A24)."""
    words = {name: list(command.names) for name, command in commands().items()}
    for tag in languages.TAGS.values():
        for name, command in commands(tag).items():
            words[name] += command.names
    router.learn(words)


def typed_as(name: str, locale: str = languages.SOURCE_TAG) -> str:
    """Return what is typed to call a command, in the words of a language."""
    there = commands(locale).get(name, commands()[name]).names
    # Among the house's own words those that are not Latin letters are the ones that people know.
    return next((word for word in there if not word.isascii()), there[0])


def command_of(text: str) -> tuple[str, str]:
    """Return the command a text calls and what follows it; ("", "") where it calls none."""
    if name := _said_in_words(text):
        return name, ""
    name, rest = router.command_of(_plain(text))
    if name and (not rest or name in WITH_TEXT or slashed(text)):
        return name, rest
    # 今 日: a word typed with gaps, as phones do.
    if not name and (whole := _MARKS.sub("", text))[:_LONGEST_WORD] == whole:
        name = router.command_of(_plain(whole))[0]
        if name:
            return name, ""
    if not name and (parted := _parting(text)):
        return parted, ""
    if name in SMALL_TALK and (further := command_of(rest))[0] in SMALL_TALK:
        return further
    for name in ("complain", "suggest"):
        for word in commands()[name].names:
            if len(word) >= _SAID_OUTRIGHT and not word.isascii() and text.strip().startswith(word):
                return name, _MARKS.sub(" ", text.strip().removeprefix(word), count=1).strip()
    return "", ""


def _parting(text: str) -> str:
    """Return goodbye where a nod or thanks run into it without a stop: 好的再见."""
    whole = _MARKS.sub("", text)
    for word in commands()["goodbye"].names:
        before = whole.removesuffix(word)
        if before != whole and router.called(before) in SMALL_TALK:
            return "goodbye"
    return ""


def _said_in_words(text: str) -> str:
    """Return the command that a text of several words calls as a whole: Thank you."""
    if not text.isascii() or " " not in text or len(text) > _LONGEST_SAYING:
        return ""
    return router.called(" ".join(_MARKS.sub(" ", text).split()))


def _plain(text: str) -> str:
    """Return a text with its first word as a command is spelt: ／ｔｏｄａｙ is /today."""
    head, gap, rest = _MARKS.sub(" ", text.strip(), count=1).partition(" ")
    return f"{unicodedata.normalize('NFKC', head)}{gap}{rest}"


def slashed(text: str) -> bool:
    """Tell whether a text was typed as a command, with its slash."""
    return text.lstrip().startswith(("/", "／"))


def menu_of(role: str) -> list[tuple[str, str]]:
    """Return a role's commands for a platform's menu: its name there and the id of its description."""
    return [
        (command.menu, f"help-{name}")
        for name, command in commands().items()
        if command.menu and name in router.commands and role in router.commands[name].roles
    ]


__all__ = [
    "ADMIN",
    "CUSTOMERS",
    "EVERYBODY",
    "LAST_RUNG",
    "LEADERS",
    "LOGGERS",
    "OWNERS",
    "WORKERS",
    "router",
]
