"""What a bot brings along in a form, and what the server makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.telegram.world import ApiError, Json, World

MOST_DOWNLOAD = 20 * 1024 * 1024
_MOST_UPLOAD, _MOST_PHOTO = 50 * 1024 * 1024, 10 * 1024 * 1024
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF")
_MIMES = {"voice": "audio/ogg", "audio": "audio/mpeg", "video": "video/mp4"}
_FIELDS: dict[str, Json] = {
    "voice": {"duration": 3},
    "audio": {"duration": 3},
    "video": {"duration": 3, "width": 640, "height": 480},
    "document": {},
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a form."""

    name: str
    content: bytes


def take(world: World, kind: str, upload: Upload) -> Any:
    """Keep an uploaded file and return its object; refuse it as the real server would."""
    size = len(upload.content)
    if not size:
        raise ApiError(400, "Bad Request: file must be non-empty")
    if size > _MOST_UPLOAD:
        raise ApiError(413, "Request Entity Too Large")
    if kind == "photo" and size > _MOST_PHOTO:
        raise ApiError(400, f"Bad Request: file of size {size} bytes is too big for a photo")
    if kind == "photo" and not upload.content.startswith(_PICTURES):
        raise ApiError(400, "Bad Request: IMAGE_PROCESS_FAILED")
    if kind not in (*_FIELDS, "photo"):
        raise ApiError(400, "Bad Request: wrong type of the file")
    return keep(world, kind, upload.content, upload.name)


def keep(world: World, kind: str, content: bytes, name: str = "", mime: str = "", **fields: Any) -> Any:
    """Give a file its handle and return its object: sizes where it is a picture."""
    file_id = f"{kind}-{world.message_id()}"
    if kind == "photo":
        # The small copy is no picture anybody wants; whoever takes it is found out.
        small, large = _entry(f"{file_id}s", 5), _entry(file_id, len(content))
        sizes = [{**small, "width": 90, "height": 60}, {**large, "width": 1280, "height": 853}]
        world.contents[f"{file_id}s"] = b"small"
        for size in sizes:
            world.files[size["file_id"]] = ("photo", sizes)
        world.contents[file_id] = content
        return sizes
    item = {**_entry(file_id, len(content)), **_FIELDS.get(kind, {}), **fields}
    if kind != "sticker":
        item["mime_type"] = mime or _MIMES.get(kind, "application/octet-stream")
    if name and kind != "voice":
        item["file_name"] = name
    world.files[file_id] = (kind, item)
    world.contents[file_id] = content
    return item


def _entry(file_id: str, size: int) -> Json:
    return {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": size}
