"""Words held for the morning are not said once the night has made them untrue (T3)."""

from __future__ import annotations

from tests.conversations.person import Person
from tests.conversations.town import Town

ASKED = "我的合同原件放在哪位同事那里了"
NIGHT, MORNING = "2026-10-14T23:30", "2026-10-15T09:01"
GREETING = "您好，星河通信！"


async def noted(place: Town, name: str = "张三", asked: str = ASKED) -> tuple[Person, Person]:
    """Let a VIP ask something by night, and the manager take note: that is told in the morning."""
    wang = place.people.get("王强") or await place.sits("王强")
    customer = place.people.get(name) or await place.sits(name)
    if place.clock.now() < place.local(NIGHT):
        await place.reaches(place.local(NIGHT))
    await customer.says(asked)
    await wang.presses("已知悉")
    assert "接手" not in customer.new()
    return wang, customer


async def answers(staff: Person, text: str) -> None:
    await staff.presses("答复")
    await staff.says(text)
    await staff.presses("发送")


async def morning(place: Town, customer: Person) -> str:
    """Return what a customer hears in the morning."""
    customer.reads()
    await place.reaches(place.local(MORNING))
    return customer.new()


async def test_what_is_still_so_is_said(place: Town) -> None:
    _, zhang = await noted(place)
    said = await morning(place, zhang)
    assert said.startswith(GREETING) and said.count("王强已经接手") == 1


async def test_answered_in_the_night(place: Town) -> None:
    wang, zhang = await noted(place)
    await answers(wang, "合同由档案室保管。")
    zhang.hears("合同由档案室保管")
    assert await morning(place, zhang) == ""


async def test_closed_after_a_restart(place: Town) -> None:
    wang, zhang = await noted(place)
    await place.reopens()
    await answers(wang, "合同由档案室保管。")
    zhang.reads()
    await place.reopens("2026-10-15T09:30")
    assert "接手" not in zhang.new()


async def test_called_back_in_the_night(place: Town) -> None:
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await place.reaches(place.local(NIGHT))
    await zhang.says("请回电话")
    await zhang.presses("登记号码138****0101")
    await zhang.presses("尽快")
    await zhang.presses("提交")
    await wang.presses("已知悉")
    await wang.presses("已回电")
    assert "接手" not in await morning(place, zhang)


async def test_talked_over_in_the_night(place: Town) -> None:
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await place.reaches(place.local(NIGHT))
    await zhang.says("转人工")
    await wang.presses("已知悉")
    await wang.presses("接入")
    zhang.hears("我是您的客户经理王强")
    await wang.says("请问有什么可以帮您？")
    await zhang.says("问完了，再见")
    await zhang.says("再见")
    zhang.hears("打扰您了")
    assert "接手" not in await morning(place, zhang)


async def test_taken_back_in_the_night(place: Town) -> None:
    """Neither side hears in the morning of a complaint that is no more, but that it was taken back."""
    li, chen = await place.sits("李静"), await place.stranger("访客")
    await place.reaches(place.local(NIGHT))
    await chen.says("投诉 营业员态度差")
    await chen.presses("服务")
    await chen.presses("一般")
    await chen.presses("提交")
    chen.hears("T1001")
    await chen.says("T1001")
    await chen.presses("撤回")
    await chen.presses("确定撤回")
    chen.hears("T1001已撤回")
    li.silent()
    await place.reaches(place.local(MORNING))
    li.hears("已撤回投诉T1001")
    assert "新的投诉" not in li.new()


async def test_reopened_in_the_night_and_taken_anew(place: Town) -> None:
    """It was answered, and is not solved after all: only who has it now is named, once."""
    wang, li = await place.sits("王强"), await place.sits("李静")
    _, zhang = await noted(place)
    await answers(wang, "合同由档案室保管。")
    await zhang.presses("未解决")
    li.hears("W1001")
    await li.presses("接手")
    said = await morning(place, zhang)
    assert said.count("接手") == 1 and "主管李静已经接手" in said


async def test_a_leaders_word_is_overtaken_by_the_customers(place: Town) -> None:
    """Closed for them late in the evening, reopened by them in the night: nothing says it is closed."""
    wang, li, zhang = await place.sits("王强"), await place.sits("李静"), await place.sits("张三")
    await zhang.says("投诉 营业员态度差")
    await zhang.presses("服务")
    await zhang.presses("一般")
    await zhang.presses("提交")
    await answers(wang, "已向您致歉，并加强培训。")
    await place.reaches(place.local("2026-10-20T22:00"))
    await li.says("结案")
    await li.presses("1 结案")
    await li.says("已多次致歉，客户未再反映。")
    await li.presses("结案")
    assert "原因" not in zhang.new()
    await zhang.says("T1001")
    await zhang.presses("重新处理")
    zhang.hears("T1001")
    zhang.reads()
    await place.reaches(place.local("2026-10-21T09:01"))
    assert "已多次致歉" not in zhang.new()


async def test_handed_over_in_the_night(place: Town) -> None:
    """The customer hears who has it in the morning, not who had it for an hour."""
    li = await place.sits("李静")
    await place.sits("王强")
    await place.reaches(place.local(NIGHT))
    _, zhang = await noted(place)
    await li.says("W1001")
    await place.sits("赵磊")
    wang = place.people["王强"]
    await wang.says("今日")
    await wang.presses(f"{wang.line('W1001')} 转交")
    await wang.presses("赵磊")
    await wang.says("客户在他的片区")
    wang.hears("已转交赵磊")
    said = await morning(place, zhang)
    assert said.count("接手") == 1 and "赵磊已经接手" in said
    place.people["赵磊"].hears("王强转交给您")


async def test_erased_in_the_night(place: Town) -> None:
    _, zhang = await noted(place)
    await zhang.says("我的资料")
    await zhang.presses("删除资料")
    await zhang.presses("确认删除")
    zhang.hears("已经删除")
    assert await morning(place, zhang) == ""


async def test_what_is_left_opens_the_session(place: Town) -> None:
    """Two words were held; the first is taken back: the second greets (A1)."""
    wang, zhang = await noted(place)
    await zhang.says("门口的箱子是哪个部门的")
    await wang.presses("已知悉")
    await wang.says("W1001")
    await answers(wang, "合同由档案室保管。")
    said = await morning(place, zhang)
    assert said.startswith(f"{GREETING}\n您的咨询W1002") and said.count("接手") == 1


async def test_who_has_written_before_is_greeted_once(place: Town) -> None:
    _, zhang = await noted(place)
    await place.passes(minutes=4)
    await place.reaches(place.local("2026-10-15T08:50"))
    await zhang.says("我的进度")
    zhang.hears(GREETING)
    said = await morning(place, zhang)
    assert GREETING not in said and "王强已经接手" in said


async def test_somebody_elses_words_stay(place: Town) -> None:
    """One matter is answered; what was held about another, and to another, is said."""
    wang, zhang = await noted(place)
    _, fang = await noted(place, "王芳", "门口的箱子是哪个部门的")
    await wang.says("W1001")
    await answers(wang, "合同由档案室保管。")
    fang.reads()
    assert await morning(place, zhang) == ""
    assert "接手" in fang.new()
