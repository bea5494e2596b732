"""A file that was sent is fetched and kept before its turn: no transaction waits for a network (C3)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import TypeVar

from bot.clock import Clock
from bot.dialog.message import Channel, File, Incoming
from bot.errors import BadInput, StorageBusy
from bot.services.file_records import KeptFile
from bot.services.ports import Database, UnitOfWork
from bot.standard import attachments
from bot.standard.policy import Files

T = TypeVar("T")

_TOGETHER = 3  # files in memory at once
_FIRST_WAIT, _LONGEST_WAIT = 0.1, 2.0
_HEAD = 32
_DAY = timedelta(days=1)


class Fetcher:
    """Brings in what events only name; what was brought before a crash is found again."""

    def __init__(
        self, database: Database, clock: Clock, channels: Mapping[str, Channel], rules: Files
    ) -> None:
        self._database = database
        self._clock = clock
        self._channels = channels
        self._rules = rules
        self._together = asyncio.Semaphore(_TOGETHER)

    async def __call__(self, event: Incoming) -> KeptFile | None:
        """Return an event's file, kept; None where it brings none. Raise BadInput for a refused one."""
        file = event.file
        if file is None or file.kind not in attachments.KINDS:
            return None
        known = await self._patiently(lambda: self._database.read(lambda uow: self._known(uow, event)))
        brought, staff, sent = known
        if brought is not None:
            return brought
        if sent >= self._rules.per_day:
            raise BadInput("error-file-often", limit=str(self._rules.per_day))
        most = attachments.most_bytes(file.name, self._rules, staff=staff)
        refused = attachments.refusal(file.name, file.size, self._rules, staff=staff)
        if refused is not None:
            raise BadInput(refused.phrase, **refused.slots)
        async with self._together:
            content = await self._content(event, file, most)
            if not content:
                raise BadInput("error-file-empty")
            if len(content) > most:
                raise BadInput("error-file-big", limit=str(most // attachments.MEGABYTE))
            return await self._patiently(
                lambda: self._database.turn(lambda uow: self._keep(uow, event, file, content))
            )

    def _known(self, uow: UnitOfWork, event: Incoming) -> tuple[KeptFile | None, bool, int]:
        """Return what the event brought before, whether staff sent it, and how many came within a day."""
        who = uow.addresses.at(event.sender)
        brought = uow.files.brought(source(event))
        if who is None:
            return brought, False, 0
        sent = uow.files.count_since(who.id, self._clock.now() - _DAY)
        return brought, who.staff_id is not None, sent

    async def _content(self, event: Incoming, file: File, most: int) -> bytes:
        if file.kind == "position":
            if attachments.place(file.id) is None:
                raise BadInput("error-file-lost")
            return file.id.encode()
        return await self._channels[event.sender.channel].fetch(file, most)

    def _keep(self, uow: UnitOfWork, event: Incoming, file: File, content: bytes) -> KeptFile:
        now, channel = self._clock.now(), event.sender.channel
        who = uow.addresses.at(event.sender) or uow.addresses.add(event.sender, now)
        return uow.files.add(
            file.kind,
            attachments.clean_name(file.name),
            attachments.image_type(content[:_HEAD]) or file.mime,
            content,
            who.id,
            now,
            remote="" if file.kind == "position" else f"{channel}:{file.id}",
            caption=event.text,
            source=source(event),
        )

    async def _patiently(self, call: Callable[[], Awaitable[T]]) -> T:
        """Ask the store until it takes it: what was fetched need not be fetched again."""
        wait = _FIRST_WAIT
        while True:
            try:
                return await call()
            except StorageBusy:
                await asyncio.sleep(wait)
                wait = min(wait * 2, _LONGEST_WAIT)


def source(event: Incoming) -> str:
    """Return the mark by which an event's file is known, so that it is kept once."""
    return f"{event.sender.channel}:{event.id}"
