"""Small things that are done together."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import pytest

from bot.background import Background
from bot.errors import StorageBusy
from bot.gathering import Gathering
from tests.unit.flow import virtual


class Book:
    """Writes things down, a second for each batch."""

    def __init__(self, most: int = 10) -> None:
        self.batches: list[list[str]] = []
        self.busy = False
        self.background = Background()
        self.gathering: Gathering[str] = Gathering(self._write, self.background, "write", most)

    async def _write(self, things: Sequence[str]) -> None:
        await asyncio.sleep(1)
        if self.busy:
            raise StorageBusy("busy")
        if "bad" in things:
            raise ValueError("bad")
        self.batches.append(list(things))

    def brings(self, thing: str) -> asyncio.Task[None]:
        """Let somebody bring a thing."""
        return self.background.start(self.gathering.add(thing), thing)


def play(story: Callable[[], Awaitable[None]]) -> None:
    """Run a story in virtual time."""

    async def main() -> None:
        await story()

    virtual.run(main())


def test_what_comes_meanwhile_is_done_together_in_its_order() -> None:
    async def story() -> None:
        book = Book(most=3)
        await asyncio.gather(*(book.brings(str(number)) for number in range(6)))
        assert book.batches == [["0", "1", "2"], ["3", "4", "5"]]
        await book.gathering.add("alone")
        assert book.batches[2:] == [["alone"]]

    play(story)


def test_one_that_cannot_be_done_leaves_the_others_alone() -> None:
    async def story() -> None:
        book = Book()
        good, bad, after = book.brings("good"), book.brings("bad"), book.brings("after")
        await asyncio.wait([good, bad, after])
        assert book.batches == [["good"], ["after"]]
        assert isinstance(bad.exception(), ValueError)
        assert (good.exception(), after.exception()) == (None, None)

    play(story)


def test_all_hear_that_the_store_is_busy_and_may_come_again() -> None:
    async def story() -> None:
        book = Book()
        book.busy = True
        for thing in ("one", "two"):
            with pytest.raises(StorageBusy):
                await book.gathering.add(thing)
        book.busy = False
        await book.gathering.add("one")
        assert book.batches == [["one"]]

    play(story)


def test_whoever_stops_waiting_takes_nothing_back() -> None:
    async def story() -> None:
        book = Book()
        task = book.brings("one")
        await asyncio.sleep(0.5)
        task.cancel()
        await book.gathering.add("two")
        assert book.batches == [["one"], ["two"]]

    play(story)


def test_an_end_in_the_middle_is_told_to_all_who_wait() -> None:
    async def story() -> None:
        book = Book(most=1)
        waiting = [book.brings("one"), book.brings("two")]
        await asyncio.sleep(0.5)
        for task in asyncio.all_tasks():
            if task.get_name() == "write":
                task.cancel()
        await asyncio.wait(waiting)
        assert [type(task.exception()) for task in waiting] == [StorageBusy, StorageBusy]

    play(story)
