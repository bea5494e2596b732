"""What the calendar asks of managers: first contacts, calls after business, plans, sheets, whom to spare."""

from __future__ import annotations

from tests.conversations.town import Town


async def test_a_new_customer_is_spoken_with_in_time(place: Town) -> None:
    """O3: within three working days; on the last one it stands in the digest, then the leader hears."""
    wang, li = await place.sits("王强"), await place.sits("李静")
    for name, phone in (("李雷", "13800000188"), ("韩梅", "13800000189")):
        await wang.says(f"新客户 {name} {phone}")
        await wang.presses("保存")
        wang.hears(f"已添加客户{name}")
    await place.reaches(place.local("2026-10-09T08:31"))
    wang.reads_digest("【今天到期】", "首次联系新客户李雷 · 10月9日（周五）18:00")
    await wang.presses(f"{wang.line('首次联系新客户李雷')} 记电话")
    await wang.presses("已接通")
    await wang.says("介绍了服务内容")
    await wang.says("没有")
    await wang.presses("暂不安排")
    await wang.presses("保存")
    await wang.says("今日")
    assert "李雷" not in wang.new() and "韩梅" in wang.new()
    await place.reaches(place.local("2026-10-09T18:01"))
    li.hears("新客户尚未联系", "首次联系新客户韩梅", "责任人：王强")
    assert "李雷" not in li.new()


async def test_a_week_after_business_was_done_the_customer_is_called(place: Town) -> None:
    """D-21: once the customer says that it is settled."""
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await zhang.says("办理 更换套餐")
    await zhang.presses("提交")
    await wang.presses("答复")
    await wang.says("套餐已更换，下月生效。")
    await wang.presses("发送")
    await zhang.presses("已解决")
    await place.reaches(place.local("2026-10-08T08:31"))
    wang.reads_digest("业务办结回访张三：更换套餐")
    await wang.presses(f"{wang.line('业务办结回访张三')} 记电话")
    await wang.presses("已接通")
    await wang.says("使用正常，满意")
    await wang.says("没有")
    await wang.presses("暂不安排")
    await wang.presses("保存")
    await wang.says("今日")
    assert "业务办结回访" not in wang.new()


async def test_the_plan_of_the_month_and_the_sheet_of_the_week(place: Town) -> None:
    """D-15, D-16: said in the digest five and two days before, and on the last working day."""
    wang = await place.sits("王强")
    for moment, told in (
        ("2026-10-23T08:31", "下周拜访计划表 · 10月23日（周五）18:00"),
        ("2026-10-30T08:31", "制定次月工作计划 · 10月30日（周五）18:00"),
    ):
        await place.reaches(place.local(moment))
        wang.reads_digest("【今天到期】", told)
    await wang.presses(f"{wang.line('制定次月工作计划')} 已完成")
    wang.hears("已完成：制定次月工作计划")
    await wang.presses(f"{wang.line('下周拜访计划表')} 领取表格")
    wang.hears("已导出4行")
    assert (await wang.opened())[:2] == b"PK"
    await wang.says("今日")
    assert "计划" not in wang.new()


async def test_whoever_wishes_no_calls_is_spared_and_leaders_see_it(place: Town) -> None:
    """D-6, T4: the customer's wish goes before the standard; it is no secret of the manager's."""
    wang, li = await place.sits("王强"), await place.sits("李静")
    customer, now = place.customers["王芳"], place.clock.now()
    await place.house.database.turn(
        lambda uow: uow.profiles.change(customer.id, None, now, wish_days=0, do_not_contact=False)
    )
    await place.reaches(place.local("2026-10-09T08:31"))
    assert "王芳" not in wang.reads_digest("【定期联系】", "张三（金卡）")
    await li.says("免联系")
    li.hears("免联系的客户，共1位", "王芳（钻卡） · 客户表示不需要回访 · 王强")
    await wang.says("免联系")
    assert "客户表示不需要回访" not in wang.new()


async def test_whom_nothing_reaches_is_stood_in_for_by_the_leader(telegram: Town) -> None:
    """E1, E16: a manager who has blocked the bot; the report says what did not arrive."""
    wang, li, zhang = [await telegram.sits(name) for name in ("王强", "李静", "张三")]
    await wang.does(lambda account: account.blocks())
    await zhang.says("建议 营业厅放几把雨伞")
    await zhang.presses("提交")
    li.hears("代王强：", "新的建议J1001")
    await telegram.reaches(telegram.local("2026-09-30T08:31"))
    li.reads_digest("收不到消息：王强")
    await li.says("提醒情况")
    li.hears("王强：提醒", "失败1")
