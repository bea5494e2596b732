"""An odd line that names a customer: what may be meant is one tap each, and what was written stays."""

from __future__ import annotations

from tests.conversations.test_oneline import line, logged
from tests.conversations.town import Town


async def test_a_misspelt_word_ahead_of_the_name(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("拜防 张三 谈了续约")
    wang.hears("张三（尾号0101，金卡）", "请问要做什么")
    assert wang.labels() == ["记拜访", "记电话", "预约", "打电话", "档案"]
    await wang.presses("记拜访")
    wang.hears("请问客户提了什么建议")
    await wang.presses("没有")
    await wang.presses("暂不安排")
    assert (line(wang, "客户"), line(wang, "内容")) == ("张三", "谈了续约")
    await wang.presses("保存")
    assert await logged(place, "张三") == [("visit", "谈了续约")]
    await wang.presses("记拜访", 0)
    wang.hears("以最新的消息为准")


async def test_a_plan_told_as_a_sentence(place: Town) -> None:
    """下周三10点去拜访王芳 is to come: 预约 comes first, with the time filled in (B18)."""
    wang = await place.sits("王强")
    await wang.says("下周三10点去拜访王芳")
    assert wang.labels()[0] == "预约"
    await wang.presses("预约")
    wang.hears("请问这次见面的目的")
    await wang.presses("办理续约")
    await wang.says("客户家中")
    await wang.presses("已电话预约")
    assert line(wang, "时间") == "10月7日（周三）10:00"


async def test_a_word_glued_to_the_name(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("打电话张三")
    assert wang.labels()[0] == "打电话"
    await wang.presses("打电话")
    wang.hears("张三", "话术")


async def test_several_who_may_be_meant(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("下周找张伟弄一下")
    assert len([label for label in wang.labels() if label.startswith("张伟")]) == 2
    await wang.presses("张伟（尾号0104，银卡）")
    wang.hears("张伟（尾号0104，银卡）", "请问要做什么")
    await wang.presses("记电话")
    wang.hears("请问电话打通了吗")
    await wang.presses("已接通")
    wang.hears("请问客户提了什么建议")


async def test_somebody_elses_customer_is_not_offered(place: Town) -> None:
    """陈晨 is served by 赵磊: nothing is told of her (G1)."""
    wang = await place.sits("王强")
    await wang.says("拜防 陈晨 谈了续约")
    assert "陈晨" not in "".join(wang.labels()) and "0105" not in wang.new()


async def test_a_longer_name_is_not_the_shorter_one(place: Town) -> None:
    wang = await place.sits("王强")
    manager = place.staff["王强"].id
    await place.house.database.turn(
        lambda uow: uow.people.add_customer("张三丰", place.clock.now(), tier="gold", manager_id=manager)
    )
    await wang.says("打电话张三丰")
    wang.hears("张三丰（金卡）", "请问要做什么")
