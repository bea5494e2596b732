"""Driving the emulator from another process: JSON over HTTP under /control/."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.telegram.world import Json

if TYPE_CHECKING:
    from tests.telegram.people import Person
    from tests.telegram.server import TelegramServer


class Control:
    """The control calls, each `POST /control/<name>` with a JSON object (or GET with a query)."""

    def __init__(self, server: TelegramServer) -> None:
        self._server = server
        self._calls: dict[str, Callable[[Json], Any]] = {
            "say": lambda p: {"update_id": self._person(p).says(str(p["text"]))},
            "say_all": self._say_all,
            "open": lambda p: {"update_id": self._person(p).opens(str(p.get("payload", "")))},
            "press": self._press,
            "contact": lambda p: {"update_id": self._person(p).shares_contact()},
            "block": lambda p: {"update_id": self._person(p).blocks()},
            "unblock": lambda p: {"update_id": self._person(p).unblocks()},
            "screen": self._screen,
            "sent": self._sent,
            "stats": self._stats,
            "fault": self._fault,
            "rates": self._rates,
            "load": self._load,
        }

    async def call(self, name: str, params: Json) -> Any:
        """Carry out one control call; `wait` waits for the load to be answered or for `seconds`."""
        if name == "wait":
            return await self._wait(float(params.get("seconds", 60)))
        if name == "called":
            method, times = str(params["method"]), int(params["times"])
            await self._server.api.called(method, times, float(params.get("seconds", 30)))
            return {"ok": True}
        if name == "hear":
            person = self._person(params)
            message = await person.hears(str(params.get("text", "")), float(params.get("seconds", 5)))
            return {"id": message.id, "text": message.text, "buttons": message.buttons}
        return self._calls[name](params)

    def _person(self, params: Json) -> Person:
        return self._server.person(str(params.get("name", "")), int(params["user"]))

    def _say_all(self, params: Json) -> Json:
        said = [self._server.person(person_id=int(user)).says(str(text)) for user, text in params["lines"]]
        return {"update_ids": said}

    def _press(self, params: Json) -> Json:
        person = self._person(params)
        if "message_id" in params:
            return {"update_id": person.presses_raw(str(params["what"]), int(params["message_id"]))}
        return {"update_id": person.presses(str(params["what"]))}

    def _screen(self, params: Json) -> list[Json]:
        screen = self._person(params).screen()
        return [{"id": m.id, "text": m.text, "mine": m.mine, "buttons": m.buttons} for m in screen]

    def _sent(self, params: Json) -> dict[str, list[str]]:
        """Return every text the bot showed, new or by an edit, in order, by chat."""
        wanted = params.get("chat")
        return {
            str(chat.id): [str(message.get("text", "")) for _, message in chat.shown]
            for chat in self._server.world.chats.values()
            if chat.shown and wanted in (None, chat.id, str(chat.id))
        }

    def _stats(self, _params: Json) -> Json:
        server = self._server
        return {
            "calls": dict(server.api.calls),
            "shown": sum(len(chat.shown) for chat in server.world.chats.values()),
            "pending": len(server.world.updates),
            "posted": server.api.delivery.posted,
            "refused": server.rates.refused,
            "early": server.rates.early,
            "webhook": server.api.hook.url if server.api.hook else "",
            "load": server.load.report() if server.load else None,
        }

    def _fault(self, params: Json) -> Json:
        fields = dict(params)
        self._server.faults.add(str(fields.pop("kind")), str(fields.pop("method", "")), **fields)
        return {"ok": True}

    def _rates(self, params: Json) -> Json:
        self._server.rates.enabled = bool(params.get("enabled", True))
        return {"ok": True}

    def _load(self, params: Json) -> Json:
        load = self._server.start_load(
            int(params.get("people", 40)),
            list(params.get("texts", ["你好 {n}"])),
            int(params.get("total", 1000)),
            float(params.get("rate", 0)),
            int(params.get("first", 500_000)),
        )
        return load.report()

    async def _wait(self, seconds: float) -> Json:
        load = self._server.load
        if load is None:
            raise ValueError("no load was started")
        try:
            async with asyncio.timeout(seconds):
                while not load.done:
                    await load.bell.wait()
        except TimeoutError:
            load.stop()
        return load.report()
