"""Conversations with a person: one frozen record per table row, and the Protocol by which they are kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

WAITING, LIVE, ENDED = "waiting", "live", "ended"
CUSTOMER, STAFF, BOT = "customer", "staff", "bot"
"""Who said a line."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation between a customer and a staff member, asked for, under way or over."""

    id: int
    state: str
    customer_id: int | None
    address_id: int
    staff_id: int | None
    case_id: int | None
    number: int
    focus_at: datetime | None
    asked_at: datetime
    opened_at: datetime | None
    customer_at: datetime | None
    staff_at: datetime | None
    answered: bool
    introduced_id: int | None
    closing_at: datetime | None
    next_at: datetime | None
    ended_at: datetime | None
    ended_why: str
    contact_id: int | None
    revision: int

    @property
    def unanswered(self) -> bool:
        """Tell whether the customer's last line is still without an answer."""
        return self.customer_at is not None and (self.staff_at is None or self.staff_at < self.customer_at)


@dataclass(frozen=True, slots=True)
class TalkLine:
    """One line of a conversation; `held` tells why it has not been passed on."""

    id: int
    talk_id: int
    at: datetime
    side: str
    staff_id: int | None
    text: str
    file_id: int | None
    held: str


class Talks(Protocol):
    """Conversations with a person; changed only from the revision they were seen at."""

    def add(self, address_id: int, now: datetime, **fields: Any) -> Talk | None:
        """Keep a conversation asked for; None where one is under way at that address."""

    def get(self, talk_id: int) -> Talk | None:
        """Return a conversation."""

    def at(self, address_id: int) -> Talk | None:
        """Return the conversation under way at an address."""

    def of_case(self, case_id: int) -> Talk | None:
        """Return the conversation under way about a case."""

    def of_customer(self, customer_id: int) -> list[Talk]:
        """Return a customer's conversations under way."""

    def of_staff(self, staff_ids: Collection[int]) -> list[Talk]:
        """Return the conversations under way of some people, those asked for first in the order of asking."""

    def of_contact(self, contact_id: int) -> Talk | None:
        """Return the conversation that a contact records."""

    def due(self, now: datetime, limit: int) -> list[Talk]:
        """Return conversations under way that are to be looked at again, in order of time."""

    def change(self, talk_id: int, revision: int, **fields: Any) -> bool:
        """Change a conversation; False where it has moved on since."""

    def touch(self, talk_id: int, **fields: Any) -> bool:
        """Note what was said in a conversation; False where it is over."""

    def record(self, talk_id: int, contact_id: int) -> None:
        """Note which contact records a conversation."""

    def say(self, talk_id: int, side: str, text: str, now: datetime, **fields: Any) -> TalkLine:
        """Append a line."""

    def line(self, line_id: int) -> TalkLine | None:
        """Return a line."""

    def lines(self, talk_id: int, limit: int, offset: int = 0) -> list[TalkLine]:
        """Return lines that were passed on, the latest first."""

    def held(self, staff_id: int) -> list[TalkLine]:
        """Return what somebody typed that waits for their word, oldest first."""

    def release(self, line_id: int, why: str, talk_id: int, now: datetime, held: str = "") -> bool:
        """Pass a line on, or hold it for another reason; False where it is not held for `why`."""

    def reword(self, line_id: int, text: str) -> None:
        """Put kinder words in the place of a line that is held."""

    def drop(self, line_id: int) -> bool:
        """Drop a line that is held; False where it is not."""

    def carried(self, line_id: int, parcel_id: int) -> None:
        """Note which message carried a line to a staff member."""

    def told_by(self, address_id: int, ref: str) -> int | None:
        """Return the conversation of which a message told, by its handle in a chat."""
