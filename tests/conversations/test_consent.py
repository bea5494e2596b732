"""Consent before an account is tied: plain, with its purpose, and refusing costs nothing (T21, G4, M2)."""

from __future__ import annotations

import pytest

from bot.services.ports import UnitOfWork
from bot.services.privacy_ledgers import Consent
from tests.conversations.town import Person, Town, code_in


async def said(place: Town, name: str) -> list[Consent]:
    customer = place.customers[name]
    return await place.house.database.read(lambda uow: uow.consents.of_customer(customer.id))


async def bound(place: Town, person: Person) -> bool:
    await person.says("我的资料")
    return "还没有绑定" not in person.new()


async def test_code_consent_bound(place: Town) -> None:
    wang, guest = await place.sits("王强"), await place.stranger("访客")
    await wang.says("邀请 张三")
    await guest.says(code_in(wang.new()))
    guest.hears("星河通信会保存您的姓名、电话、对话和办理记录", "只用于为您服务", "我的资料", "请问您同意吗")
    assert guest.labels() == ["同意", "不同意"]
    assert not await bound(place, guest)
    await guest.presses("同意")
    guest.hears("账户已绑定", "王强")
    assert await bound(place, guest)
    asked, agreed = await said(place, "张三")
    assert (asked.what, agreed.what, agreed.how) == ("asked", "agreed", "code")
    assert agreed.version == place.house.desk.policy.privacy.consent_version
    assert agreed.channel == place.channel and agreed.at == place.clock.now()
    # Another chat of the same person need not be asked again.
    await wang.says("邀请 张三")
    second = await place.stranger("张三的平板")
    await second.says(code_in(wang.new()))
    second.hears("账户已绑定")


async def test_refusing_leaves_a_guest_and_the_code(place: Town) -> None:
    wang, guest = await place.sits("王强"), await place.stranger("访客")
    await wang.says("邀请 张三")
    code = code_in(wang.new())
    await guest.says(code)
    await guest.presses("不同意")
    guest.hears("没有绑定账户", "代码也没有用掉", "照常")
    assert not await bound(place, guest)
    await guest.says("怎么查余额")
    guest.hears("手机营业厅")
    await guest.says("建议 营业厅放几把雨伞")
    await guest.presses("提交")
    guest.hears("J1001")
    await guest.presses("同意")
    guest.hears("最新的消息")
    assert not await bound(place, guest)
    await guest.binds(code)
    guest.hears("账户已绑定")
    assert [one.what for one in await said(place, "张三")] == ["asked", "refused", "asked", "agreed"]


@pytest.mark.parametrize(("words", "hears"), [("同意", "账户已绑定"), ("不同意", "没有绑定账户")])
async def test_the_answer_may_be_typed_later(place: Town, words: str, hears: str) -> None:
    wang, guest = await place.sits("王强"), await place.stranger("访客")
    await wang.says("邀请 张三")
    await guest.says(code_in(wang.new()))
    await guest.says("怎么查余额")
    guest.hears("手机营业厅")
    await guest.says(words)
    guest.hears(hears)


async def test_a_code_that_ran_out_or_was_used_meanwhile(place: Town) -> None:
    wang, slow, quick = await place.sits("王强"), await place.stranger("甲"), await place.stranger("乙")
    await wang.says("邀请 张三")
    code = code_in(wang.new())
    await slow.says(code)
    await quick.binds(code)
    await slow.presses("同意")
    slow.hears("已经使用过")
    assert not await bound(place, slow)
    await wang.says("邀请 王芳")
    await slow.says(code_in(wang.new()))
    await place.passes(hours=71)
    late = slow.button("同意")
    await place.passes(hours=3)
    assert late
    await slow.presses("同意")
    assert "账户已绑定" not in slow.new()
    assert not await bound(place, slow)


async def test_an_answer_for_somebody_else(place: Town) -> None:
    """A forged button of another chat's question ties nobody (IDOR)."""
    wang, guest, thief = await place.sits("王强"), await place.stranger("访客"), await place.stranger("别人")
    await wang.says("邀请 张三")
    await guest.says(code_in(wang.new()))
    _, choice = guest.button("同意")
    await thief.says("您好")
    await thief.forges(choice)
    thief.hears("最新的消息")
    assert not await bound(place, thief)
    await guest.presses("同意")
    guest.hears("账户已绑定")


async def test_a_personal_link_asks_at_its_first_opening(place: Town) -> None:
    zhang = await place.sits("张三", agreed=False)
    await zhang.opens()
    zhang.hears("您的客户经理是王强", "请问您同意吗")
    await zhang.presses("同意")
    zhang.hears("谢谢您")
    await zhang.says("怎么查余额")
    assert "请问您同意吗" not in zhang.new()
    assert [one.what for one in await said(place, "张三")] == ["asked", "agreed"]


async def test_already_bound_is_asked_once_after_what_they_came_for(place: Town) -> None:
    zhang = await place.sits("张三", agreed=False)
    await zhang.says("投诉 断网两天")
    assert "请问您同意吗" not in zhang.new()
    await zhang.presses("网络")
    await zhang.presses("一般")
    assert "请问您同意吗" not in zhang.new()
    await zhang.presses("提交")
    zhang.hears("T1001", "请问您同意吗")
    await place.passes(hours=2)
    await zhang.says("我的进度")
    zhang.hears("T1001")
    assert "请问您同意吗" not in zhang.new()
    assert await bound(place, zhang)
    await zhang.presses("不同意")
    zhang.hears("没有绑定账户")
    assert not await bound(place, zhang)


async def test_who_refused_on_a_link_may_think_again(web: Town) -> None:
    zhang = await web.sits("张三", agreed=False)
    await zhang.opens()
    await zhang.presses("不同意")
    await zhang.says("绑定")
    zhang.hears("请问您同意吗")
    await zhang.presses("同意")
    zhang.hears("账户已绑定")


async def test_new_words_are_asked_once_more(place: Town) -> None:
    zhang = await place.sits("张三", agreed=False)
    customer = place.customers["张三"]

    def earlier(uow: UnitOfWork) -> None:
        uow.consents.note(customer.id, None, "agreed", "2020-01", place.clock.now())

    await place.house.database.turn(earlier)
    await zhang.says("怎么查余额")
    zhang.hears("手机营业厅", "请问您同意吗")
