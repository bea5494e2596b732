"""`huifang check`: settings, policy, catalogues and database; one line each."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

from bot import settings as configuration
from bot.app import require_scripts, require_words
from bot.errors import ConfigError
from bot.settings import Settings
from bot.standard import languages
from bot.standard.policy import PolicyError
from bot.standard.policy import load as load_policy
from bot.wording import Wording, WordingError
from handlers.routes import commands
from locales import TRADES, starter_queries
from storage import migrate

WRONG = (ConfigError, PolicyError, WordingError, ValueError, OSError)


async def everything(settings: Settings) -> AsyncIterator[tuple[str, str]]:
    """Yield each thing checked and what is wrong with it, or nothing."""
    yield "settings", _wrong(lambda: configuration.require_service(settings))
    yield "policy", _wrong(lambda: require_words(load_policy(settings.policy), Wording()))
    yield "catalogues", _wrong(_catalogues)
    yield "scripts", _wrong(lambda: require_scripts(Wording()))
    yield "database", await _database(settings)


def _catalogues() -> None:
    for locale in (languages.SOURCE_TAG, *languages.TAGS.values()):
        Wording(locale).check()
    commands()
    for trade in TRADES:
        starter_queries(trade)


def _wrong(check: Callable[[], object]) -> str:
    try:
        check()
    except WRONG as error:
        return " ".join(str(error).split())
    return ""


async def _database(settings: Settings) -> str:
    try:
        await migrate.check(settings.database_url, thorough=True)
    except WRONG as error:
        return " ".join(str(error).split())
    return ""
