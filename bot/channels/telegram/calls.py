"""Calls that go on until they succeed, and calls whose failure hurts nobody."""

from __future__ import annotations

import logging
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.exceptions import TelegramConflictError, TelegramRetryAfter
from aiogram.methods import TelegramMethod

from bot.channels.telegram.backoff import Backoff
from bot.channels.telegram.outcome import detail, forbidden_token
from bot.errors import ConfigError

T = TypeVar("T")
CALL_SECONDS = 20

log = logging.getLogger(__name__)


class Caller:
    """A bot together with how its failures are met."""

    def __init__(self, bot: Bot, backoff: tuple[float, float]) -> None:
        self.bot = bot
        self._backoff = backoff

    def backoff(self) -> Backoff:
        """Return fresh waits."""
        return Backoff(*self._backoff)

    async def insist(self, method: TelegramMethod[T]) -> T:
        """Call until it succeeds; only a wrong token ends it, by ConfigError."""
        backoff = self.backoff()
        while True:
            try:
                return await self.bot(method, request_timeout=CALL_SECONDS)
            except Exception as error:
                await self.meet(error, backoff, method.__api_method__)

    async def meet(self, error: Exception, backoff: Backoff, doing: str) -> None:
        """Log a failure and wait as long as it asks for; raise ConfigError for a wrong token."""
        if forbidden_token(error):
            raise ConfigError("HUIFANG_TELEGRAM_TOKEN is not accepted by Telegram") from None
        if isinstance(error, TelegramConflictError):
            log.error("telegram %s: another process polls with the same token, or a webhook is set", doing)
        else:
            log.warning("telegram %s failed: %s", doing, detail(error, self.bot.token))
        wait = error.retry_after if isinstance(error, TelegramRetryAfter) else 0.0
        await backoff.wait(float(wait))

    async def quietly(self, method: TelegramMethod[Any], tries: int = 1) -> bool:
        """Call something whose failure is only logged; return whether it succeeded."""
        for left in reversed(range(tries)):
            try:
                await self.bot(method, request_timeout=CALL_SECONDS)
            except Exception as error:
                said = detail(error, self.bot.token)
                log.info("telegram %s failed, %d tries left: %s", method.__api_method__, left, said)
            else:
                return True
        return False
