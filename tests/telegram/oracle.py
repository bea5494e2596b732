"""Two independent readers of what the emulator emits: a field that either does not know is an error."""

from __future__ import annotations

import json
import warnings
from typing import Any

import telegram
from aiogram.methods import Response
from aiogram.types import TelegramObject, Update
from telegram.warnings import PTBDeprecationWarning

from tests.telegram.world import Json


def read_update(update: Json) -> None:
    """Read an update with both libraries and let neither find anything it does not know."""
    fresh = json.loads(json.dumps(update))
    known_to_aiogram(Update.model_validate(fresh))
    read = telegram.Update.de_json(fresh, None)
    known_to_ptb(read)
    kind = next(name for name in update if name != "update_id")
    assert getattr(read, kind) is not None, f"{kind} was not understood"


def read_result(body: str, returning: Any, ptb: type[telegram.TelegramObject] | None) -> Any:
    """Read a method's answer with both libraries; return what python-telegram-bot made of it."""
    response = Response[returning].model_validate_json(body)
    assert response.ok, body
    for item in response.result if isinstance(response.result, list) else [response.result]:
        known_to_aiogram(item)
    result = json.loads(body)["result"]
    if ptb is None:
        return result
    if isinstance(result, list):
        made: Any = ptb.de_list(result, None)
    else:
        made = ptb.de_json(result, None)
    known_to_ptb(made)
    return made


def known_to_aiogram(item: Any, path: str = "") -> None:
    """Raise AssertionError for a field that aiogram's types do not have."""
    if isinstance(item, list | tuple):
        for number, part in enumerate(item):
            known_to_aiogram(part, f"{path}[{number}]")
    if isinstance(item, TelegramObject):
        assert not item.model_extra, f"aiogram does not know {path}: {item.model_extra}"
        for name in item.model_fields_set:
            known_to_aiogram(getattr(item, name), f"{path}.{name}")


def known_to_ptb(item: Any, path: str = "") -> None:
    """Raise AssertionError for a field that python-telegram-bot's types do not have."""
    if isinstance(item, list | tuple):
        for number, part in enumerate(item):
            known_to_ptb(part, f"{path}[{number}]")
    if isinstance(item, telegram.TelegramObject):
        assert not item.api_kwargs, f"python-telegram-bot does not know {path}: {dict(item.api_kwargs)}"
        for name in item.to_dict():
            with warnings.catch_warnings():
                # Merely reading a duration warns of a change to come.
                warnings.simplefilter("ignore", PTBDeprecationWarning)
                part = getattr(item, "from_user" if name == "from" else name, None)
            known_to_ptb(part, f"{path}.{name}")
