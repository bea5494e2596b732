"""The neutral message: what every channel brings in and carries out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol


class Kind(StrEnum):
    """What an incoming event is."""

    TEXT = "text"
    CHOICE = "choice"
    FORM = "form"
    CONTACT = "contact"
    FILE = "file"
    START = "start"
    GONE = "gone"
    BACK = "back"


class Why(StrEnum):
    """Why a delivery failed."""

    BLOCKED = "blocked"
    NOT_FOUND = "not_found"
    RATE_LIMITED = "rate_limited"
    WINDOW_CLOSED = "window_closed"
    TOO_LONG = "too_long"
    BAD_REQUEST = "bad_request"
    NETWORK = "network"
    AUTH = "auth"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Address:
    """Enough to write to a person later."""

    channel: str
    user: str
    chat: str


@dataclass(frozen=True, slots=True)
class Ref:
    """Handle of a message already sent, so that it can be edited."""

    id: str


@dataclass(frozen=True, slots=True)
class File:
    """A photo, voice, document, position or sticker: a handle, not its bytes; ours on the way out."""

    kind: str
    id: str
    name: str = ""
    mime: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Incoming:
    """One event from a person; `id` is unique within the channel."""

    id: str
    sender: Address
    kind: Kind
    text: str = ""
    choice: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    phone: str = ""
    file: File | None = None
    ref: Ref | None = None
    locale: str = ""
    name: str = ""
    at: datetime | None = None
    private: bool = True
    source: str = ""
    """Where it came from, hashed under a key; told while it is worked and kept nowhere (G3)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: an opaque id of at most 64 bytes and the words on it."""

    id: str
    label: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to a person; `key` is its idempotency key, `menu` the commands of the reader's role.

    `silent`: it makes no sound, where the platform can help it. `anew`: what was said before it is gone.
    """

    text: str
    choices: tuple[tuple[Choice, ...], ...] = ()
    file: File | None = None
    ask_contact: str = ""
    key: str = ""
    urgent: bool = False
    silent: bool = False
    anew: bool = False
    menu: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a delivery ended."""

    ok: bool
    ref: Ref | None = None
    why: Why | None = None
    retry_after: float = 0.0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a platform can carry, and how fast."""

    edit: bool = True
    contact: bool = False
    per_second: float = 0.0
    per_chat_seconds: float = 0.0
    parallel: int = 8


Sink = Callable[[Sequence[Incoming]], Awaitable[None]]
"""Takes events in; returns once they are safely kept, raises when they are not."""


class Channel(Protocol):
    """A platform adapter: acknowledges clicks itself, knows no ordering, retry or rate."""

    name: str
    capabilities: Capabilities

    async def run(self, sink: Sink) -> None:
        """Bring events to the sink until cancelled."""

    async def send(self, address: Address, message: Outgoing) -> Delivery:
        """Send one message."""

    async def edit(self, address: Address, ref: Ref, message: Outgoing) -> Delivery:
        """Replace a message already sent."""

    async def fetch(self, file: File, most: int) -> bytes:
        """Return what is in a file that came in, at most so many bytes."""


_MARKS = ("ask_contact", "key", "urgent", "silent", "anew")
_PLAIN = ("text", "choice", "phone", "locale", "name")


def incoming_to_dict(event: Incoming) -> dict[str, Any]:
    """Return a JSON-ready form of an event."""
    data: dict[str, Any] = {name: value for name in _PLAIN if (value := getattr(event, name))}
    data |= {"id": event.id, "sender": _parts(event.sender), "kind": event.kind.value}
    more: dict[str, Any] = {"values": dict(event.values), "file": event.file and _parts(event.file)}
    more |= {"ref": event.ref and event.ref.id, "at": event.at and event.at.isoformat()}
    data |= {name: value for name, value in more.items() if value}
    return data if event.private else data | {"private": False}


def incoming_from_dict(data: Mapping[str, Any]) -> Incoming:
    """Read back what `incoming_to_dict` wrote."""
    return Incoming(
        id=data["id"],
        sender=Address(*data["sender"]),
        kind=Kind(data["kind"]),
        values=data.get("values", {}),
        file=File(*data["file"]) if "file" in data else None,
        ref=Ref(data["ref"]) if "ref" in data else None,
        at=datetime.fromisoformat(data["at"]) if "at" in data else None,
        private=data.get("private", True),
        **{name: data[name] for name in _PLAIN if name in data},
    )


def outgoing_to_dict(message: Outgoing) -> dict[str, Any]:
    """Return a JSON-ready form of a message."""
    data: dict[str, Any] = {"text": message.text}
    if message.choices:
        data["choices"] = [[_parts(choice) for choice in row] for row in message.choices]
    if message.file:
        data["file"] = _parts(message.file)
    for name in (*_MARKS, "menu"):
        if value := getattr(message, name):
            data[name] = value
    return data


def outgoing_from_dict(data: Mapping[str, Any]) -> Outgoing:
    """Read back what `outgoing_to_dict` wrote."""
    return Outgoing(
        text=data["text"],
        choices=tuple(tuple(Choice(*c) for c in row) for row in data.get("choices", ())),
        file=File(*data["file"]) if "file" in data else None,
        menu=tuple((name, words) for name, words in data.get("menu", ())),
        **{name: data[name] for name in _MARKS if name in data},
    )


def _parts(value: Address | File | Choice) -> tuple[Any, ...]:
    return tuple(getattr(value, name) for name in value.__slots__)
