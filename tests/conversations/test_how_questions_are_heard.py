"""Several questions in one message, and questions that lean on the last one (N1, A7)."""

from __future__ import annotations

from bot.services.ports import UnitOfWork
from bot.services.query_records import ANSWERED, UNSOLVED, Ask
from tests.conversations.town import Town


async def asks(place: Town) -> list[Ask]:
    """Return every question that was asked, oldest first."""

    def read(uow: UnitOfWork) -> list[Ask]:
        return [ask for number in range(1, 9) if (ask := uow.asks.get(number)) is not None]

    return await place.house.database.read(read)


async def test_two_questions_in_one_message_are_both_answered(place: Town) -> None:
    zhang = await place.sits("张三")
    await zhang.says("怎么查余额？另外宽带续费")
    zhang.hears("余额", "续费")


async def test_a_courtesy_is_no_second_question(place: Town) -> None:
    zhang = await place.sits("张三")
    await zhang.says("您好。怎么查余额？谢谢。")
    zhang.hears("余额")
    assert zhang.new().count("余额") <= 3


async def test_a_question_may_lean_on_the_one_before(place: Town) -> None:
    """那注销呢 after a question on broadband is offered as one, and never answered as another."""
    zhang = await place.sits("张三")
    await zhang.says("宽带迁移")
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


async def test_a_suggestion_in_free_words_keeps_what_follows(place: Town) -> None:
    """What is suggested is taken as it stands, or asked for; how to suggest something is a question (A19)."""
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await zhang.says("我想提个建议，希望营业厅周末也能开门")
    zhang.hears("希望营业厅周末也能开门")
    await zhang.presses("提交")
    zhang.hears("J1001")
    wang.hears("希望营业厅周末也能开门")
    await zhang.says("给你们提点意见")
    zhang.hears("请问")
    await zhang.says("排队的座位太少")
    zhang.hears("排队的座位太少")
    await zhang.presses("提交")
    wang.hears("排队的座位太少")
    await zhang.says("你们那里怎么提建议")
    assert "取消" not in zhang.labels()


async def test_a_second_miss_in_a_row_goes_to_a_person(place: Town) -> None:
    """Two choices of which none was taken: the third time a person is asked, even after a restart (A7)."""
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await zhang.says("宽带的事")
    assert "都不是" in zhang.labels()
    await zhang.says("宽带那个")
    assert "都不是" in zhang.labels()
    await place.reopens()
    await zhang.says("我说宽带的事情")
    zhang.hears("W1001")
    wang.hears("W1001", "我说宽带的事情")
    assert "都不是" not in zhang.labels()
    await zhang.says("宽带的问题")
    assert "都不是" in zhang.labels()


async def test_what_is_taken_ends_the_row_of_misses(place: Town) -> None:
    zhang = await place.sits("张三")
    await zhang.says("宽带的事")
    await zhang.says("宽带那个")
    await zhang.presses(zhang.labels()[0])
    await zhang.says("我说宽带的事情")
    assert "都不是" in zhang.labels()


async def test_a_new_session_starts_a_new_row(place: Town) -> None:
    zhang = await place.sits("张三")
    await zhang.says("宽带的事")
    await zhang.says("宽带那个")
    await place.passes(hours=3)
    await zhang.says("我说宽带的事情")
    assert "都不是" in zhang.labels()


async def test_no_help_is_told_of_the_answer_it_was_pressed_under(place: Town) -> None:
    """Two answers, each with its own 没有解决: the first is taken down, then the second (A7)."""
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await zhang.says("怎么查余额？另外宽带怎么续费")
    await zhang.presses("没有解决", 0)
    zhang.hears("W1001")
    wang.hears("怎么查余额")
    assert "续费" not in wang.new()
    first, second = await asks(place)
    assert [(first.text, first.outcome), (second.text, second.outcome)] == [
        ("怎么查余额", UNSOLVED),
        ("宽带怎么续费", ANSWERED),
    ]
    assert first.case_id is not None and second.case_id is None
    await zhang.presses("没有解决")
    zhang.hears("W1002")
    wang.hears("宽带怎么续费")
    assert [ask.outcome for ask in await asks(place)] == [UNSOLVED, UNSOLVED]
    await zhang.presses("没有解决", 0)
    zhang.hears("W1001")
    assert "W1003" not in zhang.picture()


async def test_a_person_comes_about_the_answer_it_was_pressed_under(place: Town) -> None:
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await zhang.says("怎么查余额？另外宽带怎么续费")
    await zhang.presses("转人工", 0)
    wang.hears("怎么查余额")
    assert "续费" not in wang.new()
    assert [ask.outcome for ask in await asks(place)] == [UNSOLVED, ANSWERED]


async def test_somebody_elses_answer_is_not_ones_own(place: Town) -> None:
    zhang, fang = await place.sits("张三"), await place.sits("王芳")
    await zhang.says("怎么查余额")
    _, choice = zhang.button("没有解决")
    await fang.forges(choice)
    fang.hears("请")
    assert "W1001" not in fang.new()
    assert [ask.outcome for ask in await asks(place)] == [ANSWERED]
