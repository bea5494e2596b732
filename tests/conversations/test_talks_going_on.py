"""Conversations that break off, change hands, wait out the night, or end (A9, A12, D-14, L4)."""

from __future__ import annotations

import pytest

from tests.conversations.test_talks import GOODBYE, joined
from tests.conversations.town import Town

PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


async def test_files_go_both_ways_and_stand_on_the_record(place: Town) -> None:
    zhang, wang = await joined(place)
    await zhang.sends("photo", PICTURE, "shop.png")
    zhang.silent()
    wang.hears("【1 张三】〔照片〕")
    assert await wang.opened() == PICTURE
    await zhang.sends("position", b"31.23,121.47")
    wang.hears("【1 张三】〔位置〕 31.23")
    await wang.sends("document", b"%PDF-1.4 offer", "offer.pdf")
    zhang.hears("客户经理发来文件")
    assert await zhang.opened() == b"%PDF-1.4 offer"
    await zhang.says("拜拜")
    zhang.hears(GOODBYE)
    await wang.presses("对话记录")
    wang.hears("张三：〔照片〕", "张三：〔位置〕", "王强：〔文件〕")
    await wang.says("张三")
    await wang.presses("全部记录")
    await wang.presses("2号")
    wang.hears("在线对话", "张三：〔照片〕")
    assert "查看附件" in wang.labels()


async def test_a_spreadsheet_in_a_conversation_is_asked_about(place: Town) -> None:
    zhang, wang = await joined(place)
    zhang.reads()
    await wang.sends("document", "姓名,手机\n".encode(), "客户.csv")
    wang.hears("请问这句话是发给客户的吗？")
    zhang.silent()
    await wang.presses("发给 1 张三")
    zhang.hears("客户经理发来文件")


async def test_said_all_the_customer_says_goodbye(place: Town) -> None:
    zhang, wang = await joined(place)
    await zhang.says("话费怎么多了")
    await wang.says("多了漫游费，已经说明。")
    zhang.reads()
    await wang.presses("结束对话")
    wang.hears("客户道别后对话结束")
    zhang.silent()
    await zhang.says("谢谢")
    zhang.hears(GOODBYE, "打扰您了！再见。")
    wang.hears("【1 张三】谢谢", "【1 张三】的客户已道别")


async def test_thanks_alone_ends_nothing(place: Town) -> None:
    zhang, wang = await joined(place)
    zhang.reads()
    await zhang.says("谢谢")
    zhang.silent()
    await wang.presses("结束对话")
    await zhang.says("还有一件事")
    await place.passes(minutes=2)
    zhang.silent()
    wang.hears("【1 张三】还有一件事")


async def test_idle_time_closes_with_the_closing_words(place: Town) -> None:
    zhang, wang = await joined(place)
    await zhang.says("话费怎么多了")
    await wang.says("多了漫游费。")
    await wang.presses("结束对话")
    zhang.reads()
    await place.passes(minutes=4)
    zhang.silent()
    await place.passes(minutes=1)
    assert zhang.reads().count(GOODBYE) == 1
    wang.hears("已致谢并结束")
    await place.passes(minutes=60)
    zhang.silent()


async def test_half_an_hour_of_silence_ends_it_too(place: Town) -> None:
    zhang, wang = await joined(place)
    await zhang.says("话费怎么多了")
    await wang.says("多了漫游费。")
    zhang.reads()
    await place.reopens()
    await place.passes(minutes=29)
    zhang.silent()
    await place.passes(minutes=1)
    zhang.hears(GOODBYE)


async def test_who_complains_is_never_cut_off(place: Town) -> None:
    """L4: only the customer's goodbye, or the person who speaks with them, ends it."""
    zhang, wang = await joined(place)
    await zhang.says("投诉")
    for label in ("网络", "一般"):
        await zhang.presses(label)
    await zhang.says("断网两天")
    await zhang.presses("提交")
    await wang.says("我马上为您查。")
    zhang.reads()
    await wang.presses("结束对话")
    wang.hears("未办结的投诉")
    await place.passes(minutes=95)
    zhang.silent()
    wang.hears("对话没有结束")
    await zhang.says("查到了吗")
    wang.hears("【1 张三】查到了吗")
    await wang.presses("确认结束")
    zhang.hears(GOODBYE)


async def test_a_customer_who_is_never_answered_is_called(place: Town) -> None:
    zhang, wang = await joined(place, "张伟")
    await zhang.says("话费怎么多了")
    await place.passes(minutes=10)
    wang.hears("尽快回复")
    zhang.hears("让您久等了", "客户经理会尽快拨打138****0104与您联系。")
    await place.passes(minutes=31)
    assert GOODBYE not in zhang.picture()
    wang.hears("对话已中断")
    await zhang.says("我的进度")
    zhang.hears("H1002", "W1001")


async def test_a_customer_who_leaves_the_chat_is_called(telegram: Town) -> None:
    zhang, wang = await joined(telegram)
    await zhang.says("我的宽带断了")
    await zhang.does(lambda me: me.blocks())
    wang.hears("【1 张三】的对话中断，已登记回电", "13800000101")


async def test_a_manager_who_goes_on_leave_hands_it_on(place: Town) -> None:
    """A9, E16: the stand-in comes by A5's words, and the customer hears why in one line."""
    zhang, wang, zhao = await place.sits("张三"), await place.sits("王强"), await place.sits("赵磊")
    await zhang.says("转人工")
    await wang.presses("接入")
    await zhang.says("我的宽带断了")
    await wang.says("/请假 今天 赵磊代理")
    await wang.presses("保存")
    zhang.hears("您的客户经理暂时离开，现请赵磊继续为您服务，请您稍等一下。")
    zhao.hears("张三", "我的宽带断了")
    await zhao.presses("接入")
    zhang.hears("您好，我是您的客户经理赵磊。")
    await zhang.says("好")
    zhao.hears("【1 张三】好")


async def test_handed_to_a_colleague_and_to_the_supervisor(place: Town) -> None:
    zhang, wang, zhao = await place.sits("张三"), await place.sits("王强"), await place.sits("赵磊")
    li = await place.sits("李静")
    await zhang.says("转人工")
    await wang.presses("接入")
    await zhang.says("我要开一条专线")
    await wang.presses("转交")
    await wang.presses("赵磊")
    await wang.says("专线由赵磊负责")
    await wang.presses("转交")
    wang.hears("已转交赵磊")
    zhang.hears("专线由赵磊负责，现请赵磊继续为您服务，请您稍等一下。")
    zhao.hears("我要开一条专线")
    await wang.says("专线要两周")
    zhang.hears("专线由赵磊负责")
    await zhao.presses("接入")
    await zhao.says("专线要两周。")
    zhang.hears("专线要两周。")
    await zhao.presses("请主管协助")
    zhang.hears("现请主管李静为您服务，请您稍等一下。")
    li.hears("张三", "我要开一条专线")
    await place.passes(minutes=3)
    zhang.hears("让您久等了")
    await li.presses("接入")
    zhang.hears("您好，我是客户服务主管李静")


async def test_the_telephone_rings(place: Town) -> None:
    zhang, wang = await joined(place)
    await zhang.says("话费怎么多了")
    await wang.presses("接电话")
    zhang.hears("对不起，我需要接听一个电话，请您稍等一下。")
    await wang.presses("接电话")
    wang.hears("已经向客户致歉")
    assert zhang.picture().count("接听一个电话") == 1
    await place.passes(minutes=3)
    zhang.hears("让您久等了，很抱歉。")


async def test_later_is_a_promise_with_a_time(place: Town) -> None:
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    await zhang.says("转人工")
    await wang.presses("稍后联系")
    await wang.says("今天下午三点")
    if "保存" in wang.labels():
        await wang.presses("保存")
    zhang.hears("您的客户经理会在9月29日（周二）15:00前与您联系，请您放心。")
    wang.hears("15:00前联系")
    await place.passes(minutes=5)
    assert "久等" not in zhang.picture()
    await place.reaches(place.local("2026-09-29T14:45"))
    wang.hears("15:00")
    await wang.presses("接入", 0)
    zhang.hears("您好，我是您的客户经理王强。")


@pytest.mark.parametrize("at", ["2026-09-29T22:30", "2026-10-01T11:00"])
async def test_nobody_is_there_at_night_and_on_feast_days(place: Town, at: str) -> None:
    """T8: when somebody will be there, and a call; nothing is promised for now."""
    wei, chen = await place.sits("张伟"), await place.stranger("陌生人")
    await place.reaches(place.local(at))
    await chen.says("转人工")
    day = "9月30日（周三）" if "29T" in at else "10月8日（周四）"
    chen.hears(f"客户经理从{day}09:00起与您联系", "请回电话")
    await place.passes(minutes=5)
    assert "久等" not in chen.picture()
    wei.silent()


async def test_a_vip_reaches_somebody_at_night(place: Town) -> None:
    """D-14: three minutes at any hour, and one person after the other is asked."""
    fang, wang, li = await place.sits("王芳"), await place.sits("王强"), await place.sits("李静")
    await place.reaches(place.local("2026-09-29T23:00"))
    await fang.says("转人工")
    fang.hears("请您稍等一下。")
    wang.hears("VIP客户的请求", "王芳")
    await place.passes(minutes=3)
    fang.hears("让您久等了")
    await place.passes(minutes=17)
    li.hears("VIP客户的请求，王强尚未确认")
    await li.presses("接入")
    fang.hears("您好，我是客户服务主管李静")
    wang.hears("李静已接手王芳的对话。")


async def test_a_reply_to_a_line_goes_to_its_customer(telegram: Town) -> None:
    zhang, wang = await joined(telegram)
    fang = await telegram.sits("王芳")
    await zhang.says("我要查账单")
    await fang.says("转人工")
    await wang.presses("接入")
    said = next(said for said in wang.seat.seen() if "我要查账单" in said.text)
    await wang.does(lambda me: me.says("账单发您了。", reply_to=int(said.handle)))
    zhang.hears("账单发您了。")
    assert "账单" not in fang.picture()


async def test_a_guest_and_numbers_typed_as_answers(place: Town) -> None:
    guest, li = await place.stranger("陌生人"), await place.sits("李静")
    await guest.says("转人工")
    guest.hears("正在请客户经理与您对话")
    await li.presses("接入")
    await guest.says("13912345678")
    li.hears("13912345678")
    await guest.says("再见")
    guest.hears(GOODBYE)


async def test_answered_in_writing_nobody_need_come(place: Town) -> None:
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    await zhang.says("转人工")
    await wang.says("W1001")
    await wang.presses("答复")
    await wang.says("合同周五给您送去。")
    await wang.presses("发送")
    zhang.hears("合同周五给您送去。")
    await wang.presses("接入")
    wang.hears("这个对话已经结束。")
    await zhang.says("转人工")
    zhang.hears("请您稍等一下。")


async def test_asked_again_the_next_day(place: Town) -> None:
    """A wish that nobody met is no dead end: it is put before the manager anew, with three new minutes."""
    wei, wang = await place.sits("陈晨"), await place.sits("赵磊")
    await wei.says("转人工")
    await place.passes(minutes=3)
    await place.reaches(place.local("2026-09-30T10:00"))
    await wei.says("转人工")
    wei.hears("请您稍等一下。正在请您的客户经理赵磊与您对话。")
    wang.hears("客户再次请您接入对话", "陈晨")
    await place.passes(minutes=3)
    wei.hears("让您久等了")
    await wang.presses("接入")
    wei.hears("您好，我是您的客户经理赵磊。")


async def test_a_manager_who_left_or_is_not_reached_is_stood_in_for(telegram: Town) -> None:
    zhang, wang = await joined(telegram)
    li = await telegram.sits("李静")
    await wang.does(lambda me: me.blocks())
    zhang.hears("现请李静继续为您服务，请您稍等一下。")
    await zhang.says("我的宽带断了")
    zhang.hears("已转告客户经理，请您稍等一下。")
    li.hears("张三", "我的宽带断了")
    await li.presses("接入")
    zhang.hears("您好，我是客户服务主管李静")


async def test_words_typed_into_a_form_while_a_customer_waits(place: Town) -> None:
    """Neither is the answer lost in a form, nor does a record go to a customer."""
    zhang, wang = await joined(place)
    await wang.says("拜访")
    await zhang.says("宽带修好了吗")
    zhang.reads()
    await wang.says("张伟")
    wang.hears("请问这句话是发给客户的吗？")
    await wang.presses("不是，照常处理")
    wang.hears("张伟")
    await wang.says("今天下午三点修好。")
    await wang.presses("发给 1 张三")
    assert zhang.new() == "今天下午三点修好。"
    await wang.says("取消")
    assert "取消" not in zhang.new()
