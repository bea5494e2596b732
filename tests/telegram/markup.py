"""What the Bot API accepts as a keyboard."""

from __future__ import annotations

import json
from typing import Any

from tests.telegram.world import ApiError, Chat, Json

_ACTIONS = ("url", "callback_data", "web_app", "login_url", "switch_inline_query", "copy_text", "pay")


def structure(params: Json, name: str) -> Any:
    """Return a parameter that a form carries as JSON text."""
    value = params.get(name)
    if isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError:
            raise ApiError(400, f"Bad Request: can't parse {name} JSON object") from None
    return value


def keyboard(params: Json, chat: Chat) -> Json | None:
    """Return a request's keyboard, checked."""
    markup = structure(params, "reply_markup")
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise ApiError(400, "Bad Request: object expected as reply markup")
    markup = {key: value for key, value in markup.items() if value is not None}
    if "inline_keyboard" in markup:
        rows = [[_inline(button) for button in row] for row in markup["inline_keyboard"] if row]
        _size(rows)
        return {"inline_keyboard": rows} if rows else None
    if "keyboard" in markup:
        rows = [[_key(button, chat) for button in row] for row in markup["keyboard"] if row]
        _size(rows)
        return {**markup, "keyboard": rows}
    return markup


def _size(rows: list[list[Json]]) -> None:
    # Undocumented: stricter than the real server may be, so that nobody finds out there.
    if any(len(row) > 8 for row in rows) or sum(len(row) for row in rows) > 100:
        raise ApiError(400, "Bad Request: reply markup is too long")


def _inline(given: Json) -> Json:
    button = {key: value for key, value in given.items() if value is not None}
    if not button.get("text"):
        raise ApiError(400, "Bad Request: can't parse inline keyboard button: Text must be non-empty")
    actions = [name for name in _ACTIONS if name in button]
    if len(actions) != 1:
        raise ApiError(400, "Bad Request: text buttons are unallowed in the inline keyboard")
    if actions == ["callback_data"] and not 1 <= len(str(button["callback_data"]).encode()) <= 64:
        raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
    return button


def _key(given: Any, chat: Chat) -> Json:
    button = {"text": given} if isinstance(given, str) else {k: v for k, v in given.items() if v is not None}
    if not button.get("text"):
        raise ApiError(400, "Bad Request: can't parse keyboard button: Text must be non-empty")
    if button.get("request_contact") and chat.json["type"] != "private":
        raise ApiError(400, "Bad Request: phone number can be requested in private chats only")
    return button
