"""An instruction that was begun ends where the matter is taken over instead (E2)."""

from __future__ import annotations

from tests.conversations.town import Town


async def test_taking_over_closes_an_instruction_begun(place: Town) -> None:
    wang, li = await place.sits("王强"), await place.sits("李静")
    await wang.says("投诉 王芳 重大 断网两天")
    await wang.presses("保存")
    await li.presses("指示")
    li.hears("请写下给责任人的指示")
    await li.presses("接手")
    li.hears("T1001")
    await li.says("今日")
    li.hears("T1001")
    assert "取消" not in li.labels()
