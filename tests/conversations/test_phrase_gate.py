"""What staff are about to send is looked at: said more kindly, changed, or recorded (A6, A13, E8)."""

from __future__ import annotations

from tests.conversations.town import Person, Town

BLUNT = "这个我不知道，随便你。"


async def asked(place: Town) -> tuple[Person, Person]:
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await zhang.says("我的合同原件放在你们哪位同事那里了")
    await wang.presses("答复")
    await wang.says(BLUNT)
    wang.hears("“不知道”、“随便你”", "需要为您核实后答复", "以您的意见为准", "会留下记录")
    assert wang.labels()[:3] == ["用建议的说法", "改", "仍然发送"]
    return wang, zhang


async def kept(place: Town) -> list[tuple[str, str]]:
    since = place.clock.now().replace(year=2020)
    found = await place.house.database.read(
        lambda u: u.violations.of_staff([s.id for s in place.staff.values()], since, 20)
    )
    return [(v.word, v.text) for v in found]


async def test_the_kinder_wording_is_sent(place: Town) -> None:
    wang, zhang = await asked(place)
    await wang.presses("用建议的说法")
    assert "仍然发送" not in wang.labels()
    await wang.presses("用建议的说法")
    wang.hears("以最新的消息为准")
    await wang.presses("发送")
    zhang.hears("需要为您核实后答复，以您的意见为准。")
    assert await kept(place) == []


async def test_it_is_changed_by_button_or_by_typing_again(place: Town) -> None:
    wang, zhang = await asked(place)
    await wang.presses("改")
    wang.hears("现在是：这个我不知道")
    await wang.says("等着吧。")
    wang.hears("“等着吧”", "请您稍等一下")
    await wang.says("合同由我保管，××××")
    wang.hears("待填的空位")
    await wang.says("合同由我保管！！！")
    wang.hears("连续的感叹号")
    await wang.says("合同由我保管，周五给您送去。")
    await wang.presses("发送")
    zhang.hears("周五给您送去。")
    assert await kept(place) == []


async def test_what_is_sent_nevertheless_is_recorded(place: Town) -> None:
    """The supervisor can list it and remind of the right wording, within the team (E8, G1)."""
    wang, zhang = await asked(place)
    li, zhou = await place.sits("李静"), await place.sits("周敏")
    place.knowingly.append(BLUNT)
    await wang.taps_twice("仍然发送")
    zhang.hears(BLUNT)
    assert await kept(place) == [("随便你", BLUNT), ("不知道", BLUNT)]
    await wang.says("违规用语")
    assert BLUNT not in wang.new()
    await li.says("违规用语")
    li.hears("王强", "“不知道”", BLUNT)
    await li.presses("1 提醒改正")
    wang.hears("李静提醒您注意用语", "随便你")
    await li.presses("1 提醒改正")
    assert wang.picture().count("提醒您注意用语") == 1
    await zhou.says("违规用语")
    zhou.hears("王强", "“不知道”")
    await wang.forges("violation-correct:1:0:")
    await place.passes(days=31)
    await li.says("违规用语")
    li.hears("近30天没有违规用语")


async def test_feedback_on_a_promise_passes_the_same_gate(place: Town) -> None:
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await zhang.opens()
    await wang.says("拜访 张三 谈了5G套餐 承诺：查一下账单")
    await wang.presses("保存")
    await wang.says("C1001")
    await wang.presses("办结")
    await wang.presses("反馈")
    await wang.says("没办法，自己看。")
    wang.hears("“没办法”、“自己看”")
    await wang.presses("用建议的说法")
    await wang.presses("发送")
    zhang.hears("会尽力为您想办法，我为您说明。")
