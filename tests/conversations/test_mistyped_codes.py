"""A code that was asked for and mistyped is a wrong code, never a question to staff."""

from __future__ import annotations

import pytest

from tests.conversations.town import Town, code_in


@pytest.mark.parametrize("typed", ["7K4M9QR", "AAAA1111", "0OI1lIO0", "7K4M 9QR0", "ABCDEFGH"])
async def test_a_mistyped_code(place: Town, typed: str) -> None:
    wang, li, guest = await place.sits("王强"), await place.sits("李静"), await place.stranger("访客")
    await wang.says("邀请 张三")
    code = code_in(wang.new())
    await guest.says("绑定")
    await guest.says(typed)
    guest.hears("没有找到这个代码")
    li.silent()
    await guest.binds(code)
    guest.hears("王强")
    await guest.says("我的进度")
    assert "W1001" not in guest.picture()


async def test_mistyped_codes_are_counted(place: Town) -> None:
    guest = await place.stranger("访客")
    await guest.says("绑定")
    for number in range(place.house.desk.policy.access.wrong_codes):
        await guest.says(f"AAAA111{number}")
        guest.hears("没有找到这个代码")
    await guest.says("AAAA1111")
    guest.hears("以后再输入代码")


async def test_words_after_binding_was_asked_for_are_words(place: Town) -> None:
    li, guest = await place.sits("李静"), await place.stranger("访客")
    await guest.says("绑定")
    await guest.says("我的合同原件放在你们哪位同事那里了")
    guest.hears("W1001")
    li.hears("合同原件")
    await guest.says("AAAA1111")
    assert "没有找到这个代码" not in guest.new()


async def test_asking_for_a_code_leaves_a_form_alone(place: Town) -> None:
    guest = await place.stranger("访客")
    await guest.says("投诉")
    await guest.presses("网络")
    await guest.says("/bind")
    await guest.presses("紧急")
    await guest.says("ABCD1234断网两天")
    await guest.presses("提交")
    guest.hears("T1001")
