"""The customer's file: found in every way, seen at a glance, changed and taken back (C1, E9, G1)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, select

from bot.services.customer_records import Bill
from bot.services.ports import UnitOfWork
from bot.standard.yearday import YearDay
from storage.session import Session
from storage.tables import audit, contact_edits
from tests.conversations.town import Town, town


async def fills(place: Town, name: str, **fields: Any) -> None:
    customer = place.customers[name]
    await place.house.database.turn(
        lambda uow: uow.profiles.change(customer.id, None, place.clock.now(), **fields)
    )


async def adds(place: Town, name: str, manager: str, **fields: Any) -> None:
    owner = place.staff[manager].id
    place.customers[name] = await place.house.database.turn(
        lambda uow: uow.people.add_customer(name, place.clock.now(), manager_id=owner, **fields)
    )


async def audited(place: Town, what: str) -> list[int]:
    """Return who was noted for it."""

    def look(uow: UnitOfWork) -> list[int]:
        session = uow.people._session  # type: ignore[attr-defined]
        assert isinstance(session, Session)
        found = session.rows(select(audit.c.staff_id).where(audit.c.what == what).order_by(audit.c.id))
        return [row[0] for row in found]

    return await place.house.database.read(look)


async def test_found_in_every_way(place: Town) -> None:
    wang = await place.sits("王强")
    await adds(
        place, "单雄信", "王强", phone="13800000177", employer="东湖贸易公司", tags="重点", account="HF-9"
    )
    for text in (
        *("单雄信", "雄信", "shanxx", "danxiongxin", "ShanX", "0177", "13800000177", "东湖", "dhmy", "hf-9"),
        *("客户 单雄信", "客户 0177", "客户：重点", "单总"),
    ):
        await wang.says(text)
        wang.hears("单雄信（普通）")
    await wang.says("客户 zs")
    wang.hears("张三（金卡）")
    await wang.says("客户 xyzzy")
    wang.hears("没有找到“xyzzy”", "首字母")


async def test_same_names_are_told_apart(place: Town) -> None:
    wang = await place.sits("王强")
    await adds(place, "张伟", "王强", tier="gold", employer="星河物流")
    await wang.says("zhangwei")
    wang.hears("请选择客户")
    assert wang.labels() == ["张伟（尾号0103，普通）", "张伟（尾号0104，银卡）", "张伟（金卡，星河物流）"]
    await wang.presses("张伟（金卡，星河物流）")
    wang.hears("张伟（金卡）", "单位：星河物流", "电话：未登记")
    await wang.says("拜访 张伟0104 谈了套餐")
    wang.hears("客户：张伟")
    await wang.says("取消")
    await wang.says("张伟 0104")
    wang.hears("张伟（银卡）")
    await wang.says("客户 张")
    assert len(wang.labels()) == 4  # 张三 and the three of one name


async def test_somebody_elses_is_named_by_the_manager_only(place: Town) -> None:
    wang = await place.sits("王强")
    await fills(place, "陈晨", account="HF-77")
    await wang.says("陈晨")
    wang.hears("归属 赵磊", "陈晨由赵磊负责")
    for text in ("13800000105", "客户 13800000105", "编辑 HF-77"):
        await wang.says(text)
        wang.hears("归属 赵磊")
        assert "陈晨" not in wang.new()
    for text in ("chenchen", "0105", "陈", "编辑 cc"):
        await wang.says(text)
        assert "赵磊" not in wang.new() and "陈晨" not in wang.new(), text
    other = place.customers["陈晨"].id
    for forged in (
        *(
            f"customer-{action}:{other}:0:"
            for action in ("show", "more", "log", "records", "changes", "edit")
        ),
        *(f"customer-{action}:{other}:0:" for action in ("invite", "revoke", "undo")),
        f"edit-group:{other}:0:basic",
        f"edit-field:{other}:0:taboos",
        f"edit-undo:{other}:1:",
        f"liaison-add:{other}:0:",
        f"anniversary-add:{other}:0:",
        f"liaison-remove:1:0:{other}",
    ):
        await wang.forges(forged)
        assert wang.new() and "陈晨" not in wang.new() and "银卡" not in wang.new(), forged


async def test_leaders_find_their_people_and_reading_is_noted(place: Town) -> None:
    """G1: a supervisor finds the team's, a head everybody's; each reading but the manager's own is noted."""
    wang, zhao = await place.sits("王强"), await place.sits("赵磊")
    li, zhou = await place.sits("李静"), await place.sits("周敏")
    await fills(place, "陈晨", deputy_id=place.staff["王强"].id)
    await zhao.says("陈晨")
    zhao.hears("陈晨（银卡）", "电话：13800000105", "代管：王强")
    assert await audited(place, "customer-read") == []
    await wang.says("cc")
    wang.hears("陈晨（银卡）", "电话：13800000105", "客户经理：赵磊")
    for leader in (li, zhou):
        await leader.says("chenchen")
        leader.hears("陈晨（银卡）", "138****0105", "客户经理：赵磊")
        await leader.says("客户")
    assert await audited(place, "customer-read") == [place.staff[n].id for n in ("王强", "李静", "周敏")]
    await li.presses("全部记录")
    li.hears("陈晨还没有记录")
    assert await audited(place, "customer-records-read") == [place.staff["李静"].id]


async def test_the_card_tells_what_is_to_be_known(place: Town) -> None:
    wang = await place.sits("王强")
    place.clock.set(place.local("2026-09-22T10:00"))
    await fills(
        place,
        "张三",
        vip=True,
        label="core",
        taboos="不谈价格战",
        preferences="喜欢喝龙井",
        contact_hours="下午三点后",
        do_not_contact=True,
        user_name="李梅",
        user_phone="13800000188",
        user_relation="配偶",
        wish_days=30,
        birthday=YearDay(8, 15, 1980, True),
    )

    def more(uow: UnitOfWork) -> None:
        me = place.customers["张三"].id
        uow.profiles.add_liaison(me, "刘洋", place.clock.now(), birthday=YearDay(10, 1))
        uow.profiles.add_anniversary(me, "公司成立", YearDay(10, 10, 2010))
        uow.profiles.add_anniversary(me, "结婚纪念日", YearDay(5, 1))
        uow.profiles.put_bill(Bill(me, "2026-08", 12000, "", ""))
        uow.profiles.put_bill(Bill(me, "2026-09", 8850, "", ""))

    await place.house.database.turn(more)
    await wang.says("拜访 张三 谈了5G套餐 建议:营业厅延长开门 下周三再访")
    await wang.presses("保存")
    await wang.says("张三")
    wang.hears(
        "张三（金卡） 重要客户 · 核心",
        "客户要求不再联系",
        "忌讳：不谈价格战",
        "偏好：喜欢喝龙井",
        "方便时间：下午三点后",
        "电话：13800000101",
        "使用人：李梅（配偶）",
        "电话：13800000188（使用人）",
        "生日：农历1980年八月十五，就在9月25日",
        "联系人刘洋生日：10月1日",
        "公司成立：就在10月10日",
        "话费：本月88.5元，上月120元，降26%",
        "客户希望30天回访一次",
        "建议J1001：营业厅延长开门",
        "下次约定：9月30日",
        "谈了5G套餐",
        "还没有绑定",
    )
    assert "结婚纪念日" not in wang.new()
    assert "客户经理：" not in wang.new()
    assert len(wang.new()) < 700
    await wang.presses("更多")
    assert {"记投诉", "邀请", "停用链接", "变更记录"} <= set(wang.labels())
    assert {"打电话", "记拜访", "记电话", "预约", "编辑", "全部记录"} <= set(wang.labels())
    await wang.presses("预约")
    wang.hears("张三")
    await wang.says("取消")
    await wang.presses("记投诉")
    wang.hears("请问")
    await wang.says("取消")
    await wang.presses("记电话")
    wang.hears("请问")


async def test_bills_that_stopped(place: Town) -> None:
    wang = await place.sits("王强")
    me = place.customers["王芳"].id
    await place.house.database.turn(lambda uow: uow.profiles.put_bill(Bill(me, "2026-08", 9900, "", "")))
    await wang.says("王芳")
    wang.hears("话费：上月99元")
    await place.house.database.turn(lambda uow: uow.profiles.put_bill(Bill(me, "2026-09", 0, "unused", "")))
    await wang.says("王芳")
    wang.hears("话费：本月未使用")


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
    assert asked == 34
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


async def test_all_that_happened_on_pages(place: Town) -> None:
    wang, li = await place.sits("王强"), await place.sits("李静")
    for number in range(1, 7):
        await wang.says(f"拜访 张三 谈了第{'一二三四五六'[number - 1]}件事")
        await wang.presses("保存")
        await place.passes(hours=1)
    await wang.says("投诉 张三 一般 断网两天")
    await wang.presses("保存")
    await wang.says("张三")
    await wang.presses("全部记录")
    wang.hears("张三的全部记录", "1、", "投诉T1001（处理中）：断网两天", "谈了第六件事")
    assert "谈了第一件事" not in wang.new()
    await wang.presses("较早")
    wang.hears("7、", "谈了第一件事")
    await wang.presses("7号")
    wang.hears("张三 · 拜访", "记录：王强", "内容：谈了第一件事")
    await wang.presses("全部记录")
    await wang.presses("1号")
    wang.hears("T1001", "断网两天")

    def mend(uow: UnitOfWork) -> None:
        session = uow.people._session  # type: ignore[attr-defined]
        kept = {"contact_id": 6, "staff_id": place.staff["王强"].id, "at": place.clock.now()}
        session.change(
            insert(contact_edits), {**kept, "field": "content", "old": "谈了别的", "new": "谈了第六件事"}
        )

    await place.house.database.turn(mend)
    await li.says("zs")
    await li.presses("全部记录")
    await li.presses("2号")
    li.hears("内容：谈了第六件事", "王强于", "原文：\n谈了别的")
    assert await audited(place, "customer-record-read") == [place.staff["李静"].id]


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
    await wang.presses("撤销", -2)
    wang.hears("已经有记录", "不能撤销")


async def test_found_on_the_other_database_too(fresh_postgres: str) -> None:
    async with town("web", fresh_postgres) as place:
        li = await place.sits("李静")
        await adds(place, "单雄信", "王强", phone="13800000177", tags="重点")
        for text in ("雄信", "shanxx", "danx", "0177", "重点", "单总"):
            await li.says(text)
            li.hears("单雄信（普通）")
        await li.says("编辑 单雄信 姓名")
        await li.says("解珍")
        li.hears("姓名：单雄信 → 解珍")
        await li.says("xz")
        li.hears("解珍（普通）")
        await li.presses("全部记录")
        li.hears("还没有记录")
