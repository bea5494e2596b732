"""Files to and from Telegram: fetched by getFile, sent by Telegram's own handle or as bytes (C3)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import GetFile
from aiogram.types import BufferedInputFile, Message

from bot.channels.telegram.calls import CALL_SECONDS, Caller
from bot.channels.telegram.outcome import forbidden_token
from bot.dialog.message import File
from bot.errors import BadInput
from bot.services.file_records import KeptFile
from bot.services.ports import Database
from bot.standard import attachments

CHANNEL = "telegram"
UPLOAD_SECONDS = 100
SENDABLE = frozenset({"photo", "voice", "video", "audio", "document"})

_TRIES = 3
_DOWNLOAD_SECONDS = 120
_PIECE = 64 * 1024
_LARGEST_PHOTO = 10 * attachments.MEGABYTE
_PHOTOS = frozenset({"image/jpeg", "image/png", "image/webp"})
_SOUNDS = frozenset({"audio/mpeg", "audio/mp4", "audio/x-m4a"})
_PLAYED = {"photo": _PHOTOS, "audio": _SOUNDS, "voice": _SOUNDS | {"audio/ogg"}, "video": {"video/mp4"}}
_ENDS = {"photo": ".jpg", "voice": ".ogg", "audio": ".mp3", "video": ".mp4"}


@dataclass(frozen=True, slots=True)
class Way:
    """One way to send a file: as what, and its handle, bytes or place."""

    kind: str
    what: str | BufferedInputFile | tuple[float, float]
    kept_id: int


async def ways(database: Database, file: File) -> AsyncIterator[Way]:
    """Yield the ways to send a kept file, the cheapest first; none where it is gone."""
    number = int(file.id) if file.id.isascii() and file.id.isdigit() and len(file.id) < 19 else 0
    kept = await database.read(lambda uow: uow.files.get(number))
    if kept is None:
        return
    if (handle := kept.handle(CHANNEL)) and kept.kind in SENDABLE:
        yield Way(kept.kind, handle, kept.id)
    content = await database.read(lambda uow: uow.files.content(number))
    if content is None:
        return
    if kept.kind == "position":
        if (place := attachments.place(content.decode("ascii", "ignore"))) is not None:
            yield Way("position", place, kept.id)
        return
    for kind in dict.fromkeys((_shown_as(kept), "document")):
        yield Way(kind, BufferedInputFile(content, _name(kept)), kept.id)


def _shown_as(kept: KeptFile) -> str:
    """Return what Telegram can show a file as: it knows few kinds, and anything is a document."""
    too_large = kept.kind == "photo" and kept.size > _LARGEST_PHOTO
    return kept.kind if kept.mime in _PLAYED.get(kept.kind, ()) and not too_large else "document"


def _name(kept: KeptFile) -> str:
    return kept.name or f"{kept.kind}-{kept.id}{_ENDS.get(kept.kind, '')}"


def handle_of(message: Message, kind: str) -> str:
    """Return Telegram's own handle of the file it was just sent; empty where it made something else of it."""
    if kind == "photo":
        return message.photo[-1].file_id if message.photo else ""
    item = getattr(message, kind, None)
    return item.file_id if item is not None else ""


async def download(caller: Caller, file_id: str, most: int) -> bytes:
    """Return what is in a file; raise BadInput where it is too large or does not arrive after a few tries."""
    backoff = caller.backoff()
    for left in reversed(range(_TRIES)):
        try:
            async with asyncio.timeout(_DOWNLOAD_SECONDS):
                return await _download(caller, file_id, most)
        except BadInput:
            raise
        except Exception as error:
            if isinstance(error, TelegramBadRequest) and "too big" in error.message.lower():
                raise _too_large(most) from None
            if forbidden_token(error) or not left:
                break
            await backoff.wait(float(getattr(error, "retry_after", 0.0)))
    raise BadInput("error-file-lost")


async def _download(caller: Caller, file_id: str, most: int) -> bytes:
    found = await caller.bot(GetFile(file_id=file_id), request_timeout=CALL_SECONDS)
    path = found.file_path or ""
    if path.startswith("/"):
        # A server of one's own in local mode puts files on the disk both stand on.
        return await asyncio.to_thread(_from_disk, Path(path), most)
    url = caller.bot.session.api.file_url(caller.bot.token, path)
    content = bytearray()
    async for piece in caller.bot.session.stream_content(url, timeout=_DOWNLOAD_SECONDS, chunk_size=_PIECE):
        content += piece
        if len(content) > most:
            raise _too_large(most)
    return bytes(content)


def _from_disk(path: Path, most: int) -> bytes:
    if path.stat().st_size > most:
        raise _too_large(most)
    return path.read_bytes()


def _too_large(most: int) -> BadInput:
    return BadInput("error-file-big", limit=str(most // attachments.MEGABYTE))
