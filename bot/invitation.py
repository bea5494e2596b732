"""Letting staff in from the command line, beside the running product."""

from __future__ import annotations

from datetime import datetime

import aiohttp

from bot.channels.web.links import Signer
from bot.clock import SystemClock
from bot.entrance import Entrance
from bot.errors import ConfigError
from bot.services import letting_in
from bot.services.desk import Desk
from bot.services.letting_in import Invitation
from bot.services.ports import UnitOfWork
from bot.settings import Settings
from bot.standard.masking import normal_phone
from bot.standard.policy import Policy
from bot.standard.workdays import WorkCalendar
from bot.wording import Wording
from storage import migrate
from storage.engine import open_database

API = "https://api.telegram.org"
LONGEST_NAME = 64


async def for_staff(
    settings: Settings, policy: Policy, role: str, name: str, under: str, phone: str
) -> list[str]:
    """Add a staff member where there is none of that name and role; return what to hand over, line by line.

    Raises ConfigError where the name, the phone or the superior named will not do; nothing is written then.
    """
    name, phone = _name(name), _phone(phone)
    await migrate.upgrade(settings.database_url)
    entrance = Entrance()
    entrance.bot_name = await bot_name(settings)
    facts = {"company": settings.company, "hotline": settings.hotline}
    desk = Desk(policy, WorkCalendar(settings.zone), settings.zone, Wording(), entrance, facts)
    now = SystemClock().now()
    database = open_database(settings.database_url, serve=False)
    try:
        invitation, secret = await database.turn(
            lambda uow: _invite(uow, desk, now, role, name, under, phone)
        )
    finally:
        await database.close()
    secret = settings.secret_key.get_secret_value() or secret
    lines = [
        desk.say("cli-invited", name=name, role=desk.say(f"role-{role}")),
        desk.say("cli-code", code=invitation.code, time=desk.time_words(invitation.expires_at)),
    ]
    if invitation.telegram_link:
        lines.append(desk.say("cli-telegram", link=invitation.telegram_link))
    else:
        lines.append(desk.say("cli-no-telegram", code=invitation.code))
    link = f"{settings.base_url}/w/{Signer(secret).sign(invitation.user)}"
    return [*lines, desk.say("cli-web", link=link)]


def _name(typed: str) -> str:
    name = " ".join(typed.split())
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise ConfigError(f"--name: 1 to {LONGEST_NAME} characters are needed")
    return name


def _phone(typed: str) -> str:
    phone = normal_phone(typed)
    if phone is None and typed.strip():
        raise ConfigError("--phone: no Chinese phone number, such as 13800000000 or 010-80000000")
    return phone or ""


def _invite(
    uow: UnitOfWork, desk: Desk, now: datetime, role: str, name: str, under: str, phone: str
) -> tuple[Invitation, str]:
    chief = " ".join(under.split())
    superior = uow.people.staff_named(chief) if chief else None
    if under and superior is None:
        raise ConfigError(f"--under: {chief or 'a blank'} is not an active staff member")
    person = uow.people.staff_named(name, role)
    if person is None:
        person = uow.people.add_staff(role, name, superior.id if superior else None, now, phone)
    return letting_in.invite(uow, desk, now, staff=person), letting_in.own_secret(uow)


async def bot_name(settings: Settings) -> str:
    """Ask Telegram for the bot's name, for a deep link; empty where Telegram is not served or not reached."""
    token = settings.telegram_token.get_secret_value()
    if not token:
        return ""
    url = f"{settings.telegram_api_base or API}/bot{token}/getMe"
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session,
            session.get(url) as answer,
        ):
            data = await answer.json()
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return ""
    if answer.status == 401:
        raise ConfigError("HUIFANG_TELEGRAM_TOKEN: refused by Telegram; copy it again from BotFather")
    return str(data.get("result", {}).get("username", ""))
