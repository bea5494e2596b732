"""Photos, documents and places: sent by anybody, kept where they belong, looked at again (C3, C4, G1)."""

from __future__ import annotations

import pytest

from bot.dialog.message import Incoming, Kind
from bot.services.ports import UnitOfWork
from tests.conversations.town import Town
from tests.telegram.people import PICTURE

SHEET = b"PK\x03\x04 a document"
OTHER = PICTURE + b"another"


async def test_a_photo_sent_while_a_visit_is_logged(place: Town) -> None:
    """It is attached, counted, and the open question is asked again."""
    wang = await place.sits("王强")
    await wang.says("记拜访")
    await wang.sends("photo", PICTURE)
    wang.hears("已附上照片，共1件", "请问")
    await wang.says("王芳")
    await wang.sends("document", SHEET, "方案.pdf")
    wang.hears("已附上文件，共2件", "请问")
    await wang.says("返回")
    wang.hears("请问")
    assert len(await values(place, "王强")) == 2


async def values(place: Town, name: str) -> list[int]:
    """Return the files of the form somebody is filling in."""

    def read(uow: UnitOfWork) -> list[int]:
        who = uow.addresses.of_staff(place.staff[name].id)[0]
        asked = Incoming("look", who.address, Kind.TEXT)
        return list(uow.addresses.enter(asked, place.clock.now())[1].values.get("files", []))

    return await place.house.database.turn(read)


async def visited(place: Town, name: str) -> int:
    """Put a visit of today on file; return its number."""
    customer, now = place.customers[name], place.clock.now()
    manager = customer.manager_id
    assert manager is not None
    contact = await place.house.database.turn(
        lambda uow: uow.contacts.add("visit", customer.id, manager, "谈了套餐", now)
    )
    return contact.id


async def files_of(place: Town, contact: int) -> list[str]:
    found = await place.house.database.read(lambda uow: uow.files.of_contact(contact))
    return [file.kind for file in found]


async def test_a_photo_out_of_the_blue_goes_to_the_latest_record(place: Town) -> None:
    wang = await place.sits("王强")
    contact = await visited(place, "张三")
    await wang.sends("photo", PICTURE)
    wang.hears("已收到照片", "请问要附到哪里")
    assert wang.labels() == ["附到拜访记录：张三", "记拜访"]
    await wang.presses("附到拜访记录：张三")
    wang.hears("照片已附到张三的拜访记录")
    assert await files_of(place, contact) == ["photo"]
    await wang.presses("查看附件")
    wang.hears("照片 1/1", "9月29日")
    assert await wang.opened() == PICTURE
    await wang.presses("撤销")
    wang.hears("已从记录中取下照片")
    assert await files_of(place, contact) == []


async def test_an_album_goes_as_one(place: Town) -> None:
    """Pictures sent one after another are attached, taken off and moved by one tap."""
    wang = await place.sits("王强")
    contact = await visited(place, "张三")
    for number, content in enumerate((PICTURE, OTHER, SHEET), start=1):
        await wang.sends("photo" if number < 3 else "document", content, f"{number}.pdf")
        wang.hears(f"共{number}件")
    await wang.presses("附到拜访记录：张三", 0)
    wang.hears("文件已附到张三的拜访记录")
    assert await files_of(place, contact) == ["photo", "photo", "document"]
    await wang.presses("附到拜访记录：张三", 0)
    wang.hears("已经在")
    assert len(await files_of(place, contact)) == 3
    await wang.presses("撤销", 0)
    wang.hears("已从记录中取下文件，共3件")
    assert await files_of(place, contact) == []
    await wang.presses("记拜访")
    wang.hears("已附上文件，共3件")
    assert len(await values(place, "王强")) == 3
    await wang.says("取消")
    await place.passes(minutes=31)
    await wang.sends("photo", PICTURE)
    wang.hears("已收到照片，共1件")
    await wang.presses("撤销", 0)
    wang.hears("按钮")


async def test_yesterdays_record_is_not_offered(place: Town) -> None:
    wang = await place.sits("王强")
    await visited(place, "张三")
    await place.passes(days=1)
    wang.reads()
    await wang.sends("position", b"31.230000,121.470000")
    wang.hears("已收到位置")
    assert wang.labels() == ["记拜访"]
    await wang.presses("记拜访")
    wang.hears("已附上位置，共1件", "请问")
    assert len(await values(place, "王强")) == 1
    await wang.forges("file-show:1:0:")
    wang.hears("位置 1/1", "31.23")


async def test_what_was_attached_is_saved_with_the_record(place: Town) -> None:
    """A visit keeps its photo, a complaint filed by the manager keeps its document."""
    wang = await place.sits("王强")
    await wang.says("拜访 张三 谈了5G套餐")
    await wang.sends("photo", PICTURE)
    wang.hears("已附上照片，共1件", "谈了5G套餐")
    await wang.presses("保存")
    contact = await place.house.database.read(
        lambda uow: uow.contacts.of_customer(place.customers["张三"].id, 1)[0]
    )
    assert await files_of(place, contact.id) == ["photo"]
    await wang.says("投诉 王芳 重大 断网两天")
    await wang.sends("document", SHEET, "单据.pdf")
    await wang.presses("保存")
    await wang.says("T1001")
    wang.hears("附件：1件")
    await wang.presses("查看附件")
    wang.hears("文件 1/1")
    assert await wang.opened() == SHEET


async def test_a_photo_with_a_log_line_is_logged_at_once(telegram: Town) -> None:
    wang = await telegram.sits("王强")
    await wang.sends("photo", PICTURE, caption="拜访 张三 谈了5G套餐")
    wang.hears("已附上照片，共1件", "张三", "谈了5G套餐")
    assert len(await values(telegram, "王强")) == 1


async def test_what_is_said_with_a_photo_answers_the_open_question(telegram: Town) -> None:
    zhang = await telegram.sits("张三")
    await zhang.says("投诉")
    await zhang.presses("网络")
    await zhang.presses("一般")
    await zhang.sends("photo", PICTURE, caption="从昨天起没有信号")
    zhang.hears("已附上照片，共1件", "从昨天起没有信号")
    await zhang.presses("提交")
    zhang.hears("T1001")


async def test_a_customers_complaint_with_photos(place: Town) -> None:
    """The owner is told of them and sees them; so does the supervisor, on record; nobody else (G1)."""
    wang, zhao, li = await place.sits("王强"), await place.sits("赵磊"), await place.sits("李静")
    zhang = await place.sits("张三")
    await zhang.says("投诉")
    await zhang.sends("photo", PICTURE)
    zhang.hears("已附上照片，共1件", "请问")
    await zhang.presses("网络")
    await zhang.presses("一般")
    await zhang.sends("photo", OTHER)
    zhang.hears("已附上照片，共2件")
    await zhang.says("信号塔被撤走了")
    await zhang.presses("提交")
    zhang.hears("T1001")
    wang.hears("T1001", "附件：2件")
    await wang.presses("详情")
    wang.hears("附件：2件")
    await wang.presses("查看附件")
    wang.hears("照片 1/2", "照片 2/2")
    assert await wang.opened() == OTHER
    await li.says("T1001")
    await li.presses("查看附件")
    li.hears("照片 2/2")
    await zhao.forges("files-of-case:1:0:")
    assert "照片" not in zhao.new()
    for choice in ("file-show:1:0:", "files-of-contact:1:0:"):
        await zhao.forges(choice)
        assert "照片 1" not in zhao.new()
    await li.forges("file-show:1:0:")
    li.hears("照片 1/1")
    await zhang.forges("file-show:1:0:")
    assert "1/1" not in zhang.new()
    await zhao.forges("file-show:99:0:")
    assert zhao.new()


async def test_a_customers_photo_is_never_a_dead_end(place: Town) -> None:
    zhang, wang = await place.sits("张三"), await place.sits("王强")
    await zhang.sends("photo", PICTURE)
    zhang.hears("您好，星河通信！", "已收到您的照片", "请问需要为您做什么")
    assert zhang.labels() == ["我要投诉", "我有建议", "办理", "转人工"]
    await zhang.presses("转人工")
    zhang.hears("W1001")
    wang.hears("W1001", "客户发来照片", "附件：1件")
    await zhang.presses("我要投诉", 0)
    zhang.hears("已附上照片，共1件", "请您不要着急")
    await zhang.presses("资费")
    await zhang.presses("一般")
    await zhang.says("账单见照片")
    await zhang.presses("提交")
    zhang.hears("T1002")
    wang.hears("附件：1件")
    await zhang.forges("file-case:1:0:nonsense")
    zhang.hears("按钮")


async def test_another_persons_file_is_not_theirs_to_use(place: Town) -> None:
    zhang, fang, wang = await place.sits("张三"), await place.sits("王芳"), await place.sits("王强")
    await zhang.sends("document", SHEET, "合同.pdf")
    await fang.forges("file-case:1:0:complain")
    assert "已附上" not in fang.new()
    contact = await visited(place, "张三")
    await wang.forges(f"file-attach:1:0:{contact}")
    assert "已附到" not in wang.new()
    assert await files_of(place, contact) == []
    await wang.sends("photo", PICTURE)
    for value in ("999", "x", "", "99999999999999999999"):
        await wang.forges(f"file-attach:2:0:{value}")
        assert "已附到" not in wang.new()


@pytest.mark.parametrize("name", ["周敏", "钱芳"])
async def test_leaders_are_told_where_files_belong(place: Town, name: str) -> None:
    leader = await place.sits(name)
    await leader.sends("document", SHEET, "通知.pdf")
    leader.hears("已收到文件", "客户经理")


async def test_a_question_that_needs_words(place: Town) -> None:
    zhang = await place.sits("张三")
    await zhang.says("请回电话")
    await zhang.sends("photo", PICTURE)
    zhang.hears("请用文字输入", "请问")


async def test_a_record_takes_only_so_many(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("记拜访")
    limit = place.house.desk.policy.files.per_record
    for number in range(limit):
        await wang.sends("document", SHEET + bytes([number]), f"{number}.pdf")
    wang.hears(f"共{limit}件")
    await wang.sends("photo", PICTURE)
    wang.hears(f"一条记录最多附{limit}件", "请问")
    assert len(await values(place, "王强")) == limit


async def test_files_that_cannot_be_taken(telegram: Town) -> None:
    zhang = await telegram.sits("张三")
    await zhang.sends("document", b"", "空.pdf")
    zhang.hears("收到的文件是空的")
    await zhang.sends("document", b"MZ", "更新.exe")
    zhang.hears("这类文件不接收")
    await zhang.sends("document", b"x" * (20 * 1024 * 1024 + 1), "大.zip")
    zhang.hears("请发送20MB以内的文件")
    assert telegram.telegram is not None
    telegram.telegram.faults.add("reset", "getFile", times=3)
    await zhang.sends("photo", PICTURE)
    zhang.hears("文件没有收到，请您再发送一次")
    await zhang.sends("photo", PICTURE)
    zhang.hears("已收到您的照片")


async def test_uploads_that_cannot_be_taken(web: Town) -> None:
    """The page says it at the file; the conversation goes on."""
    zhang, wang = await web.sits("张三"), await web.sits("王强")
    for content, name, status, words in (
        (b"", "空.pdf", 400, "空"),
        (b"MZ", "更新.exe", 415, "不接收"),
        (b"x" * (20 * 1024 * 1024 + 1), "大.xlsx", 413, "20MB"),
    ):
        await zhang.sends("document", content, name)
        answer = zhang.seat.answer  # type: ignore[attr-defined]
        assert answer[0] == status
        assert words in answer[1]["error"]
        zhang.silent()
    await wang.sends("document", b"x" * (20 * 1024 * 1024 + 1), "大.xlsx")
    wang.hears("表格")


async def test_stickers_are_still_declined(telegram: Town) -> None:
    zhang, wang = await telegram.sits("张三"), await telegram.sits("王强")
    await zhang.does(lambda account: account.sends_sticker())
    zhang.hears("文字")
    await wang.says("记拜访")
    await wang.does(lambda account: account.sends_sticker())
    wang.hears("请用文字输入", "请问")
