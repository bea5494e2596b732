"""Others' libraries and other processes talk to the emulator over HTTP."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from telegram import ReplyKeyboardMarkup
from telegram import Update as PtbUpdate
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes

from tests.telegram.server import TOKEN, TelegramServer


@contextlib.asynccontextmanager
async def _ptb(base: str) -> AsyncIterator[Application[Any, Any, Any, Any, Any, Any]]:
    async def start(update: PtbUpdate, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await update.message.reply_text(f"欢迎 {context.args}")
        await update.message.reply_text("键盘", reply_markup=ReplyKeyboardMarkup([["咨询"]]))

    async def pressed(update: PtbUpdate, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.callback_query is not None
        await update.callback_query.answer("好的")
        await update.callback_query.edit_message_text(f"按了 {update.callback_query.data}")

    builder = Application.builder().token(TOKEN).base_url(f"{base}/bot")
    application = builder.get_updates_read_timeout(5).build()
    application.add_handler(CommandHandler("start", start))
    application.add_handler(CallbackQueryHandler(pressed))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling(timeout=2)
        yield application
        await application.updater.stop()
        await application.stop()


async def test_python_telegram_bot_talks_to_it(server: TelegramServer) -> None:
    person = server.person("张三")
    async with server.listening() as base, _ptb(base):
        person.opens("abc")
        await person.hears("欢迎 ['abc']")
        await person.hears("键盘")
        keyboard = {"inline_keyboard": [[{"text": "好", "callback_data": "ok"}]]}
        server.world.posted(person.chat, {"text": "选"}, keyboard)
        person.presses("好")
        assert (await person.hears("按了 ok")).edited
        assert [query.toast for query in server.world.queries.values()] == ["好的"]


async def test_an_aiogram_bot_talks_to_it(server: TelegramServer) -> None:
    person = server.person("张三")
    async with server.listening() as base:
        session = AiohttpSession(api=TelegramAPIServer.from_base(base))
        async with Bot(TOKEN, session=session) as bot:
            assert (await bot.me()).username == "huifang_try_bot"
            person.sends_document()
            (update,) = await bot.get_updates(timeout=5)
            assert update.message is not None and update.message.document is not None
            await bot.send_document(person.id, update.message.document.file_id, caption="收到")
            assert (await person.hears("收到")).text == "收到"
            content = await bot.download(update.message.document)
            assert content is not None and len(content.read()) == 10


async def _control(http: aiohttp.ClientSession, url: str, **params: Any) -> Any:
    async with http.post(url, json=params) as answer:
        assert answer.status == 200, await answer.text()
        return await answer.json()


async def test_as_a_process_of_its_own() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.telegram.server",
        "--rates",
        stdout=asyncio.subprocess.PIPE,
        env=os.environ,
    )
    assert process.stdout is not None
    base = (await process.stdout.readline()).decode().strip()
    async with aiohttp.ClientSession() as http:
        control = f"{base}/control"
        await _control(http, f"{control}/say", user=7, text="你好")
        await _control(http, f"{control}/say_all", lines=[[7, "一"], [8, "二"]])
        for _ in range(2):
            await _control_bot(http, base)
        assert await _control(http, f"{control}/sent", chat=7) == {"7": ["答复"]}
        stats = await _control(http, f"{control}/stats")
        assert (stats["pending"], stats["shown"], stats["refused"]) == (3, 1, 1)
        await _control(http, f"{control}/fault", kind="html", method="getMe")
        async with http.get(f"{base}/bot{TOKEN}/getMe") as answer:
            assert answer.status == 502
        async with http.post(f"{control}/press", json={"user": 7, "what": "没有"}) as answer:
            assert answer.status == 400
    process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), 5) == 0


async def _control_bot(http: aiohttp.ClientSession, base: str) -> None:
    async with http.post(f"{base}/bot{TOKEN}/sendMessage", data={"chat_id": "7", "text": "答复"}) as answer:
        assert answer.status in (200, 429)


@pytest.mark.parametrize("rate", [0.0, 200.0])
async def test_a_load_is_measured(server: TelegramServer, rate: float) -> None:
    load = server.start_load(10, ["第 {n} 句"], 50, rate)
    offset = 0
    while not load.done:
        answer = await server.api.call(TOKEN, "getUpdates", {"offset": offset, "timeout": 1})
        assert answer.status == 200
        for update in list(server.world.updates.values()):
            offset = update["update_id"] + 1
            params = {"chat_id": update["message"]["chat"]["id"], "text": "答复"}
            await server.api.call(TOKEN, "sendMessage", params)
    report = load.report()
    assert (report["said"], report["answered"], report["done"]) == (50, 50, True)
    assert report["p50_ms"] <= report["p99_ms"] <= report["max_ms"]
