"""An in-process Bot API: what the Telegram channel is tried against."""
