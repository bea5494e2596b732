"""Routing: which handler answers a command, a button or a finished form, and for whom."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.dialog.form import Form, State
from bot.dialog.press import Press

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Route(Generic[T]):
    """A handler and the roles that may reach it."""

    handler: Callable[[T], None]
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class PressRoute(Generic[T]):
    """A button's handler and the roles that may press it."""

    handler: Callable[[T, Press], None]
    roles: frozenset[str]


class Router(Generic[T]):
    """Handlers by name; the words people type for a command come from the catalogue."""

    def __init__(self) -> None:
        self.commands: dict[str, Route[T]] = {}
        self.presses: dict[str, PressRoute[T]] = {}
        self.forms: dict[str, tuple[Form[T], Callable[[T, State], None]]] = {}
        self.texts: dict[str, Callable[[T], None]] = {}
        self._words: dict[str, str] = {}

    def command(
        self, name: str, roles: Collection[str]
    ) -> Callable[[Callable[[T], None]], Callable[[T], None]]:
        """Register a command's handler."""

        def keep(handler: Callable[[T], None]) -> Callable[[T], None]:
            assert name not in self.commands, name
            self.commands[name] = Route(handler, frozenset(roles))
            return handler

        return keep

    def press(
        self, action: str, roles: Collection[str]
    ) -> Callable[[Callable[[T, Press], None]], Callable[[T, Press], None]]:
        """Register a button's handler."""

        def keep(handler: Callable[[T, Press], None]) -> Callable[[T, Press], None]:
            self.presses[action] = PressRoute(handler, frozenset(roles))
            return handler

        return keep

    def form(self, form: Form[T]) -> Callable[[Callable[[T, State], None]], Callable[[T, State], None]]:
        """Register what happens when a form is saved."""

        def keep(done: Callable[[T, State], None]) -> Callable[[T, State], None]:
            assert form.name not in self.forms, form.name
            self.forms[form.name] = (form, done)
            return done

        return keep

    def text(self, role: str) -> Callable[[Callable[[T], None]], Callable[[T], None]]:
        """Register what a role's free words mean."""

        def keep(handler: Callable[[T], None]) -> Callable[[T], None]:
            self.texts[role] = handler
            return handler

        return keep

    def learn(self, words: Mapping[str, Collection[str]]) -> None:
        """Take the typed names of the commands."""
        self._words = {word.lower(): name for name, names in words.items() for word in names}

    def called(self, words: str) -> str:
        """Return the command that words call as a whole; empty where they call none."""
        return self._words.get(words.lower(), "")

    def command_of(self, text: str) -> tuple[str, str]:
        """Return the command a text's first word calls and what follows it; ("", "") where it calls none."""
        head, _, rest = text.strip().partition(" ")
        head = head.lower().removeprefix("/")
        name = self._words.get(head, "")
        return (name, rest.strip()) if name else ("", "")
