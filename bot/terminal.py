"""The web channel in a terminal: lines to read, words to type, numbers that press buttons."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp

ReadLine = Callable[[], Awaitable[str | None]]
Write = Callable[[str], None]

_LONGEST_WAIT = 10.0
_AGAIN_SECONDS = 1.0
_OVERLAP = 30
_LARGEST = 64_000


async def chat(base_url: str, code: str, words: Mapping[str, str], read_line: ReadLine, write: Write) -> None:
    """Sign in with a one-time code and talk until the input ends; OSError where nobody answers there."""
    base = base_url.rstrip("/")
    async with aiohttp.ClientSession(headers={"Origin": base}) as session:
        page = await _enter(session, base, code)
        if not page:
            write(words["terminal-refused"])
            return
        client = _Client(session, f"{base}{page}/ws", words, write)
        client.say("start", text=code)
        async with asyncio.TaskGroup() as group:
            connection = group.create_task(client.stay())
            await _type(client, read_line)
            await client.flushed()
            connection.cancel()


async def _enter(session: aiohttp.ClientSession, base: str, code: str) -> str:
    async with session.post(f"{base}/enter", data={"code": code}, allow_redirects=False) as answer:
        page = answer.headers.get("Location", "").partition("#")[0]
        return page if answer.status == 303 and page.startswith("/w/") else ""


async def _type(client: _Client, read_line: ReadLine) -> None:
    while (typed := await read_line()) is not None:
        if words := typed.strip():
            client.typed(words)


@dataclass(slots=True)
class _Client:
    """One conversation over as many connections as it takes."""

    session: aiohttp.ClientSession
    url: str
    words: Mapping[str, str]
    write: Write
    pending: dict[str, dict[str, Any]] = field(default_factory=dict)
    buttons: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    last_in: int = 0
    socket: aiohttp.ClientWebSocketResponse | None = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    idle: asyncio.Event = field(default_factory=asyncio.Event)
    gone: bool = False

    def typed(self, words: str) -> None:
        """Send what was typed; a number presses that button of the latest ones."""
        number = int(words) if words.isascii() and words.isdigit() and len(words) < 4 else 0
        if 1 <= number <= len(self.buttons):
            message, choice = self.buttons[number - 1]
            self.say("press", choice=choice["id"], label=choice["label"], message=message)
        else:
            self.say("say", text=words)

    def say(self, what: str, **fields: Any) -> None:
        """Keep a frame until the server has it."""
        frame = {"t": what, "id": secrets.token_hex(16), **fields}
        if len(_dump(frame).encode()) > _LARGEST:
            self.write(self.words["web-long"])
            return
        self.pending[frame["id"]] = frame
        self.idle.clear()
        self.changed.set()

    async def flushed(self) -> None:
        """Wait until the server has everything, or the link has ended."""
        await self.idle.wait()

    async def stay(self) -> None:
        """Stay connected, again and again, until cancelled or the link has ended."""
        failures = 0
        while not self.gone:
            try:
                async with self.session.ws_connect(self.url, heartbeat=25, max_msg_size=0) as socket:
                    failures = 0
                    await self._talk(socket)
            except aiohttp.WSServerHandshakeError as error:
                self.gone = error.status in (404, 410)
            except (aiohttp.ClientError, OSError):
                pass
            if not self.gone:
                failures += 1
                self.write(self.words["web-offline"])
                await asyncio.sleep(min(_LONGEST_WAIT, 0.25 * 2 ** min(failures, 6)))
        self.write(self.words["terminal-gone"])
        self.idle.set()

    async def _talk(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        outs = sorted(self.seen)
        after = outs[-_OVERLAP] if len(outs) >= _OVERLAP else 0
        await socket.send_json({"t": "hello", "out": after, "in": self.last_in})
        async with asyncio.TaskGroup() as group:
            sender = group.create_task(self._send(socket))
            async for frame in _frames(socket):
                self._take(frame)
            sender.cancel()
        self.gone = self.gone or socket.close_code == 4410

    async def _send(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        """Send one frame at a time, the same again until the server says that it has it."""
        while True:
            self.changed.clear()
            for frame in tuple(self.pending.values())[:1]:
                try:
                    await socket.send_json(frame, dumps=_dump)
                except ConnectionError:
                    return
            try:
                # Not wait_for: before Python 3.12 it may swallow a cancellation.
                async with asyncio.timeout(_AGAIN_SECONDS):
                    await self.changed.wait()
            except TimeoutError:
                continue

    def _take(self, frame: dict[str, Any]) -> None:
        match frame["t"]:
            case "lines":
                for line in frame["lines"]:
                    self._show(line)
            case "line":
                self._show(frame)
            case "got":
                self._done(frame["id"])
            case "error" if frame.get("id") and frame["why"] == "long":
                self.write(self.words["web-long"])
                self._done(frame["id"])

    def _done(self, said: str) -> None:
        self.pending.pop(said, None)
        if not self.pending:
            self.idle.set()
        self.changed.set()

    def _show(self, line: dict[str, Any]) -> None:
        if line["mine"]:
            self.last_in = max(self.last_in, line["id"])
            return
        if line["id"] in self.seen:
            return
        self.seen.add(line["id"])
        self.write(f"{line['at'][11:16]}  {line['text']}")
        if file := line.get("file"):
            link = f"{self.url.removesuffix('ws')}{file['url']}" if file.get("url") else ""
            self.write(f"       {file.get('name', '')} {link}".rstrip())
        if choices := [choice for row in line["choices"] for choice in row]:
            message = int(line["edits"] or line["id"])
            self.buttons = [(message, choice) for choice in choices]
            for number, choice in enumerate(choices, 1):
                self.write(f"       {number}. {choice['label']}")


def _dump(frame: dict[str, Any]) -> str:
    return json.dumps(frame, ensure_ascii=False)


async def _frames(socket: aiohttp.ClientWebSocketResponse) -> AsyncIterator[dict[str, Any]]:
    async for message in socket:
        if message.type is aiohttp.WSMsgType.TEXT:
            yield json.loads(message.data)
