"""我的资料: see, correct, export, do not disturb, withdraw, erase (G3, T21)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select

from bot.services.ports import UnitOfWork
from bot.standard.yearday import YearDay
from storage import tables
from storage.session import Session
from tests.conversations.town import Person, Town, code_in


async def furnish(place: Town, name: str = "张三", **fields: Any) -> None:
    """Put something personal on file."""
    known = {"address": "幸福路7号", "birthday": YearDay(8, 15, 1980), "employer": "远大商贸", **fields}
    customer = place.customers[name]
    await place.house.database.turn(
        lambda uow: uow.profiles.change(customer.id, None, place.clock.now(), **known)
    )


async def exported(person: Person) -> tuple[str, dict[str, Any]]:
    """Return the two files that were handed out, as they open."""
    files = [said for said in person.seat.seen() if said.file][-2:]
    text, data = [(await person.seat.opened(said)).decode("utf-8-sig") for said in files]
    return text, json.loads(data)


async def everything(place: Town) -> str:
    """Return every word in every table."""

    def read(uow: UnitOfWork) -> str:
        session: Session = uow.people._session  # type: ignore[attr-defined]
        rows = []
        for table in tables.metadata.tables.values():
            rows += [f"{table.name}: {dict(row._mapping)}" for row in session.rows(select(table))]
        return "\n".join(rows)

    return await place.house.database.read(read)


async def test_see_and_correct(place: Town) -> None:
    await furnish(place)
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    await zhang.says("我的资料")
    zhang.hears("姓名：张三", "138****0101", "幸福路7号", "1980年8月15日", "免打扰：未开启", "您在", "同意")
    assert "13800000101" not in zhang.new()
    await zhang.presses("更正")
    await zhang.presses("地址")
    zhang.hears("请问地址应该是什么")
    await zhang.says("和平路12号3单元")
    zhang.hears("已经更正", "和平路12号3单元")
    wang.hears("张三自己更正了资料：地址")
    await zhang.presses("更正")
    await zhang.presses("生日")
    await zhang.says("十三月一号")
    zhang.hears("生日")
    await zhang.says("农历八月十五")
    zhang.hears("已经更正", "八月十五")
    await zhang.presses("更正")
    await zhang.presses("电话")
    await zhang.says("123")
    zhang.hears("11位")
    await zhang.says("13711112222")
    zhang.hears("由客户经理核实后更正", "Y1001" if "Y1001" in zhang.new() else "编号")
    wang.hears("更正资料", "13711112222")
    await zhang.says("我的资料")
    zhang.hears("138****0101", "和平路12号3单元")
    await wang.says("客户 张三")
    await wang.presses("全部记录") if "全部记录" in wang.labels() else None
    changes = await place.house.database.read(lambda uow: uow.profiles.changes(place.customers["张三"].id, 9))
    assert ("address", "幸福路7号", "和平路12号3单元", None) in [
        (c.field, c.old, c.new, c.staff_id) for c in changes
    ]


async def test_export_has_everything(place: Town) -> None:
    await furnish(place)
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    await zhang.says("建议 营业厅放几把雨伞")
    await zhang.presses("提交")
    await wang.presses("答复")
    await wang.says("周五就放。")
    await wang.presses("发送")
    await wang.says("拜访 张三 谈了宽带续约")
    await wang.presses("保存")
    await zhang.says("我的资料")
    await zhang.presses("导出")
    text, data = await exported(zhang)
    for words in ("张三", "13800000101", "幸福路7号", "营业厅放几把雨伞", "周五就放。", "拜访 王强", "同意"):
        assert words in text, words
    assert "谈了宽带续约" not in text, "what a manager wrote down is the company's"
    assert {"name": "张三"} in data["file"] and {"phone": "13800000101"} in data["file"]
    assert data["matters"][0]["answer"] == "周五就放。"
    assert data["contacts"][0]["kind"] == "visit"
    assert any(line["text"] == "建议 营业厅放几把雨伞" for line in data["messages"])
    # What was handed out is no part of what is handed out next.
    await zhang.says("我的资料")
    zhang.hears("文件0个")


@pytest.mark.parametrize("typed", [False, True])
async def test_do_not_disturb_and_greetings(place: Town, typed: bool) -> None:
    await furnish(place, birthday=YearDay(9, 30), greetings=True)
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    await zhang.says("建议 营业厅放几把雨伞")
    await zhang.presses("提交")
    if typed:
        await zhang.says("免打扰")
    else:
        await zhang.says("我的资料")
        await zhang.presses("开启免打扰")
    zhang.hears("不再给您发提醒、祝福和调查", "照常答复")
    zhang.reads()
    await place.reaches(place.local("2026-09-30T09:30"))
    assert "生日快乐" not in zhang.new()
    await wang.presses("答复")
    await wang.says("周五就放。")
    await wang.presses("发送")
    zhang.hears("周五就放。")


async def test_greetings_in_one_tap(place: Town) -> None:
    await furnish(place, birthday=YearDay(9, 30), greetings=True)
    zhang = await place.sits("张三")
    await zhang.says("我的资料")
    await zhang.presses("不收祝福")
    zhang.hears("不再给您发祝福")
    await zhang.presses("接收祝福")
    await zhang.says("我的资料")
    zhang.hears("祝福：接收")
    await place.reaches(place.local("2026-09-30T09:30"))
    zhang.hears("生日快乐")


async def test_withdrawing_ends_every_tie(place: Town) -> None:
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    await wang.says("邀请 张三")
    tablet = await place.stranger("平板")
    await tablet.says(code_in(wang.new()))
    tablet.hears("账户已绑定")
    await zhang.says("建议 营业厅放几把雨伞")
    await zhang.presses("提交")
    await zhang.says("我的资料")
    await zhang.presses("撤回同意")
    zhang.hears("请问确认撤回吗")
    await zhang.presses("保留")
    zhang.hears("没有变动")
    await zhang.presses("确认撤回")
    zhang.hears("已经撤回", "照常咨询")
    for person in (zhang, tablet):
        await person.says("我的资料")
        person.hears("还没有绑定账户")
        assert "0101" not in person.new()
    await zhang.says("怎么查余额")
    zhang.hears("手机营业厅")
    await wang.presses("答复")
    await wang.says("周五就放。")
    await wang.presses("发送")
    zhang.hears("周五就放。")
    await wang.says("邀请 张三")
    await zhang.binds(code_in(wang.new()))
    zhang.hears("账户已绑定")


async def test_erasing_leaves_nothing_of_the_person(place: Town) -> None:
    await furnish(place, employer="远大商贸", preferences="喜欢喝龙井茶")
    zhang, wang, li = await place.sits("张三"), await place.sits("王强"), await place.sits("李静")
    await zhang.sends("photo", b"\xff\xd8\xff\xe0a picture")
    await zhang.presses("取消") if "取消" in zhang.labels() else None
    await zhang.says("投诉")
    await zhang.presses("网络")
    await zhang.presses("一般")
    await zhang.says("张三家里断网两天了，请打13711112222")
    await zhang.presses("提交")
    await zhang.says("我的合同原件放在你们哪位同事那里了")
    await wang.says("拜访 张三 谈了宽带续约,他下个月搬到幸福路")
    await wang.presses("保存")
    await wang.says("张三")
    await wang.says("/visit")
    await wang.says("张三")
    await wang.says("今日")
    await zhang.says("我的资料")
    await zhang.presses("导出")
    await zhang.says("我的资料")
    await zhang.presses("删除资料")
    assert wang.reads()
    zhang.hears("投诉、合同和操作记录依规定须保留", "不能恢复", "请问确认删除吗")
    await zhang.presses("确认删除")
    zhang.hears("已经删除", "照常咨询")
    number = place.customers["张三"].id
    for person in (wang, li):
        person.hears(f"客户（编号{number}）已按本人要求删除资料")
        assert "张三" not in person.new()
    left = await everything(place)
    for words in (
        "张三",
        "13800000101",
        "138****0101",
        "幸福路",
        "远大商贸",
        "龙井",
        "合同原件",
        "a picture",
    ):
        assert words not in left, [line for line in left.split("\n") if words in line]
    assert "断网两天" in left, "a complaint is kept, without the person"
    await zhang.says("我的资料")
    zhang.hears("还没有绑定账户", "事项0件")
    await wang.says("张三")
    assert "0101" not in wang.new()
    await wang.says("今日")
    assert "T1001" not in wang.new()
    await place.passes(days=10)


async def test_one_of_two_of_a_name_is_erased(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("客户 张伟")
    zhang = await place.sits("张伟")
    await zhang.says("我的资料")
    await zhang.presses("删除资料")
    await zhang.presses("确认删除")
    zhang.hears("已经删除")
    await wang.says("张伟")
    wang.hears("张伟", "普通")


async def test_a_guest_sees_and_erases_the_chat_alone(place: Town) -> None:
    guest, li = await place.stranger("访客"), await place.sits("李静")
    await guest.says("我的合同原件放在你们哪位同事那里了")
    li.hears("合同原件")
    await guest.says("我的资料")
    guest.hears("还没有绑定账户", "事项1件")
    await guest.presses("导出")
    text, data = await exported(guest)
    assert "合同原件" in text and "file" not in data
    await guest.says("我的资料")
    await guest.presses("删除资料")
    await guest.presses("确认删除")
    guest.hears("已经删除")
    await guest.says("我的进度")
    assert "W1001" not in guest.new()
    assert "合同原件" not in await everything(place)


async def test_a_guest_presses_a_customers_buttons(place: Town) -> None:
    """Nothing of a file is told or changed where no account is tied (G7)."""
    guest = await place.stranger("访客")
    await guest.says("您好")
    for value in ("correct", "quiet", "greetings", "withdraw", "withdraw-sure", "nonsense"):
        await guest.forges(f"own:1:0:{value}")
        guest.hears("最新的消息")
    await guest.forges("own-field:1:0:address")
    guest.hears("最新的消息")
    await guest.forges("own:1:0:export")
    text, _ = await exported(guest)
    assert "0101" not in text


async def test_on_behalf_of_a_customer_who_telephoned(place: Town) -> None:
    await furnish(place)
    li, wang, qian = await place.sits("李静"), await place.sits("王强"), await place.sits("钱芳")
    zhang = await place.sits("张三")
    await wang.says("资料请求 张三")
    assert "请问张三要求的是什么" not in wang.new()
    await li.says("资料请求")
    li.hears("全名或号码")
    await li.says("资料请求 张伟")
    li.hears("几位同名")
    await li.says("资料请求 张三")
    await li.presses("导出资料")
    await li.says("来电，已核对姓名和号码")
    li.hears("请核对", "来电，已核对姓名和号码")
    await li.presses("确认办理")
    text, _ = await exported(li)
    assert "幸福路7号" in text
    await qian.says("资料请求 张三")
    await qian.presses("删除资料")
    await qian.says("来电，已核对姓名和号码")
    await qian.presses("确认办理")
    qian.hears("已删除")
    wang.hears("已按本人要求删除资料")
    left = await everything(place)
    await zhang.says("我的资料")
    zhang.hears("还没有绑定账户")
    assert "幸福路7号" not in left and "张三" not in left
    assert "已核对姓名和号码" in left
    await qian.says("资料请求 张三")
    qian.hears("没有找到")


async def test_english_has_the_same_phrases() -> None:
    from bot.wording import Wording

    chinese, english = Wording(company="A", hotline="1", card="B"), Wording("en", company="A", hotline="1")
    for phrase in chinese.ids("privacy"):
        assert english.slots_of(phrase) == chinese.slots_of(phrase), phrase


async def test_what_was_said_to_a_person_is_erased_too(place: Town) -> None:
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    await zhang.says("转人工")
    await wang.presses("接入")
    await zhang.says("我家新地址是和平路12号")
    wang.hears("和平路12号")
    await wang.says("好的，和平路12号记下了。")
    zhang.hears("和平路12号记下了")
    await zhang.says("我的资料")
    await zhang.presses("删除资料")
    await zhang.presses("确认删除")
    zhang.hears("已经删除")
    left = await everything(place)
    assert "和平路12号" not in left, [line for line in left.split("\n") if "和平路12号" in line]
