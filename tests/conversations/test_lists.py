"""Long lists go on pages, and what was acknowledged can still be taken over (O7, E2)."""

from __future__ import annotations

from bot.services.ports import UnitOfWork
from tests.conversations.town import Town


async def test_what_is_late_goes_on_pages(place: Town) -> None:
    """Twelve late matters: ten, and the rest behind 更多, each still to be taken over."""
    wang, li = await place.sits("王强"), await place.sits("李静")
    for number in range(1, 13):
        await wang.says(f"拜访 张三 谈了套餐 建议:第{number}条建议")
        await wang.presses("保存")
    await place.reaches(place.local("2026-10-10T09:00"))
    await li.says("逾期")
    li.hears("逾期12件", "1、", "10、")
    assert "11、" not in li.new()
    await li.presses("更多")
    li.hears("逾期12件", "11、", "12、")
    assert "更多" not in li.labels()
    await li.presses("12 接手")
    li.hears("已由您接手", "J1012")


async def test_customers_go_on_pages(place: Town) -> None:
    """A manager of many customers reaches every one of them, by the list and by a part of a name."""
    wang = await place.sits("王强")

    def many(uow: UnitOfWork) -> None:
        for number in range(12):
            uow.people.add_customer(
                f"李{'甲乙丙丁戊己庚辛壬癸子丑'[number]}",
                place.clock.now(),
                tier="silver",
                phone=f"138000002{number:02}",
                manager_id=place.staff["王强"].id,
            )

    await place.house.database.turn(many)
    await wang.says("客户")
    seen = set(wang.labels())
    await wang.presses("更多")
    assert not seen & (set(wang.labels()) - {"更多"})
    seen |= set(wang.labels())
    assert len(seen - {"更多"}) == 16
    await wang.says("客户 李")
    assert len(wang.labels()) == 6
    await wang.presses("更多")
    assert len(wang.labels()) == 6
    await wang.presses("更多")
    assert len(wang.labels()) == 2
    await wang.presses(wang.labels()[-1])
    wang.hears("李")
    await wang.says("邀请 李")
    await wang.presses("更多")
    await wang.presses(wang.labels()[0])
    wang.hears("代码：")


async def test_after_an_instruction_the_matter_can_be_taken_over(place: Town) -> None:
    """指示 acknowledges; 接手 stays within reach, under the receipt and under the alert."""
    wang, li = await place.sits("王强"), await place.sits("李静")
    await wang.says("投诉 王芳 重大 断网两天")
    await wang.presses("保存")
    await li.presses("指示")
    await li.says("今天务必到现场")
    await li.presses("发送")
    li.hears("指示已发给责任人")
    assert {"接手", "指示"} <= set(li.labels())
    await li.presses("已知悉")
    li.hears("李静已于")
    await li.presses("接手")
    li.hears("已由您接手")
    wang.hears("李静")


async def test_a_matter_of_ones_own_is_answered_not_taken_over(place: Town) -> None:
    """Who took a matter over and is alerted about it is offered what an owner can do."""
    wang, li = await place.sits("王强"), await place.sits("李静")
    await wang.says("投诉 王芳 重大 断网两天")
    await wang.presses("保存")
    said, acknowledge = li.button("已知悉")
    await li.presses("接手")
    await li.seat.presses(acknowledge, said.handle)
    await place.settle()
    assert "答复" in li.labels() and "接手" not in li.labels()
