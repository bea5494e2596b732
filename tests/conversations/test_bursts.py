"""Nobody who asks is interrupted: what is written within two seconds is taken as one (L9)."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.conversations.town import Town, town


@pytest.fixture(params=["web", "telegram"])
async def patient(request: pytest.FixtureRequest, sqlite_url: str) -> AsyncIterator[Town]:
    async with town(request.param, sqlite_url, quiet=2.0) as opened:
        yield opened


async def test_several_short_messages_are_one_question(patient: Town) -> None:
    zhang, wang = await patient.sits("张三"), await patient.sits("王强")
    await zhang.says("你们那个")
    await patient.passes(seconds=1)
    await zhang.says("合同原件")
    await patient.passes(seconds=1.5)
    await zhang.says("放在哪位同事那里了呢")
    await patient.passes(seconds=1.9)
    zhang.silent()
    wang.silent()
    await patient.passes(seconds=0.2)
    zhang.hears("请您稍等一下", "W1001")
    wang.hears("你们那个 合同原件 放在哪位同事那里了呢")
    cases = await patient.house.database.read(lambda uow: uow.cases.of_person(None, 1, 10))
    assert "W1002" not in wang.picture() + zhang.picture(), cases


async def test_two_questions_in_two_messages_are_both_answered(patient: Town) -> None:
    zhang = await patient.sits("张三")
    await zhang.says("怎么查余额")
    await zhang.says("宽带怎么续费")
    zhang.silent()
    await patient.passes(seconds=2)
    zhang.hears("话费余额", "续费前")


async def test_what_is_no_question_waits_for_nobody(patient: Town) -> None:
    """Commands, numbers and answers to a form are worked at once; a question before them is complete."""
    zhang = await patient.sits("张三")
    await zhang.says("我的进度")
    zhang.hears("还没有登记的事项")
    await zhang.says("怎么查余额")
    zhang.silent()
    await zhang.says("请回电话")
    zhang.hears("话费余额", "请问回电打哪个号码")
    await zhang.says("13912345678")
    zhang.hears("请问您希望什么时候接到电话")
    await zhang.says("取消")
    await zhang.says("13912345678")
    zhang.hears("请问您希望什么时候接到电话")


async def test_the_question_is_answered_once_after_a_restart(patient: Town) -> None:
    zhang = await patient.sits("张三")
    await zhang.says("怎么查")
    await zhang.says("余额")
    await patient.reopens()
    zhang.silent()
    await patient.passes(seconds=2)
    zhang.hears("在首页查看话费余额")
    await patient.reopens()
    await patient.passes(seconds=5)
    assert zhang.picture().count("在首页查看话费余额") == 1


async def test_long_downtime_answers_at_once(patient: Town) -> None:
    zhang = await patient.sits("张三")
    await zhang.says("怎么查余额")
    await patient.passes(seconds=1)
    await patient.reopens("2026-09-29T11:00")
    zhang.hears("话费余额")
