"""What the emulated Telegram knows: people, chats, messages, updates not yet confirmed."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Json = dict[str, Any]
TOKEN = "4200:emulated-token-of-a-bot-that-never-was"
DEFAULT_UPDATES = frozenset(
    {"message", "edited_message", "channel_post", "callback_query", "my_chat_member", "poll"}
)
_ENTITY = re.compile(r"(?<!\S)(/[A-Za-z0-9_]{1,32}(?:@\w+)?|@\w{3,32})")


class ApiError(Exception):
    """A refusal in the Bot API's own words."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class Bell:
    """Wakes everybody who waits for something to happen."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        for waiter in list(self._waiting):
            if not waiter.done():
                waiter.set_result(None)
        self._waiting.clear()

    def listen(self) -> asyncio.Future[None]:
        """Return what ends at the next ring."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(waiter)
        waiter.add_done_callback(self._waiting.discard)
        return waiter

    async def wait(self) -> None:
        await self.listen()


@dataclass(slots=True)
class Chat:
    """One conversation, as the server keeps it."""

    json: Json
    known: bool = False
    blocked: bool = False
    deactivated: bool = False
    migrated_to: int = 0
    keyboard: Json | None = None
    messages: dict[int, Json] = field(default_factory=dict)
    shown: list[tuple[str, Json]] = field(default_factory=list)
    bell: Bell = field(default_factory=Bell)

    @property
    def id(self) -> int:
        return int(self.json["id"])


@dataclass(slots=True)
class Query:
    """A press that waits for its answer."""

    chat: int
    pressed_at: float
    answered_after: float | None = None
    toast: str = ""


class World:
    """The state behind the Bot API."""

    def __init__(self, token: str = TOKEN, now: Callable[[], float] = time.time) -> None:
        self.token = token
        self.now = now
        self.me: Json = {
            "id": int(token.split(":")[0]),
            "is_bot": True,
            "first_name": "回访",
            "username": "huifang_try_bot",
        }
        self.chats: dict[int, Chat] = {}
        self.updates: dict[int, Json] = {}
        self.allowed = DEFAULT_UPDATES
        self.queries: dict[str, Query] = {}
        self.query_lifetime = 60.0
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.files: dict[str, tuple[str, Any]] = {}
        self.contents: dict[str, bytes] = {}
        # A server in local mode names places on its disk instead.
        self.folder: Path | None = None
        self.bell = Bell()
        self.on_update: Callable[[int, Json], None] = lambda _chat, _update: None
        self.on_sent: Callable[[int], None] = lambda _chat: None
        self._next_update = 9001
        self._next_message = 100
        self._next_query = 1

    def date(self) -> int:
        return int(self.now())

    def message_id(self) -> int:
        self._next_message += 1
        return self._next_message

    def emit(self, kind: str, payload: Json, chat: int) -> int:
        """Make an update, unless the bot did not ask for its kind (filtered when made)."""
        if kind not in self.allowed:
            return 0
        update_id = self._next_update
        self._next_update += 1
        update = {"update_id": update_id, kind: payload}
        self.updates[update_id] = update
        self.bell.ring()
        self.on_update(chat, update)
        return update_id

    def restart_ids(self, at: int) -> None:
        """Go on from another update id, as Telegram does after a quiet week."""
        self._next_update = at

    def query(self, chat: int) -> str:
        query_id = str(770000000000 + self._next_query)
        self._next_query += 1
        self.queries[query_id] = Query(chat, time.perf_counter())
        return query_id

    def received(self, chat: Chat, sender: Json, content: Json) -> Json:
        """Keep what a person says and return the message object."""
        message = {
            "message_id": self.message_id(),
            "from": sender,
            "chat": chat.json,
            "date": self.date(),
            **content,
        }
        chat.messages[message["message_id"]] = message
        chat.known = chat.known or chat.json["type"] == "private"
        return message

    def posted(self, chat: Chat, content: Json, markup: Json | None) -> Json:
        """Keep what the bot says, show it and return the message object."""
        message = {
            "message_id": self.message_id(),
            "from": self.me,
            "chat": chat.json,
            "date": self.date(),
            **content,
        }
        if markup and "inline_keyboard" in markup:
            message["reply_markup"] = markup
        chat.messages[message["message_id"]] = message
        chat.shown.append(("new", message))
        if markup and "keyboard" in markup:
            chat.keyboard = {**markup, "message_id": message["message_id"]}
        elif markup and markup.get("remove_keyboard"):
            chat.keyboard = None
        chat.bell.ring()
        self.on_sent(chat.id)
        return message


def entities(text: str) -> list[Json]:
    """Return the entities the server finds in a plain text; offsets count UTF-16."""
    found = []
    for match in _ENTITY.finditer(text):
        word = match.group()
        found.append(
            {
                "type": "bot_command" if word.startswith("/") else "mention",
                "offset": len(text[: match.start()].encode("utf-16-le")) // 2,
                "length": len(word),
            }
        )
    return found


def text_content(text: str) -> Json:
    """Return the part of a message object that carries a text."""
    content: Json = {"text": text}
    if marks := entities(text):
        content["entities"] = marks
    return content
