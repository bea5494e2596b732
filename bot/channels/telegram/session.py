"""aiogram's session with a shorter way from a call to its form."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import BufferedInputFile
from aiohttp import FormData
from pydantic import BaseModel

# pydantic keeps a class like Response[Message] only while somebody else does, and makes it anew otherwise.
_ANSWERS: dict[object, object] = {}


class LeanSession(AiohttpSession):
    """Sends only the fields a call was given: the general way dumps every field there is."""

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """Read an answer by a class made once."""
        kind = method.__returning__
        if kind not in _ANSWERS:
            _ANSWERS[kind] = Response[kind]  # type: ignore[valid-type]
        return super().check_response(bot, method, status_code, content)

    def build_form_data(self, bot: Bot, method: TelegramMethod[Any]) -> FormData:
        """Return a call's fields; none of ours leans on the bot's defaults."""
        form = FormData(quote_fields=False)
        for name in method.model_fields_set:
            value = getattr(method, name)
            if isinstance(value, BufferedInputFile):
                form.add_field(name, BytesIO(value.data), filename=_header_name(value.filename))
            elif value is not None:
                form.add_field(name, field(value))
        return form


def _header_name(name: str | None) -> str:
    """Return a file's name fit for a header that is not quoted."""
    return (name or "file").replace("\\", "_").replace('"', "_").replace("\r", "_").replace("\n", "_")


def field(value: Any) -> str:
    """Return a value as a form carries it."""
    if isinstance(value, str):
        return value
    if isinstance(value, BaseModel):
        return value.model_dump_json(exclude_none=True)
    if isinstance(value, list):
        value = [
            item.model_dump(exclude_none=True) if isinstance(item, BaseModel) else item for item in value
        ]
    return json.dumps(value, ensure_ascii=False)
