"""The messages of the day: the morning's, the evening's with its log, their hours (O7, F9, I6)."""

from __future__ import annotations

from tests.conversations.town import Person, Town


def mornings(person: Person) -> list[str]:
    return [said.text for said in person.digests() if "早报" in said.text.split("\n")[0]]


async def promised(place: Town, wang: Person) -> None:
    """Let 王强 hear a suggestion on 30 September; it is owed an answer on 10 October."""
    await place.reaches(place.local("2026-09-30T10:00"))
    await wang.says("拜访 张三 谈了5G 建议:开门早一点")
    await wang.presses("保存")


async def test_the_morning_comes_once_and_each_line_is_one_tap_from_done(place: Town) -> None:
    wang = await place.sits("王强")
    await promised(place, wang)
    before = len(mornings(wang))
    await place.reaches(place.local("2026-10-09T08:29"))
    assert len(mornings(wang)) == before
    await place.reaches(place.local("2026-10-09T08:31"))
    wang.reads_digest("10月9日（周五）早报", "J1001", "临近")
    for later in ("08:32", "09:00", "12:00"):
        await place.reaches(place.local(f"2026-10-09T{later}"))
    assert len(mornings(wang)) == before + 1
    # The warning of nine o'clock stood in the digest: it is not said by itself.
    assert "J1001" not in "".join(said.text for said in wang.seat.seen() if "即将到期" in said.text)
    number = wang.line("J1001")
    assert {f"{number} {label}" for label in ("答复", "稍后", "转交")} <= {
        label for label, _ in wang.digests()[-1].buttons
    }
    await wang.presses(f"{number} 答复")
    await wang.says("下月起早半小时开门。")
    await wang.says("发送")
    wang.hears("J1001")


async def test_after_a_night_of_downtime_it_comes_late_but_not_after_the_evening(place: Town) -> None:
    wang = await place.sits("王强")
    await promised(place, wang)
    before = len(mornings(wang))
    await place.reopens("2026-10-09T13:00")
    assert len(mornings(wang)) == before + 1
    await place.reopens("2026-10-10T20:00")
    assert len(mornings(wang)) == before + 1


async def test_on_a_holiday_nothing_comes(place: Town) -> None:
    wang = await place.sits("王强")
    await promised(place, wang)
    before = len(mornings(wang))
    for day in (1, 4, 7):
        await place.reaches(place.local(f"2026-10-0{day}T10:00"))
    assert len(mornings(wang)) == before


async def test_everybody_chooses_the_hour_or_none(place: Town) -> None:
    wang = await place.sits("王强")
    await promised(place, wang)
    before = len(mornings(wang))
    await wang.says("早报")
    wang.hears("08:30")
    await wang.presses("08:00")
    wang.hears("08:00")
    await wang.says("早报 25:00")
    wang.hears("请写明时间")
    await wang.says("早报 06:00")
    wang.hears("免打扰")
    await wang.says("早报 19:00")
    wang.hears("早于晚报")
    await place.reaches(place.local("2026-10-09T08:01"))
    assert len(mornings(wang)) == before + 1
    await wang.says("早报 关")
    wang.hears("已关闭")
    await place.reaches(place.local("2026-10-10T08:31"))
    assert len(mornings(wang)) == before + 1
    await place.reaches(place.local("2026-10-10T09:01"))
    wang.hears("今天到期", "J1001")


async def test_the_evening_drafts_the_log_and_the_morning_names_who_did_not_sign(place: Town) -> None:
    wang, li = await place.sits("王强"), await place.sits("李静")
    await promised(place, wang)
    await place.reaches(place.local("2026-09-30T17:31"))
    wang.reads_digest("晚报", "日志草稿", "拜访 张三：谈了5G")
    await place.reaches(place.local("2026-10-08T08:31"))
    li.reads_digest("日志未签：王强")
    await wang.presses("核对并签日志")
    wang.hears("总结：拜访 张三", "问题：没有")
    await wang.says("签字")
    wang.hears("9月30日（周三）的工作日志已签字")
    await place.reaches(place.local("2026-10-09T17:31"))
    await wang.says("日志")
    await wang.says("今天整理了资料")
    wang.hears("总结：今天整理了资料", "明日计划：", "建议J1001")
    await wang.says("签字")
    wang.hears("已签字")
    await place.reaches(place.local("2026-10-10T17:31"))
    assert "日志" not in wang.reads_digest("晚报：还有", "J1001")


async def test_what_is_put_off_is_said_again_once(place: Town) -> None:
    wang = await place.sits("王强")
    await promised(place, wang)
    await place.reaches(place.local("2026-10-09T08:31"))
    await wang.presses(f"{wang.line('J1001')} 稍后")
    wang.hears("请选择再次提醒的时间", "10月10日（周六）18:00")
    assert "10月12日（周一）09:00" not in wang.labels()
    await wang.presses("10月9日（周五）11:00")
    wang.hears("10月9日（周五）11:00再提醒您")
    wang.reads()
    await place.reaches(place.local("2026-10-09T10:59"))
    assert "再次提醒" not in wang.new()
    for minute in (0, 1, 2):
        await place.reaches(place.local(f"2026-10-09T11:0{minute}"))
    assert wang.new().count("再次提醒") == 1
    await wang.presses("稍后")
    await wang.presses("自选时间")
    await wang.says("下周三")
    wang.hears("再提醒您", "到那时已过期限")


async def test_a_matter_is_given_to_a_colleague_and_taken_back(place: Town) -> None:
    wang, zhao = await place.sits("王强"), await place.sits("赵磊")
    await promised(place, wang)
    await place.reaches(place.local("2026-10-09T08:31"))
    await wang.presses(f"{wang.line('J1001')} 转交")
    wang.hears("请问转交给哪位同事")
    await wang.presses("赵磊")
    await wang.presses("时间冲突")
    wang.hears("已转交赵磊")
    zhao.hears("王强转交给您", "J1001", "时间冲突")
    await zhao.says("今日")
    zhao.hears("J1001")
    zhao.reads()
    await wang.presses("撤销")
    wang.hears("已收回")
    zhao.hears("王强已收回", "J1001")
    await wang.says("今日")
    wang.hears("J1001")


async def test_leaders_see_who_is_late_and_what_became_of_reminders(place: Town) -> None:
    wang, li = await place.sits("王强"), await place.sits("李静")
    await promised(place, wang)
    await place.reaches(place.local("2026-10-09T08:31"))
    await place.reaches(place.local("2026-10-10T08:31"))
    await place.reaches(place.local("2026-10-10T18:01"))
    li.hears("已超时")
    await place.reaches(place.local("2026-10-12T08:31"))
    wang.reads_digest("逾期", "J1001")
    li.reads_digest("【团队】", "王强", "未处理的提醒", "J1001")
    await li.says("提醒情况")
    li.hears("王强：提醒", "未处理", "J1001")
    await li.presses(f"{li.line('J1001')} 接手")
    li.hears("已由您接手")
    await place.reaches(place.local("2026-10-13T08:31"))
    assert "未处理的提醒" not in li.reads_digest("早报")


async def test_a_matter_that_was_called_for_at_night_stands_once(place: Town) -> None:
    """What is due today is not said again among the reminders nobody acted on (I6, D-14)."""
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await place.reaches(place.local("2026-10-09T22:30"))
    await zhang.says("请回电话")
    await zhang.presses("登记号码138****0101")
    await zhang.presses("尽快")
    await zhang.presses("提交")
    wang.hears("VIP客户的请求", "H1001")
    await place.reaches(place.local("2026-10-10T08:31"))
    assert wang.reads_digest("10月10日（周六）早报", "H1001").count("H1001") == 1
