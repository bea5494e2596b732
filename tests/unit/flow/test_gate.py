"""Who is let into the store before whom."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.background import Background
from bot.gate import AT_ONCE, BESIDE, ONE_IN, TOGETHER, Gate, Rank
from tests.unit.flow import virtual


class Hall:
    """People who pass a gate, and the order in which they came in."""

    def __init__(self, gate: Gate, stay: float = 1.0) -> None:
        self.gate = gate
        self.background = Background()
        self.order: list[str] = []
        self.within = 0
        self.most = 0
        self._stay = stay

    def comes(self, name: str, rank: Rank, channel: str = "web") -> asyncio.Task[None]:
        """Let somebody come to the gate."""
        return self.background.start(self._passes(name, rank, channel), name)

    async def _passes(self, name: str, rank: Rank, channel: str) -> None:
        async with self.gate.passing(rank, channel):
            self.order.append(name)
            self.within += 1
            self.most = max(self.most, self.within)
            await asyncio.sleep(self._stay)
            self.within -= 1


def play(story: Callable[[], Awaitable[None]]) -> None:
    """Run a story in virtual time."""

    async def main() -> None:
        await story()

    virtual.run(main())


def test_what_is_pressing_goes_ahead_of_everybody_who_waits() -> None:
    async def story() -> None:
        hall = Hall(Gate())
        for number in range(100):
            hall.comes(f"usual {number}", Rank.USUAL)
        await asyncio.sleep(0.5)
        for number in range(AT_ONCE + 2):
            hall.comes(f"pressing {number}", Rank.PRESSING)
        await asyncio.sleep(0.1)
        # Two at once beside those within; the next as soon as somebody has gone.
        assert hall.order[TOGETHER:] == ["pressing 0", "pressing 1"]
        await asyncio.sleep(0.5)
        assert hall.order[TOGETHER + AT_ONCE :][:2] == ["pressing 2", "pressing 3"]
        await asyncio.sleep(100)
        assert hall.order[TOGETHER + AT_ONCE + 2 :] == [f"usual {n}" for n in range(TOGETHER, 100)]
        assert hall.most == TOGETHER + AT_ONCE

    play(story)


def test_a_crowd_of_taps_leaves_the_others_room() -> None:
    async def story() -> None:
        hall = Hall(Gate())
        for number in range(100):
            hall.comes(f"pressing {number}", Rank.PRESSING)
        for number in range(10):
            hall.comes(f"usual {number}", Rank.USUAL)
        await asyncio.sleep(5.5)
        assert sum(name.startswith("usual") for name in hall.order) >= BESIDE
        await asyncio.sleep(100)
        assert len(hall.order) == 110

    play(story)


@pytest.mark.parametrize("crowded", [False, True])
def test_late_ones_fill_the_gaps_and_are_heard_in_the_end(crowded: bool) -> None:
    async def story() -> None:
        state = {"telegram": crowded}
        hall = Hall(Gate(lambda channel: state.get(channel, False)))
        for number in range(20):
            hall.comes(f"late {number}", Rank.LATE, "telegram")
        await asyncio.sleep(0.5)
        assert len(hall.order) == (0 if crowded else TOGETHER)
        for number in range(60):
            hall.comes(f"usual {number}", Rank.USUAL)
        await asyncio.sleep(8)
        late = sum(name.startswith("late") for name in hall.order[TOGETHER:])
        if crowded:
            assert late == 0
            state["telegram"] = False
        else:
            assert 0 < late <= len(hall.order[TOGETHER:]) // ONE_IN + 1
        await asyncio.sleep(100)
        assert [name for name in hall.order if name.startswith("late")] == [f"late {n}" for n in range(20)]
        assert [name for name in hall.order if name.startswith("usual")] == [f"usual {n}" for n in range(60)]

    play(story)


def test_whoever_gives_up_gives_the_place_back() -> None:
    async def story() -> None:
        hall = Hall(Gate())
        people = [hall.comes(str(number), Rank.USUAL) for number in range(TOGETHER + 3)]
        await asyncio.sleep(0.5)
        people[TOGETHER].cancel()
        people[0].cancel()
        await asyncio.sleep(0.1)
        assert hall.order[TOGETHER:] == [str(TOGETHER + 1)]
        await asyncio.sleep(10)
        assert hall.order[TOGETHER:] == [str(TOGETHER + 1), str(TOGETHER + 2)]

    play(story)


def test_room_is_left_while_events_are_being_kept() -> None:
    async def story() -> None:
        gate = Gate()
        hall = Hall(gate)
        with gate.keeping():
            late = hall.comes("late", Rank.LATE)
            for number in range(10):
                hall.comes(str(number), Rank.USUAL)
            await asyncio.sleep(0.5)
            assert len(hall.order) == BESIDE
            await asyncio.sleep(3)
            assert "late" not in hall.order
        await asyncio.wait([late])
        await asyncio.sleep(10)
        assert [name for name in hall.order if name != "late"] == [str(number) for number in range(10)]

    play(story)
