"""The conversation on one socket: history out, events in."""

from __future__ import annotations

import asyncio
import logging
from datetime import tzinfo
from typing import Any

from aiohttp import WSMsgType, web

from bot.background import Background
from bot.channels.web import frames, tongue
from bot.channels.web.guard import Pace
from bot.channels.web.hub import TOO_MANY, Hub
from bot.channels.web.limits import WebLimits
from bot.channels.web.pages import Pages
from bot.channels.web.socket import Socket
from bot.channels.web.source import Sources
from bot.clock import Clock
from bot.dialog.message import Address, File, Incoming, Kind, Ref, Sink
from bot.errors import StorageBusy
from bot.services.ports import Database, UnitOfWork
from bot.services.records import Line

log = logging.getLogger(__name__)

_KINDS = {"start": Kind.START, "say": Kind.TEXT, "press": Kind.CHOICE, "place": Kind.FILE}
_START = "start-"


def address_of(user: str) -> Address:
    """Return the address of a web user."""
    return Address("web", user, user)


def shown(kept: Line) -> bool:
    """Tell whether a line of the history is one the page shows: openings and unnamed clicks are not."""
    event = kept.event_id.rpartition(":")[2]
    said = kept.message.text or kept.message.file
    return not kept.mine or bool(said and not event.startswith(_START))


class Talk:
    """Serves sockets."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        background: Background,
        hub: Hub,
        pages: Pages,
        limits: WebLimits,
        zone: tzinfo,
        sources: Sources,
    ) -> None:
        self._database = database
        self._clock = clock
        self._background = background
        self._hub = hub
        self._pages = pages
        self._limits = limits
        self._zone = zone
        self._sources = sources
        self.sink: Sink | None = None

    async def serve(self, request: web.Request, user: str) -> web.WebSocketResponse:
        """Talk with one page until it goes."""
        ws = web.WebSocketResponse(
            heartbeat=self._limits.heartbeat_seconds, max_msg_size=self._limits.frame_bytes, compress=False
        )
        await ws.prepare(request)
        socket = Socket(user, request, ws, self._limits, self._sources.of(request))
        if not self._hub.add(socket):
            await socket.close(TOO_MANY)
            return ws
        writer = self._background.start(socket.write(), f"web socket of {user}")
        try:
            await self._listen(socket)
        finally:
            self._hub.remove(socket)
            writer.cancel()
        return ws

    async def _listen(self, socket: Socket) -> None:
        pace = Pace(self._limits.events, self._limits.events_seconds)
        bad = 0
        async for message in socket.ws:
            if message.type is not WSMsgType.TEXT:
                await socket.close(1003)
                return
            in_pace = pace.allow(asyncio.get_running_loop().time())
            try:
                frame = frames.parse(message.data)
            except frames.BadFrame:
                bad += 1
                socket.emit({"t": "error", "why": "frame"})
                if bad >= self._limits.bad_frames:
                    await socket.close(1008)
                    return
                continue
            bad = 0
            if not in_pace:
                said = frame.id if isinstance(frame, frames.Said) else ""
                socket.emit({"t": "error", "why": "slow", "id": said})
            elif isinstance(frame, frames.Ping):
                socket.emit({"t": "pong"})
            elif isinstance(frame, frames.Hello):
                await self._hello(socket, frame)
            else:
                await self._said(socket, frame)

    async def _hello(self, socket: Socket, hello: frames.Hello) -> None:
        # A page that has the older lines must get all the newer ones, or a gap would stay in it.
        limit = self._limits.catch_up_lines if hello.out else self._limits.replay_lines

        def work(uow: UnitOfWork) -> tuple[list[Line], str]:
            who = uow.addresses.at(address_of(socket.user))
            kept = uow.outbox.history(who, hello.out, hello.in_, limit) if who else []
            return kept, tongue.of_person(uow, socket.user, socket.locale)

        socket.lang, socket.locale = hello.lang, hello.locale or socket.locale
        socket.hold()
        try:
            kept, tag = await self._database.read(work)
        except StorageBusy:
            socket.emit({"t": "busy", "id": ""})
            return
        lines = [frames.kept_line(one, self._zone) for one in kept if shown(one)]
        self._speak(socket, tag)
        socket.replay(lines, hello.out, cut=len(kept) >= limit)

    async def retune(self, user: str) -> None:
        """Give a person's pages other words where their language was changed (A24)."""
        sockets = [socket for socket in self._hub.of(user) if socket.lang]
        if not sockets:
            return
        try:
            tags = await self._database.read(
                lambda uow: [tongue.of_person(uow, user, socket.locale) for socket in sockets]
            )
        except StorageBusy:
            return  # the next line brings it
        for socket, tag in zip(sockets, tags, strict=True):
            self._speak(socket, tag)

    def _speak(self, socket: Socket, tag: str) -> None:
        if socket.lang and socket.lang != tag:
            socket.lang = tag
            socket.emit(frames.words(tag, self._pages.script_words(tag)))

    async def _said(self, socket: Socket, said: frames.Said) -> None:
        if len(said.text) > self._limits.text_chars:
            socket.emit({"t": "error", "why": "long", "id": said.id})
            return
        now = self._clock.now()
        file = File("position", said.text) if said.what == "place" else None
        event = Incoming(
            id=f"{socket.user}:{_START if said.what == 'start' else ''}{said.id}",
            sender=address_of(socket.user),
            kind=_KINDS[said.what],
            text="" if file else said.text,
            choice=said.choice,
            file=file,
            ref=Ref(said.message) if said.what == "press" else None,
            locale=socket.locale,
            at=now,
            source=socket.source,
        )
        if not await self._keep(event):
            socket.emit({"t": "busy", "id": said.id})
            return
        at = now.astimezone(self._zone)
        socket.emit({"t": "got", "id": said.id, "at": at.isoformat(timespec="seconds")})
        if said.text and said.what != "start":
            line = frames.own_line(0, said.id, at, event.text, file)
            self._hub.push(socket.user, line, but=socket)

    async def bring(self, user: str, said_id: str, file: File, locale: str) -> dict[str, Any] | None:
        """Keep that a person sent a file and show it on their pages; None where that cannot be kept now."""
        now = self._clock.now()
        event = Incoming(f"{user}:{said_id}", address_of(user), Kind.FILE, file=file, locale=locale, at=now)
        if not await self._keep(event):
            return None
        line = frames.own_line(0, said_id, now.astimezone(self._zone), "", file)
        self._hub.push(user, line)
        return line

    async def _keep(self, event: Incoming) -> bool:
        if self.sink is None:
            return False
        try:
            await self.sink([event])
        except StorageBusy:
            return False
        except Exception as error:
            # The error's own words may quote the person, so only its type is told.
            log.error("web event %s was not kept: %s", event.id, type(error).__name__)
            return False
        return True
