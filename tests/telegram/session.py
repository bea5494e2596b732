"""The emulator behind aiogram's session, without a network."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType

from tests.telegram.api import BotApi
from tests.telegram.uploads import Upload


class EmulatedSession(BaseSession):
    """Hands each method to the emulator as a form would carry it, and reads the answer as aiogram does."""

    def __init__(self, api: BotApi) -> None:
        super().__init__()
        self._api = api

    async def close(self) -> None:
        """Nothing to close."""

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        files: dict[str, Any] = {}
        fields = {
            name: prepared
            for name, value in method.model_dump(warnings=False).items()
            if (prepared := self.prepare_value(value, bot=bot, files=files))
        }
        for name, file in files.items():
            content = b"".join([piece async for piece in file.read(bot)])
            fields[name] = Upload(file.filename or "", content)
        try:
            async with asyncio.timeout(timeout or self.timeout):
                answer = await self._api.call(bot.token, method.__api_method__, fields)
        except TimeoutError as error:
            raise TelegramNetworkError(method=method, message="Request timeout error") from error
        if answer.cut:
            raise TelegramNetworkError(method=method, message="ServerDisconnectedError: Server disconnected")
        response = self.check_response(bot=bot, method=method, status_code=answer.status, content=answer.body)
        return cast(TelegramType, response.result)

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        token, _, path = url.partition("/file/bot")[2].partition("/")
        answer = await self._api.download(token, path)
        if answer.content is None:
            raise OSError(f"the download ended with {answer.status}")
        for at in range(0, len(answer.content), chunk_size):
            yield answer.content[at : at + chunk_size]
