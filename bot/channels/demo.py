"""The demo's front page: the panes of the sample people under a clock that can be moved on."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.channels.web.guard import protected, same_origin
from bot.channels.web.pages import Pages

_DURATION = re.compile(
    r"P(?=\d|T\d)(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?"
)
_FARTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of the sample people, the link that opens the chat as that person, the newest message there."""

    name: str
    role: str
    role_label: str
    url: str
    code: str
    pane: str
    open: bool
    newest: int = 0


class DemoDesk(Protocol):
    """What the demo page needs of the product."""

    async def people(self) -> list[DemoPerson]:
        """Return the sample people in the order of their panes."""

    def now(self) -> datetime:
        """Return the demo's present moment, aware."""

    async def advance(self, step: timedelta) -> datetime:
        """Move the clock forward and run what has come due; return the new moment."""

    async def go_to(self, moment: datetime) -> datetime:
        """Move the clock to a moment, also an earlier one, and run what has come due."""

    async def next_morning(self) -> datetime:
        """Move the clock to nine o'clock of the next day."""

    async def next_working_day(self) -> datetime:
        """Move the clock to the morning of the next working day."""


class _Refused(Exception):
    """What was asked of the clock cannot be done; carries the key of the words."""


class Demo:
    """Routes that exist in demo mode only."""

    def __init__(self, desk: DemoDesk, pages: Pages, zone: ZoneInfo) -> None:
        self._desk = desk
        self._pages = pages
        self._zone = zone

    def routes(self) -> list[web.RouteDef]:
        """Return what the one web application is to serve."""
        return [
            web.get("/", protected(self._page, frames=True)),
            web.get("/demo/people", protected(self._people)),
            web.get("/demo/clock", protected(self._clock)),
            web.post("/demo/clock", protected(self._move)),
        ]

    async def _page(self, request: web.Request) -> web.Response:
        return self._pages.page("demo")

    async def _people(self, request: web.Request) -> web.Response:
        return web.json_response({"people": [asdict(person) for person in await self._desk.people()]})

    async def _clock(self, request: web.Request) -> web.Response:
        return self._time(self._desk.now())

    async def _move(self, request: web.Request) -> web.Response:
        if not same_origin(request, scripts=True):
            return self._error(403, "web-origin-text")
        try:
            return self._time(await self._moved(await request.json()))
        except _Refused as refused:
            return self._error(400, str(refused))
        except (ValueError, RecursionError):
            return self._error(400, "demo-malformed")

    async def _moved(self, wish: Any) -> datetime:
        if not isinstance(wish, dict) or len(wish) != 1:
            raise _Refused("demo-malformed")
        if isinstance(step := wish.get("advance"), str):
            return await self._desk.advance(self._within(parse_duration(step)))
        match wish.get("to"):
            case "next_morning":
                return await self._desk.next_morning()
            case "next_working_day":
                return await self._desk.next_working_day()
            case str(to):
                return await self._go_to(to)
            case _:
                raise _Refused("demo-malformed")

    async def _go_to(self, to: str) -> datetime:
        moment = datetime.fromisoformat(to)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=self._zone)
        self._within(moment - self._desk.now())
        return await self._desk.go_to(moment)

    def _within(self, step: timedelta) -> timedelta:
        if abs(step) > _FARTHEST:
            raise _Refused("demo-far")
        return step

    def _time(self, moment: datetime) -> web.Response:
        now = moment.astimezone(self._zone).isoformat(timespec="seconds")
        return web.json_response({"now": now, "zone": self._zone.key})

    def _error(self, status: int, key: str) -> web.Response:
        return web.json_response({"error": self._pages.word(key)}, status=status)


def parse_duration(text: str) -> timedelta:
    """Read an ISO 8601 duration of weeks, days, hours, minutes and seconds; raise ValueError."""
    found = _DURATION.fullmatch(text)
    if not found or not text.isascii():
        raise ValueError("not a duration")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
