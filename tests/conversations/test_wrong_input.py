"""What an impatient, careless or hostile person sends; nothing entered before is lost by it."""

from __future__ import annotations

from functools import partial

from bot.services.ports import UnitOfWork
from tests.conversations.town import Town

NONSENSE = ("   ", "😀😀", "？？", "/nosuch", "很" * 10_000)


def _shop(uow: UnitOfWork, name: str, manager: int, place: Town) -> None:
    uow.people.add_customer(name, place.clock.now(), tier="standard", manager_id=manager)


async def test_nonsense_outside_a_form(place: Town) -> None:
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    for text in NONSENSE:
        await zhang.says(text)
        assert zhang.new(), repr(text[:10])
        await wang.says(text)
        assert wang.new(), repr(text[:10])
    await zhang.says("我的进度")
    zhang.hears("还没有登记")


async def test_nonsense_inside_a_form(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("/visit")
    await wang.says("李四")
    wang.hears("李四")
    await wang.says("张三")
    await wang.says("谈了宽带续约")
    for text in NONSENSE:
        await wang.says(text)
        wang.hears("建议")
    await wang.presses("没有")
    await wang.says("上周三")
    wang.hears("已经过去")
    await wang.says("天上掉馅饼")
    wang.hears("请写明时间")
    await wang.presses("暂不安排")
    wang.hears("张三", "谈了宽带续约")
    await wang.says("嗯嗯")
    wang.hears("谈了宽带续约")
    await wang.presses("保存")
    wang.hears("已保存张三")


async def test_commands_and_labels_inside_a_form(place: Town) -> None:
    zhang = await place.sits("张三")
    await zhang.says("请回电话")
    await zhang.says("返回")
    zhang.hears("请问回电打哪个号码")
    await zhang.says("12345")
    zhang.hears("手机号请输入11位数字")
    await zhang.says("13912345678")
    await zhang.says("帮助")
    zhang.hears("我的进度", "请问您希望什么时候")
    await zhang.says("2")
    zhang.hears("139****5678", "上午")
    await zhang.says("/progress")
    zhang.hears("还没有登记", "139****5678")
    await zhang.says("返回")
    await zhang.says("明天下午三点")
    await zhang.says("提交")
    zhang.hears("H1001")
    await zhang.says("投诉")
    await zhang.says("取消")
    zhang.hears("没有保存")
    await zhang.says("取消")
    zhang.hears("没有正在填写")


async def test_the_summary_takes_numbers(place: Town) -> None:
    zhang = await place.sits("张三")
    await zhang.says("建议 营业厅放几把雨伞")
    zhang.hears("营业厅放几把雨伞")
    await zhang.says("2")
    zhang.hears("请问您有什么建议")
    await zhang.says("营业厅放十把雨伞")
    await zhang.says("3")
    zhang.hears("没有保存")
    await zhang.says("建议：营业厅放十把雨伞")
    await zhang.says("1")
    zhang.hears("J1001")


async def test_skipping_and_paging_by_word(place: Town) -> None:
    wang = await place.sits("王强")
    desk = place.staff["王强"]
    for number in range(12):
        await place.house.database.turn(
            partial(_shop, name=f"商户{number:02d}", manager=desk.id, place=place)
        )
    await wang.says("/visit")
    shown = wang.labels()
    assert "更多" in shown
    await wang.says("更多")
    second = wang.labels()
    assert second[0] not in shown
    await wang.says("1")
    await wang.says("谈了新套餐")
    await wang.says("1")
    await wang.says("1")
    wang.hears(second[0].split("（")[0])


async def test_double_taps(place: Town) -> None:
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    await zhang.says("建议 营业厅放几把雨伞")
    await zhang.taps_twice("提交")
    assert zhang.new().count("J1001") == 1
    assert wang.reads().count("J1001") == 1
    await zhang.says("我的进度")
    assert "J1002" not in zhang.new()
    await wang.says("拜访 张三 谈了5G")
    await wang.taps_twice("保存")
    assert wang.new().count("已保存") == 1
    await wang.taps_twice("撤销")
    assert wang.new().count("已撤销") == 1
    assert "分钟内可以撤销" not in wang.new()


async def test_a_call_wanted_twice_is_one_call(place: Town) -> None:
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    await zhang.says("我的合同原件放在你们哪位同事那里了")
    await place.passes(minutes=4)
    await zhang.taps_twice("拨打138****0101")
    assert zhang.new().count("H1002") == 1
    assert "请问" not in zhang.new()
    wang.hears("H1002")


async def test_a_number_typed_where_one_was_asked_for(place: Town) -> None:
    guest = await place.stranger("访客")
    await guest.says("我的合同原件放在你们哪位同事那里了")
    await place.passes(minutes=4)
    guest.hears("请您留下电话号码")
    await guest.says("13912345678")
    guest.hears("139****5678", "H1002")


async def test_two_supervisors_press_one_alert(place: Town) -> None:
    wang, li, zhou = await place.sits("王强"), await place.sits("李静"), await place.sits("周敏")
    await wang.says("投诉 王芳 重大 断网两天")
    await wang.presses("保存")
    await place.passes(minutes=16)
    await li.presses("已知悉")
    wang.hears("李静")
    wang.reads()
    await zhou.presses("已知悉")
    zhou.hears("李静")
    wang.silent()


async def test_a_stale_button(place: Town) -> None:
    zhang = await place.sits("张三")
    await zhang.says("投诉")
    await zhang.presses("网络")
    await zhang.presses("重大")
    await zhang.presses("资费", 0)
    zhang.hears("请问具体是什么情况")
    await zhang.says("断网两天")
    zhang.hears("网络", "重大", "断网两天")
    await zhang.presses("提交")
    await zhang.presses("提交", 0)
    zhang.hears("以最新的消息为准")


async def test_an_old_answer_chosen_inside_a_form(place: Town) -> None:
    zhang = await place.sits("张三")
    await zhang.says("怎么查余额")
    await zhang.says("请回电话")
    await zhang.says("13912345678")
    await zhang.presses("没有解决")
    await zhang.says("1")
    zhang.hears("139****5678")


async def test_other_peoples_buttons(place: Town) -> None:
    zhang, fang = await place.sits("张三"), await place.sits("王芳")
    wang, zhao = await place.sits("王强"), await place.sits("赵磊")
    li, guest = await place.sits("李静"), await place.stranger("访客")
    await guest.opens()
    await zhang.says("建议 营业厅放几把雨伞")
    await zhang.presses("提交")
    await zhao.forges("case-answer:1:0:")
    await zhao.forges("case-answer:1:1:")
    await zhao.forges("case-show:1:0:")
    zhao.hears("负责的同事")
    assert "雨伞" not in zhao.picture()
    for person in (zhang, fang, guest):
        await person.forges("case-answer:1:1:")
        await person.forges("case-show:1:0:")
        await person.forges("customer-show:1:0:")
        await person.forges("duty-ack:1:0:")
    await wang.forges("duty-ack:1:0:")
    wang.hears("负责的同事")
    await zhao.forges("customer-show:1:0:")
    await zhao.forges("customer-invite:1:0:")
    await zhao.forges("customer-log:1:0:visit")
    await zhao.forges("contact-undo:1:0:")
    await zhao.forges("duty-later:1:0:")
    await zhao.forges("duty-log:1:0:")
    assert "黄金" not in zhao.picture() and "张三的" not in zhao.picture() and "0101" not in zhao.picture()
    await wang.presses("答复")
    await wang.says("好的，本周就办。")
    await wang.presses("发送")
    zhang.hears("好的，本周就办。")
    for revision in range(5):
        for person in (fang, guest):
            await person.forges(f"case-solved:1:{revision}:")
            person.hears("由提出的本人查看")
    for junk in ("", "x", "a:b:c:d", "form:0:0:ok", "menu:0:0:visit", "menu:0:0:nosuch", "query-pick:999:0:"):
        if junk or place.channel == "telegram":
            for person in (zhang, guest, li):
                await person.forges(junk)
                assert person.new(), junk
    await zhang.presses("已解决")
    zhang.hears("谢谢您的确认", "好的，本周就办。")


async def test_greetings_and_thanks_with_more_behind_them(place: Town) -> None:
    zhang = await place.sits("张三")
    for text in ("你好 怎么查余额", "你好，怎么查余额", "谢谢 怎么查余额"):
        await zhang.says(text)
        zhang.hears("手机营业厅")
    for text, answer in (
        ("谢谢！", "不客气"),
        ("再见。", "打扰您了！再见。"),
        ("你好！", "请问有什么可以帮您"),
        ("投诉！", "请您不要着急"),
    ):
        await zhang.says(text)
        zhang.hears(answer)
    await zhang.says("算了")
    await zhang.says("我要投诉营业厅排队太久")
    zhang.hears("请您不要着急")
    await zhang.presses("服务")
    await zhang.presses("一般")
    zhang.hears("营业厅排队太久")
    await zhang.says("请回电话 13912345678")
    await zhang.says("取消")
    await zhang.says("办理 更换套餐")
    zhang.hears("更换套餐")
    await zhang.presses("提交")
    zhang.hears("B1001")
