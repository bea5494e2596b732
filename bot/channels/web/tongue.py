"""In which language a page shows itself: by the person's own choice, else as their browser asks (A24)."""

from __future__ import annotations

from aiohttp import web

from bot.dialog.message import Address
from bot.services.ports import UnitOfWork
from bot.standard import languages

ASKED = "Accept-Language"
TAG = web.RequestKey("tag", str)
"""The language of the person whose link a request came by, once it is looked up."""
_CHOSEN = {languages.CHINESE: languages.SOURCE_TAG, **languages.TAGS}
_LONGEST = 500
_LOCALE_CHARS = 16


def preferred(header: str) -> str:
    """Return the language a browser prefers of those the pages are in, else its first; empty for none."""
    ranked: list[tuple[float, int, str]] = []
    for part in header[:_LONGEST].split(","):
        name, _, weight = part.strip().partition(";")
        if name and name != "*" and (rank := _weight(weight)) > 0:
            ranked.append((-rank, len(ranked), name.strip()[:_LOCALE_CHARS]))
    names = [name for *_, name in sorted(ranked)]
    return next((name for name in names if spoken(name)), names[0] if names else "")


def spoken(locale: str) -> bool:
    """Tell whether the pages are in a language."""
    return locale.lower().split("-")[0] in ("zh", *languages.TAGS.values())


def of_locale(locale: str) -> str:
    """Return the pages' language for somebody who has chosen none."""
    return languages.TAGS[languages.ENGLISH] if languages.foreign(locale) else languages.SOURCE_TAG


def of_request(request: web.Request) -> str:
    """Return the language of the answer to a request, as far as it is known by now."""
    return request.get(TAG) or of_locale(preferred(request.headers.get(ASKED, "")))


def of_person(uow: UnitOfWork, user: str, locale: str) -> str:
    """Return a web user's language: as their file says, or as a guest chose; staff read Chinese."""
    link, who = uow.people.link(user), uow.addresses.at(Address("web", user, user))
    known = who or link
    if known is not None and known.staff_id is not None:
        return languages.SOURCE_TAG
    if known is not None and known.customer_id is not None:
        customer = uow.people.customer(known.customer_id)
        return languages.TAGS.get(customer.language if customer else "", languages.SOURCE_TAG)
    return _CHOSEN.get(who.language if who else "") or of_locale(locale)


def _weight(text: str) -> float:
    name, _, value = text.strip().partition("=")
    if not name:
        return 1.0
    try:
        return float(value) if name.strip() == "q" else 0.0
    except ValueError:
        return 0.0
