"""What other processes do that open pages must hear of: new lines, links that end."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import tzinfo

from bot.channels.web import frames
from bot.channels.web.hub import Hub
from bot.channels.web.limits import WebLimits
from bot.channels.web.talk import Talk, address_of, shown
from bot.clock import Clock
from bot.errors import StorageBusy
from bot.services.ports import Database, UnitOfWork
from bot.services.records import Contactable, Line

log = logging.getLogger(__name__)

_SETTLE_SECONDS = 5.0
_LINES = 200


@dataclass(slots=True)
class _Seen:
    who: Contactable
    floor: int
    latest: int
    since: float


class Watch:
    """Looks into the store for the people connected here."""

    def __init__(
        self, database: Database, clock: Clock, hub: Hub, talk: Talk, limits: WebLimits, zone: tzinfo
    ) -> None:
        self._database = database
        self._clock = clock
        self._hub = hub
        self._talk = talk
        self._limits = limits
        self._zone = zone
        self._seen: dict[str, _Seen] = {}

    async def run(self) -> None:
        """Look again and again until cancelled."""
        every = self._limits.poll_seconds if self._database.shared else self._limits.link_check_seconds
        loop = asyncio.get_running_loop()
        checked = loop.time()
        while True:
            await asyncio.sleep(every)
            try:
                slowly = loop.time() - checked >= self._limits.link_check_seconds
                if slowly:
                    checked = loop.time()
                    await self.check_links()
                if self._database.shared:
                    await self.look(loop.time(), late=slowly)
            except StorageBusy:
                continue
            except Exception as error:
                log.error("looking for news of open pages failed: %s", type(error).__name__)

    async def check_links(self) -> None:
        """Close the pages whose link has ended."""
        users, now = self._hub.users(), self._clock.now()

        def work(uow: UnitOfWork) -> list[str]:
            links = ((user, uow.people.link(user)) for user in users)
            return [user for user, link in links if not link or link.revoked_at or link.expires_at <= now]

        if users and (ended := await self._database.read(work)):
            await self._hub.drop(ended)

    async def look(self, moment: float, *, late: bool = False) -> None:
        """Bring lines that another process wrote; `late` also those held back and sent behind newer ones."""
        users = self._hub.users()
        self._seen = {user: seen for user, seen in self._seen.items() if user in users}
        if not users:
            return
        news = await self._database.read(lambda uow: self._news(uow, users, moment, late))
        for user, kept in news:
            for one in kept:
                if shown(one):
                    self._hub.push(user, frames.kept_line(one, self._zone))
            if any(not one.mine for one in kept):
                await self._talk.retune(user)

    def _news(
        self, uow: UnitOfWork, users: list[str], moment: float, late: bool
    ) -> list[tuple[str, list[Line]]]:
        for user in users:
            cursor = self._hub.cursor(user)
            if cursor is not None and user not in self._seen and (who := uow.addresses.at(address_of(user))):
                self._seen[user] = _Seen(who, cursor, cursor, moment)
        newest = uow.outbox.newest("web", [seen.who.id for seen in self._seen.values()])
        news = []
        for user, seen in self._seen.items():
            latest = newest.get(seen.who.id, 0)
            if latest > seen.latest:
                seen.latest, seen.since = latest, moment
            if late or seen.latest > seen.floor:
                # Ids are not committed in their order, so a few seconds are read again; pages know doubles.
                news.append((user, uow.outbox.history(seen.who, seen.floor, 2**62, _LINES)))
            if moment - seen.since > _SETTLE_SECONDS:
                seen.floor = seen.latest
        return news
