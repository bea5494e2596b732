"""Webhook delivery: in order within a chat, side by side across chats, again when it was not taken."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections import deque
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.telegram.world import Json, World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
MOST_DELAY = 3600.0


@dataclass(frozen=True, slots=True)
class Hook:
    """Where updates are posted."""

    url: str
    secret: str
    connections: int


@dataclass(slots=True)
class Reply:
    """What the bot's server said to an update."""

    status: int
    retry_after: float = 0.0


class Line:
    """One kept-alive connection to the bot's server: plain HTTP/1.1, since a client library would cost more
    than the server under test.
    """

    def __init__(self, hook: Hook) -> None:
        url = urlsplit(hook.url)
        self._host, self._port = url.hostname or "", url.port or 80
        path = url.path or "/"
        self._head = (
            f"POST {path} HTTP/1.1\r\nHost: {url.netloc}\r\nContent-Type: application/json\r\n"
            f"{SECRET_HEADER}: {hook.secret}\r\nContent-Length: "
        ).encode()
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, body: bytes) -> Reply:
        """Post one update; raise OSError or EOFError where the connection fails."""
        if self._streams is None or self._streams[1].is_closing():
            self._streams = await asyncio.open_connection(self._host, self._port)
        reader, writer = self._streams
        try:
            writer.write(self._head + str(len(body)).encode() + b"\r\n\r\n" + body)
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            headers = {
                name.lower(): value.strip()
                for name, _, value in (line.partition(":") for line in head.split("\r\n")[1:] if line)
            }
            await reader.readexactly(int(headers.get("content-length", 0)))
        except BaseException:
            self.close()
            raise
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Reply(int(head.split(" ", 2)[1]), float(headers.get("retry-after", 0)))

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    async def end(self) -> None:
        """Hang up and wait until it is so."""
        if self._streams is not None:
            writer = self._streams[1]
            self.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()


class HookDelivery:
    """Posts pending updates to the webhook until each is taken."""

    def __init__(self, world: World, backoff: float) -> None:
        self.last_error = ""
        self.posted = 0
        self._world = world
        self._backoff = backoff
        self._hook: Hook | None = None
        self._chats: dict[int, deque[Json]] = {}
        self._ready: asyncio.Queue[tuple[int, float]] = asyncio.Queue()
        self._workers: set[asyncio.Task[None]] = set()
        self._timers: set[asyncio.TimerHandle] = set()
        world.on_update = self.queue

    def start(self, hook: Hook | None) -> None:
        """Begin to post to a webhook (everything pending first), or stop."""
        self.stop()
        self._hook = hook
        if hook is None:
            return
        for update in self._world.updates.values():
            self.queue(_chat_of(update), update)
        for number in range(hook.connections):
            task = asyncio.get_running_loop().create_task(self._work(hook), name=f"hook {number}")
            self._workers.add(task)

    def stop(self) -> None:
        """End what is under way; undelivered updates stay pending."""
        for task in self._workers:
            task.cancel()
        for timer in self._timers:
            timer.cancel()
        self._workers.clear()
        self._timers.clear()
        self._chats.clear()
        self._ready = asyncio.Queue()

    async def end(self) -> None:
        """Stop, and wait until the connections are closed."""
        workers = list(self._workers)
        self.stop()
        if workers:
            await asyncio.wait(workers)

    def queue(self, chat: int, update: Json) -> None:
        """Put an update in its chat's line."""
        if self._hook is None:
            return
        line = self._chats.get(chat)
        if line is None:
            self._chats[chat] = deque([update])
            self._ready.put_nowait((chat, self._backoff))
        else:
            line.append(update)

    async def _work(self, hook: Hook) -> None:
        line = Line(hook)
        ready = self._ready
        try:
            while True:
                chat, delay = await ready.get()
                update = self._chats[chat][0]
                reply = await self._post(line, update)
                if 200 <= reply.status < 300 or update["update_id"] not in self._world.updates:
                    self._taken(chat, update)
                else:
                    self._again(chat, delay, reply)
        finally:
            await line.end()

    async def _post(self, line: Line, update: Json) -> Reply:
        self.posted += 1
        try:
            reply = await line.post(json.dumps(update, ensure_ascii=False).encode())
        except (OSError, EOFError) as error:
            self.last_error = f"Connection failed: {type(error).__name__}"
            return Reply(0)
        if not 200 <= reply.status < 300:
            self.last_error = f"Wrong response from the webhook: {reply.status}"
        return reply

    def _taken(self, chat: int, update: Json) -> None:
        self._world.updates.pop(update["update_id"], None)
        line = self._chats[chat]
        line.popleft()
        if line:
            self._ready.put_nowait((chat, self._backoff))
        else:
            del self._chats[chat]

    def _again(self, chat: int, delay: float, reply: Reply) -> None:
        wait = min(max(delay, reply.retry_after), MOST_DELAY)
        ready = self._ready

        def go() -> None:
            ready.put_nowait((chat, delay * 2))

        loop = asyncio.get_running_loop()
        self._timers = {timer for timer in self._timers if timer.when() > loop.time()}
        self._timers.add(loop.call_later(wait, go))


def _chat_of(update: Json) -> int:
    for part in update.values():
        if isinstance(part, dict):
            source = part.get("message") or part
            return int(source["chat"]["id"])
    return 0
