"""Photos, voices, documents and positions that were sent: one frozen record per table row (C3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.dialog.message import File


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is safely kept; its bytes are asked for on their own."""

    id: int
    kind: str
    name: str
    mime: str
    size: int
    caption: str
    address_id: int | None
    # A platform's own handle of the same file, behind the platform's name.
    remote: str
    created_at: datetime

    def carried(self) -> File:
        """Return the file as a message carries it."""
        return File(self.kind, str(self.id), self.name, self.mime, self.size)

    def handle(self, channel: str) -> str:
        """Return a platform's own handle of the file; empty where the platform has none."""
        platform, _, handle = self.remote.partition(":")
        return handle if platform == channel else ""


@dataclass(frozen=True, slots=True)
class Place:
    """What a file is attached to: a contact or a case."""

    contact_id: int | None
    case_id: int | None


__all__ = ["KeptFile", "Place"]
