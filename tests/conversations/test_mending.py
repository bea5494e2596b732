"""On a summary one answer is changed; what stood there stands until another is in."""

from __future__ import annotations

from tests.conversations.town import Town


async def test_one_answer_is_changed_and_the_rest_stands(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("拜访 张三 谈了5G套餐 下周三再访")
    await wang.presses("改")
    wang.hears("请问要改哪一项")
    await wang.presses("内容")
    wang.hears("现在是：谈了5G套餐", "请问谈了什么")
    await wang.says("谈了宽带续约")
    wang.hears("客户：张三", "内容：谈了宽带续约", "10月7日")
    assert "5G" not in wang.new()
    await wang.says("改")
    await wang.says("客户")
    await wang.says("王芳")
    wang.hears("客户：王芳", "内容：谈了宽带续约")
    await wang.presses("保存")
    wang.hears("已保存王芳的拜访记录")


async def test_going_back_leaves_what_stood_there(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("拜访 张三 谈了5G套餐 下周三再访")
    await wang.presses("改")
    await wang.presses("返回")
    wang.hears("内容：谈了5G套餐", "10月7日")
    await wang.presses("改")
    await wang.presses("下次")
    wang.hears("现在是：10月7日")
    await wang.says("去年")
    await wang.presses("返回")
    wang.hears("客户：张三", "内容：谈了5G套餐", "10月7日")
    await wang.presses("内容", 0)
    wang.hears(place.house.desk.say("error-stale-step"), "内容：谈了5G套餐")
    await wang.presses("取消")
    await wang.says("今日")
    wang.hears("今天0件")


async def test_a_customer_changes_the_facts_of_a_complaint(place: Town) -> None:
    zhang = await place.sits("张三")
    await zhang.says("投诉")
    await zhang.presses("网络")
    await zhang.presses("一般")
    await zhang.says("昨晚断网")
    await zhang.presses("改")
    zhang.hears("请问要改哪一项")
    await zhang.presses("类别")
    await zhang.presses("资费")
    zhang.hears("资费", "昨晚断网")
    await zhang.presses("提交")
    zhang.hears("T1001")
