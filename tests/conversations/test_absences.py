"""Who is away says so in one line; who stands in is spoken to, may work, and hands back (E16)."""

from __future__ import annotations

import pytest

from tests.conversations.town import Town


async def test_one_line_and_the_deputy_from_beginning_to_end(place: Town) -> None:
    wang, zhao, zhang = await place.sits("王强"), await place.sits("赵磊"), await place.sits("张三")
    await zhao.says("今日")
    await wang.says("请假 10月9日到10月12日 赵磊代理 年假")
    wang.hears("请假人：王强", "10月9日（周五）至10月12日（周一）", "代理人：赵磊", "备注：年假")
    await wang.presses("保存")
    wang.hears("已登记：王强 10月9日（周五）至10月12日（周一），代理：赵磊", "客户的期限不变")
    await zhao.says("张三")
    zhao.hears("王强")  # whose customer it is, and no more
    assert "打电话" not in zhao.labels()
    zhao.reads()
    await place.reaches(place.local("2026-10-09T00:10"))
    zhao.silent()
    await place.reaches(place.local("2026-10-09T09:00"))
    zhao.hears("您代理王强，10月9日（周五）至10月12日（周一）", "4位客户")
    zhao.reads()
    wang.reads()
    await zhang.says("建议 营业厅放几把雨伞")
    await zhang.says("提交")
    zhang.hears("最晚在10月13日（周二）18:00前")  # the customer's due time does not move
    zhao.hears("J1001", "营业厅放几把雨伞")
    wang.silent()
    await zhao.presses("答复")
    await zhao.says("已备好雨伞。")
    await zhao.says("发送")
    zhang.hears("已备好雨伞")
    await zhao.says("张三")
    zhao.hears("张三")
    assert "打电话" in zhao.labels()
    await place.reaches(place.local("2026-10-13T09:00"))
    wang.hears("欢迎回来", "代理：赵磊")
    zhao.hears("王强已回来，代理结束")
    wang.reads()
    zhao.reads()
    await zhang.says("建议 营业厅放几盆花")
    await zhang.says("提交")
    wang.hears("营业厅放几盆花")
    zhao.silent()
    await zhao.says("张三")
    assert "打电话" not in zhao.labels()


async def test_a_leader_for_their_people_and_step_by_step(place: Town) -> None:
    li, wang, zhao = await place.sits("李静"), await place.sits("王强"), await place.sits("赵磊")
    await li.says("请假 王强 10月12日到10月13日")
    li.hears("请问由谁代理")
    assert "赵磊" in li.labels() and "王强" not in li.labels()
    await li.presses("赵磊")
    li.hears("请假人：王强", "代理人：赵磊")
    await li.presses("保存")
    wang.hears("李静已为您登记请假：10月12日（周一）至10月13日（周二），代理：赵磊")
    await wang.says("请假")
    wang.hears("1、王强 10月12日（周一）至10月13日（周二），代理：赵磊", "登记请写")
    await wang.presses("1 取消请假")
    wang.hears("已取消请假：王强")
    li.reads()
    zhao.reads()
    await li.says("请假")
    li.hears("目前没有请假安排")
    await li.presses("登记请假")
    li.hears("请问是谁请假")
    await li.presses("赵磊")
    await li.says("没想好")
    li.hears("请写明从哪天到哪天")
    await li.says("10月15日起2天")
    await li.presses("不指定")
    li.hears("10月15日（周四）至10月16日（周五）", "代理人：不指定")
    await li.presses("保存")
    await place.reaches(place.local("2026-10-15T09:00"))
    li.hears("您代理赵磊")


async def test_away_at_once_and_back_by_a_tap(place: Town) -> None:
    wang, zhao, zhang = await place.sits("王强"), await place.sits("赵磊"), await place.sits("张三")
    await wang.says("请假 今天 赵磊代理")
    await wang.presses("保存")
    zhao.hears("您代理王强")
    await zhang.says("请回电话")
    await zhang.says("1")
    await zhang.says("1")
    await zhang.says("提交")
    zhao.hears("请回电话H1001")
    zhao.reads()
    await wang.presses("取消请假")
    wang.hears("已取消请假")
    zhao.hears("王强已取消请假（9月29日（周二））")
    await wang.forges("leave-cancel:1:0:")
    wang.hears("刚才的按钮不再适用")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("请假 9月1日到9月3日 赵磊代理", "已经过去"),
        ("请假 12月3日到12月1日 赵磊代理", "12月1日（周二）在12月3日（周四）之前"),
        ("请假 10月12日 王强代理", "请选择另一位同事代理"),
        ("请假 10月12日 孙悟空代理", "员工中还没有“孙悟空”"),
        ("请假 10月12日 钱芳代理", "钱芳目前不能代理"),
        ("请假 赵磊 10月12日 李静代理", "赵磊的请假由本人或其主管登记"),
        ("请假 今天到2027年12月31日 赵磊代理", "一次请假最多366天"),
    ],
)
async def test_what_cannot_be(web: Town, line: str, told: str) -> None:
    wang = await web.sits("王强")
    await wang.says(line)
    wang.hears(told)


async def test_what_overlaps_is_told(place: Town) -> None:
    wang, zhao = await place.sits("王强"), await place.sits("赵磊")
    await zhao.says("请假 10月12日到10月14日")
    await zhao.presses("不指定")
    await zhao.presses("保存")
    await wang.says("请假 10月13日 赵磊代理")
    wang.hears("赵磊在10月12日（周一）至10月14日（周三）也请假，请选择另一位")
    await zhao.says("请假 10月14日到10月16日")
    zhao.hears("赵磊在10月12日（周一）至10月14日（周三）已有请假")
    await wang.says("请假 10月20日 李静代理")
    await wang.presses("保存")
    li = await place.sits("李静")
    await li.says("请假 10月20日 周敏代理")
    li.hears("10月20日（周二）期间正在代理王强")


async def test_reachable_from_the_help_of_the_role(place: Town) -> None:
    for name in ("王强", "李静", "周敏"):
        person = await place.sits(name)
        await person.says("帮助")
        person.hears("请假：登记和查看请假、代理")
    qian = await place.sits("钱芳")
    await qian.says("帮助")
    assert "请假" not in qian.new()
