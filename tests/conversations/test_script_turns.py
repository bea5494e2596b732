"""Talks that turn out otherwise: no time, refusals, nobody there, broken lines, restarts (A9, A10, B5)."""

from __future__ import annotations

import pytest

from bot.services.ports import UnitOfWork
from tests.conversations.callers import aside, asking, calls, cases_of, profile_of, records_of
from tests.conversations.town import Town


async def test_no_time_now_means_a_call_at_the_time_agreed(place: Town) -> None:
    """B5, D-19: the time in Chinese becomes a call that is owed; 撤销 takes it back."""
    wang = await calls(place)
    await wang.presses("是本人")
    await wang.presses("没空")
    wang.hears("请问您什么时间有空，再与您联系，我们的服务一定会给您带来很多方便，打扰您了，再见。")
    await wang.presses("按输入的时间")
    wang.hears("请先输入时间")
    await wang.says("周四下午三点")
    await wang.presses("按输入的时间")
    wang.hears("结果：已接通", "内容：客户没空", "改约：10月1日（周四）15:00")
    await wang.presses("保存")
    wang.hears("10月1日（周四）15:00", "H1001")
    (case,) = await cases_of(place, "王芳")
    assert (case.kind, case.state) == ("callback", "open")
    await wang.presses("撤销")
    (case,) = await cases_of(place, "王芳")
    assert case.state == "withdrawn"


async def test_one_tap_agrees_on_tomorrow(place: Town) -> None:
    wang = await calls(place)
    await wang.presses("是本人")
    await wang.presses("没空")
    await wang.presses("明天上午10点")
    wang.hears("改约：9月30日（周三）10:00")
    await wang.presses("改")
    wang.hears("请问您什么时间有空")
    await wang.presses("没有约定")
    assert "改约" not in wang.new()
    await wang.presses("保存")
    assert await cases_of(place, "王芳") == []
    await calls(place, "张三")
    await wang.presses("是本人")
    await wang.presses("没空")
    await wang.presses("没有约定")
    await wang.presses("保存")
    for name in ("王芳", "张三"):
        record = (await records_of(place, name))[0]
        assert (record.outcome, record.repeated) == ("reached", False)
        assert record.content.startswith("客户没空")


async def test_refusals_are_counted_and_a_hard_one_ends_calling(place: Town) -> None:
    """B5: this time not, then never again: the flag stands, the supervisor knows, the next call is warned."""
    li = await place.sits("李静")
    wang = await calls(place)
    await wang.presses("是本人")
    await wang.presses("拒绝")
    wang.hears("我们改日再联系，或明天，您认为可以吗？")
    await wang.presses("这次不愿")
    wang.hears("打扰您了！再见。")
    await wang.presses("完成")
    wang.hears("结果：已接通", "内容：客户这次不愿")
    await wang.presses("保存")
    assert (await profile_of(place, "王芳")).refusals == 1
    await wang.says("打电话 王芳")
    wang.hears("曾拒绝回访1次")
    await wang.presses("已接通")
    await aside(wang, "拒绝")
    await wang.presses("以后不要再打")
    await wang.presses("完成")
    wang.hears("勿扰：以后不要再打")
    await wang.presses("保存")
    li.hears("王芳", "勿扰", "王强")
    profile = await profile_of(place, "王芳")
    assert profile.do_not_contact and profile.refusals == 2
    await wang.says("打电话 王芳")
    wang.hears("以后不要再打电话", "主管")
    await wang.presses("仍然拨打")
    wang.hears("电话：13800000102")


async def test_whoever_agrees_to_another_day_is_asked_when(place: Town) -> None:
    wang = await calls(place)
    await wang.presses("是本人")
    await wang.presses("拒绝")
    await wang.presses("同意改日")
    wang.hears("请问您什么时间有空")


@pytest.mark.parametrize("answer", ["无人接听", "占线", "错号", "拒接"])
async def test_nobody_reached(place: Town, answer: str) -> None:
    wang = await place.sits("王强")
    await wang.says("打电话 王芳")
    await wang.presses(answer)
    wang.hears(f"结果：{answer}")
    await wang.presses("改")
    wang.hears("请拨打电话")
    await wang.presses(answer)
    await wang.presses("保存")
    (record,) = await records_of(place, "王芳")
    assert record.outcome not in ("", "reached")


async def test_nobody_answers_and_another_try_is_owed(place: Town) -> None:
    """C6: 稍后再打 is one tap; taking the answer back takes it back too."""
    wang = await place.sits("王强")
    await wang.says("打电话 王芳")
    await wang.presses("无人接听")
    await wang.presses("稍后再打")
    wang.hears("改约：9月29日（周二）10:30")
    await wang.presses("改")
    await wang.presses("占线")
    assert "改约" not in wang.new()
    await wang.presses("稍后再打")
    await wang.presses("保存")
    wang.hears("10:30", "H1001")
    assert (await records_of(place, "王芳"))[0].outcome == "busy"


async def test_the_line_breaks_and_stands_again(place: Town) -> None:
    """A9: calling back is owed at once; connected again, the talk goes on where it was."""
    wang = await asking(place)
    await aside(wang, "断线")
    wang.hears("已生成回拨H1001", "10:15")
    (case,) = await cases_of(place, "王芳")
    assert (case.kind, case.state) == ("callback", "open")
    await wang.presses("接通了，继续")
    wang.hears("请问您最近使用情况怎么样？")
    (case,) = await cases_of(place, "王芳")
    assert case.state == "closed"


async def test_the_line_breaks_for_good(place: Town) -> None:
    """A9: the record says so, and the call back told when the line broke stays owed, by the same time."""
    wang = await asking(place)
    await aside(wang, "断线")
    await wang.presses("先到这里")
    wang.hears("结果：中断")
    (told,) = await cases_of(place, "王芳")
    await wang.presses("保存")
    wang.hears("请在", "10:15前打回，编号H1001")
    (case,) = await cases_of(place, "王芳")
    assert (case.id, case.kind, case.state, case.due_at) == (told.id, "callback", "open", told.due_at)
    assert (await records_of(place, "王芳"))[0].outcome == "cut_off"
    await wang.presses("撤销")
    (case,) = await cases_of(place, "王芳")
    assert case.state == "withdrawn"


async def test_a_wrong_number_is_taken_leave_of(place: Town) -> None:
    """A10: patiently, and noted as such."""
    wang = await calls(place)
    await wang.presses("打错了")
    wang.hears("打扰您了！再见。")
    await wang.presses("完成")
    wang.hears("结果：错号")


async def test_back_clears_and_typed_words(place: Town) -> None:
    """返回 takes the last answer back, labels may be typed, notes can be struck out."""
    wang = await asking(place)
    await wang.says("说话很快")
    wang.hears("已记：说话很快")
    await wang.presses("删去所记")
    assert "已记" not in wang.new()
    await wang.says("情况良好")
    wang.hears("详细地址")
    await wang.says("返回")
    wang.hears("请问您最近使用情况怎么样？")
    await wang.presses("返回")
    wang.hears("请拨打电话")
    await wang.presses("换话术")
    wang.hears("请选择话术", "二次回访")
    await wang.presses("零话费")
    wang.hears("由您选择")
    await wang.presses("取消")
    wang.hears("没有保存任何内容")
    assert len(await records_of(place, "王芳")) == 1


async def test_an_old_button_shows_the_present_step(place: Town) -> None:
    wang = await calls(place)
    await wang.presses("是本人")
    await wang.presses("可以")
    await wang.presses("是本人", 0)
    wang.hears("我想了解一下最近您手机及网络使用情况")


async def test_double_taps_save_once(place: Town) -> None:
    wang = await asking(place)
    await wang.presses("结束")
    await wang.taps_twice("保存")
    assert len(await records_of(place, "王芳")) == 2


async def test_a_talk_survives_a_restart_and_other_work(place: Town) -> None:
    """What was tapped and typed is there again; a talk left is offered again."""
    wang = await asking(place)
    await wang.says("说要换套餐")
    await place.reopens()
    await wang.presses("情况良好")
    wang.hears("详细地址")
    await wang.says("取消")
    wang.hears("还没有结束，停在“地址与住宅电话”")
    await wang.says("拜访 张三 谈了5G套餐 建议:营业厅延长开门")
    wang.hears("张三")
    await wang.presses("保存")
    await wang.says("打电话")
    wang.hears("还没有结束的通话", "王芳")
    await wang.says("打电话 王芳")
    wang.hears("停在“地址与住宅电话”")
    await wang.presses("继续")
    await wang.presses("结束")
    wang.hears("说要换套餐")


async def test_a_card_and_a_form_are_left_as_they_are(place: Town) -> None:
    """打电话 on a card begins below it; a form under way is put aside, nothing typed in it is lost."""
    wang = place.people.get("王强") or await place.sits("王强")
    await wang.says("记拜访")
    await wang.says("张三")
    await wang.says("谈了5G套餐")
    await wang.forges(f"script-start:{place.customers['王芳'].id}:0:")
    wang.hears("首次回访", "电话：13800000102")
    await wang.presses("已接通")
    await wang.says("/today")
    wang.hears("还没有结束的通话：王芳")
    await wang.says("打电话")
    wang.hears("1、王芳：首次回访")
    await wang.presses("1 继续")
    wang.hears("核对身份")


async def test_a_command_leaves_the_talk(place: Town) -> None:
    """What is typed after a command belongs to that, not to the talk; 帮助 leaves nothing."""
    wang = await asking(place)
    await wang.says("帮助")
    wang.hears("打电话", "话术")
    await wang.says("说要换套餐")
    wang.hears("已记：说要换套餐")
    await wang.says("客户 张三")
    wang.hears("已记：说要换套餐；客户 张三")
    await wang.says("/customers")
    await wang.says("张三")
    wang.hears("张三")
    assert "已记" not in wang.new()


async def test_a_script_changed_meanwhile_begins_anew(place: Town) -> None:
    """O2: the new version is gone through from its start; what was noted before is still there."""
    wang = await asking(place)
    await wang.says("说要换套餐")
    manager = place.staff["王强"].id

    def age(uow: UnitOfWork) -> None:
        (kept,) = uow.scripts.under_way(manager, 1)
        uow.scripts.change(kept.id, kept.revision, version="0")

    await place.house.database.turn(age)
    await wang.says("打电话 王芳")
    await wang.presses("继续")
    wang.hears("“二次回访”已有新版本，请从头开始", "已记：说要换套餐")
    await wang.presses("已接通")
    await wang.presses("结束")
    wang.hears("说要换套餐")
    await wang.presses("保存")
    (record, _) = await records_of(place, "王芳")
    assert record.fields is not None and record.fields["script"] == "二次回访第1版"


async def test_a_bare_number_fills_a_gap(place: Town) -> None:
    """B4 chosen by hand: the month is asked for, and 3 is a month, not the third button."""
    wang = await asking(place)
    await wang.presses("返回")
    await wang.presses("换话术")
    await wang.presses("零话费")
    await wang.presses("已接通")
    await wang.presses("可以")
    wang.hears("请问停用的月份是什么？")
    await wang.says("3")
    wang.hears("您的手机从3月没有使用")


async def test_a_supervisor_calls_without_the_whole_number(place: Town) -> None:
    """G3: the number is whole only for whoever serves the customer."""
    li = await place.sits("李静")
    await li.says("打电话 王芳")
    li.hears("首次回访", "138****0102")


async def test_words_typed_long_after_are_no_notes(place: Town) -> None:
    """A talk forgotten for long does not swallow the day's work."""
    wang = await asking(place)
    await place.passes(minutes=40)
    await wang.says("今日")
    wang.hears("待办" if "待办" in wang.new() else "今天")


async def test_somebody_elses_customer_and_namesakes(place: Town) -> None:
    """G1: nobody calls along a script for customers of others; two of one name are told apart."""
    wang, zhao = await place.sits("王强"), await place.sits("赵磊")
    await wang.says("打电话 陈晨")
    wang.hears("赵磊")
    await wang.says("打电话 张伟")
    wang.hears("请选择")
    await zhao.forges(f"script-start:{place.customers['王芳'].id}:0:")
    assert "13800000102" not in zhao.new()
    wang2 = await calls(place)
    await zhao.forges("script-go:1:1:end")
    assert "王芳" not in zhao.new()
    await wang2.presses("是本人")
