"""What a guided form's content tells besides is suggested, and dropped by one tap (C2, C3, C8)."""

from __future__ import annotations

from tests.conversations.test_oneline import line, logged
from tests.conversations.town import Person, Town


async def told(wang: Person, content: str) -> None:
    await wang.says("/visit")
    await wang.says("张三")
    await wang.says(content)


async def test_a_suggestion_a_promise_and_the_next_time_are_read(place: Town) -> None:
    """Nothing that was found is asked again; the content stays word for word (D-1)."""
    wang = await place.sits("王强")
    content = "谈了续约，客户建议早点开门，我答应周五前给他发资料，下下周三下午三点再访"
    await told(wang, content)
    assert line(wang, "内容") == content
    assert line(wang, "建议") == "早点开门（请核对）"
    assert line(wang, "承诺") == "我答应周五前给他发资料（10月2日（周五）18:00前）（请核对）"
    assert line(wang, "下次") == "10月14日（周三）15:00（请核对）"
    await wang.presses("保存")
    wang.hears("J1001", "C1002", "10月14日（周三）15:00")
    assert await logged(place, "张三") == [("visit", content)]


async def test_what_was_read_is_dropped_by_one_tap(place: Town) -> None:
    wang = await place.sits("王强")
    await told(wang, "客户建议早点开门，他问专线能不能提速到千兆，明天下午三点再访")
    assert {"去掉建议", "去掉问题", "去掉下次"} <= set(wang.labels())
    await wang.presses("去掉建议")
    await wang.presses("去掉下次")
    assert (line(wang, "建议"), line(wang, "下次")) == ("", "")
    assert line(wang, "内容").startswith("客户建议早点开门")
    await wang.presses("去掉问题", 0)
    wang.hears(place.house.desk.say("error-stale-step"))
    await wang.presses("保存")
    wang.hears("W1001")
    assert "J100" not in wang.new() and "下次" not in wang.new()


async def test_a_complaint_that_was_read_asks_how_serious_it_is(place: Town) -> None:
    """No complaint without its severity, also where the content is changed on the summary (D-26)."""
    wang = await place.sits("王强")
    await told(wang, "谈了续约")
    await wang.presses("没有")
    await wang.presses("暂不安排")
    await wang.presses("改")
    await wang.presses("内容")
    await wang.says("谈了续约，客户投诉断网两天")
    wang.hears("请问这件投诉有多严重")
    await wang.presses("一般")
    assert line(wang, "投诉") == "断网两天（请核对）"
    await wang.presses("去掉投诉")
    assert (line(wang, "投诉"), line(wang, "程度")) == ("", "")
    await wang.presses("保存")
    assert "T100" not in wang.new()


async def test_a_changed_content_is_read_anew_and_answers_stand(place: Town) -> None:
    wang = await place.sits("王强")
    await told(wang, "客户建议早点开门")
    await wang.says("明天下午三点")
    await wang.presses("改")
    await wang.presses("内容")
    await wang.says("他问专线能不能提速到千兆")
    assert line(wang, "建议") == ""
    wang.hears("请问客户提了什么建议")
    await wang.presses("没有")
    assert (line(wang, "问题"), line(wang, "下次")) == (
        "专线能不能提速到千兆（请核对）",
        "9月30日（周三）15:00",
    )


async def test_which_wednesday_is_one_tap(place: Town) -> None:
    wang = await place.sits("王强")
    await told(wang, "谈了续约 下周三10点再访")
    await wang.presses("没有")
    assert line(wang, "下次") == "10月7日（周三）10:00（请核对）"
    await wang.presses("下次：9月30日（周三）10:00")
    assert line(wang, "下次") == "9月30日（周三）10:00"
