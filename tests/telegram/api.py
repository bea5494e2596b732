"""The Bot API as one function: a token, a method, parameters in; status and body out."""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.telegram.faults import HTML_502, Faults
from tests.telegram.hooks import Hook, HookDelivery
from tests.telegram.markup import structure
from tests.telegram.methods import Methods
from tests.telegram.rates import Rates
from tests.telegram.world import DEFAULT_UPDATES, ApiError, Bell, Json, World

_OVER = "nothing came"
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
_OTHER_POLL = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)
_HOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over the wire; `cut` means that the connection dies instead."""

    status: int
    body: str
    cut: bool = False
    content: bytes | None = None


class BotApi:
    """The emulated server."""

    def __init__(self, world: World, rates: Rates, hook_backoff: float = 1.0) -> None:
        self.world = world
        self.faults = Faults()
        self.calls: Counter[str] = Counter()
        self._called = Bell()
        self.hook: Hook | None = None
        self.delivery = HookDelivery(world, hook_backoff)
        self.local_hooks = True
        self._poll: asyncio.Future[None] | None = None
        self._methods: dict[str, Callable[[Json], Any]] = {
            **Methods(world, rates).table,
            "setwebhook": self._set_webhook,
            "deletewebhook": self._delete_webhook,
            "getwebhookinfo": self._webhook_info,
        }

    async def call(self, token: str, name: str, params: Json) -> Answer:
        """Carry out one request."""
        method = name.lower()
        self.calls[method] += 1
        self._called.ring()
        fault = self.faults.take(method)
        if fault is None:
            return await self._do(token, method, params)
        if fault.kind == "html":
            return Answer(502, HTML_502)
        if fault.kind == "reset":
            return Answer(0, "", cut=True)
        if fault.kind == "status":
            parameters = {"retry_after": fault.retry_after} if fault.retry_after else {}
            return _refusal(ApiError(fault.code, fault.description, **parameters))
        if fault.kind == "hold":
            await fault.hold()
            return await self._do(token, method, params)
        await self._do(token, method, params)
        return Answer(0, "", cut=True)

    async def download(self, token: str, path: str) -> Answer:
        """Hand out a file by the path that getFile gave; trouble for it is trouble of "download"."""
        self.calls["download"] += 1
        fault = self.faults.take("download")
        if fault is not None and fault.kind == "reset":
            return Answer(0, "", cut=True)
        content = self.world.contents.get(path.removeprefix("files/"))
        if fault is not None or content is None or token != self.world.token:
            return _refusal(ApiError(fault.code if fault else 404, "Not Found"))
        return Answer(200, "", content=content)

    async def called(self, name: str, times: int, timeout: float = 5.0) -> None:
        """Wait until a method was called so many times in all."""
        async with asyncio.timeout(timeout):
            while self.calls[name.lower()] < times:
                await self._called.wait()

    async def _do(self, token: str, method: str, params: Json) -> Answer:
        try:
            if token != self.world.token:
                raise ApiError(401, "Unauthorized")
            if method == "getupdates":
                result: Any = await self._get_updates(params)
            else:
                handler = self._methods.get(method)
                if handler is None:
                    raise ApiError(404, "Not Found: method not found")
                result = handler(params)
        except ApiError as error:
            return _refusal(error)
        return Answer(200, json.dumps({"ok": True, "result": result}, ensure_ascii=False))

    async def _get_updates(self, params: Json) -> list[Json]:
        if self.hook is not None:
            raise ApiError(409, _HOOK_ACTIVE)
        self._allow(params)
        self._confirm(int(params.get("offset") or 0))
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(ApiError(409, _OTHER_POLL))
        limit = max(1, min(int(params.get("limit") or 100), 100))
        timeout = min(float(params.get("timeout") or 0), 50.0)
        if timeout and not self.world.updates:
            await self._wait(timeout)
        return list(self.world.updates.values())[:limit]

    async def _wait(self, timeout: float) -> None:
        """Wait for an update; another poll ends this one by a conflict."""
        poll = self.world.bell.listen()
        self._poll = poll
        ended = asyncio.get_running_loop().call_later(timeout, poll.cancel, _OVER)
        try:
            await poll
        except asyncio.CancelledError as cancelled:
            if cancelled.args != (_OVER,):
                raise
        finally:
            ended.cancel()
            if self._poll is poll:
                self._poll = None

    def _confirm(self, offset: int) -> None:
        updates = self.world.updates
        if offset > 0:
            for update_id in [known for known in updates if known < offset]:
                del updates[update_id]
        elif offset < 0:
            for update_id in list(updates)[:offset]:
                del updates[update_id]

    def _allow(self, params: Json) -> None:
        """Take over the list of wanted updates: absent means as before, empty means the default."""
        wanted = structure(params, "allowed_updates")
        if wanted is not None:
            self.world.allowed = frozenset(wanted) or DEFAULT_UPDATES

    def _set_webhook(self, params: Json) -> bool:
        url = str(params.get("url") or "")
        if not url:
            return self._delete_webhook(params)
        local = self.local_hooks and url.startswith("http://127.0.0.1")
        if not url.startswith("https://") and not local:
            raise ApiError(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook", **{})
        secret = str(params.get("secret_token") or "")
        if not _SECRET.fullmatch(secret):
            raise ApiError(400, "Bad Request: secret token contains unallowed characters")
        connections = int(params.get("max_connections") or 40)
        if not 1 <= connections <= 100:
            raise ApiError(400, "Bad Request: max_connections must be between 1 and 100")
        self._allow(params)
        if _true(params.get("drop_pending_updates")):
            self.world.updates.clear()
        self.hook = Hook(url, secret, connections)
        self.delivery.start(self.hook)
        return True

    def _delete_webhook(self, params: Json) -> bool:
        self.hook = None
        self.delivery.start(None)
        if _true(params.get("drop_pending_updates")):
            self.world.updates.clear()
        return True

    def _webhook_info(self, _params: Json) -> Json:
        info: Json = {
            "url": self.hook.url if self.hook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self.world.updates),
        }
        if self.hook is not None:
            info["max_connections"] = self.hook.connections
            info["allowed_updates"] = sorted(self.world.allowed)
            if self.delivery.last_error:
                info["last_error_date"] = self.world.date()
                info["last_error_message"] = self.delivery.last_error
        return info


def _true(value: Any) -> bool:
    return value is True or str(value).lower() in ("true", "1")


def _refusal(error: ApiError) -> Answer:
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return Answer(error.code, json.dumps(body))
