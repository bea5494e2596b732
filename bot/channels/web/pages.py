"""The page files, read once, with the app's words put in."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.standard.languages import SOURCE_TAG

_FOLDER = Path(__file__).parent / "page"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_SLOT = re.compile(r"\{\{([a-z-]+)\}\}")


class Pages:
    """Renders pages and serves what they load."""

    def __init__(
        self, words: Mapping[str, str], tongues: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        self._words = {SOURCE_TAG: words, **(tongues or {})}
        self._pages = {file.stem: file.read_text("utf-8") for file in _FOLDER.glob("*.html")}
        self._assets = {file.name: file.read_bytes() for file in _FOLDER.iterdir() if file.suffix in _TYPES}
        self._tags = {name: hashlib.sha256(body).hexdigest()[:20] for name, body in self._assets.items()}
        for page in self._pages.values():
            for key in _SLOT.findall(page):
                if key not in words and key not in ("data", "title", "text", "most"):
                    raise KeyError(key)
        for theirs in self._words.values():
            if missing := next((key for key in words if key.startswith("web-") and key not in theirs), ""):
                raise KeyError(missing)

    def page(self, name: str, tag: str = SOURCE_TAG, *, status: int = 200, **slots: str) -> web.Response:
        """Return a page in a language; `{{data}}` holds the words for its script."""
        words = self._words[tag]
        data = _json(self.script_words(tag))

        def fill(match: re.Match[str]) -> str:
            key = match[1]
            return data if key == "data" else html.escape(slots.get(key) or words[key])

        text = _SLOT.sub(fill, self._pages[name])
        return web.Response(text=text, status=status, content_type="text/html", charset="utf-8")

    def script_words(self, tag: str) -> dict[str, str]:
        """Return the words a page's script needs in a language."""
        return {key: value for key, value in self._words[tag].items() if key.startswith(("web-", "demo-"))}

    def word(self, key: str, tag: str = SOURCE_TAG) -> str:
        """Return one of the app's words in a language."""
        return self._words[tag][key]

    def notice(self, status: int, kind: str, tag: str) -> web.Response:
        """Return a page that says kindly what is the matter and what to do."""
        title, text = self.word(f"web-{kind}-title", tag), self.word(f"web-{kind}-text", tag)
        return self.page("notice", tag, status=status, title=title, text=text)

    async def asset(self, request: web.Request) -> web.Response:
        """Serve a file that pages load; browsers ask again whether it changed."""
        name = request.match_info["name"]
        if name not in self._assets:
            raise web.HTTPNotFound
        headers = {"ETag": f'"{self._tags[name]}"', "Cache-Control": "no-cache"}
        asked = request.headers.get("If-None-Match", "")
        if self._tags[name] in asked:
            return web.Response(status=304, headers=headers)
        kind = _TYPES[Path(name).suffix]
        return web.Response(body=self._assets[name], content_type=kind, charset="utf-8", headers=headers)


def _json(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
