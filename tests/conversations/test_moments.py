"""Birthdays by the sun and the moon: told ahead, on the day with words, settled by one tap (D-17, D-18)."""

from __future__ import annotations

from typing import Any

import pytest

from bot.standard.yearday import YearDay
from tests.conversations.town import Town


async def born(place: Town, name: str, day: YearDay, **fields: Any) -> None:
    """Keep somebody's birthday in their file."""
    customer, now = place.customers[name], place.clock.now()
    await place.house.database.turn(
        lambda uow: uow.profiles.change(customer.id, None, now, birthday=day, **fields)
    )


async def test_a_week_ahead_the_eve_and_the_day(place: Town) -> None:
    wang = await place.sits("王强")
    await born(place, "张三", YearDay(10, 20))
    await place.reaches(place.local("2026-10-13T08:31"))
    told = wang.reads_digest("【生日和纪念日】", "张三 生日 · 10月20日（周二）")
    assert "10月20日（周二）18:00" not in told
    await place.reaches(place.local("2026-10-13T09:01"))
    # Nothing was done about it: it stands once more among what is pending, and then no more until the eve.
    await place.reaches(place.local("2026-10-14T08:31"))
    wang.reads_digest("【未处理的提醒】", "张三 生日")
    await place.reaches(place.local("2026-10-15T08:31"))
    assert "张三 生日" not in wang.reads_digest("早报")
    await place.reaches(place.local("2026-10-19T08:31"))
    wang.reads_digest("张三 生日 · 10月20日（周二）")
    wang.reads()
    await place.reaches(place.local("2026-10-20T09:00"))
    wang.hears("今天", "张三 生日", "问候参考：张三，您好。今天是您的生日")
    assert {"已祝福", "已送礼", "跳过", "稍后", "转交"} <= set(wang.labels())
    await wang.presses("已送礼")
    wang.hears("已记录送礼：张三 生日")
    await place.reaches(place.local("2026-10-20T17:31"))
    assert not any("晚报" in said.text and "张三 生日" in said.text for said in wang.digests())


async def test_by_the_moon_and_left_for_the_evening(place: Town) -> None:
    """腊月三十 is the 29th of that month in 2027: 5 February."""
    wang = await place.sits("王强")
    await born(place, "张三", YearDay(12, 30, None, True))
    await place.reaches(place.local("2027-02-05T08:31"))
    await place.reaches(place.local("2027-02-05T09:00"))
    wang.hears("今天", "张三 生日")
    await place.reaches(place.local("2027-02-05T17:31"))
    wang.reads_digest("晚报", "张三 生日 · 2月5日（周五）")
    await wang.presses(f"{wang.line('张三 生日')} 跳过")
    await wang.says("今日")
    assert "张三 生日" not in wang.new()


@pytest.mark.parametrize("agreed", [True, False])
async def test_who_agreed_is_greeted_and_nothing_is_left_to_do(place: Town, agreed: bool) -> None:
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await zhang.says("你好")
    await born(place, "张三", YearDay(10, 20), greetings=agreed)
    zhang.reads()
    await place.reaches(place.local("2026-10-20T09:00"))
    if not agreed:
        assert "生日" not in zhang.new()
        wang.hears("问候参考")
        return
    # The session opens with 您好, which is said once (A1).
    zhang.hears("您好，星河通信！\n张三，今天是您的生日，星河通信祝您生日快乐")
    assert zhang.new().count("您好") == 1
    wang.hears("已自动祝福", "张三 生日", "发出的问候")
    assert [label for label, _ in wang.seat.seen()[-1].buttons] == []
    await wang.says("今日")
    assert "张三 生日" not in wang.new()


async def test_who_is_greeted_in_english_is_greeted_once(place: Town) -> None:
    zhang = await place.sits("张三")
    await zhang.says("english")
    await born(place, "张三", YearDay(10, 20), greetings=True)
    zhang.reads()
    await place.reaches(place.local("2026-10-20T09:00"))
    zhang.hears("today is your birthday", "星河通信")
    assert zhang.new().count("Hello") == 1
