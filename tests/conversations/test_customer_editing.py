"""Changing a customer's file: a group, a field, one question, taken back by one tap (C1, B8, E9, O1)."""

from __future__ import annotations

from tests.conversations.test_customer_files import adds, fills
from tests.conversations.town import Town


async def test_a_field_is_changed_and_taken_back(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("编辑 张三")
    wang.hears("编辑张三的档案")
    await wang.presses("偏好禁忌")
    wang.hears("忌讳：未登记")
    await wang.presses("忌讳")
    wang.hears("请问张三的忌讳要改成什么", "现在：未登记")
    await wang.says("不谈家事")
    wang.hears("已保存张三的档案", "忌讳：未登记 → 不谈家事")
    await wang.presses("撤销")
    wang.hears("已撤销", "忌讳：不谈家事 → 未登记")
    await wang.presses("撤销", 0)
    assert "已撤销" not in wang.new()
    await wang.says("编辑 张三 忌讳")
    await wang.says("不谈政治")
    await wang.presses("继续编辑")
    wang.hears("张三 · 偏好禁忌", "忌讳：不谈政治")
    await wang.presses("忌讳")
    await wang.presses("清空")
    wang.hears("忌讳：不谈政治 → 未登记")
    await place.passes(minutes=11)
    await wang.presses("撤销")
    wang.hears("10分钟内可以撤销")
    await wang.presses("档案")
    await wang.presses("更多")
    await wang.presses("变更记录")
    wang.hears("张三的变更记录", "王强 忌讳：不谈政治 → 未登记")


async def test_every_field_can_be_reached(place: Town) -> None:
    """Each group opens, each field asks one question, and going back or leaving changes nothing (C1)."""
    li = await place.sits("李静")
    asked = 0
    for group in ("基本", "联系方式", "生日纪念日", "偏好禁忌", "使用人", "联系人", "回访意愿", "其他"):
        await li.says("编辑 张三")
        await li.presses(group)
        li.hears(f"张三 · {group}")
        for label in li.labels():
            if label in ("返回", "档案"):
                continue
            await li.presses(label)
            li.hears("请问")
            await li.says("取消")
            asked += 1
    assert asked == 35
    await li.says("客户 张三")
    await li.presses("更多")
    await li.presses("变更记录")
    li.hears("还没有变更")


async def test_choices_are_kept_and_shown(place: Town) -> None:
    li, wang, zhao = await place.sits("李静"), await place.sits("王强"), await place.sits("赵磊")
    await li.says("编辑 张三 代管")
    await li.says("王强")
    li.hears("须是客户经理以外的同事", "请问张三的代管")
    await li.presses("王强")
    li.hears("须是客户经理以外的同事")
    await li.presses("赵磊")
    li.hears("代管：未登记 → 赵磊")
    await li.presses("撤销")
    for field, answer, told in (
        ("等级", "钻卡", "等级：金卡 → 钻卡"),
        ("重要客户", "是", "重要客户：否 → 是"),
        ("客户经理", "赵磊", "客户经理：王强 → 赵磊"),
        ("代管", "王强", "代管：未登记 → 王强"),
        ("类型", "商户", "类型：个人 → 商户"),
        ("分类", "潜力", "分类：未登记 → 潜力"),
        ("状态", "停机", "状态：在网 → 停机"),
        ("性别", "先生", "性别：未登记 → 先生"),
        ("贵宾卡", "已寄", "贵宾卡：未登记 → 已寄"),
        ("与户主关系", "配偶", "与户主关系：未登记 → 配偶"),
        ("语言", "四川话", "语言：未登记 → 四川话"),
        ("同意接收祝福", "是", "同意接收祝福：未登记 → 是"),
        ("请勿联系", "否", "没有变化"),
        ("回访间隔", "两周一次", "回访间隔：未登记 → 14天"),
        ("回访间隔", "不需要回访", "回访间隔：14天 → 不需要回访"),
        ("勿问项目", "勿问地址", "勿问项目：未登记 → 地址"),
        ("勿问项目", "可以问地址", "勿问项目：地址 → 未登记"),
        ("使用人姓名", "李梅", "使用人姓名：未登记 → 李梅"),
        ("标签", "重点 团购", "标签：未登记 → 重点 团购"),
        ("单位", "东湖贸易公司", "单位：未登记 → 东湖贸易公司"),
    ):
        await li.says(f"编辑 张三 {field}")
        li.hears("请问")
        await li.says(answer)
        li.hears(told)
    assert zhao.picture().count("李静请您担任张三的客户经理") == 1 == zhao.picture().count("请您代管张三")
    assert wang.picture().count("李静请您代管张三") == 1
    await wang.says("张三")
    wang.hears("张三（钻卡） 重要客户 · 潜力 · 商户 · 停机", "客户经理：赵磊", "代管：王强")
    await wang.says("团购")
    wang.hears("张三（钻卡）")


async def test_who_serves_hears_of_a_change_and_of_its_undoing(place: Town) -> None:
    """E4, O1: the former manager and the new one are told, and told again when it is taken back."""
    li, wang, zhao = [await place.sits(name) for name in ("李静", "王强", "赵磊")]
    await li.says("编辑 张三 客户经理")
    await li.says("赵磊")
    zhao.hears("李静请您担任张三的客户经理")
    wang.hears("李静已变更张三的客户经理，您不再负责这位客户")
    await li.presses("撤销")
    wang.hears("李静请您担任张三的客户经理")
    zhao.hears("李静已变更张三的客户经理，您不再负责这位客户")


async def test_the_customer_is_told_of_a_new_manager(place: Town) -> None:
    """B22: one tap tells the customer, once, in the prescribed words; who has no chat is to be phoned."""
    li, zhang = await place.sits("李静"), await place.sits("张三")
    await zhang.opens()
    await li.says("编辑 张三 客户经理")
    await li.says("赵磊")
    await li.presses("告知客户")
    li.hears("已告知张三，由赵磊接替服务")
    zhang.hears("从今天起由客户经理赵磊接替王强为您服务")
    await li.presses("告知客户")
    assert zhang.picture().count("接替王强") == 1
    await li.says("编辑 张三 客户经理")
    await li.says("王强")
    await li.presses("告知客户", 0)
    assert zhang.picture().count("接替") == 1, "drawn from a file that has changed since"
    await li.says("编辑 0104 客户经理")
    await li.says("赵磊")
    await li.presses("告知客户")
    li.hears("张伟目前收不到消息", "从今天起由客户经理赵磊接替王强为您服务")


async def test_managers_do_not_set_tiers(place: Town) -> None:
    """E9: tier, VIP mark, manager and deputy are the leaders' to set; a manager is told so kindly."""
    wang = await place.sits("王强")
    await wang.says("编辑 张三")
    await wang.presses("基本")
    wang.hears("等级：金卡（由主管调整）")
    assert not {"等级", "重要客户", "客户经理", "代管"} & set(wang.labels())
    await wang.says("编辑 张三 等级")
    wang.hears("由主管或负责人调整")
    await wang.forges(f"edit-field:{place.customers['张三'].id}:0:tier")
    wang.hears("由主管或负责人调整")
    await wang.says("张三")
    wang.hears("张三（金卡）")


async def test_birthdays_by_the_sun_and_the_moon(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("编辑 张三 生日")
    wang.hears("请问张三的生日是哪一天", "用于按时送上祝福")
    for text, told in (
        ("2月30日", "2月最多29天"),
        ("1981年2月29日", "1981年2月只有28天"),
        ("农历八月三十一", "农历每月最多30天"),
        ("闰正月初一", "农历没有闰1月"),
        ("2023年闰六月十五", "2023年闰的是2月"),
        ("1980年闰六月十五", "1980年没有闰月"),
        ("五月二", "公历还是农历"),
        ("2050年1月1日", "1901到2026"),
        ("不记得了", "请写明是哪一天"),
    ):
        await wang.says(text)
        wang.hears(told, "请问张三的生日是哪一天")
    await wang.says("1980年农历八月二十")
    wang.hears("生日：未登记 → 农历1980年八月二十")
    await wang.presses("档案")
    wang.hears("生日：农历1980年八月二十，就在9月30日")
    await wang.says("编辑 张三 生日")
    await wang.says("腊月三十")
    wang.hears("农历1980年八月二十 → 农历腊月三十", "廿九提醒您")
    await wang.presses("撤销")
    wang.hears("生日：农历腊月三十 → 农历1980年八月二十")


async def test_what_is_typed_wrong_is_explained(place: Town) -> None:
    wang = await place.sits("王强")
    await fills(place, "王芳", account="HF-1")
    for field, text, told in (
        ("电话", "12345", "11位手机号码"),
        ("电话", "13800000105", "由赵磊负责"),
        ("客户编号", "HF-1", "已登记在别的客户名下"),
        ("姓名", "13800000105", "请只写客户姓名"),
        ("偏好", "好" * 201, "不超过200个字"),
        ("回访间隔", "经常", "1到366"),
        ("状态", "出国了", "请"),
    ):
        await wang.says(f"编辑 张三 {field}")
        await wang.says(text)
        wang.hears(told, "请问")
        await wang.says("取消")
    await wang.says("编辑")
    wang.hears("编辑 张三 生日")
    await wang.says("编辑 张伟 地址")
    wang.hears("请选择客户")
    await wang.presses(wang.labels()[0])
    wang.hears("编辑张伟的档案")
    await wang.says("编辑 张三 电话")
    await wang.says("138-0000-0199")
    wang.hears("电话：138****0101 → 138****0199")
    await wang.says("0199")
    wang.hears("张三（金卡）")


async def test_what_a_customer_will_not_be_asked(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("编辑 张三 勿问项目")
    await wang.presses("勿问单位")
    await wang.says("编辑 张三")
    await wang.presses("联系方式")
    wang.hears("单位：勿问")
    await wang.presses("单位")
    wang.hears("不愿意被问及单位", "请问张三的单位")
    await wang.says("取消")
    await wang.says("张三")
    wang.hears("勿问：单位")


async def test_the_people_of_a_group(place: Town) -> None:
    wang = await place.sits("王强")
    await adds(place, "东湖贸易公司", "王强", kind="group")
    await wang.says("东湖")
    wang.hears("东湖贸易公司（普通） 集团")
    await wang.presses("编辑")
    await wang.presses("联系人")
    wang.hears("还没有联系人")
    await wang.presses("添加联系人")
    await wang.says("刘洋")
    await wang.says("行政主管")
    await wang.presses("返回")
    await wang.says("行政经理")
    await wang.says("13800000190")
    await wang.says("2月30日")
    wang.hears("2月最多29天")
    await wang.says("农历八月二十")
    await wang.presses("跳过")
    wang.hears("姓名：刘洋", "职务：行政经理", "生日：农历八月二十")
    await wang.presses("保存")
    wang.hears("已为东湖贸易公司添加联系人刘洋")
    await wang.presses("继续编辑")
    wang.hears("刘洋：行政经理", "电话：13800000190（刘洋）")
    await wang.presses("档案")
    wang.hears("联系人刘洋生日：农历八月二十，就在9月30日")
    await wang.says("编辑 东湖")
    await wang.presses("联系人")
    said, remove = wang.button("删除刘洋")
    await wang.presses("删除刘洋")
    wang.hears("删除：刘洋")
    await wang.seat.presses(remove, said.handle)
    await place.settle()
    await wang.presses("撤销")
    wang.hears("已恢复东湖贸易公司的：刘洋")
    await wang.forges(f"liaison-remove:1:0:{place.customers['张三'].id}")
    await wang.says("编辑 东湖")
    await wang.presses("联系人")
    wang.hears("刘洋：行政经理")


async def test_days_that_mean_something(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("编辑 王芳")
    await wang.presses("生日纪念日")
    await wang.presses("添加纪念日")
    await wang.says("结婚纪念日")
    await wang.says("10月6日")
    wang.hears("名称：结婚纪念日", "日期：10月6日")
    await wang.presses("保存")
    await wang.presses("档案")
    wang.hears("结婚纪念日：就在10月6日")
    await wang.says("编辑 王芳")
    await wang.presses("生日纪念日")
    await wang.presses("删除结婚纪念日")
    await wang.presses("档案")
    assert "结婚纪念日" not in wang.new()


async def test_a_new_customer_is_taken_back(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("新客户 小明超市 13700000188")
    wang.hears("类型：商户")
    await wang.presses("保存")
    wang.hears("已添加客户小明超市")
    await wang.presses("撤销")
    wang.hears("已撤销，客户小明超市没有保留")
    await wang.presses("撤销", 0)
    assert "已撤销" not in wang.new()
    await wang.says("小明超市")
    assert "普通" not in wang.new()
    await wang.says("新客户 小明超市 13700000188")
    await wang.presses("保存")
    await wang.says("拜访 小明超市 谈了宽带")
    await wang.presses("保存")
    await wang.presses("撤销", -3)
    wang.hears("已经有记录", "不能撤销")
