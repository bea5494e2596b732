"""Standard queries as they are kept: versions, who approved them, what was asked (N1, O2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

DRAFT, SUBMITTED, RETURNED, APPROVED, DROPPED = "draft", "submitted", "returned", "approved", "dropped"
OPEN_STATES = (DRAFT, SUBMITTED, RETURNED)
"""States of a version that is still being worked on; an entry has one such version at most."""

OFFERED, ANSWERED, UNSOLVED, NONE, UNANSWERED = "offered", "answered", "unsolved", "none", "unanswered"
"""What became of a question: choices shown, answered, 没有解决, 都不是, nothing to answer it."""


@dataclass(frozen=True, slots=True)
class Variant:
    """Another answer for customers of a tier, for those who have a product, or for both."""

    answer: str
    tier: str = ""
    product: str = ""
    english: str = ""
    """The same answer in English; empty where there is none (A24)."""


@dataclass(frozen=True, slots=True)
class English:
    """What an entry says in English, for whoever reads it; each part may be missing (A24)."""

    title: str = ""
    answer: str = ""
    wordings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """What an entry says: everything that is approved together."""

    title: str
    answer: str
    wordings: tuple[str, ...]
    variants: tuple[Variant, ...] = ()
    buttons: tuple[str, ...] = ()
    """Its own follow-ups: names of menu commands, or `query:` and another entry's title."""
    department: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    owner_id: int | None = None
    english: English = English()


@dataclass(frozen=True, slots=True)
class Query:
    """A standard question as it is in force: its sample wordings and its approved answers (N1)."""

    id: int
    title: str
    answer: str
    wordings: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    approved_by: str
    variants: tuple[Variant, ...] = ()
    buttons: tuple[str, ...] = ()
    department: str = ""
    owner_id: int | None = None
    version: int = 1
    english: English = English()

    @property
    def answers(self) -> tuple[str, ...]:
        """Return every answer it may give, the plain one first."""
        return (self.answer, *(variant.answer for variant in self.variants))


def said(one: Content | Query) -> tuple[str, ...]:
    """Return every wording by which an entry is asked for, in either language, its titles among them."""
    return tuple(filter(None, (one.title, *one.wordings, one.english.title, *one.english.wordings)))


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an entry; changed only while it is open, kept for good afterwards (O2)."""

    id: int
    query_id: int
    number: int
    state: str
    content: Content
    authors: tuple[int, ...]
    approved_by: str
    decided_at: datetime | None
    comment: str
    at: datetime
    told: str
    revision: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the store with all its versions, the newest first."""

    id: int
    title: str
    retired_at: datetime | None
    retired_by: str
    versions: tuple[Version, ...] = field(default=())

    @property
    def open(self) -> Version | None:
        """Return the version that is being worked on."""
        return next((v for v in self.versions if v.state in OPEN_STATES), None)

    def current(self, day: date) -> Version | None:
        """Return the approved version that counts on a day; its answer may have expired."""
        if self.retired_at is not None:
            return None
        approved = (v for v in self.versions if v.state == APPROVED)
        return next(
            (v for v in approved if v.content.valid_from is None or v.content.valid_from <= day), None
        )

    def coming(self, day: date) -> Version | None:
        """Return the approved version that comes into force after a day."""
        newest = next((v for v in self.versions if v.state == APPROVED), None)
        begins = newest.content.valid_from if newest is not None else None
        return newest if self.retired_at is None and begins is not None and begins > day else None

    def newest(self) -> Version | None:
        """Return the latest version that was not dropped."""
        return next((v for v in self.versions if v.state != DROPPED), None)


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that somebody asked, and what became of it."""

    id: int
    at: datetime
    address_id: int | None
    customer_id: int | None
    text: str
    offered: tuple[int, ...]
    query_id: int | None
    outcome: str
    case_id: int | None
    settled: str


@dataclass(frozen=True, slots=True)
class Usage:
    """How often an entry was asked, helped, and did not."""

    asked: int = 0
    unsolved: int = 0

    @property
    def helped(self) -> int:
        """Return how often nobody said that it did not help."""
        return self.asked - self.unsolved


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the company that answers have as a slot, and who set it (T12)."""

    name: str
    value: str
    set_by: str
    at: datetime
