"""Standard questions are learnt in a process of their own, kept, and taken over by whoever has the same."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

import pytest

from bot.background import Background
from bot.clock import FixedClock
from bot.services.knowledge import Knowledge, fitted
from bot.services.ports import UnitOfWork
from bot.services.query_records import Query
from bot.standard.policy import shipped
from bot.teaching import Fit, Teaching, in_a_process
from locales import off_topic
from storage.engine import AnyDatabase

BALANCE = Query(1, "查询余额", "…", ("怎么查余额", "话费还剩多少", "我卡里还有多少钱"), None, None, "钱芳")
ROAMING = Query(
    2, "开通漫游", "…", ("出国怎么打电话", "国际漫游怎么开", "去国外手机能用吗"), None, None, "钱芳"
)


class Desk:
    """A process that answers: what is in force can be changed, fits are counted and may be held up."""

    def __init__(self, database: AnyDatabase, clock: FixedClock, fit: Fit | None = None) -> None:
        self.in_force: Sequence[Query] = (BALANCE,)
        self.fits = 0
        self.free = asyncio.Event()
        self.free.set()
        self.knowledge = Knowledge(shipped(), off_topic())
        self.teaching = Teaching(
            database, self.knowledge, lambda uow: self.in_force, clock, Background(), fit or self._fit
        )

    async def _fit(self, task: bytes) -> bytes:
        self.fits += 1
        await self.free.wait()
        return await asyncio.to_thread(fitted, task)


async def test_the_first_start_answers_before_it_is_learnt(database: AnyDatabase, clock: FixedClock) -> None:
    desk = Desk(database, clock)
    desk.free.clear()
    desk.teaching.begin()
    await desk.teaching.ear()
    assert desk.knowledge.match("怎么查余额").best == BALANCE.id
    desk.free.set()
    await desk.teaching.idle()
    assert desk.knowledge.match("怎么查余额").best == BALANCE.id
    assert desk.fits == 1


async def test_what_is_no_longer_in_force_is_forgotten(database: AnyDatabase, clock: FixedClock) -> None:
    desk = Desk(database, clock)
    desk.in_force = ()
    hear = await desk.teaching.ear()
    assert desk.knowledge.empty
    for desk.in_force, best in (((BALANCE,), BALANCE.id), ((), None)):
        await desk.teaching.look()
        await desk.teaching.idle()
        assert hear("怎么查余额").best == best


async def test_the_old_model_serves_while_the_new_one_is_fitted(
    database: AnyDatabase, clock: FixedClock
) -> None:
    desk = Desk(database, clock)
    desk.teaching.begin()
    await desk.teaching.idle()
    await desk.teaching.ear()
    desk.in_force = (BALANCE, ROAMING)
    desk.free.clear()
    await desk.teaching.look()
    await desk.teaching.look()
    assert desk.knowledge.match("怎么查余额").best == BALANCE.id
    assert desk.knowledge.match("国际漫游怎么开").best is None
    desk.free.set()
    await desk.teaching.idle()
    assert desk.knowledge.match("国际漫游怎么开").best == ROAMING.id
    assert desk.fits == 2


async def test_neither_a_restart_nor_another_process_fits_again(
    database: AnyDatabase, clock: FixedClock
) -> None:
    desk = Desk(database, clock)
    desk.in_force = (BALANCE, ROAMING)
    desk.teaching.begin()
    await desk.teaching.idle()
    other = Desk(database, clock)
    other.in_force = desk.in_force
    other.teaching.begin()
    await other.teaching.idle()
    assert other.knowledge.empty  # until somebody asks
    await other.teaching.ear()
    assert other.knowledge.match("国际漫游怎么开").best == ROAMING.id
    await other.teaching.idle()
    assert other.fits == 0
    assert not other.knowledge.outdated(other.in_force)


async def test_a_fit_that_fails_is_tried_again(
    database: AnyDatabase, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    tries: list[bytes] = []

    async def at_second_try(task: bytes) -> bytes:
        tries.append(task)
        if len(tries) == 1:
            raise OSError("no memory")
        return await asyncio.to_thread(fitted, task)

    desk = Desk(database, clock, at_second_try)
    desk.teaching.begin()
    await desk.teaching.idle()
    assert "no memory" in caplog.text
    await desk.teaching.look()
    await desk.teaching.idle()
    assert len(tries) == 2
    assert await database.read(lambda uow: uow.models.kept(desk.knowledge.lesson(desk.in_force).digest))


async def test_a_fit_in_its_own_process_is_the_same(clock: FixedClock) -> None:
    knowledge = Knowledge(shipped(), off_topic())
    task = knowledge.lesson((BALANCE, ROAMING)).task
    assert await in_a_process(task) == fitted(task)


async def test_a_process_that_cannot_fit_says_so() -> None:
    with pytest.raises(OSError, match="ended with"):
        await in_a_process(b"nonsense")


async def test_only_the_newest_models_stay(database: AnyDatabase, clock: FixedClock) -> None:
    for number in range(5):
        clock.advance(timedelta(minutes=1))
        await database.turn(partial(_keep, f"d{number}", clock.now()))
    kept = [await database.read(partial(_kept, f"d{number}")) for number in range(5)]
    assert kept == [None, None, b"model", b"model", b"model"]


def _keep(digest: str, now: datetime, uow: UnitOfWork) -> None:
    uow.models.keep(digest, b"model", now)


def _kept(digest: str, uow: UnitOfWork) -> bytes | None:
    return uow.models.kept(digest)
