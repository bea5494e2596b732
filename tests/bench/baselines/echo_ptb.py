"""Bare python-telegram-bot by webhook: `python -m tests.bench.baselines.echo_ptb PORT BASE TOKEN`.

Its own webhook server is not installed here (it wants tornado), so aiohttp hands updates to its queue.
"""

from __future__ import annotations

import asyncio
import sys

from aiohttp import web
from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say the same."""
    await update.message.reply_text(update.message.text)


async def serve(port: int, base: str, token: str) -> None:
    """Serve until killed."""
    bot = (
        Application.builder()
        .token(token)
        .base_url(f"{base}/bot")
        .updater(None)
        .concurrent_updates(True)
        .connection_pool_size(40)
        .build()
    )
    bot.add_handler(MessageHandler(filters.TEXT, echo))

    async def take(request: web.Request) -> web.Response:
        await bot.update_queue.put(Update.de_json(await request.json(), bot.bot))
        return web.Response()

    server = web.Application()
    server.add_routes([web.post("/hook", take)])
    async with bot:
        await bot.start()
        runner = web.AppRunner(server, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        await bot.bot.set_webhook(f"http://127.0.0.1:{port}/hook", max_connections=40)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2], sys.argv[3]))
