"""Whom a period left without contact: leaders read it once in the digest, and as a list at any time (D-4)."""

from __future__ import annotations

from tests.conversations.town import Town


async def test_a_month_without_contact_is_told_and_listed(place: Town) -> None:
    wang, li = await place.sits("王强"), await place.sits("李静")
    await li.says("未联系")
    li.hears("没有到期未联系的客户")
    # October's duties are raised with the month; the first of November is a Sunday.
    await place.reaches(place.local("2026-10-09T08:31"))
    await wang.says("电话 王芳 接通 谈了账单")
    await wang.presses("保存")
    await place.reaches(place.local("2026-10-30T18:01"))
    await place.reaches(place.local("2026-11-01T00:01"))
    await place.reaches(place.local("2026-11-02T08:31"))
    told = li.reads_digest("上期未联系", "王强")
    assert [label for label, _ in li.digests()[-1].buttons][-2:] == ["逾期", "未联系"]
    await li.presses("未联系")
    li.hears("应在10月30日（周五）18:00前联系 · 尚未联系过 · 王强", "张三（金卡）")
    assert "王芳（钻石卡）· 应在10月30日（周五）18:00前联系" not in li.new()
    number = li.line("张三（金卡）")
    await li.presses(f"{number} 详情")
    li.hears("张三")
    # A manager sees their own, and the next digest does not repeat it.
    await wang.says("未联系")
    wang.hears("张三（金卡）")
    before = len(li.digests())
    await place.reaches(place.local("2026-11-03T08:31"))
    assert "上期未联系" in told
    assert all("上期未联系" not in said.text for said in li.digests()[before:])


async def test_it_stands_in_the_help_of_who_may(place: Town) -> None:
    for name in ("王强", "李静", "周敏"):
        person = await place.sits(name)
        await person.says("帮助")
        person.hears("未联系：")
    zhang = await place.sits("张三")
    await zhang.says("帮助")
    assert "未联系" not in zhang.new()
