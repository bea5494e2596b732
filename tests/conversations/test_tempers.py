"""Anger, secrets typed by mistake, and alerts that have nobody above them."""

from __future__ import annotations

from tests.conversations.town import Town


async def test_anger_is_met_calmly(place: Town) -> None:
    """Whatever the tone, the answer is calm and offers help (A11, A21)."""
    zhang = await place.sits("张三")
    await zhang.says("你们都是骗子 垃圾公司")
    zhang.hears("请您不要着急", "请问您希望我们怎样帮助您？")
    assert zhang.labels() == ["我要投诉", "请回电话", "转人工"]
    await zhang.presses("转人工")
    zhang.hears("W1001")


async def test_secrets_are_not_kept(place: Town) -> None:
    """An ID number is hidden before it is stored, and the customer is told kindly (G7)."""
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await zhang.says("身份证110101199003078888，我的合同原件放在你们哪位同事那里了")
    zhang.hears("请您不要在这里发送", "W1001")
    wang.hears("合同原件")
    assert "110101199003078888" not in wang.picture() + zhang.picture()
    kept = await place.house.database.read(lambda uow: uow.cases.get(1))
    assert kept is not None and "110101199003078888" not in kept.text


async def test_the_first_word_says_how_serious(place: Town) -> None:
    """The owner reads at once that a complaint is urgent (D-26)."""
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await zhang.says("投诉")
    await zhang.presses("网络")
    await zhang.presses("紧急")
    await zhang.says("机房断电")
    await zhang.presses("提交")
    wang.hears("新的紧急投诉T1001")
