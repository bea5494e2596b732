"""The ways by which people can be let in: personal web links, deep links, shared numbers."""

from __future__ import annotations

from collections.abc import Callable


class Entrance:
    """The ways in that this installation has, as far as they are known yet."""

    def __init__(self) -> None:
        self.web_url: Callable[[str], str] | None = None
        self.base = ""
        self.bot_name = ""
        self.contact_channels: frozenset[str] = frozenset()

    def web_link(self, user: str) -> str:
        """Return a personal web link's address."""
        if self.web_url is None:
            return ""
        url = self.web_url(user)
        return url if url.startswith("http") else f"{self.base}{url}"

    def telegram_link(self, code: str) -> str:
        """Return a Telegram deep link that carries a code."""
        return f"https://t.me/{self.bot_name}?start={code}" if self.bot_name else ""

    def shares_contact(self, channel: str) -> bool:
        """Return whether a channel lets people share their own number by a button."""
        return channel in self.contact_channels
