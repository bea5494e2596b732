"""Bare aiogram: `python -m tests.bench.baselines.echo_aiogram webhook|polling PORT BASE TOKEN [FILE]`.

By webhook it answers and keeps nothing; by polling it also writes each text to FILE, to be counted.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

from tests.bench.baselines.usual import start


def main() -> None:
    """Serve until killed."""
    mode, port, base, token, *rest = sys.argv[1:]
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> None:
        if rest:
            with Path(rest[0]).open("a") as worked:
                worked.write(f"{message.text}\n")
        await message.answer(message.text or "")

    if mode == "webhook":
        start(dispatcher, int(port), base, token)
        return
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(base)))
    asyncio.run(dispatcher.start_polling(bot))


if __name__ == "__main__":
    main()
