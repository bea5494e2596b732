"""One tree of errors: each carries a phrase id and slots and becomes words once, at the edge."""

from __future__ import annotations

from typing import ClassVar


class BotError(Exception):
    """Something a person can be told about in kind words."""

    phrase: ClassVar[str] = "error-unknown"

    def __init__(self, phrase: str = "", **slots: str | int) -> None:
        self.phrase_id = phrase or type(self).phrase
        self.slots = slots
        self.ends_form = False
        super().__init__(self.phrase_id)


class NotAllowed(BotError):
    """The person's role or customer scope does not reach this far (E9, G1)."""

    phrase = "error-not-allowed"


class NotFound(BotError):
    """What was asked for is not on file."""

    phrase = "error-not-found"


class Stale(BotError):
    """A button drawn from an earlier state was pressed."""

    phrase = "error-stale"


class BadInput(BotError):
    """What was typed does not fit; the phrase says what would."""

    phrase = "error-bad-input"


class Unfinished(Exception):
    """What was said may go on in the next message: nothing was kept, it is worked once all is said (L9)."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__("unfinished")


class ConfigError(Exception):
    """A setting is missing or wrong; the message is one line that names it. Exit code 2."""


class StorageBusy(Exception):
    """The database cannot take work now (locked, full, unreachable): nothing was kept, try again."""


class StorageBroken(ConfigError):
    """The database is of an unknown version or damaged: starting would do harm."""
