"""An emergency in free words: safety first, then an urgent complaint, a call or a person (D-26)."""

from __future__ import annotations

import pytest

from bot.services.ports import UnitOfWork
from bot.services.query_records import APPROVED, Content
from tests.conversations.town import Town


async def test_what_was_typed_becomes_an_urgent_complaint(place: Town) -> None:
    """Only what it is about is asked; leaders hear of it, and a call within minutes is offered."""
    wang, li, zhang = await place.sits("王强"), await place.sits("李静"), await place.sits("张三")
    await zhang.says("我们机房断电了，全公司断网，你们快来人")
    zhang.hears("请您不要着急", "请问您希望我们怎样帮助您？")
    assert "119" not in zhang.new()
    assert zhang.labels() == ["按紧急情况处理", "请回电话", "转人工"]
    await zhang.presses("按紧急情况处理")
    zhang.hears("请问")
    assert "紧急" not in zhang.labels()
    await zhang.presses("网络")
    zhang.hears("紧急", "我们机房断电了，全公司断网，你们快来人")
    await zhang.presses("提交")
    zhang.hears("T1001", "李静")
    wang.hears("新的紧急投诉T1001", "机房断电")
    li.hears("T1001")
    kept = await place.house.database.read(lambda uow: uow.cases.get(1))
    assert kept is not None
    assert (kept.kind, kept.severity, kept.category) == ("complaint", "urgent", "network")
    assert kept.text == "我们机房断电了，全公司断网，你们快来人"


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("你们装的设备着火了", "119"),
        ("装宽带的时候碰到管子燃气泄漏了", "不要开关电器"),
        ("光猫漏电，我孩子触电了", "120"),
        ("师傅装机的时候有人受伤", "120"),
        ("救命", "110"),
        ("我刚才诈骗转账了两万", "110"),
    ],
)
async def test_whoever_is_in_danger_hears_whom_to_call_first(place: Town, said: str, first: str) -> None:
    zhang = await place.sits("张三")
    await zhang.says(said)
    zhang.hears("请您先", first, "请您不要着急")
    assert zhang.new().index(first) < zhang.new().index("请您不要着急")


async def test_a_call_within_minutes_and_a_person(place: Town) -> None:
    wang, li, zhang = await place.sits("王强"), await place.sits("李静"), await place.sits("张三")
    await zhang.says("我的账户被盗了")
    await zhang.presses("请回电话")
    zhang.hears("请问")
    await zhang.presses("登记号码138****0101")
    await zhang.presses("提交")
    zhang.hears("H1001")
    wang.hears("H1001")
    li.hears("H1001")
    await zhang.says("楼下着火了")
    await zhang.presses("转人工")
    wang.hears("楼下着火了")


async def test_a_question_of_exactly_these_words_comes_first(place: Town) -> None:
    """An approved answer to the very words is given; other words of the same are met as an emergency."""
    now = place.clock.now()
    content = Content("设备漏电处理", "请您拔下电源，并联系装维师傅上门检测。", ("光猫漏电怎么办",))

    def approve(uow: UnitOfWork) -> None:
        query_id = uow.queries.add(content.title)
        assert query_id is not None
        uow.queries.write(query_id, APPROVED, content, [], now, approved_by="周敏", decided_at=now)

    await place.house.database.turn(approve)
    await place.house.learn()
    zhang = await place.sits("张三")
    await zhang.says("光猫漏电怎么办")
    zhang.hears("请您拔下电源")
    assert "按紧急情况处理" not in zhang.labels()
    await zhang.says("光猫漏电了，快派人来")
    assert "按紧急情况处理" in zhang.labels()
    await zhang.says("漏电保护器在你们那里买多少钱")
    assert "按紧急情况处理" not in zhang.labels()


async def test_who_asked_something_else_since_tells_it_anew(place: Town) -> None:
    zhang = await place.sits("张三")
    await zhang.says("楼道里起火了")
    await zhang.says("怎么查余额")
    await zhang.presses("按紧急情况处理")
    await zhang.presses("其他")
    zhang.hears("请问")
    await zhang.says("楼道里的箱子起火")
    zhang.hears("紧急", "楼道里的箱子起火")


async def test_after_a_restart_the_facts_are_still_there(place: Town) -> None:
    zhang = await place.sits("张三")
    await zhang.says("我家光猫冒烟了")
    await place.reopens()
    await zhang.presses("按紧急情况处理")
    await zhang.presses("终端")
    zhang.hears("我家光猫冒烟了")


async def test_an_emergency_in_english(place: Town) -> None:
    li, zhang = await place.sits("李静"), await place.sits("张三")
    await zhang.says("english")
    await zhang.says("There is a gas leak next to your cabinet")
    zhang.hears("call 119", "Please do not worry", "May I ask")
    assert zhang.labels() == ["Treat as urgent", "Call me back", "Talk to a person"]
    await zhang.presses("Treat as urgent")
    await zhang.presses("Other")
    zhang.hears("Urgent", "There is a gas leak next to your cabinet")
    await zhang.presses("Submit")
    li.hears("There is a gas leak next to your cabinet")
