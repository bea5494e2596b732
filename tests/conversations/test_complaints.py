"""A complaint as the customer lives through it: few taps, plain words, their word closes it (C4, H6)."""

from __future__ import annotations

from tests.conversations.callers import cases_of
from tests.conversations.town import Person, Town

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 200


async def complains(person: Person, facts: str, category: str = "服务", severity: str = "一般") -> None:
    await person.says(f"投诉 {facts}")
    await person.presses(category)
    await person.presses(severity)
    await person.presses("提交")


async def answers(staff: Person, text: str) -> None:
    await staff.presses("答复")
    await staff.says(text)
    await staff.presses("发送")


async def test_an_upset_customer_tells_it_in_any_order(place: Town) -> None:
    """What is typed where a choice is asked for is kept; a photo is welcome at any moment (C4, L9)."""
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await zhang.says("我要投诉")
    zhang.hears("请您不要着急")
    await zhang.says("营业厅排了两个小时队没人管")
    zhang.hears("您说的已经记下", "请问您要反映的是哪方面的问题")
    await zhang.sends("photo", PNG, "队.png")
    await zhang.presses("服务")
    zhang.hears("一般：", "3个工作日内答复", "重大：", "紧急：", "现在无法使用", "4个工作小时内")
    await zhang.says("店员还骂人")
    await zhang.presses("一般")
    zhang.hears("营业厅排了两个小时队没人管 店员还骂人", "附件：1件")
    await zhang.says("今天上午的事")
    zhang.hears("今天上午的事")
    await zhang.presses("提交")
    zhang.hears("感谢您对我们提出的批评与建议", "T1001", "10月9日")
    wang.hears("T1001", "排了两个小时队", "附件：1件")
    (case,) = await cases_of(place, "张三")
    assert case.text == "营业厅排了两个小时队没人管\n店员还骂人\n今天上午的事"


async def test_facts_typed_with_the_command_are_not_asked_again(place: Town) -> None:
    zhang = await place.sits("张三")
    await complains(zhang, "账单多扣了二十元", "资费")
    zhang.hears("T1001")
    assert "请问是哪个月" not in zhang.picture()


async def test_one_matter_in_full_added_to_and_taken_back(place: Town) -> None:
    """The customer sees what was said and done, adds words and photos, and may take it back (C4)."""
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await complains(zhang, "营业员态度差")
    await zhang.presses("补充情况")
    await zhang.sends("photo", PNG, "a.png")
    await zhang.says("当时是三号窗口")
    zhang.hears("已经补充到T1001")
    wang.hears("客户补充了情况", "当时是三号窗口", "附件1件")
    await zhang.sends("photo", PNG + b"1", "b.png")
    assert "补充到投诉T1001" in zhang.labels()
    await zhang.presses("补充到投诉T1001")
    await zhang.presses("就发这些")
    wang.hears("客户补充了情况", "附件1件")
    await zhang.says("我的进度")
    await zhang.presses("T1001 查看")
    zhang.hears(
        "您说（9月29日（周二）10:00）：营业员态度差", "您补充", "当时是三号窗口", "附件：2件", "最晚在"
    )
    await zhang.presses("我发的附件")
    assert await zhang.opened() in (PNG, PNG + b"1")
    await zhang.says("T1001")
    await zhang.presses("撤回")
    zhang.hears("请问您确定撤回T1001吗")
    await zhang.taps_twice("确定撤回")
    zhang.hears("T1001已撤回")
    assert wang.new().count("已撤回投诉T1001") == 1
    await zhang.presses("补充情况", 0)
    zhang.hears("情况已有更新", "已撤回")
    await zhang.says("我的进度")
    zhang.hears("目前还没有登记的事项")


async def test_nobody_sees_the_matter_of_somebody_else(place: Town) -> None:
    """G1: another customer's number or button shows nothing."""
    zhang, fang = await place.sits("张三"), await place.sits("王芳")
    await complains(zhang, "营业员态度差")
    await fang.says("T1001")
    fang.hears("由提出的本人查看")
    (case,) = await cases_of(place, "张三")
    for action in ("matter-show", "matter-add", "matter-files"):
        await fang.forges(f"{action}:{case.id}:{case.revision}:")
        fang.hears("由提出的本人查看")
    await fang.forges(f"matter-back:{case.id}:{case.revision}:")
    assert (await cases_of(place, "张三"))[0].state == "open"


async def test_progress_is_told_at_each_step_and_never_floods(place: Town) -> None:
    """Taken up, with which department, progress now and then, answered (C4, D-25)."""
    wang, li, zhang = await place.sits("王强"), await place.sits("李静"), await place.sits("张三")
    admin, zhao = await place.sits("钱芳"), await place.sits("赵磊")
    await admin.says("部门 计费部 赵磊")
    await complains(zhang, "账单多扣了二十元", "资费", "重大")
    zhang.hears("已经马上告知主管李静", "400-000-1019")
    await li.presses("已知悉")
    zhang.hears("主管李静已经接手")
    await li.presses("接手")
    zhang.silent_but("主管李静已经接手")
    await li.says("T1001")
    await li.presses("转部门")
    await li.presses("计费部")
    await li.says("请核对上月账单")
    await li.presses("发送")
    zhang.hears("已转计费部核实")
    assert "请核对上月账单" not in zhang.new()
    zhao.hears("请核对上月账单")
    for words in ("已联系计费部。", "计费部正在查。", "快有结果了。"):
        await li.says(f"进展 T1001 {words}")
        await li.presses("保存")
    assert zhang.picture().count("有进展") == 1
    await place.passes(hours=4)
    await li.says("进展 T1001 退费已经提交。")
    await li.presses("保存")
    zhang.hears("退费已经提交。")
    await zhang.says("T1001")
    zhang.hears("主管李静已接手", "已转计费部核实", "快有结果了", "退费已经提交")
    assert wang.picture().count("T1001") >= 1


async def test_unsolved_goes_one_rung_up_each_time(place: Town) -> None:
    """First the supervisor with what the customer said, the second time the head as well (H6, E1)."""
    wang, li, zhou = await place.sits("王强"), await place.sits("李静"), await place.sits("周敏")
    zhang = await place.sits("张三")
    await complains(zhang, "宽带装了三次还不好")
    await answers(wang, "已经调整线路，请您再试。")
    zhang.hears("已经调整线路", "请问您的问题解决了吗？")
    await zhang.taps_twice("未解决")
    zhang.hears("已请主管一起跟进", "请问还差什么？")
    assert li.new().count("客户表示未解决（第1次）") == 1
    li.hears("已经调整线路")
    zhou.silent()
    await zhang.says("昨晚又断了两次")
    zhang.hears("您说的已经记在T1001里")
    li.hears("客户说还差什么", "昨晚又断了两次")
    wang.hears("昨晚又断了两次")
    await zhang.says("怎么查余额")
    zhang.hears("手机营业厅")
    await answers(wang, "已经更换设备，请您再试。")
    await zhang.presses("未解决")
    zhang.hears("已请负责人一起跟进")
    await zhang.presses("问题还在")
    zhou.hears("客户表示未解决（第2次）", "客户说还差什么", "问题还在")
    await zhang.presses("未解决", 0)
    zhang.hears("按钮")


async def test_only_the_customer_or_a_leaders_reason_closes(place: Town) -> None:
    """Asked once more after the days of the policy; then a leader may close, and is answerable (H6, O4)."""
    wang, li, zhang = await place.sits("王强"), await place.sits("李静"), await place.sits("张三")
    await complains(zhang, "营业员态度差")
    await answers(wang, "已对当事人进行教育，向您致歉。")
    (case,) = await cases_of(place, "张三")
    await wang.forges(f"case-close:{case.id}:{case.revision}:")
    wang.hears("这件事由负责的同事办理")
    await li.says("结案")
    li.hears("T1001", "客户可以在10月9日（周五）18:00前确认")
    await li.presses("1 结案")
    li.hears("请再等一等")
    await place.reaches(place.local("2026-10-09T18:00"))
    zhang.hears("向您致歉", "请问您的问题解决了吗？您的确认对我们很重要。")
    li.reads()
    await place.reaches(place.local("2026-10-12T18:00"))
    assert zhang.picture().count("您的确认对我们很重要") == 1
    li.hears("客户一直没有确认", "T1001", "向您致歉")
    await li.presses("结案")
    await li.says("已多次致歉，客户未再反映。")
    await li.presses("结案")
    li.hears("T1001已结案", "请问原因是什么？")
    zhang.hears("先为您办结：已多次致歉", "重新处理")
    wang.hears("已由李静结案")
    await li.presses("服务态度")
    li.hears("原因已记为“服务态度”")
    await wang.says("T1001")
    wang.hears("已办结", "原因：服务态度", "结案：已多次致歉，客户未再反映。（李静")
    await zhang.says("T1001")
    await zhang.presses("重新处理")
    zhang.hears("已请主管一起跟进")
    assert (await cases_of(place, "张三"))[0].state == "open"
    await li.says("结案")
    li.hears("目前没有等客户确认的投诉")


async def test_solved_stops_every_reminder(place: Town) -> None:
    wang, li, zhang = await place.sits("王强"), await place.sits("李静"), await place.sits("张三")
    await complains(zhang, "营业员态度差")
    await answers(wang, "已对当事人进行教育，向您致歉。")
    await zhang.presses("已解决")
    wang.hears("客户确认已解决")
    await wang.presses("服务态度")
    wang.hears("原因已记为")
    await place.reaches(place.local("2026-10-20T12:00"))
    assert "T1001" not in li.new() and zhang.new().count("请问您的问题") == 0


async def test_urgent_at_night(place: Town) -> None:
    """At any hour: who was told, by when, and a call within minutes (D-26)."""
    place.clock.set(place.local("2026-09-29T23:20"))
    wang, li, zhang = await place.sits("王强"), await place.sits("李静"), await place.sits("张三")
    await complains(zhang, "机房断电全公司停工", "服务", "紧急")
    zhang.hears("已经马上告知主管李静", "无论几点都有人跟进", "最晚在", "拨打服务热线400-000-1019")
    assert "非工作时间" not in zhang.picture()
    li.hears("紧急投诉", "机房断电")
    wang.hears("新的紧急投诉T1001")
    await zhang.taps_twice("拨打138****0101")
    zhang.hears("H1002", "9月29日（周二）23:50前给您打电话")
    wang.hears("H1002", "13800000101")
    li.hears("请马上安排回电H1002", "23:50")
    assert len(await cases_of(place, "张三")) == 2
    await li.presses("已知悉")
    zhang.hears("主管李静已经接手")


async def test_a_guest_with_something_urgent_leaves_a_number(place: Town) -> None:
    place.clock.set(place.local("2026-09-29T23:20"))
    await place.sits("李静")
    guest = await place.stranger("访客")
    await guest.opens()
    await complains(guest, "店里的线路冒烟了", "其他", "紧急")
    await guest.presses("请回电话")
    await guest.says("13900001111")
    await guest.presses("提交")
    guest.hears("H1002", "23:50前给您打电话")


async def test_a_network_fault_goes_to_its_department(place: Town) -> None:
    """A23, B12: the prescribed words, and the department is asked without anybody's doing."""
    admin, zhao, wang = await place.sits("钱芳"), await place.sits("赵磊"), await place.sits("王强")
    zhang = await place.sits("张三")
    await admin.says("部门 运维部 赵磊")
    await zhang.says("投诉")
    await zhang.presses("网络")
    await zhang.presses("一般")
    zhang.hears("请问具体是什么情况？请写下地点、从什么时候开始和现象")
    await zhang.says("地下车库二层没有信号")
    await zhang.presses("提交")
    zhang.hears("确实比您还着急", "T1001", "已转运维部核实")
    zhao.hears("请核实客户反映的网络情况", "地下车库二层没有信号")
    wang.hears("T1001")
    await zhao.presses("反馈")
    await zhao.says("基站已修复")
    await zhao.presses("发送")
    wang.hears("基站已修复")
    await zhang.says("T1001")
    zhang.hears("已转运维部核实", "相关部门已反馈")


async def test_a_device_that_fails_again(place: Town) -> None:
    """A22: the prescribed apology, and the leader hears that it comes again."""
    li, zhang = await place.sits("李静"), await place.sits("张三")
    await complains(zhang, "光猫坏了", "终端")
    assert "全力帮助您" not in zhang.new()
    await place.passes(days=20)
    await complains(zhang, "换的光猫又坏了", "终端")
    zhang.hears("很抱歉，给您带来这么大的不便", "T1002")
    li.hears("终端问题再次出现", "T1002")
