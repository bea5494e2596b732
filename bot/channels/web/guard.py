"""What protects the web pages: headers, origin check, pace."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from urllib.parse import urlsplit

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_HOST = re.compile(r"[A-Za-z0-9.\-]+(:\d{1,5})?|\[[0-9A-Fa-f:]+\](:\d{1,5})?")
_MOST_KEYS = 10_000


def security_headers(host: str, *, embed: bool = False, frames: bool = False) -> dict[str, str]:
    """Return the headers every response carries."""
    # Older phones do not count ws: as 'self', so the socket's origin is named.
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    policy = [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        f"connect-src 'self'{sockets}",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'" if embed else "frame-ancestors 'none'",
    ]
    if frames:
        policy.append("frame-src 'self'")
    return {
        "Content-Security-Policy": "; ".join(policy),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(self), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Frame-Options": "SAMEORIGIN" if embed else "DENY",
        "Cache-Control": "no-store",
    }


def protected(handler: Handler, *, embed: bool = False, frames: bool = False) -> Handler:
    """Return a handler whose every answer, errors too, carries the security headers."""

    async def answer(request: web.Request) -> web.StreamResponse:
        headers = security_headers(request.host, embed=embed, frames=frames)
        try:
            response = await handler(request)
        except web.HTTPException as error:
            _complete(error.headers, headers)
            raise
        if not response.prepared:
            _complete(response.headers, headers)
        return response

    return answer


def _complete(headers: MutableMapping[str, str], wanted: Mapping[str, str]) -> None:
    for name, value in wanted.items():
        headers.setdefault(name, value)


def same_origin(request: web.Request, public_url: str = "", *, scripts: bool = False) -> bool:
    """Tell whether a request comes from our own page; `scripts` lets in callers that send no Origin."""
    origin = request.headers.get("Origin")
    if origin is None:
        return scripts
    came_from = urlsplit(origin)
    if came_from.scheme not in ("http", "https"):
        return False
    ours = urlsplit(public_url) if public_url else None
    if ours and (came_from.scheme, came_from.netloc) == (ours.scheme, ours.netloc):
        return True
    return came_from.netloc.lower() == request.host.lower()


class Pace:
    """At most `count` events in any `seconds`, for each key."""

    def __init__(self, count: int, seconds: float) -> None:
        self._count = count
        self._seconds = seconds
        self._times: dict[str, deque[float]] = {}

    def allow(self, now: float, key: str = "") -> bool:
        """Count an event; False where there were too many."""
        if len(self._times) > _MOST_KEYS:
            self._forget(now)
        times = self._times.setdefault(key, deque())
        while times and times[0] <= now - self._seconds:
            times.popleft()
        if len(times) >= self._count:
            return False
        times.append(now)
        return True

    def _forget(self, now: float) -> None:
        for key in [k for k, times in self._times.items() if not times or times[-1] <= now - self._seconds]:
            del self._times[key]
