"""Somebody in a town, told by what they do and what they are told."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from tests.conversations.rules import Deed
from tests.conversations.seats import PhoneSeat, Said, Seat
from tests.telegram.people import Person as Telegrammer

if TYPE_CHECKING:
    from tests.conversations.town import Town


CODE = re.compile(r"(?<![A-Za-z0-9_=/-])[2-9A-HJ-NP-Z]{8}(?![A-Za-z0-9_-])")
"""A one-time code."""
_OF_THE_DAY = re.compile(r"[^\n]*（周.）[早晚]报")


def of_the_day(said: Said) -> bool:
    """Tell whether something said is a morning's or an evening's message."""
    return _OF_THE_DAY.match(said.text) is not None


class Person:
    """Somebody in the town, told by what they do and what they are told."""

    def __init__(self, town: Town, name: str, seat: Seat) -> None:
        self.town = town
        self.name = name
        self.seat = seat
        self.words: list[str] = []
        self.heard_at: list[datetime] = []
        self.deeds: list[Deed] = []
        self._read = 0

    def stamp(self, now: datetime) -> None:
        """Note when what is new was heard."""
        self.heard_at += [now] * (len(self.seat.seen()) - len(self.heard_at))

    def _acts(self, what: str, text: str = "") -> None:
        """Note what the person is about to do; what they hear from now on is new."""
        self._read = len(self.seat.seen())
        self.deeds.append(Deed(what, text, self.town.clock.now(), self._read))

    async def _settled(self) -> None:
        await self.town.settle()

    async def says(self, text: str) -> None:
        """Type a text and wait until everything it causes has happened."""
        self._acts("says", text)
        self.words.append(text)
        await self.seat.says(text)
        await self._settled()

    async def binds(self, code: str) -> None:
        """Type a one-time code and agree to what is kept."""
        await self.says(code)
        self.hears("请问您同意吗", "查看、导出、撤回同意或删除")
        await self.presses("同意")

    async def sends(self, kind: str, content: bytes, name: str = "", caption: str = "") -> None:
        """Send a file and wait until everything it causes has happened."""
        self._acts("sends", caption)
        if caption:
            self.words.append(caption)
        await self.seat.sends(kind, content, name, caption)
        await self._settled()

    async def opened(self) -> bytes:
        """Return what is in the newest file that was shown."""
        shown = [said for said in self.seat.seen() if said.file]
        assert shown, self.picture()
        return await self.seat.opened(shown[-1])

    async def opens(self, payload: str = "") -> None:
        """Open the chat, perhaps by a link with a code."""
        self._acts("opens", payload)
        await self.seat.opens(payload)
        await self._settled()

    async def presses(self, label: str, nth: int = -1) -> None:
        """Press the newest button with (or beginning with) that label."""
        said, choice = self.button(label, nth)
        self._acts("presses", label)
        await self.seat.presses(choice, said.handle)
        await self._settled()

    async def taps_twice(self, label: str) -> None:
        """Press the same button again before anything has come back."""
        said, choice = self.button(label)
        self._acts("presses", label)
        await asyncio.gather(self.seat.presses(choice, said.handle), self.seat.presses(choice, said.handle))
        await self._settled()

    async def forges(self, choice: str) -> None:
        """Send a button's id that was never drawn for one."""
        seen = self.seat.seen()
        self._acts("forges", choice)
        await self.seat.presses(choice, seen[-1].handle if seen else "1")
        await self._settled()

    async def does(self, action: Callable[[Telegrammer], int]) -> None:
        """Do something in Telegram's own ways: a sticker, a contact card, blocking."""
        assert isinstance(self.seat, PhoneSeat)
        self._acts("does")
        await self.seat.does(action(self.seat.account))
        await self._settled()

    def button(self, label: str, nth: int = -1) -> tuple[Said, str]:
        """Return the newest message with a button of that label, and what the button carries."""
        found = [
            (said, choice) for said in self.seat.seen() for words, choice in said.buttons if words == label
        ]
        assert found, f"{self.name} has no button {label!r}:\n{self.picture()}"
        return found[nth]

    def new(self) -> str:
        """Return everything told since the person last did something, but the messages of the day."""
        return "\n".join(said.text for said in self.seat.seen()[self._read :] if not of_the_day(said))

    def digests(self) -> list[Said]:
        """Return every morning's and evening's message so far."""
        return [said for said in self.seat.seen() if of_the_day(said)]

    def reads_digest(self, *texts: str) -> str:
        """Expect texts in the newest message of the day, and return it."""
        found = self.digests()
        assert found, self.picture()
        for text in texts:
            assert text in found[-1].text, f"{self.name} did not read {text!r}, but:\n{found[-1].text}"
        return found[-1].text

    def line(self, what: str) -> str:
        """Return the number of the line that tells of something, in the newest list that does."""
        pattern = re.compile(rf"^(\d+)、[^\n]*{what}", re.MULTILINE)
        found = [match for said in self.seat.seen() if (match := pattern.search(said.text))]
        assert found, self.picture()
        return found[-1][1]

    def labels(self) -> list[str]:
        """Return the buttons of the newest message, the messages of the day left out."""
        seen = [said for said in self.seat.seen() if not of_the_day(said)]
        return [label for label, _ in seen[-1].buttons] if seen else []

    def hears(self, *texts: str) -> None:
        """Expect to have been told something since one last did something; mark it as read."""
        new = self.new()
        for text in texts:
            assert text in new, f"{self.name} did not hear {text!r}, but:\n{new or '(nothing)'}"

    def reads(self) -> str:
        """Return what is new and take it as read."""
        new = self.new()
        self._read = len(self.seat.seen())
        return new

    def silent(self) -> None:
        """Expect to have been told nothing."""
        assert not self.new(), f"{self.name} heard:\n{self.new()}"

    def silent_but(self, text: str) -> None:
        """Expect to have been told about one thing only."""
        assert text in self.new() and len(self.new().split("\n\n")) == 1, self.new()

    def picture(self) -> str:
        """Return the whole chat as text."""
        return "\n".join(f"< {s.text} {[label for label, _ in s.buttons] or ''}" for s in self.seat.seen())


def code_in(text: str) -> str:
    """Return the one-time code in a text."""
    found = CODE.search(text)
    assert found, text
    return found[0]
