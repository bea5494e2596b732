"""Conversations that are left, taken up again, interrupted, or pressed at an awkward moment."""

from __future__ import annotations

from bot.services import post
from bot.services.ports import UnitOfWork
from tests.conversations.town import Town


async def test_a_form_left_for_an_hour_goes_on(place: Town) -> None:
    zhang = await place.sits("张三")
    await zhang.says("投诉")
    zhang.hears("您好，星河通信！")
    await zhang.presses("网络")
    await place.passes(minutes=61)
    await zhang.presses("一般")
    zhang.hears("您好，星河通信！", "请问具体是什么情况")
    await zhang.says("断网两天")
    assert "您好，星河通信" not in zhang.new()
    await zhang.presses("提交")
    zhang.hears("T1001")


async def test_a_form_goes_on_after_a_restart(place: Town) -> None:
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    await zhang.says("投诉")
    await zhang.presses("网络")
    await place.reopens()
    await zhang.says("一般")
    await zhang.says("断网两天")
    await zhang.says("提交")
    zhang.hears("T1001")
    wang.hears("断网两天")


async def test_a_second_form_takes_the_place_of_the_first(place: Town) -> None:
    zhang = await place.sits("张三")
    await zhang.opens()
    await zhang.presses("投诉建议")
    await zhang.presses("我要投诉")
    await zhang.presses("请回电话")
    zhang.hears("请问回电打哪个号码")
    await zhang.presses("网络")
    zhang.hears("请问回电打哪个号码")
    await zhang.says("13912345678")
    await zhang.presses("尽快")
    await zhang.presses("提交")
    zhang.hears("H1001")
    await zhang.says("我的进度")
    assert "T10" not in zhang.new()


async def test_a_long_suggestion(place: Town) -> None:
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    await zhang.says("建议")
    await zhang.says("营业厅里的椅子太少。" * 100)
    zhang.hears("请您核对")
    await zhang.presses("提交")
    zhang.hears("J1001")
    await wang.presses("详情")
    assert wang.new().count("营业厅里的椅子太少。") == 100
    await wang.presses("答复")
    await wang.says("好" * 501)
    wang.hears("500个字以内")
    await wang.says("已经增加了十把椅子。")
    await wang.presses("发送")
    zhang.hears("已经增加了十把椅子。")


async def test_undo_comes_too_late(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("拜访 张三 谈了5G 建议:开门早一点")
    await wang.presses("保存")
    await wang.presses("今日")
    wang.hears("J1001")
    await place.passes(minutes=11)
    await wang.presses("撤销")
    wang.hears("10分钟内可以撤销")
    await wang.says("今日")
    wang.hears("J1001")


async def test_what_was_understood_is_shown_with_save_first(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("今天 拜访 张三 谈了续约 建议:账单早点发 答应:周五前送合同 下周三下午3点再访")
    if "请核对" not in wang.new():
        await wang.says("拜访 张三 谈了续约 建议:账单早点发 答应:周五前送合同 下周三下午3点再访")
    wang.hears("张三", "谈了续约", "账单早点发", "送合同", "10月7日", "15:00")
    assert wang.labels()[0] == "保存"
    await wang.says("保存")
    wang.hears("J1001", "C1002")


async def test_the_days_list_by_number(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("拜访 张三 谈了5G 建议:开门早一点；多放几把椅子")
    await wang.says("保存")
    zhang = await place.sits("张三")
    await zhang.says("请回电话 13912345678")
    await zhang.says("1")
    await zhang.says("提交")
    wang.hears("13912345678")
    await wang.says("今日")
    wang.hears("H1003", "J1001", "J1002")
    await wang.says("1")
    wang.hears("回电完成", "J1001", "J1002")
    await wang.says("2")
    wang.hears("J1002", "请写下给客户的答复")
    await wang.says("椅子下周到。")
    await wang.says("发送")
    zhang.hears("椅子下周到。")


async def test_kinder_words_are_shown_before_they_are_sent(place: Town) -> None:
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    await zhang.says("建议 营业厅放几把雨伞")
    await zhang.presses("提交")
    await wang.presses("答复")
    await wang.says("这个没办法，XXX")
    wang.hears("待填的空位", "请写下给客户的答复")
    assert "用建议的说法" not in wang.labels()
    await wang.says("这个没办法")
    await wang.presses("用建议的说法")
    wang.hears("会尽力为您想办法")
    await wang.presses("发送")
    zhang.hears("会尽力为您想办法")


async def test_an_angry_customer(place: Town) -> None:
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    for text in ("你们滚！！！", "什么破公司！！！", "我要投诉！！！"):
        await zhang.says(text)
        assert zhang.new()
    zhang.hears("请您不要着急")
    await zhang.says("网络")
    await zhang.says("紧急")
    await zhang.says("断网三天没人管！！！你们不知道急吗")
    await zhang.says("提交")
    zhang.hears("T10")
    wang.hears("断网三天")


async def test_thanks_and_goodbye(place: Town) -> None:
    zhang = await place.sits("张三")
    await zhang.says("谢谢")
    zhang.hears("不客气")
    await zhang.says("再见")
    zhang.hears("非常感谢您对我工作的支持", "400-000-1019", "打扰您了！再见。")


async def test_a_supervisor_at_eleven_at_night(place: Town) -> None:
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    li, zhou = await place.sits("李静"), await place.sits("周敏")
    await place.reaches(place.local("2026-09-29T23:00"))
    await zhang.says("投诉 全小区断网")
    await zhang.says("网络")
    await zhang.says("紧急")
    await zhang.says("提交")
    zhang.hears("T1001")
    li.hears("全小区断网")
    wang.hears("全小区断网")
    await li.says("1")
    li.hears("知悉")
    await place.passes(hours=2)
    zhou.silent()
    await place.reaches(place.local("2026-09-30T09:00"))
    await li.presses("接手")
    li.hears("接手")
    await li.says("答复")
    await li.says("凌晨已经修复。")
    await li.says("发送")
    zhang.hears("凌晨已经修复。")
    await zhang.says("未解决")
    li.hears("未解决")


async def test_a_withdrawn_record_leaves_no_trace_with_the_customer(place: Town) -> None:
    wang, zhang, li = await place.sits("王强"), await place.sits("张三"), await place.sits("李静")
    await wang.says("拜访 张三 谈了5G 重大投诉:断网两天")
    await wang.says("保存")
    li.hears("断网两天")
    await wang.says("撤销")
    wang.hears("已撤销")
    li.hears("王强已撤回投诉T1001")
    await li.presses("已知悉")
    assert "已知悉：" not in li.new()
    await zhang.says("我的进度")
    zhang.hears("还没有登记")
    await wang.forges("case-answer:1:0:")
    wang.hears("最新的消息")


async def test_progress_is_confirmed_where_it_is_read(place: Town) -> None:
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    for text in ("营业厅放几把雨伞", "营业厅放几把椅子"):
        await zhang.says(f"建议 {text}")
        await zhang.says("提交")
        await wang.presses("答复")
        await wang.says("本周就办。")
        await wang.says("发送")
    await zhang.says("我的进度")
    await zhang.presses("J1001 未解决")
    zhang.hears("J1001", "主管")
    await zhang.presses("J1002 已解决")
    zhang.hears("J1002已办结")
    await zhang.says("J1002 已解决")
    zhang.hears("最新的消息")


async def test_everything_said_in_one_breath_keeps_its_order(place: Town) -> None:
    wang = await place.sits("王强")
    for text in ("/visit", "张三", "谈了5G", "没有", "暂不安排"):
        await wang.seat.says(text)
    await wang.says("保存")
    assert "已保存张三的拜访记录" in wang.picture()


async def test_a_nod_is_no_question(place: Town) -> None:
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    for text in ("好的", "嗯。", "OK", "不用了，谢谢", "没有了！"):
        await zhang.says(text)
        assert "编号" not in zhang.new(), text
    await zhang.says("好的，谢谢！再见。")
    zhang.hears("打扰您了！再见。")
    wang.silent()
    await zhang.says("我想投诉")
    zhang.hears("请您不要着急")


async def test_what_waits_for_the_morning_opens_one_session_only(place: Town) -> None:
    """Two messages held back over night greet once, and leave the evening's session as it is (A1, T3)."""
    await place.reaches(place.local("2026-09-29T23:00"))
    zhang = await place.sits("张三")
    await zhang.says("怎么查余额")
    zhang.hears("您好，星河通信！")

    def hold(uow: UnitOfWork) -> None:
        customer, now = place.customers["张三"], place.clock.now()
        for number in (1, 2):
            note = post.Note(f"第{number}件事。")
            post.to_customer(uow, place.house.desk, note, now, customer_id=customer.id, address_id=None)

    await place.house.database.turn(hold)
    await place.passes(minutes=5)
    await zhang.says("谢谢")
    assert "您好，星河通信！" not in zhang.new()
    await place.reaches(place.local("2026-09-30T09:00"))
    zhang.hears("您好，星河通信！\n第1件事。", "第2件事。")
    await place.passes(minutes=5)
    await zhang.says("好的")
    assert zhang.picture().count("您好，星河通信！") == 2
