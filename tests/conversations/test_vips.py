"""What a VIP asks by night: the manager at once, then who stands in, then level by level (D-14, T3)."""

from __future__ import annotations

from tests.conversations.person import Person
from tests.conversations.town import Town

ASKED = "我的合同原件放在哪位同事那里了"
NIGHT = "2026-10-14T23:30"


async def asks(place: Town, name: str = "张三") -> Person:
    """Let a customer ask by night what no approved answer covers."""
    customer = await place.sits(name)
    await place.reaches(place.local(NIGHT))
    await customer.says(ASKED)
    customer.hears("W1001")
    assert "非工作时间" not in customer.new()
    return customer


async def test_one_after_another_until_somebody_takes_note(place: Town) -> None:
    wang, li, zhou = [await place.sits(name) for name in ("王强", "李静", "周敏")]
    await asks(place)
    wang.hears("VIP客户的请求", "W1001", ASKED, "请先点“已知悉”")
    assert li.new() == zhou.new() == ""
    await place.passes(minutes=11)
    # No deputy is named: the supervisor hears in their place, and decides as a supervisor.
    li.hears("VIP客户的请求，王强尚未确认", "W1001")
    assert {"已知悉", "接手", "指示"} <= set(li.labels()) and "答复" not in li.labels()
    await place.passes(minutes=10)
    assert li.seat.seen()[-1].text.count("W1001") == 1 and zhou.new() == ""
    await place.passes(minutes=20)
    zhou.hears("王强和主管尚未确认")
    # Whoever was woken hears at once that it is seen to, and in the morning nothing of it.
    await li.presses("已知悉")
    wang.hears("李静已知悉", "W1001")
    zhou.hears("李静已知悉")
    wang.reads()
    zhou.reads()
    await place.passes(minutes=60)
    wang.silent()
    await place.reaches(place.local("2026-10-15T09:01"))
    assert "李静已知悉" not in wang.new() + zhou.new()


async def test_answered_in_the_night_whoever_was_woken_hears_it(place: Town) -> None:
    """The supervisor need not lie awake over what the manager has answered; who slept, sleeps on."""
    wang, li, zhou = [await place.sits(name) for name in ("王强", "李静", "周敏")]
    await asks(place)
    await place.passes(minutes=11)
    li.hears("W1001")
    await wang.presses("答复")
    await wang.says("合同原件由档案室保管。")
    await wang.presses("发送")
    li.hears("已答复", "W1001", "王强")
    zhou.silent()
    await place.reaches(place.local("2026-10-15T09:01"))
    assert "已答复" not in zhou.new()


async def test_taken_over_or_met_in_the_night(place: Town) -> None:
    wang, li, zhou = [await place.sits(name) for name in ("王强", "李静", "周敏")]
    await asks(place)
    await place.passes(minutes=42)
    zhou.hears("W1001")
    await li.presses("接手")
    zhou.hears("李静已知悉", "W1001")
    wang.hears("李静已接手")
    assert wang.new().count("李静已") == 1


async def test_the_deputy_comes_first_and_may_answer(place: Town) -> None:
    wang, zhao, li = [await place.sits(name) for name in ("王强", "赵磊", "李静")]
    deputy, customer, now = place.staff["赵磊"].id, place.customers["张三"].id, place.clock.now()
    await place.house.database.turn(lambda uow: uow.profiles.change(customer, None, now, deputy_id=deputy))
    zhang = await asks(place)
    await place.passes(minutes=11)
    zhao.hears("VIP客户的请求，王强尚未确认", "W1001")
    await zhao.presses("已知悉")
    await zhao.presses("答复")
    await zhao.says("合同原件由王强保管，明天上午给您送去。")
    await zhao.presses("发送")
    zhang.hears("明天上午给您送去")
    await place.passes(minutes=60)
    assert "尚未确认" not in wang.new() + li.new()


async def test_others_wait_for_the_morning(place: Town) -> None:
    li = await place.sits("李静")
    guest = await place.stranger("访客")
    await place.reaches(place.local(NIGHT))
    await guest.says(ASKED)
    guest.hears("W1001")
    await place.passes(minutes=60)
    assert "W1001" not in li.new()
    await place.reaches(place.local("2026-10-15T09:01"))
    li.hears("新的咨询W1001")
    assert "VIP" not in li.new()
