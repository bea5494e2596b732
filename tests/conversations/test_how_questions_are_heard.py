"""Several questions in one message, and questions that lean on the last one (N1, A7)."""

from __future__ import annotations

from tests.conversations.town import Town


async def test_two_questions_in_one_message_are_both_answered(place: Town) -> None:
    zhang = await place.sits("张三")
    await zhang.says("怎么查余额？另外宽带怎么续费")
    zhang.hears("余额", "续费")


async def test_a_courtesy_is_no_second_question(place: Town) -> None:
    zhang = await place.sits("张三")
    await zhang.says("您好。怎么查余额？谢谢。")
    zhang.hears("余额")
    assert zhang.new().count("余额") <= 3


async def test_a_question_may_lean_on_the_one_before(place: Town) -> None:
    """那注销呢 after a question on broadband is offered as one, and never answered as another."""
    zhang = await place.sits("张三")
    await zhang.says("宽带怎么移机")
    zhang.hears("宽带")
    await zhang.says("那注销呢")
    zhang.hears("请问")
    assert zhang.labels()[0] == "注销宽带"
    assert zhang.labels()[-2:] == ["都不是", "转人工"]
    await zhang.presses("注销宽带")
    zhang.hears("宽带")


async def test_what_leans_on_nothing_stands_for_itself(place: Town) -> None:
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await zhang.says("那合同原件放在哪位同事那里")
    zhang.hears("W1001")
    wang.hears("W1001")


async def test_none_of_three_and_a_person_stand_beside_them(place: Town) -> None:
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await zhang.says("宽带的事")
    assert "都不是" in zhang.labels()
    await zhang.presses("转人工")
    wang.hears("宽带的事")
    zhang.reads()


async def test_a_wish_in_free_words_is_done(place: Town) -> None:
    """What is wished is begun like its command, and left by one tap."""
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await zhang.says("谢谢啦")
    zhang.reads()
    await zhang.says("我想找你们经理投诉")
    zhang.hears("请您不要着急")
    await zhang.presses("取消")
    zhang.reads()
    await zhang.says("给我回个电话")
    zhang.hears("请问")
    await zhang.presses("取消")
    zhang.reads()
    await zhang.says("查一下我上次反映的事情")
    zhang.reads()
    await zhang.says("帮我转人工吧")
    wang.hears("张三")
    zhang.reads()
    await zhang.says("怎么查余额")
    zhang.reads()
