"""Callbacks keep to the customer's wish, and who waits is asked for a number once (A4, C6)."""

from __future__ import annotations

import pytest

from tests.conversations.town import Person, Town


async def _asks(zhang: Person, wish: str) -> None:
    await zhang.says("请回电话")
    await zhang.says("1")
    await zhang.says(wish)


@pytest.mark.parametrize(
    ("wish", "summary", "due"),
    [
        ("尽快", "时间：尽快", "9月29日（周二）12:00"),
        ("上午", "9月29日（周二）上午", "9月29日（周二）12:00"),
        ("下午", "9月29日（周二）下午", "9月29日（周二）16:00"),
        ("晚上", "9月29日（周二）晚上", "9月29日（周二）21:00"),
        ("明天下午三点", "明天下午三点，即9月30日（周三）15:00", "9月30日（周三）17:00"),
        ("今天下午", "今天下午，即9月29日（周二）14:00", "9月29日（周二）16:00"),
        ("今天", "时间：今天", "9月29日（周二）12:00"),
        ("方便的时候", "时间：方便的时候", "9月29日（周二）12:00"),
    ],
)
async def test_a_call_is_due_after_the_wished_time(place: Town, wish: str, summary: str, due: str) -> None:
    """The summary says what was understood; the manager and the customer are told the same time."""
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await _asks(zhang, wish)
    zhang.hears(summary)
    await zhang.presses("提交")
    zhang.hears("H1001", due)
    wang.hears("H1001", due)


async def test_a_part_of_the_day_that_is_over_is_the_next_working_days(place: Town) -> None:
    """On the eve of the holiday a morning call is for the first working day after it."""
    zhang = await place.sits("张三")
    await place.reaches(place.local("2026-09-30T15:00"))
    await _asks(zhang, "上午")
    zhang.hears("10月8日（周四）上午")
    await zhang.presses("提交")
    zhang.hears("10月8日（周四）11:00")
    await _asks(zhang, "下午")
    zhang.hears("9月30日（周三）下午")
    await zhang.presses("提交")
    zhang.hears("9月30日（周三）17:00")


async def test_a_time_that_is_over_is_asked_again(place: Town) -> None:
    """Nothing is promised for a moment that has passed; the question stands, with an example."""
    zhang = await place.sits("张三")
    await _asks(zhang, "今天上午九点")
    zhang.hears("9月29日（周二）09:00已经过去", "例如：明天上午十点", "什么时候接到电话")
    await zhang.says("明天上午十点")
    await zhang.presses("提交")
    zhang.hears("9月30日（周三）12:00")


async def test_a_wish_that_passed_over_an_open_form_is_kept_at_once(place: Town) -> None:
    """Whoever submits later than wished is called within the policy's deadline."""
    zhang = await place.sits("张三")
    await _asks(zhang, "今天十点半")
    await place.passes(hours=1)
    await zhang.presses("提交")
    zhang.hears("9月29日（周二）13:00")


async def test_who_waits_for_several_answers_is_offered_one_call(place: Town) -> None:
    """However many questions are open, A4 is said once; who is to be called is not asked again."""
    zhang = await place.sits("张三")
    for text in ("我的合同原件放在哪位同事那里", "楼下那根电线杆归哪家管", "大厅墙上的油画出自谁手"):
        await zhang.says(text)
        zhang.hears("请您稍等一下")
    await place.passes(minutes=4)
    assert zhang.new().count("电话号码") == 1
    await zhang.presses("拨打138****0101")
    zhang.hears("H1004")
    await zhang.says("门口的石狮子是哪一年放的")
    zhang.hears("请您稍等一下")
    await place.passes(minutes=4)
    assert "电话号码" not in zhang.new()


async def test_who_asked_for_a_call_is_not_offered_one(place: Town) -> None:
    """A callback requested within the three minutes takes the offer's place."""
    zhang = await place.sits("张三")
    await zhang.says("我的合同原件放在哪位同事那里")
    await _asks(zhang, "尽快")
    await zhang.presses("提交")
    zhang.hears("H1002")
    await place.passes(minutes=4)
    assert "电话号码" not in zhang.new()


async def test_once_called_a_new_wait_is_offered_a_call_again(place: Town) -> None:
    """The call was made: the next question that waits starts its own three minutes."""
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await _asks(zhang, "尽快")
    await zhang.presses("提交")
    await wang.presses("已回电")
    await zhang.says("我的合同原件放在哪位同事那里")
    await place.passes(minutes=4)
    zhang.hears("电话号码")
