"""The web channel behind the neutral message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo

from aiohttp import web

from bot.background import Background
from bot.channels.web import frames
from bot.channels.web.hub import GOING_AWAY, Hub
from bot.channels.web.limits import WebLimits
from bot.channels.web.links import Signer
from bot.channels.web.pages import Pages
from bot.channels.web.routes import Routes
from bot.channels.web.shelf import Shelf
from bot.channels.web.source import Sources
from bot.channels.web.talk import Talk
from bot.channels.web.watch import Watch
from bot.clock import Clock
from bot.dialog.message import Address, Capabilities, Delivery, File, Outgoing, Ref, Sink
from bot.errors import BadInput
from bot.services.ports import Database
from bot.settings import Network
from bot.standard.policy import Files, shipped


class WebChannel:
    """Carries messages to chat pages; what nobody reads yet waits in the outbox."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        background: Background,
        secret: str,
        words: Mapping[str, str],
        *,
        zone: tzinfo,
        link_days: int,
        limits: WebLimits | None = None,
        public_url: str = "",
        embed: bool = False,
        tongues: Mapping[str, Mapping[str, str]] | None = None,
        files: Files | None = None,
        proxies: Sequence[Network] = (),
    ) -> None:
        self.name = "web"
        self.capabilities = Capabilities()
        limits = limits or WebLimits()
        self.pages = Pages(words, tongues)
        self._database = database
        self._clock = clock
        self._zone = zone
        self._public_url = public_url.rstrip("/")
        self._signer = Signer(secret)
        self._hub = Hub(limits.sockets)
        sources = Sources(secret, proxies)
        self._talk = Talk(database, clock, background, self._hub, self.pages, limits, zone, sources)
        self._watch = Watch(database, clock, self._hub, self._talk, limits, zone)
        self._routes = Routes(
            database,
            clock,
            self._talk,
            self.pages,
            self._signer,
            limits,
            link_days=link_days,
            public_url=self._public_url,
            embed=embed,
            sources=sources,
            shelf=Shelf(database, clock, self._talk, self.pages, limits, files or shipped().files),
        )

    def routes(self) -> list[web.RouteDef]:
        """Return what the one web application is to serve."""
        return self._routes.all()

    def sign(self, user: str) -> str:
        """Return the token of a user's link."""
        return self._signer.sign(user)

    def verify(self, token: str) -> str | None:
        """Return the user of a token; None where we did not make it."""
        return self._signer.verify(token)

    def url(self, user: str) -> str:
        """Return a user's personal link: whole where the public address is known, else its path."""
        return f"{self._public_url}/w/{self.sign(user)}"

    async def run(self, sink: Sink) -> None:
        """Bring events to the sink until cancelled, then let every page go."""
        self._talk.sink = sink
        try:
            await self._watch.run()
        finally:
            self._talk.sink = None
            await self._hub.drop(self._hub.users(), GOING_AWAY)

    async def send(self, address: Address, message: Outgoing) -> Delivery:
        """Push a message to the person's open pages."""
        return await self._push(address, message, "", Ref(message.key))

    async def edit(self, address: Address, ref: Ref, message: Outgoing) -> Delivery:
        """Push a message that takes the place of another."""
        return await self._push(address, message, ref.id, ref)

    async def fetch(self, file: File, most: int) -> bytes:
        """Return what is in a file that was uploaded; raise BadInput where it is gone."""
        number = int(file.id) if file.id.isdecimal() else 0
        content = await self._database.read(lambda uow: uow.files.content(number))
        if content is None or len(content) > most:
            raise BadInput("error-file-lost")
        return content

    async def _push(self, address: Address, message: Outgoing, edits: str, ref: Ref) -> Delivery:
        at = self._clock.now().astimezone(self._zone)
        self._hub.push(address.user, frames.line(int(message.key), at, message, edits))
        await self._talk.retune(address.user)
        return Delivery(ok=True, ref=ref)
