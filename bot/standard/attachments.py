"""Which files are taken, what they are, and what a browser may show of them: rules alone, no I/O (C3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.standard.policy import Files

KINDS = ("photo", "voice", "audio", "video", "document", "position")
"""What is kept; a sticker or a dice is no record of anything."""
MEGABYTE = 1024 * 1024

_LONGEST_NAME = 100
_LONGEST_SUFFIX = 12
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PLACE = re.compile(r"(-?\d{1,3}(?:\.\d{1,9})?),(-?\d{1,3}(?:\.\d{1,9})?)")
_IMAGES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is not taken: a phrase and its slots."""

    phrase: str
    slots: dict[str, str]


def suffix(name: str) -> str:
    """Return the end of a file's name with its dot, in small letters; empty where there is none."""
    stem, dot, end = name.strip().rstrip(".").rpartition(".")
    return f".{end.lower()}" if dot and stem and len(end) < _LONGEST_SUFFIX else ""


def clean_name(name: str) -> str:
    """Return a file's name without folders and signs that mislead, short enough to show, its end kept."""
    bare = _UNPRINTABLE.sub("", name.encode("utf-8", "ignore").decode()).replace("\\", "/")
    bare = bare.rsplit("/", 1)[-1].strip()
    if len(bare) <= _LONGEST_NAME:
        return bare
    end = suffix(bare)
    return bare[: _LONGEST_NAME - len(end)].rstrip() + end


def most_bytes(name: str, rules: Files, *, staff: bool) -> int:
    """Return how large a file of that name may be; staff bring in long spreadsheets."""
    sheet = staff and suffix(name) in rules.spreadsheets
    return (rules.spreadsheet_megabytes if sheet else rules.max_megabytes) * MEGABYTE


def refusal(name: str, size: int, rules: Files, *, staff: bool) -> Refusal | None:
    """Return why a file of that name and size is not taken; None where it is."""
    if suffix(name) in rules.refused:
        return Refusal("error-file-type", {})
    most = most_bytes(name, rules, staff=staff)
    if size > most:
        return Refusal("error-file-big", {"limit": str(most // MEGABYTE)})
    return None


def image_type(head: bytes) -> str:
    """Return the kind of picture that a file's first bytes are; empty for anything else."""
    for sign, mime in _IMAGES:
        if head.startswith(sign):
            return mime
    return "image/webp" if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else ""


def kind_of(head: bytes, mime: str) -> str:
    """Return what an uploaded file is: its first bytes are believed before what it calls itself."""
    if image_type(head):
        return "photo"
    if mime.startswith("audio/"):
        return "audio"
    return "video" if mime.startswith("video/") else "document"


def place(text: str) -> tuple[float, float] | None:
    """Return the latitude and longitude of a position; None for what is no place on earth."""
    found = _PLACE.fullmatch(text)
    if found is None:
        return None
    latitude, longitude = float(found[1]), float(found[2])
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
