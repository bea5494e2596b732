"""What a person had to answer teaches; what nobody answered is listed; what expires is told (C7, N1, O2)."""

from __future__ import annotations

from datetime import date

from bot.services.query_records import NONE
from tests.conversations.test_query_answers import rewrite
from tests.conversations.town import Person, Town

ODD = "员工门禁卡掉了去哪补"


async def _answered(place: Town, asked: str, words: str) -> tuple[Person, Person]:
    """Let a customer ask what nothing answers, and the manager answer it."""
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await zhang.says(asked)
    if "都不是" in zhang.labels():
        await zhang.presses("都不是")
    await wang.presses("答复")
    await wang.says(words)
    await wang.presses("发送")
    return wang, zhang


async def test_an_answer_becomes_a_new_query(place: Town) -> None:
    """One tap: the question and its answer are filled in, only the title is asked."""
    await place.house.learn()
    wang, zhang = await _answered(place, ODD, "请您带证件到前台补办。")
    wang.hears("教给机器人")
    li = await place.sits("李静")
    await wang.presses("存为新问答")
    wang.hears("标题")
    await wang.says("补办门禁卡")
    wang.hears(ODD, "请您带证件到前台补办。")
    await wang.presses("保存")
    await wang.presses("提交审批")
    await li.presses("批准")
    await place.house.learn()
    await zhang.says(ODD)
    zhang.hears("请您带证件到前台补办。")


async def test_an_answer_becomes_a_wording(place: Town) -> None:
    """One tap proposes it; after the supervisor's approval it is answered at once."""
    await place.house.learn()
    zhang = await place.sits("张三")
    await zhang.says("卡丢了怎么补")
    await zhang.presses("没有解决")
    wang = await place.sits("王强")
    li = await place.sits("李静")
    await li.says("未解决问题")
    li.hears("【补办手机卡】", "“卡丢了怎么补”问了1次，答复后没有解决")
    await zhang.says("那张小卡片找不着了想再要一张")
    if "都不是" in zhang.labels():
        await zhang.presses("都不是")
    await li.says("未解决问题")
    li.hears("有2个问题", "那张小卡片找不着了想再要一张")
    line = li.line("那张小卡片")
    await li.presses(f"{line} 忽略")
    li.hears("已忽略", "有1个问题")
    await li.presses("1 加为问法")
    li.hears("问法已满")
    await wang.says("今日")


async def test_the_list_makes_wordings_and_queries(place: Town) -> None:
    await place.house.learn()
    li, zhou, guest = await place.sits("李静"), await place.sits("周敏"), await place.stranger("访客")
    for _ in range(2):
        await guest.says(ODD)
        if "都不是" in guest.labels():
            await guest.presses("都不是")
    offered = await place.house.database.read(lambda uow: uow.queries.titled("宽带上门维修预约"))
    assert offered is not None
    asked, now = "宽带师傅几点到我家13800000101", place.clock.now()
    await place.house.database.turn(lambda uow: uow.asks.add(asked, NONE, now, offered=[offered]))
    await li.says("未解决问题")
    li.hears("【宽带上门维修预约】", "宽带师傅几点到我家", f"“{ODD}”问了2次，没有答案")
    assert "13800000101" not in li.new()
    line = li.line("宽带师傅几点到我家")
    await li.presses(f"{line} 加为问法")
    li.hears("审批", "周敏")
    zhou.hears("请审批")
    await zhou.presses("批准")
    await li.says("未解决问题")
    assert "宽带师傅几点到我家" not in li.new()
    await li.presses(f"{li.line('员工门禁卡')} 新问答")
    await li.says("补办门禁卡")
    await li.says("请您带证件到前台补办。")
    await li.presses("保存")
    li.hears("草稿", ODD)
    await li.says("未解决问题")
    li.hears("没有未解决的问题")


async def test_the_list_comes_on_monday_once(place: Town) -> None:
    await place.house.learn()
    li, guest = await place.sits("李静"), await place.stranger("访客")
    await guest.says(ODD)
    await place.reaches(place.local("2026-10-12T08:29"))
    assert "没有得到解决" not in li.new()
    for _ in range(2):
        await place.reaches(place.local("2026-10-12T08:31"))
    assert li.picture().count("上周客户没有得到解决的问题") == 1
    await place.reaches(place.local("2026-10-13T09:00"))
    assert li.picture().count("上周客户没有得到解决的问题") == 1


async def test_owners_hear_of_the_end_once_before_and_once_after(place: Town) -> None:
    zhao = await place.sits("赵磊")
    await rewrite(
        place, "号码过户", valid_to=date(2026, 10, 20), owner_id=place.staff["赵磊"].id, answer="您好。"
    )
    await place.reaches(place.local("2026-10-05T10:00"))
    assert "有效期" not in zhao.picture()
    for moment in ("2026-10-06T10:00", "2026-10-07T10:00", "2026-10-21T10:00", "2026-10-22T10:00"):
        await place.reaches(place.local(moment))
    assert zhao.picture().count("“号码过户”的有效期到10月20日") == 1
    assert zhao.picture().count("“号码过户”已过有效期") == 1
