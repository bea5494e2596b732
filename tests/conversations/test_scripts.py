"""Calling along a script from the brief to the record, and the scripts themselves (B1–B9, O2)."""

from __future__ import annotations

import pytest

from tests.conversations.callers import (
    aside,
    asking,
    bills,
    calls,
    change,
    has_called,
    profile_of,
    records_of,
)
from tests.conversations.town import Town


async def test_a_first_call_from_the_brief_to_the_record(place: Town) -> None:
    """B1: number and facts first, the words to the letter, gaps asked once, one record at the end."""
    await change(place, "王芳", gender="f")
    wang = await place.sits("王强")
    await wang.says("/call 王芳")
    wang.hears(
        "首次回访", "电话：13800000102", "还没有记录", "还没有接通过回访电话", "资料还缺：地址", "服务规范"
    )
    await wang.presses("已接通")
    wang.hears("请说：您好，您是王女士吗？", "核对身份")
    await wang.presses("是本人")
    wang.hears("我是星河通信客户服务人员，欢迎您使用星河通信手机业务，请问能占用您几分钟时间吗？")
    await wang.presses("可以")
    wang.hears("我想了解一下最近您手机及网络使用情况")
    assert "免费" not in wang.new()  # T13
    await wang.says("信号不错，想要大流量")
    wang.hears("已记：信号不错，想要大流量")
    await wang.presses("情况良好")
    wang.hears("为了能够及时向您传达我公司优惠政策", "住宅电话")
    await wang.says("解放路1号3栋，010-62345678")
    wang.hears("地址：解放路1号3栋", "住宅电话：010-62345678")
    await wang.presses("下一步")
    await wang.says("星河科技 财务主管")
    wang.hears("工作单位：星河科技", "职务：财务主管")
    await wang.presses("下一步")
    wang.hears("我们很希望知道您的生日及特殊的纪念日，星河通信会定时送上我们的一份祝福")
    await wang.says("农历八月十五，结婚纪念日5月20日")
    wang.hears("生日：农历八月十五", "5月20日")
    await wang.presses("愿意收到祝福")
    wang.hears("先说：非常感谢！", "您希望我们多长时间回访您一次比较合适？")
    await wang.presses("每季度")
    wang.hears("如您需要二次回访，我们会定期为您提供服务。")
    await wang.presses("下一步")
    wang.hears("可随时拨打客户经理服务热线，电话是", "打扰您了！再见。")
    await wang.presses("很满意")
    wang.hears("请核对", "结果：已接通", "信号不错，想要大流量", "回访频率：90天一次", "下次：12月28日")
    assert await records_of(place, "王芳") == []
    await wang.presses("保存")
    wang.hears("已保存王芳的电话记录")
    (record,) = await records_of(place, "王芳")
    assert record.outcome == "reached" and "情况良好" in record.content
    assert record.fields is not None and record.fields["script"] == "首次回访第1版"
    assert record.fields["satisfaction"] == "很满意"
    assert "地址与住宅电话" in record.fields["consent"]  # T21
    profile = await profile_of(place, "王芳")
    assert (profile.address, profile.home_phone) == ("解放路1号3栋", "010-62345678")
    assert (profile.employer, profile.post, profile.wish_days) == ("星河科技", "财务主管", 90)
    assert profile.greetings is True and profile.birthday is not None and profile.birthday.lunar
    await wang.presses("撤销")
    wang.hears("已撤销王芳的这条记录")
    assert await records_of(place, "王芳") == []
    profile = await profile_of(place, "王芳")
    assert (profile.address, profile.wish_days, profile.birthday, profile.greetings) == ("", None, None, None)


async def test_what_is_known_or_refused_is_not_asked_again(place: Town) -> None:
    """B6–B9 ask for gaps only; what the customer would not tell is never asked again (G4, B11)."""
    await change(
        place, "王芳", address="解放路1号", home_phone="62345678", employer="星河", do_not_ask=["post"]
    )
    wang = await calls(place)
    await wang.presses("是本人")
    await wang.presses("可以")
    await wang.presses("情况良好")
    wang.hears("生日及特殊的纪念日")
    await wang.presses("不愿提供")
    await wang.presses("没有说")
    await wang.presses("没有问")
    wang.hears("不再询问：生日")
    await wang.presses("保存")
    assert (await profile_of(place, "王芳")).do_not_ask == ("birthday", "post")
    await wang.says("打电话 王芳")
    wang.hears("二次回访", "上次联系", "首次回访")
    await wang.presses("已接通")
    wang.hears("前一段时间和您通过电话，请问您最近使用情况怎么样？")
    await wang.presses("情况良好")
    wang.hears("多长时间回访您一次")


async def test_the_customer_wants_no_calls(place: Town) -> None:
    """T4: 不需要 is kept as such, and the supervisor sees the exemption."""
    await has_called(place, "王芳")
    li = await place.sits("李静")
    wang = await calls(place)
    await wang.presses("情况良好")
    for _ in range(3):
        await wang.presses("下一步")
    await wang.presses("不需要")
    wang.hears("如不需要，今后在业务方面有什么需求请随时与我联系，联系电话是13900000003，我叫王强。")
    await wang.presses("下一步")
    await wang.presses("满意")
    wang.hears("回访频率：不需要回访")
    await wang.presses("保存")
    li.hears("王芳", "不需要回访", "豁免", "王强")
    assert (await profile_of(place, "王芳")).wish_days == 0


async def test_another_wish_is_typed(place: Town) -> None:
    """B9: an interval and the time of the next call in the manager's own words."""
    await has_called(place, "王芳")
    wang = await calls(place)
    await wang.presses("情况良好")
    for _ in range(3):
        await wang.presses("下一步")
    await wang.presses("按输入的内容")
    wang.hears("请先输入回访频率")
    await wang.says("两个月")
    wang.hears("回访频率：60天一次")
    await wang.presses("按输入的内容")
    await wang.says("上周三")
    wang.hears("已经过去", "如您需要二次回访")
    await wang.says("11月30号上午十点")
    wang.hears("时间：11月30日（周一）10:00")
    await wang.presses("下一步")
    await wang.presses("没有问")
    await wang.presses("保存")
    wang.hears("下次联系：11月30日（周一）10:00")


async def test_a_bill_that_fell(place: Town) -> None:
    """B3: only where this bill is lower by the policy's percentage, and only after an earlier talk."""
    await has_called(place, "王芳")
    await bills(place, "王芳", m2026_08=(9800, ""), m2026_09=(5850, ""))
    wang = await place.sits("王强")
    await wang.says("打电话 王芳")
    wang.hears("话费异动", "本月话费比上月下降", "话费：9月58.5元，8月98元")
    await wang.presses("已接通")
    wang.hears("看到您上月话费是98元，本月话费是58.5元，我们很想了解一下您话费下降的原因。")
    await wang.presses("觉得资费高")
    wang.hears("是由于我们的服务有您不满意的地方吗？")
    await wang.presses("对服务不满")
    wang.hears("请您不要着急")
    await wang.presses("已解释清楚")
    await wang.presses("下一步")
    wang.hears("详细地址")
    await wang.presses("结束")
    wang.hears("话费下降的原因：觉得资费高", "对服务的看法：对服务不满")


@pytest.mark.parametrize(
    ("amount", "state", "why", "words"),
    [
        (0, "unused", "没有使用", "您的手机从9月没有使用，您能否告诉我其中的原因呢？"),
        (1200, "arrears", "欠费停机", "您的手机从9月欠费停机了，您能否告诉我其中的原因呢？"),
    ],
)
async def test_a_number_not_used(place: Town, amount: int, state: str, why: str, words: str) -> None:
    """B4: the reason is asked, the customer is to be kept, the result stands in the record."""
    await bills(place, "王芳", m2026_09=(amount, state))
    wang = await place.sits("王强")
    await wang.says("打电话 王芳")
    wang.hears("零话费", why)
    await wang.presses("已接通")
    wang.hears("可否占用您几分钟的时间吗？")
    await wang.presses("可以")
    wang.hears(words, "或许我会为您解决一些问题。")
    await wang.presses("改用别家")
    wang.hears("请问您还愿意继续使用吗？")
    await wang.presses("挽留失败")
    wang.hears("打扰您了！再见。")
    await wang.presses("没有问")
    wang.hears("挽留：挽留失败")


async def test_at_the_door(place: Town) -> None:
    """B16, B19, L1: introduced with the purpose, let in, offered, taken leave of; kept as a visit."""
    wang = await place.sits("王强")
    await wang.says("话术 上门 王芳")
    wang.hears("上门说明", "上门时使用")
    await wang.presses("开始")
    wang.hears("请问上门的来意是什么？")
    await wang.says("介绍续约优惠")
    wang.hears(
        "我是星河通信的客户经理王强，这是我的工作牌和名片。今天来是为了介绍续约优惠，请问现在方便进门吗？",
        "鞋套",
    )
    await wang.presses("同意进门")
    wang.hears("今天来拜访您是为了介绍续约优惠。请问您目前有哪些需要？")
    await wang.presses("有需求")
    wang.hears("请问要介绍的优惠是什么？")
    await wang.presses("跳过这一步")
    wang.hears("谢谢您对我工作上的支持，再见。", "轻叩关门")
    await wang.presses("都做到了")
    wang.hears("同意进门", "告辞：都做到了")
    await wang.presses("保存")
    wang.hears("已保存王芳的拜访记录")
    assert (await records_of(place, "王芳"))[0].kind == "visit"


async def test_scripts_are_approved_and_withdrawn(place: Town) -> None:
    """O2, T5: who approved what and when is shown; a script out of force is shown to nobody."""
    wang, li = await place.sits("王强"), await place.sits("李静")
    await wang.says("话术")
    wang.hears("首次回访（B1）第1版", "服务规范")
    assert "资费比较" not in wang.new()
    await wang.says("话术 管理")
    wang.hears("主管、负责人或管理员审批")
    await wang.forges("script-decide:0:0:on:comparison:1")
    await wang.forges("script-book:0:0:comparison")
    assert "低10%" not in wang.picture()
    await wang.presses("首次回访")
    wang.hears("核对身份：您好，您是（客户的姓名）吗？（或：您好，您是（客户的电话号码）号客户吗？）")
    assert "免费" not in wang.picture()  # T13
    await li.says("话术 管理")
    li.hears("资费比较（B14、T5）第1版 · 未审批，未启用")
    await li.presses("资费比较")
    li.hears("无法核实", "低10%", "D18 L389")
    await li.presses("审批启用")
    li.hears("审批人李静", "李静2026-09-29审批，已启用")
    wang = await asking(place)
    await aside(wang, "客户不满")
    await wang.presses("资费比较")
    wang.hears("国家比较支持星河通信")
    await li.presses("资费比较")
    await li.presses("停用")
    li.hears("李静2026-09-29停用")
    await li.presses("二次回访")
    await li.presses("停用")
    await wang.says("打电话 王芳")
    wang.hears("停在“资费比较”")
    await wang.presses("重新开始")
    wang.hears("目前没有启用的话术")
