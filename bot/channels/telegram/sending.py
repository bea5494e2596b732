"""From neutral messages to Telegram's: texts cut to size, keyboards, files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiogram.methods import (
    SendAudio,
    SendDocument,
    SendLocation,
    SendMessage,
    SendPhoto,
    SendVideo,
    SendVoice,
    TelegramMethod,
)
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
)

from bot.channels.telegram.carrying import Way
from bot.dialog.message import Choice, Outgoing

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_DATA = 64
_ROW = 8
_CUTS = ("。！？!?\n", "，；,; ")

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup
_FILES: dict[str, Callable[..., TelegramMethod[Message]]] = {
    "photo": SendPhoto,
    "voice": SendVoice,
    "video": SendVideo,
    "audio": SendAudio,
    "document": SendDocument,
}


def split(text: str, limit: int = MAX_TEXT) -> list[str]:
    """Cut a text into parts of at most `limit` code points, at sentence ends where there are any."""
    parts: list[str] = []
    rest = text
    while len(rest) > limit:
        at = _cut(rest, limit)
        parts.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    parts.append(rest)
    return [part for part in parts if part] or [text]


def _cut(text: str, limit: int) -> int:
    for marks in _CUTS:
        at = max(text.rfind(mark, 0, limit) for mark in marks) + 1
        # A cut in the first half would turn one long line into many crumbs.
        if at > limit // 2:
            return at
    return limit


def inline_keyboard(choices: tuple[tuple[Choice, ...], ...]) -> InlineKeyboardMarkup | None:
    """Return buttons under a message; raise ValueError for an id Telegram would refuse."""
    rows: list[list[InlineKeyboardButton]] = []
    for row in choices:
        buttons = [_button(choice) for choice in row]
        rows.extend(buttons[at : at + _ROW] for at in range(0, len(buttons), _ROW))
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def _button(choice: Choice) -> InlineKeyboardButton:
    if not 1 <= len(choice.id.encode()) <= MAX_DATA:
        raise ValueError("button id is empty or over 64 bytes")
    return InlineKeyboardButton(text=choice.label, callback_data=choice.id)


def markup(message: Outgoing) -> Markup | None:
    """Return the keyboard of a message.

    Telegram has one keyboard a message: beside a request for the contact, choices become keys that type
    their label, which the dialogue takes as well as a click.
    """
    if not message.ask_contact:
        return inline_keyboard(message.choices)
    rows = [[KeyboardButton(text=message.ask_contact, request_contact=True)]]
    rows.extend([KeyboardButton(text=choice.label) for choice in row] for row in message.choices)
    return ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True, one_time_keyboard=True)


def parts(chat: int, message: Outgoing, way: Way | None = None) -> list[TelegramMethod[Message]]:
    """Return the calls that carry a message, the file by its way first, buttons on the last."""
    keyboard = markup(message)
    calls: list[TelegramMethod[Message]] = []
    text = message.text
    if way is not None:
        with_caption = way.kind != "position" and len(text) <= MAX_CAPTION
        calls.append(_file_call(chat, way, text if with_caption else "", keyboard if with_caption else None))
        if with_caption:
            return calls
    texts = split(text)
    silent = message.silent or None
    for number, part in enumerate(texts, start=1):
        last = keyboard if number == len(texts) else None
        calls.append(SendMessage(chat_id=chat, text=part, reply_markup=last, disable_notification=silent))
    return calls


def _file_call(chat: int, way: Way, caption: str, keyboard: Markup | None) -> TelegramMethod[Message]:
    if isinstance(way.what, tuple):
        return SendLocation(chat_id=chat, latitude=way.what[0], longitude=way.what[1])
    fields: dict[str, Any] = {"chat_id": chat, way.kind: way.what, "reply_markup": keyboard}
    return _FILES[way.kind](**fields, caption=caption or None)
