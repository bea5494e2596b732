"""The Telegram channel: long polling or webhook in, calls of the Bot API out."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMyCommands,
    DeleteWebhook,
    EditMessageText,
    GetMe,
    SetMyCommands,
    TelegramMethod,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BufferedInputFile,
    Message,
    Update,
)
from aiogram.utils.token import TokenValidationError
from aiohttp import web
from pydantic import ValidationError

from bot.background import Background
from bot.channels.telegram.calls import CALL_SECONDS, Caller
from bot.channels.telegram.carrying import CHANNEL, UPLOAD_SECONDS, Way, download, handle_of, ways
from bot.channels.telegram.outcome import failure, lost_message, not_modified
from bot.channels.telegram.polling import Poller
from bot.channels.telegram.sending import inline_keyboard, parts, split
from bot.channels.telegram.session import LeanSession
from bot.channels.telegram.updates import Me, to_incoming
from bot.channels.telegram.webhook import Webhook
from bot.clock import Clock
from bot.dialog.message import Address, Capabilities, Delivery, File, Incoming, Outgoing, Ref, Sink, Why
from bot.errors import ConfigError, StorageBusy
from bot.services.ports import Database
from bot.standard import attachments

_REMEMBERED = 1000

log = logging.getLogger(__name__)


class TelegramChannel:
    """Carries neutral messages to and from Telegram."""

    name = CHANNEL

    def __init__(
        self,
        token: str,
        clock: Clock,
        background: Background,
        *,
        api_base: str = "",
        webhook_url: str = "",
        webhook_secret: str = "",
        commands: Mapping[str, Sequence[tuple[str, str]]] = {},
        per_second: float = 29.0,
        per_chat_seconds: float = 1.02,
        session: BaseSession | None = None,
        database: Database | None = None,
        poll_seconds: int = 25,
        backoff: tuple[float, float] = (0.5, 4.0),
    ) -> None:
        self.capabilities = Capabilities(
            contact=True, per_second=per_second, per_chat_seconds=per_chat_seconds
        )
        self.last_update_at: datetime | None = None
        self.last_ok_at: datetime | None = None
        self._clock = clock
        self._background = background
        self._database = database
        self._commands = dict(commands)
        self._caller = Caller(_bot(token, api_base, session), backoff)
        self._poller = Poller(self._caller, self._take, poll_seconds)
        self._webhook = (
            Webhook(webhook_url, webhook_secret, self._caller, self._take) if webhook_url else None
        )
        self._me: Me | None = None
        self._sink: Sink | None = None
        self._begun: OrderedDict[tuple[str, str], int] = OrderedDict()
        self._menus: OrderedDict[str, tuple[tuple[str, str], ...]] = OrderedDict()

    def routes(self) -> list[web.RouteDef]:
        """Return what the web server must serve: the webhook's path, or nothing when polling."""
        return self._webhook.routes() if self._webhook else []

    async def run(self, sink: Sink) -> None:
        """Bring events to the sink until cancelled; raise ConfigError when the token is refused."""
        try:
            self._me = await self._get_me()
            await self._offer_menus()
            self._sink = sink
            if self._webhook:
                await self._webhook.run()
            else:
                await self._caller.insist(DeleteWebhook())
                await self._poller.run()
        finally:
            self._sink = None

    async def close(self) -> None:
        """Close the connections; call it once nothing more is to be sent."""
        await self._caller.bot.session.close()

    async def username(self) -> str:
        """Return the bot's name for deep links, once Telegram can be asked; nothing for a wrong token."""
        if self._me is None:
            try:
                self._me = await self._get_me()
            except ConfigError:
                return ""
        return self._me.username

    async def _offer_menus(self) -> None:
        """Show strangers what they can say, in the language of their device; "" for any other (A24)."""
        scope = BotCommandScopeAllPrivateChats()
        for tag, commands in self._commands.items():
            call = SetMyCommands(commands=_menu(commands), scope=scope, language_code=tag or None)
            await self._caller.quietly(call)

    async def set_menu(self, address: Address, commands: Sequence[tuple[str, str]]) -> None:
        """Show a person the commands of their role; a failure is only logged."""
        wanted = tuple(commands)
        if self._menus.get(address.chat) == wanted or not address.chat.lstrip("-").isdigit():
            return
        scope = BotCommandScopeChat(chat_id=int(address.chat))
        call: TelegramMethod[bool] = (
            SetMyCommands(commands=_menu(wanted), scope=scope) if wanted else DeleteMyCommands(scope=scope)
        )
        if await self._caller.quietly(call):
            self._menus[address.chat] = wanted
            _trim(self._menus)

    async def send(self, address: Address, message: Outgoing) -> Delivery:
        """Send one message, a long one in parts.

        A retry of a message with a key goes on after the parts that arrived, as long as the process lives;
        after a restart it starts from the first part.
        """
        file = message.file
        if file is None:
            return await self._send(address, message, None)
        if self._database is None or file.kind not in attachments.KINDS:
            return Delivery(False, why=Why.UNSUPPORTED, detail="kind of file")
        delivery = Delivery(False, why=Why.BAD_REQUEST, detail="the file is gone")
        async for way in ways(self._database, file):
            delivery = await self._send(address, message, way)
            if delivery.why is not Why.BAD_REQUEST:
                break
        return delivery

    async def _send(self, address: Address, message: Outgoing, way: Way | None) -> Delivery:
        try:
            calls = parts(int(address.chat), message, way)
        except ValueError as error:
            return self._failure(error)
        if message.menu:
            self._background.start(self.set_menu(address, message.menu), "telegram menu")
        begun = (address.chat, message.key)
        done = self._begun.pop(begun, 0)
        delivery = Delivery(True)
        for number, call in enumerate(calls[done:], start=done):
            delivery = await self._deliver(call, way if not number else None)
            if not delivery.ok:
                if number and message.key:
                    self._begun[begun] = number
                    _trim(self._begun)
                break
        return delivery

    async def fetch(self, file: File, most: int) -> bytes:
        """Return what is in a file that somebody sent; raise BadInput where it does not arrive."""
        return await download(self._caller, file.id, most)

    async def edit(self, address: Address, ref: Ref, message: Outgoing) -> Delivery:
        """Replace a message already sent; send it anew where it can no longer be edited."""
        if message.ask_contact or message.file or not ref.id.isdigit():
            return await self.send(address, message)
        first, *rest = split(message.text)
        try:
            call = EditMessageText(
                chat_id=int(address.chat),
                message_id=int(ref.id),
                text=first,
                reply_markup=None if rest else inline_keyboard(message.choices),
            )
            await self._caller.bot(call, request_timeout=CALL_SECONDS)
        except Exception as error:
            if lost_message(error):
                return await self.send(address, message)
            if not not_modified(error) and not (ended := self._failure(error)).ok:
                return ended
        self._alive()
        if rest:
            return await self.send(address, replace(message, text="\n".join(rest)))
        return Delivery(True, ref)

    async def _deliver(self, call: TelegramMethod[Message], way: Way | None = None) -> Delivery:
        uploads = way is not None and isinstance(way.what, BufferedInputFile)
        try:
            sent = await self._caller.bot(call, request_timeout=UPLOAD_SECONDS if uploads else CALL_SECONDS)
        except Exception as error:
            return self._failure(error)
        self._alive()
        if way is not None and uploads and (handle := handle_of(sent, way.kind)):
            await self._remember(way, handle)
        return Delivery(True, Ref(str(sent.message_id)))

    async def _remember(self, way: Way, handle: str) -> None:
        """Note Telegram's own handle, so that the file need not be carried there again."""
        assert self._database is not None  # the file came from there
        with suppress(StorageBusy):
            await self._database.turn(lambda uow: uow.files.remember(way.kept_id, f"{CHANNEL}:{handle}"))

    def _failure(self, error: Exception) -> Delivery:
        return failure(error, self._caller.bot.token)

    def _alive(self) -> None:
        self.last_ok_at = self._clock.now()

    async def _get_me(self) -> Me:
        user = await self._caller.insist(GetMe())
        self._alive()
        return Me(user.id, user.username or "")

    async def _take(self, updates: Sequence[dict[str, Any]]) -> None:
        """Bring a batch to the sink; clicks are answered meanwhile, whatever becomes of them."""
        self._alive()
        if self._sink is None or self._me is None:
            raise StorageBusy
        events = [event for raw in updates if (event := self._read(raw, self._me)) is not None]
        if updates:
            self.last_update_at = self._clock.now()
        if events:
            await self._sink(events)

    def _read(self, raw: dict[str, Any], me: Me) -> Incoming | None:
        try:
            update = Update.model_validate(raw)
            if update.callback_query is not None:
                answer = AnswerCallbackQuery(callback_query_id=update.callback_query.id)
                self._background.start(self._caller.quietly(answer, tries=2), "telegram click")
            return to_incoming(update, me, self._clock.now())
        except ValidationError:
            log.error("telegram update %s has an unknown shape and is passed over", raw.get("update_id"))
            return None


def _bot(token: str, api_base: str, session: BaseSession | None) -> Bot:
    server = TelegramAPIServer.from_base(api_base) if api_base else PRODUCTION
    try:
        return Bot(token, session=session or LeanSession(api=server))
    except TokenValidationError:
        raise ConfigError("HUIFANG_TELEGRAM_TOKEN does not look like a token of @BotFather") from None


def _menu(commands: Sequence[tuple[str, str]]) -> list[BotCommand]:
    return [BotCommand(command=name.lstrip("/"), description=words) for name, words in commands]


def _trim(kept: OrderedDict[Any, Any]) -> None:
    while len(kept) > _REMEMBERED:
        kept.popitem(last=False)
