"""A customer asks for a person, who comes and speaks with them through the bot (A3, A5, A12, C2)."""

from __future__ import annotations

from tests.conversations.town import Person, Town

GOODBYE = "非常感谢您对我工作的支持"


async def joined(place: Town, name: str = "张三", manager: str = "王强") -> tuple[Person, Person]:
    customer, staff = await place.sits(name), await place.sits(manager)
    await customer.says("转人工")
    await staff.presses("接入")
    return customer, staff


async def test_a_good_conversation_from_the_first_word_to_goodbye(place: Town) -> None:
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    await zhang.says("转人工")
    zhang.hears("您好，星河通信！", "请您稍等一下。", "王强", "W1001")
    wang.hears("张三", "金卡", "接入", "希望与客户经理联系")
    assert wang.labels() == ["接入", "稍后联系", "转交", "已知悉"]
    await wang.presses("接入")
    wang.hears("已接入【1 张三】")
    assert zhang.reads().count("您好，我是您的客户经理王强。") == 1
    await zhang.says("我想换一个套餐")
    zhang.silent()
    assert "【1 张三】我想换一个套餐" in wang.reads()
    await wang.says("您每月大约用多少流量，我帮您看一看。")
    assert zhang.reads() == "您每月大约用多少流量，我帮您看一看。"
    wang.silent()
    await zhang.says("20")
    assert wang.reads() == "【1 张三】20"
    await wang.says("建议您用畅享套餐，今天可以办好。")
    await zhang.says("好的，谢谢")
    assert wang.reads() == "【1 张三】好的，谢谢"
    await zhang.says("再见")
    zhang.hears(GOODBYE, "400-000-1019", "打扰您了！再见。")
    wang.hears("【1 张三】的客户已道别，对话结束。")
    await wang.presses("对话记录")
    wang.hears("张三：我想换一个套餐", "王强：建议您用畅享套餐", "张三：再见")
    await wang.says("张三")
    wang.hears("在线对话")
    await zhang.says("我的进度")
    zhang.hears("已办结")
    wang.reads()
    await zhang.says("怎么查话费")
    wang.silent()


async def test_three_minutes_pass_and_a_call_is_made(place: Town) -> None:
    """A4: the number on file, masked; the call is owed and proved; nobody waits any longer."""
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    await zhang.says("转人工")
    await zhang.says("我的宽带断了")
    zhang.hears("已转告客户经理，请您稍等一下。")
    wang.hears("张三正在等待：我的宽带断了")
    await zhang.says("人呢")
    zhang.hears("请您稍等一下。正在请您的客户经理王强与您对话。")
    await place.passes(minutes=2, seconds=59)
    assert "久等" not in zhang.new()
    await place.reopens()
    await place.passes(seconds=1)
    zhang.hears("让您久等了，很抱歉。请您留下电话号码，我会主动打电话给您。")
    assert zhang.labels() == ["拨打138****0101", "换个号码", "等文字答复"]
    await zhang.presses("拨打138****0101")
    zhang.hears("H1002")
    wang.hears("张三不再等待对话，希望电话联系，已登记回电。", "回电：13800000101")
    await wang.presses("接入")
    wang.hears("这个对话已经结束。")
    await wang.presses("已回电")
    await zhang.says("我的进度")
    zhang.hears("H1002", "已办结")
    assert "W1001" not in zhang.new()


async def test_who_waits_for_an_answer_and_for_a_person_is_offered_one_call(place: Town) -> None:
    """A4: a person waits once, from the first moment, whatever they ask for meanwhile."""
    zhang = await place.sits("张三")
    await zhang.says("我的合同原件放在哪位同事那里了")
    await place.passes(minutes=2)
    await zhang.says("转人工")
    await place.passes(seconds=59)
    assert "久等" not in zhang.new()
    await place.passes(seconds=1)
    await place.passes(minutes=5)
    assert zhang.new().count("让您久等了") == 1
    await zhang.presses("拨打138****0101")
    zhang.hears("H1003")


async def test_an_impatient_customer_leaves_another_number(place: Town) -> None:
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    await zhang.says("转人工")
    await place.passes(minutes=3)
    await zhang.says("13912345678")
    zhang.hears("139****5678", "H1002")
    wang.hears("13912345678")
    await zhang.says("人呢")
    zhang.hears("请您稍等一下。")


async def test_who_takes_over_at_the_third_minute_doubles_nothing(place: Town) -> None:
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    await zhang.says("转人工")
    await place.passes(minutes=3)
    await wang.presses("接入")
    zhang.hears("您好，我是您的客户经理王强。")
    await wang.presses("接入")
    await zhang.presses("拨打138****0101")
    zhang.hears("以最新的消息为准")
    assert zhang.picture().count("我是您的客户经理王强") == 1
    await zhang.says("在吗")
    wang.hears("【1 张三】在吗")


async def test_the_last_word_unanswered_for_three_minutes(place: Town) -> None:
    """A4, A9: reminded once, an apology with an offer, then a call is owed; the conversation stays open."""
    zhang, wang, li = await place.sits("张三"), await place.sits("王强"), await place.sits("李静")
    await zhang.says("转人工")
    await wang.presses("接入")
    await zhang.says("我的宽带断了")
    wang.reads()
    await place.passes(minutes=2)
    assert wang.reads() == "【1 张三】的客户已等待两分钟，请尽快回复。"
    await zhang.says("还在吗")
    await place.passes(minutes=1)
    zhang.hears("让您久等了，很抱歉。请您留下电话号码，我会主动打电话给您。")
    wang.hears("【1 张三】还在吗")
    assert wang.picture().count("已等待两分钟") == 1
    await place.reopens()
    await place.passes(minutes=7)
    zhang.hears("客户经理会尽快拨打138****0101与您联系。")
    wang.hears("回电：13800000101")
    li.hears("请王强尽快回复")
    await wang.says("刚才在查线路，已经恢复了。")
    zhang.hears("刚才在查线路，已经恢复了。")
    await zhang.says("好的")
    assert "好的" in wang.new()


async def test_an_answer_in_time_stops_the_clock(place: Town) -> None:
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    await zhang.says("转人工")
    await wang.presses("接入")
    await zhang.says("我的宽带断了")
    await place.passes(minutes=1)
    await wang.says("正在查，请您稍等一下。")
    zhang.reads()
    await place.passes(minutes=8)
    zhang.silent()
    assert "两分钟" not in wang.picture()


async def test_two_customers_are_never_mixed_up(place: Town) -> None:
    zhang, fang, wang = await place.sits("张三"), await place.sits("王芳"), await place.sits("王强")
    await zhang.says("转人工")
    await wang.presses("接入")
    await fang.says("转人工")
    await wang.presses("接入")
    wang.hears("已接入【2 王芳】")
    await place.passes(seconds=20)
    await fang.says("我要改地址")
    wang.hears("【2 王芳】我要改地址")
    assert wang.labels() == []
    await wang.says("请您说一下新地址。")
    assert fang.reads() == "请您说一下新地址。"
    wang.hears("→【2 王芳】")
    await place.passes(seconds=20)
    await zhang.says("我要查账单")
    wang.hears("【1 张三】我要查账单", "现在发给【2 王芳】")
    await wang.says("账单发您了。")
    wang.hears("请问这句话发给谁？", "账单发您了。")
    assert wang.labels() == ["发给 1 张三", "发给 2 王芳", "不发送"]
    fang.silent()
    await place.reopens()
    await wang.presses("发给 1 张三")
    assert zhang.new() == "账单发您了。"
    await wang.presses("发给 2 王芳")
    wang.hears("以最新的消息为准")
    assert "账单" not in fang.picture()
    await wang.says("请您看一下。")
    assert zhang.new().endswith("请您看一下。")
    await wang.says("@2 地址已改好。")
    assert fang.new() == "地址已改好。"
    await wang.says("@7 您好")
    wang.hears("没有编号7的对话")
    await wang.presses("切换到 1 张三")
    await wang.says("您好")
    assert zhang.new().endswith("您好")
    await wang.says("对话")
    wang.hears("对话共2个", "进行中【1 张三】", "进行中【2 王芳】", "现在发给【1 张三】")


async def test_commands_work_and_a_record_is_asked_about(place: Town) -> None:
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    await zhang.says("转人工")
    await wang.presses("接入")
    zhang.reads()
    await wang.says("今日")
    wang.hears("W1001")
    zhang.silent()
    await wang.says("拜访 张伟 谈了5G")
    wang.hears("请问这句话是发给客户的吗？")
    assert wang.labels() == ["发给 1 张三", "不是，照常处理", "不发送"]
    zhang.silent()
    await wang.presses("不是，照常处理")
    wang.hears("张伟")
    await wang.says("取消")
    await wang.says("拜访 张三 谈了5G")
    await wang.presses("不发送")
    wang.hears("没有发送", "拜访 张三 谈了5G")
    zhang.silent()
    await wang.says("/客户 王芳")
    wang.hears("王芳")
    zhang.silent()


async def test_a_customers_commands_and_forms_still_work(place: Town) -> None:
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    await zhang.says("转人工")
    await wang.presses("接入")
    await zhang.says("帮助")
    zhang.hears("转人工")
    await zhang.says("投诉")
    await zhang.presses("网络")
    await zhang.presses("一般")
    wang.reads()
    await zhang.says("断网两天")
    await zhang.presses("提交")
    zhang.hears("T1002")
    assert "【1 张三】" not in wang.new()
    await zhang.says("投诉的事请您看一下")
    assert "【1 张三】投诉的事请您看一下" in wang.new()


async def test_what_should_not_be_said_is_looked_at_first(place: Town) -> None:
    """A6, A13, E8: 用建议的说法, 改, 仍然发送, which is recorded."""
    zhang, wang, li = await place.sits("张三"), await place.sits("王强"), await place.sits("李静")
    await zhang.says("转人工")
    await wang.presses("接入")
    zhang.reads()
    await wang.says("这个我不知道。")
    wang.hears("“不知道”", "需要为您核实后答复")
    zhang.silent()
    await wang.presses("用建议的说法")
    assert zhang.reads() == "需要为您核实后答复。"
    await wang.says("这个没办法。")
    await wang.presses("改")
    wang.hears("这个没办法。")
    await wang.says("XXX您好")
    wang.hears("待填的空位")
    place.knowingly.append("这个没办法！")
    await wang.says("这个没办法！")
    await wang.presses("仍然发送")
    assert zhang.new() == "这个没办法！"
    await li.says("违规用语")
    li.hears("王强", "没办法")


async def test_nobody_but_the_first_takes_over(place: Town) -> None:
    zhang, wang, li = await place.sits("张三"), await place.sits("王强"), await place.sits("李静")
    await zhang.says("转人工")
    await li.says("对话")
    li.hears("等待接入 张三", "请王强接入")
    await wang.presses("接入")
    await li.presses("1 接手")
    zhang.hears("您好，我是客户服务主管李静，由我来为您服务。")
    wang.hears("李静已接手张三的对话。")
    await wang.presses("接入")
    wang.hears("李静已经接入")
    await wang.says("合同在我这里")
    assert "合同" not in zhang.new()


async def test_withdrawn_before_anybody_came(place: Town) -> None:
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    await zhang.says("转人工")
    await zhang.says("取消")
    zhang.hears("已为您取消")
    wang.hears("张三已取消人工对话的请求。")
    await place.passes(minutes=4)
    assert "久等" not in zhang.picture()
    await zhang.says("我的进度")
    zhang.hears("还没有登记")
