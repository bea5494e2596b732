"""Where a page's visitor comes from: told apart by a keyed hash, never kept as an address (G3, G7)."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from aiohttp import web

from bot.settings import Network

_FORWARDED = "X-Forwarded-For"
_HOUSEHOLD = 64
"""Bits of an IPv6 address that one visitor shares with nobody: the rest they choose themselves."""


class Sources:
    """Tells visitors' sources apart, behind proxies that are trusted to name them too."""

    def __init__(self, secret: str, proxies: Sequence[Network] = ()) -> None:
        self._key = f"source {secret}".encode()
        self._proxies = proxies

    def of(self, request: web.Request) -> str:
        """Return what is remembered of where a request comes from; empty where nobody can tell."""
        address = self.address(request)
        return hmac.new(self._key, address.encode(), sha256).hexdigest()[:32] if address else ""

    def address(self, request: web.Request) -> str:
        """Return the address of the visitor: the last one that is not a trusted proxy's."""
        found = _read(request.remote or "")
        named = ",".join(request.headers.getall(_FORWARDED, [])).split(",")
        while found is not None and named and any(found in proxy for proxy in self._proxies):
            further = _read(named.pop())
            if further is None:
                break
            found = further
        if isinstance(found, IPv6Address):
            return str(IPv6Network((found, _HOUSEHOLD), strict=False))
        return "" if found is None else str(found)


def _read(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text.strip())
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
