"""The golden dates through the chat, and reminders exactly once whatever happens to the process."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from tests.conversations.person import of_the_day
from tests.conversations.town import Person, Town, town

GOLDEN = (
    ("2025-01-24", "2月5日"),
    ("2025-09-26", "9月30日"),
    ("2025-09-30", "10月11日"),
    ("2026-01-01", "1月6日"),
    ("2026-02-13", "2月25日"),
    ("2026-04-03", "4月9日"),
    ("2026-05-08", "5月12日"),
    ("2026-09-18", "9月22日"),
    ("2026-09-30", "10月10日"),
)


@pytest.mark.parametrize("channel", ["web", "telegram"])
async def test_golden_dates(channel: str, sqlite_url: str) -> None:
    async with town(channel, sqlite_url, "2025-01-24T00:30") as place:
        wang, zhang = await place.sits("王强"), await place.sits("张三")
        for day, due in GOLDEN:
            for time in ("00:30", "23:30"):
                place.clock.set(place.local(f"{day}T{time}"))
                await zhang.says("建议 营业厅放几把雨伞")
                await zhang.says("提交")
                zhang.hears(f"最晚在{due}（")
                zhang.hears("18:00前")
                wang.hears(f"{due}（")


async def test_the_year_that_is_not_published(sqlite_url: str) -> None:
    async with town("web", sqlite_url, "2026-12-30T10:00") as place:
        zhang = await place.sits("张三")
        await zhang.says("建议 营业厅放几把雨伞")
        await zhang.says("提交")
        zhang.hears("暂定")


RUNGS = ("2026-10-09T09:00", "2026-10-10T09:00", "2026-10-10T18:00", "2026-10-12T18:00")


def heard(person: Person, since: int, *, in_digests: bool = False) -> int:
    """Count the messages about the suggestion: those by themselves, or the digests that tell of it."""
    told = [said for said in person.seat.seen()[since:] if "J1001" in said.text]
    return sum(of_the_day(said) == in_digests for said in told)


async def staffed(place: Town) -> tuple[list[Person], list[int]]:
    people = [await place.sits(name) for name in ("王强", "李静", "周敏")]
    await place.reaches(place.local("2026-09-30T10:00"))
    await people[0].says("拜访 张三 谈了5G 建议:开门早一点")
    await people[0].presses("保存")
    assert re.search("J1001.*10月10日", people[0].new())
    return people, [len(person.seat.seen()) for person in people]


async def test_every_rung_once_over_ticks_and_restarts(place: Town) -> None:
    people, since = await staffed(place)
    expected = ((0, 0, 0), (0, 0, 0), (1, 1, 0), (1, 1, 1))
    # The warning and the morning of the day stand in the digest; so does what is late, until it is done.
    digests = ((1, 0, 0), (2, 0, 0), (3, 0, 0), (4, 0, 0))
    for moment, counts, listed in zip(RUNGS, expected, digests, strict=True):
        at = place.local(moment)
        await place.reaches(at)
        await place.reaches(at)
        await place.reopens()
        await place.passes(seconds=30)
        assert tuple(heard(p, s) for p, s in zip(people, since, strict=True)) == counts, moment
        told = tuple(heard(p, s, in_digests=True) for p, s in zip(people, since, strict=True))
        assert told == listed, moment


async def test_a_night_of_downtime_over_a_restart(place: Town) -> None:
    people, since = await staffed(place)
    await place.reopens("2026-10-11T09:30")
    assert [heard(p, s) for p, s in zip(people, since, strict=True)] == [1, 1, 0]
    await place.reopens("2026-10-13T09:30")
    assert [heard(p, s) for p, s in zip(people, since, strict=True)] == [1, 1, 1]


async def test_nobody_hears_of_one_matter_twice_after_a_night(place: Town) -> None:
    li, zhou = await place.sits("李静"), await place.sits("周敏")
    guest = await place.stranger("访客")
    await guest.says("办理 更换套餐")
    await guest.says("提交")
    li.hears("B1001")
    li.reads()
    await place.reopens("2026-10-13T09:30")
    assert (li.new().count("B1001"), zhou.new().count("B1001")) == (1, 1)
    zhou.hears("超时一个工作日")


async def test_answered_during_the_night_nobody_is_alarmed(place: Town) -> None:
    people, _ = await staffed(place)
    wang, li, zhou = people
    await wang.presses("今日")
    await wang.says(wang.line("J1001"))
    await wang.says("下月起早半小时开门。")
    await wang.says("发送")
    wang.hears("J1001")
    wang.reads()
    await place.reopens("2026-10-20T09:30")
    for person in (wang, li, zhou):
        assert "J1001" not in person.new()


async def test_the_callback_and_the_visit_in_time(place: Town) -> None:
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await wang.says("拜访 王芳 谈了专线 明天下午3点再访")
    await wang.says("保存")
    await zhang.says("请回电话")
    await zhang.says("1")
    await zhang.says("1")
    await zhang.says("提交")
    zhang.hears("12:00前")
    await place.reaches(place.local("2026-09-29T11:30"))
    assert wang.new().count("H1001") == 2
    await wang.says("无人接听")
    wang.hears("12:00")
    await place.reaches(place.local("2026-09-29T12:00"))
    assert "H1001" in wang.new()
    await wang.presses("已回电")
    wang.hears("回电完成")
    wang.reads()
    await place.reaches(place.local("2026-09-30T09:00"))
    wang.reads_digest("【今天的安排】", "王芳", "15:00")
    assert "今天的拜访" not in wang.new()
    await wang.presses(f"{wang.line('王芳')} 改期")
    await wang.says("下周五")
    await wang.says("保存")
    wang.hears("10月9日")
    assert isinstance(place.clock.now(), datetime)
