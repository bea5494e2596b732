"""The web channel: a personal signed link opens the chat page on any phone."""

from bot.channels.web.channel import WebChannel
from bot.channels.web.limits import WebLimits

__all__ = ["WebChannel", "WebLimits"]
