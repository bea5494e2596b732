"""Consent before an account is tied: with its purpose, kept with date, wording and channel (T21, G4)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.errors import Stale
from bot.services import letting_in
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.privacy_ledgers import AGREED, ASKED, REFUSED, WITHDRAWN, Consent
from bot.services.records import Contactable


def stands(uow: UnitOfWork, desk: Desk, customer_id: int) -> bool:
    """Return whether a customer has agreed to the words as they now are."""
    said = uow.consents.standing(customer_id)
    return said is not None and said.what == AGREED and said.version == desk.policy.privacy.consent_version


def ask(
    uow: UnitOfWork,
    desk: Desk,
    who: Contactable,
    customer_id: int,
    how: str,
    now: datetime,
    code_hash: str = "",
) -> Consent:
    """Note that a chat was asked; the code, if any, waits unused for the answer."""
    version = desk.policy.privacy.consent_version
    return uow.consents.note(
        customer_id, who.id, ASKED, version, now, how=how, channel=who.channel, code_hash=code_hash
    )


def never_asked(uow: UnitOfWork, desk: Desk, who: Contactable, customer_id: int) -> bool:
    """Return whether a tied customer has yet to be asked about the words as they now are: once."""
    version = desk.policy.privacy.consent_version
    said = uow.consents.standing(customer_id)
    if said is not None and said.what == AGREED and said.version == version:
        return False
    here = uow.consents.latest(who.id)
    return here is None or (here.customer_id, here.version) != (customer_id, version)


def waiting(uow: UnitOfWork, desk: Desk, who: Contactable, now: datetime) -> Consent | None:
    """Return the question that a chat has yet to answer."""
    asked = uow.consents.latest(who.id)
    if asked is None or asked.what != ASKED:
        return None
    return asked if now - asked.at <= timedelta(hours=desk.policy.privacy.answer_hours) else None


def agree(uow: UnitOfWork, desk: Desk, who: Contactable, consent_id: int, now: datetime) -> Consent:
    """Keep that a chat agreed, and tie it; raise Stale for a question that is not the one that waits.

    Raises WrongCode where the code was used or ran out in between.
    """
    asked = _asked(uow, desk, who, consent_id, now)
    if asked.code_hash:
        letting_in.use(uow, who, letting_in.standing(uow, who, asked.code_hash, now), now)
    elif who.customer_id != asked.customer_id:
        tie(uow, who, asked.customer_id, now)
    return _say(uow, who, asked, AGREED, now)


def tie(uow: UnitOfWork, who: Contactable, customer_id: int, now: datetime) -> None:
    """Tie a chat to a customer."""
    uow.addresses.bind(who.id, customer_id=customer_id)
    uow.records.audit("bound", f"address:{who.id}", now)


def refuse(uow: UnitOfWork, desk: Desk, who: Contactable, consent_id: int, now: datetime) -> Consent:
    """Keep that a chat refused: it is a guest's from now on, and served all the same (M2)."""
    asked = _asked(uow, desk, who, consent_id, now)
    if who.customer_id is not None:
        uow.addresses.bind(who.id)
        uow.records.audit("unbound", f"address:{who.id}", now)
    return _say(uow, who, asked, REFUSED, now)


def withdraw(uow: UnitOfWork, desk: Desk, who: Contactable, customer_id: int, now: datetime) -> None:
    """End every tie of a customer, on their own word; nothing unasked is pushed to them any more."""
    version = desk.policy.privacy.consent_version
    uow.consents.note(customer_id, who.id, WITHDRAWN, version, now, channel=who.channel)
    for place in uow.addresses.of_customer(customer_id):
        uow.addresses.bind(place.id)
    uow.profiles.change(customer_id, None, now, greetings=False, do_not_disturb=True)
    uow.records.audit("consent-withdrawn", f"customer:{customer_id}", now)


def link_of(uow: UnitOfWork, who: Contactable, now: datetime) -> int | None:
    """Return whose personal web link a chat stands on, while the link is good."""
    link = uow.people.link(who.user) if who.channel == letting_in.WEB else None
    if link is None or link.revoked_at is not None or link.expires_at <= now:
        return None
    return link.customer_id


def _asked(uow: UnitOfWork, desk: Desk, who: Contactable, consent_id: int, now: datetime) -> Consent:
    asked = waiting(uow, desk, who, now)
    if asked is None or asked.id != consent_id:
        raise Stale("error-consent-old")
    return asked


def _say(uow: UnitOfWork, who: Contactable, asked: Consent, what: str, now: datetime) -> Consent:
    return uow.consents.note(
        asked.customer_id, who.id, what, asked.version, now, how=asked.how, channel=who.channel
    )
