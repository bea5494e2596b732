"""How events are worked when things go slow or wrong."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.background import Background
from bot.dialog.message import Incoming
from bot.errors import BotError, NotAllowed, StorageBusy
from bot.intake import Intake
from bot.services.ports import REPLY, UnitOfWork
from bot.services.records import InboxRow
from bot.working import Steps
from tests.unit.flow import virtual
from tests.unit.flow.desk import Desk, nothing, person, said, unsent, unworked, write
from tests.unit.flow.fakes import FakeDatabase


def play(story: Callable[[FakeDatabase, virtual.LoopClock], Awaitable[None]]) -> None:
    """Run a story in virtual time."""

    async def main() -> None:
        await story(FakeDatabase(), virtual.LoopClock())

    virtual.run(main())


async def replies(database: FakeDatabase, clock: virtual.LoopClock) -> list[str]:
    """Return the words of every reply queued, in order."""
    return [parcel.message.text for parcel in sorted(await unsent(database, clock), key=lambda p: p.id)]


def test_a_slow_person_holds_up_nobody() -> None:
    async def story(database: FakeDatabase, clock: virtual.LoopClock) -> None:
        async def prepare(event: Incoming, first: bool) -> None:
            await asyncio.sleep(60 if event.text == "slow" else 0.01)

        desk = Desk(database, clock, prepare=prepare)
        await desk.intake.accept(
            [said(person(1), "slow"), said(person(1), "after"), said(person(2), "quick")]
        )
        await asyncio.sleep(1)
        assert await replies(database, clock) == ["quick"]
        await desk.intake.idle()
        assert await replies(database, clock) == ["quick", "slow", "after"]
        await desk.close()

    play(story)


def test_a_busy_store_loses_nothing_and_is_not_pestered(caplog: pytest.LogCaptureFixture) -> None:
    async def story(database: FakeDatabase, clock: virtual.LoopClock) -> None:
        async def prepare(event: Incoming, first: bool) -> None:
            await asyncio.sleep(0.5)

        desk = Desk(database, clock, prepare=prepare)
        await desk.intake.accept([said(person(1), text) for text in ("one", "two", "three")])
        database.busy = True
        with pytest.raises(StorageBusy):
            await desk.intake.accept([said(person(2), "refused")])
        await asyncio.sleep(60)
        assert database.refused < 40
        database.busy = False
        freed = virtual.now()
        await desk.intake.idle()
        assert virtual.now() - freed < 5
        assert await replies(database, clock) == ["one", "two", "three"]
        await desk.close()

    with caplog.at_level(logging.INFO, "bot.working"):
        play(story)
    assert len([record for record in caplog.records if record.levelno == logging.WARNING]) == 1


def test_an_apology_that_fails_ends_the_event_all_the_same() -> None:
    async def story(database: FakeDatabase, clock: virtual.LoopClock) -> None:
        def breaks(uow: UnitOfWork, row: InboxRow, extra: object) -> None:
            raise RuntimeError

        intake = Intake(database, clock, Background(), Steps(nothing, breaks, breaks))
        await intake.accept([said(person(1), "one"), said(person(1), "two")])
        await intake.idle()
        assert not await unworked(database)
        assert all(len(reference) == 8 for reference in database.tables.worked.values())

    play(story)


def test_a_slow_step_that_fails_is_apologised_for() -> None:
    async def story(database: FakeDatabase, clock: virtual.LoopClock) -> None:
        async def prepare(event: Incoming, first: bool) -> None:
            raise OSError

        desk = Desk(database, clock, prepare=prepare)
        await desk.intake.accept([said(person(1), "one")])
        await desk.intake.idle()
        assert await replies(database, clock) == ["sorry one"]

    play(story)


def test_a_known_error_is_explained_and_keeps_nothing_else() -> None:
    async def story(database: FakeDatabase, clock: virtual.LoopClock) -> None:
        def refuse(uow: UnitOfWork, row: InboxRow, prepared: object) -> None:
            write(uow, row.event.sender, "half done", REPLY, clock.now())
            raise NotAllowed

        def explain(uow: UnitOfWork, row: InboxRow, error: BotError) -> None:
            write(uow, row.event.sender, error.phrase_id, REPLY, clock.now())

        def never(uow: UnitOfWork, row: InboxRow, reference: str) -> None:
            raise AssertionError

        intake = Intake(database, clock, Background(), Steps(nothing, refuse, never, explain))
        await intake.accept([said(person(1), "one")])
        await intake.idle()
        assert await replies(database, clock) == ["error-not-allowed"]
        assert database.tables.worked == {1: ""}

    play(story)


def test_the_log_names_ids_and_never_words(caplog: pytest.LogCaptureFixture) -> None:
    async def story(database: FakeDatabase, clock: virtual.LoopClock) -> None:
        desk = Desk(database, clock)
        desk.broken = {"我的电话是13812345678"}
        await desk.intake.accept([said(person(1), "我的电话是13812345678")])
        await desk.intake.idle()

    with caplog.at_level(logging.DEBUG):
        play(story)
    assert "event 1 failed" in caplog.text
    assert "138" not in caplog.text


def test_closing_keeps_what_is_left_for_the_next_start() -> None:
    async def story(database: FakeDatabase, clock: virtual.LoopClock) -> None:
        async def prepare(event: Incoming, first: bool) -> None:
            await asyncio.sleep(1)

        desk = Desk(database, clock, prepare=prepare)
        await desk.intake.accept([said(person(1), str(number)) for number in range(5)])
        await asyncio.sleep(1.5)
        await desk.close()
        with pytest.raises(StorageBusy):
            await desk.intake.accept([said(person(1), "late")])
        assert await replies(database, clock) == ["0", "1"]
        heir = Desk(database, clock)
        await heir.intake.recover()
        await heir.intake.idle()
        assert await replies(database, clock) == ["0", "1", "2", "3", "4"]

    play(story)


def test_closing_does_not_wait_for_a_store_that_stays_busy() -> None:
    async def story(database: FakeDatabase, clock: virtual.LoopClock) -> None:
        desk = Desk(database, clock)
        await desk.intake.accept([said(person(1), "one")])
        database.busy = True
        await asyncio.sleep(10)
        start = virtual.now()
        await desk.close()
        assert virtual.now() - start < 1
        database.busy = False
        assert len(await unworked(database)) == 1

    play(story)


def test_a_caller_who_gives_up_does_not_lose_the_event() -> None:
    """The commit happens although the one who brought the event was cancelled meanwhile."""

    class Late(FakeDatabase):
        async def turn(self, work):  # type: ignore[no-untyped-def]
            result = await super().turn(work)
            await asyncio.sleep(0.1)
            return result

    async def main() -> None:
        database, clock = Late(), virtual.LoopClock()
        desk = Desk(database, clock)
        task = desk.background.start(desk.intake.accept([said(person(1), "one")]), "accept")
        await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.sleep(1)
        await desk.intake.idle()
        assert await replies(database, clock) == ["one"]

    virtual.run(main())


def test_what_another_process_left_is_taken_up_after_some_seconds() -> None:
    async def story(database: FakeDatabase, clock: virtual.LoopClock) -> None:
        await database.turn(lambda uow: uow.inbox.add([said(person(1), "left")], clock.now()))
        desk = Desk(database, clock)
        await desk.intake.sweep()
        await desk.intake.idle()
        assert await replies(database, clock) == []
        clock.offset = timedelta(seconds=5)
        await desk.intake.sweep()
        await desk.intake.idle()
        assert await replies(database, clock) == ["left"]

    play(story)


def test_an_earlier_event_of_another_process_comes_first() -> None:
    async def main() -> None:
        database, clock = FakeDatabase(shared=True), virtual.LoopClock()
        await database.turn(lambda uow: uow.inbox.add([said(person(1), "first")], clock.now()))
        desk = Desk(database, clock)
        await desk.intake.accept([said(person(1), "second")])
        await desk.intake.idle()
        assert await replies(database, clock) == ["first", "second"]

    virtual.run(main())


def test_finished_workers_vanish() -> None:
    async def story(database: FakeDatabase, clock: virtual.LoopClock) -> None:
        desk = Desk(database, clock)
        await desk.intake.accept([said(person(number), "hello") for number in range(200)])
        await desk.intake.idle()
        await asyncio.sleep(0)
        assert not desk.intake._lines
        assert not desk.intake._ranks
        assert not desk.intake._workers

    play(story)
