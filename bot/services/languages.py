"""The language of a person: chosen by themselves, kept on their file, or at a guest's own chat (A24)."""

from __future__ import annotations

from datetime import datetime

from bot.services.ports import UnitOfWork
from bot.services.records import Contactable, Customer
from bot.standard import languages


def choose(
    uow: UnitOfWork, who: Contactable, customer: Customer | None, language: str, now: datetime
) -> None:
    """Speak to a person in the language of their choice from now on, wherever they write from (A24)."""
    uow.addresses.speak(who.id, language)
    if customer is not None and reads(customer.language) != language:
        uow.profiles.change(customer.id, None, now, language=language)


def brought(uow: UnitOfWork, who: Contactable, customer: Customer, now: datetime) -> None:
    """Keep what a guest chose on the file of the customer they turn out to be, where none is on it."""
    if who.language == languages.ENGLISH and not customer.language:
        uow.profiles.change(customer.id, None, now, language=who.language)


def reads(language: str) -> str:
    """Return in which language words are written to somebody, by what their file says."""
    return language if language in languages.TAGS else languages.CHINESE


def to_offer(who: Contactable, customer: Customer | None, text: str, locale: str) -> bool:
    """Tell whether English is to be offered: never asked here, and somebody seems to read it (A24)."""
    if who.language or (customer is not None and customer.language):
        return False
    return languages.foreign(locale) or languages.reads_english(text)
