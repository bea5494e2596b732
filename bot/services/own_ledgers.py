"""What a staff member keeps for themselves, and what is kept about their wording: records and Protocols."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.dialog.form import State


@dataclass(frozen=True, slots=True)
class Draft:
    """A form left half done, put aside for later."""

    id: int
    staff_id: int
    state: State
    at: datetime
    offered: bool


@dataclass(frozen=True, slots=True)
class QuickPhrase:
    """Words that a staff member writes often."""

    id: int
    staff_id: int
    text: str
    used: int


@dataclass(frozen=True, slots=True)
class Violation:
    """Wording that was sent to a customer against the standard, knowingly (A6, A13, E8)."""

    id: int
    staff_id: int
    case_id: int | None
    word: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Edit:
    """A field of a record that was changed: what stood there stays readable (O1)."""

    at: datetime
    staff_id: int | None
    field: str
    old: str
    new: str


class Drafts(Protocol):
    """Forms left half done."""

    def add(self, staff_id: int, state: State, now: datetime) -> Draft:
        """Put a form aside."""

    def get(self, draft_id: int) -> Draft | None:
        """Return a draft."""

    def of_staff(self, staff_id: int, limit: int) -> list[Draft]:
        """Return somebody's drafts, the latest first."""

    def offered(self, draft_id: int) -> None:
        """Note that a draft was offered again."""

    def remove(self, draft_id: int) -> bool:
        """Drop a draft, taken up again or not wanted; False where it was gone before."""


class QuickPhrases(Protocol):
    """What staff write often, each their own."""

    def add(self, staff_id: int, text: str) -> QuickPhrase:
        """Keep words; the same words are kept once."""

    def get(self, phrase_id: int) -> QuickPhrase | None:
        """Return words kept."""

    def of_staff(self, staff_id: int, limit: int) -> list[QuickPhrase]:
        """Return somebody's words, most used first."""

    def used(self, staff_id: int, text: str) -> None:
        """Count that words were used; nothing happens where they are not kept."""

    def remove(self, phrase_id: int) -> bool:
        """Drop words; False where they were gone before."""


class Violations(Protocol):
    """Wording sent against the standard."""

    def add(self, staff_id: int, case_id: int | None, word: str, text: str, now: datetime) -> None:
        """Keep what was sent nevertheless."""

    def get(self, violation_id: int) -> Violation | None:
        """Return one."""

    def of_staff(self, staff_ids: Collection[int], since: datetime, limit: int) -> list[Violation]:
        """Return what people sent, the latest first."""
