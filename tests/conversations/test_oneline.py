"""One typed line is a record: what was understood is shown, what is not sure is asked."""

from __future__ import annotations

import pytest

from tests.conversations.town import Person, Town

# The town wakes on a Tuesday, 2026-09-29.


async def logged(place: Town, name: str) -> list[tuple[str, str]]:
    """Return kind and content of what is on file about a customer, latest first."""
    customer = place.customers[name]
    kept = await place.house.database.read(lambda uow: uow.contacts.of_customer(customer.id, 9))
    return [(contact.kind, contact.content) for contact in kept]


def line(person: Person, field: str) -> str:
    """Return what the newest summary says of a field."""
    shown = person.seat.seen()[-1].text.split("\n")
    return next((words.removeprefix(f"{field}：") for words in shown if words.startswith(f"{field}：")), "")


async def test_the_line_of_a_visit(place: Town) -> None:
    """Kind, customer, content, suggestion and the next time, with both Wednesdays a tap away (C3, D-1)."""
    wang = await place.sits("王强")
    await wang.says("拜访 张三 谈了5G套餐,地下室信号差 建议:延长营业时间 下周三10点再访")
    assert (line(wang, "客户"), line(wang, "内容")) == ("张三", "谈了5G套餐,地下室信号差")
    assert line(wang, "建议") == "延长营业时间"
    assert line(wang, "下次") == "10月7日（周三）10:00（请核对）"
    await wang.presses("下次：9月30日（周三）10:00")
    assert line(wang, "下次") == "9月30日（周三）10:00"
    await wang.presses("下次：10月7日（周三）10:00")
    assert line(wang, "下次") == "10月7日（周三）10:00"
    await wang.presses("下次：9月30日（周三）10:00", 0)
    wang.hears("按钮" if "按钮" in wang.new() else "请")
    assert line(wang, "下次") == "10月7日（周三）10:00"
    await wang.presses("保存")
    wang.hears("已保存张三的拜访记录", "J1001", "10月7日（周三）10:00")
    assert await logged(place, "张三") == [("visit", "谈了5G套餐,地下室信号差")]


async def test_a_next_day_that_does_not_exist(place: Town) -> None:
    """The day is said not to exist and asked anew; it is not dropped in silence (C3)."""
    wang = await place.sits("王强")
    await wang.says("拜访 王芳 谈了套餐 2月30日再访")
    wang.hears("2月30日不存在", "请问")
    await wang.says("10月9日10点")
    assert line(wang, "下次") == "10月9日（周五）10:00"
    await wang.says("取消")


async def test_a_call_nobody_answered(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("电话 张三 无人接")
    wang.hears("电话记录", "无人接听")
    await wang.presses("保存")
    assert await logged(place, "张三") == [("call", "无人接")]
    await wang.says("刚给王芳打电话没打通")
    assert (line(wang, "客户"), line(wang, "结果")) == ("王芳", "无人接听")


async def test_a_complaint_with_its_category(place: Town) -> None:
    """断网 is the network's; what is plain is not asked (C4)."""
    wang = await place.sits("王强")
    await wang.says("投诉 王芳 重大 断网两天")
    wang.hears("王芳", "断网两天", "重大", "网络")
    await wang.presses("保存")
    wang.hears("T1001")
    await wang.says("投诉 张三 专线断了影响营业 还多扣费")
    wang.hears("一般（请核对）", "网络（请核对）")
    await wang.presses("程度：重大")
    await wang.presses("类别：资费")
    assert (line(wang, "程度"), line(wang, "类别")) == ("重大", "资费")


async def test_a_complaint_keeps_every_word(place: Town) -> None:
    """What else is said in a complaint are its facts: when, a suggestion, when to call again (C4)."""
    wang = await place.sits("王强")
    await wang.says("昨天下午 投诉 张三 断网 建议:换光猫 明天再联系")
    wang.hears("投诉登记", "昨天下午 断网 建议:换光猫 明天再联系")


async def test_told_plainly(place: Town) -> None:
    """What the customer said he will do is when to come again (C8)."""
    wang = await place.sits("王强")
    await wang.says("刚去了张三那,谈了宽带续约,他下个月十五号前答复")
    assert line(wang, "内容") == "谈了宽带续约,他下个月十五号前答复"
    assert line(wang, "下次") == "10月15日（周四）09:00"
    await wang.presses("保存")
    wang.hears("已保存张三的拜访记录", "10月15日")


async def test_a_reception(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("张三来营业厅办了过户")
    wang.hears("来访记录", "办了过户")
    await wang.presses("保存")
    assert await logged(place, "张三") == [("reception", "办了过户")]


async def test_a_promise_has_its_own_due_time(place: Town) -> None:
    """我答应周五前给他发资料 is owed by Friday's close of business (C8)."""
    wang = await place.sits("王强")
    await wang.says("拜访 张三 谈了专线，我答应周五前给他发资料")
    assert line(wang, "内容") == "谈了专线"
    assert line(wang, "承诺") == "我答应周五前给他发资料（10月2日（周五）18:00前）"
    await wang.presses("保存")
    wang.hears("承诺", "10月2日（周五）18:00")


async def test_whose_promise_is_asked(place: Town) -> None:
    """Whoever promised where nobody is named: one tap tells it was the customer."""
    wang = await place.sits("王强")
    await wang.says("拜访 张三 谈了专线，答应10月12日前安排")
    assert line(wang, "承诺").endswith("（请核对）")
    await wang.presses("承诺是客户的")
    assert line(wang, "承诺") == ""
    assert line(wang, "下次").startswith("10月12日")
    wang.hears("谈了专线 答应10月12日前安排")


async def test_a_kind_that_is_not_sure(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("和张三聊了新套餐，他说考虑一下")
    wang.hears("电话记录", "聊了新套餐")
    await wang.presses("改为拜访")
    wang.hears("拜访记录", "聊了新套餐")
    await wang.presses("改为电话")
    wang.hears("电话记录", "已接通")
    await wang.presses("改为拜访")
    await wang.presses("保存")
    assert await logged(place, "张三") == [("visit", "聊了新套餐，他说考虑一下")]


async def test_what_happened_before(place: Town) -> None:
    """昨天下午 is when it happened, told with both times where it is late (O1)."""
    wang = await place.sits("王强")
    await wang.says("昨天下午去了张三家，装机顶盒没信号")
    assert (line(wang, "客户"), line(wang, "内容")) == ("张三", "装机顶盒没信号")
    assert line(wang, "地点") == "家"
    assert line(wang, "发生时间") == "9月28日（周一）14:00"
    await wang.presses("保存")
    wang.hears("已保存张三")


async def test_two_of_one_name(place: Town) -> None:
    """Two customers of one name are a button each; what else was understood is said (G1)."""
    wang = await place.sits("王强")
    await wang.says("拜访 张伟 谈了专线 明天下午三点再访")
    wang.hears("已读出：谈了专线", "请问是哪位客户")
    buttons = [label for label in wang.labels() if label.startswith("张伟")]
    assert len(buttons) == 2
    await wang.presses(buttons[1])
    wang.hears("张伟", "谈了专线", "9月30日（周三）15:00")


async def test_a_name_written_without_a_gap(place: Town) -> None:
    """What stands behind the name of a customer on file is content."""
    wang = await place.sits("王强")
    await wang.says("拜访张三新装一条宽带")
    assert (line(wang, "客户"), line(wang, "内容")) == ("张三", "新装一条宽带")


async def test_a_title_is_nobodys_name(place: Town) -> None:
    """The only customer called 王 may be meant by 王总: to be checked before it is saved."""
    wang = await place.sits("王强")
    await wang.says("电话 王总 无人接")
    assert line(wang, "客户") == "王芳（请核对）"
    await wang.says("电话 张总 无人接")
    wang.hears("请问是哪位客户", "无人接")
    assert len([label for label in wang.labels() if label.startswith("张")]) == 3


async def test_a_time_that_has_passed_is_asked_about(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("拜访 张三 谈了专线 昨天下午再访")
    wang.hears("已经过去", "请问下次什么时候联系")
    await wang.says("明天下午三点")
    assert line(wang, "下次") == "9月30日（周三）15:00"


async def test_a_loose_time_is_asked_about(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("拜访 张三 谈专线 改天再约")
    wang.hears("请问下次什么时候联系")


async def test_a_time_that_is_only_told_is_offered(place: Town) -> None:
    """周四上门安装 is no agreement to come again, but one tap makes it one."""
    wang = await place.sits("王强")
    await wang.says("拜访 张三 续约谈妥了，周四上门安装")
    assert line(wang, "下次") == ""
    await wang.presses("下次：10月1日（周四）09:00")
    assert line(wang, "下次") == "10月1日（周四）09:00"


async def test_a_question_is_owed_an_answer(place: Town) -> None:
    """What the customer asked and was not told becomes a duty of its own (C7)."""
    wang = await place.sits("王强")
    await wang.says("拜访 张三 他问专线能不能提速到千兆")
    assert line(wang, "问题") == "专线能不能提速到千兆"
    await wang.presses("保存")
    wang.hears("W1001")


async def test_a_line_typed_in_mid_form(place: Town) -> None:
    """A log line while another form is open is offered as a record of its own, not swallowed."""
    wang = await place.sits("王强")
    await wang.says("记拜访")
    await wang.says("王芳")
    await wang.says("电话 张三 无人接")
    wang.hears("请问刚才这句话怎么处理", "电话 张三 无人接")
    await wang.presses("记为新的记录")
    assert (line(wang, "客户"), line(wang, "结果")) == ("张三", "无人接听")
    await wang.presses("保存")
    assert await logged(place, "张三") == [("call", "无人接")]
    assert await logged(place, "王芳") == []


async def test_one_line_after_the_other(place: Town) -> None:
    """A line typed over a summary not saved yet begins its own record; the first waits among the drafts."""
    wang = await place.sits("王强")
    await wang.says("拜访 张三 谈了专线")
    await wang.says("电话 王芳 占线")
    wang.hears("草稿", "占线")
    await wang.presses("保存")
    wang.hears("已保存王芳的电话记录", "张三")
    await wang.presses("继续")
    await wang.presses("保存")
    assert await logged(place, "张三") == [("visit", "谈了专线")]


async def test_a_line_in_mid_form_that_is_an_answer(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("记拜访")
    await wang.says("王芳")
    await wang.says("电话 张三 无人接")
    await wang.says("作为回答")
    wang.hears("请问客户提了什么建议")
    await wang.presses("没有")
    await wang.presses("暂不安排")
    assert (line(wang, "客户"), line(wang, "内容")) == ("王芳", "电话 张三 无人接")
    await wang.presses("作为回答", 0)
    wang.hears("按钮")


async def test_a_line_about_the_open_customer_is_an_answer(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("记拜访")
    await wang.says("张三")
    await wang.says("刚去了张三那,谈了续约")
    wang.hears("请问客户提了什么建议")


@pytest.mark.parametrize(
    "text",
    ["line-pick:9:99:next=0", "line-pick:0:0:next=x", "line-pick:0:0:", "line-new:0:0:", "line-answer:0:7:"],
)
async def test_forged_buttons_are_answered_politely(web: Town, text: str) -> None:
    wang = await web.sits("王强")
    await wang.forges(text)
    wang.hears("按钮")
    await wang.says("拜访 张三 谈了专线 下周三再访")
    await wang.forges(text)
    assert "谈了专线" in wang.new() or "按钮" in wang.new()


async def test_somebody_elses_customer_is_not_logged(place: Town) -> None:
    """陈晨 is served by 赵磊: who it is is told, nothing of hers is shown (G1)."""
    wang = await place.sits("王强")
    await wang.says("拜访 陈晨 谈了专线")
    wang.hears("赵磊", "请问是哪位客户", "谈了专线")
    assert not any("陈晨" in label for label in wang.labels())
