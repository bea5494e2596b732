"""Standard queries and facts by sheets in the chat: tried, kept as drafts, handed out (E9, N1, O2, T12)."""

from __future__ import annotations

from tests.conversations.test_importing import read, sheet
from tests.conversations.town import Town

HEAD = ("标题", "问法", "答案", "等级")


async def test_a_sheet_becomes_drafts_and_then_answers(place: Town) -> None:
    li, zhou, zhang = await place.sits("李静"), await place.sits("周敏"), await place.sits("张三")
    content = sheet(
        HEAD,
        ("补办门禁卡", "门禁卡补办\n门禁卡掉了", "请您带证件到前台补办。", ""),
        ("补办门禁卡", "", "请您联系客户经理。", "贵宾"),
        ("坏的", "怎么坏", "不知道", ""),
    )
    await li.sends("document", content, "问答.xlsx")
    li.hears("已检查标准问答3行：新增2，更新0，不变0，未导入1。")
    assert [row[1] for row in (await read(li))[1:]] == ["新增", "新增", "未导入"]
    await li.presses("导入")
    li.hears("已存为草稿1条，未导入1行")
    await li.presses("查看草稿")
    li.hears("补办门禁卡")
    await li.presses("1")
    await li.presses("提交审批")
    await zhou.presses("批准")
    await place.house.learn()
    await zhang.says("门禁卡补办")
    zhang.hears("请您联系客户经理。")


async def test_who_may_bring_them_in(place: Town) -> None:
    """Managers propose one by one; facts are the administrator's."""
    wang, li, admin = await place.sits("王强"), await place.sits("李静"), await place.sits("钱芳")
    await wang.sends("document", sheet(HEAD, ("甲", "乙", "好的。", "")), "问答.xlsx")
    assert "导入" not in wang.labels()
    facts = sheet(("企业信息", "内容"), ("过户专柜", "三楼"))
    await li.sends("document", facts, "信息.xlsx")
    assert "导入" not in li.labels()
    await admin.sends("document", facts, "信息.xlsx")
    admin.hears("已检查企业信息1行：新增1")
    await admin.presses("导入")
    admin.hears("已设置企业信息1项")
    await admin.says("企业信息")
    admin.hears("过户专柜：三楼")


async def test_what_is_handed_out(place: Town) -> None:
    wang, li = await place.sits("王强"), await place.sits("李静")
    await li.says("问答 导出")
    li.hears("已导出")
    rows = await read(li)
    assert rows[0][:3] == ["标题", "问法", "答案"]
    assert "｛手机客户端｝" in next(row[2] for row in rows if row[0] == "查询话费余额")
    await li.says("问答 模板")
    assert (await read(li))[0][:3] == ["标题", "问法", "答案"]
    await wang.says("导出")
    assert "标准问答" not in wang.labels()
    await wang.forges("export:0:0:export-queries")
    assert "已导出" not in wang.new()


async def test_many_drafts_go_together(place: Town) -> None:
    """All drafts in one tap to the approver, who hears of them once and approves them in one tap (E9, O2)."""
    li, zhou, zhang = await place.sits("李静"), await place.sits("周敏"), await place.sits("张三")
    rows = [(f"补办证件{n}", f"第{n}种证件掉了去哪补", f"请您到{n}号窗口补办。", "") for n in range(1, 8)]
    await li.sends("document", sheet(HEAD, *rows), "问答.xlsx")
    await li.presses("导入")
    await li.says("问答 草稿")
    await li.presses("全部提交审批（7条）")
    li.hears("已提交7条，由周敏审批；0条")
    zhou.hears("李静提交了7条标准问答")
    await li.says("问答 待审批")
    assert not [label for label in li.labels() if label.startswith("全部批准")], "her own"
    await zhou.presses("查看待审批")
    await zhou.presses("全部批准（7条）")
    zhou.hears("已批准7条")
    li.hears("周敏批准了您参与的7条标准问答")
    await zhou.presses("全部批准（7条）", 0)
    assert "已批准" not in zhou.new()
    await place.house.learn()
    await zhang.says("第3种证件掉了去哪补")
    zhang.hears("请您到3号窗口补办。")


async def test_english_comes_by_a_sheet_and_stays(place: Town) -> None:
    """Optional columns; a sheet without them leaves what is on file; who reads English reads it (A24)."""
    li, zhou, zhang = await place.sits("李静"), await place.sits("周敏"), await place.sits("张三")
    head = (*HEAD, "英文标题", "英文答案", "英文说法")
    told = (
        "Replace an access card",
        "Please come to the front desk {营业时间}.",
        "lost my access card\nnew pass",
    )
    chinese = "请您在{营业时间}到前台补办。"
    rows = (
        ("补办门禁卡", "门禁卡补办", chinese, "", *told),
        ("补办门禁卡", "", "请您联系客户经理。", "贵宾", "", "Please ask your account manager.", ""),
        ("补办工牌", "工牌补办", "请您到前台。", "", "Replace a badge", "请到前台。", ""),
    )
    await li.sends("document", sheet(head, *rows), "问答.xlsx")
    result = await read(li)
    assert "英文答案里请不要夹中文" in result[3][2]
    await li.presses("导入")
    await li.says("问答 补办门禁卡")
    li.hears("英文：Replace an access card；Please come to the front desk ｛营业时间｝.", "英文说法2条")
    again = sheet((*HEAD, "部门"), (*rows[0][:4], "客服部"), (*rows[1][:4], ""))
    await li.sends("document", again, "问答.xlsx")
    await li.presses("导入")
    await li.says("问答 补办门禁卡")
    li.hears("客服部", "英文：Replace an access card", "Please ask your account manager.")
    await li.presses("提交审批")
    await zhou.presses("批准")
    await place.house.learn()
    await li.says("问答 导出")
    rows_out = [row for row in await read(li) if row[0] == "补办门禁卡"]
    assert [row[10:] for row in rows_out] == [
        [told[0], "Please come to the front desk ｛营业时间｝.", told[2]],
        [
            None,
            "Please ask your account manager.",
            None,
        ],
    ]
    await zhang.says("english")
    await zhang.says("I lost my access card")
    zhang.hears("Please ask your account manager.")
