from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.dialog.message import Choice, File, Kind, Outgoing
from bot.errors import StorageBusy
from bot.terminal import chat
from tests.unit.web.fakes import WORDS, house


class Person:
    """Types what the test says, and reads what the terminal shows."""

    def __init__(self) -> None:
        self.typed: asyncio.Queue[str | None] = asyncio.Queue()
        self.shown: asyncio.Queue[str] = asyncio.Queue()

    async def read(self) -> str | None:
        return await self.typed.get()

    async def sees(self) -> str:
        return await asyncio.wait_for(self.shown.get(), 5)


async def test_a_conversation_in_the_terminal() -> None:
    async with house() as h:
        person = Person()
        talk = h.background.start(
            chat(h.origin + "/", "K7QX", WORDS, person.read, person.shown.put_nowait), "terminal"
        )
        await h.desk.next()
        assert (h.desk.events[0].kind, h.desk.events[0].text) == (Kind.START, "K7QX")
        user = h.desk.events[0].sender.user
        menu = h.store.keep(user, Outgoing("您好", ((Choice("m:1", "咨询"),), (Choice("m:2", "办理"),))))
        await h.channel.send(h.desk.events[0].sender, menu)
        assert [await person.sees() for _ in range(3)] == ["09:00  您好", "       1. 咨询", "       2. 办理"]
        person.typed.put_nowait("2")
        await h.desk.next()
        pressed = h.desk.events[1]
        assert (pressed.kind, pressed.choice, pressed.ref and pressed.ref.id) == (
            Kind.CHOICE,
            "m:2",
            menu.key,
        )
        person.typed.put_nowait("  ")
        person.typed.put_nowait("3")
        await h.desk.next()
        assert (h.desk.events[2].kind, h.desk.events[2].text) == (Kind.TEXT, "3")
        person.typed.put_nowait("再见")
        person.typed.put_nowait(None)
        await asyncio.wait_for(talk, 5)
        assert (await h.desk.next()).text == "再见"


async def test_a_dropped_connection_comes_back_and_loses_nothing() -> None:
    async with house() as h:
        person = Person()
        talk = h.background.start(
            chat(h.origin, "K", WORDS, person.read, person.shown.put_nowait), "terminal"
        )
        await h.desk.next()
        user = h.desk.events[0].sender.user
        await h.tell(user, "一")
        assert await person.sees() == "09:00  一"
        for socket in h.channel._hub._sockets[user]:
            socket.abort()
        h.store.keep(user, Outgoing("断线时写的"))
        h.desk.fail = [StorageBusy()]
        person.typed.put_nowait("还在吗")
        assert await person.sees() == WORDS["web-offline"]
        assert await person.sees() == "09:00  断线时写的"
        await h.desk.next()
        assert h.desk.events[1].text == "还在吗"
        person.typed.put_nowait(None)
        await asyncio.wait_for(talk, 5)


async def test_a_file_is_a_link() -> None:
    """Who reads in a terminal opens a file in a browser."""
    async with house() as h:
        person = Person()
        talk = h.background.start(
            chat(h.origin, "K", WORDS, person.read, person.shown.put_nowait), "terminal"
        )
        await h.desk.next()
        user = h.desk.events[0].sender.user
        h.store.keep(user, Outgoing("附件", file=File("document", "7", "清单.xlsx", "application/zip", 9)))
        for socket in h.channel._hub._sockets[user]:
            socket.abort()
        seen = [await person.sees() for _ in range(3)]
        assert seen[1] == "09:00  附件"
        assert seen[2].startswith(f"       清单.xlsx {h.origin}/w/") and "/files/out/" in seen[2]
        person.typed.put_nowait(None)
        await asyncio.wait_for(talk, 5)


async def test_an_ended_link_ends_the_talk() -> None:
    async with house() as h:
        person = Person()
        talk = h.background.start(
            chat(h.origin, "K", WORDS, person.read, person.shown.put_nowait), "terminal"
        )
        await h.desk.next()
        user = h.desk.events[0].sender.user
        h.store.links[user] = replace(h.store.links[user], revoked_at=h.clock.now())
        for socket in h.channel._hub._sockets[user]:
            socket.abort()
        assert await person.sees() == WORDS["web-offline"]
        assert await person.sees() == WORDS["terminal-gone"]
        person.typed.put_nowait(None)
        await asyncio.wait_for(talk, 5)


async def test_an_impossible_code_is_told() -> None:
    async with house() as h:
        person = Person()
        await chat(h.origin, "", WORDS, person.read, person.shown.put_nowait)
        assert await person.sees() == WORDS["terminal-refused"]
