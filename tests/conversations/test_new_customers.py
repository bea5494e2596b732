"""New customers: guided, in one line, and nobody twice."""

from __future__ import annotations

from tests.conversations.town import Town, code_in


async def on_file(place: Town, name: str) -> int:
    found = await place.house.database.read(lambda uow: uow.people.named(name, 50))
    return len(found)


async def test_a_new_customer_step_by_step(place: Town) -> None:
    wang, guest = await place.sits("王强"), await place.stranger("访客")
    await wang.says("新客户")
    wang.hears("请问客户姓名是什么")
    await wang.says("李雷 13700000188")
    wang.hears("请只写客户姓名", "请问客户姓名")
    await wang.says("李雷")
    wang.hears("电话号码是多少")
    await wang.says("12345")
    wang.hears("11位手机号码")
    await wang.says("137-0000-0188")
    wang.hears("请问是哪一类客户")
    await wang.presses("商户")
    wang.hears("姓名：李雷", "电话：13700000188", "类型：商户")
    assert await on_file(place, "李雷") == 0
    await wang.presses("保存")
    wang.hears("已添加客户李雷", "李雷（普通）", "还没有绑定")
    await wang.presses("邀请")
    await guest.binds(code_in(wang.new()))
    guest.hears("王强")
    await guest.says("建议 营业厅放几把雨伞")
    await guest.presses("提交")
    wang.hears("李雷", "雨伞")


async def test_a_new_customer_without_a_number(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("/newcustomer")
    await wang.says("韩梅梅")
    await wang.presses("跳过")
    await wang.says("1")
    wang.hears("姓名：韩梅梅", "类型：个人")
    await wang.says("返回")
    await wang.says("返回")
    wang.hears("电话号码是多少")
    await wang.says("跳过")
    await wang.says("个人")
    await wang.says("保存")
    wang.hears("已添加客户韩梅梅", "未登记")
    await wang.says("新客户 李雷")
    wang.hears("姓名：李雷")
    await wang.says("取消")
    assert await on_file(place, "李雷") == 0


async def test_a_new_customer_in_one_line(place: Town) -> None:
    li = await place.sits("李静")
    await li.says("客户")
    li.hears("新客户 张三")
    await li.says("新客户 Li Ming +86 137 0000 0188")
    li.hears("姓名：Li Ming", "电话：13700000188")
    await li.presses("保存")
    li.hears("已添加客户Li Ming，由您负责")
    await li.says("添加客户：李雷，1370000018")
    li.hears("11位手机号码", "电话号码是多少")
    await li.says("13700000189")
    await li.presses("保存")
    await li.says("客户")
    assert sorted(li.labels()) == ["Li Ming（尾号0188）", "李雷（尾号0189）"]


async def test_a_number_already_on_file(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("新客户 张小三 13800000101")
    wang.hears("号码138****0101已登记在客户张三名下", "张三（金卡）")
    await wang.says("新客户 小陈 13800000105")
    wang.hears("138****0105", "陈*", "由赵磊负责")
    assert "陈晨" not in wang.new()
    await wang.says("新客户")
    await wang.says("小陈")
    await wang.says("13800000105")
    wang.hears("由赵磊负责", "电话号码是多少")
    await wang.says("取消")
    assert await on_file(place, "张小三") == await on_file(place, "小陈") == 0


async def test_two_managers_add_the_same_number(place: Town) -> None:
    wang, zhao = await place.sits("王强"), await place.sits("赵磊")
    for manager in (wang, zhao):
        await manager.says("新客户 李雷 13700000188")
    await wang.presses("保存")
    await zhao.presses("保存")
    zhao.hears("137****0188", "由王强负责")
    assert await on_file(place, "李雷") == 1
    await zhao.says("今日")
    zhao.hears("没有待办")


async def test_the_same_name_is_mentioned(place: Town) -> None:
    wang = await place.sits("王强")
    await wang.says("新客户 陈晨 13700000188")
    wang.hears("已有同名客户陈晨，由赵磊负责", "姓名：陈晨")
    await wang.taps_twice("保存")
    assert await on_file(place, "陈晨") == 2


async def test_others_cannot_add_customers(place: Town) -> None:
    head, zhang = await place.sits("周敏"), await place.sits("张三")
    await head.says("新客户 李雷 13700000188")
    await zhang.says("/newcustomer 李雷")
    await zhang.says("新客户 李雷")
    assert await on_file(place, "李雷") == 0
