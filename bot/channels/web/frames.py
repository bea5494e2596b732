"""The frames on the socket: what a page may say, and how a line is written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from bot.dialog.message import File, Outgoing
from bot.services.records import Line
from bot.standard import attachments

_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_CHOICE_CHARS = 64
_LOCALE_CHARS = 16
_LARGEST = 2**63 - 1
IMAGES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
"""Pictures a page shows; everything else is only ever downloaded."""


class BadFrame(Exception):
    """A frame that is no JSON, of no known type or with wrong fields."""


@dataclass(frozen=True, slots=True)
class Hello:
    """The page tells which lines it has."""

    out: int
    in_: int
    lang: str = ""
    """The language the page shows itself in; empty from what is no page."""
    locale: str = ""
    """The language of the browser."""


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
        told = (_text(data, name)[:_LOCALE_CHARS] for name in ("lang", "locale"))
        return Hello(_number(data, "out"), _number(data, "in"), *told)
    if what == "ping":
        return Ping()
    if what in ("start", "say"):
        return Said(what, _id(data), text=_text(data, "text"))
    if what == "place":
        return Said(what, _id(data), text=_place(data))
    if what == "press":
        return Said(
            what,
            _id(data),
            text=_text(data, "label")[:_CHOICE_CHARS],
            choice=_choice(data),
            message=str(_number(data, "message")),
        )
    raise BadFrame


def is_id(value: object) -> bool:
    """Tell whether something is an id as pages make them."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _id(data: dict[str, Any]) -> str:
    value = data.get("id")
    if not is_id(value):
        raise BadFrame
    return str(value)


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


def _place(data: dict[str, Any]) -> str:
    """Return a position as it is kept; raise BadFrame for what is no place on earth."""
    found = [data.get(name) for name in ("lat", "lon")]
    if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in found):
        raise BadFrame
    try:
        text = ",".join(f"{one:.6f}" for one in found)
    except OverflowError:
        raise BadFrame from None
    if attachments.place(text) is None:
        raise BadFrame
    return text


def _number(data: dict[str, Any], name: str) -> int:
    value = data.get(name, 0)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LARGEST:
        raise BadFrame
    return value


def file_part(file: File, url: str) -> dict[str, Any]:
    """Write what a bubble shows of a file, and where its bytes are; a position is its own words."""
    place = file.id if file.kind == "position" and not file.id.isdigit() else ""
    image = file.mime in IMAGES
    return {
        "kind": file.kind,
        "name": place or file.name,
        "size": file.size,
        "image": image,
        "url": "" if file.kind == "position" else url,
    }


def line(number: int, at: datetime, message: Outgoing, edits: str = "") -> dict[str, Any]:
    """Write a line of ours."""
    choices = [[{"id": c.id, "label": c.label, "style": c.style} for c in row] for row in message.choices]
    written = {
        "id": number,
        "mine": False,
        "at": at.isoformat(timespec="seconds"),
        "text": message.text,
        "choices": choices,
        "edits": edits,
    }
    if message.anew:
        written["anew"] = True
    if message.file is not None:
        written["file"] = file_part(message.file, f"files/out/{number}")
    return written


def own_line(number: int, event: str, at: datetime, text: str, file: File | None = None) -> dict[str, Any]:
    """Write a line of the person's; `event` is the id the page gave it."""
    written = {
        "id": number,
        "mine": True,
        "event": event,
        "at": at.isoformat(timespec="seconds"),
        "text": text,
        "choices": [],
        "edits": "",
    }
    if file is not None:
        written["file"] = file_part(file, f"files/own/{file.id}")
    return written


def kept_line(kept: Line, zone: tzinfo) -> dict[str, Any]:
    """Write a line of the history."""
    at, said = kept.at.astimezone(zone), kept.message
    if kept.mine:
        return own_line(kept.id, kept.event_id.rpartition(":")[2], at, said.text, said.file)
    return line(kept.id, at, said, kept.edits)


def lines(some: Sequence[dict[str, Any]], *, more: bool, cut: bool) -> dict[str, Any]:
    """Write a piece of the history: `more` pieces follow; older lines were `cut` off."""
    return {"t": "lines", "lines": list(some), "more": more, "cut": cut}


def words(tag: str, some: Mapping[str, str]) -> dict[str, Any]:
    """Write the words a page is to show itself in from now on."""
    return {"t": "words", "lang": tag, "words": dict(some)}


def dump(frame: dict[str, Any]) -> str:
    """Write a frame."""
    # Half a surrogate pair in one line must not mute the whole chat.
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode()
