"""What every use case needs at hand: the policy, the calendar, the words, the company's zone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import reduce
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.services.records import Case, Customer
from bot.standard import deadline, numbering
from bot.standard.languages import SOURCE_TAG
from bot.standard.policy import Policy
from bot.standard.workdays import WorkCalendar
from bot.wording import Wording


class Doors(Protocol):
    """Ways by which a person can be let in, as far as this installation has them."""

    def web_link(self, user: str) -> str:
        """Return a personal web link's address; empty where there is none."""

    def telegram_link(self, code: str) -> str:
        """Return a Telegram deep link that carries a code; empty where Telegram is not served."""

    def shares_contact(self, channel: str) -> bool:
        """Return whether a channel lets people share their own number by a button."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk's standing equipment; holds no state of its own."""

    policy: Policy
    calendar: WorkCalendar
    zone: ZoneInfo
    words: Wording
    doors: Doors
    facts: Mapping[str, str]
    tongues: Mapping[str, Wording] = field(default_factory=dict)
    """The words of other languages than the house's own, by what a person's file calls them (A24)."""

    def speaking(self, language: str) -> Desk:
        """Return the desk as it speaks to somebody in their language: this very one in the house's own."""
        words = self.tongues.get(language)
        return self if words is None else replace(self, words=words)

    @property
    def translated(self) -> bool:
        """Tell whether it speaks another language than the house's own."""
        return self.words.locale != SOURCE_TAG

    def say(self, phrase: str, /, **slots: str | int) -> str:
        """Return a phrase in words."""
        return self.words.say(phrase, **slots)

    def again(self, text: str) -> str:
        """Return a text on file in the reader's language, where it is one of the house's own phrases."""
        return self.words.again(text)

    def local(self, moment: datetime) -> datetime:
        """Return a moment in the company's zone."""
        return moment.astimezone(self.zone)

    def today(self, now: datetime) -> date:
        """Return the company's date."""
        return self.local(now).date()

    def day_words(self, day: date) -> str:
        """Return a date as people read it, with its weekday."""
        weekday = self.say(f"weekday-{day.isoweekday()}")
        return self.say("day", month=self.say(f"month-{day.month}"), day=str(day.day), weekday=weekday)

    def time_words(self, moment: datetime) -> str:
        """Return a moment as people read it, in the company's zone."""
        local = self.local(moment)
        return self.say("moment", day=self.day_words(local.date()), time=f"{local:%H:%M}")

    def listed(self, words: Sequence[str]) -> str:
        """Return several things in one sentence."""
        return reduce(lambda some, more: self.say("listed", some=some, more=more), words) if words else ""

    def due(self, kind: str, severity: str, now: datetime) -> deadline.Due:
        """Return by when something recorded now is owed an answer (D-1, D-2)."""
        return deadline.due(kind, severity, self.local(now), self.policy, self.calendar)

    def due_words(self, due_at: datetime, provisional: bool) -> str:
        """Return a due time in words, marked where the calendar of its year is not published yet."""
        words = self.time_words(due_at)
        return self.say("provisional", time=words) if provisional else words

    def reference(self, case: Case) -> str:
        """Return a case's number as people say it."""
        return numbering.reference(case.kind, case.id)

    def call(self, customer: Customer | None) -> str:
        """Return how staff name a customer, never guessing (A16)."""
        return customer.name if customer else self.say("guest-name")


def excerpt(text: str, length: int = 40) -> str:
    """Return the beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def names(words: Sequence[str], between: str = "、") -> str:
    """Join words the Chinese way."""
    return between.join(words)
