"""The emulator's HTTP side: /bot<token>/<method>, files, and the control calls."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from tests.telegram.api import Answer, BotApi
from tests.telegram.control import Control
from tests.telegram.uploads import Upload
from tests.telegram.world import Json

_JSON = "application/json"
_MOST_FORM = 64 * 1024 * 1024


class Front:
    """A bare HTTP server: routing by hand, since it must be quicker than what it measures."""

    def __init__(self, api: BotApi, control: Control) -> None:
        self._api = api
        self._control = control
        self._runner: web.ServerRunner | None = None

    async def start(self, port: int) -> str:
        """Listen on the loopback; return the base address."""
        # A killed or cancelled bot drops its connection: its long poll has to end with it.
        server = web.Server(self.handle, handler_cancellation=True, access_log=None, request_factory=_request)
        self._runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        address = self._runner.addresses[0]
        return f"http://127.0.0.1:{address[1]}"

    async def stop(self) -> None:
        """Close every connection."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request."""
        path = request.path
        if path.startswith("/bot"):
            token, _, method = path[4:].partition("/")
            answer = await self._api.call(token, method, await _parameters(request))
            return _response(request, answer)
        if path.startswith("/control/"):
            return await self._controlled(request, path.removeprefix("/control/"))
        if path.startswith("/file/bot"):
            token, _, name = path.removeprefix("/file/bot").partition("/")
            return _response(request, await self._api.download(token, name))
        return web.Response(status=404, text="{}", content_type=_JSON)

    async def _controlled(self, request: web.BaseRequest, name: str) -> web.Response:
        body = await request.read()
        params = json.loads(body) if body else dict(request.query)
        try:
            result = await self._control.call(name, params)
        except (KeyError, ValueError, AssertionError) as error:
            problem = json.dumps({"error": f"{type(error).__name__}: {error}"}, ensure_ascii=False)
            return web.Response(status=400, text=problem, content_type=_JSON)
        return web.Response(text=json.dumps(result, ensure_ascii=False), content_type=_JSON)


def _request(message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> web.BaseRequest:
    """Take forms as large as the server takes, and a little more, to refuse them itself."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=_MOST_FORM)


async def _parameters(request: web.BaseRequest) -> Json:
    params: Json = dict(request.query) if request.query_string else {}
    if request.content_type.startswith("multipart/"):
        fields: Any = await request.post()
        return params | {
            name: Upload(value.filename, value.file.read()) if isinstance(value, web.FileField) else value
            for name, value in fields.items()
        }
    body = await request.read()
    if not body:
        return params
    if request.content_type == _JSON:
        given: Json = json.loads(body)
        return params | given
    return params | dict(parse_qsl(body.decode(), keep_blank_values=True))


def _response(request: web.BaseRequest, answer: Answer) -> web.Response:
    if answer.cut:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)
    if answer.status == 502:
        return web.Response(status=502, text=answer.body, content_type="text/html")
    if answer.content is not None:
        return web.Response(body=answer.content)
    return web.Response(status=answer.status, body=answer.body.encode(), content_type=_JSON)
