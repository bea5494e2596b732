"""The Bot API's methods, as far as a desk needs them."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from typing import Any

from tests.telegram import uploads
from tests.telegram.markup import keyboard, structure
from tests.telegram.rates import Rates
from tests.telegram.uploads import MOST_DOWNLOAD, Upload
from tests.telegram.world import ApiError, Chat, Json, World, text_content

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SAME = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
_OLD_QUERY = "Bad Request: query is too old and response timeout expired or query ID is invalid"


class Methods:
    """Each method takes parameters as a request carries them and returns its result or raises ApiError."""

    def __init__(self, world: World, rates: Rates) -> None:
        self.world = world
        self.rates = rates
        self.table: dict[str, Callable[[Json], Any]] = {
            "getme": self.get_me,
            "sendmessage": self.send_message,
            "editmessagetext": self.edit_text,
            "editmessagereplymarkup": self.edit_markup,
            "deletemessage": self.delete_message,
            "answercallbackquery": self.answer_query,
            "setmycommands": self.set_commands,
            "getmycommands": self.get_commands,
            "deletemycommands": self.delete_commands,
            "setchatmenubutton": lambda _params: True,
            "sendchataction": self.chat_action,
            "getfile": self.get_file,
        }
        for kind in ("photo", "voice", "video", "audio", "document", "sticker"):
            self.table[f"send{kind}"] = self._sender(kind)
        self.table["sendlocation"] = self.send_location

    def get_me(self, _params: Json) -> Json:
        """Return the bot, with what only getMe tells."""
        return {
            **self.world.me,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def chat(self, params: Json) -> Chat:
        """Return the chat a request is for, if the bot may act in it."""
        try:
            chat = self.world.chats.get(int(params["chat_id"]))
        except KeyError:
            raise ApiError(400, "Bad Request: chat_id is empty") from None
        except ValueError:
            chat = None
        if chat is None or not chat.known:
            raise ApiError(400, "Bad Request: chat not found")
        if chat.migrated_to:
            raise ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.migrated_to,
            )
        if chat.deactivated:
            raise ApiError(403, "Forbidden: user is deactivated")
        if chat.blocked:
            private = chat.json["type"] == "private"
            reason = "bot was blocked by the user" if private else "bot was kicked from the group chat"
            raise ApiError(403, f"Forbidden: {reason}")
        return chat

    def send_message(self, params: Json) -> Json:
        """Show a text to a person."""
        text = _text(params)
        chat = self.chat(params)
        markup = keyboard(params, chat)
        if len(text) > 4096:
            raise ApiError(400, "Bad Request: message is too long")
        self.rates.check(chat.id)
        return self.world.posted(chat, text_content(text), markup)

    def _sender(self, kind: str) -> Callable[[Json], Json]:
        def send(params: Json) -> Json:
            chat = self.chat(params)
            markup = keyboard(params, chat)
            item = self._item(kind, params)
            caption = str(params.get("caption") or "").strip()
            if len(caption) > 1024:
                raise ApiError(400, "Bad Request: message caption is too long")
            self.rates.check(chat.id)
            content = {kind: item, **({"caption": caption} if caption else {})}
            return self.world.posted(chat, content, markup)

        return send

    def _item(self, kind: str, params: Json) -> Any:
        """Return the file a request names by its handle, or the one it brings."""
        given = params.get(kind)
        if isinstance(given, str) and given.startswith("attach://"):
            given = params.get(given.removeprefix("attach://"))
        if isinstance(given, Upload):
            return uploads.take(self.world, kind, given)
        known = self.world.files.get(str(given))
        if known is None or known[0] != kind:
            raise ApiError(400, "Bad Request: wrong file identifier/HTTP URL specified")
        return known[1]

    def send_location(self, params: Json) -> Json:
        """Show a place to a person."""
        chat = self.chat(params)
        markup = keyboard(params, chat)
        try:
            place = {name: float(params[name]) for name in ("latitude", "longitude")}
        except (KeyError, ValueError):
            raise ApiError(400, "Bad Request: there is no location in the request") from None
        if abs(place["latitude"]) > 90 or abs(place["longitude"]) > 180:
            raise ApiError(400, "Bad Request: wrong location coordinates specified")
        self.rates.check(chat.id)
        return self.world.posted(chat, {"location": place}, markup)

    def _own_message(self, params: Json) -> tuple[Chat, Json]:
        chat = self.chat(params)
        message = chat.messages.get(int(params.get("message_id") or 0))
        if message is None:
            raise ApiError(400, "Bad Request: message to edit not found")
        keys = chat.keyboard is not None and chat.keyboard["message_id"] == message["message_id"]
        if message["from"]["id"] != self.world.me["id"] or keys:
            raise ApiError(400, "Bad Request: message can't be edited")
        return chat, message

    def edit_text(self, params: Json) -> Json:
        """Change a message's text, and drop its buttons unless given anew."""
        text = _text(params)
        chat, message = self._own_message(params)
        if len(text) > 4096:
            raise ApiError(400, "Bad Request: MESSAGE_TOO_LONG")
        return self._changed(chat, message, text_content(text), keyboard(params, chat))

    def edit_markup(self, params: Json) -> Json:
        """Change a message's buttons."""
        chat, message = self._own_message(params)
        return self._changed(chat, message, {"text": message.get("text")}, keyboard(params, chat))

    def _changed(self, chat: Chat, message: Json, content: Json, markup: Json | None) -> Json:
        if message.get("text") == content["text"] and message.get("reply_markup") == markup:
            raise ApiError(400, _SAME)
        self.rates.check(chat.id)
        kept = {k: v for k, v in message.items() if k not in ("reply_markup", "entities")}
        edited = {**kept, **content, "edit_date": self.world.date()}
        if markup:
            edited["reply_markup"] = markup
        chat.messages[message["message_id"]] = edited
        chat.shown.append(("edit", edited))
        chat.bell.ring()
        self.world.on_sent(chat.id)
        return edited

    def delete_message(self, params: Json) -> bool:
        """Take a message away."""
        chat = self.chat(params)
        if chat.messages.pop(int(params.get("message_id") or 0), None) is None:
            raise ApiError(400, "Bad Request: message to delete not found")
        return True

    def answer_query(self, params: Json) -> bool:
        """Stop the progress bar on a button; once, and in time."""
        query = self.world.queries.get(str(params.get("callback_query_id")))
        if len(str(params.get("text") or "")) > 200:
            raise ApiError(400, "Bad Request: MESSAGE_TOO_LONG")
        if query is None or query.answered_after is not None:
            raise ApiError(400, _OLD_QUERY)
        waited = time.perf_counter() - query.pressed_at
        if waited > self.world.query_lifetime:
            raise ApiError(400, _OLD_QUERY)
        query.answered_after = waited
        query.toast = str(params.get("text") or "")
        self.world.chats[query.chat].bell.ring()
        return True

    def _scope(self, params: Json) -> tuple[str, str]:
        scope = structure(params, "scope") or {"type": "default"}
        if "chat_id" in scope:
            scope = {**scope, "chat_id": self.chat(scope).id}
        return json.dumps(scope, sort_keys=True), str(params.get("language_code") or "")

    def set_commands(self, params: Json) -> bool:
        """Set the commands a client shows."""
        commands = structure(params, "commands")
        if not isinstance(commands, list) or len(commands) > 100:
            raise ApiError(400, "Bad Request: can't parse commands")
        for item in commands:
            if not _COMMAND.fullmatch(str(item.get("command", ""))):
                raise ApiError(400, "Bad Request: BOT_COMMAND_INVALID")
            if not 1 <= len(str(item.get("description", ""))) <= 256:
                raise ApiError(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        kept = [{"command": item["command"], "description": item["description"]} for item in commands]
        self.world.commands[self._scope(params)] = kept
        return True

    def get_commands(self, params: Json) -> list[Json]:
        """Return the commands of one scope."""
        return self.world.commands.get(self._scope(params), [])

    def delete_commands(self, params: Json) -> bool:
        """Take the commands of one scope away."""
        self.world.commands.pop(self._scope(params), None)
        return True

    def chat_action(self, params: Json) -> bool:
        """Show that the bot is typing."""
        self.chat(params)
        return True

    def get_file(self, params: Json) -> Json:
        """Return where a file can be fetched."""
        file_id = str(params.get("file_id"))
        if file_id not in self.world.files:
            raise ApiError(400, "Bad Request: invalid file_id")
        content = self.world.contents.get(file_id, b"")
        folder, path = self.world.folder, f"files/{file_id}"
        if folder is not None:
            path = str(folder / file_id)
            (folder / file_id).write_bytes(content)
        elif len(content) > MOST_DOWNLOAD:
            raise ApiError(400, "Bad Request: file is too big")
        return {
            "file_id": file_id,
            "file_unique_id": f"u{file_id}",
            "file_size": len(content),
            "file_path": path,
        }


def _text(params: Json) -> str:
    raw = str(params.get("text") or "")
    if len(raw.encode()) > 32 * 1024:
        raise ApiError(400, "Bad Request: message is too long")
    if params.get("parse_mode"):
        raise ApiError(400, "Bad Request: unsupported parse_mode")
    text = raw.strip()
    if not text:
        raise ApiError(400, "Bad Request: message text is empty")
    return text
