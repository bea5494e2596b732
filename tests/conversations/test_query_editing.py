"""Standard queries written in the chat: draft, approval by another, versions, facts (E9, N1, O2, T12)."""

from __future__ import annotations

from tests.conversations.town import Person, Town


async def _writes(person: Person, title: str, wordings: str, answer: str) -> None:
    await person.says(f"新问答 {title}")
    await person.says(wordings)
    await person.says(answer)
    await person.presses("保存")


async def test_a_proposal_becomes_an_answer(place: Town) -> None:
    """A manager proposes, the supervisor gives back, then approves; only then do customers hear it (O2)."""
    wang, li, zhang = await place.sits("王强"), await place.sits("李静"), await place.sits("张三")
    wordings = "工牌丢了怎么办\n员工卡不见了\n门禁卡补办"
    await _writes(wang, "补办门禁卡", wordings, "请您联系前台补办。")
    wang.hears("草稿", "补办门禁卡", "问法3条", "问法只有3种")
    await wang.presses("提交审批")
    wang.hears("李静")
    li.hears("王强", "补办门禁卡", "请您联系前台补办。")
    await li.presses("退回")
    await li.says("请写明要带证件")
    await li.presses("退回")
    wang.hears("退回", "请写明要带证件")
    await place.house.learn()
    await zhang.says("门禁卡补办")
    assert "前台" not in zhang.new()
    await wang.presses("详情")
    await wang.presses("修改")
    await wang.presses("答案")
    wang.hears("现在的答案：请您联系前台补办。", "｛营业时间｝")
    await wang.says("不知道")
    wang.hears("不能对客户说")
    await wang.says("请您带证件到前台补办，时间为｛营业时间｝。")
    await wang.presses("保存")
    await wang.presses("提交审批")
    await li.presses("批准")
    li.hears("已批准", "补办门禁卡")
    wang.hears("李静批准")
    await place.house.learn()
    await zhang.says("门禁卡补办")
    zhang.hears("请您带证件到前台补办，时间为周一至周日9:00至18:00。")


async def test_nobody_approves_their_own(place: Town) -> None:
    """What the supervisor wrote goes to the head; a change by another's hand counts as well (E9)."""
    li, zhou = await place.sits("李静"), await place.sits("周敏")
    await _writes(li, "补办门禁卡", "门禁卡补办", "请您联系前台补办。")
    await li.presses("提交审批")
    li.hears("周敏")
    await li.says("问答 补办门禁卡")
    assert "批准" not in li.labels()
    await zhou.presses("另定生效日")
    await zhou.says("昨天")
    zhou.hears("今天或以后")
    await zhou.says("10月8日")
    await zhou.presses("批准")
    zhou.hears("10月8日（周四）起生效")
    await zhou.presses("批准", 0)
    zhou.hears("按钮不再适用")
    await li.says("问答 补办门禁卡")
    li.hears("未到生效日")


async def test_a_draft_changes_nothing_and_the_old_version_comes_back(place: Town) -> None:
    li, zhou, zhang = await place.sits("李静"), await place.sits("周敏"), await place.sits("张三")
    await place.house.learn()
    await li.says("问答 号码过户")
    li.hears("生效中，第1版，周敏批准", "近30天被问0次")
    await li.presses("修改")
    await li.presses("答案")
    await li.says("过户请您到{过户专柜}办理。")
    await li.presses("保存")
    li.hears("还没有设置", "过户专柜")
    await zhang.says("手机号怎么过户给别人")
    zhang.hears("有效证件到营业厅办理")
    await li.presses("查看原版")
    li.hears("有效证件到营业厅办理")
    await li.presses("返回")
    await li.presses("提交审批")
    await zhou.presses("批准")
    await place.house.learn()
    await zhang.says("手机号怎么过户给别人")
    assert "专柜" not in zhang.new(), "a fact is missing: nothing half filled is sent (T12)"
    admin = await place.sits("钱芳")
    await admin.says("企业信息")
    admin.hears("过户专柜：未设置，1条问答在等它", "营业时间：周一至周日9:00至18:00")
    await admin.says("企业信息 过户专柜 三楼专柜")
    admin.hears("已设置", "齐全")
    await place.house.learn()
    await zhang.says("手机号怎么过户给别人")
    zhang.hears("过户请您到三楼专柜办理。")
    await li.says("问答 号码过户")
    await li.presses("历史版本")
    li.hears("1、生效中，第2版", "2、旧版，第1版")
    await li.presses("2")
    li.hears("有效证件到营业厅办理")
    await li.presses("恢复此版")
    li.hears("草稿，第3版")
    await li.presses("提交审批")
    await zhou.presses("批准")
    await place.house.learn()
    await zhang.says("手机号怎么过户给别人")
    zhang.hears("有效证件到营业厅办理")


async def test_every_field_by_one_question(place: Town) -> None:
    li = await place.sits("李静")
    await li.says("问答 宽带移机")
    await li.presses("修改")
    await li.presses("问法")
    await li.says("删 1\n网线能不能带走\n套餐怎么改")
    await li.presses("保存")
    li.hears("网线能不能带走", "“套餐怎么改”已是“更换套餐”的问法")
    assert "搬家了宽带怎么办" not in li.new()
    for field, said, shown in (
        ("有效期", "到2026-12-31", "有效期：批准之日至2026-12-31"),
        ("后续按钮", "我要投诉、号码过户", "后续按钮：我要投诉、号码过户"),
        ("部门", "运维部", "转办部门：运维部"),
        ("负责人", "赵磊", "负责人：赵磊"),
        ("标题", "宽带搬家", "【宽带搬家】"),
    ):
        await li.presses("修改")
        await li.presses(field)
        await li.says(said)
        await li.presses("保存")
        li.hears(shown)
    await li.presses("修改")
    await li.presses("分类答案")
    await li.presses("贵宾")
    await li.says("请您告诉客户经理，由我们安排。")
    await li.presses("保存")
    li.hears("贵宾客户的答案：请您告诉客户经理，由我们安排。")
    await li.presses("修改")
    await li.presses("标题")
    await li.says("更换套餐")
    li.hears("已经有一条问答叫")
    await li.says("取消")
    await li.says("问答 草稿")
    li.hears("宽带搬家")
    await li.presses("撤销草稿")
    await li.says("问答 宽带移机")
    li.hears("生效中")
    await li.presses("停用")
    await li.says("问答 停用")
    li.hears("宽带移机", "已停用，李静")


async def test_who_may_what(place: Town) -> None:
    """A manager proposes and neither approves nor retires; customers reach none of it (E9)."""
    wang, zhao, zhang = await place.sits("王强"), await place.sits("赵磊"), await place.sits("张三")
    await wang.says("问答 更换套餐")
    assert not {"停用", "批准"} & set(wang.labels())
    await _writes(wang, "补办门禁卡", "门禁卡补办", "请您联系前台补办。")
    await zhao.says("问答 补办门禁卡")
    assert not {"修改", "撤销草稿"} & set(zhao.labels())
    await wang.says("企业信息")
    assert "答案里用到的" not in wang.new()
    await wang.forges("query-approve:1:0:")
    assert "已批准" not in wang.new()
    await zhang.says("/queries")
    assert "标准问答" not in zhang.new()
    await wang.says("问答 没有这种事")
    wang.hears("没有找到")
    await wang.says("问答")
    wang.hears("标准问答")
    await wang.presses("更多")
    wang.hears("6、")
    await wang.says("帮助")
    wang.hears("新问答")
