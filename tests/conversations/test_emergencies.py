"""An emergency in free words: safety first, then an urgent complaint, a call or a person (D-26)."""

from __future__ import annotations

import pytest

from bot.services.ports import UnitOfWork
from bot.services.query_records import APPROVED, Content
from tests.conversations.town import Town


async def test_what_was_typed_becomes_an_urgent_complaint(place: Town) -> None:
    """One tap, and nothing more is asked; leaders hear of it, and a call within minutes is offered."""
    wang, li, zhang = await place.sits("王强"), await place.sits("李静"), await place.sits("张三")
    await zhang.says("我们机房断电了，全公司断网，你们快来人")
    zhang.hears("请您不要着急", "请问您希望我们怎样帮助您？")
    assert "119" not in zhang.new()
    assert zhang.labels() == ["按紧急情况处理", "请回电话", "转人工"]
    await zhang.presses("按紧急情况处理")
    zhang.hears("T1001", "李静")
    assert "拨打138****0101" in zhang.labels()
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
    zhang.hears("T1001")
    await zhang.presses("按紧急情况处理")
    zhang.hears("请问")
    kept, more = await place.house.database.read(lambda uow: (uow.cases.get(1), uow.cases.get(2)))
    assert kept is not None
    assert (kept.text, more) == ("我家光猫冒烟了", None)


async def test_an_emergency_in_english(place: Town) -> None:
    li, zhang = await place.sits("李静"), await place.sits("张三")
    await zhang.says("english")
    await zhang.says("There is a gas leak next to your cabinet")
    zhang.hears("call 119", "Please do not worry", "May I ask")
    assert zhang.labels() == ["Treat as urgent", "Call me back", "Talk to a person"]
    await zhang.presses("Treat as urgent")
    zhang.hears("T1001")
    li.hears("There is a gas leak next to your cabinet")


async def test_in_the_middle_of_a_form_it_goes_first_and_the_form_goes_on(place: Town) -> None:
    """A suggestion is being written when something burns: it is kept, and goes on afterwards."""
    li, zhang = await place.sits("李静"), await place.sits("张三")
    await zhang.says("建议")
    zhang.hears("请问")
    await zhang.says("楼道里起火了")
    zhang.hears("119", "请您不要着急", "已为您保留")
    assert zhang.labels() == ["按紧急情况处理", "请回电话", "转人工", "继续填写"]
    await zhang.presses("按紧急情况处理")
    li.hears("T1001", "楼道里起火了")
    zhang.hears("T1001", "您刚才填写的内容还在")
    await zhang.says("延长营业时间")
    zhang.hears("延长营业时间")
    await zhang.presses("提交")
    zhang.hears("J1002")


@pytest.mark.parametrize(("way", "number"), [("继续填写", "H1001"), ("按紧急情况处理", "H1002")])
async def test_what_was_filled_in_before_is_not_lost(place: Town, way: str, number: str) -> None:
    zhang = await place.sits("张三")
    await zhang.says("请回电话")
    await zhang.presses("登记号码138****0101")
    await zhang.says("着火了")
    zhang.hears("119")
    await zhang.presses(way)
    await zhang.presses("尽快")
    zhang.hears("138****0101")
    await zhang.presses("提交")
    zhang.hears(number)


async def test_in_a_complaint_it_is_what_happened_and_makes_it_urgent(place: Town) -> None:
    li, zhang = await place.sits("李静"), await place.sits("张三")
    await zhang.says("投诉")
    await zhang.presses("网络")
    await zhang.presses("一般")
    await zhang.says("你们的箱子着火了")
    zhang.hears("119", "程度：紧急", "你们的箱子着火了")
    await zhang.says("火很大")
    assert "119" not in zhang.new()
    await zhang.presses("提交")
    li.hears("紧急投诉", "T1001")


async def test_a_person_is_asked_for_out_of_a_form(place: Town) -> None:
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await zhang.says("建议")
    await zhang.says("楼道里起火了")
    await zhang.presses("转人工")
    wang.hears("楼道里起火了")
    await zhang.says("快来人")
    wang.hears("快来人")


async def test_in_a_conversation_a_leader_hears_at_once_and_the_customer_once(place: Town) -> None:
    """The words reach the manager all the same (D-26, A5)."""
    wang, li, zhang = await place.sits("王强"), await place.sits("李静"), await place.sits("张三")
    await zhang.says("转人工")
    await wang.presses("接入")
    await wang.says("请问有什么可以帮您？")
    await zhang.says("你们的设备着火了")
    wang.hears("你们的设备着火了")
    assert "新的" not in wang.new()
    li.hears("紧急投诉", "T1002", "你们的设备着火了", "已知悉")
    zhang.hears("119", "T1002", "主管李静")
    await zhang.says("着火了啊，火越来越大")
    wang.hears("火越来越大")
    assert "119" not in zhang.new()
    await wang.says("已经为您报警。")
    zhang.hears("已经为您报警")
    await li.presses("已知悉")
    zhang.hears("李静已经接手")


async def test_while_waiting_for_a_person_too_and_by_night(place: Town) -> None:
    li, zhang = await place.sits("李静"), await place.sits("张三")
    await place.reaches(place.local("2026-09-29T23:00"))
    await zhang.says("转人工")
    await zhang.says("有人触电了")
    zhang.hears("120", "T1002")
    li.hears("紧急投诉", "T1002")


async def test_an_emergency_in_a_form_in_english(place: Town) -> None:
    zhang = await place.sits("张三")
    await zhang.says("english")
    await zhang.says("suggest")
    await zhang.says("There is a gas leak next to your cabinet")
    zhang.hears("call 119", "kept for you")
    assert zhang.labels()[-1] == "Go on filling in"
