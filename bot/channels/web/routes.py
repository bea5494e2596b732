"""What answers at which address."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from urllib.parse import quote

from aiohttp import web

from bot.channels.web import tongue
from bot.channels.web.guard import Pace, protected, same_origin
from bot.channels.web.limits import WebLimits
from bot.channels.web.links import Signer, new_user
from bot.channels.web.pages import Pages
from bot.channels.web.shelf import Shelf
from bot.channels.web.source import Sources
from bot.channels.web.talk import Talk
from bot.clock import Clock
from bot.errors import StorageBusy
from bot.services.ports import Database

_CODE_CHARS = 64
_ENDED = {404: "web-unknown-text", 410: "web-gone-text"}


class Routes:
    """The web channel's pages and its socket."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        talk: Talk,
        pages: Pages,
        signer: Signer,
        limits: WebLimits,
        *,
        link_days: int,
        public_url: str,
        embed: bool,
        sources: Sources,
        shelf: Shelf,
    ) -> None:
        self._database = database
        self._clock = clock
        self._talk = talk
        self._pages = pages
        self._signer = signer
        self._link_age = timedelta(days=link_days)
        self._public_url = public_url
        self._embed = embed
        self._sources = sources
        self._shelf = shelf
        self._entries = Pace(limits.entries, limits.entries_seconds)

    def all(self) -> list[web.RouteDef]:
        """Return the routes; in the demo the front page is the demo's."""
        embed = self._embed
        front = [] if embed else [web.get("/", protected(self._front))]
        return [
            *front,
            web.get("/enter", protected(self._front, embed=embed)),
            web.post("/enter", protected(self._enter, embed=embed)),
            web.post("/guest", protected(self._guest, embed=embed)),
            web.get("/w/{token}", protected(self._chat, embed=embed)),
            web.get("/w/{token}/ws", protected(self._socket, embed=embed), allow_head=False),
            web.post("/w/{token}/files/{id}", protected(self._upload, embed=embed)),
            web.get("/w/{token}/files/{where:out|own}/{id}", protected(self._file, embed=embed)),
            web.get("/assets/{name}", protected(self._pages.asset, embed=embed)),
            web.get("/healthz", protected(_health)),
        ]

    async def _front(self, request: web.Request) -> web.Response:
        response = self._pages.page("entry", tongue.of_request(request))
        # With no-referrer a browser sends a form's Origin as "null"; this address holds no secret.
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    async def _enter(self, request: web.Request) -> web.Response:
        if not self._from_page(request):
            return self._pages.notice(403, "origin", tongue.of_request(request))
        try:
            code = str((await request.post()).get("code", "")).strip()
        except ValueError:
            code = ""
        if not code or len(code) > _CODE_CHARS:
            raise web.HTTPSeeOther("/enter")
        return await self._admit(request, "#" + quote(code, safe=""))

    async def _guest(self, request: web.Request) -> web.Response:
        if not self._from_page(request):
            return self._pages.notice(403, "origin", tongue.of_request(request))
        return await self._admit(request, "")

    async def _admit(self, request: web.Request, fragment: str) -> web.Response:
        if not self._entries.allow(asyncio.get_running_loop().time(), self._sources.address(request)):
            return self._pages.notice(429, "often", tongue.of_request(request))
        user, now = new_user(), self._clock.now()
        try:
            await self._database.turn(lambda uow: uow.people.add_link(user, now + self._link_age, now))
        except StorageBusy:
            return self._pages.notice(503, "busy", tongue.of_request(request))
        raise web.HTTPSeeOther(f"/w/{self._signer.sign(user)}{fragment}")

    async def _chat(self, request: web.Request) -> web.Response:
        user, refusal = await self._who(request)
        if not user:
            return refusal
        return self._pages.page("chat", tongue.of_request(request), most=str(self._shelf.most))

    async def _upload(self, request: web.Request) -> web.Response:
        if not self._from_page(request):
            return self._shelf.refusal(request, 403, "web-origin-text")
        user, refusal = await self._who(request)
        if not user:
            return self._shelf.refusal(request, refusal.status, _ENDED.get(refusal.status, "web-busy-text"))
        return await self._shelf.take(request, user)

    async def _file(self, request: web.Request) -> web.Response:
        user, refusal = await self._who(request)
        return await self._shelf.give(request, user) if user else refusal

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        if not self._from_page(request):
            return self._pages.notice(403, "origin", tongue.of_request(request))
        if request.headers.get("Upgrade", "").lower() != "websocket":
            raise web.HTTPUpgradeRequired
        user, refusal = await self._who(request)
        return await self._talk.serve(request, user) if user else refusal

    async def _who(self, request: web.Request) -> tuple[str, web.Response]:
        """Return the link's user, or the page that says why there is none; note their language."""
        locale = tongue.preferred(request.headers.get(tongue.ASKED, ""))
        user = self._signer.verify(request.match_info["token"])
        if not user:
            return "", self._pages.notice(404, "unknown", tongue.of_request(request))
        try:
            link, request[tongue.TAG] = await self._database.read(
                lambda uow: (uow.people.link(user), tongue.of_person(uow, user, locale))
            )
        except StorageBusy:
            return "", self._pages.notice(503, "busy", tongue.of_request(request))
        if link is None:
            return "", self._pages.notice(404, "unknown", tongue.of_request(request))
        if link.revoked_at or link.expires_at <= self._clock.now():
            return "", self._pages.notice(410, "gone", tongue.of_request(request))
        return user, web.Response()

    def _from_page(self, request: web.Request) -> bool:
        return same_origin(request, self._public_url)


async def _health(request: web.Request) -> web.Response:
    return web.json_response({"ok": True})
