"""Guided forms: only what matters is asked, the rest is offered; what was heard becomes a duty (C2, C3)."""

from __future__ import annotations

from tests.conversations.town import Person, Town


async def at_the_summary(manager: Person) -> None:
    await manager.says("/visit")
    await manager.says("王芳")
    await manager.says("宽带续约，客户满意")
    await manager.presses("没有")
    await manager.presses("暂不安排")
    manager.hears("王芳", "方式：入户拜访", "宽带续约，客户满意")


async def add(manager: Person, field: str, words: str) -> None:
    await manager.presses("补充")
    manager.hears("请问要补充哪一项")
    if field not in manager.labels():
        await manager.presses("更多")
    await manager.presses(field)
    await manager.says(words)


async def test_what_is_offered_never_stands_in_the_way(place: Town) -> None:
    """Four questions, then 保存; the further fields one at a time, as many as wanted (C3)."""
    wang = await place.sits("王强")
    await at_the_summary(wang)
    for field, words, shown in (
        ("地点", "客户家中", "地点：客户家中"),
        ("见了谁", "王芳和她先生", "见了谁：王芳和她先生"),
        ("到达", "早上九点", "到达：09:00"),
        ("离开", "8点半", "早于到达时间09:00"),
    ):
        await add(wang, field, words)
        wang.hears(shown)
    await wang.says("9点40")
    wang.hears("离开：09:40")
    await add(wang, "满意度", "很满意")
    wang.hears("满意度：很满意", "离开：09:40", "地点：客户家中")
    await wang.presses("保存")
    wang.hears("已保存王芳的拜访记录")
    kept = await place.house.database.read(lambda u: u.contacts.latest(place.staff["王强"].id))
    assert kept is not None
    assert kept.fields == {
        "way": "入户拜访",
        "place": "客户家中",
        "met": "王芳和她先生",
        "arrived": "09:00",
        "left": "09:40",
        "satisfaction": "很满意",
    }


async def test_several_of_a_kind_become_a_duty_each(place: Town) -> None:
    """Two suggestions, an opinion, a question and a promise with its own time (D-1, C8)."""
    wang = await place.sits("王强")
    await at_the_summary(wang)
    for words in ("营业厅早点开门", "多放几把椅子"):
        await add(wang, "建议", words) if "建议" in wang.labels() else await change(wang, words)
    await add(wang, "意见", "短信太多")
    await add(wang, "问题", "旧套餐能不能保留")
    await add(wang, "承诺", "上周三送合同")
    wang.hears("已经过去")
    await wang.says("后天下午五点前送合同")
    wang.hears("后天下午五点前送合同（10月1日", "17:00前")
    await wang.presses("保存")
    wang.hears("意见Y", "咨询W", "承诺C", "10月1日", "17:00", "请在", "办结并反馈")
    await wang.says("今日")
    wang.hears("短信太多", "旧套餐能不能保留", "送合同")


async def change(manager: Person, words: str) -> None:
    await manager.presses("改")
    await manager.presses("建议")
    await manager.says(words)


async def test_a_complaint_added_asks_how_serious_it_is(place: Town) -> None:
    """No complaint without its severity: a major one alerts at once (D-26)."""
    wang, li = await place.sits("王强"), await place.sits("李静")
    await at_the_summary(wang)
    await add(wang, "投诉", "断网两天")
    wang.hears("请问这件投诉有多严重")
    await wang.presses("重大")
    wang.hears("投诉：断网两天", "重大")
    await wang.presses("保存")
    wang.hears("T1001")
    li.hears("断网两天", "王芳")


async def test_consent_is_a_tick(place: Town) -> None:
    """Notes (G5), and at home to come in (G6); a tick is taken back by another tap."""
    wang = await place.sits("王强")
    await at_the_summary(wang)
    await wang.presses("□ 同意记录")
    await wang.presses("□ 同意入户")
    wang.hears("同意记录：已同意", "同意入户：已同意")
    await wang.presses("√ 同意记录")
    assert "同意记录：" not in wang.new()
    await wang.presses("□ 同意记录", 0)
    wang.hears("以最新的消息为准")
    await wang.presses("保存")
    kept = await place.house.database.read(lambda u: u.contacts.latest(place.staff["王强"].id))
    assert kept is not None and kept.fields == {"way": "入户拜访", "entry": "已同意"}


async def test_a_call_that_was_cut_off_is_called_back(place: Town) -> None:
    """中断 raises a call-back at once (A9)."""
    wang = await place.sits("王强")
    await wang.says("记电话")
    await wang.says("张三")
    wang.hears("请问电话打通了吗")
    await wang.presses("中断")
    await wang.presses("暂不安排")
    wang.hears("方向：我方去电", "结果：中断")
    await wang.presses("保存")
    wang.hears("H1001", "回电")
    await wang.says("今日")
    wang.hears("H1001", "通话中断")
    await wang.presses("1 已回电")
    wang.hears("H1001")


async def test_nobody_answered_and_it_is_tried_again(place: Town) -> None:
    """无人接听 offers 稍后再打; half an hour later the manager is reminded, once (C6)."""
    wang, zhao = await place.sits("王强"), await place.sits("赵磊")
    await wang.says("电话 张三 无人接")
    await wang.presses("保存")
    await zhao.forges("call-again:1:0:")
    zhao.hears("负责的同事")
    await wang.taps_twice("稍后再打")
    wang.hears("10:30")
    await place.passes(minutes=31)
    wang.hears("请再次回电", "致电张三")
    await place.passes(minutes=60)
    assert wang.new().count("致电张三") == 1
    await wang.says("今日")
    await wang.presses("1 记电话")
    wang.hears("请问电话打通了吗")
    await wang.presses("已接通")
    await wang.says("约了周五见面")
    await wang.presses("没有")
    wang.hears("下次：10月2日（周五）09:00（请核对）")
    await wang.presses("去掉下次")
    await wang.presses("保存")
    await wang.says("今日")
    wang.hears("没有待办")


async def test_what_is_written_often_is_offered(place: Town) -> None:
    """存为常用 from a record, offered where content is asked, dropped under 常用语."""
    wang, zhao = await place.sits("王强"), await place.sits("赵磊")
    await at_the_summary(wang)
    await wang.presses("保存")
    await zhao.forges("phrase-keep:1:0:")
    zhao.hears("负责的同事")
    await wang.taps_twice("存为常用")
    wang.hears("已存为常用语：宽带续约，客户满意")
    await wang.says("记电话")
    await wang.says("张三")
    await wang.presses("已接通")
    await wang.presses("宽带续约，客户满意")
    await wang.presses("没有")
    wang.hears("请问下次什么时候联系")
    await wang.presses("取消")
    await wang.says("常用语")
    wang.hears("1、宽带续约，客户满意")
    await zhao.says("常用语")
    zhao.hears("还没有常用语")
    await wang.presses("1 删除")
    wang.hears("还没有常用语")


async def test_the_same_words_twice_are_pointed_out(place: Town) -> None:
    """Two identical texts in a row are pointed out before saving and marked where saved (O1)."""
    wang = await place.sits("王强")
    await at_the_summary(wang)
    assert "相同" not in wang.new()
    await wang.presses("保存")
    await wang.says("拜访 张三 宽带续约，客户满意。")
    wang.hears("与上一条记录相同（王芳", "仍然保存会标明")
    assert "保存" not in wang.labels()
    await wang.presses("仍然保存")
    kept = await place.house.database.read(lambda u: u.contacts.latest(place.staff["王强"].id))
    assert kept is not None and kept.repeated
    await wang.says("拜访 张三 宽带续约，客户满意 建议：多放几把椅子")
    assert "相同" not in wang.new() and "保存" in wang.labels()
    await wang.says("拜访 张三 换了说法")
    assert "相同" not in wang.new() and "保存" in wang.labels()


async def test_what_happened_days_ago_is_marked(place: Town) -> None:
    """More than one working day back is marked with both times; the future never happened (O1)."""
    wang = await place.sits("王强")
    await at_the_summary(wang)
    await add(wang, "发生时间", "明天下午三点")
    wang.hears("还没有到")
    await wang.says("上周五下午三点")
    wang.hears("发生时间：9月25日")
    await wang.presses("保存")
    wang.hears("补记", "发生：9月25日", "15:00", "记录：9月29日", "10:00")


async def test_bad_input_in_a_guided_form(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("/visit 王芳")
    await wang.says("好" * 10_000)
    wang.hears("1000个字以内", "请问谈了什么")
    await wang.says("谈了5G")
    await wang.taps_twice("保存")
    assert wang.new().count("已保存") == 1
    await wang.says("记电话")
    await wang.says("王芳")
    await wang.presses("已接通")
    await wang.says("问候")
    await wang.presses("没有")
    await wang.presses("暂不安排")
    await add(wang, "时长", "很久")
    wang.hears("请输入1到600之间的数字")
    await wang.says("5分钟")
    wang.hears("时长：5分钟")
