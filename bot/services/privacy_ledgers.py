"""What people agreed to, and what is kept about a person as a whole, as Protocols (G3, T21)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.dialog.message import Incoming, Outgoing
from bot.services.file_records import KeptFile

ASKED, AGREED, REFUSED, WITHDRAWN = "asked", "agreed", "refused", "withdrawn"
EXPORT = "own-export:"
"""How the source of a file begins that hands somebody's own data out, followed by the customer's number."""
EXPORTED, ERASED = "export", "erase"
"""What a person may ask for, as it is kept that they did."""
BY_CODE, BY_LINK, BY_NUMBER = "code", "link", "number"


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody was asked or said about being kept on file: when, to which words, in which chat."""

    id: int
    customer_id: int
    address_id: int | None
    at: datetime
    what: str
    version: str
    how: str
    channel: str
    code_hash: str


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose data is meant: a customer with their chats, or a guest's one chat."""

    customer_id: int | None
    address_ids: tuple[int, ...]
    current_event: str = ""
    """The event under way, which asks for it: its words are theirs as well."""


@dataclass(frozen=True, slots=True)
class ToldBy:
    """The words by which a line that tells of a person is known: names and numbers, and what they said."""

    names: Sequence[str]
    quotes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Spoken:
    """One line of a conversation, either side's."""

    at: datetime
    channel: str
    heard: Incoming | None = None
    said: Outgoing | None = None


class Consents(Protocol):
    """What people were asked and said, in the order in which they did; nothing is ever changed."""

    def note(
        self,
        customer_id: int,
        address_id: int | None,
        what: str,
        version: str,
        now: datetime,
        *,
        how: str = "",
        channel: str = "",
        code_hash: str = "",
    ) -> Consent:
        """Append what was asked or said."""

    def latest(self, address_id: int) -> Consent | None:
        """Return what was last asked or said in a chat."""

    def standing(self, customer_id: int) -> Consent | None:
        """Return what a customer last said, or was last asked where they have said nothing."""

    def of_customer(self, customer_id: int) -> list[Consent]:
        """Return everything a customer was asked and said, oldest first."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What is remembered of where wrong codes came from: how many, until when it counts, if it is locked."""

    wrong: int
    until: datetime
    locked: bool


class Sources(Protocol):
    """Where wrong codes came from: a keyed hash and a count, forgotten after the lock (G3, G7)."""

    def tried(self, source: str) -> Tried | None:
        """Return what is remembered of a source."""

    def note(self, source: str, tried: Tried) -> None:
        """Remember how often codes from a source were wrong, and until when that counts."""

    def forget(self, now: datetime) -> None:
        """Forget what no longer counts."""


class Keepings(Protocol):
    """What is kept about one person across all tables: read as a whole, and erased."""

    def spoken(self, whose: Whose, limit: int) -> list[Spoken]:
        """Return what was said by and to a person, oldest first, the newest `limit` of each side."""

    def files(self, whose: Whose) -> list[KeptFile]:
        """Return the files a person sent, and those kept with what is theirs, oldest first."""

    def written(self, whose: Whose) -> list[str]:
        """Return what is quoted to others of a person: their cases and contacts, in words."""

    def counts(self, whose: Whose) -> dict[str, int]:
        """Return how many messages, cases, contacts and files there are."""

    def expire(self, before: datetime) -> int:
        """Delete what was handed out before a moment; return how many files."""

    def erase(self, whose: Whose, name: str, gone: str, told: ToldBy, now: datetime) -> None:
        """Take a person out of every table: `name` stands where a name must, `gone` where words stood."""

    def requested(
        self, what: str, customer_id: int | None, staff_id: int | None, reason: str, now: datetime
    ) -> None:
        """Keep that data was handed out or erased, on whose request."""

    def erased(self, customer_id: int) -> bool:
        """Return whether a customer was erased."""
