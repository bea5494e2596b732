"""The webhook: an update is acknowledged only once it is safely kept."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import urljoin, urlsplit

from aiogram.methods import GetWebhookInfo, SetWebhook
from aiohttp import web

from bot.channels.telegram.calls import Caller
from bot.channels.telegram.updates import ALLOWED_UPDATES
from bot.errors import ConfigError, StorageBusy

MAX_BODY = 1024 * 1024
MAX_CONNECTIONS = 40
CHECK_SECONDS = 300
DEFAULT_PATH = "/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")

log = logging.getLogger(__name__)


class Webhook:
    """Takes updates that Telegram posts, and keeps Telegram posting them here."""

    def __init__(
        self,
        url: str,
        secret: str,
        caller: Caller,
        take: Callable[[Sequence[dict[str, Any]]], Awaitable[None]],
    ) -> None:
        if not _SECRET.fullmatch(secret):
            raise ConfigError("HUIFANG_WEBHOOK_SECRET must be 1 to 256 of A-Z a-z 0-9 _ - with a webhook")
        path = urlsplit(url).path.rstrip("/") or DEFAULT_PATH
        self._path = path
        self._url = urljoin(url, path)
        self._secret = secret
        self._caller = caller
        self._take = take

    def routes(self) -> list[web.RouteDef]:
        """Return the route to be served."""
        return [web.post(self._path, self.handle)]

    async def run(self) -> None:
        """Register with Telegram, and again should somebody take the registration away; until cancelled."""
        call = SetWebhook(
            url=self._url,
            secret_token=self._secret,
            allowed_updates=list(ALLOWED_UPDATES),
            max_connections=MAX_CONNECTIONS,
        )
        await self._caller.insist(call)
        while True:
            await asyncio.sleep(CHECK_SECONDS)
            info = await self._caller.insist(GetWebhookInfo())
            if info.url != self._url:
                log.error("telegram webhook was registered elsewhere; taking it back")
                await self._caller.insist(call)

    async def handle(self, request: web.Request) -> web.Response:
        """Take one update in."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            log.warning("telegram webhook: a request without the secret was refused")
            return web.Response(status=401)
        body = await _read(request)
        if body is None:
            return web.Response(status=413)
        update = _parse(body)
        if update is None:
            return web.Response(status=400)
        try:
            await self._take([update])
        except StorageBusy:
            log.warning("telegram update %s not kept: storage is busy", update["update_id"])
        except Exception as error:
            # Its text may quote what the person said.
            log.error("telegram update %s not kept: %s", update["update_id"], type(error).__name__)
        else:
            return web.Response()
        return web.Response(status=503, headers={"Retry-After": "1"})


async def _read(request: web.Request) -> bytes | None:
    """Return the body, or None where it is over the limit."""
    if (request.content_length or 0) > MAX_BODY:
        return None
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > MAX_BODY:
            return None
    return bytes(body)


def _parse(body: bytes) -> dict[str, Any] | None:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
        return None
    return update
