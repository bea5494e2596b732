"""What is kept of standard queries, as Protocols: versions, questions asked, the company's facts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from bot.services.query_records import Ask, Content, Entry, Fact, Query, Usage, Version


class Queries(Protocol):
    """Standard questions and approved answers; versions are only added (O2)."""

    def add(self, title: str) -> int | None:
        """Add an entry without a version; None where another has its title."""

    def rename(self, query_id: int, title: str) -> bool:
        """Let an entry be on file by another title; False where another entry has it."""

    def write(
        self,
        query_id: int,
        state: str,
        content: Content,
        authors: Sequence[int],
        now: datetime,
        **fields: Any,
    ) -> int:
        """Add the next version of an entry; return its id."""

    def change(self, version_id: int, revision: int, content: Content | None = None, **fields: Any) -> bool:
        """Change an open version drawn at `revision`, or decide it; False where it has moved on since."""

    def tell(self, version_id: int, told: str) -> None:
        """Note what the owner was told of a version's end."""

    def retire(self, query_id: int, at: datetime | None, by: str) -> bool:
        """Take an entry out of use, or back (None); False where it stands so already."""

    def get(self, query_id: int, day: date) -> Query | None:
        """Return one standard question as in force on a day; None where it may not be answered (N1)."""

    def valid(self, day: date) -> list[Query]:
        """Return the standard questions in force on a day (N1); both ends of the validity count."""

    def version(self, version_id: int) -> Version | None:
        """Return a version."""

    def entry(self, query_id: int) -> Entry | None:
        """Return an entry with its versions."""

    def entries(self) -> list[Entry]:
        """Return every entry with its versions, by title."""

    def titled(self, title: str) -> int | None:
        """Return the entry of exactly this title."""

    def ending(self, day: date, until: date) -> list[Version]:
        """Return the approved versions that end from a day to another, or have ended, and were not told."""


class Asks(Protocol):
    """What customers asked, what was offered, what was pressed."""

    def add(
        self,
        text: str,
        outcome: str,
        now: datetime,
        *,
        address_id: int | None = None,
        customer_id: int | None = None,
        offered: Sequence[int] = (),
        query_id: int | None = None,
        case_id: int | None = None,
    ) -> int:
        """Keep a question; return its id."""

    def get(self, ask_id: int) -> Ask | None:
        """Return a question."""

    def change(self, ask_id: int, **fields: Any) -> None:
        """Note what became of a question."""

    def of_case(self, case_id: int) -> Ask | None:
        """Return the question that was taken down as a case."""

    def latest(self, address_id: int) -> Ask | None:
        """Return the newest question of an address."""

    def open(self, since: datetime, limit: int) -> list[Ask]:
        """Return questions without an answer, or with one that did not help, the newest first."""

    def usage(self, since: datetime, query_ids: Collection[int] | None = None) -> Mapping[int, Usage]:
        """Return how often entries were asked and did not help since a moment."""

    def purge(self, before: datetime) -> int:
        """Forget questions asked before a moment (G3)."""

    def forget(self, customer_id: int) -> int:
        """Forget the questions of a customer (G3)."""


class Facts(Protocol):
    """Facts of the company that answers have as slots; earlier values stay on record."""

    def all(self) -> dict[str, str]:
        """Return the facts that hold, those that were emptied left out."""

    def put(self, name: str, value: str, by: str, now: datetime) -> None:
        """Set a fact; an empty value takes it away."""

    def history(self, name: str, limit: int) -> list[Fact]:
        """Return what a fact was set to, the latest first."""
