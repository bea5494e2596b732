"""Where people sit: a chat page's socket, or a phone with Telegram."""

from __future__ import annotations

import asyncio
import json
import uuid
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

import aiohttp

from bot.dialog.message import Address
from bot.services.ports import UnitOfWork
from tests.telegram.people import Person as Telegrammer

if TYPE_CHECKING:
    from tests.conversations.town import Town


_FILES = ("photo", "voice", "audio", "video", "document", "location")


@dataclass(slots=True)
class Said:
    """A message as a person sees it."""

    text: str
    buttons: list[tuple[str, str]] = field(default_factory=list)
    handle: str = ""
    file: str = ""
    """What can be looked at: the kind of file, or nothing."""


class Seat(Protocol):
    """Where a person sits: a page or a phone."""

    def address(self) -> Address: ...
    async def says(self, text: str) -> None: ...
    async def sends(self, kind: str, content: bytes, name: str, caption: str) -> None: ...
    async def opened(self, said: Said) -> bytes: ...
    async def presses(self, choice: str, handle: str) -> None: ...
    async def opens(self, payload: str) -> None: ...
    async def caught_up(self) -> None: ...
    def seen(self) -> list[Said]: ...
    async def enter(self) -> None: ...
    async def leaves(self) -> None: ...


class WebSeat:
    """A chat page's socket."""

    def __init__(self, town: Town, user: str, language: str, comes_from: str) -> None:
        self._town = town
        self._comes_from = comes_from
        self.user = user
        self.language = language
        self._lines: dict[str, Said] = {}
        self._order: list[Said] = []
        self._urls: dict[str, str] = {}
        self._newest = 0
        self._bell = asyncio.Condition()
        self._got: set[str] = set()
        self._session: aiohttp.ClientSession | None = None
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._task: asyncio.Task[None] | None = None
        self.answer: tuple[int, dict[str, Any]] = (0, {})

    def address(self) -> Address:
        return Address("web", self.user, self.user)

    async def enter(self) -> None:
        self._session = aiohttp.ClientSession()
        path = self._town.house.web_channel.sign(self.user)
        origin = f"http://127.0.0.1:{self._town.port}"
        self._socket = await self._session.ws_connect(
            f"{origin}/w/{path}/ws",
            origin=origin,
            headers={"Accept-Language": self.language, "X-Forwarded-For": self._comes_from},
        )
        await self._send({"t": "hello", "out": self._newest, "in": 0})
        self._task = asyncio.get_running_loop().create_task(self._read())

    async def _send(self, frame: dict[str, Any]) -> None:
        assert self._socket is not None
        await self._socket.send_str(json.dumps(frame, ensure_ascii=False))

    async def _read(self) -> None:
        assert self._socket is not None
        async for message in self._socket:
            if message.type is not aiohttp.WSMsgType.TEXT:
                continue
            frame = json.loads(message.data)
            async with self._bell:
                if frame["t"] == "got":
                    self._got.add(frame["id"])
                for line in frame.get("lines", [frame] if frame["t"] == "line" else []):
                    self._take(line)
                self._bell.notify_all()

    def _take(self, line: dict[str, Any]) -> None:
        if line.get("mine"):
            return
        number = int(line["id"])
        self._newest = max(self._newest, number)
        said = Said(
            line["text"], [(c["label"], c["id"]) for row in line.get("choices", []) for c in row], str(number)
        )
        if line.get("file"):
            said.file = line["file"]["kind"]
            self._urls[said.handle] = line["file"]["url"]
        if line.get("edits") and line["edits"] in self._lines:
            said.handle = line["edits"]
        self._lines[said.handle] = said
        self._order.append(said)

    async def _event(self, kind: str, **fields: Any) -> None:
        event = str(uuid.uuid4())
        await self._send({"t": kind, "id": event, **fields})
        async with asyncio.timeout(10), self._bell:
            await self._bell.wait_for(lambda: event in self._got)

    async def says(self, text: str) -> None:
        await self._event("say", text=text)

    async def sends(self, kind: str, content: bytes, name: str, caption: str) -> None:
        """Upload a file, or tell a place; a page has no words beside a file."""
        assert not caption
        if kind == "position":
            latitude, longitude = content.decode().split(",")
            await self._event("place", lat=float(latitude), lon=float(longitude))
            return
        assert self._session is not None
        origin = f"http://127.0.0.1:{self._town.port}"
        mime = {"photo": "image/jpeg", "audio": "audio/mpeg"}.get(kind, "application/octet-stream")
        headers = {"Origin": origin, "Content-Type": mime, "X-File-Name": quote(name)}
        url = f"{self._page()}/files/{uuid.uuid4()}"
        async with self._session.post(url, data=BytesIO(content), headers=headers) as answer:
            self.answer = (answer.status, await answer.json())

    async def opened(self, said: Said) -> bytes:
        """Return what is in a file that was shown."""
        assert self._session is not None
        async with self._session.get(f"{self._page()}/{self._urls[said.handle]}") as answer:
            assert answer.status == 200
            return await answer.read()

    def _page(self) -> str:
        return f"http://127.0.0.1:{self._town.port}/w/{self._town.house.web_channel.sign(self.user)}"

    async def presses(self, choice: str, handle: str) -> None:
        await self._event("press", choice=choice, message=int(handle))

    async def opens(self, payload: str) -> None:
        await self._event("start", text=payload)

    async def caught_up(self) -> None:
        def newest(uow: UnitOfWork) -> int:
            who = uow.addresses.at(self.address())
            lines = uow.outbox.history(who, self._newest, 0, 1000) if who else []
            return max((line.id for line in lines if not line.mine), default=self._newest)

        wanted = await self._town.house.database.read(newest)
        async with asyncio.timeout(10), self._bell:
            await self._bell.wait_for(lambda: self._newest >= wanted)

    def seen(self) -> list[Said]:
        return self._order

    async def leaves(self) -> None:
        if self._socket is not None:
            await self._socket.close()
        if self._task is not None:
            await self._task
        if self._session is not None:
            await self._session.close()


class PhoneSeat:
    """A Telegram account."""

    def __init__(self, town: Town, account: Telegrammer) -> None:
        self._town = town
        self.account = account

    def address(self) -> Address:
        return Address("telegram", str(self.account.id), str(self.account.id))

    async def does(self, update: int) -> None:
        """Wait until the product has taken something done in Telegram's own ways."""
        await self._taken(update)

    async def _taken(self, update: int) -> None:
        server = self._town.telegram
        assert server is not None
        while update in server.world.updates:
            await server.api.called("getUpdates", server.api.calls["getupdates"] + 1, 10)

    async def says(self, text: str) -> None:
        await self._taken(self.account.says(text))

    async def sends(self, kind: str, content: bytes, name: str, caption: str) -> None:
        """Send a file, or a place."""
        me = self.account
        if kind == "position":
            latitude, longitude = content.decode().split(",")
            update = me.sends_location(float(latitude), float(longitude))
        elif kind == "photo":
            update = me.sends_photo(caption, content)
        elif kind == "audio":
            update = me.sends_audio(name, content)
        else:
            update = me.sends_document(name, caption, content)
        await self._taken(update)

    async def opened(self, said: Said) -> bytes:
        """Return what is in a file that was shown."""
        assert self._town.telegram is not None
        world, message = self._town.telegram.world, self.account.chat.messages[int(said.handle)]
        item = message[said.file][-1] if said.file == "photo" else message[said.file]
        return world.contents[item["file_id"]]

    async def presses(self, choice: str, handle: str) -> None:
        await self._taken(self.account.presses_raw(choice, int(handle)))

    async def opens(self, payload: str) -> None:
        await self._taken(self.account.opens(payload))

    async def caught_up(self) -> None:
        """Nothing waits on the way: what was sent has been seen."""

    def seen(self) -> list[Said]:
        me = self._town.telegram.world.me["id"] if self._town.telegram else 0
        out = []
        for _, message in self.account.chat.shown:
            if message["from"]["id"] == me:
                rows = message.get("reply_markup", {}).get("inline_keyboard", [])
                buttons = [(b["text"], b["callback_data"]) for row in rows for b in row]
                file = next((kind for kind in _FILES if kind in message), "")
                # A place has no words of its own; those that belong to it follow.
                text = message.get("text") or message.get("caption") or ("⌖" if file == "location" else "")
                out.append(Said(text, buttons, str(message["message_id"]), file))
        return out

    async def enter(self) -> None:
        """A phone is always on."""

    async def leaves(self) -> None:
        """A phone stays where it is."""
