"""Codes, contact cards, groups, blocking: who gets in, and what a platform brings along."""

from __future__ import annotations

from operator import methodcaller

from tests.conversations.town import Person, PhoneSeat, Town, WebSeat, code_in
from tests.telegram.people import Person as Telegrammer


def account(person: Person) -> Telegrammer:
    assert isinstance(person.seat, PhoneSeat)
    return person.seat.account


async def test_codes(place: Town) -> None:
    wang, first = await place.sits("王强"), await place.stranger("访客一")
    second, third = await place.stranger("访客二"), await place.stranger("访客三")
    await wang.says("邀请 张三")
    code = code_in(wang.new())
    await wang.says(code)
    wang.hears("客户")
    await wang.says("今日")
    wang.hears("逾期0件，今天0件")
    await first.binds(f" {code[:4]} {code[4:].lower()} ")
    first.hears("账户已绑定")
    await second.says(code)
    second.hears("已经使用过")
    await wang.says("邀请 王芳")
    late = code_in(wang.new())
    await place.passes(hours=80)
    await second.says(late)
    second.hears("已过有效期")
    for number in range(5):
        await third.says(f"K{number + 2}AAAAAA")
    await third.says("K9AAAAAA")
    third.hears("请在")
    await wang.says("邀请 王芳")
    good = code_in(wang.new())
    await third.says(good)
    third.hears("请在")
    await place.passes(minutes=16)
    await third.opens(good)
    await third.presses("同意")
    third.hears("账户已绑定")


async def test_telegram_stickers_photos_contacts(telegram: Town) -> None:
    zhang, wang = await telegram.sits("张三"), await telegram.sits("王强")
    await wang.says("/visit")
    await wang.says("张三")
    await zhang.says("建议")
    for person in (zhang, wang):
        for act in ("sends_sticker", "sends_dice"):
            await person.does(methodcaller(act))
            person.hears("请用文字")
        for act in ("sends_photo", "sends_voice", "sends_location"):
            await person.does(methodcaller(act))
            person.hears("已附上")
    await wang.says("谈了宽带")
    wang.hears("建议")
    await zhang.says("营业厅放几把雨伞")
    zhang.hears("营业厅放几把雨伞")
    await zhang.says("取消")
    await zhang.does(lambda account: account.sends_sticker())
    zhang.hears("请用文字")


async def test_telegram_contact_cards(telegram: Town) -> None:
    guest, other = await telegram.stranger("访客"), await telegram.stranger("路人")
    account(guest).phone = "+86 138 0000 0101"
    await guest.opens()
    guest.hears("发送本人号码")
    await guest.does(lambda me: me.shares_contact(account(other)))
    guest.hears("本人")
    await guest.does(lambda account: account.shares_contact(handmade=True))
    guest.hears("本人")
    await other.does(lambda account: account.shares_contact())
    other.hears("核对")
    await guest.does(lambda account: account.shares_contact())
    guest.hears("请问您同意吗")
    await guest.says("怎么查余额")
    guest.hears("手机营业厅")
    await guest.presses("同意")
    guest.hears("账户已绑定", "王强")


async def test_telegram_group_tells_nothing(telegram: Town) -> None:
    wang = await telegram.sits("王强")
    assert telegram.telegram is not None
    group = telegram.telegram.group()
    await wang.does(lambda account: group.says(account, "/today"))
    await wang.does(lambda account: group.says(account, "/customers 张三"))
    said = [m for _, m in group.chat.shown if m["from"]["id"] == telegram.telegram.world.me["id"]]
    assert said
    for message in said:
        assert message["text"] == "为了保护您的信息，请在单独的对话里与我联系。"
        assert "reply_markup" not in message
    wang.silent()


async def test_telegram_blocked_and_back(telegram: Town) -> None:
    zhang, wang = await telegram.sits("张三"), await telegram.sits("王强")
    await zhang.says("建议 营业厅放几把雨伞")
    await zhang.presses("提交")
    wang.reads()
    await zhang.does(lambda account: account.blocks())
    assert wang.new().count("张三已停用Telegram") == 1
    await wang.presses("答复")
    await wang.says("好的，本周就办。")
    await wang.presses("发送")
    wang.hears("打电话")
    assert "已停用" not in wang.new()
    await zhang.does(lambda account: account.unblocks())
    await zhang.says("建议 厅里放几把椅子")
    await zhang.presses("提交")
    await wang.presses("答复")
    await wang.says("椅子本周就到。")
    await wang.presses("发送")
    zhang.hears("椅子本周就到。")


async def test_a_code_for_staff_in_the_middle_of_a_customers_form(place: Town) -> None:
    qian, guest = await place.sits("钱芳"), await place.stranger("新同事")
    await qian.says("邀请 赵磊")
    code = code_in(qian.new())
    await guest.says("投诉")
    await guest.presses("网络")
    place.staff["新同事"] = place.staff["赵磊"]
    await guest.says(f"/bind {code}")
    guest.hears("您好，赵磊")
    await guest.says("陈晨")
    guest.hears("银卡")
    await guest.presses("一般")
    guest.hears("最新的消息")


async def test_revoking_ends_a_page_that_was_bound_by_a_code(web: Town) -> None:
    wang, guest = await web.sits("王强"), await web.stranger("访客")
    await wang.says("邀请 张三")
    await guest.binds(f"/bind {code_in(wang.new())}")
    await guest.says("建议 营业厅放几把雨伞")
    await guest.presses("提交")
    await wang.says("客户 张三")
    await wang.presses("更多")
    await wang.presses("停用链接")
    wang.hears("2个网页链接")
    assert isinstance(guest.seat, WebSeat)
    user = guest.seat.user
    link = await web.house.database.read(lambda uow: uow.people.link(user))
    assert link is not None and link.revoked_at is not None
    await wang.presses("答复")
    await wang.says("好的，本周就办。")
    await wang.presses("发送")
    wang.hears("打电话")
