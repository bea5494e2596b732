"""The frames on the socket: what a page may say, and how a line is written."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from bot.dialog.message import Outgoing
from bot.services.records import Line

_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_CHOICE_CHARS = 64
_LARGEST = 2**63 - 1


class BadFrame(Exception):
    """A frame that is no JSON, of no known type or with wrong fields."""


@dataclass(frozen=True, slots=True)
class Hello:
    """The page tells which lines it has."""

    out: int
    in_: int


@dataclass(frozen=True, slots=True)
class Ping:
    """The page asks whether the connection lives; a browser does not show it the socket's own pings."""


@dataclass(frozen=True, slots=True)
class Said:
    """The page brings something the person did."""

    what: str
    id: str
    text: str = ""
    choice: str = ""
    message: str = ""


def parse(raw: str) -> Hello | Ping | Said:
    """Read a frame; raise BadFrame."""
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        raise BadFrame from None
    if not isinstance(data, dict):
        raise BadFrame
    what = data.get("t")
    if what == "hello":
        return Hello(_number(data, "out"), _number(data, "in"))
    if what == "ping":
        return Ping()
    if what in ("start", "say"):
        return Said(what, _id(data), text=_text(data, "text"))
    if what == "press":
        return Said(
            what,
            _id(data),
            text=_text(data, "label")[:_CHOICE_CHARS],
            choice=_choice(data),
            message=str(_number(data, "message")),
        )
    raise BadFrame


def _id(data: dict[str, Any]) -> str:
    value = data.get("id")
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise BadFrame
    return value


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name, "")
    if not isinstance(value, str):
        raise BadFrame
    # A NUL or half a surrogate pair is JSON, but no database text.
    return value.replace("\0", "").encode("utf-8", "replace").decode()


def _choice(data: dict[str, Any]) -> str:
    value = _text(data, "choice")
    if not value or len(value) > _CHOICE_CHARS:
        raise BadFrame
    return value


def _number(data: dict[str, Any], name: str) -> int:
    value = data.get(name, 0)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LARGEST:
        raise BadFrame
    return value


def line(number: int, at: datetime, message: Outgoing, edits: str = "") -> dict[str, Any]:
    """Write a line of ours."""
    choices = [[{"id": c.id, "label": c.label, "style": c.style} for c in row] for row in message.choices]
    return {
        "id": number,
        "mine": False,
        "at": at.isoformat(timespec="seconds"),
        "text": message.text,
        "choices": choices,
        "edits": edits,
    }


def own_line(number: int, event: str, at: datetime, text: str) -> dict[str, Any]:
    """Write a line of the person's; `event` is the id the page gave it."""
    return {
        "id": number,
        "mine": True,
        "event": event,
        "at": at.isoformat(timespec="seconds"),
        "text": text,
        "choices": [],
        "edits": "",
    }


def kept_line(kept: Line, zone: tzinfo) -> dict[str, Any]:
    """Write a line of the history."""
    at = kept.at.astimezone(zone)
    if kept.mine:
        return own_line(kept.id, kept.event_id.rpartition(":")[2], at, kept.message.text)
    return line(kept.id, at, kept.message, kept.edits)


def lines(some: Sequence[dict[str, Any]], *, more: bool, cut: bool) -> dict[str, Any]:
    """Write a piece of the history: `more` pieces follow; older lines were `cut` off."""
    return {"t": "lines", "lines": list(some), "more": more, "cut": cut}


def dump(frame: dict[str, Any]) -> str:
    """Write a frame."""
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))
