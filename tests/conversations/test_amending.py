"""Records are amended, never rewritten; leaders see what was written late, twice or changed (O1)."""

from __future__ import annotations

from bot.services.ports import UnitOfWork
from tests.conversations.town import Person, Town


async def saved(wang: Person) -> None:
    await wang.says("拜访 张三 谈了5G套餐")
    await wang.presses("保存")
    wang.hears("已保存张三的拜访记录")


async def test_a_change_keeps_what_stood_there(place: Town) -> None:
    wang, li = await place.sits("王强"), await place.sits("李静")
    await saved(wang)
    await wang.presses("改")
    wang.hears("请问是哪一项")
    await wang.presses("内容")
    wang.hears("现在是：谈了5G套餐")
    await wang.says("谈了宽带续约")
    wang.hears("项目：内容", "谈了宽带续约", "原文会保留")
    await wang.taps_twice("保存")
    assert wang.new().count("已更新内容") == 1
    contact = await place.house.database.read(lambda u: u.contacts.latest(place.staff["王强"].id))
    assert contact is not None and contact.content == "谈了宽带续约"
    edits = await place.house.database.read(lambda u: u.contacts.edits(contact.id))
    assert [(e.field, e.old, e.new) for e in edits] == [("content", "谈了5G套餐", "谈了宽带续约")]
    await li.says("记录检查")
    li.hears("王强 张三（有更正）", "谈了宽带续约")
    await li.presses("1 详情")
    li.hears("谈了5G套餐", "谈了宽带续约")


async def test_what_was_left_out_is_added(place: Town) -> None:
    """A field, more words, and a suggestion that becomes its own duty (D-1)."""
    wang = await place.sits("王强")
    await saved(wang)
    await wang.presses("补充")
    await wang.presses("内容")
    await wang.says("客户要发票")
    await wang.presses("保存")
    await wang.presses("补充")
    await wang.presses("建议")
    await wang.says("营业厅早点开门")
    await wang.presses("保存")
    wang.hears("建议J1001", "10月9日")
    await wang.presses("补充")
    await wang.presses("更多")
    await wang.presses("满意度")
    wang.hears("请问现在怎么写")
    await wang.says("一般吧")
    wang.hears("请")
    await wang.presses("满意")
    await wang.presses("保存")
    contact = await place.house.database.read(lambda u: u.contacts.latest(place.staff["王强"].id))
    assert contact is not None and contact.content == "谈了5G套餐\n客户要发票"
    assert contact.fields is not None and contact.fields["satisfaction"] == "满意"
    await wang.says("今日")
    wang.hears("J1001")
    await wang.presses("撤销", 1)
    wang.hears("已撤销")
    await wang.presses("改", 0)
    wang.hears("以最新的消息为准")
    await wang.says("今日")
    assert "J1001" not in wang.new()


async def test_a_record_is_amended_from_its_page(place: Town) -> None:
    wang, li = await place.sits("王强"), await place.sits("李静")
    await saved(wang)
    await wang.forges("record-show:1:0:")
    assert wang.labels()[:4] == ["撤销", "改", "补充", "存为常用"]
    await place.passes(minutes=11)
    await wang.forges("record-show:1:0:")
    assert wang.labels()[:3] == ["改", "补充", "存为常用"]
    await wang.presses("改")
    await wang.presses("方式")
    await wang.presses("门店拜访")
    wang.hears("项目：方式", "门店拜访")
    await wang.presses("保存")
    wang.hears("已更新方式")
    await li.forges("record-show:1:0:")
    li.hears("门店拜访", "入户拜访")
    assert "改" not in li.labels()


async def test_only_the_author_amends(place: Town) -> None:
    wang, zhao, li = await place.sits("王强"), await place.sits("赵磊"), await place.sits("李静")
    await saved(wang)
    for person in (zhao, li):
        await person.forges("contact-change:1:0:")
        person.hears("负责的同事")
        await person.forges("contact-add:1:0:")
        person.hears("负责的同事")
    await wang.forges("contact-change:99:0:")
    wang.hears("以最新的消息为准")


async def test_two_changes_at_once_do_not_swallow_each_other(place: Town) -> None:
    wang = await place.sits("王强")
    await saved(wang)
    await wang.presses("改")
    await wang.presses("内容")
    await wang.says("第一种说法")

    def change(u: UnitOfWork) -> None:
        stood = u.contacts.get(1)
        assert stood is not None
        u.contacts.change(stood, place.staff["王强"].id, place.clock.now(), "result", "好")

    await place.house.database.turn(change)
    await wang.presses("保存")
    wang.hears("以最新的消息为准")
    contact = await place.house.database.read(lambda u: u.contacts.get(1))
    assert contact is not None and contact.content == "谈了5G套餐"


async def test_leaders_see_what_was_written_late_or_twice(place: Town) -> None:
    wang, li, zhao = await place.sits("王强"), await place.sits("李静"), await place.sits("赵磊")
    await li.says("记录检查")
    li.hears("没有补记")
    await saved(wang)
    await wang.says("拜访 王芳 谈了5G套餐")
    await wang.presses("仍然保存")
    await li.says("记录检查")
    li.hears("王强 王芳（与上一条相同）", "发生：9月29日", "记录：9月29日")
    await zhao.says("记录检查")
    assert "王芳" not in zhao.new()
