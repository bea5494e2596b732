"""Letting people in: one-time codes, own phone numbers, personal web links (G7)."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.dialog.message import Address
from bot.errors import BadInput, BotError
from bot.services import code_locks
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Contactable, Customer, Invite, Staff
from bot.standard.masking import normal_phone

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 8
WEB = "web"
"""The channel that personal links open."""


class WrongCode(BotError):
    """A code that is unknown, used or expired; the phrase says which."""

    phrase = "error-code-wrong"


class UnknownCode(WrongCode):
    """A code that was never given out, or guessed."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What is handed to somebody to let them in."""

    code: str
    user: str
    web_link: str
    telegram_link: str
    expires_at: datetime


def digest(code: str) -> str:
    """Return what is kept of a code: enough to know it again."""
    return hashlib.sha256(code.encode()).hexdigest()


def clean(code: str) -> str:
    """Return a code as it was given out, however it was typed."""
    return "".join(code.split()).replace("-", "").upper()


def looks_like_code(text: str) -> bool:
    """Return whether a text can only be a code."""
    code = clean(text)
    return len(code) == CODE_LENGTH and all(c in _ALPHABET for c in code) and any(c.isdigit() for c in code)


def new_code() -> str:
    """Return a fresh code of about 40 bits, without letters that look alike."""
    while True:
        code = "".join(secrets.choice(_ALPHABET) for _ in range(CODE_LENGTH))
        if looks_like_code(code):
            return code


def invite(
    uow: UnitOfWork,
    desk: Desk,
    now: datetime,
    *,
    staff: Staff | None = None,
    customer: Customer | None = None,
) -> Invitation:
    """Make a one-time code and a personal web link for a person."""
    code = new_code()
    expires = now + timedelta(hours=desk.policy.access.invite_hours)
    staff_id, customer_id = (staff.id if staff else None), (customer.id if customer else None)
    uow.people.add_invite(digest(code), expires, now, staff_id=staff_id, customer_id=customer_id)
    user = web_user(uow, desk, now, staff_id=staff_id, customer_id=customer_id)
    return Invitation(code, user, desk.doors.web_link(user), desk.doors.telegram_link(code), expires)


def own_secret(uow: UnitOfWork) -> str:
    """Return this installation's own key for signing links, made when it is first needed."""
    # Several processes may start at this moment: one key wins, and all sign with it.
    return uow.records.get("secret_key") or uow.records.put_once("secret_key", secrets.token_urlsafe(32))


def web_user(
    uow: UnitOfWork, desk: Desk, now: datetime, *, staff_id: int | None = None, customer_id: int | None = None
) -> str:
    """Make a personal web link that is tied to a person from the start; return its user."""
    user = secrets.token_urlsafe(12)
    expires = now + timedelta(days=desk.policy.access.link_days)
    uow.people.add_link(user, expires, now, staff_id=staff_id, customer_id=customer_id)
    uow.addresses.add(Address(WEB, user, user), now, staff_id=staff_id, customer_id=customer_id)
    return user


def stands(uow: UnitOfWork, code: str, now: datetime) -> bool:
    """Return whether a code could still let somebody in."""
    invitation = uow.people.invite(digest(clean(code)))
    return invitation is not None and invitation.used_at is None and invitation.expires_at > now


def read(
    uow: UnitOfWork, desk: Desk, who: Contactable, typed: str, now: datetime, source: str = ""
) -> Invite:
    """Return what a typed code is good for, without using it.

    Raises WrongCode with kind words; of these an UnknownCode is to be counted.
    """
    locked = code_locks.until(uow, who, source, now)
    if locked is not None:
        raise WrongCode("error-code-locked", time=desk.time_words(locked))
    return standing(uow, who, digest(clean(typed)), now)


def standing(uow: UnitOfWork, who: Contactable, code_hash: str, now: datetime) -> Invite:
    """Return the invitation of a code while a chat may still use it; raise WrongCode otherwise."""
    invitation = uow.people.invite(code_hash)
    if invitation is None:
        raise UnknownCode
    me = uow.people.staff(who.staff_id)
    if me is not None and me.active and invitation.customer_id is not None:
        # A manager who tries the code out would become the customer and use it up.
        raise WrongCode("error-code-customer")
    if invitation.used_at is not None:
        raise WrongCode("error-code-used")
    if invitation.expires_at <= now:
        raise WrongCode("error-code-expired")
    return invitation


def use(uow: UnitOfWork, who: Contactable, invitation: Invite, now: datetime) -> None:
    """Use a code up and tie the chat; raise WrongCode where somebody was quicker."""
    if not uow.people.use_invite(invitation.id, who.id, now):
        raise WrongCode("error-code-used")
    uow.addresses.bind(who.id, staff_id=invitation.staff_id, customer_id=invitation.customer_id)
    uow.records.audit("bound", f"address:{who.id}", now, invitation.staff_id)


def of_phone(uow: UnitOfWork, phone: str) -> Customer:
    """Return the one customer who has this own, shared number; raise BadInput where it is not one."""
    number = normal_phone(phone)
    found = uow.people.customers_with_phone(number) if number else []
    if len(found) != 1:
        raise BadInput("error-phone-unknown")
    return found[0]
