"""Wrong codes: a few lock the chat and where they came from for a while, and the administrator hears (G7)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.services import post
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.privacy_ledgers import Tried
from bot.services.records import Contactable
from bot.standard.access import ADMIN

WRONG_CODE, LOCKED = "wrong-code", "code-locked"


def until(uow: UnitOfWork, who: Contactable, source: str, now: datetime) -> datetime | None:
    """Return until when no code is taken from a chat, or from where its words come; None where one is."""
    tried = _tried(uow, source, now)
    locks = (who.locked_until, tried.until if tried.locked else None)
    return max((lock for lock in locks if lock is not None and lock > now), default=None)


def count_wrong(uow: UnitOfWork, desk: Desk, who: Contactable, source: str, now: datetime) -> None:
    """Count a code that nobody was given, for its chat, its source and all together."""
    access = desk.policy.access
    uow.records.audit(WRONG_CODE, f"address:{who.id}", now)
    overall = uow.records.audited(WRONG_CODE, now - timedelta(hours=1), access.wrong_overall)
    guessing = overall >= access.wrong_overall
    tries = access.wrong_guessing if guessing else access.wrong_codes
    ends = now + timedelta(minutes=access.lock_minutes)
    tried = _tried(uow, source, now)
    count, from_there = who.wrong_codes + 1, tried.wrong + 1
    how = {"minutes": str(access.lock_minutes)}
    if count >= tries:
        how |= {"tries": str(count), "channel": who.channel, "address": str(who.id)}
        _alert(uow, desk, desk.say("push-code-locked", **how), f"locked:{who.id}:{ends:%Y%m%d%H%M%S}", now)
    elif source and from_there >= tries:
        # One alert a lock: where the chat is locked by the same code, that one tells it.
        how |= {"tries": str(from_there), "channel": who.channel}
        _alert(uow, desk, desk.say("push-source-locked", **how), f"locked:{source}:{ends:%H%M%S}", now)
    if guessing:
        words = desk.say("push-code-guessing", count=f"{overall}", tries=str(access.wrong_guessing))
        _alert(uow, desk, words, f"guessing:{now:%Y%m%d%H}", now)
    uow.addresses.wrong_code(who.id, 0 if count >= tries else count, ends if count >= tries else None)
    if source:
        uow.sources.note(source, Tried(from_there, ends, from_there >= tries))
    forget(uow, now)


def forget(uow: UnitOfWork, now: datetime) -> None:
    """Forget where wrong codes came from, once it no longer matters (G3)."""
    uow.sources.forget(now)


def _tried(uow: UnitOfWork, source: str, now: datetime) -> Tried:
    found = uow.sources.tried(source) if source else None
    return found if found is not None and found.until > now else Tried(0, now, locked=False)


def _alert(uow: UnitOfWork, desk: Desk, text: str, dedup: str, now: datetime) -> None:
    """Tell the administrators, of an hour's locks at most so many; nothing personal is in it (G3)."""
    hour = now - timedelta(hours=1)
    if dedup.startswith("locked:"):
        uow.records.audit(LOCKED, "", now)
        if uow.records.audited(LOCKED, hour, desk.policy.access.alerts_per_hour + 1) > (
            desk.policy.access.alerts_per_hour
        ):
            return
    for admin in uow.people.with_role(ADMIN):
        note = post.Note(text, urgent=True, dedup=f"{dedup}:{admin.id}")
        post.to_staff(uow, desk, admin.id, note, now)
