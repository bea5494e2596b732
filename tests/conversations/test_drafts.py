"""Forms left half done: offered again, taken up where they were left, swallowing nothing (C2, C3)."""

from __future__ import annotations

from tests.conversations.town import Person, Town


async def half_done(wang: Person) -> None:
    await wang.says("/visit")
    await wang.says("王芳")
    await wang.says("宽带续约")
    wang.hears("请问客户提了什么建议")


async def test_after_a_pause_a_text_is_no_answer(place: Town) -> None:
    wang = await place.sits("王强")
    await half_done(wang)
    await place.passes(minutes=31)
    await wang.says("营业厅早点开门")
    wang.hears("没写完：拜访记录·王芳·宽带续约", "请问怎么处理")
    assert wang.labels() == ["继续", "稍后再写", "放弃"]
    await wang.presses("继续")
    wang.hears("请问客户提了什么建议")
    await wang.presses("用刚才写的：营业厅早点开门")
    wang.hears("请问下次什么时候联系")
    await wang.presses("暂不安排")
    wang.hears("建议：营业厅早点开门")
    await wang.presses("保存")
    wang.hears("J1001")


async def test_what_was_typed_is_read_anew_where_the_form_is_dropped(place: Town) -> None:
    wang = await place.sits("王强")
    await half_done(wang)
    await place.passes(minutes=31)
    await wang.says("刚去了张三那，送了账单")
    await wang.taps_twice("放弃")
    wang.hears("已放弃", "客户：张三", "送了账单")
    await wang.presses("保存")
    await wang.says("草稿")
    wang.hears("没有未写完的内容")


async def test_put_off_and_offered_after_something_else(place: Town) -> None:
    wang = await place.sits("王强")
    await half_done(wang)
    await place.passes(minutes=31)
    await wang.says("刚去了张三那，送了账单")
    await wang.says("稍后再写")
    wang.hears("已放入草稿", "客户：张三", "送了账单")
    await wang.presses("保存")
    wang.hears("已保存张三", "您还有没写完的内容：拜访记录·王芳·宽带续约")
    await wang.says("今日")
    wang.hears("草稿：1份没写完")
    await wang.presses("草稿")
    wang.hears("1、拜访记录·王芳·宽带续约（9月29日（周二）10:31）")
    await wang.taps_twice("1 继续")
    wang.hears("请问客户提了什么建议")
    await wang.presses("没有")
    await wang.presses("暂不安排")
    await wang.presses("保存")
    wang.hears("已保存王芳")
    await wang.says("今日")
    assert "草稿" not in wang.new()


async def test_a_second_form_puts_the_first_aside(place: Town) -> None:
    """Nothing typed is lost, over a restart; each draft is offered once, then stays in 今日."""
    wang, zhao = await place.sits("王强"), await place.sits("赵磊")
    await half_done(wang)
    await wang.says("/report")
    wang.hears("请问是哪位客户")
    await wang.says("取消")
    wang.hears("您还有没写完的内容：拜访记录·王芳·宽带续约")
    await place.reopens()
    await wang.says("拜访 张三 送了账单")
    await wang.presses("保存")
    assert "没写完" not in wang.new()
    await zhao.forges("draft-take:1:0:")
    zhao.hears("负责的同事")
    await zhao.forges("draft-drop:1:0:")
    zhao.hears("负责的同事")
    await wang.says("今日")
    wang.hears("草稿：1份没写完")
    await wang.says("草稿")
    await wang.presses("1 放弃")
    wang.hears("已放弃", "没有未写完的内容")
    await wang.presses("1 继续")
    wang.hears("以最新的消息为准")


async def test_a_draft_taken_up_days_later_is_dated_when_it_was_begun(place: Town) -> None:
    """What happened then is never dated today unseen; one tap makes it today (O1)."""
    wang = await place.sits("王强")
    await half_done(wang)
    await wang.says("今日")
    await place.reaches(place.local("2026-10-01T11:00"))
    await wang.says("草稿")
    await wang.presses("1 继续")
    await wang.presses("没有")
    await wang.presses("暂不安排")
    wang.hears("发生时间：9月29日（周二）10:00（请核对）")
    assert "发生：10月1日（周四）11:00" in wang.labels()
    await wang.presses("保存")
    kept = await place.house.database.read(lambda uow: uow.contacts.latest(place.staff["王强"].id))
    assert kept is not None and kept.happened_at == place.local("2026-09-29T10:00")


async def test_what_nobody_typed_into_is_no_draft(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("/visit")
    await wang.says("/report")
    await wang.says("取消")
    await wang.says("草稿")
    wang.hears("没有未写完的内容")


async def test_a_command_after_a_pause_is_a_command(place: Town) -> None:
    wang = await place.sits("王强")
    await half_done(wang)
    await place.passes(minutes=31)
    await wang.says("今日")
    wang.hears("逾期0件，今天0件", "草稿：1份没写完")


async def test_a_button_of_the_form_itself_goes_on_at_once(place: Town) -> None:
    wang = await place.sits("王强")
    await half_done(wang)
    await place.passes(minutes=90)
    await wang.presses("没有")
    wang.hears("请问下次什么时候联系")
    await wang.says("明天下午三点")
    wang.hears("9月30日（周三）15:00")
