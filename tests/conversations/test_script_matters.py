"""Matters that come up in a talk: users, cards, faults, displeasure, products (B10–B14, B20)."""

from __future__ import annotations

import pytest

from tests.conversations.callers import aside, asking, calls, cases_of, profile_of, records_of
from tests.conversations.town import Town


async def test_not_the_holder(place: Town) -> None:
    """B10, B17: who uses the number is noted; a transfer is suggested, or the identity must be noted."""
    wang = await calls(place)
    await wang.presses("不是本人")
    wang.hears("为了及时向您传达我公司近期优惠政策，请您说一下您的姓名、联电、住址")
    await wang.presses("下一步")
    wang.hears("请先输入使用人姓名")
    await wang.says("李四，13900000009")
    wang.hears("使用人姓名：李四", "使用人电话：13900000009")
    await wang.presses("下一步")
    wang.hears("我们看到这个号码登记的客户名是王芳，现在由李四使用，为了保障您的权益，建议您办理过户。")
    await wang.presses("暂不过户")
    wang.hears("请先输入与户主关系")
    await wang.says("儿子")
    await wang.presses("暂不过户")
    wang.hears("自我介绍")
    await wang.presses("结束")
    wang.hears("还没有说结束语", "使用人姓名：李四", "与户主关系：儿子")
    await wang.presses("保存")
    profile = await profile_of(place, "王芳")
    assert (profile.user_name, profile.user_phone, profile.user_relation) == ("李四", "13900000009", "儿子")


async def test_the_user_agrees_to_the_transfer(place: Town) -> None:
    wang = await calls(place)
    await wang.presses("不是本人")
    await wang.says("李四 本人 朝阳路3号")
    await wang.presses("下一步")
    await wang.presses("同意过户")
    await wang.presses("结束")
    await wang.presses("保存")
    wang.hears("R1001" if "R1001" in wang.new() else "办理")
    (case,) = await cases_of(place, "王芳")
    assert (case.kind, case.text) == ("request", "办理过户：户主王芳，使用人李四")


async def test_somebody_sensitive_is_not_asked_on(place: Town) -> None:
    """B11: the field asked about is not asked again, the subject changes, the card is sent (K5)."""
    wang = await asking(place)
    await wang.presses("情况良好")
    wang.hears("详细地址，住宅电话")
    await aside(wang, "信息敏感")
    wang.hears("还缺一项：贵宾卡的名称", "请问贵宾卡的名称是什么？")
    await wang.says("XXX俱乐部")
    wang.hears("不能用X或星号代替")
    await wang.says("世界风贵宾卡")
    wang.hears("您有没有领到我公司的世界风贵宾卡？")
    await wang.presses("未领，请寄送")
    wang.hears("请先输入客户说的内容")
    await wang.says("寄到单位，中山路8号")
    await wang.presses("未领，请寄送")
    wang.hears("多长时间回访您一次")
    await wang.presses("没有说")
    await wang.presses("没有问")
    wang.hears("不再询问：住宅电话、地址" if "住宅电话、地址" in wang.new() else "不再询问：地址、住宅电话")
    await wang.presses("保存")
    profile = await profile_of(place, "王芳")
    assert set(profile.do_not_ask) == {"address", "home_phone"} and profile.card == "none"
    (case,) = await cases_of(place, "王芳")
    assert (case.kind, case.text) == ("request", "寄送贵宾卡：寄到单位，中山路8号")


@pytest.mark.parametrize(("answer", "card"), [("已领卡", "received"), ("不需要贵宾卡", "none")])
async def test_the_card_is_there_or_not_wanted(web: Town, answer: str, card: str) -> None:
    wang = await asking(web)
    await aside(wang, "信息敏感")
    await wang.says("世界风贵宾卡")
    await wang.presses(answer)
    wang.hears("使用情况")
    await wang.presses("结束")
    await wang.presses("保存")
    assert (await profile_of(web, "王芳")).card == card


async def test_a_network_fault_becomes_a_case(place: Town) -> None:
    """B12, A23: place, time and symptom are asked one by one; somebody owes the answer; the talk goes on."""
    wang = await asking(place)
    await aside(wang, "网络问题")
    wang.hears("您能将出现无网络的具体的地点或范围说一下好吗？")
    await wang.presses("下一步")
    wang.hears("请先输入客户说的内容")
    await wang.says("地下车库二层")
    await wang.presses("下一步")
    await wang.presses("这一周")
    await wang.presses("没有信号")
    wang.hears("请您谅解，由于网络原因影响您正常工作与生活，我们确实比您还着急。", "运维部")
    await wang.presses("确属网络问题")
    wang.hears("我们将尽力在较短的时间内，解决此问题", "请问您最近使用情况怎么样？")
    await wang.presses("情况良好")
    await wang.presses("结束")
    wang.hears("事项", "地下车库二层")
    await wang.presses("保存")
    (case,) = await cases_of(place, "王芳")
    assert (case.kind, case.category) == ("request", "network")
    assert case.text == "请运维部测试网络：地下车库二层，这一周，没有信号，确属网络问题"
    record = (await records_of(place, "王芳"))[0]
    assert "地下车库二层" in record.content


async def test_a_handset_is_to_be_checked(place: Town) -> None:
    """B13: brand and repair centre are asked for before the words are said (T12)."""
    wang = await asking(place)
    await aside(wang, "终端问题")
    await wang.says("某型号手机自动关机")
    await wang.presses("下一步")
    await wang.presses("修过一次")
    wang.hears("请问手机品牌是什么？")
    await wang.says("远山")
    wang.hears("请问维修中心的地址是什么？")
    await wang.says("建设路12号")
    wang.hears("我建议您先到远山手机售后维修中心进行检测", "远山手机售后维修中心的地址是建设路12号。")
    await wang.presses("下一步")
    wang.hears("请问您最近使用情况怎么样？")


async def test_a_handset_repaired_often_goes_up(place: Town) -> None:
    """A22: an apology, a complaint and word to the supervisor."""
    li = await place.sits("李静")
    wang = await asking(place)
    await aside(wang, "终端问题")
    await wang.says("某型号手机自动关机")
    await wang.presses("下一步")
    await wang.presses("修过多次")
    wang.hears("很抱歉，给您带来这么大的不便，但请您相信，我将全力帮助您解决这个问题，给您一个满意的答复！")
    await wang.presses("下一步")
    await wang.presses("结束")
    await wang.presses("保存")
    wang.hears("T1001")
    li.hears("王芳", "多次维修", "T1001", "王强")


@pytest.mark.parametrize(
    ("answer", "kind", "severity"),
    [("登记咨询", "question", ""), ("登记投诉", "complaint", "normal"), ("重大投诉", "complaint", "major")],
)
async def test_somebody_unhappy(place: Town, answer: str, kind: str, severity: str) -> None:
    """B14, A21: explained, looked up, or a consultation or complaint; T5 is not offered."""
    wang = await asking(place)
    await aside(wang, "客户不满")
    wang.hears("请您不要着急，我会马上为您解释；我公司出台不同政策是根据不同的客户需求而定")
    assert "资费比较" not in wang.labels()
    await wang.presses(answer)
    wang.hears("请先输入客户说的内容")
    await wang.says("这个月多扣了二十元")
    await wang.presses(answer)
    wang.hears("感谢您对我们提出的批评与建议，我们会在较短的时间内进行改善，请您随时监督。")
    await wang.presses("下一步")
    wang.hears("请问您最近使用情况怎么样？")
    await wang.presses("结束")
    await wang.presses("保存")
    (case,) = await cases_of(place, "王芳")
    assert (case.kind, case.severity, case.text) == (kind, severity, "这个月多扣了二十元")


async def test_a_bill_is_looked_up(place: Town) -> None:
    wang = await asking(place)
    await aside(wang, "客户不满")
    await wang.presses("需查话单")
    wang.hears("请您不要着急，我会马上为您查询。", "建议您到营业厅打印详细话单，进一步查询")
    await wang.presses("已解释清楚")
    await wang.presses("下一步")
    wang.hears("请问您最近使用情况怎么样？")


async def test_a_product_is_introduced(place: Town) -> None:
    """B20: product and reason are asked for, the interest is kept."""
    wang = await asking(place)
    await aside(wang, "产品推介")
    wang.hears("请问要推介的产品是什么？")
    await wang.says("家庭宽带")
    wang.hears("请问适合这位客户的理由是什么？")
    await wang.says("家里三个人用，现在的套餐不够")
    wang.hears("根据您的需要，向您介绍家庭宽带：家里三个人用，现在的套餐不够。请问您想进一步了解吗？")
    await wang.presses("很感兴趣")
    await wang.presses("结束")
    wang.hears("产品推介：家庭宽带、家里三个人用，现在的套餐不够、很感兴趣")


async def test_a_suggestion_is_thanked_for(place: Town) -> None:
    """A20, D-1: a suggestion is a case, due in three working days."""
    wang = await asking(place)
    await wang.says("营业厅周末多开一个窗口")
    await wang.presses("提了建议")
    wang.hears("先说：感谢您对我们提出的批评与建议")
    await wang.presses("结束")
    await wang.presses("保存")
    wang.hears("J1001", "10月9日")
