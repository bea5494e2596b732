"""Telegram, carried by aiogram; importing this package costs seconds, so only the wiring does, and late."""

import gc

# aiogram leaves 200,000 objects that live as long as the process: going over them again and again costs its
# import a seventh of its time, and every full collection later on a pause of a fifth of a second.
_collecting = gc.isenabled()
gc.disable()
try:
    from bot.channels.telegram.channel import TelegramChannel
finally:
    if _collecting:
        gc.enable()
gc.collect()
gc.freeze()

__all__ = ["TelegramChannel"]
