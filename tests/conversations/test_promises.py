"""Promises have two ticks: owed until done, and then until the customer knows (C8)."""

from __future__ import annotations

from tests.conversations.town import Person, Town


async def promised(wang: Person) -> None:
    await wang.says("拜访 张三 谈了5G套餐 承诺：送合同原件")
    await wang.presses("保存")
    wang.hears("承诺C1001", "办结并反馈")


async def test_a_promise_is_owed_until_the_customer_knows(place: Town) -> None:
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await zhang.opens()
    zhang.reads()
    await promised(wang)
    await wang.says("今日")
    wang.hears("C1001")
    await wang.presses("1 反馈")
    wang.hears("C1001还没有办结")
    await wang.says("今日")
    await wang.taps_twice("1 办结")
    wang.hears("C1001已办结", "已办结，待反馈")
    zhang.silent()
    assert "1 办结" not in wang.labels()
    await wang.presses("1 反馈")
    wang.hears("请写下告诉客户的结果", "办结：9月29日")
    await wang.says("合同原件已经送到您前台，请您查收。")
    await wang.taps_twice("发送")
    wang.hears("C1001的结果已发给客户")
    zhang.hears("合同原件已经送到您前台，请您查收。")
    assert zhang.new().count("前台") == 1
    await wang.says("今日")
    assert "C1001" not in wang.new()
    await wang.says("C1001")
    wang.hears("办结：9月29日", "反馈：9月29日")


async def test_a_customer_who_is_not_content_opens_both_ticks_again(place: Town) -> None:
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await zhang.opens()
    await promised(wang)
    await wang.says("C1001")
    await wang.presses("办结")
    await wang.presses("反馈")
    await wang.says("合同已经送到。")
    await wang.presses("发送")
    await zhang.presses("未解决")
    wang.hears("客户表示未解决", "C1001")
    await wang.says("今日")
    assert "1 办结" in wang.labels()


async def test_who_has_no_chat_is_told_by_telephone(place: Town) -> None:
    wang, zhao = await place.sits("王强"), await place.sits("赵磊")
    await promised(wang)
    await zhao.forges("promise-done:1:0:")
    zhao.hears("负责的同事")
    await wang.says("C1001")
    await wang.presses("办结")
    await wang.presses("反馈")
    wang.hears("客户目前收不到消息")
    await wang.presses("已当面或电话告知")
    await wang.presses("发送")
    wang.hears("C1001已办结并反馈")
    await wang.presses("反馈", 0)
    wang.hears("以最新的消息为准")
    await wang.says("今日")
    wang.hears("逾期0件，今天0件")
    assert "C1001" not in wang.new()


async def test_a_promise_that_is_late_goes_up_even_when_done(place: Town) -> None:
    """Done but not fed back is not kept: the ladder speaks (C8, E1)."""
    wang, li = await place.sits("王强"), await place.sits("李静")
    await promised(wang)
    await wang.says("C1001")
    await wang.presses("办结")
    await place.reaches(place.local("2026-10-09T18:00"))
    li.hears("C1001", "送合同原件", "尚未办结并反馈")
    assert "答复客户" not in wang.picture()
