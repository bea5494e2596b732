"""Files over the web: taken by a person's own link, handed out to whom a message brought them (C3, G1)."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from urllib.parse import quote, unquote

from aiohttp import web

from bot.channels.web import frames, tongue
from bot.channels.web.guard import Pace
from bot.channels.web.limits import WebLimits
from bot.channels.web.pages import Pages
from bot.channels.web.talk import Talk, address_of
from bot.clock import Clock
from bot.dialog.message import File
from bot.errors import StorageBusy
from bot.services.file_records import KeptFile
from bot.services.ports import Database, UnitOfWork
from bot.standard import attachments, masking
from bot.standard.policy import Files

_PIECE = 64 * 1024
_HEAD = 32
_DAY = timedelta(days=1)
_LONGEST_NUMBER = 18
_LONGEST_HEADER = 2000
_ENDS = {"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "audio/ogg": ".ogg", "": ""}
_WORDS = {"error-file-big": "web-file-big", "error-file-type": "web-file-type"}


class Refused(Exception):
    """An upload that is not taken: its status, and the key of the words."""

    def __init__(self, status: int, key: str, more: str = "") -> None:
        super().__init__(key)
        self.status = status
        self.key = key
        self.more = more


class Shelf:
    """Takes files in and hands them out."""

    def __init__(
        self, database: Database, clock: Clock, talk: Talk, pages: Pages, limits: WebLimits, rules: Files
    ) -> None:
        self._database = database
        self._clock = clock
        self._talk = talk
        self._pages = pages
        self._limits = limits
        self._rules = rules
        self._ups = Pace(limits.uploads, limits.uploads_seconds)
        self._downs = Pace(limits.downloads, limits.downloads_seconds)
        self._together = asyncio.Semaphore(limits.uploads_together)

    @property
    def most(self) -> int:
        """Return the bytes above which nobody's file is taken."""
        return max(self._rules.max_megabytes, self._rules.spreadsheet_megabytes) * attachments.MEGABYTE

    async def take(self, request: web.Request, user: str) -> web.Response:
        """Keep an uploaded file as something the person said; the same upload again is the same file."""
        try:
            return web.json_response(await self._take(request, user))
        except Refused as refused:
            return self.refusal(request, refused.status, refused.key, refused.more)
        except (StorageBusy, TimeoutError):
            return self.refusal(request, 503, "web-busy")

    def refusal(self, request: web.Request, status: int, key: str, more: str = "") -> web.Response:
        """Return why an upload is not taken, in words."""
        said = self._pages.word(key, tongue.of_request(request))
        return web.json_response({"error": said + more}, status=status)

    async def _take(self, request: web.Request, user: str) -> dict[str, object]:
        said_id = request.match_info["id"]
        if not frames.is_id(said_id):
            raise Refused(400, "web-file-failed")
        if not self._ups.allow(asyncio.get_running_loop().time(), user):
            raise Refused(429, "web-slow")
        name = _name(request)
        staff, sent = await self._database.read(lambda uow: self._sender(uow, user))
        if sent >= self._rules.per_day:
            raise Refused(403, "web-file-often")
        self._check(name, request.content_length or 0, staff=staff)
        async with self._together, asyncio.timeout(self._limits.upload_seconds):
            content = await self._read(request, name, staff=staff)
            kept = await self._keep(user, said_id, name, request.content_type, content)
        locale = tongue.preferred(request.headers.get(tongue.ASKED, ""))
        line = await self._talk.bring(user, said_id, kept.carried(), locale)
        if line is None:
            raise Refused(503, "web-busy")
        return line

    def _sender(self, uow: UnitOfWork, user: str) -> tuple[bool, int]:
        who = uow.addresses.at(address_of(user))
        if who is None:
            return False, 0
        return who.staff_id is not None, uow.files.count_since(who.id, self._clock.now() - _DAY)

    def _check(self, name: str, size: int, *, staff: bool) -> None:
        refused = attachments.refusal(name, size, self._rules, staff=staff)
        if refused is not None:
            limit = refused.slots.get("limit")
            status = 413 if limit else 415
            raise Refused(status, _WORDS[refused.phrase], f"{limit}MB" if limit else "")

    async def _read(self, request: web.Request, name: str, *, staff: bool) -> bytes:
        """Read an upload; one that grows above the limit is read no further."""
        content = bytearray()
        async for piece in request.content.iter_chunked(_PIECE):
            content += piece
            self._check(name, len(content), staff=staff)
        if not content:
            raise Refused(400, "web-file-empty")
        return bytes(content)

    async def _keep(self, user: str, said_id: str, name: str, mime: str, content: bytes) -> KeptFile:
        head, now, address = content[:_HEAD], self._clock.now(), address_of(user)
        kind = attachments.kind_of(head, mime)

        def work(uow: UnitOfWork) -> KeptFile:
            who = uow.addresses.at(address) or uow.addresses.add(address, now)
            shown = attachments.image_type(head) or ("" if mime.startswith("image/") else mime)
            source = f"web:{user}:{said_id}"
            named = masking.redact(name)[0]  # a card number is no name to keep (G7)
            return uow.files.add(kind, named, shown, content, who.id, now, source=source)

        return await self._database.turn(work)

    async def give(self, request: web.Request, user: str) -> web.Response:
        """Hand out a file that the person sent, or that a message to them carries."""
        if not self._downs.allow(asyncio.get_running_loop().time(), user):
            return self._pages.notice(429, "often", tongue.of_request(request))
        where, number = request.match_info["where"], request.match_info["id"]
        if not (number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER):
            return self._pages.notice(404, "unknown", tongue.of_request(request))
        try:
            found = await self._database.read(lambda uow: _find(uow, user, where, int(number)))
        except StorageBusy:
            return self._pages.notice(503, "busy", tongue.of_request(request))
        return (
            self._pages.notice(404, "unknown", tongue.of_request(request))
            if found is None
            else _answer(*found)
        )


def _name(request: web.Request) -> str:
    return attachments.clean_name(unquote(request.headers.get("X-File-Name", "")[:_LONGEST_HEADER]))


def _find(uow: UnitOfWork, user: str, where: str, number: int) -> tuple[File, bytes] | None:
    who = uow.addresses.at(address_of(user))
    if who is None:
        return None
    if where == "out":
        file = uow.outbox.carried(number, who.id)
    else:
        kept = uow.files.get(number)
        file = kept.carried() if kept is not None and kept.address_id == who.id else None
    content = uow.files.content(int(file.id)) if file is not None and file.id.isdigit() else None
    return None if file is None or content is None else (file, content)


def _answer(file: File, content: bytes) -> web.Response:
    # Nothing that somebody sent is ever run, or shown as a page, from our address.
    mime = attachments.image_type(content[:_HEAD])
    shown = "inline" if mime in frames.IMAGES else "attachment"
    name = file.name or f"{file.kind}-{file.id}{_ENDS.get(mime or file.mime, '')}"
    return web.Response(
        body=content,
        content_type=mime if mime in frames.IMAGES else "application/octet-stream",
        headers={
            "Content-Disposition": f"{shown}; filename*=UTF-8''{quote(name, safe='')}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, no-store",
        },
    )
