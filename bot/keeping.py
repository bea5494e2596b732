"""What of an event is kept: nothing that no database takes, nothing that none of ours shall have (G7)."""

from __future__ import annotations

from dataclasses import replace

from bot.dialog.message import Incoming
from bot.standard import masking


def storable(event: Incoming) -> Incoming:
    """Drop what no database takes, and what none of ours shall keep: ID and card numbers, passwords (G7)."""
    text, name, file = _kept(event.text), _kept(event.name), event.file
    values = {field: _kept(value) for field, value in event.values.items()}
    if file is not None and file.kind != "position":
        file = replace(file, name=_kept(file.name))
    if (text, name, file, values) == (event.text, event.name, event.file, event.values):
        return event
    return replace(event, text=text, name=name, file=file, values=values)


def _kept(text: str) -> str:
    return masking.redact(_clean(text))[0] if text else text


def _clean(text: str) -> str:
    if "\0" not in text and text.isascii():
        return text
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")
