"""Command words, names and numbers typed while a form is open: obeyed, and nothing of the form is lost."""

from __future__ import annotations

import pytest

from tests.conversations.test_oneline import line, logged
from tests.conversations.town import Person, Town


async def at_the_content(wang: Person) -> None:
    await wang.says("/visit")
    await wang.says("王芳")
    wang.hears("请问谈了什么")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("今日", "今天0件"),
        (" 今 日。", "今天0件"),
        ("／今日", "今天0件"),
        ("ｔｏｄａｙ", "今天0件"),
        ("我的预约", "预约"),
        ("话术", "话术"),
        ("草稿", "没写完的内容"),
        ("打电话 张三", "张三"),
        ("档案 张三", "13800000101"),
        ("打电话", "请选择要联系的客户"),
    ],
)
async def test_a_command_at_an_open_question_is_obeyed(web: Town, text: str, answer: str) -> None:
    """The form goes among the drafts, and one tap goes on with it (C3, O7)."""
    wang = await web.sits("王强")
    await at_the_content(wang)
    await wang.says(text)
    wang.hears("拜访记录·王芳", "放入草稿，输入“草稿”可以继续", answer)
    await wang.presses("继续")
    wang.hears("请问谈了什么")
    await wang.says("谈了宽带续约")
    wang.hears("请问客户提了什么建议")


async def test_the_word_was_meant_as_the_answer(place: Town) -> None:
    """Content of one word: one tap takes it as such, and the form is where it was."""
    wang = await place.sits("王强")
    await at_the_content(wang)
    await wang.says("今日")
    await wang.presses("记为内容")
    wang.hears("请问客户提了什么建议")
    await wang.presses("没有")
    await wang.presses("暂不安排")
    assert line(wang, "内容") == "今日"
    await wang.presses("保存")
    assert await logged(place, "王芳") == [("visit", "今日")]
    await wang.presses("记为内容")
    wang.hears("以最新的消息为准")


async def test_today_is_an_answer_to_a_question_of_time(place: Town) -> None:
    """今天 where a time is asked for is that time, though it may have passed."""
    wang = await place.sits("王强")
    await at_the_content(wang)
    await wang.says("谈了宽带续约")
    await wang.presses("没有")
    await wang.says("今天")
    wang.hears("已经过去", "请问下次什么时候联系")
    await wang.says("今天下午四点")
    assert line(wang, "下次") == "9月29日（周二）16:00"


async def test_another_form_is_begun_in_mid_form(place: Town) -> None:
    """预约 张三 and 记拜访 张三 open their form with the customer filled in; the first waits."""
    wang = await place.sits("王强")
    await at_the_content(wang)
    await wang.says("预约 张三")
    wang.hears("放入草稿", "请问这次见面的目的")
    await wang.says("取消")
    wang.hears("您还有没写完的内容：拜访记录·王芳")
    await wang.presses("继续")
    await wang.says("记拜访 张三")
    wang.hears("放入草稿", "请问谈了什么")
    await wang.says("送了账单")
    assert line(wang, "客户") == "张三"
    await wang.presses("保存")
    assert await logged(place, "张三") == [("visit", "送了账单")]


async def test_words_that_only_begin_like_a_command_are_the_answer(place: Town) -> None:
    wang = await place.sits("王强")
    await at_the_content(wang)
    await wang.says("预约 了下周的装机")
    wang.hears("请问客户提了什么建议")
    await wang.says("客户 希望早点开门")
    await wang.presses("暂不安排")
    assert (line(wang, "内容"), line(wang, "建议")) == ("预约 了下周的装机", "客户 希望早点开门")


async def test_somebody_elses_customer_is_refused_and_the_form_stands(place: Town) -> None:
    wang = await place.sits("王强")
    await at_the_content(wang)
    await wang.says("/plan 陈晨")
    wang.hears("赵磊")
    assert "0105" not in wang.new()


@pytest.mark.parametrize("text", ["取消", "撤销", "／取消", "撤销。"])
async def test_leaving_at_any_step(web: Town, text: str) -> None:
    wang = await web.sits("王强")
    await at_the_content(wang)
    await wang.says(text)
    wang.hears("已取消")
    await wang.says("/visit")
    await wang.says(text)
    wang.hears("已取消")
    await wang.says("拜访 张三 谈了专线")
    await wang.says(text)
    wang.hears("已取消")
    await wang.says("草稿")
    wang.hears("没有未写完的内容")


async def test_taking_back_while_one_field_is_changed(place: Town) -> None:
    """撤销 while one answer is being changed lets it stand; at the summary it takes back the record."""
    wang = await place.sits("王强")
    await wang.says("拜访 张三 谈了专线")
    await wang.presses("改")
    await wang.presses("内容")
    await wang.says("撤销")
    assert line(wang, "内容") == "谈了专线"
    await wang.says("撤销")
    wang.hears("已取消")


async def test_a_command_at_a_summary(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("拜访 张三 谈了专线")
    await wang.says("今日")
    wang.hears("今天0件", "放入草稿")
    await wang.says("今日")
    assert "放入草稿" not in wang.new()
    await wang.presses("草稿")
    await wang.presses("1 继续")
    await wang.presses("保存")
    assert await logged(place, "张三") == [("visit", "谈了专线")]


async def test_a_number_or_a_name_at_a_summary_is_looked_up(place: Town) -> None:
    """A case's number shows the case, a whole name the card; the summary stands below (G1)."""
    wang = await place.sits("王强")
    await wang.says("拜访 张三 谈了5G 建议:开门早一点")
    await wang.presses("保存")
    await wang.says("拜访 王芳 谈了专线")
    await wang.says("j1001")
    wang.hears("开门早一点")
    assert line(wang, "内容") == "谈了专线"
    await wang.says("张三")
    wang.hears("13800000101")
    assert line(wang, "客户") == "王芳"
    await wang.says("张伟")
    wang.hears("谈了专线")
    await wang.says("J1099")
    assert "谈了专线" in wang.new()
    await wang.presses("保存")
    assert await logged(place, "王芳") == [("visit", "谈了专线")]


async def test_a_customer_asks_for_something_else_in_mid_form(place: Town) -> None:
    """我的进度 and 转人工 are obeyed, and the question stands; 投诉 again is no answer to it."""
    zhang = await place.sits("张三")
    await zhang.says("投诉")
    await zhang.presses("网络")
    await zhang.presses("一般")
    await zhang.says("我要投诉")
    zhang.hears("请问具体是什么情况")
    await zhang.says("我的进度")
    zhang.hears("还没有登记", "请问具体是什么情况")
    await zhang.says("好的")
    zhang.hears("网络", "好的")
    await zhang.presses("取消")
    await zhang.says("我的进度")
    zhang.hears("还没有登记")
